"""Nouns as content, without a marker: «نفت السلطات إلغاء الطرح»، «حمل الوزير الحكومة مسؤولية الأزمة».

The object of a verb that takes one, the whole of «وصف X بأنه», the responsibility behind a verb of
blame, and what follows «ألقى باللوم على» (GUIDELINES, "Points that annotators asked about").
"""

from bot.arabic.conjugation import Tense
from bot.model.quote import Act
from bot.quotes import complements
from bot.quotes.complements import Complement
from bot.quotes.cues import Cue
from bot.quotes.marks import COMMAS, Mark
from bot.quotes.phrases import SUBORDINATORS
from bot.quotes.reading import Reading
from bot.quotes.slots import APPROXIMATELY, counted, skip_slots
from bot.quotes.speakers import parse, parse_joined


def after_blame(reading: Reading, cue: Cue, start: int, limit: int) -> Complement | None:
    """«ألقى الوزير باللوم على الشركات»: all that follows the phrase, its subject inside or behind."""
    tail = next(
        (i for i in range(cue.start, min(limit, cue.start + _PHRASE)) if _blames(reading, i)), None
    )
    begin = max(cue.end, start) if tail is None else tail + 2
    return (
        Complement("preposition", begin if tail is None else tail, begin) if begin < limit else None
    )


#: Tokens between the parts of «ألقى ... باللوم على».
_PHRASE = 12


def _blames(reading: Reading, i: int) -> bool:
    return (
        reading.word(i).stem in {"باللوم", "اللوم", "لوم", "باللايمه"}
        and reading.form(i + 1) == "علي"
    )


DEMONSTRATIVES = frozenset("هذا هذه تلك ذلك اي ايه كل جميع بعض معظم ما".split())


def bare(reading: Reading, cue: Cue, start: int, limit: int) -> Complement | None:
    """A bare noun as content: «نفت السلطات | إلغاء الطرح»، «وأكد | ضرورة الحوار»."""
    i = skip_slots(reading, start, limit)
    mark = reading.opens(i) if i < limit else None
    if mark is not None and mark.closed and mark.close + 1 < limit:
        return _headed(reading, cue, mark)
    if i >= limit or not reading.tokens[i].is_word:
        return None
    word = reading.word(i)
    if cue.lemma == "اعتبر" and cue.pronoun and (word.adjective or reading.form(i) == "غير"):
        return Complement("object", i, i)  # «واعتبرها | غير كافية»
    marks = reading.form(i) in SUBORDINATORS or "relative" in word.slot
    if reading.form(i) in DEMONSTRATIVES and "blame" not in cue.takes:
        return Complement("object", i, i)
    people = word.unknown and word.definite and reading.form(i).endswith(("ين", "ون"))
    known = word.noun or word.proper or people  # «انتقد الوزير | الحوثيين»
    if marks or word.function or word.bi_noun or word.li_noun or not known:
        return None
    if "blame" in cue.takes:
        return blamed(reading, i, min(limit, i + complements.WINDOW))
    if not _is_complete(reading, cue, i, limit):
        return None
    judged = word.place and cue.act in _JUDGING  # «ينتقد | لندن»
    if (word.verb and not (word.noun or judged)) or _goes_on(reading, i):
        return None
    reach = _description(reading, i, limit) if "describe" in cue.takes else 0
    return Complement("object", i, i, reach=reach)


#: Words in marks that may head an object.
_HEADING = 2


def _headed(reading: Reading, cue: Cue, mark: Mark) -> Complement | None:
    """«أعلنت السعودية | "موت" الإعلامي جمال خاشقجي»: the head of the object in marks."""
    word, behind = reading.word(mark.open + 1), reading.word(mark.close + 1)
    short = mark.close - mark.open - 1 <= _HEADING
    masdar = word.noun and not (word.proper or word.name or word.function or word.definite)
    genitive = behind.definite and behind.noun and not behind.function
    takes = not cue.takes & {"describe", "blame", "attribute"} and cue.lemma != "كشف"
    plain = short and masdar and genitive and takes
    return Complement("object", mark.open, mark.open + 1) if plain else None


def _is_complete(reading: Reading, cue: Cue, i: int, limit: int) -> bool:
    """Whether the object has what its verb wants besides, and is what the verb can be about."""
    if "describe" in cue.takes and not _describes(reading, i, limit):
        return False
    if cue.lemma == "كشف" and reading.word(i).stem not in _INFORMATION:
        return False
    return "attribute" not in cue.takes or _attributes(reading, i, limit)


_AS = frozenset({"بانه", "بانها", "بانهم", "بان"})


def _description(reading: Reading, i: int, limit: int) -> int:
    """Where «بأنه» stands, the object before it being one phrase without a comma; 0 if nowhere."""
    for j in range(i + 1, min(limit, i + complements.WINDOW)):
        if reading.form(j) in COMMAS:
            return 0
        if reading.form(j) in _AS:
            return j
    return 0


#: What is as often of a country or person as of a deed.
_JUDGING = frozenset({Act.CONDEMN, Act.PRAISE, Act.AGREE})


def _goes_on(reading: Reading, i: int) -> bool:
    """«"لن نسمح"، يؤكد النائب، | مضيفا أن»: a participle that reports is no object."""
    options = reading.lexicon.cues.get(reading.form(i), ())
    reports = any(option.inflection.tense is Tense.PARTICIPLE for option in options)
    return reports and reading.form(i).endswith("ا") and reading.form(i - 1) in COMMAS


#: «كشف المدرب سبب الاستبعاد»: what can be made known; «كشفت الشرطة الجريمة» is an action.
_INFORMATION = frozenset(
    "تفاصيل سبب اسباب حقيقه موعد كواليس اسرار ملابسات مصير سر خطه عدد قيمه نتايج احدث اخر هويه شروط موقف مفاجاه"
    " خبايا طبيعه اسم اسماء حصيله كلفه حجم نسبه قايمه ارقام مبلغ تاريخ مكان ملامح بنود تطورات مستجدات ابرز اهم"
    " سيناريو حقايق معلومات".split()
)


def _describes(reading: Reading, i: int, limit: int) -> bool:
    """«وصف X الاتفاق بأنه»: the object counts only with what it was called."""
    return any(
        reading.form(j) in _AS or reading.form(j) == "ب" or reading.word(j).bi_noun
        for j in range(i + 1, min(limit, i + complements.WINDOW))
    )


#: «عزا الارتفاع إلى»: the cause stands within this many tokens.
_CAUSE = 14


def _attributes(reading: Reading, i: int, limit: int) -> bool:
    """«عزا البيان | الارتفاع إلى زيادة الطلب»: the object counts only with its cause."""
    return any(reading.form(j) == "الي" for j in range(i + 1, min(limit, i + _CAUSE)))


def second(reading: Reading, cue: Cue, start: int, limit: int) -> Complement | None:
    """What is asked of an addressee: «ناشد الزعيم أنصاره | عدم الفرار»، «طلب منهم | تحليل المادة».

    The addressee is a noun phrase, or stands behind «من» (behind «بـ» with «أهاب»); with «طلب» he
    may lack: «طلبت الوزارة | معلومات».
    """
    i = skip_slots(reading, start, limit)
    form = reading.form(i)
    if form in {"منه", "منها", "منهم", "منا", "مني"}:
        i += 1
    elif form == "علي" and cue.lemma == "اقترح":
        i = _behind_phrase(reading, i + 1, limit)
    elif cue.lemma == "اقترح":
        return None
    elif form == "من" or (cue.lemma == "أهاب" and reading.word(i).bi_noun):
        i = _behind_phrase(reading, i + (form == "من"), limit)
    elif cue.lemma != "طلب":
        i = _behind_phrase(reading, i, limit)
    if i >= limit:
        return None
    i = skip_slots(reading, i, limit)
    if i >= limit or not reading.tokens[i].is_word:
        return None
    word = reading.word(i)
    if word.li_noun and cue.lemma == "ناشد":
        return Complement("preposition", i, i, skip=1)  # «ناشدت مستخدميها | لتحديث كلمة السر»
    plain = word.noun and not (word.function or word.bi_noun or word.li_noun or word.name)
    listed = (
        word.title or word.speaker - {"document"} or word.place or (word.verb and not word.noun)
    )
    return Complement("object", i, i) if plain and not listed else None


def _behind_phrase(reading: Reading, i: int, limit: int) -> int:
    i += reading.form(i) in APPROXIMATELY
    noun = counted(reading, i, limit)
    if noun > i:
        return min(noun + 1, limit)
    phrase = parse(reading, i, limit, strict=True) or parse_joined(reading, i, limit, strict=True)
    if phrase is None:
        return limit
    joined = reading.word(min(phrase.end, limit - 1)).joined
    return phrase.end + (joined and reading.form(phrase.end).endswith(("ه", "ها", "هم")))


def blamed(reading: Reading, start: int, end: int) -> Complement | None:
    """«حمل الوزير الحكومة مسؤولية الأزمة»: from the responsibility on."""
    found = (j for j in range(start, end) if is_blame(reading, j))
    return next((Complement("object", j, j) for j in found), None)


def is_blame(reading: Reading, i: int) -> bool:
    """The responsibility itself: «مسؤولية»، «تبعات»."""
    return reading.word(i).stem in {"مسووليه", "تبعات", "عواقب"}
