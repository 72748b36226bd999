"""What every part of a chat's data has: the engine, the chat, connections."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.dialects import is_postgresql, upsert
from bot.store.engine import reading, writing
from bot.store.schema import CHATS

#: What PostgreSQL is told of a transaction: its chat, for the rules on rows (migration 0006), and, where
#: it writes, that it waits for its turn in that chat, as all of SQLite's do.
_CLAIM = text("SELECT set_config('qawl.chat', :chat, true)")
_CLAIM_ALONE = text(
    "SELECT set_config('qawl.chat', :chat, true), pg_advisory_xact_lock(hashtextextended(:chat, 0))"
)


async def claim(connection: AsyncConnection, chat: str, *, alone: bool = False) -> None:
    """Bind a transaction to a chat, in the database too where it can."""
    if is_postgresql(connection):
        await connection.execute(_CLAIM_ALONE if alone else _CLAIM, {"chat": chat})


class Bound:
    """Bound to one chat: nothing else is ever read or written."""

    def __init__(
        self, engine: AsyncEngine, chat: str, connection: AsyncConnection | None = None
    ) -> None:
        """Bind to ``chat``.

        Reads go through ``connection`` where it is given, each through one of its own elsewhere.
        """
        self._engine = engine
        self._chat = chat
        self._connection = connection

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        if self._connection is not None:
            yield self._connection
            return
        async with reading(self._engine) as connection:
            await claim(connection, self._chat)
            yield connection

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction in which the chat has its row."""
        async with writing(self._engine) as connection:
            await claim(connection, self._chat, alone=True)
            await connection.execute(upsert(CHATS).values(id=self._chat).on_conflict_do_nothing())
            yield connection
