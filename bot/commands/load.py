"""``qawl import``: files to the archive, with a summary."""

import json
import sys
from collections import Counter
from pathlib import Path

from rich.progress import Progress

from bot.documents import read
from bot.errors import InputError
from bot.services.ingest import Outcome
from bot.services.usecases import UseCases


async def run(use_cases: UseCases, chat: str, files: list[Path]) -> int:
    """Store every article; print what became of them, and name what could not be read."""
    outcomes: Counter[Outcome] = Counter()
    quotes = 0
    failed: list[str] = []
    terminal = sys.stderr.isatty()
    with Progress(disable=not terminal, transient=True) as progress:
        task = progress.add_task("import", total=None)
        for path in files:
            try:
                for submission in read(path):
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
