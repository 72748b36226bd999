"""Moving everything from one database to another, SQLite's or PostgreSQL's, in either direction.

Rows go table by table in pages, each page a transaction. What is there already is not written again, so
that a move that was cut off goes on where it stopped. The full-text index is made anew from the keys of
terms that are stored. At the end both sides are compared: rows are counted, and a sum of their hashes
taken that does not depend on the order of rows.
"""

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, func, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StoreError
from bot.store import index
from bot.store.dialects import is_postgresql, upsert
from bot.store.engine import open_engine, reading, writing
from bot.store.fulltext import ARTICLE_INDEX, full_text
from bot.store.schema import ARTICLES, CHATS, INBOX, LEASES, METADATA, SUBSCRIPTIONS

#: Rows of a page. PostgreSQL takes 65,535 values in a statement; the widest table has 22 columns.
PAGE = 1_000
#: Articles that are indexed in one transaction.
ARTICLES_AT_ONCE = 200
#: The row of ``leases`` that tells an unfinished move from an archive that is in use.
_MARK = "transfer"
#: Leases are the running bot's and hold the mark.
_TABLES = tuple(table for table in METADATA.sorted_tables if table is not LEASES)
Told = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """What both sides hold of a table: rows, and the sum of their hashes in hexadecimal."""

    table: str
    rows: int
    hash: str


async def transfer(source: str, target: str, told: Told = lambda *_: None) -> list[Moved]:
    """Copy all rows of one database into another; ``told`` hears of tables and rows so far.

    The bot must run on neither meanwhile.

    Raises:
        StoreError: a database cannot be opened, the target holds something else, or in the end the
            two do not hold the same.
    """
    if source == target:
        message = "source and target are one database"
        raise StoreError(message)
    here = await open_engine(source)
    try:
        there = await open_engine(target)
        try:
            await _begin(there)
            for table in _TABLES:
                await _copy(here, there, table, told)
            await _index(there, told)
            await _numbers(there)
            found = [await _compared(here, there, table) for table in _TABLES]
            async with writing(there) as connection:
                await connection.execute(LEASES.delete().where(LEASES.c.name == _MARK))
            return found
        finally:
            await there.dispose()
    finally:
        await here.dispose()


async def _begin(engine: AsyncEngine) -> None:
    """Mark the target; only what is empty, or was marked by a move that was cut off, is written to."""
    async with writing(engine) as connection:
        mark = select(LEASES.c.holder).where(LEASES.c.name == _MARK)
        if (await connection.execute(mark)).first() is not None:
            return
        for table in (CHATS, INBOX, SUBSCRIPTIONS):
            if (await connection.execute(select(table).limit(1))).first() is not None:
                message = "the target holds an archive already"
                raise StoreError(message)
        values = {"name": _MARK, "holder": "", "until": ""}
        await connection.execute(upsert(LEASES).values(**values).on_conflict_do_nothing())


def _paged(table: Table, last: Sequence[Any] | None) -> Select[Any]:
    """A page of rows behind a key."""
    keys = list(table.primary_key.columns)
    query = select(table).order_by(*keys).limit(PAGE)
    return query if last is None else query.where(tuple_(*keys) > tuple_(*last))


async def _pages(
    engine: AsyncEngine, table: Table, last: Sequence[Any] | None = None
) -> AsyncIterator[Sequence[Mapping[str, Any]]]:
    """All rows behind a key in pages, in the order of keys."""
    keys = [column.name for column in table.primary_key.columns]
    while True:
        async with reading(engine) as connection:
            rows = (await connection.execute(_paged(table, last))).mappings().all()
        if rows:
            yield [dict(row) for row in rows]
        if len(rows) < PAGE:
            return
        last = [rows[-1][key] for key in keys]


async def _copy(here: AsyncEngine, there: AsyncEngine, table: Table, told: Told) -> None:
    """Copy a table; one with a number for its key goes on behind the greatest that is there."""
    last = None
    if "pk" in table.c:
        async with reading(there) as connection:
            greatest = (await connection.execute(select(func.max(table.c.pk)))).scalar()
        last = None if greatest is None else [greatest]
    copied = 0
    async for rows in _pages(here, table, last):
        async with writing(there) as connection:
            await connection.execute(upsert(table).on_conflict_do_nothing(), list(rows))
        copied += len(rows)
        told(table.name, copied)


async def _index(engine: AsyncEngine, told: Told) -> None:
    """Make the index of what is copied; an article and its quotes are in it together or not at all."""
    async with reading(engine) as connection:
        key = full_text(connection).key
        greatest = await connection.execute(text(f"SELECT max({key}) FROM {ARTICLE_INDEX}"))  # noqa: S608 - our own names
        last = greatest.scalar() or 0
    done = 0
    while True:
        async with writing(engine) as connection:
            kept = select(ARTICLES.c.pk, ARTICLES.c.chat).where(
                ARTICLES.c.pk > last, ~ARTICLES.c.chat.startswith("erased:")
            )
            page = kept.order_by(ARTICLES.c.pk).limit(ARTICLES_AT_ONCE)
            rows = (await connection.execute(page)).all()
            for article, chat in rows:
                await index.reindex(connection, chat, article)
        done += len(rows)
        told("index", done)
        if len(rows) < ARTICLES_AT_ONCE:
            return
        last = rows[-1][0]


async def _numbers(engine: AsyncEngine) -> None:
    """PostgreSQL counts its keys on from the greatest; SQLite does so by itself."""
    if not is_postgresql(engine):
        return
    async with writing(engine) as connection:
        for table in _TABLES:
            if "pk" in table.c:
                await _number(connection, table.name)


async def _number(connection: AsyncConnection, table: str) -> None:
    await connection.execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'pk'),"  # noqa: S608 - our own names
            f" coalesce((SELECT max(pk) FROM {table}), 1), (SELECT max(pk) FROM {table}) IS NOT NULL)"
        )
    )


async def _compared(here: AsyncEngine, there: AsyncEngine, table: Table) -> Moved:
    """The two sides of a table, which must be one.

    Raises:
        StoreError: they are not.
    """
    one, other = await _digest(here, table), await _digest(there, table)
    if one != other:
        message = f"{table.name}: {one.rows} rows became {other.rows}, or not the same ones"
        raise StoreError(message)
    return one


async def _digest(engine: AsyncEngine, table: Table) -> Moved:
    total, count = 0, 0
    async for rows in _pages(engine, table):
        for row in rows:
            total += int.from_bytes(hashlib.sha256(_written(row)).digest())
        count += len(rows)
    return Moved(table.name, count, f"{total % (1 << 256):064x}")


def _written(row: Mapping[str, Any]) -> bytes:
    """A row in bytes, the same from both databases."""
    return "\x1f".join(f"{name}={row[name]!r}" for name in sorted(row)).encode()
