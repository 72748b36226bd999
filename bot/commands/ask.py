"""``qawl ask``: answers as text or JSON."""

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import InputError
from bot.model.answer import Answer, Status
from bot.services.usecases import UseCases
from bot.shapes import answer as shape


@dataclass(frozen=True, slots=True)
class Options:
    """How to ask and how to print."""

    chat: str
    as_json: bool
    explain: bool
    now: datetime | None


async def one(use_cases: UseCases, question: str, options: Options) -> int:
    """Print the answer to one question."""
    found = await use_cases.ask(options.chat, question, options.now)
    if options.as_json:
        print(json.dumps(shape(found, explain=options.explain), ensure_ascii=False))
    else:
        _print(found, explain=options.explain)
    return 0


def _print(found: Answer, *, explain: bool) -> None:
    if found.status is not Status.ANSWERED:
        print(found.status.value.replace("_", " "))
        if found.unmatched:
            print("no quote holds: " + ", ".join(found.unmatched))
    for hit in found.hits:
        quote = hit.stored.quote
        role = f" ({quote.role})" if quote.role else ""
        print(f"{quote.who}{role} · {quote.act.value}\n  {hit.stored.text}")
        print(f"  {hit.stored.source or hit.stored.article} · {hit.stored.date.date()}")
        if explain:
            print("  " + "  ".join(f"{name} {value:.2f}" for name, value in hit.parts))


async def batch(use_cases: UseCases, path: Path, options: Options) -> int:
    """Print one JSON answer a line, in the order of the questions; bad lines are named."""
    code = 0
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            question, identity = str(row["question"]), row.get("id")
        except (ValueError, KeyError, TypeError, AttributeError):
            print(f"qawl: {path}: line {number} is no question", file=sys.stderr)
            code = 2
            continue
        found = await use_cases.ask(options.chat, question, options.now)
        whole = shape(found, identity=identity, explain=options.explain)
        print(json.dumps(whole, ensure_ascii=False))
    return code


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror or type(error).__name__})"
        raise InputError(message) from error
