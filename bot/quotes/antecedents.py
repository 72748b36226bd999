"""Phrases that name a dropped subject by grammar, without being its printed place.

- a relative's antecedent: «وزير الخارجية الذي قال إن»
- a document that an imperfect describes: «ألقت طائرات منشورات تحذر السكان»
- the subject right before a masdar of saying: «اكتفت نيروبي بالقول إنها»
"""

from bot.arabic.conjugation import Tense
from bot.quotes import subjects
from bot.quotes.cues import Cue
from bot.quotes.phrases import RELATIVES, NounPhrase
from bot.quotes.reading import COMMAS, Reading
from bot.quotes.speakers import parse

#: A described document stands within this many tokens before its verb.
DESCRIBED_BACK = 8


#: «نشر تغريدة يقول فيها»: he says in it, it does not.
_IN_IT = frozenset({"فيه", "فيها"})


def find(reading: Reading, cue: Cue) -> NounPhrase | None:
    """Who a dropped subject is by grammar: a relative's antecedent or the main clause's subject."""
    sentence = reading.sentence(cue.start)
    if cue.start == sentence.start:
        return None
    relative = cue.start - 1
    while relative > sentence.start and reading.form(relative) in {
        "قد",
        "لم",
        "لا",
        "لن",
        "كان",
        "كانت",
        "كانوا",
        "سبق",
    }:
        relative -= 1
    if reading.form(relative) in {*RELATIVES, "والذي", "والتي"}:
        phrase = ending_at(reading, sentence.start, relative)
        return phrase if phrase is not None and subjects.agrees(reading, phrase, cue) else None
    return described(reading, cue)


def described(reading: Reading, cue: Cue) -> NounPhrase | None:
    """An imperfect that describes a document before it: «ألقت طائرات منشورات تحذر السكان»."""
    if reading.form(cue.end) in _IN_IT:
        return None
    if cue.tense is not Tense.IMPERFECT or cue.conjoined or reading.form(cue.start - 1) == "ان":
        return None
    low = max(reading.sentence(cue.start).start, cue.start - DESCRIBED_BACK)
    for i in range(cue.start - 1, low - 1, -1):
        word = reading.word(i)
        if "document" in word.speaker and not word.definite:
            return parse(reading, i, cue.start, strict=True)
    return None


def ending_at(reading: Reading, low: int, end: int) -> NounPhrase | None:
    """The longest phrase that ends right before ``end``: «وزير الخارجية الذي قال»."""
    stop = end - 1 if reading.form(end - 1) in COMMAS else end
    best: NounPhrase | None = None
    for start in range(stop - 1, max(low, stop - 10) - 1, -1):
        phrase = parse(reading, start, stop, strict=True)
        if phrase is not None and phrase.end == stop and subjects.is_speaker_like(reading, phrase):
            best = phrase
    return best
