"""The extent of the noun phrase that names a speaker.

Grammar (Badawi, Carter and Gully, Modern Written Arabic, §§ 1.8, 2.3): a head with its genitives
and adjectives, a name behind a title, and one close apposition in commas:

- «الرئيس الروسي فلاديمير بوتين»، «وزير الخارجية والمغتربين اللبناني جبران باسيل»
- «نيكولاي باتروشيف أمين مجلس الأمن القومي الروسي»، «غوش مينكلر، المدعي العام للمنطقة الجنوبية»
- «صحيفة "ذا واشنطن تايمز"»، «ضابط بمكتب التحقيقات الاتحادي (إف.بي.آي)»

It ends before a place or time («في بيان»، «أمس»، «للصحفيين»), a relative clause, a subordinator,
a verb, and, where a verb may take an object, before a noun that cannot belong to it.
"""

from dataclasses import dataclass

from bot.arabic.tokens import TokenKind
from bot.arabic.wordclass import NAME_PARTICLES, WordClass
from bot.quotes.marks import Mark
from bot.quotes.phrases import (
    COMMAS,
    INNER_PREPOSITIONS,
    MAX_BRACKET,
    MAX_NAME_IN_MARKS,
    MAX_TOKENS,
    SENT,
    SUBORDINATORS,
    NounPhrase,
    foreign_name,
    is_joined,
    is_state,
    name_segment,
    only_verb,
)
from bot.quotes.reading import Reading

_FORMERLY = frozenset({"سابقا", "حاليا"})

#: Letters of «أزرق», «أكبر»: adjectives that the lexicon calls nouns.
ELATIVE_LETTERS = 4


@dataclass(slots=True)
class _Progress:
    """State of one parse: where the last accepted token ended, and what the phrase may still take.

    ``open`` tells that the last noun still wants its genitive; ``named`` that a personal name has
    begun; ``place`` that the last word is a country or city; ``complete`` that the name has its title.
    """

    end: int
    strict: bool
    open: bool = False
    named: bool = False
    titled: bool = False
    place: bool = False
    foreign: bool = False
    definite: bool = False
    ranked: bool = False
    complete: bool = False
    name_words: int = 0
    office: str = ""
    commas: tuple[int, ...] = ()
    head: WordClass | None = None


def parse(
    reading: Reading, start: int, limit: int, *, strict: bool, after_verb: bool = False
) -> NounPhrase | None:
    """The noun phrase that begins at ``start`` and ends at or before ``limit``, or None.

    ``strict`` ends it before any noun that need not belong to it, for verbs with an object:
    «طالبت السلطة الفلسطينية | بريطانيا بالاعتذار». ``after_verb`` tells that a reporting verb
    stands right before: no second verb follows it, so a foreign name that looks like one is a name.
    """
    if start >= len(reading.tokens):
        return None
    limit = min(limit, start + MAX_TOKENS, reading.sentence(start).end)
    first = start + (reading.form(start) == "#")
    if first >= limit or not _can_begin(reading, first, after_verb=after_verb):
        return None
    state = _Progress(end=first, strict=strict)
    i = first
    while i < limit:
        step = _advance(reading, i, limit, state)
        if step <= i:
            break
        i = step
    if state.end <= first:
        return None
    return NounPhrase(start, state.end, first, state.commas)


def _can_begin(reading: Reading, i: int, *, after_verb: bool = False) -> bool:
    token, word = reading.tokens[i], reading.word(i)
    if token.kind is TokenKind.MARK:
        mark = reading.opens(i)
        inner = reading.word(i + 1) if mark is not None else word
        short = mark is not None and mark.closed and mark.close - i <= MAX_NAME_IN_MARKS
        return short and not (inner.bi_noun or inner.li_noun or only_verb(inner))
    if token.kind is TokenKind.NUMBER:
        return after_verb and i + 1 < len(reading.tokens)
    if not token.is_word or word.function or "time" in word.slot or "opener" in word.slot:
        return bool(word.speaker & {"quantifier"})
    if is_name_in_ba(reading, i):
        return after_verb
    if word.bi_noun or word.li_noun or token.form in SUBORDINATORS or is_told(reading, i):
        return False
    if after_verb and only_verb(word):
        return token.form[0] not in "يتسن" and token.form not in reading.lexicon.cues
    known_noun = word.noun or word.proper or word.title or word.speaker or word.place
    return bool(known_noun or word.unknown) and not only_verb(word)


def is_name_in_ba(reading: Reading, i: int) -> bool:
    """«وقالت برايس:»: a foreign name that reads as بـ with another, content right behind it."""
    word = reading.word(i)
    if not word.bi_noun or word.noun or i + 1 >= len(reading.tokens):
        return False
    after = reading.form(i + 1)
    content = after in SUBORDINATORS or after in COMMAS or after == ":" or reading.opens(i + 1)
    return bool(content) and not reading.words.of(reading.form(i)[1:]).place


def is_told(reading: Reading, i: int) -> bool:
    """«للعربية.نت»، «لليكيب»: an unknown word with لل is a medium that was told."""
    return reading.form(i).startswith("لل") and reading.word(i).unknown


def _advance(reading: Reading, i: int, limit: int, state: _Progress) -> int:
    """Take what stands at ``i`` into the phrase; the index behind it, or ``i`` to stop there."""
    token = reading.tokens[i]
    if token.kind is TokenKind.NUMBER:
        return _number(reading, i, state)
    if token.kind is TokenKind.MARK:
        return _mark(reading, i, limit, state)
    if state.titled and not state.named and token.form in _FORMERLY:
        return i + 1
    if state.head is None:
        word = reading.word(i)
        _take(reading, state, i, word)
        state.head = word
        return i + 1
    return _word(reading, i, limit, state)


def _word(reading: Reading, i: int, limit: int, state: _Progress) -> int:
    """A word behind the head."""
    word, form = reading.word(i), reading.form(i)
    inner = word.function and form in INNER_PREPOSITIONS and not _is_ali(reading, i, state)
    if inner or (form == "باسم" and state.titled):
        return _preposition(reading, i, limit, state)
    if _completes_place(reading, i, state):
        _take(reading, state, i, word)
        state.place = True
        return i + 1
    if state.named and (_is_ali(reading, i, state) or is_name_in_ba(reading, i)):
        state.end = i + 1
        return i + 1
    if form in _BROADCASTER and reading.form(i - 1) in _BROADCASTER:
        state.end = i + 1
        return i + 1
    if _stops(reading, i, word, state) or _to_recipient(reading, i, state):
        return i
    if word.bi_noun or word.li_noun:
        return _attached(reading, i, state, word)
    if _belongs(reading, i, state, word):
        _take(reading, state, i, word)
        state.place = state.place or reading.words.of(form.removeprefix("و")).place
        return i + 1
    return i


#: «بي بي سي», «إن بي سي»: letters read out.
_BROADCASTER = frozenset({"بي", "سي"})


def _is_ali(reading: Reading, i: int, state: _Progress) -> bool:
    """«سامر علي أن»: the name, which Egyptian print writes like the preposition «على الأمر»."""
    if reading.tokens[i].bare != "علي" or not state.named or i + 1 >= len(reading.tokens):
        return False
    word = reading.word(i + 1)
    return not (
        reading.tokens[i + 1].is_word and (word.noun or word.function) and not word.name
    ) or (reading.form(i + 1) in SUBORDINATORS)


def _number(reading: Reading, i: int, state: _Progress) -> int:
    """A count of speakers: «قال 19.6٪ من المجيبين إنهم»، «21 موظفا»."""
    if state.head is not None:
        return i
    state.head = reading.words.of("عدد")
    state.end = i + 1
    state.open = True
    return i + 1


def _to_recipient(reading: Reading, i: int, state: _Progress) -> bool:
    """«قالت المصلحة لبي بي سي»: an outlet behind ل is told, not part of the speaker."""
    form = reading.form(i)
    if not form.startswith("ل") or (_organization_for(state) and not reading.word(i).unknown):
        return False
    return "recipient" in reading.lexicon.slots.get(form[1:], frozenset())


def _take(reading: Reading, state: _Progress, i: int, word: WordClass) -> None:
    """Take a word in; a sound plural in ون is complete, its construct would have lost the ن."""
    named = (word.proper or word.unknown) and not (word.title or word.speaker)
    plural = reading.form(i).endswith("ون") and word.noun
    complete = word.definite or word.owned or word.place or named or plural
    if word.title:
        state.titled = True
        state.named = False
        state.office = word.stem
    elif (word.name and not state.open and not word.definite) or state.ranked:
        state.named = True
    state.name_words = state.name_words + 1 if state.named else 0
    state.ranked = word.title == "rank" or (state.ranked and bool(word.title))
    if not word.adjective or state.head is None:
        state.open = not complete and not state.named
    elif not word.definite and not state.definite and word.stem != "عام":
        state.open = False
    state.place = word.place
    state.foreign = word.name
    state.definite = word.definite or (state.definite and word.adjective)
    state.end = i + 1


def _stops(reading: Reading, i: int, word: WordClass, state: _Progress) -> bool:
    form = reading.form(i)
    if form in SUBORDINATORS or word.function or is_state(reading, i):
        return True
    adjective = word.adjective and word.definite and state.definite
    if word.slot & {"time", "relative", "clause"} and not word.speaker and not adjective:
        return True
    return form in reading.lexicon.cues and not (word.title or word.speaker or word.name)


def _belongs(reading: Reading, i: int, state: _Progress, word: WordClass) -> bool:
    """Whether a noun, adjective or name continues the phrase."""
    if state.named and reading.form(i - 1) in NAME_PARTICLES:
        return True
    if only_verb(word):
        return False
    if reading.form(i).startswith("و") and is_joined(reading, i):
        return _joins(reading, i, state, word)
    if state.open or word.title or word.speaker & {"quantifier"}:
        return state.open or not state.strict or not state.named
    if word.name or state.ranked:
        return _name_belongs(state)
    if state.named:
        return not word.owned and _continues_name(reading, i, state, word)
    if word.adjective and word.definite == state.definite and (word.nisba or not word.speaker):
        plural = reading.form(i).endswith("ين") and not reading.form(i - 1).endswith(("ين", "ون"))
        other = _other_gender(reading, i)
        return (word.definite or not word.place) and not ((plural or other) and state.strict)
    if state.titled and foreign_name(reading, i):
        state.named = True
        return True
    elative = reading.tokens[i].bare.startswith("الأ") and len(word.stem) == ELATIVE_LETTERS
    apart = word.definite and state.definite and word.noun and not (word.adjective or elative)
    return not (state.strict or apart)


def _other_gender(reading: Reading, i: int) -> bool:
    """«وصف الوزير | الاتفاقية بأنها»: no feminine adjective behind a man's title."""
    title = reading.word(i - 1).title and not reading.tokens[i - 1].bare.endswith("ة")
    return bool(title) and reading.tokens[i].bare.endswith("ة")


def _joins(reading: Reading, i: int, state: _Progress, word: WordClass) -> bool:
    """«وزير الخارجية والمغتربين»، «بريطانيا وفرنسا وألمانيا»."""
    if state.place and reading.words.of(reading.form(i)[1:]).place:
        return True
    return not state.strict or (not state.open and not state.named and word.noun)


def _continues_name(reading: Reading, i: int, state: _Progress, word: WordClass) -> bool:
    """A surname that is also a word: «محمد الجدعان»، «حسن روحاني»، «تارين سيمون»."""
    listed = word.title or word.place or word.speaker
    alone = state.name_words == 1
    if word.definite:
        surname = alone and state.titled and reading.word(i - 1).proper
        return not listed and (surname or word.nisba or (word.unknown and alone))
    return alone and (word.nisba or not state.strict) and not (word.speaker or word.slot)


def _name_belongs(state: _Progress) -> bool:
    if state.place and state.strict and not state.titled:
        return False
    known = state.named or state.titled or state.ranked or state.place or state.foreign
    return known or not state.strict


def _mark(reading: Reading, i: int, limit: int, state: _Progress) -> int:
    form = reading.form(i)
    if form in "#-" and i + 1 < limit and reading.tokens[i + 1].is_word:
        return i + 1
    if form == "(":
        return _bracket(reading, i, limit, state)
    mark = reading.opens(i)
    if mark is not None and _is_name(reading, mark, state):
        inside_limit = mark.close < limit
        state.end = mark.close + 1 if inside_limit else state.end
        state.open = False
        state.head = state.head or reading.word(i + 1)
        return mark.close + 1 if inside_limit else i
    if form in COMMAS:
        return _apposition(reading, i, limit, state)
    if form in {"/", "."} and state.named:
        return i + 1 if form == "/" else i
    return i


def _bracket(reading: Reading, i: int, limit: int, state: _Progress) -> int:
    for j in range(i + 1, min(limit, i + MAX_BRACKET)):
        if reading.form(j) == ")":
            state.end = j + 1
            return j + 1
    return i


def _preposition(reading: Reading, i: int, limit: int, state: _Progress) -> int:
    """A preposition inside the phrase, with the noun behind it; ``i`` where it ends the phrase."""
    if i + 1 >= limit or not reading.tokens[i + 1].is_word:
        return i
    form, after = reading.form(i), reading.word(i + 1)
    head = state.head.stem if state.head else ""
    if after.function or after.slot & {"venue", "time", "opener"}:
        return i
    sent = head in SENT or state.office in SENT
    allowed = {
        "في": not state.named or (state.titled and bool(state.commas)) or _office_in(state),
        "لدي": state.titled,
        "الي": sent,
        "من": _partitive(state) or (not state.strict and not state.named),
        "عن": head in {"صادر", "مسوول"},
        "علي": False,
    }
    if not allowed.get(form, form == "باسم"):
        return i
    local = form == "في" and after.place and not state.open and state.strict and not sent
    if local and not _name_follows(reading, i + 2, limit, state):
        return i
    state.open = False
    _take(reading, state, i + 1, after)
    state.named = False
    return i + 2


def _name_follows(reading: Reading, i: int, limit: int, state: _Progress) -> bool:
    """«نائبة رئيس حزب الوسط في ألمانيا، جوليا كلوكنر»: the place belongs to the title."""
    comma = state.titled and not state.named and reading.form(i) in COMMAS
    return comma and name_segment(reading, i + 1, limit) > i + 1


def _office_in(state: _Progress) -> bool:
    """«وانغ هيجون المسؤول في وزارة التجارة»: the preposition follows a title behind a name."""
    return state.titled and not state.named


def _partitive(state: _Progress) -> bool:
    head = state.head
    return head is not None and bool(head.speaker & {"quantifier", "group", "anonymous"})


def _attached(reading: Reading, i: int, state: _Progress, word: WordClass) -> int:
    """بـ or لـ on a noun: «مسؤول بوزارة الوحدة»، «المدعي العام للمنطقة»; ``i`` to stop there."""
    stem = reading.form(i)[1:]
    inner = reading.words.of(stem)
    recipient = reading.lexicon.slots.get(inner.stem) or reading.lexicon.slots.get(word.stem)
    if (state.named and not state.titled) or (recipient and not _organization_for(state)):
        return i
    if reading.form(i).startswith("ب"):
        body = inner.speaker & {"organization", "media"} or inner.title
        if not (body or _place_of_title(reading, i, state)):
            return i
    if state.strict and word.li_noun and not (state.titled or _organization_for(state)):
        return i
    state.end = i + 1
    state.open = not (inner.definite or word.definite or inner.place or inner.owned)
    state.named = False
    return i + 1


def _place_of_title(reading: Reading, i: int, state: _Progress) -> bool:
    """«مدير المكتب بالولايات المتحدة، دافيد فلاديك»: the place of an office, its holder behind it."""
    near = range(i + 1, min(i + 3, len(reading.tokens)))
    comma = next((j for j in near if reading.form(j) in COMMAS), 0)
    return bool(comma) and _name_follows(reading, comma, len(reading.tokens), state)


def _organization_for(state: _Progress) -> bool:
    """«وكالة رويترز للأنباء»، «المديرية العامة للأمن العام»، «تقرير حديث للصحيفة»."""
    kinds = {"organization", "media", "document"}
    return state.head is not None and bool(state.head.speaker & kinds)


def _apposition(reading: Reading, i: int, limit: int, state: _Progress) -> int:
    """A comma before the name of a title or the title of a name; ``i`` where it ends the phrase."""
    j = i + 1 + (reading.form(i + 1) == "#")
    if j >= limit or not reading.tokens[j].is_word or len(state.commas) >= 2:
        return i
    word = reading.word(j)
    if word.slot & {"time", "relative", "venue"} and not word.title:
        return i
    name_end = name_segment(reading, j, limit)
    title_first = state.titled and not state.named and name_end > j and not state.complete
    if word.function and not title_first:
        return i
    related = bool(word.title) or "anonymous" in word.speaker
    name_first = (state.named or _bare(state)) and related and not state.commas
    rank_first = state.titled and not state.named and word.title == "rank"
    if not (title_first or name_first or rank_first) or (only_verb(word) and not title_first):
        return i
    if title_first:
        state.strict = True
    state.commas = (*state.commas, i)
    _take(reading, state, j, word)
    state.titled = True
    if not title_first or rank_first:
        state.complete = name_first
        state.named = False
        return j + 1
    state.named = True
    state.open = False
    state.name_words = name_end - j
    state.end = name_end
    return name_end


def _is_name(reading: Reading, mark: Mark, state: _Progress) -> bool:
    """«شبكة "النيل"», not «الرئيس التركي "سنخفض الفائدة"»: behind a complete title stands a quote,
    unless the name of its holder follows: «المتحدث باسم التحالف "دعم الشرعية" العقيد تركي المالكي».
    """
    if not mark.closed or mark.close - mark.open > MAX_NAME_IN_MARKS:
        return False
    head = state.head
    if head is None or state.open or not (state.titled or head.definite):
        return True
    after = mark.close + 1
    return after < len(reading.tokens) and bool(reading.word(after).title)


def _bare(state: _Progress) -> bool:
    """A first name that is also a word, with its title behind: «نادر المصري، وزير الطاقة»."""
    head = state.head
    listed = head is None or head.title or head.speaker or head.place or head.kind
    return not (listed or state.titled or (head and head.definite))


def parse_joined(reading: Reading, start: int, limit: int, *, strict: bool) -> NounPhrase | None:
    """Like :func:`parse`, for a phrase whose first word carries و, ل or ب: «ومدربه»، «لوكالة»."""
    form = reading.form(start)
    if len(form) < 4 or form[0] not in "ولب" or not reading.tokens[start].is_word:
        return None
    fused = form.startswith("لل")
    inner = reading.words.of(f"ال{form[2:]}" if fused else form[1:])
    if inner.function or not (inner.noun or inner.proper or inner.unknown or inner.title):
        return None
    state = _Progress(end=start, strict=strict)
    _take(reading, state, start, inner)
    state.head = inner
    i = start + 1
    while i < min(limit, start + MAX_TOKENS, len(reading.tokens)):
        step = _advance(reading, i, limit, state)
        if step <= i:
            break
        i = step
    return NounPhrase(start, state.end, start, state.commas, skip=2 if fused else 1)


def _completes_place(reading: Reading, i: int, state: _Progress) -> bool:
    """The second word of a place's name: «البيت الأبيض»، «كوريا الشمالية»."""
    pair = (reading.form(i - 1), reading.form(i))
    return state.end == i and pair in reading.lexicon.place_words
