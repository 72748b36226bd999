"""The extent of the noun phrase that names a speaker.

Grammar (Badawi, Carter and Gully, Modern Written Arabic, §§ 1.8, 2.3): a head with its genitives
and adjectives, a name behind a title, and one close apposition in commas:

- «الرئيس الروسي فلاديمير بوتين»، «وزير الخارجية والمغتربين اللبناني جبران باسيل»
- «نيكولاي باتروشيف أمين مجلس الأمن القومي الروسي»، «غوش مينكلر، المدعي العام للمنطقة الجنوبية»
- «صحيفة "ذا واشنطن تايمز"»، «ضابط بمكتب التحقيقات الاتحادي (إف.بي.آي)»

It ends before a place or time («في بيان»، «أمس»، «للصحفيين»), a relative clause, a subordinator,
a verb, and, where a verb may take an object, before a noun that cannot belong to it.
"""

from bot.arabic.tokens import TokenKind
from bot.arabic.wordclass import NAME_PARTICLES, WordClass
from bot.quotes.anonymity import withheld
from bot.quotes.apart import ELATIVE_LETTERS, apart
from bot.quotes.appositions import joined_mark, mark_in
from bot.quotes.attachments import attached, preposition, to_recipient
from bot.quotes.names import foreign_name
from bot.quotes.personal import (
    continuation,
    continues_name,
    is_ali,
    is_given,
    name_belongs,
)
from bot.quotes.phrase_agreement import another_gender, disagrees, unlike_head
from bot.quotes.phrase_starts import can_begin, is_told, superlative
from bot.quotes.phrases import (
    INNER_PREPOSITIONS,
    MAX_TOKENS,
    SUBORDINATORS,
    NounPhrase,
    behind_letters,
    is_joined,
    is_letter,
    is_name_in_ba,
    joins_unknown,
    only_verb,
)
from bot.quotes.progress import Progress, take
from bot.quotes.reading import Reading
from bot.quotes.states import is_state, outside
from bot.quotes.titles import addressed_as

_FORMERLY = frozenset({"سابقا", "حاليا"})

#: «الحركة | الموالية للحكومة»، «المركز التابع للوزارة»: adjectives that the lexicon calls nouns.
_PARTICIPIAL = frozenset(
    "موالي مواليه تابع تابعه مدعوم مدعومه معني معنيه مختص مختصه مكلف مكلفه حاكم حاكمه معارض معارضه مستقل مستقله"
    " مشترك مشتركه منبثق منبثقه مرتبط مرتبطه متحالف متحالفه محسوب محسوبه مقرب مقربه".split()
)
#: «المدرب | البالغ من العمر 68 عاما»: an age is no part of the name.
AGED = frozenset({"البالغ", "البالغه"})
#: «ضباط الشرطة في المملكة المتحدة | الاثنين»: never an adjective, though dual in form.
_DAYS = frozenset("سبت احد اثنين ثلاثاء اربعاء خميس جمعه".split())
#: Nouns that look like adjectives of origin: «حملت واشنطن الجيش | المسؤولية».
_NOUNS = frozenset({"مسووليه", "مسووليات"})
#: «وبحسب الوزارة | فقد بلغ العدد مئة»: no loss speaks; «أشاد المجلس | بما تحقق».
_NEVER = frozenset({"فقد", "بما", "لما", "مما", "عما", "قوله", "قولها", "قولهم"})


def parse(
    reading: Reading,
    start: int,
    limit: int,
    *,
    strict: bool,
    after_verb: bool = False,
    apposed: bool = False,
    governs: frozenset[str] = frozenset(),
) -> NounPhrase | None:
    """The noun phrase that begins at ``start`` and ends at or before ``limit``, or None.

    ``strict`` ends it before any noun that need not belong to it, for verbs with an object:
    «طالبت السلطة الفلسطينية | بريطانيا بالاعتذار». ``after_verb`` tells that a reporting verb
    stands right before: no second verb follows it, so a foreign name that looks like one is a name.
    ``apposed`` tells that it takes no person: an office behind a name is the name's, «أعلن أشرف صبحي
    وزير الشباب موعد البطولة». ``governs`` has its prepositions: «حذر خبراء اقتصاد | من التداعيات».
    """
    if start >= len(reading.tokens):
        return None
    limit = min(limit, start + MAX_TOKENS, reading.sentence(start).end)
    first = start + (reading.form(start) == "#")
    first += superlative(reading, first)
    lettered = behind_letters(reading, first)
    if first < lettered < limit and reading.word(lettered).name:
        first = lettered  # «قالت | أ. منى سالم»
    if first >= limit or not can_begin(reading, first, after_verb=after_verb):
        return None
    state = Progress(
        end=first, strict=strict, after_verb=after_verb, apposed=apposed, governs=governs
    )
    i = addressed_as(reading, first, limit)
    if i > first:
        state.head = reading.word(first)
        state.titled = state.ranked = state.definite = True
        state.end = i
    while i < limit:
        step = _advance(reading, i, limit, state)
        if step <= i:
            break
        i = step
    bearer = 0 if state.commas else state.bearer
    return (
        NounPhrase(start, state.end, first, state.commas, 0, bearer) if state.end > first else None
    )


def _advance(reading: Reading, i: int, limit: int, state: Progress) -> int:
    """Take what stands at ``i`` into the phrase; the index behind it, or ``i`` to stop there."""
    token = reading.tokens[i]
    if token.kind is TokenKind.NUMBER:
        return _number(reading, i, state)
    if token.kind is TokenKind.MARK:
        return mark_in(reading, i, limit, state)
    if state.titled and not state.named and token.form in _FORMERLY:
        return i + 1
    if state.head is None:
        word = reading.word(i)
        take(reading, state, i, word)
        state.head = word
        return i + 1
    return _word(reading, i, limit, state)


def _word(reading: Reading, i: int, limit: int, state: Progress) -> int:
    """A word behind the head."""
    word, form = reading.word(i), reading.form(i)
    further = continuation(reading, i, limit, state)
    if further > i:
        return further
    if form == "و":
        return joined_mark(reading, i, limit, state)
    if form in {"ب", "ل"}:
        return _counted(reading, i, limit, state)
    inner = word.function and form in INNER_PREPOSITIONS and not is_ali(reading, i, state)
    if inner or (form == "باسم" and state.titled):
        return preposition(reading, i, limit, state)
    compound = (reading.form(i - 1), form) in _COMPOUNDS
    if compound or _completes_place(reading, i, state):
        take(reading, state, i, word)
        state.place = not compound
        return i + 1
    named = state.named and (is_ali(reading, i, state) or is_name_in_ba(reading, i))
    if named or (is_letter(reading, i) and is_letter(reading, i - 1)):
        state.end = i + 1
        return i + 1
    told = is_told(reading, i) or to_recipient(reading, i, state)
    if told or _stops(reading, i, word, state):
        return i
    if word.bi_noun or word.li_noun:
        return attached(reading, i, state, word)
    return _taken(reading, i, state, word) if _belongs(reading, i, state, word) else i


def _taken(reading: Reading, i: int, state: Progress, word: WordClass) -> int:
    if not state.named and joins_unknown(reading, i):
        state.end = i + 1
        return i + 1
    take(reading, state, i, word)
    state.place = state.place or reading.words.of(reading.form(i).removeprefix("و")).place
    return i + 1


def _counted(reading: Reading, i: int, limit: int, state: Progress) -> int:
    """«الرؤساء التنفيذيون لـ3 بنوك»; any other «لـ» is told, as in «لـ"سبوتنيك"», «بـ» the verb's own."""
    if reading.form(i) != "ل" or i + 2 >= limit or not reading.is_number(i + 1):
        return i
    if not reading.is_word(i + 2) or state.named:
        return i
    state.end = i + 3
    state.definite = False
    return i + 3


def _number(reading: Reading, i: int, state: Progress) -> int:
    """A count of speakers: «قال 19.6٪ من المجيبين إنهم»، «21 موظفا»."""
    if state.head is not None:
        channel = state.head.stem == "قناه" and state.end == i  # «القناة | 12 الإسرائيلية»
        state.end += channel
        return i + channel
    state.head = reading.words.of("عدد")
    state.end = i + 1
    state.open = True
    return i + 1


def _stops(reading: Reading, i: int, word: WordClass, state: Progress) -> bool:
    form = reading.form(i)
    in_front = reading.tokens[i].bare == "أمام"  # folded it is «إمام» too
    if form in SUBORDINATORS or word.function or form in AGED or in_front or outside(reading, i):
        return True
    if (
        form in _NEVER
        or withheld(reading, i) > i
        or (form == "نشر" and reading.form(i - 1) != "دار")
    ):
        return True
    if is_state(reading, i) and not (reading.form(i - 1).endswith("ا") and state.end == i):
        return True
    adjective = word.adjective and word.definite and state.definite
    informed = word.stem == "مطلع" and state.head is not None and "anonymous" in state.head.speaker
    if informed and not state.definite and not reading.word(i + 1).definite:
        return False  # «مصدر | مطلع أن», not «مطلع الشهر»
    day = "time" in word.slot and word.stem in _DAYS
    slot = word.slot & {"time", "relative", "clause"} and not word.speaker
    if day or (slot and not adjective):
        return True
    return form in reading.lexicon.cues and not (word.title or word.speaker or word.name)


def _belongs(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """Whether a noun, adjective or name continues the phrase."""
    particle = reading.form(i - 1) in NAME_PARTICLES and not word.owned
    given = particle or (state.titled and is_given(reading, i - 1))
    if state.named and given:
        return True
    if only_verb(word) or apart(reading, i, state, word) or _next_verb(reading, i, state, word):
        return False
    if _of_content(state, word):
        return False
    country = word.place and not (word.nisba or word.name)
    if country and state.titled and state.definite and not (state.open or state.named):
        return False  # «ذكرت الوزيرة الألبانية | روسيا»
    if reading.form(i).startswith("و") and (
        is_joined(reading, i) or (not state.named and joins_unknown(reading, i))
    ):
        return _joins(reading, i, state, word)
    if state.open or word.title or word.speaker & {"quantifier"}:
        return state.open or not _starts_another(reading, i, state, word)
    common = word.definite and word.noun and not (word.proper or word.adjective)
    if word.name or (state.ranked and not (state.named and common)):
        return name_belongs(state)
    if state.named:
        return not word.owned and continues_name(reading, i, state, word)
    return _describes(reading, i, state, word)


def _of_content(state: Progress, word: WordClass) -> bool:
    """«ذكرت الوكالة الفلسطينية | أسماء القتلى»: a noun that is a name besides, behind a body's whole name."""
    head = state.head
    body = head is not None and bool(head.speaker & {"organization", "media", "document"})
    both = word.name and word.noun and not word.definite
    return both and body and state.definite and not (state.titled or state.named or state.open)


#: Letters of a plain perfect.
_ROOT = 3


def _next_verb(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """A verb that is a noun besides: «تنفيه الرياض | وتقول إنه»، «مستشار للرئيس | زار المنطقة»."""
    if not word.verb or word.proper or word.name:
        return False
    if reading.form(i)[:1] == "و" and reading.form(i)[1:] in reading.lexicon.cues:
        return True
    if len(word.stem) == _ROOT and reading.is_number(i + 1) and state.definite:
        return True  # «وبحسب تقديرات الأمم المتحدة | لقي 350 ألف شخص مصرعهم»
    after = reading.word(i + 1)
    object_ = after.definite and after.noun and not (after.adjective or after.proper)
    indefinite = not (word.definite or word.adjective or word.title or word.speaker)
    return object_ and indefinite and state.titled and state.definite and not state.open


def _starts_another(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """«نعى رئيس الوزراء | الفنانة»: a title or a count that is not of the one who speaks."""
    counts = bool(word.speaker & {"quantifier"}) and (state.definite or state.named)
    if word.definite and word.title and state.head is not None and state.head.place:
        return True  # «واستدعت روسيا | السفير البريطاني»
    divided = state.strict and state.named and not state.apposed
    return counts or divided or another_gender(reading, i, state, word)


def _describes(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """An adjective or genitive of a head that has no name yet: «الاتحاد | الدولي», «وزارة | الصحة»."""
    last = reading.word(i - 1)
    outlet = word.nisba and (last.unknown or last.proper) and _of_body(reading, i, state)
    if outlet or _of_head(reading, i, state):
        return True
    if _participle(state, word):
        return not _left_open(reading, i)
    agrees = word.definite == state.definite and not (word.owned or word.stem in _NOUNS)
    if reading.form(i - 1) == ")" and state.strict and unlike_head(reading, i, state):
        return False  # «الاتحاد الدولي (الفيفا) | القائمة النهائية»
    if word.adjective and agrees and (word.nisba or not word.speaker):
        return (word.definite or not word.place) and not (state.strict and disagrees(reading, i))
    if state.titled and (foreign_name(reading, i) or is_given(reading, i)):
        state.named = True
        return True
    elative = reading.tokens[i].bare.startswith("الأ") and len(word.stem) == ELATIVE_LETTERS
    object_ = word.definite and state.definite and word.noun and not (word.adjective or elative)
    # «أقرت الحكومة | زيادة بنسبة 5 في المئة»: behind the article no genitive follows
    whole = state.definite and state.head is not None and state.head.speaker & {"organization"}
    object_ = object_ or (bool(whole) and _is_indefinite(word))
    return not (state.strict or object_)


def _is_indefinite(word: WordClass) -> bool:
    known = word.definite or word.owned or word.proper or word.unknown or word.adjective
    return word.noun and not (known or word.place)


#: Two nouns that are one: «نجم كرة | القدم»; elsewhere a definite noun behind an indefinite subject is the
#: verb's object, «نفى مسؤول | الخبر».
_COMPOUNDS = frozenset(
    {
        ("كره", "القدم"),
        ("كره", "السله"),
        ("كره", "اليد"),
        ("كره", "الطايره"),
        ("كره", "المضرب"),
        ("نيوز", "عربيه"),
    }
)


def _left_open(reading: Reading, i: int) -> bool:
    """«تقرير الخبراء | المكلف بموجب قرار»: what goes on behind ب is no body, so it is left out."""
    after, form = reading.word(i + 1), reading.form(i + 1)
    inner = reading.words.of(form[1:])
    listed = inner.speaker or inner.place or inner.title
    return reading.word(i).stem in _GOVERNING and after.bi_noun and not listed


_GOVERNING = frozenset("مكلف مكلفه معني معنيه مرتبط مرتبطه".split())


def _participle(state: Progress, word: WordClass) -> bool:
    """«الحركة | الموالية للحكومة»، «الصياد | المتقاعد»: participles that the lexicon calls nouns."""
    retired = word.definite and word.stem.startswith("مت") and not state.strict
    held = state.definite or (state.titled and word.definite)  # «والي غرب كردفان | المكلف»
    return held and (retired or word.stem in _PARTICIPIAL)


def _of_head(reading: Reading, i: int, state: Progress) -> bool:
    """«مصرف ليبيا | المركزي»: the adjective of the body behind the name of its country."""
    word = reading.word(i)
    return state.place and word.adjective and _of_body(reading, i, state)


def _of_body(reading: Reading, i: int, state: Progress) -> bool:
    """«وكالة دوغان | التركية»: of the gender of the body, whose name stands between."""
    head = state.head
    if head is None or not head.speaker & {"organization", "media"} or head.definite:
        return False
    if not reading.word(i).definite:
        return False
    feminine = head.stem.endswith("ه")
    return reading.tokens[i].bare.endswith("ة") == feminine


def _joins(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """«وزير الخارجية والمغتربين»، «بريطانيا وفرنسا وألمانيا»."""
    inner = reading.words.of(reading.form(i)[1:])
    if state.place and inner.place:
        return True
    if inner.bi_noun and not inner.proper:
        return False  # «خرج الناس | وبالآلاف»
    followers = inner.owned and bool(inner.kind or inner.title or inner.speaker)
    if followers and state.end == i:
        return True  # «وينفي فتح الله غولن | ومؤيدوه ضلوعهم»
    noun = word.noun or joins_unknown(reading, i)
    return not state.strict or (not state.open and not state.named and noun)


def parse_joined(reading: Reading, start: int, limit: int, *, strict: bool) -> NounPhrase | None:
    """Like :func:`parse`, for a phrase whose first word carries و, ل or ب: «ومدربه»، «لوكالة»."""
    form = reading.form(start)
    if len(form) < 4 or form[0] not in "ولب" or not reading.tokens[start].is_word:
        return None
    fused = form.startswith("لل")
    inner = reading.words.of(f"ال{form[2:]}" if fused else form[1:])
    if inner.function or not (inner.noun or inner.proper or inner.unknown or inner.title):
        return None
    state = Progress(end=start, strict=strict)
    take(reading, state, start, inner)
    state.head = inner
    i = start + 1
    while i < min(limit, start + MAX_TOKENS, len(reading.tokens)):
        step = _advance(reading, i, limit, state)
        if step <= i:
            break
        i = step
    return NounPhrase(start, state.end, start, state.commas, skip=2 if fused else 1)


def _completes_place(reading: Reading, i: int, state: Progress) -> bool:
    """The second word of a place's name: «البيت الأبيض»، «كوريا الشمالية»."""
    pair = (reading.form(i - 1), reading.form(i))
    return state.end == i and pair in reading.lexicon.place_words
