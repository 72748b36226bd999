"""The tables, for SQLite and PostgreSQL alike; migrations are proved equal to them by a test.

Instants are UTC, stored as ISO 8601 text with a fixed width, so that they sort as text in both
databases. Spans are code points.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

CHATS = Table(
    "chats",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("language", String(8)),
)

ARTICLES = Table(
    "articles",
    METADATA,
    Column("pk", Integer, primary_key=True),
    Column("chat", String(64), ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("id", String(128), nullable=False),
    Column("text", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", String(32)),
    Column("added", String(32), nullable=False),
    UniqueConstraint("chat", "id"),
)

SIGHTINGS = Table(
    "sightings",
    METADATA,
    Column("pk", Integer, primary_key=True),
    Column("article", Integer, ForeignKey("articles.pk", ondelete="CASCADE"), nullable=False),
    Column("message", Integer),
    Column("sender", Text, nullable=False),
    Column("seen", String(32), nullable=False),
    UniqueConstraint("article", "message"),
)

SPEAKERS = Table(
    "speakers",
    METADATA,
    Column("pk", Integer, primary_key=True),
    Column("chat", String(64), ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    UniqueConstraint("chat", "name"),
)

QUOTES = Table(
    "quotes",
    METADATA,
    Column("pk", Integer, primary_key=True),
    Column("article", Integer, ForeignKey("articles.pk", ondelete="CASCADE"), nullable=False),
    Column("speaker", Integer, ForeignKey("speakers.pk", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("cue_start", Integer, nullable=False),
    Column("cue_end", Integer, nullable=False),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("role", Text, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("act", String(16), nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("relay", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("rule", String(64), nullable=False),
    Column("day", String(32), nullable=False),
    UniqueConstraint("article", "position"),
    Index("quotes_speaker", "speaker"),
    Index("quotes_day", "day"),
)

SPANS = Table(
    "spans",
    METADATA,
    Column("quote", Integer, ForeignKey("quotes.pk", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

INBOX = Table(
    "inbox",
    METADATA,
    Column("update", Integer, primary_key=True, autoincrement=False),
    Column("chat", String(64), nullable=False),
    Column("raw", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("received", String(32), nullable=False),
    Index("inbox_state", "state"),
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("key", String(128), primary_key=True),
    Column("chat", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("message", Integer),
    Column("at", String(32), nullable=False),
)

#: SQLite's full-text index over the quotes' terms; its rowid is the quote's key.
TERMS_SQLITE = """CREATE VIRTUAL TABLE terms USING fts5(
    chat, topic, near, head, speaker, cue, tokenize = "unicode61 remove_diacritics 0"
)"""
