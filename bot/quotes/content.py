"""How far the content of a quote reaches.

It runs on over coordinated clauses and over sentences inside one pair of marks, and ends before a
new cue, a participle that continues the speaker, a trailing attribution, or the author's background
(arabic_news.md §6.4). When in doubt, the shorter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from bot.arabic.conjugation import Tense
from bot.arabic.tokens import TokenKind
from bot.model.quote import Mode, Span
from bot.quotes.complements import DASHES, Complement
from bot.quotes.marks import Mark
from bot.quotes.phrases import MAX_NAME_IN_MARKS, RELATIVES, holds_name, only_verb
from bot.quotes.reading import COMMAS, Reading

#: A turn to another matter behind a comma, as word forms; each with what it marks.
_TURNS: tuple[tuple[str, ...], ...] = (
    ("ولم", "يعلق"), ("وهو", "الامر"),
    ("بينما",), ("فيما",), ("في", "الوقت", "الذي"), ("في", "وقت"), ("في", "حين"), ("في", "خطوه"),
    ("في", "اشاره"), ("في", "تصريحات"), ("في", "تصريح"), ("وسط",), ("وكان",), ("وكانت",), ("من", "جانبه"),
    ("من", "جانبها"), ("بدوره",), ("بدورها",), ("ومن", "جانبه"), ("وهو", "ما"), ("وهي",), ("الامر", "الذي"),
    ("تعليقا", "علي"), ("ردا", "علي"), ("خلال", "مؤتمر"), ("خلال", "موتمر"), ("علي", "حد"), ("وياتي",),
    ("وتاتي",), ("وجاء",), ("وجاءت",), ("ما", "اثار"), ("مما",), ("علي", "ان"), ("الا", "ان"),
)  # fmt: skip
#: «فيما» and the like are turns only where a verb follows at once; the rest of the time they join.
_CONDITIONAL = frozenset({"فيما", "وهي"})
#: Two quoted words make a statement mixed; one is a scare quote or a name (GUIDELINES).
MIXED_WORDS = 2
_TRIM = frozenset('.،,:؛!؟?"“”«»-–—…(') | {"..", "...", "--"}
#: First persons that make a colon's content direct speech: «لافروف: لن نقبل».
_FIRST_PERSON_PREFIX = ("ن", "سن", "لن")


@dataclass(frozen=True, slots=True)
class Extent:
    """Where content stands: spans of code points, token range of the first, and its mode."""

    spans: tuple[Span, ...]
    start: int
    end: int
    mode: Mode


#: A relative clause behind fewer words than this tells which one is meant: «التهم التي وجهت إليها».
RESTRICTIVE = 3


def measure(
    reading: Reading, found: Complement, breaks: Callable[[int, int], bool]
) -> Extent | None:
    """The extent of what a complement introduces, or None where nothing stands there.

    ``breaks(i, start)`` tells whether another statement or an attribution begins at token ``i``.
    """
    if found.start >= len(reading.tokens):
        return None
    limit = reading.sentence(found.marker).end
    mark = reading.mark(found.start)
    quoted = mark is not None and mark.open == found.start - 1
    if quoted and mark is not None and _begins_with_name(reading, mark, limit, breaks):
        quoted = False
        end = spans_end = _scan(reading, mark.close + 1, limit, breaks, nominal=False)
    elif quoted and mark is not None and found.kind in {"quote", "colon"}:
        end = spans_end = mark.close
        behind = _clause_behind(reading, mark)
        if behind:
            quoted = False
            end = spans_end = _scan(reading, behind, limit, breaks, nominal=False)
    else:
        nominal = found.kind in {"preposition", "object"}
        end = spans_end = _scan(reading, found.start, limit, breaks, nominal=nominal)
        if found.kind == "colon":
            end = spans_end = _headline_end(reading, end, breaks)
            end = spans_end = _paragraph_end(reading, found, end, breaks)
    trimmed = _trim(reading, found.start, spans_end, keep_open=quoted)
    if trimmed is None:
        return None
    start, stop = trimmed
    first = _span(reading, start, stop, found.skip if start == found.start else 0)
    rest: tuple[Span, ...] = ()
    if quoted and mark is not None and found.kind in {"quote", "colon"}:
        rest = _continued(reading, end) if mark.closed else _next_paragraph(reading, mark)
    return Extent((first, *rest), start, stop, mode_of(reading, start, stop, found.kind))


def _clause_behind(reading: Reading, mark: Mark) -> int:
    """Where «وأنه» joins an indirect clause to what the marks hold: «"لن نقبل"، وأن الرد قريب»."""
    at = mark.close + 1
    at += mark.closed and reading.form(at) in COMMAS
    that = reading.form(at).removeprefix("و") in _THAT and reading.form(at).startswith("و")
    return at + 1 if mark.closed and that else 0


def _begins_with_name(
    reading: Reading, mark: Mark, limit: int, breaks: Callable[[int, int], bool]
) -> bool:
    """«الوزير: "طريق التنمية" سيقلص زمن الشحن»: the marks hold the first words' name alone."""
    after = mark.close + 1
    if not holds_name(mark) or after + 1 >= limit:
        return False
    word = reading.word(after)
    goes_on = reading.tokens[after].is_word and (only_verb(word) or word.adjective)
    return goes_on and not breaks(after, mark.open) and not _turns(reading, after)


def _scan(
    reading: Reading,
    start: int,
    limit: int,
    breaks: Callable[[int, int], bool],
    *,
    nominal: bool,
) -> int:
    """The token index at which content that begins at ``start`` ends."""
    i = start
    while i < limit:
        mark = reading.mark(i)
        if mark is not None and i in mark:
            i = mark.close
            if i >= limit:
                return limit
            if mark.open <= start and _stops_behind_mark(reading, i + 1, limit, breaks, start):
                return i + 1
            continue
        if i > start and (breaks(i, start) or _turns(reading, i)):
            return i
        if nominal and i > start and _leaves_noun(reading, i, start):
            return i
        if i > start + LABEL and reading.form(i) == ":" and _is_label(reading, i):
            return i
        i += 1
    return limit


def _leaves_noun(reading: Reading, i: int, start: int) -> bool:
    """Whether an adjunct begins that belongs to the act and not to the noun that was its content.

    «حذر من الاندماج | خلال اجتماع»، «أعرب عن قلقه إزاء الصراع، | الذي شهد».
    """
    form, after = reading.form(i), reading.form(i + 1)
    if reading.form(i - 1) in COMMAS and reading.word(i).resumed:
        return True
    if form in {"غير", "بيد"} and after in _THAT and reading.form(i - 1) in COMMAS:
        return True
    if form in {"بعدما", "عندما", "حينما"}:
        return True
    if (form in {"خلال", "اثناء", "حيث"} and reading.form(i - 1) != "من") or (
        form in {"بعد", "قبل", "علي"} and after == "ان"
    ):
        return True
    if form == "في" and after == "وقت" and reading.form(i + 2) in {"لاحق", "سابق"}:
        return True
    if _joins_verb(reading, i, start) or _adjunct(reading, i):
        return True
    if form in {"لكن", "ولكن"} and reading.form(i - 1) in COMMAS:
        return True
    if form in {"وخصوصا", "خصوصا", "خاصه", "وخاصه"} and after.removeprefix("و") in _THAT:
        return True
    relative = form in RELATIVES and i - start >= RESTRICTIVE
    if relative and _is_past(reading, i + 1):
        return True
    return form in {*RELATIVES, "مما"} and reading.form(i - 1) in COMMAS


#: «تجديد العقد، | في صفقة هي الأكبر»، «حملها، | عبر وسائل التواصل»: how and when it was announced.
_ADJUNCTS = frozenset("عبر خلال عقب اثر وسط منذ بعد".split())
_ADJUNCT_PHRASES = frozenset(
    {
        ("علي", "وقع"),
        ("في", "صفقه"),
        ("في", "اعقاب"),
        ("في", "ظل"),
        ("علي", "خلفيه"),
        ("في", "رساله"),
    }
)


def _adjunct(reading: Reading, i: int) -> bool:
    if reading.form(i - 1) not in COMMAS:
        return False
    form = reading.form(i)
    return form in _ADJUNCTS or (form, reading.form(i + 1)) in _ADJUNCT_PHRASES


def _joins_verb(reading: Reading, i: int, start: int) -> bool:
    """«اتهمهم بالمضاربة | ويمهلهم أسبوعا»: a verb is joined to no noun, but to the main verb.

    Where a verb stands in the content already («من هجمات تستهدف المدنيين وتقتلهم»), to that one.
    """
    form = reading.form(i)
    inner = reading.words.of(form[1:]) if form.startswith("و") and len(form) > 3 else None
    if inner is None or not only_verb(inner) or not reading.word(i).joined_verb:
        return False
    return not any(_may_be_verb(reading, j) for j in range(start, i))


def _may_be_verb(reading: Reading, j: int) -> bool:
    word = reading.word(j)
    return reading.tokens[j].is_word and (only_verb(word) or "relative" in word.slot)


_THAT = frozenset({"ان", "انه", "انها", "انهم"})


def _headline_end(reading: Reading, end: int, breaks: Callable[[int, int], bool]) -> int:
    """In a headline two dots are a pause: what follows is still said, unless another begins."""
    while 0 < end < len(reading.tokens) and reading.form(end - 1) == "..":
        sentence = reading.sentence(end)
        before = reading.sentence(end - 1)
        if not sentence.headline or sentence.paragraph != before.paragraph:
            return end
        inner = range(sentence.start, sentence.end)
        if any(reading.form(i) == ":" or breaks(i, end) for i in inner):
            return end
        end = sentence.end
    return end


def _paragraph_end(
    reading: Reading, found: Complement, end: int, breaks: Callable[[int, int], bool]
) -> int:
    """Direct speech without marks goes on in the next sentences of its paragraph.

    «وقال المدرب: نعترف بمسؤوليتنا. لفترة طويلة كنا على اقتناع»: as long as none reports anew.
    """
    first = reading.sentence(found.marker)
    while end == reading.sentence(end - 1).end and end < len(reading.tokens):
        after = reading.sentence(end)
        inner = range(after.start, after.end)
        stops = any(breaks(i, end) or reading.form(i) == ":" or reading.opens(i) for i in inner)
        if first.headline or after.paragraph != first.paragraph or stops:
            return end
        end = after.end
    return end


#: «قائلا إن هؤلاء اللاعبين: "تم إيقافهم"»: within so many tokens a colon goes on.
LABEL = 2


def _is_label(reading: Reading, i: int) -> bool:
    """A colon inside indirect content introduces marks: «... وقال آخر: "..."»."""
    return reading.opens(i + 1) is not None


def _stops_behind_mark(
    reading: Reading, i: int, limit: int, breaks: Callable[[int, int], bool], start: int
) -> bool:
    """Whether content that began with the mark ends where the mark closes."""
    form = reading.form(i)
    if form in COMMAS or form in DASHES:
        return not (i + 1 < limit and reading.form(i + 1).startswith(("وان", "وبان")))
    return (
        i >= limit or (reading.tokens[i].kind is TokenKind.MARK and form != "(") or breaks(i, start)
    )


def _turns(reading: Reading, i: int) -> bool:
    """Whether the author turns to another matter at ``i``, behind a comma or a closing mark."""
    before = reading.form(i - 1)
    if reading.tokens[i].bare in {"أما", "وأما"} and before in COMMAS:
        return True
    if reading.form(i) == "وذلك" and _adds(reading, i, before):
        return True
    if reading.form(i) == "حيث" and reading.word(i + 1).verb:
        return True
    if before in COMMAS and _is_state(reading, i):
        return True
    if _withheld(reading, i):
        return True
    if before not in COMMAS and before not in DASHES and reading.mark(i - 1) is None:
        return False
    for turn in _TURNS:
        if all(reading.form(i + n) == word for n, word in enumerate(turn)):
            conditional = turn[0] in _CONDITIONAL
            return not conditional or _is_past(reading, i + 1)
    return False


_UNTOLD = frozenset("ذكر الكشف تحديد توضيح تفصيل يذكر يكشف يحدد يوضح تذكر تكشف تحدد توضح".split())


def _withheld(reading: Reading, i: int) -> bool:
    """«دون ذكر الأسباب»، «من دون أن يحدد موعدا»، «في إشارة إلى»: the author's own remark."""
    if (reading.form(i), reading.form(i + 1)) == ("في", "اشاره"):
        return reading.form(i + 2) == "الي"
    start = i + (reading.form(i) == "من")
    if reading.form(start) not in {"دون", "بدون"}:
        return False
    return reading.form(start + 1 + (reading.form(start + 1) == "ان")) in _UNTOLD


def _adds(reading: Reading, i: int, before: str) -> bool:
    """«، وذلك وسط مخاوف»، «وذلك بعد»: the author adds when and why; «وذلك أمر» is a subject."""
    pause = before in COMMAS or before in DASHES or reading.mark(i - 1) is not None
    after = reading.form(i + 1)
    if after == "علي":
        return pause and reading.form(i + 2) == "خلفيه"
    next_ = reading.word(i + 1)
    function = next_.function or bool(next_.slot) or next_.bi_noun
    return (function and (pause or after in _WHEN)) or (pause and after in _WHY)


_WHEN = frozenset("وسط خلال عقب بعد قبل بحسب وفق اثر منذ".split())
_WHY = frozenset("تعقيبا ردا رغم بهدف بسبب".split())


def _is_state(reading: Reading, i: int) -> bool:
    """A participle that tells what the speaker did meanwhile: «، مقدما للصحفيين رسما»."""
    form, word = reading.form(i), reading.word(i)
    accusative = form.startswith("م") and form.endswith("ا") and len(form) > 4
    return accusative and word.adjective and not word.definite and not word.owned


def _is_past(reading: Reading, i: int) -> bool:
    word, form = reading.word(i), reading.form(i)
    known = reading.lexicon.cues.get(form, ())
    if any(option.inflection.tense is Tense.PERFECT for option in known):
        return True
    return word.verb and not word.noun and not form.startswith(("ي", "ت"))


def _trim(reading: Reading, start: int, end: int, *, keep_open: bool) -> tuple[int, int] | None:
    """The range without enclosing marks and stops, or None where no word is left."""
    while start < end and reading.form(start) in _TRIM and reading.form(start) != "(":
        start += 1
    while start < end and _loose_end(reading, start, end):
        end -= 1
    return (start, end) if start < end or (keep_open and start < end) else None


def _loose_end(reading: Reading, start: int, end: int) -> bool:
    form = reading.form(end - 1)
    if form == ")":
        return not any(reading.form(j) == "(" for j in range(start, end - 1))
    if reading.tokens[end - 1].kind is TokenKind.MARK:
        return True
    return form in {"و", "كما", "ثم", "فيما", "بينما", "حيث", "لكن", "ولكن", "وقد", "قد", "وذلك"}


def _span(reading: Reading, start: int, end: int, skip: int) -> Span:
    span = reading.span(start, end)
    return Span(span.start + _printed_length(reading, start, skip), span.end)


def _printed_length(reading: Reading, i: int, letters: int) -> int:
    """Code points that the first ``letters`` letters of a token take, with their harakat."""
    if not letters:
        return 0
    token = reading.tokens[i]
    printed = reading.text[token.start : token.end]
    places = [i for i, c in enumerate(printed) if c in token.bare and c.isalpha() and c != "ـ"]
    return places[letters] if letters < len(places) else 0


def _continued(reading: Reading, close: int) -> tuple[Span, ...]:
    """Sentences wholly in marks right behind a direct quote: more spans of the same quote."""
    spans: list[Span] = []
    i = close + 1
    while i < len(reading.tokens):
        while i < len(reading.tokens) and reading.form(i) in {".", "،", ","}:
            i += 1
        mark = reading.opens(i)
        begins = mark is not None and reading.sentence(i).start == i
        if mark is None or not begins or not mark.closed:
            break
        end = reading.sentence(i).end
        whole = all(reading.form(j) in _TRIM for j in range(mark.close + 1, end))
        trimmed = _trim(reading, i + 1, mark.close, keep_open=True) if whole else None
        if trimmed is None:
            break
        spans.append(reading.span(*trimmed))
        i = end
    return tuple(spans)


def _next_paragraph(reading: Reading, mark: Mark) -> tuple[Span, ...]:
    """The rest of a direct quote whose mark closes in the paragraph behind its own."""
    start = mark.close
    if start >= len(reading.tokens):
        return ()
    paragraph = reading.sentence(start).paragraph
    if paragraph != reading.sentence(mark.open).paragraph + 1:
        return ()
    rest = takewhile(
        lambda i: reading.sentence(i).paragraph == paragraph, range(start, len(reading.tokens))
    )
    stray = next((i for i in rest if i in reading.strays), start)
    trimmed = _trim(reading, start, stray, keep_open=True)
    return (reading.span(*trimmed),) if trimmed is not None else ()


def mode_of(reading: Reading, start: int, end: int, kind: str = "") -> Mode:
    """Direct, indirect or mixed, by how many of the words stand inside marks."""
    words = [i for i in range(start, end) if reading.tokens[i].is_word]
    quoted = [i for i in words if reading.inside(i)]
    if len({reading.mark_at[i] for i in quoted}) == 1 and _names(reading, quoted, len(words)):
        return Mode.INDIRECT
    if words and len(quoted) == len(words):
        return Mode.DIRECT
    runs = _runs(reading, quoted)
    if any(count >= MIXED_WORDS for count in runs) and len(quoted) >= MIXED_WORDS:
        return Mode.MIXED
    if kind == "colon" and any(_first_person(reading, i) or _myself(reading, i) for i in words):
        return Mode.DIRECT
    return Mode.INDIRECT


def _runs(reading: Reading, quoted: list[int]) -> list[int]:
    counts: dict[int, int] = {}
    for i in quoted:
        counts[reading.mark_at[i]] = counts.get(reading.mark_at[i], 0) + 1
    return list(counts.values())


def _names(reading: Reading, quoted: list[int], words: int) -> bool:
    """«مشروع "طريق التنمية"»، «شركة "نوفا تريس"»: one run of marks that is a name."""
    before = quoted[0] - 2
    if len(quoted) > MAX_NAME_IN_MARKS // 2 or len(quoted) == words or before < 0:
        return False
    if not reading.tokens[before].is_word:
        return False
    word = reading.word(before)
    body = word.speaker & {"organization", "media"} or reading.form(before) in _NAMED
    return bool(body) and not (word.definite or (word.verb and not word.noun))


_NAMED = frozenset(
    "مشروع برنامج منظومه منصه عمليه حمله فيلم كتاب مسلسل روايه لقب جايزه بطوله اسم مبادره".split()
)


def _myself(reading: Reading, i: int) -> bool:
    """«سأكون صريحة»، «لن أعتذر»، «لم أحسم»: the first person singular, by its hamza."""
    bare, word = reading.tokens[i].bare, reading.word(i)
    if bare.startswith("سأ"):
        return word.verb and not word.noun
    behind = reading.form(i - 1).removeprefix("و").removeprefix("ف") in {
        "لن",
        "لم",
        "لا",
        "كي",
        "ان",
    }
    return behind and bare.startswith("أ") and word.verb and len(bare) > SHORT_VERB


#: «أقل» and the like are no verbs.
SHORT_VERB = 3


def _first_person(reading: Reading, i: int) -> bool:
    form = reading.form(i)
    word = reading.word(i)
    ours = form.endswith("نا") and (word.owned or word.verb) and len(form) > 4
    imperfect = form.startswith(_FIRST_PERSON_PREFIX) and not form.endswith("ا")
    return ours or (imperfect and word.verb and not word.noun and len(form) > 3)
