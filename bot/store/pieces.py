"""What waits on SQLite: parts of albums and of cut articles, and prompts that want a reply."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.bound import Bound
from bot.store.dialects import upsert
from bot.store.engine import reading, writing
from bot.store.rows import stamp
from bot.store.schema import PIECES, PROMPTS


class SqlPieces(Bound):
    """Messages of one chat that wait for the rest."""

    async def add(self, message: int, raw: str) -> None:
        """Keep a message; a second delivery changes nothing."""
        values = {"chat": self._chat, "message": message, "raw": raw, "at": stamp()}
        async with writing(self._engine) as connection:
            await connection.execute(upsert(PIECES).values(**values).on_conflict_do_nothing())

    async def all(self) -> list[str]:
        """Every message that waits, in the order of their numbers."""
        query = select(PIECES.c.raw).where(PIECES.c.chat == self._chat)
        async with self._reading() as connection:
            return list((await connection.execute(query.order_by(PIECES.c.message))).scalars())

    async def remove(self, messages: list[int]) -> None:
        """These need not wait any more."""
        mine = (PIECES.c.chat == self._chat) & PIECES.c.message.in_(messages)
        async with writing(self._engine) as connection:
            await connection.execute(delete(PIECES).where(mine))


class SqlPrompts(Bound):
    """Messages of the bot in one chat that ask for a written reply."""

    async def add(self, message: int, purpose: str, subject: str) -> None:
        """Keep what a message asks for; only the last one of a purpose counts."""
        values = {"purpose": purpose, "subject": subject, "at": stamp()}
        async with writing(self._engine) as connection:
            mine = (PROMPTS.c.chat == self._chat) & (PROMPTS.c.purpose == purpose)
            await connection.execute(delete(PROMPTS).where(mine))
            added = upsert(PROMPTS).values(chat=self._chat, message=message, **values)
            await connection.execute(added.on_conflict_do_nothing())

    async def take(self, message: int, since: datetime) -> tuple[str, str] | None:
        """Purpose and subject of a message, once, where it is not older than an instant."""
        mine = (PROMPTS.c.chat == self._chat) & (PROMPTS.c.message == message)
        async with writing(self._engine) as connection:
            query = select(PROMPTS.c.purpose, PROMPTS.c.subject).where(mine)
            row = (await connection.execute(query.where(PROMPTS.c.at >= stamp(since)))).first()
            await connection.execute(delete(PROMPTS).where(mine))
        return (row[0], row[1]) if row is not None else None


async def waiting(engine: AsyncEngine) -> list[str]:
    """The chats in which messages wait."""
    async with reading(engine) as connection:
        return list((await connection.execute(select(PIECES.c.chat).distinct())).scalars())
