"""How far the content of a quote reaches.

It runs on over coordinated clauses and over sentences inside one pair of marks, and ends before a
new cue, a participle that continues the speaker, a trailing attribution, or the author's background
(arabic_news.md §6.4). When in doubt, the shorter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from bot.arabic.tokens import TokenKind
from bot.model.quote import Mode, Span
from bot.quotes.complements import DASHES, Complement
from bot.quotes.departures import THAT, in_speech, leaves_noun, turns
from bot.quotes.marks import COMMAS, Mark
from bot.quotes.modes import mode_of
from bot.quotes.phrases import holds_name, only_verb
from bot.quotes.reading import Reading

_TRIM = frozenset('.،,:؛!؟?"“”«»-–—…(') | {"..", "...", "--"}


_AND_THAT = frozenset(f"و{word}" for word in THAT)


@dataclass(frozen=True, slots=True)
class Extent:
    """Where content stands: spans of code points, token range of the first, and its mode."""

    spans: tuple[Span, ...]
    start: int
    end: int
    mode: Mode


def measure(
    reading: Reading, found: Complement, breaks: Callable[[int, int], bool]
) -> Extent | None:
    """The extent of what a complement introduces, or None where nothing stands there.

    ``breaks(i, start)`` tells whether another statement or an attribution begins at token ``i``.
    """
    if max(found.start, found.marker) >= len(reading.tokens):
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
        begin = max(found.start, found.reach)
        begin += found.reach > 0 and reading.opens(begin + 1) is not None
        end = spans_end = _scan(reading, begin, limit, breaks, nominal=nominal)
        if found.kind == "an":
            end = spans_end = _joined_clause(reading, end, breaks)
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
    return at + 1 if mark.closed and reading.form(at) in _AND_THAT else 0


def _begins_with_name(
    reading: Reading, mark: Mark, limit: int, breaks: Callable[[int, int], bool]
) -> bool:
    """«الوزير: "طريق التنمية" سيقلص زمن الشحن»: the marks hold the first words' name alone."""
    after = mark.close + 1
    if not holds_name(mark) or after + 1 >= limit:
        return False
    word = reading.word(after)
    goes_on = (only_verb(word) and not word.joined_verb) or word.adjective
    goes_on = goes_on and reading.tokens[after].is_word
    return goes_on and not breaks(after, mark.open) and not turns(reading, after)


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
        if i > start and (breaks(i, start) or turns(reading, i)):
            return i
        if reading.form(i) == "حيث" and any(reading.inside(j) for j in range(start, i)):
            return i  # «ينوي "وضع أسس لتنظيم" الديانة | حيث يقدر عدد المسلمين بستة ملايين»
        if nominal and i > start and leaves_noun(reading, i, start):
            return i
        if i > start + LABEL and reading.form(i) == ":" and _is_label(reading, i):
            return i
        i += 1
    return limit


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


def _joined_clause(reading: Reading, end: int, breaks: Callable[[int, int], bool]) -> int:
    """«أن التيار واجه تحديات. | وأنه راهن على تمثيل أوسع.»: a clause of the same verb behind a full stop."""
    if end >= len(reading.tokens) or end != reading.sentence(end - 1).end:
        return end
    after = reading.sentence(end)
    joined = reading.form(end) in _AND_THAT | {"وبان", "وبانه"}
    if not joined or after.paragraph != reading.sentence(end - 1).paragraph:
        return end
    return _scan(reading, end + 1, after.end, breaks, nominal=False)


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
    if in_speech(reading, i):
        return True
    if form in COMMAS or form in DASHES:
        return not (i + 1 < limit and reading.form(i + 1).startswith(("وان", "وبان")))
    if reading.word(i).joined_verb and form.endswith("وا"):
        return True  # «داعين إلى "سقوط الحكومة" | وأغلقوا الطرق»
    return (
        i >= limit or (reading.tokens[i].kind is TokenKind.MARK and form != "(") or breaks(i, start)
    )


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
