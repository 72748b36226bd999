"""Stored quotes as they are found, and the answer made of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.question import Question
from bot.model.quote import Act, Quote, Span
from bot.model.speaker import Person


@dataclass(frozen=True, slots=True)
class StoredQuote:
    """A quote with its article, as the store gives it.

    ``text`` is the content verbatim; ``message_id`` the newest message that brought this part of the
    article to the chat, or None, and ``start`` the article's code point at which that message begins
    (below zero where the message begins before the article); ``wide`` how many of the characters
    between there and the content lie beyond the basic plane. ``speaker`` is a key of the store;
    ``revised`` tells that the article was edited since; ``cue`` is the reporting word as printed;
    ``formatting`` is the message's, as Telegram told it.
    """

    id: int
    article: str
    quote: Quote
    text: str
    source: str
    url: str
    date: datetime
    message_id: int | None = None
    speaker: int = 0
    revised: bool = False
    start: int = 0
    wide: int = 0
    cue: str = ""
    formatting: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the ranking sees of a stored quote: index terms and a few of its parts, no text.

    ``id``, ``article`` and ``speaker`` are keys of the store; terms are those of the content, of what
    stands near (addressee, place of speaking), of the article's headline and lead, of the speaker
    with his title, and of the cue. ``kind`` is the speaker's, ``countries`` and ``offices`` how many
    countries and offices his name and titles hold.
    """

    id: int
    article: int
    speaker: int
    act: Act
    negated: bool
    confidence: float
    date: datetime
    who: str = ""
    terms: frozenset[str] = frozenset()
    near_terms: frozenset[str] = frozenset()
    context_terms: frozenset[str] = frozenset()
    head_terms: frozenset[str] = frozenset()
    body_terms: frozenset[str] = frozenset()
    speaker_terms: frozenset[str] = frozenset()
    cue_terms: frozenset[str] = frozenset()
    kind: str = ""
    countries: int = 0
    offices: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate that answers, with its score and the parts that make it."""

    candidate: Candidate
    score: float
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where else a statement stands: another article, or another passage of the same."""

    article: str
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A stored quote with its score and the parts that make it, for ``--explain``."""

    stored: StoredQuote
    score: float
    parts: tuple[tuple[str, float], ...] = ()
    also_in: tuple[Place, ...] = ()


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOTHING_STORED = "nothing_stored"
    NOT_A_QUESTION = "not_a_question"


@dataclass(frozen=True, slots=True)
class Answer:
    """Stored quotes for a question, best first, or why there are none.

    ``unmatched`` are the topic words that no quote of the archive holds; ``articles`` how many
    articles were looked through; ``mentions`` quotes that touch on what was asked and do not answer;
    ``people`` the persons that the speaker's name may mean, where they are several;
    ``sides`` the hits for and against, where they were asked for.
    """

    question: Question
    status: Status
    hits: tuple[Hit, ...] = ()
    unmatched: tuple[str, ...] = ()
    articles: int = 0
    mentions: tuple[Hit, ...] = ()
    people: tuple[Person, ...] = ()
    sides: tuple[tuple[Hit, ...], ...] = ()
