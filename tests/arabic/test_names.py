"""Consonant keys: one person in two scripts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.arabic.names import consonants, name_keys, spellings


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("لافروف", "Lavrov"), ("لافروف", "Lavrof"), ("بوتين", "Putin"), ("باتروشيف", "Patrushev"),
        ("أردوغان", "Erdoğan"), ("ترامب", "Trump"), ("ماكرون", "Macron"), ("خامنئي", "Khamenei"),
        ("قرقاش", "Gargash"), ("محمد", "Mohammed"), ("اليونيسف", "UNICEF"), ("روحاني", "Rouhani"),
        ("فلاديك", "Vladeck"), ("سبيرينغ", "Spearing"), ("أوتشا", "OCHA"), ("علي", "Ali"),
        ("عون", "Aoun"),
    ],
)  # fmt: skip
def test_one_name_in_two_scripts(arabic: str, latin: str) -> None:
    """Transliterations of one name have one key."""
    assert consonants(arabic) == consonants(latin)


@given(st.text(max_size=20))
@example("A\U0001d608")
def test_any_word_gives_a_key(word: str) -> None:
    """The key is made of its twelve classes, or empty; a vowel stands before one alone."""
    key = consonants(word)
    assert set(key) <= set("ABFTDKSXRLMNH")
    assert ("A" in key) <= (len(key) == 2 and key[0] == "A")


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("دوفالييه", "Duvallier"), ("رينو", "Renault"), ("بيجو", "Peugeot"), ("جونسون", "Johnson"),
        ("مايكل", "Michael"), ("كلود", "Claude"),
    ],
)  # fmt: skip
def test_letters_that_are_not_heard(arabic: str, latin: str) -> None:
    """French endings are silent, and some letters stand for two sounds."""
    assert consonants(arabic) in spellings(latin)


def test_a_short_word_without_a_vowel_before_it_has_no_key_to_be_found_by() -> None:
    """«دي» and "De" have one consonant and prove nothing."""
    assert name_keys("دي") == name_keys("De") == ()
