"""Every form of a verb from its four principal parts, as a dictionary gives them.

قال، يقول، قائل، قول -> قال قالت قالوا قالا ... يقول تقول يقولون يقل ... قائلا قائلة قائلين ... قوله.
Rules: W. Wright, A Grammar of the Arabic Language, vol. I, §§ 88-171 (strong, doubled, hollow and
defective verbs), reduced to what unvocalised third-person news text shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.arabic.script import form


class Tense(StrEnum):
    """What a form of a verb does in the sentence."""

    PERFECT = "perfect"
    IMPERFECT = "imperfect"
    PARTICIPLE = "participle"
    MASDAR = "masdar"


class Agreement(StrEnum):
    """Gender and number that the form shows; Arabic verbs before their subject are singular."""

    MASCULINE = "m"
    FEMININE = "f"
    DUAL = "d"
    PLURAL = "p"
    FIRST = "1"
    ANY = "?"


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form: letters as printed, tense, agreement, and the attached pronoun or "".

    ``jussive`` tells of a stem shortened as behind لم («لم يجب»), which without it is another word
    («يجب», must).
    """

    printed: str
    tense: Tense
    agreement: Agreement
    pronoun: str = ""
    jussive: bool = False

    @property
    def letters(self) -> str:
        """The folded form, for looking up."""
        return form(self.printed)

    def fits(self, bare: str) -> bool:
        """Whether a word as printed can be this form, behind whatever clitics it has.

        Writers drop the hamza of a first alef («اضاف»), hardly ever a later one: «هنا» is not
        «هنأ». A ta marbuta is no pronoun («دعوة» is not «دعوه»), and «نفي» no «نفى».
        """
        tail = bare[-len(self.printed) :]
        pairs = list(zip(tail, self.printed, strict=False))[1:]
        inner = all(a == b for a, b in pairs if b in "أؤئ" or a in "أؤئ")
        last, own = tail[-1:], self.printed[-1:]
        ends = (last == "ة") == (own == "ة") or (last, own) == ("ه", "ة")
        return inner and ends and not (last == "ي" and own == "ى")


#: Object and possessive pronouns of the third person and, on direct objects, the first plural.
PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "ني")
_M, _F, _D, _P = Agreement.MASCULINE, Agreement.FEMININE, Agreement.DUAL, Agreement.PLURAL


def conjugate(perfect: str, imperfect: str, participle: str, masdar: str) -> Iterator[Form]:
    """Every form of the verb; a part given as "-" is left out.

    >>> sorted({f.letters for f in conjugate("نفى", "-", "-", "-") if not f.pronoun})
    ['نفت', 'نفتا', 'نفوا', 'نفي', 'نفيا']
    """
    if perfect != "-":
        yield from _with_pronouns(_perfect(perfect), Tense.PERFECT)
    if imperfect != "-":
        yield from _with_pronouns(_imperfect(imperfect), Tense.IMPERFECT)
        yield from _jussives(perfect, imperfect)
        yield from _with_pronouns(iter([("ن" + imperfect[1:], Agreement.FIRST)]), Tense.IMPERFECT)
    if participle != "-":
        yield from _participle(participle)
    if masdar != "-":
        yield from _masdar(masdar)


def _perfect(word: str) -> Iterator[tuple[str, Agreement]]:
    yield word, _M
    if word.endswith(("ا", "ى")):  # defective: دعا دعت دعوا، نفى نفت نفوا
        stem = word[:-1]
        yield from ((stem + "ت", _F), (stem + "وا", _P), (stem + "تا", _D))
        yield stem + ("وا" if word.endswith("ا") else "يا"), _D
    else:
        yield from ((word + "ت", _F), (word + "وا", _P), (word + "ا", _D), (word + "تا", _D))


def _imperfect(word: str) -> Iterator[tuple[str, Agreement]]:
    stem = word[1:]
    defective = stem.endswith(("ي", "و", "ى"))
    plural = stem[:-1] if defective else stem
    for prefix, agreement in (("ي", _M), ("ت", _F)):
        yield prefix + stem, agreement
        yield prefix + (stem[:-1] + "ي" if stem.endswith("ى") else stem) + "ان", _D
    yield from (("ي" + plural + "ون", _P), ("ي" + plural + "وا", _P), ("ت" + plural + "ون", _P))


def _jussives(perfect: str, word: str) -> Iterator[Form]:
    stem = word[1:]
    short = _jussive(perfect, stem, defective=stem.endswith(("ي", "و", "ى")))
    if short != stem:
        for prefix, agreement in (("ي", _M), ("ت", _F)):
            yield Form(prefix + short, Tense.IMPERFECT, agreement, jussive=True)


def _jussive(perfect: str, stem: str, *, defective: bool) -> str:
    """The shortened stem after لم: يقول -> لم يقل، ينفي -> لم ينف، يدعو -> لم يدع."""
    if defective:
        return stem[:-1]
    hollow = len(perfect) > 2 and perfect[-2] == "ا" and stem[-2:-1] in {"و", "ي", "ا"}
    return stem[:-2] + stem[-1] if hollow else stem


def _with_pronouns(forms: Iterator[tuple[str, Agreement]], tense: Tense) -> Iterator[Form]:
    """Each form alone and with each object pronoun: اتهموا، اتهموه؛ نفى، نفاه."""
    for letters, agreement in forms:
        yield Form(letters, tense, agreement)
        stem = letters[:-1] if letters.endswith("وا") else letters
        if letters.endswith("ى"):
            stem = letters[:-1] + "ا"
        for pronoun in PRONOUNS:
            yield Form(stem + pronoun, tense, agreement, pronoun)


def _participle(word: str) -> Iterator[Form]:
    """The circumstantial accusative and its number and gender: محذرا محذرة محذرين محذرتين.

    The bare singular («محذر») is left out: it is a noun or an adjective more often than a cue.
    """
    plural = word.removesuffix("ي")
    yield Form(word + "ا", Tense.PARTICIPLE, _M)
    yield Form(word + "ة", Tense.PARTICIPLE, _F)
    yield Form(plural + "ين", Tense.PARTICIPLE, _P)
    yield Form(word + "تين", Tense.PARTICIPLE, _D)
    yield Form(word + "ات", Tense.PARTICIPLE, _P)


def _masdar(word: str) -> Iterator[Form]:
    """The verbal noun with the speaker's pronoun: قوله، قولها؛ تحذيره من."""
    yield Form(word, Tense.MASDAR, Agreement.ANY)
    yield Form(word.removesuffix("ة") + "ات", Tense.MASDAR, Agreement.ANY)
    stem = word[:-1] + "ت" if word.endswith("ة") else word
    for pronoun, agreement in (("ه", _M), ("ها", _F), ("هم", _P), ("هما", _D)):
        yield Form(stem + pronoun, Tense.MASDAR, agreement, pronoun)
