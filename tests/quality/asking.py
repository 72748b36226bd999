"""The question sets that answering is measured on, each over its own archive of articles.

``shared`` is the shared set over the shared gold. The others were written by other readers over annotated
articles (kept here: questions, and which annotated quote answers each): ``asked``, ``early`` and ``late``
(its archive's halves), ``further``, ``fourth`` and ``unasked`` over articles of ``unlabelled.jsonl.gz``, ``styled`` and ``apart``
over those written for this project in the manner of other outlets. The misses of ``unasked`` and ``apart``
are never read.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.quality.parts import HERE, SHARED, texts_of

Row = dict[str, Any]
QUESTIONS = HERE / "questions"
SETS = ("shared", "asked", "early", "late", "styled", "further", "fourth", "unasked", "apart")
#: Articles that were written for this project.
WRITTEN = HERE / "annotations/styles_articles.jsonl"


@dataclass(frozen=True, slots=True)
class Asking:
    """One set: articles as ``qawl import`` reads them, questions as the shared scorer does."""

    name: str
    articles: list[Row]
    questions: list[Row]

    def write(self, folder: Path) -> tuple[Path, Path]:
        """The files of questions and of articles, made in a folder."""
        paths = folder / f"{self.name}_questions.jsonl", folder / f"{self.name}_articles.jsonl"
        for path, rows in zip(paths, (self.questions, self.articles), strict=True):
            lines = (json.dumps(row, ensure_ascii=False) for row in rows)
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return paths


def asking(name: str) -> Asking:
    """A set by its name; needs ``../shared``."""
    if name == "shared":
        articles = list(_lines(SHARED / "gold/articles.jsonl"))
        return Asking(name, articles, list(_lines(SHARED / "qa/questions.jsonl")))
    ids = json.loads((QUESTIONS / "archives.json").read_text())[name]
    texts = texts_of(SHARED / "gold/unlabelled.jsonl.gz") | texts_of(WRITTEN)
    annotated = {
        row["id"]: row["quotes"]
        for part in ("second", "third", "fourth", "unread", "styles")
        for row in _lines(HERE / f"annotations/{part}.jsonl")
    }
    questions = []
    for row in _lines(QUESTIONS / f"{name}.jsonl"):
        named = {k: [_quote(ref, annotated) for ref in row[k]] for k in ("answers", "acceptable")}
        questions.append(row | named)
    return Asking(name, [{"id": i, "text": texts[i]} for i in ids], questions)


def _quote(reference: str, annotated: dict[str, list[Row]]) -> Row:
    article, _, number = reference.rpartition("#")
    quote = annotated[article][int(number)]
    return {"article": article, "content": quote["content"]}


def _lines(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
