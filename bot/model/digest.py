"""A digest: the stories of a period with their main statements."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.answer import Hit, StoredQuote
from bot.model.quote import Act, Kind


@dataclass(frozen=True, slots=True)
class Voiced:
    """A quote as figures count it: by its key, without its words."""

    id: int
    article: str
    speaker: int
    who: str
    kind: Kind
    act: Act
    negated: bool
    date: datetime


def voiced(stored: StoredQuote) -> Voiced:
    """What figures count of a stored quote."""
    quote = stored.quote
    return Voiced(
        stored.id, stored.article, stored.speaker, quote.who, quote.kind, quote.act, quote.negated,
        stored.date,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Week:
    """The most quoted with their numbers, names that the archive had not before, and changes of position."""

    most_quoted: tuple[tuple[str, int], ...] = ()
    new_voices: tuple[str, ...] = ()
    changes: tuple[tuple[StoredQuote, StoredQuote], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One event: the headline of its most central article, its articles, its main statements.

    ``sources`` are its outlets; ``disputed`` tells that one speaker denies what another claims.
    """

    title: str
    articles: tuple[str, ...]
    quotes: tuple[Hit, ...]
    sources: tuple[str, ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Digest:
    """The stories of a half-open period, biggest first, with its figures.

    ``voices`` tell how often the most quoted spoke, by act, over all that was read for it; ``late`` is how
    many articles came in the period with news that is too old for it.
    """

    since: datetime
    until: datetime
    articles: int
    quotes: int
    speakers: int
    stories: tuple[Story, ...]
    week: Week | None = None
    voices: tuple[tuple[str, Act, int], ...] = ()
    late: int = 0
