"""A quote within the words around it, for articles that cannot be replied to."""

from collections.abc import Sequence

from bot.model.quote import Span
from handlers.render import clean
from handlers.rich import Rich, join, plain, styled

#: Characters shown before the quote and behind it, out to white space.
AROUND = 220
#: A quote longer than this is cut in the passage; the message has its end.
MOST = 2400


def passage(text: str, content: Sequence[Span]) -> Rich:
    """The article's words around a quote, its own words in bold; dots where words are left out."""
    start = _out(text, max(content[0].start - AROUND, 0), -1)
    end = _out(text, min(content[-1].end + AROUND, len(text)), 1)
    parts = [plain("… ")] if start > 0 else []
    at = start
    for span in content:
        parts.append(plain(clean(text[at : span.start])))
        parts.append(styled(clean(text[span.start : min(span.end, span.start + MOST)]), "bold"))
        at = span.end
    parts.append(plain(clean(text[at:end])))
    if end < len(text):
        parts.append(plain(" …"))
    return join(parts)


def _out(text: str, at: int, step: int) -> int:
    """The nearest white space outwards, within a word's length."""
    for place in range(at, at + step * 30, step):
        if not 0 < place < len(text):
            return max(0, min(place, len(text)))
        if text[place].isspace():
            return place if step > 0 else place + 1
    return at
