"""What stands beside the name or title: in commas, in brackets, in quotation marks.

«غوش مينكلر، المدعي العام للمنطقة الجنوبية»، «صحيفة "ذا واشنطن تايمز"»، «(إف.بي.آي)».
"""

from bot.arabic.wordclass import WordClass
from bot.quotes.anonymity import withheld
from bot.quotes.marks import COMMAS, Mark
from bot.quotes.phrases import MAX_BRACKET, SUBORDINATORS, holds_name, name_segment, only_verb
from bot.quotes.progress import Progress, take
from bot.quotes.reading import Reading


def mark_in(reading: Reading, i: int, limit: int, state: Progress) -> int:
    """Past a mark that the phrase goes on behind; ``i`` where it ends the phrase."""
    form = reading.form(i)
    if form in "#-" and i + 1 < limit and reading.is_word(i + 1):
        # «وطالب عريقات | #المجتمع_الدولي بمقاطعة المراسم»
        other = state.strict and state.named and not state.titled and reading.word(i + 1).definite
        return i if form == "#" and other else i + 1
    if form == "(":
        return _bracket(reading, i, limit, state)
    mark = reading.opens(i)
    if mark is not None and _is_name(reading, mark, state):
        inside_limit = mark.close < limit
        state.end = mark.close + 1 if inside_limit else state.end
        state.open = state.body = False
        state.head = state.head or reading.word(i + 1)
        state.definite = state.definite or inside_limit
        return mark.close + 1 if inside_limit else i
    if form in COMMAS:
        return _apposition(reading, i, limit, state)
    if form == "." and len(reading.form(i - 1)) == 1 and state.end == i:
        return i + 1
    if form == "/" and state.named:
        return i + 1
    return i


def joined_mark(reading: Reading, i: int, limit: int, state: Progress) -> int:
    """Past «صحيفتا "الشروق" | و"الوطن"»: a second name in marks behind the first; ``i`` where none is."""
    mark = reading.opens(i + 1) if i + 1 < limit else None
    behind = state.end == i and reading.mark(i - 1) is not None
    if mark is None or not behind or not mark.closed or mark.close >= limit or not holds_name(mark):
        return i
    state.end = mark.close + 1
    return mark.close + 1


def _bracket(reading: Reading, i: int, limit: int, state: Progress) -> int:
    for j in range(i + 1, min(limit, i + MAX_BRACKET)):
        if reading.form(j) == ")":
            state.end = j + 1
            return j + 1
    return i


#: «الوزير، | #عادل_الجبير»، «الناشط الإيراني، | واسمه كافيا، ما يجري».
CALLED = frozenset({"#", "واسمه", "واسمها", "ويدعي", "وتدعي"})


def _apposition(reading: Reading, i: int, limit: int, state: Progress) -> int:
    """A comma before the name of a title or the title of a name; ``i`` where it ends the phrase."""
    j = i + 1 + (reading.form(i + 1) in CALLED)
    if j >= limit or not reading.tokens[j].is_word or len(state.commas) >= 2:
        return i
    if withheld(reading, j) > j:
        return i
    word = reading.word(j)
    if word.slot & {"time", "relative", "venue"} and not word.title:
        return i
    if word.joined and word.verb:
        return i  # «مساعد للرئيس الأمريكي، | واستقال بورتر الأربعاء»
    name_end = name_segment(reading, j, limit)
    title_first = state.titled and not state.named and name_end > j and not state.complete
    if word.function and not title_first:
        return i
    related = bool(word.title) or "anonymous" in word.speaker
    name_first = (state.named or _bare(state)) and related and not state.commas
    rank_first = state.titled and not state.named and _title_of_name(reading, j, limit)
    if not (title_first or name_first or rank_first) or (only_verb(word) and not title_first):
        return i
    if title_first:
        state.strict = True
    state.commas = (*state.commas, i)
    take(reading, state, j, word)
    state.titled = True
    if not title_first or rank_first:
        state.complete = name_first
        state.named = False
        closed = _closed(reading, j, limit) if name_first else 0
        if closed:
            state.end = closed
        return closed or j + 1
    state.named = True
    state.open = False
    state.name_words = name_end - j
    state.end = name_end
    return name_end


#: Words in marks that may be speech, fewer are a name.
MIN_SPOKEN = 2
#: Tokens of an apposition between two commas.
MAX_APPOSITION = 12


def _closed(reading: Reading, j: int, limit: int) -> int:
    """The comma that closes the title of a name: «عزة سليمان، محامية المدون شادي أبوزيد | ، حبسه»."""
    for i in range(j, min(limit, j + MAX_APPOSITION)):
        if reading.form(i) in COMMAS:
            return i
        word = reading.word(i)
        plain = reading.is_word(i) or reading.is_number(i)
        stop = not plain or word.slot & {"relative", "time"}
        if stop or only_verb(word) or reading.form(i) in SUBORDINATORS:
            return 0
    return 0


def _title_of_name(reading: Reading, j: int, limit: int) -> bool:
    """«العقيد» behind a comma, or «الأمير» with a name right behind: «رجل الأعمال، الأمير الوليد»."""
    word = reading.word(j)
    if word.title == "rank":
        return True
    after = reading.word(j + 1) if j + 1 < limit and reading.is_word(j + 1) else None
    named = after is not None and (after.name or after.proper or after.unknown)
    named = named or (j + 1 < limit and name_segment(reading, j + 1, limit) > j + 2)
    return word.title == "office" and word.definite and named


def _is_name(reading: Reading, mark: Mark, state: Progress) -> bool:
    """«شبكة "النيل"», not «الرئيس التركي "سنخفض الفائدة"», where the title was complete.

    A name is wanted still in «المتحدث باسم التحالف "دعم الشرعية" العقيد تركي المالكي».
    """
    if not holds_name(mark) or _asks(reading, mark) or (not state.open and _speaks(reading, mark)):
        return False
    head = state.head
    if head is None or state.open or not (state.titled or head.definite):
        return True
    if _names_person(reading, mark, head):
        return True
    return bool(reading.word(mark.close + 1).title)


#: Words of a person's name in marks.
MAX_PERSON = 3


def _names_person(reading: Reading, mark: Mark, head: WordClass) -> bool:
    """«وقالت الزوجة | "دانييلا" إنها»: names and nothing else in the marks, content or a pause behind them."""
    inner = range(mark.open + 1, mark.close)
    names = all(reading.word(i).name or reading.word(i).unknown for i in inner)
    after = reading.form(mark.close + 1)
    person = head.kind == "person" or bool(head.title)
    follows = after in SUBORDINATORS or after in COMMAS
    return person and names and len(inner) <= MAX_PERSON and follows


#: Words of a clause that no name holds.
_CLAUSAL = frozenset("لم لن ليس لست انا نحن انه انها هذا هذه هو هي وانا ولا كان كانت".split())


_ANSWERS = frozenset({"نعم", "كلا", "لا", "اجل", "ابدا"})


def _asks(reading: Reading, mark: Mark) -> bool:
    """«قائلة: "ايه .. ليه كده؟"»: no name asks."""
    return any(reading.form(i) in {"؟", "?"} for i in range(mark.open + 1, mark.close))


def _speaks(reading: Reading, mark: Mark) -> bool:
    """«وتابع روس "نريد علاقات جيدة"»، «قال تشيخوف "لا أعرف"»، «أعلنت القيادة "مقتل عشرين"»: no name."""
    inner = range(mark.open + 1, mark.close)
    if len(inner) < MIN_SPOKEN:
        return reading.form(mark.open + 1) in _ANSWERS
    denied = (i for i in inner if reading.form(i) == "لا")  # «لا أعرف», but «لا ريبوبليكا»
    if any(reading.form(i) in _CLAUSAL for i in inner) or any(
        reading.word(i + 1).verb for i in denied
    ):
        return True
    first, second = reading.word(inner[0]), reading.word(inner[1])
    if first.definite and first.noun and _is_predicate(second):
        return True
    listed = first.definite or first.proper or first.unknown or first.speaker or first.bi_noun
    noun = first.noun and not (listed or first.verb) and len(inner) > MIN_SPOKEN
    return noun or (only_verb(first) and first.stem[:1] in "يتن")


def _is_predicate(word: WordClass) -> bool:
    """«"الناس | غاضبون من وجود الإذاعة"»: an indefinite adjective behind a definite noun."""
    listed = word.proper or word.unknown or word.place or word.title or word.speaker
    return word.adjective and not (word.definite or listed)


def _bare(state: Progress) -> bool:
    """A first name that is also a word, with its title behind: «نادر المصري، وزير الطاقة»."""
    head = state.head
    listed = head is None or head.title or head.speaker or head.place or head.kind
    return not (listed or state.titled or (head and head.definite))
