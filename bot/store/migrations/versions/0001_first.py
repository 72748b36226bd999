"""The first schema: chats, articles, sightings, speakers, quotes, spans, queues, full text.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import BYTEWISE, KEY

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TERMS = """CREATE VIRTUAL TABLE terms USING fts5(
    chat, topic, near, head, speaker, cue, tokenize = "unicode61 remove_diacritics 0"
)"""


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "chats",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("language", sa.String(8)),
    )
    op.create_table(
        "articles",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column(
            "chat", sa.String(64), sa.ForeignKey("chats.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("published", sa.String(32)),
        sa.Column("added", sa.String(32), nullable=False),
        sa.UniqueConstraint("chat", "id"),
    )
    op.create_table(
        "sightings",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("article", KEY, sa.ForeignKey("articles.pk", ondelete="CASCADE"), nullable=False),
        sa.Column("message", KEY),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("seen", sa.String(32), nullable=False),
        sa.UniqueConstraint("article", "message"),
    )
    op.create_table(
        "speakers",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column(
            "chat", sa.String(64), sa.ForeignKey("chats.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.UniqueConstraint("chat", "name"),
    )
    _quotes()
    _queues()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_TERMS)


def _quotes() -> None:
    op.create_table(
        "quotes",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("article", KEY, sa.ForeignKey("articles.pk", ondelete="CASCADE"), nullable=False),
        sa.Column("speaker", KEY, sa.ForeignKey("speakers.pk", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("cue_start", sa.Integer, nullable=False),
        sa.Column("cue_end", sa.Integer, nullable=False),
        sa.Column("speaker_start", sa.Integer),
        sa.Column("speaker_end", sa.Integer),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("negated", sa.Boolean, nullable=False),
        sa.Column("relay", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("rule", sa.String(64), nullable=False),
        sa.Column("day", sa.String(32), nullable=False),
        sa.UniqueConstraint("article", "position"),
    )
    op.create_index("quotes_speaker", "quotes", ["speaker"])
    op.create_index("quotes_day", "quotes", ["day"])
    op.create_table(
        "spans",
        sa.Column("quote", KEY, sa.ForeignKey("quotes.pk", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )


def _queues() -> None:
    op.create_table(
        "inbox",
        sa.Column("update", KEY, primary_key=True, autoincrement=False),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("received", sa.String(32), nullable=False),
    )
    op.create_index("inbox_state", "inbox", ["state"])
    op.create_table(
        "outbox",
        sa.Column("key", BYTEWISE, primary_key=True),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("message", KEY),
        sa.Column("at", sa.String(32), nullable=False),
    )
