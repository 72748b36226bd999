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
from bot.model.quote import Span
from bot.quotes.reading import Reading

#: Longest phrase in the gold: 16 tokens.
MAX_TOKENS = 24
#: Brackets within a phrase hold an abbreviation or a translation.
MAX_BRACKET = 8
#: Marks inside a phrase name a body («وكالة "الأناضول"»); longer ones are speech.
MAX_NAME_IN_MARKS = 6
#: Names in the gold have at most five words: «خالد بن أحمد آل الشيخ».
MAX_NAME_WORDS = 5
CLOSING = frozenset({"،", ",", ":", ".", "(", '"', "«", "“", "-", "–"})
COMMAS = frozenset({"،", ","})
SUBORDINATORS = frozenset("ان انه انها انهم انهما انني اني اننا بان بانه بانها بانهم بانهما بانني الا".split())
#: Prepositions that may stand inside a speaker phrase, with what they need before or behind them.
INNER_PREPOSITIONS = frozenset({"في", "من", "عن", "لدي", "باسم", "الي", "ب", "علي"})
_FORMERLY = frozenset({"سابقا", "حاليا"})
#: Offices sent or accredited to a place: «المبعوث الأمريكي الخاص إلى سوريا».
SENT = frozenset("مبعوث مبعوثه سفير سفيره مندوب مندوبه ممثل ممثله وفد".split())


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase as a half-open token range.

    ``head`` is its first word's index, ``commas`` the places where an apposition begins, ``skip``
    the letters of a fused conjunction or preposition that stay out («ومدربه» -> «مدربه»).
    """

    start: int
    end: int
    head: int
    commas: tuple[int, ...] = ()
    skip: int = 0

    def span(self, reading: Reading) -> Span:
        """The phrase's code points."""
        whole = reading.span(self.start, self.end)
        return Span(whole.start + self.skip, whole.end)

    def printed(self, reading: Reading) -> str:
        """The phrase as it stands in the text."""
        return self.span(reading).of(reading.text)

    def head_class(self, reading: Reading) -> WordClass:
        """The class of the head, its fused letters left out."""
        if not self.skip:
            return reading.word(self.head)
        return reading.words.of(reading.form(self.head)[self.skip :])


@dataclass(slots=True)
class _Progress:
    """State of one parse: where the last accepted token ended, and what the phrase may still take.

    ``open`` tells that the last noun still wants its genitive; ``named`` that a personal name has
    begun; ``place`` that the last word is a country or city.
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
        return short and not (inner.bi_noun or inner.li_noun or _only_verb(inner))
    if token.kind is TokenKind.NUMBER:
        return after_verb and i + 1 < len(reading.tokens)
    if not token.is_word or word.function or "time" in word.slot or "opener" in word.slot:
        return bool(word.speaker & {"quantifier"})
    if word.bi_noun or word.li_noun or token.form in SUBORDINATORS:
        return False
    if after_verb and _only_verb(word):
        return token.form[0] not in "يتسن" and token.form not in reading.lexicon.cues
    known_noun = word.noun or word.proper or word.title or word.speaker or word.place
    return bool(known_noun or word.unknown) and not _only_verb(word)


def _only_verb(word: WordClass) -> bool:
    listed = word.title or word.speaker or word.place
    return word.verb and not (word.noun or word.proper or listed)


def _advance(reading: Reading, i: int, limit: int, state: _Progress) -> int:
    """Take what stands at ``i`` into the phrase; the index behind it, or ``i`` to stop there."""
    token = reading.tokens[i]
    if token.kind is TokenKind.NUMBER:
        return _number(reading, i, state)
    if token.kind is TokenKind.MARK:
        return _mark(reading, i, limit, state)
    word = reading.word(i)
    if state.titled and not state.named and token.form in _FORMERLY:
        return i + 1
    if state.head is None:
        _take(state, i, word)
        state.head = word
        return i + 1
    if token.form == "باسم" and state.titled or word.function and token.form in INNER_PREPOSITIONS:
        return _preposition(reading, i, limit, state)
    if _completes_place(reading, i, state):
        _take(state, i, word)
        state.place = True
        return i + 1
    if _stops(reading, i, word, state):
        return i
    if _to_recipient(reading, i, state):
        return i
    if word.bi_noun or word.li_noun:
        return _attached(reading, i, state, word)
    if _belongs(reading, i, state, word):
        _take(state, i, word)
        return i + 1
    return i


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
    if not form.startswith("ل") or _organization_for(state) and not reading.word(i).unknown:
        return False
    return "recipient" in reading.lexicon.slots.get(form[1:], frozenset())


def _take(state: _Progress, i: int, word: WordClass) -> None:
    named = (word.proper or word.unknown) and not (word.title or word.speaker)
    complete = word.definite or word.owned or word.place or named
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


def is_state(reading: Reading, i: int) -> bool:
    """An indefinite accusative adjective tells how, not who: «وتساءل الرئيس متعجبا»."""
    form, word = reading.form(i), reading.word(i)
    accusative = form.endswith("ا") and len(form) > 4 and word.adjective
    return accusative and not (word.definite or word.proper or word.title or word.place)


def _belongs(reading: Reading, i: int, state: _Progress, word: WordClass) -> bool:
    """Whether a noun, adjective or name continues the phrase."""
    if state.named and reading.form(i - 1) in NAME_PARTICLES:
        return True
    if _only_verb(word):
        return False
    if state.place and reading.form(i).startswith("و"):
        if reading.words.of(reading.form(i)[1:]).place:
            return True
    if reading.form(i).startswith("و") and _is_joined(reading, i):
        return not state.strict or (state.open is False and not state.named and word.noun)
    if state.open or word.title or word.speaker & {"quantifier"}:
        return state.open or not state.strict or not state.named
    if word.name or state.ranked:
        return _name_belongs(state, word)
    if state.named and word.definite and not (word.title or word.place or word.speaker):
        surname = state.name_words == 1 and state.titled and reading.word(i - 1).proper
        return surname or word.nisba or (word.unknown and state.name_words == 1)
    if state.named and state.name_words == 1 and not word.definite:
        return (word.nisba or not state.strict) and not (word.speaker or word.slot)
    if word.adjective and not state.named and word.definite == state.definite:
        return word.definite or not word.place
    if state.titled and not state.named and _foreign_name(reading, i):
        state.named = True
        return True
    return not state.strict and not state.named


def _foreign_name(reading: Reading, i: int) -> bool:
    """A name whose first part is also a word: «الرئيس الصيني شي جين بينج»."""
    word = reading.word(i)
    if word.definite or word.owned or word.function or word.speaker or word.slot or word.place:
        return False
    if len(reading.form(i)) < 2 or i + 1 >= len(reading.tokens):
        return False
    if is_state(reading, i):
        return False
    for j in range(i, min(i + 3, len(reading.tokens))):
        other = reading.word(j)
        if not reading.tokens[j].is_word or other.definite or other.function:
            return False
        if other.unknown:
            return True
    return False


def _name_belongs(state: _Progress, word: WordClass) -> bool:
    if state.place and state.strict and not state.titled:
        return False
    known = state.named or state.titled or state.ranked or state.place or state.foreign
    return known or not state.strict


def _is_joined(reading: Reading, i: int) -> bool:
    """Whether the word is و and a noun («والمغتربين»), not a noun in و («وزير»)."""
    form = reading.form(i)
    word = reading.word(i)
    listed = word.title or word.speaker or word.place
    return len(form) > 3 and not listed and not word.proper and not word.unknown


def _mark(reading: Reading, i: int, limit: int, state: _Progress) -> int:
    form = reading.form(i)
    if form in "#-" and i + 1 < limit and reading.tokens[i + 1].is_word:
        return i + 1
    if form == "(":
        return _bracket(reading, i, limit, state)
    mark = reading.opens(i)
    if mark is not None and mark.closed and mark.close - i <= MAX_NAME_IN_MARKS:
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
        "في": not state.named or state.titled and bool(state.commas) or _office_in(state),
        "لدي": state.titled,
        "الي": sent,
        "من": _partitive(state) or not state.strict and not state.named,
        "عن": head in {"صادر", "مسوول"},
        "علي": False,
    }
    if not allowed.get(form, form == "باسم"):
        return i
    if form == "في" and after.place and not state.open and state.strict and not sent:
        return i
    state.open = False
    _take(state, i + 1, after)
    state.named = False
    return i + 2


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
    if state.named and not state.titled or recipient and not _organization_for(state):
        return i
    if reading.form(i).startswith("ب") and (state.strict or inner.slot & {"venue"}):
        body = inner.speaker & {"organization", "media"} or inner.title
        if not body:
            return i
    if state.strict and word.li_noun and not (state.titled or _organization_for(state)):
        return i
    state.end = i + 1
    state.open = not (inner.definite or word.definite or inner.place or inner.owned)
    state.named = False
    return i + 1


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
    name_end = _name_segment(reading, j, limit)
    title_first = state.titled and not state.named and name_end > j
    if word.function and not title_first:
        return i
    related = bool(word.title) or "anonymous" in word.speaker
    name_first = state.named and related and not state.commas
    rank_first = state.titled and not state.named and word.title == "rank"
    if not (title_first or name_first or rank_first) or (_only_verb(word) and not title_first):
        return i
    if title_first:
        state.strict = True
    state.commas = (*state.commas, i)
    _take(state, j, word)
    state.titled = True
    if not title_first or rank_first:
        state.named = False
        return j + 1
    state.named = True
    state.open = False
    state.name_words = name_end - j
    state.end = name_end
    return name_end


def _name_segment(reading: Reading, i: int, limit: int) -> int:
    """The end of the name that follows a title's comma, ``i`` where none does.

    «رئيس الشرطة، جيري هوجريف،»: one to five bare words up to the next comma, mark or subordinator
    are the name, whatever else they may mean; where the segment goes on, only what is name-like.
    """
    end = i
    while end < min(limit, i + MAX_NAME_WORDS + 1):
        token, word = reading.tokens[end], reading.word(end)
        particle = end > i and reading.form(end - 1) in NAME_PARTICLES
        if not token.is_word or not (particle or _may_name(reading, end, first=end == i)):
            break
        end += 1
    closed = end >= limit or reading.form(end) in CLOSING or reading.form(end) in SUBORDINATORS
    if end > i and closed and end - i <= MAX_NAME_WORDS:
        return end
    end = i
    while end < limit and reading.tokens[end].is_word and reading.word(end).name:
        end += 1
    return end


def _may_name(reading: Reading, i: int, *, first: bool) -> bool:
    token, word = reading.tokens[i], reading.word(i)
    listed = word.title or word.speaker or word.slot or word.place
    functional = word.function and token.bare != "علي" and token.form not in NAME_PARTICLES
    joined = word.bi_noun or word.li_noun or token.form in SUBORDINATORS
    return not (listed or functional or joined or (word.definite and first))


def parse_joined(reading: Reading, start: int, limit: int, *, strict: bool) -> NounPhrase | None:
    """Like :func:`parse`, for a phrase whose first word carries و, ل or ب: «ومدربه»، «لوكالة»."""
    form = reading.form(start)
    if len(form) < 4 or form[0] not in "ولب" or not reading.tokens[start].is_word:
        return None
    inner = reading.words.of(form[1:])
    if inner.function or not (inner.noun or inner.proper or inner.unknown or inner.title):
        return None
    state = _Progress(end=start, strict=strict)
    _take(state, start, inner)
    state.head = inner
    i = start + 1
    while i < min(limit, start + MAX_TOKENS, len(reading.tokens)):
        step = _advance(reading, i, limit, state)
        if step <= i:
            break
        i = step
    return NounPhrase(start, state.end, start, state.commas, skip=1)


def _completes_place(reading: Reading, i: int, state: _Progress) -> bool:
    """The second word of a place's name: «البيت الأبيض»، «كوريا الشمالية»."""
    pair = (reading.form(i - 1), reading.form(i))
    return state.end == i and pair in reading.lexicon.place_words
