"""Who spoke, one after the other, and whether a verb's gender and number allow him."""

from dataclasses import dataclass

from bot.arabic.conjugation import Agreement
from bot.model.quote import Kind
from bot.quotes.phrases import NounPhrase
from bot.quotes.reading import Reading


@dataclass(frozen=True, slots=True)
class Identity:
    """Who speaks: name or fullest phrase, kind, printed role, and the gender that verbs showed."""

    who: str
    kind: Kind
    role: str
    gender: Agreement

    @property
    def named(self) -> bool:
        """Whether it is a person known by name, and not by title or description alone."""
        return self.kind is Kind.PERSON and self.role != self.who


@dataclass(frozen=True, slots=True)
class Turn:
    """A speaker at a place of the text, for those who come after and drop their subject."""

    at: int
    paragraph: int
    identity: Identity


#: Men's names that end as women's do.
_MENS = frozenset(
    "حمزه اسامه طلحه معاويه عبيده خليفه قتيبه حذيفه عطيه عكرمه ربيعه عنتره جمعه ابو".split()
)


def gender_of(reading: Reading, phrase: NounPhrase, kind: Kind) -> Agreement:
    """The gender that the head's form shows where no verb tells: «الوكالة», «المرصد», «الوزيرة».

    Names and places show none: «قالت بيروت»، «قال لبنان».
    """
    head, bare = phrase.head_class(reading), reading.tokens[phrase.head].bare
    if head.name and bare.endswith("ة") and head.stem not in _MENS:
        return Agreement.FEMININE  # «خديجة»
    if head.place or head.name or not head.noun or kind is Kind.GROUP:
        return Agreement.ANY
    if bare.endswith(("ة", "ات")):
        return Agreement.FEMININE
    known = bool(head.title) or kind in (Kind.ORGANIZATION, Kind.DOCUMENT)
    return Agreement.MASCULINE if known and not _plural(bare) else Agreement.ANY


#: Broken plurals of things, and ministries and movements called by a masculine word.
_FEMININE = frozenset(
    "وسائل صحف مصادر مواقع كتائب فصائل الدفاع العدل حماس داعش طالبان ناسا".split()
)


def _plural(bare: str) -> bool:
    """«قالت وسائل إعلام»، «أعلنت الدفاع الروسية»: feminine, though nothing shows it."""
    return bare in _FEMININE or bare.removeprefix("ال") in _FEMININE


def agree(wanted: Agreement, identity: Identity) -> bool:
    """Whether a verb's gender and number allow the speaker; an unknown gender allows both."""
    have = identity.gender
    loose = (Agreement.ANY, Agreement.DUAL)
    if wanted is Agreement.PLURAL and identity.kind is Kind.DOCUMENT:
        return False
    if are_several(wanted, identity):
        return False
    if wanted in loose or have in loose or wanted is have:
        return True
    if wanted is Agreement.PLURAL:
        return identity.kind in (Kind.GROUP, Kind.ANONYMOUS, Kind.ORGANIZATION)
    if have is Agreement.PLURAL:
        return identity.kind in (Kind.GROUP, Kind.ANONYMOUS)
    return False


def are_several(wanted: Agreement, identity: Identity) -> bool:
    """«وقال باحثون من المعهد إن الحليب ملوث. ... | وقال»: he who goes on is none of them."""
    first = identity.who.partition(" ")[0]
    people = identity.kind in (Kind.GROUP, Kind.ANONYMOUS)
    plural = people and first.endswith(("ون", "ين")) and len(first) > _SHORT
    return wanted is Agreement.MASCULINE and plural


#: Letters of a word in «ون» that is no plural: «عون»، «دين».
_SHORT = 4


def is_one_of(wanted: Agreement, identity: Identity) -> bool:
    """«وفقد مصطفى ساقه. | ويقولون جميعا إنهم»: one name is not several speakers; «بونيه وبيغي» are."""
    joined = any(word.startswith("و") for word in identity.who.split()[1:])
    one = identity.named and identity.gender is not Agreement.PLURAL and not joined
    return wanted is Agreement.PLURAL and one
