"""What prepositions attach to a speaker phrase: «المسؤول في وزارة التجارة»، «مسؤول بوزارة الوحدة»."""

from bot.arabic.wordclass import WordClass
from bot.quotes.deeds import is_act
from bot.quotes.marks import COMMAS
from bot.quotes.names import name_run
from bot.quotes.phrases import CONSTITUENCIES, ELECTED, SENT, name_segment
from bot.quotes.progress import Progress, take
from bot.quotes.reading import Reading
from bot.quotes.states import own_speech
from bot.quotes.times import MONTHS


def preposition(reading: Reading, i: int, limit: int, state: Progress) -> int:
    """A preposition inside the phrase, with the noun behind it; ``i`` where it ends the phrase."""
    if i + 1 >= limit or not reading.is_word(i + 1):
        return i
    form, after = reading.form(i), reading.word(i + 1)
    head = state.head.stem if state.head else ""
    if after.function or after.slot & {"venue", "time", "opener"}:
        return i
    counted = reading.word(i - 1).speaker & {"quantifier"} and not reading.word(i - 1).owned
    again = after.stem != "عدم" and _again(reading, i, limit)
    if form in {"من", "عن"} & state.governs and not (counted or again):
        return i
    if form == "في" and _where_said(reading, i + 1):
        return i
    sent = head in SENT or state.office in SENT
    allowed = {
        "في": not state.named or (state.titled and bool(state.commas)) or _office_in(state),
        # «سفير واشنطن لدى إسرائيل»، «وقال كمال أوغلو | لدى عرضه برنامجه»
        "لدي": state.titled and not reading.bare(i + 1).endswith(("ه", "ها", "هم")),
        "الي": sent,
        "من": _partitive(state) or (not state.strict and not state.named),
        "عن": head in {"صادر", "مسوول"}
        or reading.word(i - 1).stem in {"صادر", "صادره"}
        or (state.office in ELECTED and after.stem in CONSTITUENCIES),
        "علي": False,
    }
    if not allowed.get(form, form == "باسم"):
        return i
    local = form == "في" and after.place and not state.open and state.strict and not sent
    if local and not _holder_follows(reading, i + 2, limit, state):
        return i
    state.open = False
    take(reading, state, i + 1, after)
    state.named = False
    return i + 2


def _where_said(reading: Reading, i: int) -> bool:
    """«وقالت المصري في | رسالتها»، «وقال حجاب في | المقطع»، «وأعلنت السلطات في | التاسع من فبراير»."""
    word = reading.word(i)
    if word.speaker & {"document"} or own_speech(reading, i):
        return True
    body = word.speaker or word.title or word.place
    venue = "venue" in reading.lexicon.slots.get(word.stem, ())
    day = reading.form(i + 1) == "من" and reading.form(i + 2) in MONTHS
    return not body and (word.owned or venue or day or is_act(word))


def name_follows(reading: Reading, i: int, limit: int, state: Progress) -> bool:
    """«نائبة رئيس حزب الوسط في ألمانيا، جوليا كلوكنر»: the place belongs to the title."""
    comma = state.titled and not state.named and reading.form(i) in COMMAS
    return comma and name_segment(reading, i + 1, limit) > i + 1


#: Tokens within which the verb's own preposition stands behind one of the speaker's.
_NEXT = 8


def _again(reading: Reading, i: int, limit: int) -> bool:
    """«حذر مسؤولون | من حركة فتح | من التصعيد»: the verb's preposition comes later."""
    return reading.form(i) in reading.forms[i + 2 : min(limit, i + _NEXT)]


def _holder_follows(reading: Reading, i: int, limit: int, state: Progress) -> bool:
    """«المرشد الأعلى في العراق | علي السيستاني»: the name of who holds the office there."""
    if name_follows(reading, i, limit, state):
        return True
    return state.titled and not state.named and name_run(reading, i, limit) > i + 1


def _office_in(state: Progress) -> bool:
    """«وانغ هيجون المسؤول في وزارة التجارة»: the preposition follows a title behind a name."""
    return state.titled and not state.named


def _partitive(state: Progress) -> bool:
    head = state.head
    return head is not None and bool(head.speaker & {"quantifier", "group", "anonymous"})


#: «ميليشيات الحوثي المرتبطة | بإيران»، «الفريق الأممي المعني | باليمن».
_TIED = frozenset({"مرتبط", "مرتبطه", "معني", "معنيه"})


def attached(reading: Reading, i: int, state: Progress, word: WordClass) -> int:
    """بـ or لـ on a noun: «مسؤول بوزارة الوحدة»، «المدعي العام للمنطقة»; ``i`` to stop there."""
    stem = reading.form(i)[1:]
    inner = reading.words.of(stem)
    recipient = reading.lexicon.slots.get(inner.stem) or reading.lexicon.slots.get(word.stem)
    inside = reading.form(i).startswith("ب")  # «أعضاء | بمجلس النواب»: nobody is told with ب
    head = state.head
    member = inside and (state.titled or (head is not None and bool(head.speaker)))
    told = recipient and not (member or organization_for(state))
    tied = reading.word(i - 1).stem in _TIED and (inner.place or inner.speaker)
    agency = head is not None and head.stem == "وكاله" and reading.form(i) == "للانباء"
    whole = state.named and (not state.titled or state.name_words > 1)
    if (whole and not (tied or agency)) or told:
        return i
    if not inside and _to_somebody(reading, i, state, inner):
        return i
    if inside and not tied:  # «ميليشيات الحوثي المرتبطة | بإيران»
        body = inner.speaker & {"organization", "media"} or inner.title
        posted = inner.place and state.office in SENT  # «سفير السعودية | بروسيا»
        if not (body or posted or _place_of_title(reading, i, state)):
            return i
    if state.strict and word.li_noun and not (state.titled or organization_for(state)):
        return i
    if "ل" in state.governs and word.li_noun and _asked_for(reading, i, inner, word):
        return i
    state.end = i + 1
    state.open = not (inner.definite or word.definite or inner.place or inner.owned)
    state.definite = inner.definite or word.definite
    state.named = False
    return i + 1


_OUTLETS = frozenset("وكاله قناه صحيفه شبكه اذاعه موقع مجله تلفزيون راديو جريده".split())


def _to_somebody(reading: Reading, i: int, state: Progress, inner: WordClass) -> bool:
    """«قيادة الميليشيات | لأتباعها»، «وزارة المالية البلجيكية | لوكالة فرانس برس»: whom a body tells."""
    own = inner.owned and not (inner.speaker or inner.title or reading.bare(i).endswith("ة"))
    outlet = inner.stem in _OUTLETS and state.definite
    body = state.head is not None and bool(state.head.speaker & {"organization", "media"})
    first = reading.form(i) == "للمره"  # «منظمة الصحة العالمية | للمرة الأولى»
    places = state.head is not None and bool(state.head.place and inner.place)  # «بكين | لواشنطن:»
    return own or first or ((places or (outlet and body)) and not state.titled)


def _asked_for(reading: Reading, i: int, inner: WordClass, word: WordClass) -> bool:
    """«ودعت وزارة الداخلية | لعدم إطلاق النار»; not «دعا رئيس المنظمة لحماية المستهلك المواطنين إلى»."""
    complete = inner.definite or inner.place or word.definite
    return not (complete or "الي" in reading.forms[i + 1 : i + 2 * _NEXT])


def _place_of_title(reading: Reading, i: int, state: Progress) -> bool:
    """«مدير المكتب بالولايات المتحدة، دافيد فلاديك»: the place of an office, its holder behind it."""
    limit = reading.sentence(i).end
    near = range(i + 1, min(i + 3, limit))
    comma = next((j for j in near if reading.form(j) in COMMAS), 0)
    return _holder_follows(reading, comma or i + 1, limit, state)


def organization_for(state: Progress) -> bool:
    """«وكالة رويترز للأنباء»، «المديرية العامة للأمن العام»، «تقرير حديث للصحيفة»."""
    kinds = {"organization", "media", "document"}
    return state.head is not None and bool(state.head.speaker & kinds)


def to_recipient(reading: Reading, i: int, state: Progress) -> bool:
    """«قالت المصلحة لبي بي سي»: an outlet behind ل is told, not part of the speaker."""
    form = reading.form(i)
    if form == "لبي" and reading.form(i + 1) == "بي":
        return True
    if not form.startswith("ل") or (organization_for(state) and not reading.word(i).unknown):
        return False
    slots = reading.lexicon.slots
    # «منير البرش | للجزيرة إن»: the article is fused with ل.
    source = state.head is not None and bool(state.head.speaker & {"anonymous"})
    fused = form.startswith("لل") and not organization_for(state) and (state.named or source)
    told = slots.get(form[2:], frozenset()) if fused else frozenset()
    if source and form.startswith("لل") and reading.words.of(f"ال{form[2:]}").name:
        return True  # «مصدر حكومي | للأناضول»
    return "recipient" in told | slots.get(form[1:], frozenset())
