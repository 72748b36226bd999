"""Every frame, on sentences written for it; the table is ``tests/quality/sentences.jsonl``."""

import pytest

from bot.arabic.wordclass import WordClasses
from tests.quality.gold import Example, examples, found


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.text[:40])
def test_quotes_of_a_sentence(words: WordClasses, example: Example) -> None:
    """Cue, speaker, kind, act, mode, polarity, relay and words are as the guidelines want."""
    assert found(example.text, words) == example.quotes
