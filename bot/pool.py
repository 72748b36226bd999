"""One process of its own for work that would stop the event loop.

A worker that dies or stalls is replaced, and the work that it held fails alone.
"""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from bot.errors import InputError

T = TypeVar("T")


class WorkerError(InputError):
    """The worker died or took longer than it may."""


class Pool:
    """A spawned process with an initializer, begun at the first call."""

    def __init__(
        self, initializer: Callable[..., None], arguments: tuple[Any, ...], timeout: float
    ) -> None:
        """``timeout`` in seconds for each piece of work."""
        self._initializer = initializer
        self._arguments = arguments
        self._timeout = timeout
        self._pool: ProcessPoolExecutor | None = None
        # One piece of work at a time is in the process: what waits does not die with it, and its
        # waiting is not counted as its time.
        self._turn = asyncio.Lock()

    async def run(self, work: Callable[[], T]) -> T:
        """Work in the process; ``work`` must be picklable.

        Raises:
            WorkerError: the worker died or took longer than the timeout.
        """
        loop = asyncio.get_running_loop()
        async with self._turn:
            pool = self._pool or self._open()
            try:
                return await asyncio.wait_for(loop.run_in_executor(pool, work), self._timeout)
            except (BrokenProcessPool, TimeoutError) as error:
                self._replace(pool)
                message = f"the worker failed ({type(error).__name__})"
                raise WorkerError(message) from error

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _open(self) -> ProcessPoolExecutor:
        self._pool = ProcessPoolExecutor(
            max_workers=1,
            mp_context=get_context("spawn"),
            initializer=_begin,
            initargs=(self._initializer, self._arguments),
        )
        return self._pool

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        """Kill a worker that died or stalls; the next call starts another."""
        if self._pool is not pool:
            return
        for process in list(pool._processes.values()):  # noqa: SLF001 - no public way to kill
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None


def _begin(initializer: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    Thread(target=_follow, daemon=True).start()
    initializer(*arguments)


def _follow() -> None:
    """End with the bot: a worker holds both ends of its queue, so it would wait for a dead one."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
