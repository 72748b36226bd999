"""Whose sentence a cue stands in: the subject of its main verb, or of its clause.

«ووجه بوتين برقية، حذر فيها من التصعيد»، «الوزير وصل إلى باريس، مؤكدا أن».
"""

from bot.quotes import datelines
from bot.quotes.gluing import split_conjunction
from bot.quotes.marks import COMMAS
from bot.quotes.phrases import NounPhrase, only_verb
from bot.quotes.reading import Reading
from bot.quotes.slots import skip_slots
from bot.quotes.speakers import parse
from bot.quotes.subjects import (
    BEFORE_VERB,
    CLAUSE_OPENERS,
    MAX_BEFORE,
    is_object,
    is_separator,
    is_speaker_like,
)


def main_subject(reading: Reading, cue_start: int) -> NounPhrase | None:
    """The subject of the sentence's main verb, when the cue hangs on it: «ووجه بوتين برقية، حذر فيها».

    The verb is the sentence's first word that can only be a verb or begins the sentence as one.
    """
    sentence = reading.sentence(cue_start)
    limit = min(cue_start, sentence.start + MAX_BEFORE)
    begin = datelines.behind(reading, sentence.start, limit)
    if sentence.headline:
        begin = max([begin, *(i + 1 for i in range(begin, limit) if is_separator(reading, i))])
    nearest = _clause_subject(reading, begin, limit)
    if nearest is not None:
        return nearest
    for i in _verb_places(reading, begin, limit):
        rest, _ = split_conjunction(reading.form(i))
        word, inner = reading.word(i), reading.words.of(rest)
        if not (word.verb or inner.verb) or word.speaker or word.place:
            continue
        first = i == begin + 1 and reading.form(begin) not in CLAUSE_OPENERS
        ahead = parse(reading, begin, i, strict=False) if first else None
        if ahead is not None and ahead.end == i and is_speaker_like(reading, ahead):
            return ahead  # «بوتين | يهاجم الجاسوس ويصفه»
        start = skip_slots(reading, i + 1, limit)
        certain = only_verb(word) and rest not in BEFORE_VERB
        certain = certain and reading.form(start)[:1] not in {"ي", "ت"}
        phrase = parse(reading, start, limit, strict=True, after_verb=certain)
        if phrase is None or is_object(reading, phrase):
            continue
        if is_speaker_like(reading, phrase):
            return phrase
    return _nominal_subject(reading, begin, limit)


def _clause_subject(reading: Reading, begin: int, limit: int) -> NounPhrase | None:
    """The subject behind the verb that opens the last clause before ``limit``.

    «وبعدما رفض المجلس القرار، تحدث المندوب منتقدا»: the envoy, not the council.
    """
    comma = next((i for i in range(limit - 2, begin, -1) if reading.form(i) in COMMAS), None)
    if comma is None or reading.form(begin).lstrip("و") not in _SUBORDINATE:
        return None
    word = reading.word(comma + 1)
    if not word.verb or word.function:
        return None
    return _behind_verb(reading, comma + 1, limit)


def clause_subject(reading: Reading, begin: int, cue_start: int) -> NounPhrase | None:
    """The subject of the clause that a participle stands in, behind a statement that ends at ``begin``.

    «قال المذيع: "لماذا؟"، فيما سخر الفنان | قائلا»: the artist, who has a verb of his own, not the
    one who spoke before. None where the participle begins its clause.
    """
    comma = next((i for i in range(cue_start - 1, begin - 2, -1) if reading.form(i) in COMMAS), 0)
    start = comma + 1 + (reading.form(comma + 1) in _SUBORDINATE)
    if not comma or start >= cue_start or not reading.tokens[start].is_word:
        return None
    rest, joined = split_conjunction(reading.form(start))
    inner = reading.words.of(rest)
    # «، فخرج | المحتجون داعين»: joined behind a pause, what may be a verb is one
    if not (only_verb(reading.word(start)) or only_verb(inner) or (joined and inner.verb)):
        return None
    return _behind_verb(reading, start, cue_start)


def _behind_verb(reading: Reading, verb: int, limit: int) -> NounPhrase | None:
    """Who may speak behind a verb that reports nothing itself: «سخر | الفنان»، «تحدث | المندوب»."""
    start = skip_slots(reading, verb + 1, limit)
    phrase = parse(reading, start, limit, strict=True, after_verb=start == verb + 1)
    return phrase if phrase is not None and is_speaker_like(reading, phrase) else None


#: What opens a clause that another one follows: «وبعدما»، «وفيما»، «عندما».
_SUBORDINATE = frozenset("بعدما عندما حينما فيما بينما بعد قبل خلال في مع عقب منذ اثر".split())
_LEADING = frozenset("قد وقد فقد لقد ولقد و ف ثم كما".split())


def _verb_places(reading: Reading, start: int, limit: int) -> list[int]:
    """Where a main verb may stand: first in its sentence, or behind an adverbial and its comma."""
    while start < limit and reading.form(start) in _LEADING:
        start += 1
    first = skip_slots(reading, start, limit)
    after = [i + 1 for i in range(start, limit - 1) if reading.form(i) in COMMAS][:2]
    places = [start, start + 1, first, *after]
    return [i for i in dict.fromkeys(places) if i < limit and reading.tokens[i].is_word]


def _nominal_subject(reading: Reading, start: int, limit: int) -> NounPhrase | None:
    """The subject of a sentence that begins with its subject: «الوزير وصل إلى باريس، مؤكدا»."""
    openers = _LEADING | CLAUSE_OPENERS
    begins = (start, start + 1) if reading.form(start) in openers else (start,)
    for first in begins:
        phrase = parse(reading, first, limit, strict=True) if first < limit else None
        said = (
            reading.opens(first) is not None and reading.word(first + 1).verb
        )  # «"كان متوقعا".. هو»
        if phrase is None or said or not is_speaker_like(reading, phrase):
            continue
        after = skip_slots(reading, phrase.end, limit)
        if after >= limit or reading.word(after).verb or reading.form(after) in COMMAS:
            return phrase
    return None
