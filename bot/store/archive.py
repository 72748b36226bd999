"""One chat's archive in SQLite: every statement here names the chat that the archive was made for."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Select, delete, distinct, func, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.arabic.names import name_keys
from bot.errors import StoreError
from bot.model.answer import Candidate, StoredQuote
from bot.model.article import Article, Sighting
from bot.model.question import Question
from bot.model.quote import Quote, Span
from bot.model.search import Conjunction, Field, Search
from bot.model.speaker import Link, SpeakerName
from bot.ports import Counts, ReadArticle, StoredArticle
from bot.store import index, questions, speakers
from bot.store.rows import article_of, instant, quote_values, stamp, stored_quote
from bot.store.schema import (
    ARTICLE_TERMS,
    ARTICLES,
    CHATS,
    FREQUENCIES,
    INBOX,
    OUTBOX,
    QUOTE_TERMS,
    QUOTES,
    SIGHTINGS,
    SPANS,
    SPEAKER_KEYS,
    SPEAKERS,
)
from bot.store.terms import Wanted, candidate

#: Quotes read at once in an export.
PAGE = 500
_QUOTED = QUOTES.join(ARTICLES, QUOTES.c.article == ARTICLES.c.pk)


class SqliteArchive:
    """The archive of one chat."""

    def __init__(
        self, engine: AsyncEngine, chat: str, connection: AsyncConnection | None = None
    ) -> None:
        """Bind to ``chat``; nothing else is ever read or written.

        Reads go through ``connection`` where it is given, each through one of its own elsewhere.
        """
        self._engine = engine
        self._chat = chat
        self._connection = connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator["SqliteArchive"]:
        """The archive with one connection for all reads of a question."""
        async with self._engine.connect() as connection:
            yield SqliteArchive(self._engine, self._chat, connection)

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        if self._connection is not None:
            yield self._connection
            return
        async with self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction in which the chat has its row."""
        async with self._engine.begin() as connection:
            await connection.execute(upsert(CHATS).values(id=self._chat).on_conflict_do_nothing())
            yield connection

    async def save(self, article: Article, sighting: Sighting, read: ReadArticle | None) -> bool:
        """Store an article, its sighting, its quotes and their terms in one transaction."""
        async with self._writing() as connection:
            key, new = await self._article(connection, article)
            seen = {
                "article": key,
                "message": sighting.message_id,
                "sender": sighting.sender,
                "seen": stamp(sighting.seen),
            }
            await connection.execute(upsert(SIGHTINGS).values(**seen).on_conflict_do_nothing())
            if new and read is not None:
                day = stamp(article.published or sighting.seen)
                keys = await self._quotes(connection, key, [q.quote for q in read.indexed], day)
                await index.add(connection, self._chat, key, keys, read)
                await self._grow(connection, len(keys))
        return new

    async def _grow(self, connection: AsyncConnection, quotes: int) -> None:
        """Count one article more."""
        counted = {"articles": CHATS.c.articles + 1, "quotes": CHATS.c.quotes + quotes}
        await connection.execute(update(CHATS).where(CHATS.c.id == self._chat).values(**counted))

    async def _article(self, connection: AsyncConnection, article: Article) -> tuple[int, bool]:
        known = select(ARTICLES.c.pk).where(
            ARTICLES.c.chat == self._chat, ARTICLES.c.id == article.id
        )
        key = (await connection.execute(known)).scalar()
        if key is not None:
            return int(key), False
        values = {
            "chat": self._chat,
            "id": article.id,
            "text": article.text,
            "source": article.source,
            "url": article.url,
            "title": article.title,
            "published": stamp(article.published) if article.published else None,
            "added": stamp(),
        }
        result = await connection.execute(insert(ARTICLES).values(**values))
        return _key_of(result), True

    async def _quotes(
        self, connection: AsyncConnection, article: int, quotes: Sequence[Quote], day: str
    ) -> list[int]:
        """Store an article's quotes; their keys, in order."""
        if not quotes:
            return []
        speakers = await self._speakers(connection, {q.who: q.kind.value for q in quotes})
        rows = [
            quote_values(quote)
            | {"article": article, "speaker": speakers[quote.who], "position": n, "day": day}
            for n, quote in enumerate(quotes)
        ]
        added = insert(QUOTES).returning(QUOTES.c.pk, sort_by_parameter_order=True)
        keys = list((await connection.execute(added, rows)).scalars())
        spans = [
            {"quote": key, "position": n, "start": span.start, "end": span.end}
            for key, quote in zip(keys, quotes, strict=True)
            for n, span in enumerate(quote.content)
        ]
        await connection.execute(insert(SPANS), spans)
        return keys

    async def _speakers(
        self, connection: AsyncConnection, kinds: Mapping[str, str]
    ) -> dict[str, int]:
        """The keys of names, new ones stored with the keys that they are found by."""
        named = select(SPEAKERS.c.name, SPEAKERS.c.pk).where(
            SPEAKERS.c.chat == self._chat, SPEAKERS.c.name.in_(kinds)
        )
        known: dict[str, int] = {row[0]: row[1] for row in await connection.execute(named)}
        new = [name for name in kinds if name not in known]
        if not new:
            return known
        rows = [{"chat": self._chat, "name": name, "kind": kinds[name]} for name in new]
        added = insert(SPEAKERS).returning(SPEAKERS.c.pk, sort_by_parameter_order=True)
        known |= dict(zip(new, (await connection.execute(added, rows)).scalars(), strict=True))
        found = [
            {"chat": self._chat, "key": key, "speaker": known[name]}
            for name in new
            for key in name_keys(name)
        ]
        if found:
            await connection.execute(insert(SPEAKER_KEYS), found)
        return known

    async def article(self, article: str) -> StoredArticle | None:
        """The article with that id, or None."""
        return await self._one(select(ARTICLES).where(ARTICLES.c.id == article))

    async def by_message(self, message_id: int) -> StoredArticle | None:
        """The article that a message brought, or None."""
        joined = select(ARTICLES).join(SIGHTINGS, SIGHTINGS.c.article == ARTICLES.c.pk)
        return await self._one(joined.where(SIGHTINGS.c.message == message_id))

    async def _one(self, query: Select[Any]) -> StoredArticle | None:
        async with self._reading() as connection:
            mine = query.where(ARTICLES.c.chat == self._chat)
            row = (await connection.execute(mine)).mappings().first()
            if row is None:
                return None
            seen = select(SIGHTINGS).where(SIGHTINGS.c.article == row["pk"])
            rows = (await connection.execute(seen.order_by(SIGHTINGS.c.seen))).mappings()
            sightings = tuple(Sighting(r["message"], r["sender"], instant(r["seen"])) for r in rows)
            return StoredArticle(article_of(row), instant(row["added"]), sightings)

    async def quotes(self, article: str) -> list[StoredQuote]:
        """The article's quotes in text order."""
        query = self._joined().where(ARTICLES.c.id == article).order_by(QUOTES.c.position)
        return await self._read(query)

    async def search(self, search: Search) -> list[Candidate]:
        """Quotes that match; the newest of the period where nothing is named."""
        async with self._reading() as connection:
            keys = await index.find(connection, self._chat, search)
        return await self.candidates(keys, search.terms)

    async def candidates(
        self, keys: Sequence[int], terms: frozenset[str] | None = None
    ) -> list[Candidate]:
        """The quotes with those keys, as the ranking sees them."""
        columns = (
            *(QUOTES.c[name] for name in ("pk", "article", "act", "negated", "confidence", "day")),
            *(QUOTE_TERMS.c[name] for name in ("topic", "near", "context", "cue")),
            QUOTE_TERMS.c.speaker.label("speaker_terms"),
            QUOTES.c.speaker,
            SPEAKERS.c.name,
        )
        joined = _QUOTED.join(QUOTE_TERMS, QUOTE_TERMS.c.quote == QUOTES.c.pk)
        joined = joined.join(SPEAKERS, QUOTES.c.speaker == SPEAKERS.c.pk)
        mine = (QUOTES.c.pk.in_(keys)) & (ARTICLES.c.chat == self._chat)
        query = select(*columns).select_from(joined).where(mine).order_by(QUOTES.c.pk)
        async with self._reading() as connection:
            rows = (await connection.execute(query)).mappings().all()
            held = ARTICLE_TERMS.c.article.in_({row["article"] for row in rows})
            found = (await connection.execute(select(ARTICLE_TERMS).where(held))).all()
        wanted = Wanted(terms)
        articles = {key: (wanted.among(body), wanted.among(head)) for key, body, head in found}
        return [candidate(row, wanted, articles) for row in rows]

    async def load(self, keys: Sequence[int]) -> list[StoredQuote]:
        """The quotes with those keys, in the order given."""
        found = {
            one.id: one for one in await self._read(self._joined().where(QUOTES.c.pk.in_(keys)))
        }
        return [found[key] for key in keys if key in found]

    async def frequency(self, field: Field, terms: Sequence[str]) -> Mapping[str, int]:
        """In how many quotes each term stands, in that part of the quote."""
        keys = {index.frequency_key(field, term): term for term in terms}
        query = select(FREQUENCIES.c.term, FREQUENCIES.c.quotes).where(
            FREQUENCIES.c.chat == self._chat, FREQUENCIES.c.term.in_(keys)
        )
        async with self._reading() as connection:
            found = {keys[row[0]]: row[1] for row in await connection.execute(query)}
        return {term: found.get(term, 0) for term in terms}

    async def size(self) -> tuple[int, int]:
        """Articles and quotes, counted when they were stored."""
        query = select(CHATS.c.articles, CHATS.c.quotes).where(CHATS.c.id == self._chat)
        async with self._reading() as connection:
            row = (await connection.execute(query)).first()
        return (row[0], row[1]) if row is not None else (0, 0)

    async def counts(self) -> Counts:
        """How much the archive holds."""
        mine = ARTICLES.c.chat == self._chat
        async with self._reading() as connection:
            articles = select(func.count()).select_from(ARTICLES).where(mine)
            quotes = select(func.count(), func.count(distinct(QUOTES.c.speaker)))
            row = (await connection.execute(quotes.select_from(_QUOTED).where(mine))).one()
            return Counts((await connection.execute(articles)).scalar_one(), row[0], row[1])

    async def names(self, keys: Sequence[str]) -> tuple[list[SpeakerName], list[Link]]:
        """Names of speakers that hold a word of one of the consonant keys, and what users said."""
        async with self._reading() as connection:
            return await speakers.by_keys(connection, self._chat, keys)

    async def named(self, keys: Sequence[int]) -> tuple[str, ...]:
        """The names of speakers with those keys, as far as the archive has them."""
        query = select(SPEAKERS.c.name).where(
            SPEAKERS.c.chat == self._chat, SPEAKERS.c.pk.in_(keys)
        )
        async with self._reading() as connection:
            return tuple((await connection.execute(query.order_by(SPEAKERS.c.pk))).scalars())

    async def titled(self, title: Conjunction) -> list[SpeakerName]:
        """Names of those who were quoted lately under a title."""
        async with self._reading() as connection:
            return await speakers.by_title(connection, self._chat, title)

    async def link(self, said: Link) -> None:
        """Keep that two names are one person's, or two people's."""
        async with self._writing() as connection:
            await speakers.link(connection, self._chat, said)

    async def remember(self, asker: str, update: int | None, question: Question) -> int:
        """Keep a question as it was understood; its key."""
        async with self._writing() as connection:
            return await questions.remember(connection, self._chat, asker, update, question)

    async def recalled(self, key: int) -> Question | None:
        """The question with that key, or None."""
        async with self._reading() as connection:
            return await questions.recalled(connection, self._chat, key)

    async def asked_before(
        self, asker: str, since: datetime, message: int | None = None
    ) -> Question | None:
        """The question that a message answers, else the asker's last one not before an instant."""
        async with self._reading() as connection:
            found = None
            if message is not None:
                found = await questions.answered_by(connection, self._chat, message)
            return found or await questions.before(connection, self._chat, asker, since)

    async def between(self, since: datetime, until: datetime) -> list[StoredQuote]:
        """Quotes of articles dated in the half-open period, oldest first."""
        query = self._joined().where(QUOTES.c.day >= stamp(since), QUOTES.c.day < stamp(until))
        return await self._read(query.order_by(QUOTES.c.day, QUOTES.c.pk))

    async def headlines(self, articles: Sequence[str]) -> Mapping[str, str]:
        """The headline of each article that is there."""
        query = select(ARTICLES).where(ARTICLES.c.chat == self._chat, ARTICLES.c.id.in_(articles))
        async with self._reading() as connection:
            rows = (await connection.execute(query)).mappings()
            return {row["id"]: article_of(row).headline for row in rows}

    async def everything(self) -> AsyncIterator[StoredQuote]:
        """All quotes, oldest first, a page at a time."""
        last = 0
        while True:
            query = self._joined().where(QUOTES.c.pk > last).order_by(QUOTES.c.pk).limit(PAGE)
            page = await self._read(query)
            for quote in page:
                yield quote
            if len(page) < PAGE:
                return
            last = page[-1].id

    async def erase(self) -> Counts:
        """Remove the chat's rows, its terms and the bytes they lay in."""
        removed = await self.counts()
        async with self._engine.begin() as connection:
            await index.remove(connection, self._chat)
            await connection.execute(delete(CHATS).where(CHATS.c.id == self._chat))
            handled = (INBOX.c.chat == self._chat) & (INBOX.c.state != "pending")
            await connection.execute(delete(INBOX).where(handled))
            await connection.execute(delete(OUTBOX).where(OUTBOX.c.chat == self._chat))
        async with self._engine.connect() as connection:
            raw = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await raw.execute(text("VACUUM"))
            await raw.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        return removed

    async def language(self) -> str | None:
        """The interface language that the chat chose, or None."""
        query = select(CHATS.c.language).where(CHATS.c.id == self._chat)
        async with self._reading() as connection:
            return (await connection.execute(query)).scalar()

    async def set_language(self, language: str) -> None:
        """Keep the interface language."""
        async with self._writing() as connection:
            change = update(CHATS).where(CHATS.c.id == self._chat).values(language=language)
            await connection.execute(change)

    def _joined(self) -> Select[Any]:
        """Quotes of this chat with article, speaker and the newest message."""
        newest = (
            select(func.max(SIGHTINGS.c.message))
            .where(SIGHTINGS.c.article == ARTICLES.c.pk)
            .scalar_subquery()
        )
        columns: list[Any] = [
            *(column for column in QUOTES.c if column.name not in {"speaker", "article"}),
            ARTICLES.c.id,
            ARTICLES.c.text,
            ARTICLES.c.source,
            ARTICLES.c.url,
            SPEAKERS.c.name,
            SPEAKERS.c.kind,
            newest.label("message"),
        ]
        joined = _QUOTED.join(SPEAKERS, QUOTES.c.speaker == SPEAKERS.c.pk)
        return select(*columns).select_from(joined).where(ARTICLES.c.chat == self._chat)

    async def _read(self, query: Select[Any]) -> list[StoredQuote]:
        async with self._reading() as connection:
            rows = (await connection.execute(query)).mappings().all()
            keys = [row["pk"] for row in rows]
            spans: dict[int, list[Span]] = {key: [] for key in keys}
            wanted = select(SPANS).where(SPANS.c.quote.in_(keys))
            found = await connection.execute(wanted.order_by(SPANS.c.quote, SPANS.c.position))
            for span in found.mappings():
                spans[span["quote"]].append(Span(span["start"], span["end"]))
        return [stored_quote(row, spans[row["pk"]]) for row in rows]


def _key_of(result: CursorResult[Any]) -> int:
    """The key of the row that was inserted."""
    key = result.inserted_primary_key
    if key is None:
        message = "the database gave no key"
        raise StoreError(message)
    return int(key[0])
