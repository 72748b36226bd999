"""Full text on both databases: rows of tokens, found by conjunctions of alternatives.

SQLite keeps row keys alone (FTS5 with ``detail=none`` and no content), which makes a list of 100,000
quotes 150 kB. PostgreSQL keeps each row's tokens as a ``tsvector`` without places under a GIN index.
A token holds the chat's key in both, so that a chat's posting lists are its own.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.dialects import is_postgresql

#: The two indexes: of quotes, and of whole articles.
QUOTE_INDEX, ARTICLE_INDEX = "quote_index", "article_index"
Row = tuple[int, Sequence[str]]
#: A conjunction as tokens: one of each group must stand in a row.
Groups = Sequence[Sequence[str]]


class FullText(Protocol):
    """Tokens of rows, kept and found."""

    #: The column of the row's key, and how rows are put in the order of their keys.
    key: str
    order: str

    async def put(self, connection: AsyncConnection, index: str, rows: Sequence[Row]) -> None:
        """Put the tokens of new rows in."""
        ...

    async def take(self, connection: AsyncConnection, index: str, rows: Sequence[Row]) -> None:
        """Take rows out, with the tokens that they were put in with."""
        ...

    async def tidy(self, connection: AsyncConnection) -> None:
        """Leave nothing of what was taken out."""
        ...

    def condition(self, index: str, parameter: str) -> str:
        """SQL that a row of the index holds a conjunction, which is bound under a name."""
        ...

    def expression(self, groups: Groups) -> str:
        """A conjunction as it is bound; no word of a user's is ever an operator in it."""
        ...


class Fts5:
    """SQLite's."""

    key = "rowid"
    order = "{key} DESC"

    async def put(self, connection: AsyncConnection, index: str, rows: Sequence[Row]) -> None:
        """Put rows in: a body of tokens between spaces."""
        sql = f"INSERT INTO {index} (rowid, body) VALUES (?, ?)"  # noqa: S608 - our own names
        if rows:
            await connection.exec_driver_sql(sql, [(key, " ".join(body)) for key, body in rows])

    async def take(self, connection: AsyncConnection, index: str, rows: Sequence[Row]) -> None:
        """Take rows out by telling what they held: the index itself does not know."""
        sql = f"INSERT INTO {index} ({index}, rowid, body) VALUES ('delete', ?, ?)"  # noqa: S608
        if rows:
            await connection.exec_driver_sql(sql, [(key, " ".join(body)) for key, body in rows])

    async def tidy(self, connection: AsyncConnection) -> None:
        """Merge, so that no list holds what was taken out."""
        for index in (QUOTE_INDEX, ARTICLE_INDEX):
            await connection.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608

    def condition(self, index: str, parameter: str) -> str:
        """FTS5's MATCH."""
        return f"{index} MATCH :{parameter}"

    def expression(self, groups: Groups) -> str:
        """«("a" OR "b") AND ("c")»."""
        return " AND ".join("(" + " OR ".join(f'"{t}"' for t in group) + ")" for group in groups)


class Tsvector:
    """PostgreSQL's."""

    key = "pk"
    #: A sum has no index: PostgreSQL would go through all rows by their keys, the newest first, and
    #: look into each, rather than ask the index of tokens.
    order = "{key} + 0 DESC"

    async def put(self, connection: AsyncConnection, index: str, rows: Sequence[Row]) -> None:
        """Put rows in: lexemes without places, in one statement."""
        sql = f"INSERT INTO {index} (pk, body) VALUES (%s, array_to_tsvector(%s::text[]))"  # noqa: S608
        if rows:
            await connection.exec_driver_sql(sql, [(key, sorted(set(body))) for key, body in rows])

    async def take(self, connection: AsyncConnection, index: str, rows: Sequence[Row]) -> None:
        """Take rows out."""
        sql = f"DELETE FROM {index} WHERE pk = ANY(%s)"  # noqa: S608
        if rows:
            await connection.exec_driver_sql(sql, ([key for key, _ in rows],))

    async def tidy(self, connection: AsyncConnection) -> None:
        """VACUUM's business, which cannot run in a transaction."""

    def condition(self, index: str, parameter: str) -> str:
        """A tsvector's match."""
        return f"{index}.body @@ CAST(:{parameter} AS tsquery)"

    def expression(self, groups: Groups) -> str:
        """«('a' | 'b') & ('c')»."""
        return " & ".join("(" + " | ".join(f"'{t}'" for t in group) + ")" for group in groups)


_FTS5, _TSVECTOR = Fts5(), Tsvector()


def full_text(connection: AsyncConnection) -> FullText:
    """The full text of the database behind a connection."""
    return _TSVECTOR if is_postgresql(connection) else _FTS5


async def matching(
    connection: AsyncConnection,
    index: str,
    conjunctions: Sequence[Groups],
    values: dict[str, Any],
    period: str = "",
) -> list[int]:
    """Keys of rows in one statement, the first conjunction's first, the newest first in each.

    ``values`` has the ``limit`` of each and of all, and what ``period`` names: conditions on the row
    of ``quotes``.
    """
    engine = full_text(connection)
    key = f"{index}.{engine.key}"
    join = f" JOIN quotes ON quotes.pk = {key}" if period else ""
    parts = " UNION ALL ".join(
        f"SELECT * FROM (SELECT {key} AS pk, {n} AS place FROM {index}{join}"  # noqa: S608 - our own names
        f" WHERE {engine.condition(index, f'm{n}')}{period}"
        f" ORDER BY {engine.order.format(key=key)} LIMIT :limit) AS part{n}"
        for n in range(len(conjunctions))
    )
    bound = {f"m{n}": engine.expression(groups) for n, groups in enumerate(conjunctions)}
    rows = (await connection.execute(text(parts), bound | values)).all()
    rows = sorted(rows, key=lambda row: row[1])
    return list(dict.fromkeys(row[0] for row in rows))[: values["limit"]]
