"""The state of one parse of a speaker phrase, and what a word that is taken in does to it."""

from dataclasses import dataclass

from bot.arabic.wordclass import NAME_PARTICLES, WordClass
from bot.quotes.naming import from_place, of_team
from bot.quotes.phrases import governs_people
from bot.quotes.reading import Reading


@dataclass(slots=True)
class Progress:
    """State of one parse: where the last accepted token ended, and what the phrase may still take.

    ``open`` tells that the last noun still wants its genitive; ``named`` that a personal name has
    begun; ``body`` that a body's own name goes on («جامعة غاستون بيرجيه»); ``place`` that the last word is a country or city; ``complete`` that the name has its title.
    """

    end: int
    strict: bool
    after_verb: bool = False
    apposed: bool = False
    governs: frozenset[str] = frozenset()
    open: bool = False
    named: bool = False
    titled: bool = False
    place: bool = False
    foreign: bool = False
    definite: bool = False
    ranked: bool = False
    complete: bool = False
    body: bool = False
    name_words: int = 0
    office: str = ""
    bearer: int = 0
    commas: tuple[int, ...] = ()
    head: WordClass | None = None


def _may_name(word: WordClass) -> bool:
    """Whether a word behind a rank begins the name: not «الكولونيل المتقاعد»، «شيخ طائفة الصاغة»."""
    if word.noun and (word.title or word.speaker):
        return False
    common = word.noun and not (word.nisba or word.proper)
    return not (common and (word.definite or word.stem.endswith("ه")))


def _is_ranked_name(reading: Reading, i: int, word: WordClass) -> bool:
    """«العقيد | المالكي», not «البروفيسور | السعودي» and «الفريق | الطبي»."""
    told = word.definite and (from_place(reading, word) or of_team(reading.word(i - 1), word))
    return _may_name(word) and not (told or governs_people(reading, i))


#: Names of movements and firms that are nouns besides, and take no genitive: «اعتبرت حماس | القرار خطوة».
_MOVEMENTS = frozenset({"حماس", "ابل"})


def take(reading: Reading, state: Progress, i: int, word: WordClass) -> None:
    """Take a word in; a sound plural in ون is complete, its construct would have lost the ن."""
    common = bool(word.speaker) and word.noun
    named = (word.unknown or (word.proper and not common)) and not word.title
    plural = reading.form(i).endswith("ون") and word.noun
    own = word.stem in _MOVEMENTS or (bool(word.speaker) and not word.noun)  # «قالت فيسبوك | إن»
    complete = word.definite or word.owned or word.place or named or plural or own
    surname = state.named and i > 0 and reading.form(i - 1) in NAME_PARTICLES
    if word.title and not surname:
        state.titled = True
        state.named = False
        state.office = word.stem
    elif (word.name and not state.open and not word.definite and not state.body) or (
        state.ranked and _is_ranked_name(reading, i, word)
    ):
        state.named = True
    body = bool(word.speaker & {"organization"}) and not (
        word.definite or word.title or word.proper
    )
    state.body = body or (state.body and (word.name or word.unknown))
    state.name_words = state.name_words + 1 if state.named else 0
    of_another = word.definite and not state.definite  # «فريق | المدرب الإسباني»: no rank
    state.ranked = word.title == "rank" or (state.ranked and bool(word.title) and not of_another)
    if not word.adjective or word.speaker or word.title or state.head is None:
        state.open = not complete and not state.named
    elif not word.definite and not state.definite and word.stem != "عام":
        state.open = False
    elif word.definite and word.place:
        state.open = False  # «بقيادة السعودية»: the genitive, though an adjective besides
    people = word.definite and reading.form(i).endswith("ين")
    state.open = (
        state.open and not people
    )  # «أهالي | المخطوفين», whose genitive an adjective may be
    state.place = word.place
    state.foreign = word.name
    state.definite = word.definite or (state.definite and word.adjective)
    state.end = i + 1
