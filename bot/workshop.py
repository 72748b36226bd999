"""Documents and pictures in a process of their own, with a limit of time and memory.

A PDF that unpacks to gigabytes, or HTML nested without end, ends this process and not the bot.
"""

import asyncio
import resource
from collections.abc import Sequence
from functools import partial

from bot.documents import parse
from bot.errors import SourceError
from bot.model.chart import Chart
from bot.pictures import draw
from bot.pool import Pool, WorkerError
from bot.services.ingest import Submission

#: Seconds for one document or picture; a 20 MB PDF of text takes about 10.
TIMEOUT = 45.0
#: Bytes of address space; a 20 MB document takes a tenth.
MEMORY = 2 << 30


class Workshop:
    """Documents and pictures, made by one worker."""

    def __init__(self, timeout: float = TIMEOUT, memory: int = MEMORY) -> None:
        """Start the process at the first call."""
        self._pool = Pool(_limit, (memory,), timeout)

    async def close(self) -> None:
        """End the process."""
        self._pool.close()

    async def parse(self, name: str, data: bytes) -> Sequence[Submission]:
        """The articles of a document.

        Raises:
            SourceError: it cannot be read, takes too long or too much memory, or holds no text.
        """
        try:
            return await self._pool.run(partial(parse, name, data))
        except (WorkerError, MemoryError) as error:
            raise SourceError("unreadable") from error

    async def draw(self, chart: Chart) -> bytes:
        """The chart as PNG.

        Raises:
            WorkerError: it could not be drawn in time.
        """
        return await self._pool.run(partial(draw, chart))


class InlineWorkshop:
    """The same in this process, for the terminal and for tests."""

    async def close(self) -> None:
        """Nothing to end."""

    async def parse(self, name: str, data: bytes) -> Sequence[Submission]:
        """The articles of a document."""
        return await asyncio.to_thread(parse, name, data)

    async def draw(self, chart: Chart) -> bytes:
        """The chart as PNG."""
        return await asyncio.to_thread(draw, chart)


def _limit(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
