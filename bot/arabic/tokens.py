"""Words, numbers and marks of a text, each with its place."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.arabic.script import UNWRITTEN, bare, form

#: A word keeps its harakat, an underscore inside a hashtag, and an apostrophe or hyphen between
#: Latin letters, and the dot of «العربية.نت»; a number keeps its separators («48,6%»، «2.6»، «٣٫٥»).
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,،٫٬/:-]\d+)*[%٪]?)"
    rf"|(?P<word>[^\W\d](?:[^\W\d]|[{UNWRITTEN}]|(?<=[A-Za-z_])\d+|(?<=[A-Za-z])[.'’&-](?=[A-Za-z])|\.(?=(?:نت|كوم|أورغ|اورغ)\b))*)"
    r"|(?P<mark>\.{2,}|-{2,}|\S)",
)


class TokenKind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark.

    ``start`` and ``end`` are code points of the text, half-open; ``bare`` is the word as printed
    without harakat; ``form`` is folded as well, for matching.
    """

    start: int
    end: int
    kind: TokenKind
    bare: str
    form: str

    @property
    def is_word(self) -> bool:
        """Whether the token is made of letters."""
        return self.kind is TokenKind.WORD


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Split ``text[start:end]`` into tokens in order; white space is left out.

    >>> [token.form for token in tokenize("قالَ: «نعم» ٤٨,٦%")]
    ['قال', ':', '«', 'نعم', '»', '48,6%']
    """
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return tuple(_token(match) for match in found)


_KINDS = {kind.value: kind for kind in TokenKind}


def _token(match: re.Match[str]) -> Token:
    word = match.group()
    kind = _KINDS[match.lastgroup or "mark"]
    return Token(match.start(), match.end(), kind, bare(word), form(word))
