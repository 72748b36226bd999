"""``qawl extract``: quotes of files as JSON."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.arabic.identity import article_id
from bot.documents import MAX_BYTES, decode, parse_line, read
from bot.errors import InputError
from bot.model.quote import Extraction
from bot.services.ingest import Submission
from bot.services.reading import Reader
from bot.settings import Settings
from bot.shapes import extraction
from bot.worker import load_reader


def run(settings: Settings, files: list[Path], *, jsonl: bool, explain: bool) -> int:
    """Print one line an article; files that cannot be read are named, the others are done."""
    reader = load_reader(settings.morphology, settings.data_dir)
    code = 0
    for name, source in _sources(files, jsonl=jsonl):
        try:
            for submission in source:
                _print(reader, submission, explain=explain)
        except InputError as error:
            print(f"qawl: {name}: {error}", file=sys.stderr)
            code = 2
    return code


def _sources(files: list[Path], *, jsonl: bool) -> Iterator[tuple[str, Iterable[Submission]]]:
    if not files:
        data = sys.stdin.buffer
        yield "standard input", _lines(data) if jsonl else _whole(data.read(MAX_BYTES))
    for path in files:
        yield str(path), _file(path) if jsonl else read(path)


def _file(path: Path) -> Iterator[Submission]:
    try:
        with path.open("rb") as lines:
            yield from _lines(lines)
    except OSError as error:
        message = f"cannot be read ({error.strerror or type(error).__name__})"
        raise InputError(message) from error


def _lines(lines: Iterable[bytes]) -> Iterator[Submission]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            row = parse_line(line.decode("utf-8", "replace"), number)
            yield Submission(row["text"], id=str(row.get("id", "")))


def _whole(data: bytes) -> Iterator[Submission]:
    yield Submission(decode(data))


def _print(reader: Reader, submission: Submission, *, explain: bool) -> None:
    found = reader.read(submission.text).extraction
    identity = submission.id or article_id(submission.text)
    line = extraction(identity, submission.text, found)
    if explain:
        line["refused"] = refusals(submission.text, found)
    print(json.dumps(line, ensure_ascii=False))


def refusals(text: str, found: Extraction) -> list[dict[str, object]]:
    """Every cue that was looked at and not taken, with the reason."""
    return [{"cue": list(r.cue), "text": r.cue.of(text), "reason": r.reason} for r in found.refused]
