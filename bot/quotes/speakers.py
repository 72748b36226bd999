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
from bot.quotes.appositions import mark_in
from bot.quotes.attachments import attached, preposition, to_recipient
from bot.quotes.personal import (
    begins_name,
    continuation,
    continues_name,
    is_ali,
    is_given,
    name_belongs,
)
from bot.quotes.phrases import (
    INNER_PREPOSITIONS,
    MAX_TOKENS,
    RELATIVES,
    SUBORDINATORS,
    NounPhrase,
    behind_letters,
    foreign_name,
    holds_name,
    is_letter,
    is_joined,
    is_name_in_ba,
    is_state,
    joins_unknown,
    only_verb,
)
from bot.quotes.progress import Progress, take
from bot.quotes.reading import Reading
from bot.quotes.titles import addressed_as

_FORMERLY = frozenset({"سابقا", "حاليا"})

#: «الحركة | الموالية للحكومة»، «المركز التابع للوزارة»: adjectives that the lexicon calls nouns.
_PARTICIPIAL = frozenset(
    "موالي مواليه تابع تابعه مدعوم مدعومه معني معنيه مختص مختصه مكلف مكلفه حاكم حاكمه معارض معارضه مستقل مستقله"
    " مشترك مشتركه منبثق منبثقه".split()
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
    if first >= limit or not _can_begin(reading, first, after_verb=after_verb):
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


#: «أكبر» is a given name besides («أكبر خان»), so that a common noun must stand behind it.
_SUPERLATIVES = frozenset("اكبر كبري اصغر اهم ابرز اشهر اقوي اعلي ارفع اقدم احدث اغني".split())


def superlative(reading: Reading, i: int) -> bool:
    """«أكبر | بنوك إيطاليا», «أبرز | مرشحي المعارضة»: the head is the noun behind it."""
    if reading.form(i) not in _SUPERLATIVES or i + 1 >= len(reading.tokens):
        return False
    word = reading.word(i + 1)
    common = word.noun and not (word.unknown or word.name or word.bi_noun or word.li_noun)
    return common and reading.tokens[i + 1].is_word and not (word.definite or word.function)


#: «حق تنظيم | مونديال 2022»: the organising of it, no organisation.
_EVENTS = frozenset(
    "مونديال كاس بطوله نهاييات دوره مسابقه مهرجان حفل مباراه مباريات انتخابات مظاهرات اولمبياد موتمر قمه معرض".split()
)


def _can_begin(reading: Reading, i: int, *, after_verb: bool = False) -> bool:
    token, word = reading.tokens[i], reading.word(i)
    if token.kind is TokenKind.MARK:
        mark = reading.opens(i)
        inner = reading.word(i + 1) if mark is not None else word
        short = mark is not None and holds_name(mark)
        return short and not (inner.bi_noun or inner.li_noun or only_verb(inner))
    if token.kind is TokenKind.NUMBER:
        return after_verb and i + 1 < len(reading.tokens)
    if after_verb and begins_name(reading, i):
        return True
    if token.bare in {"إما", "أما"} or token.form in RELATIVES:
        return False
    if not token.is_word or word.function or "time" in word.slot or "opener" in word.slot:
        return bool(word.speaker & {"quantifier"})
    if is_name_in_ba(reading, i):
        return after_verb
    said = token.form[:1] == "و" and token.form[1:] in reading.lexicon.cues  # «نفتها | وأكدت أن»
    if word.bi_noun or word.li_noun or token.form in SUBORDINATORS or is_told(reading, i) or said:
        return False
    if token.form[:1] == "ل" and "recipient" in reading.lexicon.slots.get(token.form[1:], ()):
        return False
    organising = word.stem == "تنظيم" and reading.word(i + 1).stem in _EVENTS
    if organising or word.stem == "مونديال":
        return False
    if after_verb and only_verb(word):
        foreign = i + 2 < len(reading.tokens) and _closes_name(reading, i + 1)
        plain = token.form[0] not in "يتسن" or foreign
        return plain and token.form not in reading.lexicon.cues
    if is_state(reading, i) and after_verb:
        return False
    known_noun = word.noun or word.proper or word.title or word.speaker or word.place
    return bool(known_noun or word.unknown) and not only_verb(word)


def _closes_name(reading: Reading, i: int) -> bool:
    """«يوب | هاينكس مدرب»، «يان | بولد،»: the second word of a foreign name."""
    word, after = reading.word(i), reading.form(i + 1)
    if not reading.tokens[i].is_word or word.function or reading.form(i) in SUBORDINATORS:
        return False
    return word.unknown or after in SUBORDINATORS or after in {"،", ",", ":", '"', "«"}


def is_told(reading: Reading, i: int) -> bool:
    """«للعربية.نت»، «لليكيب»، «لـCNN»: an unknown word with لل, or Latin with ل, is a medium that was told."""
    form = reading.form(i)
    if form.startswith("ل") and len(form) > 2 and form[1:].isascii():
        return True
    return reading.form(i).startswith("لل") and reading.word(i).unknown


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
    if form == "ل":
        return _counted(reading, i, limit, state)
    inner = word.function and form in INNER_PREPOSITIONS and not is_ali(reading, i, state)
    if inner or (form == "باسم" and state.titled):
        return preposition(reading, i, limit, state)
    compound = (reading.form(i - 1), form) in _COMPOUNDS
    if compound or _completes_place(reading, i, state):
        take(reading, state, i, word)
        state.place = not compound
        return i + 1
    if state.named and (is_ali(reading, i, state) or is_name_in_ba(reading, i)):
        state.end = i + 1
        return i + 1
    if is_letter(reading, i) and is_letter(reading, i - 1):
        state.end = i + 1
        return i + 1
    told = is_told(reading, i) or to_recipient(reading, i, state)
    if told or _stops(reading, i, word, state):
        return i
    if word.bi_noun or word.li_noun:
        return attached(reading, i, state, word)
    if _belongs(reading, i, state, word):
        if not state.named and joins_unknown(reading, i):
            state.end = i + 1
            return i + 1
        take(reading, state, i, word)
        state.place = state.place or reading.words.of(form.removeprefix("و")).place
        return i + 1
    return i


def _counted(reading: Reading, i: int, limit: int, state: Progress) -> int:
    """«الرؤساء التنفيذيون لـ3 بنوك»; any other «لـ» is told, as in «لـ"سبوتنيك"»."""
    if i + 2 >= limit or reading.tokens[i + 1].kind is not TokenKind.NUMBER:
        return i
    if not reading.tokens[i + 2].is_word or state.named:
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
    if form in SUBORDINATORS or word.function or form in AGED or in_front:
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
    given = reading.form(i - 1) in NAME_PARTICLES or (state.titled and is_given(reading, i - 1))
    if state.named and given:
        return True
    if only_verb(word) or apart(reading, i, state, word):
        return False
    country = word.place and not (word.nisba or word.name)
    if country and state.titled and state.definite and not (state.open or state.named):
        return False  # «ذكرت الوزيرة الألبانية | روسيا»
    if reading.form(i).startswith("و") and (
        is_joined(reading, i) or (not state.named and joins_unknown(reading, i))
    ):
        return _joins(reading, i, state, word)
    if state.open or word.title or word.speaker & {"quantifier"}:
        counts = bool(word.speaker & {"quantifier"}) and state.definite
        divided = state.strict and state.named and not state.apposed
        divided = divided or _another_gender(reading, i, state, word)
        return state.open or not (counts or divided)
    common = word.definite and word.noun and not (word.proper or word.adjective)
    if word.name or (state.ranked and not (state.named and common)):
        return name_belongs(state)
    if state.named:
        return not word.owned and continues_name(reading, i, state, word)
    if _of_head(reading, i, state) or _participle(state, word):
        return True
    agrees = word.definite == state.definite and not (word.owned or word.stem in _NOUNS)
    if reading.form(i - 1) == ")" and state.strict and _unlike_head(reading, i, state):
        return False  # «الاتحاد الدولي (الفيفا) | القائمة النهائية»
    if word.adjective and agrees and (word.nisba or not word.speaker):
        return (word.definite or not word.place) and not (state.strict and _disagrees(reading, i))
    if state.titled and (foreign_name(reading, i) or is_given(reading, i)):
        state.named = True
        return True
    elative = reading.tokens[i].bare.startswith("الأ") and len(word.stem) == ELATIVE_LETTERS
    object_ = word.definite and state.definite and word.noun and not (word.adjective or elative)
    # «أقرت الحكومة | زيادة بنسبة 5 في المئة»: behind the article no genitive follows
    whole = state.definite and state.head is not None and state.head.speaker & {"organization"}
    object_ = object_ or (bool(whole) and _is_indefinite(word))
    return not (state.strict or object_)


def _another_gender(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """«نعى شريف إسماعيل رئيس مجلس الوزراء | الفنانة الكبيرة»: a woman's title behind a man's is the object."""
    feminine = word.definite and _is_womans(reading, reading.form(i))
    head = state.head
    man = head is not None and bool(head.title) and not head.stem.endswith("ه")
    return feminine and man and state.definite and not reading.word(i - 1).title


def _is_womans(reading: Reading, form: str) -> bool:
    return form.endswith("ه") and bool(reading.words.of(form[:-1]).title)


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


def _participle(state: Progress, word: WordClass) -> bool:
    """«الحركة | الموالية للحكومة»، «الصياد | المتقاعد»: participles that the lexicon calls nouns."""
    retired = word.definite and word.stem.startswith("مت") and not state.strict
    held = state.definite or (state.titled and word.definite)  # «والي غرب كردفان | المكلف»
    return held and (retired or word.stem in _PARTICIPIAL)


def _disagrees(reading: Reading, i: int) -> bool:
    """Whether an adjective cannot be the last noun's by gender or number."""
    plural = reading.form(i).endswith("ين") and not reading.form(i - 1).endswith(("ين", "ون"))
    return plural or _other_gender(reading, i) or _breaks_gender(reading, i)


def _unlike_head(reading: Reading, i: int, state: Progress) -> bool:
    feminine = state.head is not None and state.head.stem.endswith("ه")
    return reading.tokens[i].bare.endswith("ة") != feminine


def _of_head(reading: Reading, i: int, state: Progress) -> bool:
    """«مصرف ليبيا | المركزي»: the adjective of the body behind the name of its country."""
    head, word = state.head, reading.word(i)
    if not (state.place and word.adjective and word.definite):
        return False
    if head is None or not head.speaker & {"organization"} or head.definite:
        return False
    feminine = head.stem.endswith("ه")
    return reading.tokens[i].bare.endswith("ة") == feminine


def _breaks_gender(reading: Reading, i: int) -> bool:
    """«حثت منظمة الصحة العالمية | المرافق على»: no masculine adjective behind a feminine one."""
    last = reading.word(i - 1)
    plain = last.adjective and not (last.speaker or last.title)
    before = plain and reading.tokens[i - 1].bare.endswith("ة")
    return before and not reading.tokens[i].bare.endswith(("ة", "ى", "اء"))


def _other_gender(reading: Reading, i: int) -> bool:
    """«وصف الوزير | الاتفاقية بأنها»: no feminine adjective behind a man's title."""
    title = reading.word(i - 1).title and not reading.tokens[i - 1].bare.endswith("ة")
    return bool(title) and reading.tokens[i].bare.endswith("ة")


def _joins(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """«وزير الخارجية والمغتربين»، «بريطانيا وفرنسا وألمانيا»."""
    if state.place and reading.words.of(reading.form(i)[1:]).place:
        return True
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
