"""Calls of the Bot API on their way through the database, from who asks to the one process that sends."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.model.calls import ANSWERED, ASKED, DONE, GOING, LOST, OK, TAKEN, WAITING, Call
from bot.store.dialects import is_postgresql, upsert
from bot.store.engine import reading, writing
from bot.store.rows import stamp
from bot.store.schema import CALLS


class SqlCalls:
    """The table of calls."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Use an open engine."""
        self._engine = engine

    async def ask(self, key: str, endpoint: str, chat: str, payload: bytes, *, waits: bool) -> int:
        """Have a call made; its number. One of a key that was made or waits already is that one."""
        values = {
            "key": key or None,
            "endpoint": endpoint,
            "chat": chat,
            "waits": waits,
            "payload": payload,
            "state": WAITING,
            "holder": "",
            "at": stamp(),
        }
        async with writing(self._engine) as connection:
            added = upsert(CALLS).values(**values).on_conflict_do_nothing(index_elements=["key"])
            number = (await connection.execute(added.returning(CALLS.c.pk))).scalar()
            if number is None:
                number = await self._again(connection, key, payload)
            await _ring(connection, ASKED)
        return int(number)

    async def _again(self, connection: AsyncConnection, key: str, payload: bytes) -> int:
        """The number of a key's call; one that was lost or turned away is made once more."""
        mine = CALLS.c.key == key
        failed = mine & ((CALLS.c.state == LOST) | ((CALLS.c.state == DONE) & (CALLS.c.code != OK)))
        anew = {"state": WAITING, "code": None, "answer": None, "payload": payload}
        await connection.execute(update(CALLS).where(failed).values(**anew))
        return int((await connection.execute(select(CALLS.c.pk).where(mine))).scalar_one())

    async def answer(self, number: int) -> tuple[str, int, bytes]:
        """How a call stands: its state, and code and body of the answer where it has one."""
        query = select(CALLS.c.state, CALLS.c.code, CALLS.c.answer).where(CALLS.c.pk == number)
        async with reading(self._engine) as connection:
            row = (await connection.execute(query)).first()
        return (LOST, 0, b"") if row is None else (row[0], row[1] or 0, row[2] or b"")

    async def claim(self, holder: str, most: int) -> list[Call]:
        """Calls to be made now, taken from the line: what can wait goes last."""
        async with writing(self._engine) as connection:
            line = select(CALLS.c.pk).where(CALLS.c.state == WAITING)
            line = line.order_by(CALLS.c.waits, CALLS.c.pk).limit(most)
            if is_postgresql(connection):
                line = line.with_for_update(skip_locked=True)
            keys = list((await connection.execute(line)).scalars())
            if not keys:
                return []
            mine = CALLS.c.pk.in_(keys)
            await connection.execute(update(CALLS).where(mine).values(state=TAKEN, holder=holder))
            query = select(
                CALLS.c.pk, CALLS.c.endpoint, CALLS.c.chat, CALLS.c.waits, CALLS.c.payload
            )
            rows = (await connection.execute(query.where(mine).order_by(CALLS.c.pk))).all()
        return [Call(row[0], row[1], row[2], row[3], row[4]) for row in rows]

    async def finish(self, number: int, code: int, answer: bytes) -> None:
        """Keep the answer of a call; its content is not needed any more."""
        await self._over(number, state=DONE, code=code, answer=answer, payload=b"", at=stamp())

    async def going(self, number: int) -> None:
        """Tell that a call leaves for Telegram now: from here on nobody knows whether it arrived."""
        async with writing(self._engine) as connection:
            await connection.execute(update(CALLS).where(CALLS.c.pk == number).values(state=GOING))

    async def lose(self, under_way: Collection[int]) -> int:
        """Give up calls that were on their way and that nobody makes any more, how many; what had not left waits.

        Nobody makes what is not ``under_way`` with the one process that sends: a sender that died had it, or
        the database went away between taking a call and letting it go.
        """
        others = CALLS.c.pk.not_in(under_way)
        taken, going = (CALLS.c.state == TAKEN) & others, (CALLS.c.state == GOING) & others
        async with writing(self._engine) as connection:
            await connection.execute(update(CALLS).where(taken).values(state=WAITING, holder=""))
            lost = await connection.execute(update(CALLS).where(going).values(state=LOST))
            if lost.rowcount:
                await _ring(connection, ANSWERED)
            return int(lost.rowcount)

    async def fail(self, number: int) -> None:
        """Tell that a call did not come through, whatever became of it."""
        await self._over(number, state=LOST)

    async def _over(self, number: int, **values: object) -> None:
        """Keep what became of a call, and wake who waits for it."""
        async with writing(self._engine) as connection:
            await connection.execute(update(CALLS).where(CALLS.c.pk == number).values(**values))
            await _ring(connection, ANSWERED, str(number))

    async def forget(self, before: datetime) -> None:
        """Let go of calls that were over before an instant."""
        over = CALLS.c.state.in_((DONE, LOST)) & (CALLS.c.at < stamp(before))
        async with writing(self._engine) as connection:
            await connection.execute(delete(CALLS).where(over))


async def _ring(connection: AsyncConnection, channel: str, about: str = "") -> None:
    """Wake who listens for a call, or for all, when the transaction is through."""
    if is_postgresql(connection):
        values = {"channel": channel, "about": about}
        await connection.execute(text("SELECT pg_notify(:channel, :about)"), values)
