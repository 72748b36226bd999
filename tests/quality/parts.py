"""The annotated parts that extraction is measured on, and the scorer that measures them.

``gold`` is what rules are written by, ``aside`` was set aside until its misses were read on
2026-11-24. The others are annotations by other readers, offsets only, kept in
``tests/quality/annotations``: ``second`` to ``sixth`` and ``unread`` on articles of ``unlabelled.jsonl.gz``,
``styles`` and ``distant`` on articles written for this project in the manner of other outlets and
of other kinds of text. The misses of ``second``, ``fourth`` to ``sixth`` and ``styles`` are read, those of ``third``
since 2026-11-27 (it was ``unread`` until then), those of ``unread`` and ``distant`` never.
"""

import gzip
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.arabic.wordclass import WordClasses
from bot.model.quote import Extraction
from bot.quotes.pipeline import extract
from bot.shapes import extraction

HERE = Path(__file__).parent
SHARED = HERE.parent.parent.parent / "shared"
#: Name, quotes, articles.
PARTS: tuple[tuple[str, Path, Path], ...] = (
    ("gold", SHARED / "gold/quotes.jsonl", SHARED / "gold/articles.jsonl"),
    ("aside", SHARED / "gold/aside_quotes.jsonl", SHARED / "gold/aside_articles.jsonl"),
    ("second", HERE / "annotations/second.jsonl", SHARED / "gold/unlabelled.jsonl.gz"),
    ("third", HERE / "annotations/third.jsonl", SHARED / "gold/unlabelled.jsonl.gz"),
    ("fourth", HERE / "annotations/fourth.jsonl", SHARED / "gold/unlabelled.jsonl.gz"),
    ("fifth", HERE / "annotations/fifth.jsonl", SHARED / "gold/unlabelled.jsonl.gz"),
    ("sixth", HERE / "annotations/sixth.jsonl", SHARED / "gold/unlabelled.jsonl.gz"),
    ("unread", HERE / "annotations/unread.jsonl", SHARED / "gold/unlabelled.jsonl.gz"),
    ("styles", HERE / "annotations/styles.jsonl", HERE / "annotations/styles_articles.jsonl"),
    ("distant", HERE / "annotations/distant.jsonl", HERE / "annotations/distant_articles.jsonl"),
)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold quote and the found one matched with it; either may be missing."""

    article: str
    gold: Row | None
    found: Row | None
    cue: bool
    who: bool

    @property
    def right(self) -> bool:
        """Content, cue and speaker all agree."""
        return self.gold is not None and self.found is not None and self.cue and self.who


@dataclass(frozen=True, slots=True)
class Measured:
    """One part: texts, what was found in them, the matched pairs and the scorer's figures."""

    name: str
    texts: dict[str, str]
    found: dict[str, Extraction]
    pairs: tuple[Pair, ...]
    figures: dict[str, Any]
    words: WordClasses


def available() -> list[str]:
    """The parts whose files are here."""
    return [name for name, quotes, texts in PARTS if quotes.exists() and texts.exists()]


def annotated(name: str) -> tuple[dict[str, list[Row]], dict[str, str]]:
    """The annotated quotes of a part and its texts, by article."""
    _, quotes_path, texts_path = next(part for part in PARTS if part[0] == name)
    gold = {row["id"]: row["quotes"] for row in _rows(quotes_path)}
    return gold, {row["id"]: row["text"] for row in _rows(texts_path) if row["id"] in gold}


def measure(name: str, words: WordClasses) -> Measured:
    """Extract every article of a part and score it with the shared scorer."""
    gold, texts = annotated(name)
    found = {article: extract(text, words) for article, text in texts.items()}
    shown = {key: extraction(key, texts[key], value)["quotes"] for key, value in found.items()}
    figures, rows = scorer().score(gold, shown)
    return Measured(name, texts, found, tuple(Pair(*row) for row in rows), figures, words)


def scorer() -> ModuleType:
    """``../shared/tools/score_quotes.py`` as a module."""
    spec = importlib.util.spec_from_file_location("score_quotes", SHARED / "tools/score_quotes.py")
    if spec is None or spec.loader is None:
        message = "no scorer"
        raise FileNotFoundError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts_of(path: Path) -> dict[str, str]:
    """The texts of a file of articles, by id."""
    return {row["id"]: row["text"] for row in _rows(path)}


def _rows(path: Path) -> Iterator[Row]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
