"""Forms of a verb from its principal parts."""

import pytest

from bot.arabic.conjugation import Agreement, Tense, conjugate


def forms(*parts: str, tense: Tense, pronoun: bool = False) -> set[str]:
    """Forms of a tense, with or without pronouns."""
    return {f.printed for f in conjugate(*parts) if f.tense is tense and bool(f.pronoun) is pronoun}


@pytest.mark.parametrize(
    ("parts", "tense", "wanted"),
    [
        (("قال", "يقول", "قائل", "قول"), Tense.PERFECT, {"قال", "قالت", "قالوا", "قالا", "قالتا"}),
        (("قال", "يقول", "قائل", "قول"), Tense.IMPERFECT, {"يقول", "تقول", "يقولون", "يقل", "تقل"}),
        (("قال", "يقول", "قائل", "قول"), Tense.PARTICIPLE, {"قائلا", "قائلة", "قائلين"}),
        (("قال", "يقول", "قائل", "قول"), Tense.MASDAR, {"قول", "قولات"}),
        (("دعا", "يدعو", "داعي", "دعوة"), Tense.PERFECT, {"دعا", "دعت", "دعوا"}),
        (("دعا", "يدعو", "داعي", "دعوة"), Tense.IMPERFECT, {"يدعو", "تدعو", "يدعون", "يدع"}),
        (("دعا", "يدعو", "داعي", "دعوة"), Tense.PARTICIPLE, {"داعيا", "داعية", "داعين"}),
        (("نفى", "ينفي", "نافي", "نفي"), Tense.PERFECT, {"نفى", "نفت", "نفوا", "نفيا"}),
        (("رأى", "يرى", "-", "-"), Tense.IMPERFECT, {"يرى", "ترى", "يرون", "يريان"}),
    ],
)
def test_conjugation(parts: tuple[str, str, str, str], tense: Tense, wanted: set[str]) -> None:
    """Strong, hollow and defective verbs have all the forms of third-person news text."""
    assert wanted <= forms(*parts, tense=tense)


def test_pronouns_change_the_stem() -> None:
    """«اتهموه»، «نفاه»، «قوله»، «دعوتها»: the ending changes before a pronoun."""
    assert "اتهموه" in forms("اتهم", "يتهم", "-", "-", tense=Tense.PERFECT, pronoun=True)
    assert "نفاه" in forms("نفى", "ينفي", "-", "-", tense=Tense.PERFECT, pronoun=True)
    masdars = forms("دعا", "يدعو", "داعي", "دعوة", tense=Tense.MASDAR, pronoun=True)
    assert {"دعوته", "دعوتها"} <= masdars


def test_missing_parts_are_left_out() -> None:
    """A part given as a dash makes no form."""
    assert list(conjugate("-", "-", "-", "-")) == []


@pytest.mark.parametrize(
    ("lemma", "printed", "fits"),
    [
        ("هنأ", "هنا", False),
        ("هنأ", "وهنأ", True),
        ("أضاف", "واضاف", True),
        ("نفى", "نفي", False),
        ("نفى", "نفى", True),
    ],
)
def test_fits_minds_later_hamza_and_alef_maqsura(lemma: str, printed: str, fits: bool) -> None:
    """A first hamza is often left out in print; a later one, or ى for ي, tells words apart."""
    form = next(f for f in conjugate(lemma, "-", "-", "-") if f.printed == lemma)
    assert form.fits(printed) is fits


def test_agreement_is_told() -> None:
    """Gender and number of the verb are kept for agreement with a dropped subject."""
    found = {f.printed: f.agreement for f in conjugate("قال", "يقول", "-", "-") if not f.pronoun}
    assert found["قالت"] is Agreement.FEMININE
    assert found["قالوا"] is Agreement.PLURAL
    assert found["قال"] is Agreement.MASCULINE
