"""Index terms: lemma, root, gloss, name key, country."""

import pytest

from bot.arabic.terms import stem
from bot.arabic.tokens import tokenize
from bot.services.reading import Reader


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("الاندماج", "lاندماج"),
        ("اندماج", "rدمج"),
        ("دمج", "rدمج"),
        ("الاندماج", "gfusion"),
        ("لافروف", "kLFRF"),
        ("وداعش", "lداعش"),
        ("في موسكو", "cru"),
        ("الولايات المتحدة", "cus"),
        ("والبيت الأبيض", "cus"),
        ("الإيراني", "cir"),
        ("السعوديين", "csa"),
        ("the Iranian minister", "cir"),
        ("South Koreans", "ckr"),
        ("حزب الله", "kHSBL"),
        ("عبد الرحمن", "kBDRHMN"),
        ("#إيمانويل_ماكرون", "kMKRN"),
        ("mergers", "gmerger"),
        ("Moody's", "kMDS"),
        ("Moody's", "kMD"),
        ("al-Qaeda", "gqaeda"),
    ],
)
def test_terms_of_text(reader: Reader, text: str, term: str) -> None:
    """A text is found by every one of these."""
    assert term in reader.terms.of_text(text)


def test_stop_words_have_no_terms(reader: Reader) -> None:
    """Grammar words tell no topic."""
    assert reader.terms.of_text("من في على the of") == ()


def test_names_give_every_word_a_key(reader: Reader) -> None:
    """In a speaker's name a word of the language is a name all the same."""
    assert "kRHN" in reader.terms.of_text("حسن روحاني", names=True)


def test_terms_stand_once(reader: Reader) -> None:
    """Terms are distinct."""
    terms = reader.terms.of_text("اندماج الاندماج واندماج")
    assert len(terms) == len(set(terms))


def test_stem() -> None:
    """English words meet by their Snowball stems."""
    assert stem("warnings") == stem("warned") == "warn"


def test_numbers_and_marks_are_left_out(reader: Reader) -> None:
    """Only words are indexed."""
    assert reader.terms.of_text("12 ؟ !") == ()
    assert reader.terms.of_word(tokenize("من")[0]) == ()
