"""A speaker, a source and an archive as a whole."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.answer import StoredQuote
from bot.model.quote import Act
from bot.model.speaker import Person


@dataclass(frozen=True, slots=True)
class Title:
    """A title that somebody had, between which days (UTC) and in how many quotes."""

    role: str
    first: datetime
    last: datetime
    quotes: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements of one act fell in a month, "2018-11"."""

    month: str
    act: Act
    quotes: int


@dataclass(frozen=True, slots=True)
class Partner:
    """Who is quoted beside somebody, or most, and how often."""

    key: int
    name: str
    times: int


@dataclass(frozen=True, slots=True)
class Profile:
    """All that the archive tells of a person, newest first; ``topics`` as printed."""

    person: Person
    titles: tuple[Title, ...] = ()
    tallies: tuple[Tally, ...] = ()
    latest: tuple[StoredQuote, ...] = ()
    partners: tuple[Partner, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def quotes(self) -> int:
        """How many statements there are."""
        return sum(tally.quotes for tally in self.tallies)


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or channel with its articles and quotes, and when it was last seen."""

    name: str
    articles: int
    quotes: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """An archive in figures."""

    tallies: tuple[Tally, ...]
    speakers: tuple[Partner, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an archive holds."""

    articles: int
    quotes: int
    speakers: int


@dataclass(frozen=True, slots=True)
class Step:
    """A destructive step that can be undone: "erase", "watch", "digest" or "correction", and of what."""

    key: int
    kind: str
    subject: str
    at: datetime
