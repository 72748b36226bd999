"""Coverage-guided fuzzing by atheris: folding, extraction, questions, messages, importers.

    python -m tests.hostile.fuzz TARGET [libFuzzer options, such as -max_total_time=300]

TARGET is one of read, ask, show, import. atheris is no part of the locks (it has wheels for few
systems): ``pip install atheris`` beside them. What it finds becomes a case of ``test_hostile.py``.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bot", "handlers"]):
    from bot.arabic.script import form
    from bot.documents import parse
    from bot.errors import InputError
    from bot.worker import load_reader
    from handlers.rich import paginate, styled, units

from tests.hostile.corpus import ARABIC, BIDI, MARKS

#: Seconds that one input may take.
STALL = 2.0
WORDS = [*ARABIC.split(), *MARKS, *BIDI, "من", "حذر؟", "who", "said", "\n", "2018", "5%"]
Target = Callable[[str], None]
_reader = load_reader("", Path(tempfile.mkdtemp()))


def text_of(data: bytes) -> str:
    """Bytes as a text of news words with whatever between them: each byte is a word or a sign."""
    provider = atheris.FuzzedDataProvider(data)
    parts = []
    while provider.remaining_bytes():
        choice = provider.ConsumeIntInRange(0, len(WORDS) + 8)
        if choice < len(WORDS):
            parts.append(WORDS[choice])
        else:
            parts.append(provider.ConsumeUnicode(3))
        parts.append(" " if choice % 3 else "")
    return "".join(parts)


def read(text: str) -> None:
    """Any text is read; spans lie in it, in order."""
    form(text)
    found = _reader.read(text).extraction
    for quote in found.quotes:
        assert 0 <= quote.cue.start < quote.cue.end <= len(text)
        assert all(0 <= span.start < span.end <= len(text) for span in quote.content)


def ask(text: str) -> None:
    """Any text is a question or none."""
    _reader.understand(text)


def show(text: str) -> None:
    """Pages hold what they are given, and none is longer than a message."""
    pages = paginate([styled(text, "bold")])
    assert all(units(page.text) <= 4096 for page in pages)


def import_(text: str) -> None:
    """Every importer gives articles or one error of ours."""
    data = text.encode("utf-8", "surrogatepass")
    for name in ("a.txt", "a.html", "a.jsonl", "result.json", "a.pdf", "a.docx"):
        try:
            parse(name, data)
        except InputError:
            continue


TARGETS: dict[str, Target] = {"read": read, "ask": ask, "show": show, "import": import_}


def main() -> None:
    """Fuzz one target."""
    target = TARGETS[sys.argv.pop(1)]

    def once(data: bytes) -> None:
        text = text_of(data)
        began = time.monotonic()
        target(text)
        assert time.monotonic() - began < STALL

    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
