"""``qawl import``: files to the archive, with a summary."""

import asyncio
import json
import os
import sys
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from rich.progress import Progress

from bot.arabic.identity import article_id
from bot.commands.opening import NoLanguage, opened
from bot.documents import read
from bot.errors import InputError
from bot.ports import ReadArticle
from bot.services.ingest import Outcome, Submission
from bot.services.usecases import UseCases
from bot.settings import Settings
from bot.worker import ManyLanguages

#: Bytes of files from which on several processes read: each takes two seconds to start.
MANY = 500_000
#: Articles that are read before their turn to be stored.
AHEAD = 16


class Ahead(NoLanguage):
    """A language whose texts are read before they are asked for, while others are stored."""

    def __init__(self, readers: ManyLanguages, known: Callable[[str], Awaitable[bool]]) -> None:
        """Read by ``readers``, but not what is ``known``."""
        self._readers, self._known = readers, known
        self._begun: dict[str, asyncio.Task[ReadArticle]] = {}

    async def begin(self, submission: Submission) -> None:
        """Begin to read a text that its article is not stored of."""
        text = submission.text
        if text not in self._begun and not await self._known(submission.id or article_id(text)):
            self._begun[text] = asyncio.create_task(self._readers.read(text))

    async def read(self, text: str) -> ReadArticle:
        """What was read of a text."""
        begun = self._begun.pop(text, None)
        return await (begun or self._readers.read(text))

    def drop(self) -> None:
        """Forget what is not asked for any more."""
        for task in self._begun.values():
            task.cancel()


async def run_many(settings: Settings, chat: str, files: list[Path]) -> int:
    """Like :func:`run`, with as many readers as there are cores; articles are stored in their order."""
    readers = ManyLanguages(settings.morphology, settings.data_dir, os.cpu_count() or 1)
    async with opened(settings, language=False) as plain:

        async def known(article: str) -> bool:
            return await plain.article(chat, article) is not None

        ahead = Ahead(readers, known)
        try:
            return await run(UseCases(plain.store, ahead), chat, files, ahead)
        finally:
            ahead.drop()
            await readers.close()


def many(files: list[Path]) -> bool:
    """Whether there is so much that several processes are worth their start."""
    return sum(path.stat().st_size for path in files if path.is_file()) > MANY


async def _in_turn(path: Path, ahead: Ahead | None) -> AsyncIterator[Submission]:
    """A file's articles in order, the next ones being read already."""
    waiting: deque[Submission] = deque()
    for submission in read(path):
        waiting.append(submission)
        if ahead is not None:
            await ahead.begin(submission)
        if ahead is None or len(waiting) > AHEAD:
            yield waiting.popleft()
    while waiting:
        yield waiting.popleft()


async def run(use_cases: UseCases, chat: str, files: list[Path], ahead: Ahead | None = None) -> int:
    """Store every article; print what became of them, and name what could not be read."""
    outcomes: Counter[Outcome] = Counter()
    quotes = 0
    failed: list[str] = []
    terminal = sys.stderr.isatty()
    with Progress(disable=not terminal, transient=True) as progress:
        task = progress.add_task("import", total=None)
        for path in files:
            try:
                async for submission in _in_turn(path, ahead):
                    found = await use_cases.ingest(chat, submission)
                    outcomes[found.outcome] += 1
                    quotes += len(found.quotes) if found.outcome is Outcome.STORED else 0
                    progress.advance(task)
            except InputError as error:
                failed.append(f"{path}: {error}")
    for line in failed:
        print(f"qawl: {line}", file=sys.stderr)
    summary = {
        "chat": chat,
        "stored": outcomes[Outcome.STORED] + outcomes[Outcome.NO_QUOTES],
        "known": outcomes[Outcome.KNOWN],
        "skipped": outcomes[Outcome.NOT_ARABIC] + outcomes[Outcome.TOO_SHORT],
        "quotes": quotes,
        "failed": failed,
    }
    print(json.dumps(summary, ensure_ascii=False))
    return 2 if failed else 0
