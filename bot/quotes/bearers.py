"""The name behind a long title, where the title's words were too many for one phrase.

- «المدير المساعد في الوكالة لبرنامج اللاجئين | جيري سيمبسون»
- «نائب مدير عام مؤسسة "روس كوسموس" للبرامج المستقبلية، | أرتيوم كالينين»
- «والد ساندرز، | مايك هاكابي»

Between a verb and what it governs everything has its place: a run of names that nothing else
accounts for names the bearer of the title before it.
"""

from dataclasses import replace

from bot.quotes.anonymity import withheld
from bot.quotes.marks import COMMAS
from bot.quotes.names import behind_ranks, is_name, name_run
from bot.quotes.phrases import NounPhrase, name_segment, only_verb
from bot.quotes.reading import Reading
from bot.quotes.titles import KIN, split

#: Tokens from the end of the title's phrase to the end of the name.
REACH = 16
#: What begins a slot of its own, behind which no name is looked for.
_SLOTS = frozenset(
    "خلال عبر عقب بعد قبل اثناء مع وسط اثر منذ بشان حول حيال ازاء رغم امام ان انه انها الي علي".split()
)


def named(
    reading: Reading, phrase: NounPhrase, marker: int, *, addressed: bool = False
) -> NounPhrase:
    """The phrase with the name that stands between it and ``marker``; itself where none does.

    ``addressed`` tells that the verb takes an addressee, who may be what stands there.
    """
    second = _second_name(reading, phrase, marker)
    if second > phrase.end:
        return _with_name(reading, phrase, phrase.end + 1, second)
    own = split(reading, phrase)
    if own.name and not addressed:
        return _continued(reading, phrase, marker)
    if not _wants_name(reading, phrase) or own.name:
        return phrase
    limit = min(marker, phrase.end + REACH, reading.sentence(phrase.start).end)
    i = phrase.end
    while i < limit:
        mark = reading.opens(i)
        if mark is not None:
            i = mark.close + 1 if mark.closed else limit
            continue
        if withheld(reading, i) > i:
            return phrase
        end = _run(reading, i, limit)
        if end > i and _ends(reading, end, limit, marker, addressed=addressed):
            return _with_name(reading, phrase, i, end)
        if _stops(reading, i):
            return phrase
        i = max(end, i + 1)
    return phrase


def _second_name(reading: Reading, phrase: NounPhrase, marker: int) -> int:
    """«خطيبة الصحفي، جمال خاشقجي، | خديجة جنكيز، عن»: the second name is hers; the phrase's end if none."""
    related = phrase.head_class(reading).stem in KIN and len(phrase.commas) == 1
    if not related or reading.form(phrase.end) not in COMMAS:
        return phrase.end
    end = name_segment(reading, phrase.end + 1, marker)
    return end if end > phrase.end + 1 else phrase.end


def _wants_name(reading: Reading, phrase: NounPhrase) -> bool:
    """A person by title or kinship, not yet named: nobody's name follows a body or a name."""
    head = phrase.head_class(reading)
    person = bool(head.title) or head.kind == "person" or "anonymous" in head.speaker
    counted = reading.form(phrase.start + 1) == "من" and phrase.head > phrase.start + 1
    return person and not (phrase.commas or counted)


def _continued(reading: Reading, phrase: NounPhrase, marker: int) -> NounPhrase:
    """«آلان | بجاني إن»: the rest of a name that also reads as another word."""
    if phrase.commas or marker - phrase.end not in range(1, 3):
        return phrase
    rest = range(phrase.end, marker)
    whole = all(is_name(reading, i, inner=True) for i in rest)
    return replace(phrase, end=marker) if whole else phrase


def _with_name(reading: Reading, phrase: NounPhrase, start: int, end: int) -> NounPhrase:
    comma = start - 1 if reading.form(start - 1) in COMMAS else None
    commas = (comma,) if comma is not None else ()
    start = behind_ranks(reading, start, end)
    return replace(phrase, end=end, commas=commas, bearer=start)


def _run(reading: Reading, i: int, limit: int) -> int:
    """The end of the run of names at ``i``, ranks before it taken in; ``i`` where none begins."""
    start = i
    if i and reading.form(i - 1) in COMMAS:
        end = name_segment(reading, i, limit)
        if end - i > 1 or (end > i and reading.word(i).unknown):
            return end
    i = behind_ranks(reading, i, limit)
    first = i
    i = name_run(reading, i, limit)
    behind = reading.form(start - 1)
    named_body = reading.word(start - 1).speaker & {"media", "organization"}
    alone = i - first == 1 and behind not in COMMAS and not reading.word(first).unknown
    return start if i == first or named_body or alone or _genitive(reading, start) else i


def _genitive(reading: Reading, i: int) -> bool:
    """«في مدينة | ليكسينغتون»: the name of what stands before it."""
    before = reading.word(i - 1)
    complete = before.definite or before.owned or before.place or before.proper or before.unknown
    return before.noun and not (complete or before.adjective or before.title or before.function)


def _ends(reading: Reading, end: int, limit: int, marker: int, *, addressed: bool) -> bool:
    """Whether the name fills its place: content, a pause or a slot comes next.

    Behind a verb that takes an object that may be it: «حمّل عضو اللجنة مثنى كاظم | الحكومات المسؤولية».
    """
    if end >= marker:
        return True
    pause = not reading.is_word(end) or bool(reading.word(end).slot)
    word = reading.word(end)
    if addressed and word.definite and word.noun and not word.proper:
        return True
    return end <= limit and (pause or word.function or word.li_noun or word.bi_noun)


def _stops(reading: Reading, i: int) -> bool:
    """A slot, a relative clause, a verb: the title does not go on."""
    if not reading.tokens[i].is_word:
        return reading.form(i) not in COMMAS
    word, form = reading.word(i), reading.form(i)
    if (
        form in _SLOTS
        or (only_verb(word) and not word.function)
        or word.slot & {"time", "relative", "opener"}
    ):
        return True
    return form in {"في", "من", "عن"} and bool(reading.word(i + 1).slot & {"venue", "time"})
