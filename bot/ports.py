"""What the use cases need of the outside: a store, and the language worker."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model.answer import StoredQuote
from bot.model.article import Article, Sighting
from bot.model.question import Question
from bot.model.quote import Extraction, Quote


@dataclass(frozen=True, slots=True)
class IndexedQuote:
    """A quote with the terms that it is found by."""

    quote: Quote
    topic: tuple[str, ...]
    near: tuple[str, ...]
    head: tuple[str, ...]
    speaker: tuple[str, ...]
    cue: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """What the language worker makes of a text."""

    extraction: Extraction
    indexed: tuple[IndexedQuote, ...]
    arabic: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for: any of the topic terms, any of the speaker terms, within a period."""

    topic: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 400


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an archive holds."""

    articles: int
    quotes: int
    speakers: int


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with when it was first stored and where it was seen, oldest first."""

    article: Article
    added: datetime
    sightings: tuple[Sighting, ...]


class Archive(Protocol):
    """One chat's archive: every read and write is bound to that chat."""

    async def save(
        self, article: Article, sighting: Sighting, quotes: Sequence[IndexedQuote]
    ) -> bool:
        """Store an article with its quotes; False where it was there and only its sighting is new."""
        ...

    async def article(self, article: str) -> StoredArticle | None:
        """The article with that id, or None."""
        ...

    async def by_message(self, message_id: int) -> StoredArticle | None:
        """The article that a message brought, or None."""
        ...

    async def quotes(self, article: str) -> list[StoredQuote]:
        """The article's quotes in text order."""
        ...

    async def search(self, search: Search) -> list[StoredQuote]:
        """Quotes that match, best by full text first, at most ``limit``."""
        ...

    async def frequency(self, terms: Sequence[str]) -> Mapping[str, int]:
        """In how many quotes each topic term stands."""
        ...

    async def counts(self) -> Counts:
        """How much the archive holds."""
        ...

    async def between(self, since: datetime, until: datetime) -> list[StoredQuote]:
        """Quotes of articles dated in the half-open period, oldest first."""
        ...

    async def headlines(self, articles: Sequence[str]) -> Mapping[str, str]:
        """The headline of each article that is there."""
        ...

    def everything(self) -> AsyncIterator[StoredQuote]:
        """All quotes, article by article."""
        ...

    async def erase(self) -> Counts:
        """Remove all that the chat has; what was removed."""
        ...

    async def language(self) -> str | None:
        """The interface language that the chat chose, or None."""
        ...

    async def set_language(self, language: str) -> None:
        """Keep the interface language."""
        ...


class Store(Protocol):
    """The database: archives by chat, and the queues of updates and answers."""

    def archive(self, chat: str) -> Archive:
        """The archive of one chat."""
        ...

    async def receive(self, update_id: int, chat: str, raw: str) -> bool:
        """Keep an update before Telegram is told; False where it was here before."""
        ...

    async def pending(self) -> list[str]:
        """Raw updates that are not done, oldest first."""
        ...

    async def done(self, update_id: int) -> None:
        """Mark an update's effects as finished."""
        ...

    async def failed(self, update_id: int, reason: str, *, final: bool) -> int:
        """Count a failure of an update; ``final`` sets it aside. The number of attempts so far."""
        ...

    async def sending(self, key: str, chat: str) -> bool:
        """Begin to send what ``key`` names; False where it was sent before."""
        ...

    async def sent(self, key: str, message_id: int) -> None:
        """Mark what ``key`` names as sent."""
        ...

    async def set_aside(self) -> list[tuple[int, str]]:
        """Updates that were set aside, with their reasons."""
        ...


class Language(Protocol):
    """The CPU work on language, away from the event loop."""

    async def read(self, text: str) -> ReadArticle:
        """Extract the quotes of a text and index them."""
        ...

    async def understand(self, question: str, now: datetime | None = None) -> Question:
        """Take a question apart."""
        ...
