"""What the use cases need of the outside: a store, and the language worker."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.chat_data import (
    Correcting,
    Figures,
    Pieces,
    Preferring,
    Prompts,
    Subscriptions,
    Trash,
    Watching,
)
from bot.model.answer import Candidate, StoredQuote
from bot.model.article import Article, Counted, Dated, Sighting
from bot.model.digest import Voiced
from bot.model.profile import Counts
from bot.model.question import Question
from bot.model.quote import Extraction, Quote
from bot.model.search import Conjunction, Field, Search
from bot.model.speaker import Link, SpeakerName
from bot.model.watch import Need


@dataclass(frozen=True, slots=True)
class IndexedQuote:
    """A quote with the terms that it is found by."""

    quote: Quote
    topic: tuple[str, ...]
    near: tuple[str, ...]
    context: tuple[str, ...]
    speaker: tuple[str, ...]
    cue: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """What the language worker makes of a text.

    ``head`` are the terms of headline and lead, ``body`` those of the whole text.
    """

    extraction: Extraction
    indexed: tuple[IndexedQuote, ...]
    arabic: bool
    head: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with when it was first stored and where it was seen, oldest first.

    ``key`` is the store's, ``successor`` the id of the article that it was edited into, or None.
    """

    article: Article
    added: datetime
    sightings: tuple[Sighting, ...]
    key: int = 0
    successor: str | None = None


class Archive(Protocol):
    """One chat's archive: every read and write is bound to that chat."""

    def reading(self) -> AbstractAsyncContextManager["Archive"]:
        """The archive for the many reads of one question."""
        ...

    async def save(
        self,
        article: Article,
        sighting: Sighting,
        read: ReadArticle | None,
    ) -> bool:
        """Store an article with its quotes and terms; False where only its sighting is new.

        ``read`` is None for an article that is known to be there.
        """
        ...

    async def article(self, article: str) -> StoredArticle | None:
        """The article with that id, or None."""
        ...

    async def by_key(self, key: int) -> StoredArticle | None:
        """The article with that key, where the chat has it."""
        ...

    async def unreplaced(self, message_id: int, key: int) -> StoredArticle | None:
        """The article that a message brought before the one with that key, and that no edit replaced yet."""
        ...

    async def by_message(self, message_id: int) -> StoredArticle | None:
        """The newest article that a message brought or the bot's reply shows, or None."""
        ...

    async def replied(self, article: int, reply: int) -> None:
        """Keep which message of the bot shows an article."""
        ...

    async def replace(self, old: str, new: str) -> None:
        """Keep that an article was edited into another; the old one stays, marked."""
        ...

    async def quotes(self, article: str) -> list[StoredQuote]:
        """The article's quotes in text order."""
        ...

    async def search(self, search: Search) -> list[Candidate]:
        """Quotes that match, in the order of their keys."""
        ...

    async def candidates(
        self, keys: Sequence[int], terms: frozenset[str] | None = None
    ) -> list[Candidate]:
        """The quotes with those keys, as the ranking sees them, in the order of their keys.

        They tell of ``terms`` only, of all their terms by default.
        """
        ...

    async def load(self, keys: Sequence[int]) -> list[StoredQuote]:
        """The quotes with those keys, in the order given."""
        ...

    async def frequency(self, field: Field, terms: Sequence[str]) -> Mapping[str, int]:
        """In how many quotes each term stands, in that part of the quote."""
        ...

    async def size(self) -> tuple[int, int]:
        """Articles and quotes of the archive, counted when they were stored."""
        ...

    async def counts(self) -> Counts:
        """How much the archive holds."""
        ...

    async def names(self, keys: Sequence[str]) -> tuple[list[SpeakerName], list[Link]]:
        """Names of speakers that hold a word of one of the consonant keys, and names joined to them.

        What users joined and split comes along.
        """
        ...

    async def named(self, keys: Sequence[int]) -> tuple[str, ...]:
        """The names of speakers with those keys, as far as the archive has them."""
        ...

    async def titled(self, title: Conjunction) -> list[SpeakerName]:
        """Names of those who were quoted lately under a title."""
        ...

    async def link(self, said: Link) -> None:
        """Keep that two names are one person's, or two people's; the last word counts."""
        ...

    async def remember(self, asker: str, update: int | None, question: Question) -> int:
        """Keep a question as it was understood, for follow-ups and buttons; its key."""
        ...

    async def recalled(self, key: int) -> Question | None:
        """The question with that key, or None."""
        ...

    async def asked_before(
        self, asker: str, since: datetime, message: int | None = None
    ) -> Question | None:
        """The question that a message answers, else the asker's last one not before an instant."""
        ...

    async def between(self, since: datetime, until: datetime) -> list[StoredQuote]:
        """Quotes of articles dated in the half-open period, oldest first."""
        ...

    async def counted(
        self, since: datetime, until: datetime, confidence: float, *, arrived: bool = False
    ) -> list[Counted]:
        """Articles dated in the half-open period, or that came in it, with how many quotes they have.

        Quotes under the confidence do not count; versions that were edited away are left out.
        """
        ...

    async def late(self, since: datetime, until: datetime) -> list[Counted]:
        """Articles that came in the half-open period and are older news than a digest tells."""
        ...

    async def dated(self, articles: Sequence[Counted]) -> list[Dated]:
        """Articles of a period with headline and terms."""
        ...

    async def lemmas(self, quotes: Sequence[int]) -> Mapping[int, frozenset[int]]:
        """The lemmas of each quote's content, by their keys."""
        ...

    async def of_articles(
        self, articles: Sequence[str], confidence: float
    ) -> Mapping[str, Sequence[StoredQuote]]:
        """The quotes of articles that are not under a confidence, by article."""
        ...

    async def voiced(self, articles: Sequence[str], confidence: float) -> list[Voiced]:
        """What figures count of the articles' quotes that are not under a confidence."""
        ...

    async def heard(
        self, since: datetime, until: datetime, confidence: float, *, arrived: bool = False
    ) -> int:
        """How many speakers all articles of the half-open period quote."""
        ...

    async def speakers_of(self, articles: Sequence[int], confidence: float) -> int:
        """How many speakers the articles with those keys quote."""
        ...

    async def heard_before(self, speakers: Sequence[int], day: datetime) -> frozenset[int]:
        """Which of these speakers were quoted before an instant."""
        ...

    async def headlines(self, articles: Sequence[str]) -> Mapping[str, str]:
        """The headline of each article that is there."""
        ...

    def everything(self) -> AsyncIterator[StoredQuote]:
        """All quotes, article by article."""
        ...


class Store(Protocol):
    """The database: archives by chat, and the queues of updates and answers."""

    def archive(self, chat: str) -> Archive:
        """The archive of one chat."""
        ...

    def preferences(self, chat: str) -> Preferring:
        """What one chat chose."""
        ...

    def corrections(self, chat: str) -> Correcting:
        """What users of one chat said of wrong quotes."""
        ...

    def watches(self, chat: str) -> Watching:
        """The alerts of one chat."""
        ...

    def overview(self, chat: str) -> Figures:
        """One chat's archive in figures."""
        ...

    def trash(self, chat: str) -> Trash:
        """Erasing and taking back, for one chat."""
        ...

    def pieces(self, chat: str) -> Pieces:
        """Messages of one chat that wait for the rest."""
        ...

    def prompts(self, chat: str) -> Prompts:
        """Messages in one chat that want a reply."""
        ...

    def subscriptions(self) -> Subscriptions:
        """All digests of all chats."""
        ...

    async def waiting(self) -> list[str]:
        """The chats in which messages wait."""
        ...

    async def purge(self, before: datetime) -> int:
        """Let go of what was set aside before an instant; how many archives."""
        ...

    async def expire(self, before: datetime) -> int:
        """Let a page of articles go that were stored before an instant; how many."""
        ...

    async def moved(self, old: str, new: str) -> None:
        """A chat got another number."""
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

    async def needs(self, text: str) -> tuple[Need, ...]:
        """What a quote must have to be told of: each word of a wish."""
        ...

    async def topics(self, texts: Sequence[str], most: int) -> tuple[str, ...]:
        """The nouns that most of the texts share, as printed."""
        ...
