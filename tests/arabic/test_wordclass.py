"""Word classes: names, places, titles, fused prepositions."""

import pytest

from bot.arabic.tokens import tokenize
from bot.arabic.wordclass import WordClass, WordClasses


def one(words: WordClasses, printed: str) -> WordClass:
    """The class of one printed word."""
    return words.of_token(tokenize(printed)[0])


@pytest.mark.parametrize(
    "word", ["لافروف", "ترامب", "ألكسندر", "آلدار", "عباس", "بن", "هدى", "سارة", "مثنى", "إيلون"]
)
def test_names(words: WordClasses, word: str) -> None:
    """A word is a name where the language does not know it, or knows it as one."""
    assert one(words, word).name


@pytest.mark.parametrize(
    "word", ["الجيش", "موسكو", "وزير", "الروسي", "إلى", "الحكم", "نادر", "ثابت", "مجاهد"]
)
def test_not_names(words: WordClasses, word: str) -> None:
    """Bodies, places, titles, adjectives and particles are no personal names."""
    assert not one(words, word).name


def test_hamza_is_no_article(words: WordClasses) -> None:
    """«ألكسندر» begins with letters of the name, «الكرملين» with the article."""
    assert not one(words, "ألكسندر").definite
    assert one(words, "الكرملين").definite


def test_ta_marbuta_is_no_pronoun(words: WordClasses) -> None:
    """«وكالة» is a noun, «وزيرها» an owned one."""
    assert not one(words, "وكالة").owned
    assert one(words, "وزيرها").owned
    assert one(words, "وزيرها").title == "office"


@pytest.mark.parametrize(
    ("word", "fused"),
    [("بتغذية", True), ("بريطانيا", False), ("بيان", False), ("بالغرينكارد", True)],
)
def test_fused_preposition(words: WordClasses, word: str, fused: bool) -> None:
    """«بتغذية» is a preposition and a noun, «بيان» is not."""
    assert one(words, word).bi_noun is fused


@pytest.mark.parametrize(
    ("word", "kind"), [("المتهم", "person"), ("الشركة", "group"), ("الطريق", "")]
)
def test_kind_by_gloss(words: WordClasses, word: str, kind: str) -> None:
    """The English gloss tells people and bodies from things."""
    assert one(words, word).kind == kind


def test_memo_is_bounded(words: WordClasses, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full memo is emptied and filled again."""
    monkeypatch.setattr("bot.arabic.wordclass.MEMO_FORMS", 1)
    fresh = WordClasses(words.lexicon, words.morphology)
    first = fresh.of("قال")
    fresh.of("كتب")
    assert fresh.of("قال") == first
