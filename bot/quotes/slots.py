"""The slots of a statement besides its speaker and content, which nothing is read from.

Adverbs, times, places of speaking («في بيان نشره أمس», «خلال مؤتمر صحفي»), openers of a turn
(«من جانبه»), those who were told («للصحفيين», «لقناة "النيل"»), asides in brackets and dashes.
"""

from bot.quotes.adverbials import skip_adverbial
from bot.quotes.anonymity import withheld
from bot.quotes.complements import skip_aside
from bot.quotes.marks import COMMAS, Mark
from bot.quotes.phrase_starts import is_told
from bot.quotes.phrases import (
    MAX_NAME_IN_MARKS,
    SUBORDINATORS,
    is_letter,
    name_segment,
    only_verb,
)
from bot.quotes.reading import Reading
from bot.quotes.speakers import AGED, parse, parse_joined
from bot.quotes.states import is_state, tells_how

_ADVERBS = frozenset(
    "النظر الانظار الانتباه معاليه معاليها سعادته سموه فضيلته ايضا كذلك مبدييا مبدئيا قد لقد ثم هناك هنا علنا صراحه مرارا رسميا جميعا قايلا قايله مجددا اولا ثانيا اخيرا فقط موخرا لاحقا سابقا نهاييا قطعيا تماما دايما".split()
)
_WITH_PRONOUN = frozenset(
    "خلاله خلالها فيها فيه له لها لهم عنه عنها منه منها به بها اليه اليها معه معها فيهما عليه عليها".split()
)
_PLACE_HEADS = frozenset(
    {"لسان", "هامش", "صفحته", "صفحتها", "حسابه", "حسابها", "تويتر", "هواء", "موقع", "اثر", "خلفيه"}
)
_OPENER_PREPOSITIONS = frozenset({"من", "ومن", "علي", "وعلي", "في", "وفي"})
_PLACE_PREPOSITIONS = frozenset(
    "رفقه برفقه بصحبه في خلال عبر علي طوال طيله امام لدي عقب بعد قبل اثناء مع وسط اثر منذ بشان حول حيال ازاء رغم ضمن بحضور قرب".split()
)
#: «وختم حديثه قائلا»: what he said is no subject.
_OWN_SPEECH = frozenset(
    "حديثه حديثها حديثهم كلامه كلامها تصريحه تصريحاته تصريحاتها كلمته كلمتها خطابه خطابها مداخلته"
    " بيانه رسالته مقاله".split()
)
#: Tokens of a phrase between two commas; «في أول بيان لها منذ اختفائه» has six.
MAX_PARENTHESIS = 12


def skip_slots(reading: Reading, i: int, limit: int, keep: frozenset[str] = frozenset()) -> int:
    """Past adverbs, times, places of speaking, turn openers and asides that begin at ``i``.

    ``keep`` names prepositions that the verb governs, at which to stop: «شدد على».
    """
    while i < limit:
        if reading.tokens[i].bare in keep:
            return i
        step = _skip_one(reading, i, limit)
        if step <= i:
            return i
        i = step
    return i


def _skip_one(reading: Reading, i: int, limit: int) -> int:
    form = reading.form(i)
    if form in AGED:
        return next((j + 1 for j in range(i, min(limit, i + 8)) if reading.form(j) in _YEARS), i)
    for skip in (skip_aside, skip_adverbial, _skip_alias, _skip_unnamed, _skip_year):
        end = skip(reading, i, limit)
        if end > i:
            return end
    if form in COMMAS:
        return _skip_parenthesis(reading, i, limit)
    if form in _OPENER_PREPOSITIONS and i + 1 < limit and "opener" in reading.word(i + 1).slot:
        return i + 2
    if form in _ADVERBS or form in _WITH_PRONOUN or form in _OWN_SPEECH or _same(reading, i):
        return i + 1
    word = reading.word(i)
    if word.slot & {"time", "opener"} and form not in _PLACE_PREPOSITIONS:
        return _skip_time(reading, i + 1, limit)
    if is_told(reading, i) or _told_us(reading, i) or tells_how(reading, i):
        return i + 1
    opening = form[:1] == "و" and form[1:] in _PLACE_PREPOSITIONS  # «ومع بروز الفشل | يخرج الوزير»
    if form in _PLACE_PREPOSITIONS or (opening and i == reading.sentence(i).start):
        return _skip_place(reading, i, limit)
    return _skip_told(reading, i, limit)


def _skip_year(reading: Reading, i: int, limit: int) -> int:
    """«قال خلال مؤتمر | عام 2016:»."""
    year = reading.form(i) in {"عام", "سنه"} and i + 1 < limit
    return i + 2 if year and reading.is_number(i + 1) else i


def _skip_unnamed(reading: Reading, i: int, limit: int) -> int:
    return min(withheld(reading, i), limit)


def _told_us(reading: Reading, i: int) -> bool:
    """«وقالت | لي ممرضة من إربد»; «لي كه تشيانغ» is a name, with another behind it."""
    after = reading.word(i + 1)
    common = (after.noun or after.title) and not (after.unknown or after.name)
    return reading.form(i) in {"لي", "لنا"} and bool(common)


_NUMERALS = frozenset(
    "ثلاثه ثلاث اربعه اربع خمسه خمس سته ست سبعه سبع ثمانيه ثماني تسعه تسع عشره عشر عشرين ثلاثين اربعين خمسين"
    " ستين سبعين ثمانين تسعين ميه مييه الف الاف مليون ملايين مليار عشرون ثلاثون اربعون خمسون ستون سبعون ثمانون"
    " تسعون ميات".split()
)


#: «من | نحو عشرة آلاف شخص»: before a count.
APPROXIMATELY = frozenset("نحو حوالي قرابه زهاء".split())


def counted(reading: Reading, i: int, limit: int) -> int:
    """The noun behind the numerals at ``i``, ``i`` where none stand: «70 | امرأة»، «عشرة آلاف | شخص»."""
    while i < limit and (reading.is_number(i) or reading.form(i) in _NUMERALS):
        i += 1
    return i


_SELF = frozenset("نفسه نفسها ذاته ذاتها عينه انفسهم".split())


def _same(reading: Reading, i: int) -> bool:
    """«ولم يستبعد المسؤول | نفسه تأجيل الموعد»: says which one it is, and is no object."""
    return reading.form(i) in _SELF and i > 0 and reading.word(i - 1).definite


_YEARS = frozenset({"عاما", "سنه", "عام", "سنوات"})
FAMED = frozenset("الشهيره الشهير المعروف المعروفه الملقب الملقبه المشهور المشهوره".split())
_KNOWN_AS = frozenset("يعرف تعرف يسمي تسمي".split())


def _skip_alias(reading: Reading, i: int, limit: int) -> int:
    """«وزارة الدفاع | أو ما يعرف بـ"البنتاغون"»: another name of the same."""
    if reading.form(i) in FAMED and reading.form(i + 1) in {"باسم", "بلقب", "ب"}:
        mark = reading.opens(i + 2)
        behind = mark.close + 1 if mark is not None and mark.closed else i + 3
        return min(behind + (reading.form(i + 2) == "#"), limit)  # «الشهيرة باسم #زينة»
    start = i + (reading.form(i) == "او")
    if reading.form(start) != "ما" or reading.form(start + 1) not in _KNOWN_AS:
        return i
    end = start + 2 + (reading.form(start + 2) in {"ب", "باسم"})
    mark = reading.opens(end) if end < limit else None
    if mark is not None and mark.closed:
        return mark.close + 1
    return min(end + 1, limit)


def _skip_told(reading: Reading, i: int, limit: int) -> int:
    """«لواشنطن بوست»، «لبرنامج «صباح الخير»»، «لوكالة الأنباء»: the medium that was told."""
    form, word = reading.form(i), reading.word(i)
    if form == "ل" and i + 1 < limit:
        mark = reading.opens(i + 1)
        latin = reading.is_word(i + 1) and reading.word(i + 1).unknown
        return mark.close + 1 if mark is not None and mark.closed else i + 2 * latin
    told = reading.words.of(form[1:]) if form.startswith("ل") and len(form) > 3 else None
    if told is not None and told.place and not word.place:
        return _foreign_end(reading, i + 1, limit)
    outlet = form.startswith("ل") and "recipient" in reading.lexicon.slots.get(form[1:], ())
    if not ((word.li_noun and _is_recipient(reading, i)) or outlet):
        return i
    end = _behind_name(reading, i + 1, limit)
    if end:
        return _behind_origin(reading, end, limit)
    genitive = i + 1 < limit and reading.word(i + 1).definite and not reading.word(i + 1).title
    if genitive:
        return i + 2
    rest = _foreign_end(reading, i + 1, limit)
    return rest + 1 if rest == i + 2 and _ends_outlet(reading, rest) else rest


def _behind_name(reading: Reading, i: int, limit: int) -> int:
    """Past the marks at ``i`` that hold a name, 0 where none open: «لقناة | "النيل"»."""
    mark = reading.opens(i) if i < limit else None
    short = mark is not None and mark.closed and _words(reading, mark) < MAX_NAME_IN_MARKS
    return mark.close + 1 if mark is not None and short else 0


def _words(reading: Reading, mark: Mark) -> int:
    """Words in marks; the points of «"إن.تي.في."» are none."""
    return sum(reading.tokens[j].is_word for j in range(mark.open + 1, mark.close))


def _behind_origin(reading: Reading, i: int, limit: int) -> int:
    """«لصحيفة "الغارديان" | البريطانية»: the adjective of the outlet."""
    while i < limit and reading.word(i).nisba and reading.word(i).definite:
        i += 1
    return i


def _foreign_end(reading: Reading, i: int, limit: int) -> int:
    """«وقالت لواشنطن | بوست | إنها»، «لصحيفة | نيويورك تايمز»: the rest of a foreign paper's name."""
    while i < limit and (
        reading.word(i).unknown
        or reading.word(i).place
        or reading.word(i).speaker & {"media"}
        or is_letter(reading, i)
        or reading.form(i) == "برس"  # «لفرانس | برس»
    ):
        i += 1
    return i


def _ends_outlet(reading: Reading, i: int) -> bool:
    """«لصحيفة واشنطن | بوست إن»: the last word of a name that began, the statement right behind."""
    word = reading.word(i)
    return (
        word.proper and not (word.definite or word.title) and reading.form(i + 1) in SUBORDINATORS
    )


#: «أحد المستخدمين، | ويدعى "سامي"،»، «، وهو مدير الصندوق،»: more of the subject.
_TOLD_OF = frozenset("وهو وهي وهم ويدعي وتدعي ويسمي وتسمي واسمه واسمها".split())


def _skip_parenthesis(reading: Reading, i: int, limit: int) -> int:
    """«، في أول بيان لها منذ اختفائه، بتحقيق»: a phrase between commas that begins as a place does."""
    if i + 1 < limit and reading.form(i + 1) in _TOLD_OF:
        end = min(limit, i + 2 * MAX_PARENTHESIS)
        for j in range(i + 2, end):
            if reading.form(j) == ":":
                return j
            if reading.form(j) in COMMAS:
                return j + 1
        return i + 1
    state = i + 1 < limit and is_state(reading, i + 1)  # «وأضاف، | مؤكدا على تصريحاته، أن»
    if i + 1 < limit and (state or reading.form(i + 1) in _PLACE_PREPOSITIONS - {"علي"}):
        for j in range(i + 2, min(limit, i + MAX_PARENTHESIS)):
            if reading.form(j) in COMMAS:
                return _behind_bearer(reading, i + 2, j, limit) + 1
            verb = only_verb(reading.word(j)) and reading.form(j) not in _WITH_PRONOUN
            said = reading.form(j) == ":" or (state and reading.opens(j) is not None)
            if verb or said or reading.form(j) in SUBORDINATORS:
                break
    return i + 1


def _behind_bearer(reading: Reading, start: int, comma: int, limit: int) -> int:
    """«، في مؤتمر مع وزير الخارجية، | رياض المالكي، دعم»: the comma behind the name of a title in it."""
    titled = any(reading.word(i).title for i in range(start, comma))
    word = reading.word(comma + 1)
    name = titled and (word.unknown or (word.name and word.proper))
    end = name_segment(reading, comma + 1, limit) if name else comma
    return end if comma + 1 < end < limit and reading.form(end) in COMMAS else comma


def behind_parenthesis(reading: Reading, i: int, limit: int) -> int:
    """Past a place of speaking between two commas at ``i``: «أكد، لدى نزوله ضيفا على القناة، | أن»."""
    if i >= limit or reading.form(i) not in COMMAS:
        return i
    end = _skip_parenthesis(reading, i, limit)
    return end if end > i + 1 else i


def _is_recipient(reading: Reading, i: int) -> bool:
    stems = (reading.words.of(reading.form(i)[1:]).stem, reading.word(i).stem)
    return any("recipient" in reading.lexicon.slots.get(stem, ()) for stem in stems)


def _skip_time(reading: Reading, i: int, limit: int) -> int:
    """«الأسبوع الماضي»، «يوم 4 مايو»: what goes on from a word of time."""
    while i < limit:
        word, token = reading.word(i), reading.tokens[i]
        adjective = token.is_word and word.adjective and word.definite and not word.title
        if not (adjective or word.slot & {"time"} or token.kind == "number"):
            return i
        i += 1
    return i


def _skip_place(reading: Reading, i: int, limit: int) -> int:
    """«في بيان صادر عن مكتبه»، «خلال مؤتمر صحفي»: a preposition with its noun phrase."""
    end = _behind_name(reading, i + 1, limit)
    if end:
        return end
    if reading.form(i + 1) == "#" and i + 2 < limit:
        return _phrase_end(reading, i + 2, limit)
    if i + 1 >= limit or not reading.is_word(i + 1):
        return i
    form, inner = reading.form(i), reading.word(i + 1)
    if reading.form(i + 1) in {"ان", "ما"} or reading.form(i + 1) == "انه":
        return i
    if inner.stem in _THIS:
        # «وذكر في هذا الصدد | أن», but «اعترف بعد ذلك | في مقابلة»
        noun = reading.word(i + 2).definite and reading.word(i + 2).noun
        return min(i + 2 + noun, limit)
    if form == "علي" and inner.stem not in _PLACE_HEADS:
        return i
    end = _phrase_end(reading, i + 1, limit)
    if inner.stem in _SPEECHES and not inner.definite and _is_thing(reading, i + 2):
        return i + 2
    if end < limit and reading.form(end) in {"ذاته", "ذاتها", "نفسه", "نفسها"}:
        end += 1
    if form in _BEFORE_MASDAR and inner.owned and inner.noun and end == i + 2:
        end = _behind_masdar(reading, end, limit)
    return behind_clause(reading, end, limit)


_THIS = frozenset("هذا هذه ذلك تلك".split())
#: «ووصف الجيش في بيان | الغارة الجوية بأنها»: its genitive would be who made it.
_SPEECHES = frozenset({"بيان", "تصريح", "تغريده", "خطاب"})


def _is_thing(reading: Reading, i: int) -> bool:
    if i >= len(reading.tokens) or not reading.tokens[i].is_word:
        return False
    word = reading.word(i)
    listed = word.title or word.speaker or word.place or word.kind or word.proper or word.unknown
    return word.definite and word.noun and not (listed or word.adjective)


#: «تعهد بعد تسلمه | السلطة بأن»: behind these a verbal noun with its pronoun has an object.
_BEFORE_MASDAR = frozenset("بعد قبل خلال عقب اثناء لدي منذ رغم اثر".split())


def _behind_masdar(reading: Reading, i: int, limit: int) -> int:
    if i >= limit or not reading.tokens[i].is_word or not reading.word(i).definite:
        return i
    if reading.word(i).title:
        return i
    return _phrase_end(reading, i, limit)


#: «مصادر | تحدثت لـCNN، عن تفاصيل»، «مسؤول | طلب عدم ذكر اسمه، إن»: how a nameless source spoke.
_CONDITION = frozenset("تحدث تحدثت تحدثوا طلب طلبت طلبوا فضل فضلت اشترط اشترطت رفض رفضت".split())


def behind_clause(reading: Reading, i: int, limit: int) -> int:
    """Past the clause of an indefinite noun: «في تغريدة | نشرها الثلاثاء»، «مؤتمر | عقده في باريس»."""
    if i >= limit or not reading.tokens[i].is_word:
        return i
    word, form = reading.word(i), reading.form(i)
    if form in _CONDITION and not reading.word(i - 1).definite:
        end = min(limit, i + MAX_PARENTHESIS)
        return next((j + 1 for j in range(i, end) if reading.form(j) in COMMAS), i)
    bare = reading.tokens[i].bare
    owned = bare.endswith(("ه", "ها")) and word.verb and not reading.word(i - 1).definite
    if not owned or form in _WITH_PRONOUN or form in SUBORDINATORS or word.function:
        return i
    end = _behind_name(reading, i + 1, limit)
    if end:
        return skip_slots(reading, end, limit)
    end = skip_slots(reading, i + 1, limit)
    if reading.form(end) in {"بلغه", "باللغه"}:
        end = _phrase_end(reading, end + 1, limit)  # «في تغريدة كتبها | بلغة المالاي»
    host = end < limit and reading.word(end).speaker & {"media", "organization"}
    return skip_slots(reading, _phrase_end(reading, end, limit), limit) if host else end


def _phrase_end(reading: Reading, i: int, limit: int) -> int:
    phrase = parse(reading, i, limit, strict=True)
    end = phrase.end if phrase is not None else i + 1
    last = reading.word(end - 1)
    if end - 1 > i and last.slot & {"venue"} and not last.definite:
        end = _phrase_end(reading, end - 1, limit)  # «خلال افتتاح | معرض القاهرة الدولي»
    while reading.word(i).owned and end < limit and _is_adjective(reading, end):
        end += 1  # «خلال تقريرها | المالي الأخير»
    fair = reading.word(end - 1).place and end < limit and _is_adjective(reading, end)
    if fair and reading.word(end).nisba and reading.bare(end).endswith(("ي", "ية")):
        end += 1  # «افتتاح معرض دمشق | الدولي»
    venue = bool(reading.word(i).slot & {"venue"})
    if venue and end < limit and reading.word(end).joined and reading.word(end).noun:
        joined = parse_joined(reading, end, limit, strict=True)  # «في تصريحات | وحوارات سابقة»
        end = joined.end if joined is not None else end
    host = end < limit and reading.word(end).li_noun and not reading.word(end - 1).definite
    if host and not _is_recipient(reading, end):  # «أثناء اجتماع | للحكومة المصرية»
        joined = parse_joined(reading, end, limit, strict=True)
        end = joined.end if joined is not None else end
    return end


def _is_adjective(reading: Reading, i: int) -> bool:
    return reading.word(i).adjective and reading.word(i).definite
