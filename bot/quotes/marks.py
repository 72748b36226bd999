"""Quotation marks: which open, which close, and what to do where one never closes.

Outlets use straight marks, guillemets and curly ones; 5.8 % of articles have an odd number of
straight marks (arabic_news.md §6.5), so pairing is done per paragraph and recovers:

- «قال: "نعم. وأضاف: "لا".»: an opener behind a colon closes a mark that was left open before it;
- «قال: "نعم.»: a mark that never closes holds to the end of its paragraph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.arabic.tokens import Token, TokenKind

COMMAS = frozenset({"،", ","})

OPENERS = frozenset("«“„‟❝")
CLOSERS = frozenset("»❞")
#: Marks that open and close alike; ” opens where nothing is open.
EITHER = frozenset('"”‘’')
STRAIGHT = frozenset('"')
#: Below this many tokens an unclosed mark is a slip of the pen, not a quote.
UNCLOSED_MIN_TOKENS = 2
#: «إذاعة "فرات إف إم "تأتي الزيارة ..."»: a name's mark left open before the speech's.
MAX_NAME_TOKENS = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage in quotation marks, as token indices.

    ``open`` is the opening mark; ``close`` the closing mark, or the index just past the last token
    where it never closes; ``closed`` tells which.
    """

    open: int
    close: int
    closed: bool = True

    def __contains__(self, token: int) -> bool:
        """Whether the token stands between the marks."""
        return self.open < token < self.close


@dataclass(slots=True)
class _Pairing:
    """Progress of pairing in one paragraph."""

    found: list[Mark] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    opened: int = -1
    depth: int = 0


def pair(tokens: Sequence[Token], text: str) -> tuple[list[Mark], list[int]]:
    """The outermost marks of one paragraph, and closers that close nothing, as indices."""
    state = _Pairing()
    rest = sum(1 for token in tokens if token.form in STRAIGHT)
    for i, token in enumerate(tokens):
        if token.kind is not TokenKind.MARK:
            continue
        if token.form in STRAIGHT:
            rest -= 1
        if token.form in OPENERS:
            _open(state, i, nested=state.opened >= 0)
        elif token.form in CLOSERS:
            _close(state, i)
        elif token.form in EITHER and token.form not in "‘’":
            _either(state, i, tokens, text, rest)
    if state.opened >= 0 and len(tokens) - state.opened > UNCLOSED_MIN_TOKENS:
        state.found.append(Mark(state.opened, len(tokens), closed=False))
    return state.found, state.stray


def _either(state: _Pairing, i: int, tokens: Sequence[Token], text: str, rest: int) -> None:
    if state.opened < 0:
        if _shape(tokens[i], text) == "close" and not rest:
            state.stray.append(i)
        else:
            _open(state, i, nested=False)
        return
    opens = _shape(tokens[i], text) == "open"
    if opens and i and tokens[i - 1].form == ":" and i - state.opened > UNCLOSED_MIN_TOKENS:
        state.found.append(Mark(state.opened, _end_before(tokens, state.opened, i), closed=False))
        state.depth = 0
        _open(state, i, nested=False)
    elif opens and rest % 2 == 1 and i - state.opened <= MAX_NAME_TOKENS:
        state.found.append(Mark(state.opened, i, closed=False))
        state.opened = i
    elif opens and rest >= 2 and rest % 2 == 0:
        state.depth += 1
    else:
        _close(state, i)


def _open(state: _Pairing, i: int, *, nested: bool) -> None:
    if nested:
        state.depth += 1
    else:
        state.opened = i


def _close(state: _Pairing, i: int) -> None:
    if state.opened < 0:
        state.stray.append(i)
    elif state.depth:
        state.depth -= 1
    else:
        state.found.append(Mark(state.opened, i))
        state.opened = -1


def _shape(token: Token, text: str) -> str:
    """What a straight mark is by the white space around it: "open", "close" or ""."""
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    loose_before = before.isspace() or before in ":(،؛-–—"
    loose_after = after.isspace() or after in ".,،؛:؟!)…-–—"
    if loose_before and not loose_after:
        return "open"
    return "close" if loose_after and not loose_before else ""


def _end_before(tokens: Sequence[Token], start: int, limit: int) -> int:
    """Just past the last sentence end between the two, else ``limit``."""
    ends = [i for i in range(start, limit) if tokens[i].form in {".", "؟", "!", "?"}]
    return ends[-1] + 1 if ends else limit


def enclosing(marks: Sequence[Mark], length: int) -> Iterator[int]:
    """For each token its mark's index in ``marks``, the mark characters included, else -1."""
    at = [-1] * length
    for number, mark in enumerate(marks):
        for i in range(mark.open, min(mark.close + mark.closed, length)):
            at[i] = number
    yield from at
