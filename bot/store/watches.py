"""Alerts on SQLite."""

import json
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update

from bot.model.watch import Need, Watch
from bot.store.bound import Bound
from bot.store.rows import stamp
from bot.store.schema import WATCHES


class SqlWatches(Bound):
    """The alerts of one chat."""

    async def all(self) -> list[Watch]:
        """Every alert, the oldest first."""
        query = select(WATCHES).where(WATCHES.c.chat == self._chat).order_by(WATCHES.c.pk)
        async with self._reading() as connection:
            return [_watch(row) for row in (await connection.execute(query)).mappings()]

    async def add(self, watch: Watch) -> int:
        """Keep an alert; its key."""
        needs = [[one.printed, list(one.terms), one.literal] for one in watch.needs]
        values = {
            "chat": self._chat,
            "printed": watch.printed,
            "needs": json.dumps(needs, ensure_ascii=False),
            "source": watch.source,
            "thread": watch.thread,
            "paused": watch.paused,
            "digest": watch.digest,
            "at": stamp(),
        }
        async with self._writing() as connection:
            added = insert(WATCHES).values(**values).returning(WATCHES.c.pk)
            return int((await connection.execute(added)).scalar_one())

    async def change(self, key: int, *, paused: bool, digest: bool) -> None:
        """Pause or wake an alert, and say where it is told."""
        mine = (WATCHES.c.chat == self._chat) & (WATCHES.c.pk == key)
        async with self._writing() as connection:
            change = update(WATCHES).where(mine).values(paused=paused, digest=digest)
            await connection.execute(change)

    async def remove(self, key: int) -> Watch | None:
        """Take an alert away; what it was."""
        mine = (WATCHES.c.chat == self._chat) & (WATCHES.c.pk == key)
        async with self._writing() as connection:
            row = (await connection.execute(select(WATCHES).where(mine))).mappings().first()
            await connection.execute(delete(WATCHES).where(mine))
        return _watch(row) if row is not None else None


def _watch(row: RowMapping) -> Watch:
    needs: list[Any] = json.loads(row["needs"])
    return Watch(
        row["printed"],
        tuple(Need(printed, tuple(terms), literal) for printed, terms, literal in needs),
        row["source"],
        row["thread"],
        bool(row["paused"]),
        bool(row["digest"]),
        row["pk"],
    )
