"""Work that is looked for again and again: PTB's job queue, its jobs run late rather than never.

APScheduler's own settings drop a run that is a second late; here a run waits for as long as it must, runs
that were missed are one, and no work runs beside itself. What is due stands in the database, not in jobs:
they go with the process.
"""

import asyncio
from collections.abc import Awaitable, Callable

from structlog import get_logger
from telegram.error import TelegramError
from telegram.ext import JobQueue

from bot.errors import QawlError
from handlers.context import Context

#: Seconds that work may go on after it was told to end; then it is cut off.
LAST_SECONDS = 5.0
_LATE = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
_log = get_logger()


class Clock(JobQueue[Context]):
    """The job queue, with works that end when the bot does."""

    def __init__(self) -> None:
        """Without any work yet."""
        super().__init__()
        self._running: set[asyncio.Task[object]] = set()
        self._ending = False

    def ending(self) -> bool:
        """Whether the bot is about to end: work in hand is finished, none is begun."""
        return self._ending

    def every(self, seconds: float, work: Callable[[], Awaitable[object]], name: str) -> None:
        """Do ``work`` now and again ``seconds`` after; its failures are logged by ``name``."""

        async def run(_: Context) -> None:
            if not self._ending:
                await self._run(work, name)

        self.run_repeating(run, seconds, first=0, name=name, job_kwargs=dict(_LATE))

    async def stop(self, wait: bool = True) -> None:  # noqa: FBT001, FBT002 - PTB's own signature
        """Let running work finish for a few seconds, then cut it off, and stop."""
        self._ending = True
        if self._running:
            await asyncio.wait(self._running, timeout=LAST_SECONDS)
        for task in self._running:
            task.cancel()
        await super().stop(wait)

    async def _run(self, work: Callable[[], Awaitable[object]], name: str) -> None:
        task: asyncio.Task[object] = asyncio.ensure_future(work())
        self._running.add(task)
        try:
            await task
        except asyncio.CancelledError:
            _log.warning("work cut off", work=name)
        except (TelegramError, QawlError, OSError) as error:
            _log.error("work failed", work=name, kind=type(error).__name__)
        finally:
            self._running.discard(task)
