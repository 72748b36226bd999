"""Articles of other outlets and kinds of text: channels, interviews, statements, OCR, live pages."""

import json
from pathlib import Path

import pytest

from bot.arabic.wordclass import WordClasses
from bot.quotes.pipeline import extract
from tests.quotes.test_properties import check

ANNOTATIONS = Path(__file__).parent.parent / "quality" / "annotations"
ROWS = [
    json.loads(line)
    for name in ("styles", "distant")
    for line in (ANNOTATIONS / f"{name}_articles.jsonl").read_text("utf-8").splitlines()
]
SPANS = {
    row["id"]: [tuple(quote["cue"]) for quote in row["quotes"]]
    for name in ("styles", "distant")
    for row in map(json.loads, (ANNOTATIONS / f"{name}.jsonl").read_text("utf-8").splitlines())
}
#: The lowest share of an article's cues found on 2026-11-25 is 0.4.
LOWEST = 0.3


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_kind_of_text_is_read(row: dict[str, str], words: WordClasses) -> None:
    """Whatever the outlet's manner, spans are true and most statements that readers see are found."""
    check(row["text"], words)
    cues = {(quote.cue.start, quote.cue.end) for quote in extract(row["text"], words).quotes}
    gold = SPANS[row["id"]]
    seen = sum(any(start < e and s < end for s, e in cues) for start, end in gold)
    assert seen >= LOWEST * len(gold)
