"""The project's own gold: sentences written here, each with the quotes that it holds."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.arabic.wordclass import WordClasses
from bot.quotes.pipeline import extract


@dataclass(frozen=True, slots=True)
class Example:
    """A text and its quotes, each as a dictionary of its parts."""

    text: str
    quotes: tuple[dict[str, Any], ...]


def examples() -> list[Example]:
    """Every sentence of ``sentences.jsonl``."""
    path = Path(__file__).parent / "sentences.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Example(row["text"], tuple(row["quotes"])) for row in rows]


def found(text: str, words: WordClasses) -> tuple[dict[str, Any], ...]:
    """The extractor's quotes of a text in the form of the gold."""
    return tuple(
        {
            "cue": quote.cue.of(text),
            "who": quote.who,
            "kind": quote.kind.value,
            "act": quote.act.value,
            "mode": quote.mode.value,
            "negated": quote.negated,
            "relay": quote.relay,
            "content": [span.of(text) for span in quote.content],
        }
        for quote in extract(text, words).quotes
    )
