"""Articles of other outlets and kinds of text: channels, interviews, statements, OCR, live pages."""

import pytest

from bot.arabic.wordclass import WordClasses
from bot.quotes.pipeline import extract
from tests.quality.parts import Row, annotated
from tests.quotes.test_properties import check

ARTICLES = [
    pytest.param(texts[key], quotes, id=key)
    for gold, texts in map(annotated, ("styles", "distant"))
    for key, quotes in gold.items()
]
#: The lowest share of an article's cues found on 2026-11-25 is 0.4.
LOWEST = 0.3


@pytest.mark.parametrize(("text", "quotes"), ARTICLES)
def test_every_kind_of_text_is_read(text: str, quotes: list[Row], words: WordClasses) -> None:
    """Whatever the outlet's manner, spans are true and most statements that readers see are found."""
    check(text, words)
    cues = {(quote.cue.start, quote.cue.end) for quote in extract(text, words).quotes}
    gold = [tuple(quote["cue"]) for quote in quotes]
    seen = sum(any(start < e and s < end for s, e in cues) for start, end in gold)
    assert seen >= LOWEST * len(gold)
