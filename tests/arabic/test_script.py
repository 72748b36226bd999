"""Folding: length kept, matching form, languages told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arabic.identity import article_id
from bot.arabic.script import bare, fold, form, is_arabic, letters_of, strip_bidi


@given(st.text())
def test_fold_keeps_length(text: str) -> None:
    """Folding is one for one, so that offsets stay true."""
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("وأعتبر", "واعتبر"),
        ("مُؤكِّداً", "موكدا"),
        ("عـــلى", "علي"),
        ("إندماج", "اندماج"),
        ("القاعدة", "القاعده"),
        ("٢٠١٨", "2018"),
        ("\u200fقال\u200e", "قال"),
        ("Lavrov", "lavrov"),
    ],
)
def test_form_is_what_words_match_by(printed: str, folded: str) -> None:
    """Harakat, tatweel, marks, hamza seats and digit sets do not tell words apart."""
    assert form(printed) == folded


def test_texts_are_folded_as_words_are_and_kept_by_no_memo() -> None:
    """An article's letters are a word's; its identity leaves nothing of it in memory."""
    text = "نصّ لم يقرأ من قبل"
    before = form.cache_info().currsize
    assert article_id(text) == article_id("نص لم يُقرأ من قبل")
    assert letters_of(text) == "نص لم يقرا من قبل"
    assert form.cache_info().currsize == before


def test_bare_keeps_letters_as_printed() -> None:
    """The bare form drops harakat and keeps hamza and alef maqsura."""
    assert bare("حذّر إلى") == "حذر إلى"


def test_strip_bidi_leaves_no_direction_control() -> None:
    """Direction overrides cannot reach the output."""
    assert strip_bidi("\u202eabc\u2066د\u2069") == "abcد"


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("قال الوزير إن الطريق مغلق", True),
        ("The minister said the road is closed", False),
        ("وزیر گفت که راه بسته است و چند روز باز نمی‌شود", False),
        ("وزیر نے کہا کہ سڑک بند ہے", False),
        ("12345 !!", False),
        ("", False),
        ("قال Trump إن", True),
    ],
)
def test_is_arabic(text: str, arabic: bool) -> None:
    """Persian and Urdu share the script but are other languages."""
    assert is_arabic(text) is arabic
