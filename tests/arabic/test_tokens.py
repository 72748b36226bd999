"""Tokens: words, numbers and marks with their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arabic.tokens import TokenKind, tokenize


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("قالَ: «نعم» ٤٨,٦%", ["قال", ":", "«", "نعم", "»", "48,6%"]),
        ("بـ2.6 مليون", ["ب", "2.6", "مليون"]),
        ("#إيمانويل_ماكرون", ["#", "ايمانويل_ماكرون"]),
        ("Moody's و al-Qaeda", ["moody's", "و", "al-qaeda"]),
        ("غامض.. ماكرون", ["غامض", "..", "ماكرون"]),
        ("(CNN)--قالت", ["(", "cnn", ")", "--", "قالت"]),
    ],
)
def test_tokens_of_news(text: str, forms: list[str]) -> None:
    """Words keep harakat, numbers their separators; marks stand alone."""
    assert [token.form for token in tokenize(text)] == forms


@given(st.text())
def test_tokens_point_into_the_text(text: str) -> None:
    """Tokens are in order, apart, and miss nothing but white space."""
    end = 0
    for token in tokenize(text):
        assert text[end : token.start].strip() == ""
        assert token.end > token.start
        end = token.end
    assert text[end:].strip() == ""


def test_kinds() -> None:
    """A token knows what it is made of."""
    kinds = [token.kind for token in tokenize("قال 5 .")]
    assert kinds == [TokenKind.WORD, TokenKind.NUMBER, TokenKind.MARK]
    assert tokenize("قال")[0].is_word
