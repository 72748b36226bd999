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
        self._events = {channel: asyncio.Event() for channel in channels}
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

    async def wait(self, channel: str, seconds: float) -> None:
        """Until the channel rings, at most so long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._events[channel].wait(), seconds)

    def _ring(self, channel: str) -> None:
        """Wake all who wait; who comes later waits for the next ring."""
        rung = self._events.get(channel)
        if rung is not None:
            self._events[channel] = asyncio.Event()
            rung.set()

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
                self._ring(told.channel)
