"""An index by chat and field that answers a question over a million quotes, names, questions asked.

Revision ID: 0002
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from alembic import op

from bot.arabic.names import name_keys
from bot.model.search import Field
from bot.store.columns import KEY
from bot.store.index import frequency_key, token
from bot.store.terms import packed

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FULL_TEXT = """CREATE VIRTUAL TABLE {name} USING fts5(
    body, content = '', detail = none, tokenize = "ascii"
)"""
#: PostgreSQL began with this version: there is no older index to fill from.
_LEXEMES = (
    "CREATE TABLE {name} (pk bigint PRIMARY KEY, body tsvector NOT NULL)",
    "CREATE INDEX {name}_body ON {name} USING gin (body)",
)
_OLD = """
    SELECT terms.rowid AS quote, terms.topic, terms.near, terms.head, terms.speaker, terms.cue
    FROM terms JOIN quotes ON quotes.pk = terms.rowid WHERE quotes.article = :article
    ORDER BY quotes.position
"""
_COUNT = """
    INSERT INTO frequencies VALUES (:chat, :term, :quotes)
    ON CONFLICT (chat, term) DO UPDATE SET quotes = quotes + excluded.quotes
"""


def upgrade() -> None:
    """Make the tables, and fill them from the old index."""
    _terms()
    _names()
    fresh = op.get_bind().dialect.name == "postgresql"
    for name in ("quote_index", "article_index"):
        for statement in _LEXEMES if fresh else (_FULL_TEXT,):
            op.execute(statement.format(name=name))
    with op.batch_alter_table("chats") as chats:
        for counted in ("articles", "quotes"):
            column = sa.Column(counted, sa.Integer, nullable=False, server_default="0")
            chats.add_column(column)
    if not fresh:
        _fill(op.get_bind())
        op.execute("DROP TABLE terms")


def _chat() -> sa.Column[str]:
    return sa.Column(
        "chat", sa.String(64), sa.ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True
    )


def _terms() -> None:
    op.create_table(
        "quote_terms",
        sa.Column("quote", KEY, sa.ForeignKey("quotes.pk", ondelete="CASCADE"), primary_key=True),
        *(
            sa.Column(name, sa.LargeBinary, nullable=False)
            for name in ("topic", "near", "context", "speaker", "cue")
        ),
    )
    op.create_table(
        "article_terms",
        sa.Column(
            "article",
            KEY,
            sa.ForeignKey("articles.pk", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("head", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "frequencies",
        _chat(),
        sa.Column("term", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("quotes", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _names() -> None:
    op.create_table(
        "speaker_keys",
        _chat(),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column(
            "speaker",
            KEY,
            sa.ForeignKey("speakers.pk", ondelete="CASCADE"),
            primary_key=True,
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "speaker_links",
        _chat(),
        sa.Column("one", sa.Text, primary_key=True),
        sa.Column("other", sa.Text, primary_key=True),
        sa.Column("together", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "asked",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column(
            "chat", sa.String(64), sa.ForeignKey("chats.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("asker", sa.String(64), nullable=False),
        sa.Column("update", KEY),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("asked_asker", "asked", ["chat", "asker"])


def _fill(connection: sa.Connection) -> None:
    """Old articles are found by the terms that their quotes and headlines had."""
    for row in connection.execute(sa.text("SELECT pk, chat, name FROM speakers")).mappings().all():
        for key in name_keys(row["name"]):
            values = {"chat": row["chat"], "key": key, "speaker": row["pk"]}
            connection.execute(
                sa.text("INSERT INTO speaker_keys VALUES (:chat, :key, :speaker)"), values
            )
    keys = connection.execute(sa.text("SELECT pk, chat FROM articles ORDER BY pk")).all()
    for article, chat in keys:
        _article(connection, article, chat)
    connection.execute(sa.text(_COUNTED))


_COUNTED = """
    UPDATE chats SET
        articles = (SELECT count(*) FROM articles WHERE articles.chat = chats.id),
        quotes = (SELECT count(*) FROM quotes JOIN articles ON articles.pk = quotes.article
                  WHERE articles.chat = chats.id)
"""


def _article(connection: sa.Connection, article: int, chat: str) -> None:
    quotes = connection.execute(sa.text(_OLD), {"article": article}).mappings().all()
    columns = ("topic", "near", "head")
    body = {term for quote in quotes for name in columns for term in quote[name].split()}
    head = quotes[0]["head"].split() if quotes else []
    _insert(connection, "article_terms", article=article, body=packed(body), head=packed(head))
    speakers = [t for q in quotes for t in q["speaker"].split()]
    cues = [t for q in quotes for t in q["cue"].split()]
    tokens = _tokens(chat, {Field.BODY: body, Field.SPEAKER: speakers, Field.CUE: cues})
    _insert(connection, "article_index", rowid=article, body=tokens)
    counts: Counter[int] = Counter()
    for quote in quotes:
        counts.update(_quote(connection, chat, quote))
    for term, number in counts.items():
        values = {"chat": chat, "term": term, "quotes": number}
        connection.execute(sa.text(_COUNT), values)


def _quote(connection: sa.Connection, chat: str, quote: sa.RowMapping) -> list[int]:
    topic, near = quote["topic"].split(), quote["near"].split()
    fields = {
        Field.TOPIC: {*topic, *near},
        Field.SPEAKER: quote["speaker"].split(),
        Field.CUE: quote["cue"].split(),
    }
    _insert(
        connection,
        "quote_terms",
        quote=quote["quote"],
        topic=packed(topic),
        near=packed(near),
        context=packed(fields[Field.TOPIC]),
        speaker=packed(fields[Field.SPEAKER]),
        cue=packed(fields[Field.CUE]),
    )
    _insert(connection, "quote_index", rowid=quote["quote"], body=_tokens(chat, fields))
    counted = (Field.TOPIC, Field.SPEAKER)
    return [frequency_key(f, term) for f in counted for term in dict.fromkeys(fields[f])]


def _insert(connection: sa.Connection, table: str, **values: object) -> None:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)  # noqa: S608 - our own names


def _tokens(chat: str, fields: Mapping[Field, Iterable[str]]) -> str:
    return " ".join(dict.fromkeys(token(chat, f, t) for f, terms in fields.items() for t in terms))
