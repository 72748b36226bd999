"""The language worker: inline for the command line, a process of its own for the bot.

The bot's event loop never waits for morphology: one spawned process loads it once and works through
a queue. A worker that dies or stalls is replaced, and the text that it held fails alone.
"""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TypeVar

from bot.arabic.camel import CamelMorphology
from bot.errors import InputError
from bot.model.question import Question
from bot.ports import ReadArticle
from bot.services.reading import Reader, make_reader

#: Seconds that one text may take; the longest allowed text takes about 12 s on one core.
TIMEOUT = 60.0
T = TypeVar("T")
_reader: Reader | None = None


def load_reader(morphology: str, data_dir: Path) -> Reader:
    """A reader over the database that the settings name.

    Raises:
        InputError: the morphology database cannot be opened.
    """
    from camel_tools.morphology.errors import MorphologyError

    try:
        return make_reader(CamelMorphology(morphology, data_dir))
    except (MorphologyError, OSError, KeyError, ValueError) as error:
        message = f"QAWL_MORPHOLOGY: the database cannot be opened ({type(error).__name__})"
        raise InputError(message) from error


class InlineLanguage:
    """The reader in this process, on a thread."""

    def __init__(self, reader: Reader) -> None:
        """Use a loaded reader."""
        self._reader = reader

    async def read(self, text: str) -> ReadArticle:
        """Extract and index."""
        return self._reader.read(text)

    async def understand(self, question: str, now: datetime | None = None) -> Question:
        """Take a question apart."""
        return self._reader.understand(question, now)


class ProcessLanguage:
    """The reader in a process of its own."""

    def __init__(self, morphology: str, data_dir: Path, timeout: float = TIMEOUT) -> None:
        """Start the process at the first call; ``timeout`` in seconds for each."""
        self._arguments = (morphology, data_dir)
        self._timeout = timeout
        self._pool: ProcessPoolExecutor | None = None

    async def start(self) -> None:
        """Start the process and load its reader, so that the first article finds it ready."""
        await self._run(_ready)

    async def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    async def read(self, text: str) -> ReadArticle:
        """Extract and index.

        Raises:
            InputError: the worker died or took longer than the timeout.
        """
        return await self._run(partial(_read, text))

    async def understand(self, question: str, now: datetime | None = None) -> Question:
        """Take a question apart.

        Raises:
            InputError: the worker died or took longer than the timeout.
        """
        return await self._run(partial(_understand, question, now))

    async def _run(self, work: Callable[[], T]) -> T:
        pool = self._pool or self._open()
        loop = asyncio.get_running_loop()
        try:
            return await asyncio.wait_for(loop.run_in_executor(pool, work), self._timeout)
        except (BrokenProcessPool, TimeoutError) as error:
            self._replace(pool)
            message = f"the language worker failed ({type(error).__name__})"
            raise InputError(message) from error

    def _open(self) -> ProcessPoolExecutor:
        self._pool = ProcessPoolExecutor(
            max_workers=1,
            mp_context=get_context("spawn"),
            initializer=_initialize,
            initargs=self._arguments,
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


def _initialize(morphology: str, data_dir: Path) -> None:
    global _reader  # noqa: PLW0603 - one reader a process, made by the pool's initializer
    Thread(target=_follow, daemon=True).start()
    _reader = load_reader(morphology, data_dir)


def _follow() -> None:
    """End with the bot: a worker holds both ends of its queue, so it would wait for a dead one."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _ready() -> bool:
    return _reader is not None


def _loaded() -> Reader:
    if _reader is None:
        message = "the worker was not initialised"
        raise RuntimeError(message)
    return _reader


def _read(text: str) -> ReadArticle:
    return _loaded().read(text)


def _understand(question: str, now: datetime | None) -> Question:
    return _loaded().understand(question, now)
