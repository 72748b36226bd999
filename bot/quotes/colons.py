"""A speaker before a colon: «لافروف: الإرهاب خطر»، «أردوغان للغرب: وجوهكم تلطخت».

In headlines and at the head of a line (transcripts). A topic or a place label is not a speaker:
BBC and France24 print «كأس العالم:» and «تونس:» (2 of 14 colons there are speakers), so a bare
country counts only where its words are in quotation marks or in the first person.
"""

from dataclasses import replace

from bot.arabic.conjugation import Agreement
from bot.arabic.tokens import TokenKind
from bot.model.quote import Act, Mode
from bot.quotes import subjects
from bot.quotes.candidates import Candidate
from bot.quotes.complements import Complement
from bot.quotes.content import measure
from bot.quotes.frames import Scene
from bot.quotes.phrase_starts import is_told
from bot.quotes.phrases import NounPhrase, only_verb
from bot.quotes.reading import Reading, Sentence
from bot.quotes.slots import skip_slots
from bot.quotes.speakers import parse, parse_joined

#: Words before a headline's colon: the longest speaker in the gold has 6.
MAX_BEFORE = 10
_QUESTIONS = frozenset("ماذا كيف لماذا متي اين هل من ما كم".split())


#: «المصدر: وكالات» credits, «المذيع: لماذا؟» is the outlet's own voice.
_FURNITURE = frozenset({"المصدر", "مصدر", "صور", "الصور", "تصوير", "تحرير", "ترجمه", "اعداد"})
_HOSTS = frozenset({"المذيع", "المذيعه", "المحاور", "المحاوره", "س", "سوال", "السوال"})


#: A place label speaks where so much of what follows stands in marks: «مصر: حبس مدون بتهمة "..."»
#: is the outlet's headline, «روسيا: العقوبات "غير مقبولة"» Russia's words.
OWN_WORDS = 0.5


def match(scene: Scene, sentence: Sentence) -> Candidate | None:
    """The statement of a sentence that begins with a speaker and a colon, or None."""
    reading = scene.reading
    colon = _colon(reading, sentence)
    if colon is None:
        return None
    start = sentence.start
    start = max([start, *(i + 1 for i in range(start, colon) if reading.form(i) == "|")])
    while start < colon and _is_bullet(reading, start):
        start += 1
    if reading.form(start) == "(" and reading.form(colon - 1) == ")":
        start += 1
    speaker = _speaker(reading, start, colon - (reading.form(start - 1) == "("))
    begin = colon + 1
    mark = reading.opens(begin)
    found = Complement("colon", colon, begin + 1 if mark else begin)
    extent = measure(reading, found, scene.breaks)
    if speaker is None and extent is not None and extent.mode is Mode.DIRECT:
        speaker = _actor(reading, start, colon)
    if speaker is None or extent is None or not _may_speak(reading, speaker, extent.mode, found):
        return None
    return Candidate(
        cue=(colon, colon + 1),
        act=Act.SAY,
        extent=extent,
        rule="colon-label",
        agreement=Agreement.ANY,
        speaker=speaker,
    )


def _colon(reading: Reading, sentence: Sentence) -> int | None:
    limit = min(sentence.end - 1, sentence.start + MAX_BEFORE)
    return next((i for i in range(sentence.start + 1, limit) if _is_colon(reading, i)), None)


def _is_bullet(reading: Reading, i: int) -> bool:
    """A sign before a label that is no part of it: an emoji, a dash; not «"الموارد البشرية":»."""
    return (
        not reading.tokens[i].is_word and reading.form(i) not in {"#", "("} and not reading.opens(i)
    )


def _actor(reading: Reading, start: int, colon: int) -> NounPhrase | None:
    """«روسيا تفشل القرار: نخشى توترا»: who acts before the colon says, in his own words, what is behind."""
    phrase = parse(reading, start, colon, strict=True)
    if phrase is None or not reading.sentence(start).headline or phrase.end >= colon:
        return None
    acts = only_verb(reading.word(phrase.end)) and subjects.is_speaker_like(reading, phrase)
    return phrase if acts else None


def _is_colon(reading: Reading, i: int) -> bool:
    """A colon that is no time of day: «21:47 | إدارة الكوارث: قوة الزلزال»."""
    return reading.form(i) == ":" and not (reading.is_number(i - 1) and reading.is_number(i + 1))


def _speaker(reading: Reading, start: int, colon: int) -> NounPhrase | None:
    """The phrase that fills the place before the colon, an addressee behind it left out."""
    if start >= colon or reading.form(start) in _QUESTIONS:
        return None
    joined = reading.word(start).joined or subjects.opens_joined(reading, start)
    joined = joined or (
        start > 0 and reading.form(start)[:1] == "و" and reading.word(start).unknown
    )
    phrase = None if joined else parse(reading, start, colon, strict=False)
    if joined:
        phrase = parse_joined(reading, start, colon, strict=False)
        phrase = phrase or parse(reading, start, colon, strict=False)
    if phrase is None:
        return None
    phrase = _without_place(reading, phrase)
    rest = _behind_place(reading, phrase.end, colon)
    if reading.form(rest) == "عن" and phrase.head_class(reading).speaker & {"media"}:
        phrase = parse(reading, rest + 1, colon, strict=False) or phrase
        rest = max(rest, phrase.end)
    if rest < colon and reading.word(rest).bi_noun:
        place = parse_joined(reading, rest, colon, strict=False)
        rest = place.end if place is not None else rest + 1
    while rest < colon and (
        reading.word(rest).li_noun
        or is_told(reading, rest)
        or reading.form(rest) in {"عن", "حول", "ل", '"', "«", "»"}
    ):
        if reading.form(rest) in {"عن", "حول"}:
            return phrase if _names_topic(reading, rest + 1, colon) else None
        mark = reading.opens(rest)
        rest += 1
        rest = mark.close + 1 if mark is not None else rest
        while rest < colon and (reading.word(rest).name or reading.word(rest).unknown):
            rest += 1  # «جونسون لتيريزا | ماي:»
    return phrase if skip_slots(reading, rest, colon) >= colon else None


def _names_topic(reading: Reading, i: int, colon: int) -> bool:
    """«نتنياهو | عن رحلة الطائرة الهندية: ...»: no verb stands in what he speaks of."""
    return i < colon and not any(only_verb(reading.word(j)) for j in range(i, colon))


def _behind_place(reading: Reading, i: int, colon: int) -> int:
    """«نتنياهو | من باريس»: where it was said from, up to the colon."""
    if reading.form(i) != "من" or i + 1 >= colon or not reading.word(i + 1).place:
        return i
    place = parse(reading, i + 1, colon, strict=True)
    return colon if place is not None and place.end == colon else i


def _without_place(reading: Reading, phrase: NounPhrase) -> NounPhrase:
    """«رئيس الوزراء | من القاهرة»: the place is no part of who says it."""
    for i in range(phrase.head + 1, phrase.end - 1):
        if reading.form(i) == "من" and reading.word(i + 1).place:
            return replace(phrase, end=i)
    return phrase


#: Houses of power, that speak and label no place.
_HOUSES = frozenset({"البنتاغون", "الكرملين", "الفاتيكان"})


def _may_speak(reading: Reading, phrase: NounPhrase, mode: Mode, found: Complement) -> bool:
    word = phrase.head_class(reading)
    alone = phrase.end == phrase.start + 1
    if len(reading.form(found.start)) == 1 and reading.form(found.start + 1) == ".":
        return False  # a byline: «وهران: ج. بن صالح»
    if alone and reading.form(phrase.head) in _FURNITURE | _HOSTS:
        return False
    if reading.tokens[phrase.head].kind is TokenKind.MARK:
        return reading.sentence(phrase.head).headline
    if reading.form(found.start) == "من" and mode is Mode.INDIRECT and _career(reading, found):
        return False
    of = reading.form(phrase.end) in {"عن", "حول"} or reading.form(phrase.head) in _HOUSES
    if word.place and _only_places(reading, phrase) and not of:
        said = range(found.start, reading.sentence(found.start).end)
        words = [i for i in said if reading.tokens[i].is_word]
        marked = sum(reading.inside(i) for i in words)
        return mode is Mode.DIRECT or marked >= OWN_WORDS * len(words)
    if word.speaker & {"document"} and not reading.sentence(phrase.head).headline:
        return False
    common = any(reading.word(i).definite for i in range(phrase.head + 1, phrase.end))
    two = phrase.end == phrase.head + 2
    surname = two and reading.word(phrase.head + 1).nisba and not (word.definite or word.speaker)
    told = alone and word.nisba and word.definite and reading.word(phrase.end).li_noun
    named = surname or told or (word.name and (not common or (word.proper and two)))
    listed = word.title or word.speaker or word.place or named or word.kind == "person"
    return bool(listed) and (
        reading.sentence(phrase.head).headline or _is_interview(reading, phrase)
    )


def _career(reading: Reading, found: Complement) -> bool:
    """«ميلانيا ترامب: من عارضة أزياء إلى سيدة أولى»: about her, not by her."""
    inner = range(found.start, reading.sentence(found.start).end)
    verbal = any(only_verb(reading.word(i)) for i in inner)
    return not verbal and any(reading.form(i) == "الي" for i in inner)


def _only_places(reading: Reading, phrase: NounPhrase) -> bool:
    forms = [reading.form(i) for i in range(phrase.head + 1, phrase.end)]
    return all(
        reading.words.of(form).place or reading.words.of(form.removeprefix("و")).place
        for form in forms
    )


def _is_interview(reading: Reading, phrase: NounPhrase) -> bool:
    """In the body a label speaks where it has a title or comes back: «المذيع: ... الضيف: ...»."""
    label = reading.forms[phrase.head : phrase.end]
    if phrase.head_class(reading).title and len(label) > 1:
        return True
    starts = (sentence.start for sentence in reading.sentences)
    again = sum(
        1
        for start in starts
        if reading.forms[start : start + len(label)] == label
        and reading.form(start + len(label)) in {":", "("}
    )
    return again > 1
