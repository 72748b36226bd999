"""Sentence ends: marks, abbreviations, decimals, quotation marks."""

import pytest

from bot.arabic.sentences import split_sentences
from bot.arabic.tokens import tokenize
from bot.quotes.marks import enclosing, pair


def sentences(text: str) -> list[str]:
    """The sentences of one paragraph as text."""
    tokens = tokenize(text)
    marks, _ = pair(tokens, text)
    at = tuple(enclosing(marks, len(tokens)))

    def inside(i: int) -> bool:
        return at[i] >= 0 and i != marks[at[i]].close

    ranges = split_sentences(tokens, inside=inside)
    return [text[tokens[s].start : tokens[e - 1].end] for s, e in ranges]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ذهب. عاد؟ نعم!", ["ذهب.", "عاد؟", "نعم!"]),
        ("بلغ 2.6 مليون. انتهى", ["بلغ 2.6 مليون.", "انتهى"]),
        ("قال د. أحمد إن. ثم", ["قال د. أحمد إن.", "ثم"]),
        ("مكتب (إف.بي.آي) أعلن. ثم", ["مكتب (إف.بي.آي) أعلن.", "ثم"]),
        ('قال: "نعم. لا." ثم غادر. عاد', ['قال: "نعم. لا."', "ثم غادر.", "عاد"]),
        ('قال: "نعم. لا."، ثم غادر.', ['قال: "نعم. لا."، ثم غادر.']),
        ("حديث غامض.. ماكرون: إطار", ["حديث غامض..", "ماكرون: إطار"]),
        ("• خبر أول • خبر ثان", ["•", "خبر أول •", "خبر ثان"]),
        ("بلا علامة", ["بلا علامة"]),
        ("", []),
    ],
)
def test_sentences_respect_marks_abbreviations_and_decimals(text: str, expected: list[str]) -> None:
    """A stop ends a sentence unless it is a decimal's, an abbreviation's, or inside marks."""
    assert sentences(text) == expected
