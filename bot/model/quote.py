"""A quote: one attributed statement, word for word, with its place in the article."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span, verbatim."""
        return text[self.start : self.end]


class Kind(StrEnum):
    """What sort of speaker made the statement."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


class Mode(StrEnum):
    """How the content stands in the article: all, none or part of it in quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """The speech acts of the guidelines."""

    SAY = "say"
    AFFIRM = "affirm"
    ANNOUNCE = "announce"
    EXPLAIN = "explain"
    WARN = "warn"
    CALL = "call"
    DEMAND = "demand"
    DENY = "deny"
    REJECT = "reject"
    ACCUSE = "accuse"
    CONDEMN = "condemn"
    PRAISE = "praise"
    THREATEN = "threaten"
    PROMISE = "promise"
    EXPECT = "expect"
    OPINION = "opinion"
    CLAIM = "claim"
    ADMIT = "admit"
    EXPRESS = "express"
    ASK = "ask"
    AGREE = "agree"


@dataclass(frozen=True, slots=True)
class Quote:
    """One attributed statement of an article.

    ``cue`` is the reporting word; ``speaker`` the noun phrase as printed, or None where the subject
    is dropped; ``who`` the fullest name in the article; ``role`` the title as printed, or "";
    ``content`` one or more spans in text order; ``relay`` the outlet through which the statement
    came, or ""; ``confidence`` 0 to 1; ``rule`` the frame that found it.
    """

    cue: Span
    speaker: Span | None
    who: str
    kind: Kind
    role: str
    content: tuple[Span, ...]
    mode: Mode
    act: Act
    negated: bool = False
    relay: str = ""
    confidence: float = 1.0
    rule: str = ""

    def words(self, text: str) -> str:
        """The content's spans of ``text``, joined; nothing is added or left out."""
        return "".join(span.of(text) for span in self.content)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cue that was looked at and not taken, with the reason."""

    cue: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All quotes of one text in text order, and every refusal."""

    quotes: tuple[Quote, ...]
    refused: tuple[Refusal, ...]
