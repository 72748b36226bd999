"""What every part of a chat's data has: the engine, the chat, connections."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.dialects import upsert
from bot.store.engine import writing
from bot.store.schema import CHATS


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
        async with self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction in which the chat has its row."""
        async with writing(self._engine) as connection:
            await connection.execute(upsert(CHATS).values(id=self._chat).on_conflict_do_nothing())
            yield connection
