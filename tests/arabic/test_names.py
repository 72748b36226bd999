"""Consonant keys: one person in two scripts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.arabic.names import consonants


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("لافروف", "Lavrov"), ("لافروف", "Lavrof"), ("بوتين", "Putin"), ("باتروشيف", "Patrushev"),
        ("أردوغان", "Erdoğan"), ("ترامب", "Trump"), ("ماكرون", "Macron"), ("خامنئي", "Khamenei"),
        ("قرقاش", "Gargash"), ("محمد", "Mohammed"), ("اليونيسف", "UNICEF"), ("روحاني", "Rouhani"),
        ("فلاديك", "Vladeck"), ("سبيرينغ", "Spearing"),
    ],
)  # fmt: skip
def test_one_name_in_two_scripts(arabic: str, latin: str) -> None:
    """Transliterations of one name have one key."""
    assert consonants(arabic) == consonants(latin)


@given(st.text(max_size=20))
@example("A\U0001d608")
def test_any_word_gives_a_key(word: str) -> None:
    """The key is made of its twelve classes, or empty."""
    assert set(consonants(word)) <= set("BFTDKSXRLMNH")
