"""The language worker: inline for the command line, a process of its own for the bot.

The bot's event loop never waits for morphology: one spawned process loads it once and works through
a queue. A worker that dies or stalls is replaced, and the text that it held fails alone.
"""

import asyncio
import gc
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.arabic.camel import CamelMorphology
from bot.errors import InputError
from bot.model.question import Question
from bot.model.watch import Need
from bot.pool import Pool
from bot.ports import ReadArticle
from bot.services.reading import Reader, make_reader

#: Seconds that one text may take; the longest allowed text takes about 12 s on one core.
TIMEOUT = 60.0
#: New objects after which the youngest are looked through; an article makes some 20,000.
COLLECT_AFTER = 50_000
_reader: Reader | None = None


def load_reader(morphology: str, data_dir: Path) -> Reader:
    """A reader over the database that the settings name.

    Raises:
        InputError: the morphology database cannot be opened.
    """
    from camel_tools.morphology.errors import MorphologyError

    try:
        reader = make_reader(CamelMorphology(morphology, data_dir))
    except (MorphologyError, OSError, KeyError, ValueError) as error:
        message = f"QAWL_MORPHOLOGY: the database cannot be opened ({type(error).__name__})"
        raise InputError(message) from error
    # The tables stay: looking through them for garbage took a sixth of a new article's time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    return reader


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

    async def needs(self, text: str) -> tuple[Need, ...]:
        """What a quote must have to be told of."""
        return self._reader.needs(text)

    async def topics(self, texts: Sequence[str], most: int) -> tuple[str, ...]:
        """The nouns that most of the texts share."""
        return self._reader.topics(texts, most)


class ProcessLanguage:
    """The reader in a process of its own."""

    def __init__(self, morphology: str, data_dir: Path, timeout: float = TIMEOUT) -> None:
        """Start the process at the first call; ``timeout`` in seconds for each."""
        self._pool = Pool(_initialize, (morphology, data_dir), timeout)
        self._warming: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the process and load its reader; what questions need besides is loaded behind it."""
        await self._pool.run(_ready)
        self._warming = asyncio.create_task(self._warm())

    async def _warm(self) -> None:
        """The first question waits no longer than the others."""
        with suppress(InputError, RuntimeError):
            await self._pool.run(_warmed)

    async def close(self) -> None:
        """End the process."""
        if self._warming is not None:
            self._warming.cancel()
        self._pool.close()

    async def read(self, text: str) -> ReadArticle:
        """Extract and index.

        Raises:
            InputError: the worker died or took longer than the timeout.
        """
        return await self._pool.run(partial(_read, text))

    async def understand(self, question: str, now: datetime | None = None) -> Question:
        """Take a question apart.

        Raises:
            InputError: the worker died or took longer than the timeout.
        """
        return await self._pool.run(partial(_understand, question, now))

    async def needs(self, text: str) -> tuple[Need, ...]:
        """What a quote must have to be told of.

        Raises:
            InputError: the worker died or took longer than the timeout.
        """
        return await self._pool.run(partial(_needs, text))

    async def topics(self, texts: Sequence[str], most: int) -> tuple[str, ...]:
        """The nouns that most of the texts share.

        Raises:
            InputError: the worker died or took longer than the timeout.
        """
        return await self._pool.run(partial(_topics, tuple(texts), most))


def _initialize(morphology: str, data_dir: Path) -> None:
    global _reader  # noqa: PLW0603 - one reader a process, made by the pool's initializer
    _reader = load_reader(morphology, data_dir)


def _ready() -> bool:
    return _reader is not None


def _warmed() -> bool:
    """A question and a sentence load what they need before users wait."""
    _loaded().understand("من قال ماذا؟")
    _loaded().read("قال الوزير إن العام جيد")
    return True


def _loaded() -> Reader:
    if _reader is None:
        message = "the worker was not initialised"
        raise RuntimeError(message)
    return _reader


def _read(text: str) -> ReadArticle:
    return _loaded().read(text)


def _understand(question: str, now: datetime | None) -> Question:
    return _loaded().understand(question, now)


def _needs(text: str) -> tuple[Need, ...]:
    return _loaded().needs(text)


def _topics(texts: tuple[str, ...], most: int) -> tuple[str, ...]:
    return _loaded().topics(texts, most)


class ManyLanguages:
    """Several readers, each in a process of its own, for files of many articles."""

    def __init__(self, morphology: str, data_dir: Path, number: int) -> None:
        """``number`` processes, started with the first text that each is given."""
        self._all = [ProcessLanguage(morphology, data_dir) for _ in range(number)]
        self._given = [0] * number

    async def read(self, text: str) -> ReadArticle:
        """Extract and index, by the reader that has least to do.

        Raises:
            InputError: that reader died or took longer than the timeout.
        """
        least = min(range(len(self._all)), key=self._given.__getitem__)
        self._given[least] += len(text)
        try:
            return await self._all[least].read(text)
        finally:
            self._given[least] -= len(text)

    async def close(self) -> None:
        """End the processes."""
        for one in self._all:
            await one.close()
