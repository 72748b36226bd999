"""PostgreSQL's LISTEN: who waits for another process wakes when it has something, not at the next look."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import psycopg
from structlog import get_logger

#: Seconds before another try to listen.
PAUSE = 2.0
_log = get_logger()


class Bell:
    """Events of channels; a lost connection costs time, not news: every wait has an end of its own."""

    def __init__(self, url: str, channels: Sequence[str]) -> None:
        """Listen to ``channels`` at ``url`` once started."""
        self._url, self._channels = url, channels
        self._waiting: dict[str, dict[asyncio.Event, str]] = {name: {} for name in channels}
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listen from now on."""
        self._task = asyncio.create_task(self._listen())

    async def close(self) -> None:
        """Listen no more."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def wait(self, channel: str, seconds: float, about: str = "") -> None:
        """Until the channel rings, for what it is about or for all; at most so long."""
        event = asyncio.Event()
        self._waiting[channel][event] = about
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), seconds)
        finally:
            del self._waiting[channel][event]

    def _ring(self, channel: str, about: str = "") -> None:
        """Wake who waits for that, or for anything; all where it is about nothing."""
        for event, wanted in self._waiting.get(channel, {}).items():
            if not about or wanted in ("", about):
                event.set()

    async def _listen(self) -> None:
        while True:
            try:
                await self._hear()
            except psycopg.Error as error:
                _log.warning("cannot listen", kind=type(error).__name__)
            await asyncio.sleep(PAUSE)

    async def _hear(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
        async with connection:
            for channel in self._channels:
                await connection.execute(f"LISTEN {channel}".encode())
            for channel in self._channels:
                self._ring(channel)
            async for told in connection.notifies():
                self._ring(told.channel, told.payload)
