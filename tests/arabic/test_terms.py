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
        ("روس كوسموس", "kRSKSMS"),
        ("Roscosmos", "kRSKSMS"),
        ("مراجعة المادة 12", "g12"),
        ("article 12", "g12"),
        ("قال نادر", "kNDR"),
    ],
)
def test_terms_of_text(reader: Reader, text: str, term: str) -> None:
    """A text is found by every one of these."""
    assert term in reader.terms.of_text(text)


@pytest.mark.parametrize("text", ["فيس بوك", "قال لافروف", "لافروف في", "المادة 5"])
def test_what_is_no_name_of_two_words(reader: Reader, text: str) -> None:
    """Words of the dictionary, stop words and single digits make no key and no number."""
    terms = reader.terms.of_text(text)
    assert not any(term[0] == "k" and len(term) > 6 for term in terms)
    assert "g5" not in terms


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


def test_digits_and_marks_are_left_out(reader: Reader) -> None:
    """Words are indexed, and numbers of several digits."""
    assert reader.terms.of_text("7 ؟ !") == ()
    assert reader.terms.of_word(tokenize("من")[0]) == ()
