"""One chat's archive: every statement here names the chat that the archive was made for."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CursorResult,
    Select,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreError
from bot.model.answer import Candidate, StoredQuote
from bot.model.article import Article, Counted, Dated, Sighting
from bot.model.digest import Voiced
from bot.model.profile import Counts
from bot.model.question import Question
from bot.model.quote import Quote
from bot.model.search import Conjunction, Field, Search
from bot.model.speaker import Link, SpeakerName
from bot.ports import ReadArticle, StoredArticle
from bot.store import index, periods, questions, quotes, speakers
from bot.store.bound import Bound, claim
from bot.store.dialects import upsert
from bot.store.engine import reading
from bot.store.overview import counts
from bot.store.rows import (
    article_of,
    instant,
    quote_values,
    sighting_of,
    span_rows,
    stamp,
)
from bot.store.schema import (
    ARTICLE_TERMS,
    ARTICLES,
    CHATS,
    FREQUENCIES,
    QUOTE_TERMS,
    QUOTED,
    QUOTES,
    SIGHTINGS,
    SPANS,
    SPEAKERS,
    held_by,
)
from bot.store.terms import Wanted, candidates

#: Quotes read at once in an export.
PAGE = 500


class SqlArchive(Bound):
    """The articles, quotes and questions of one chat."""

    @asynccontextmanager
    async def reading(self) -> AsyncIterator["SqlArchive"]:
        """The archive with one connection for all reads of a question."""
        async with reading(self._engine) as connection:
            await claim(connection, self._chat)
            yield SqlArchive(self._engine, self._chat, connection)

    async def save(self, article: Article, sighting: Sighting, read: ReadArticle | None) -> bool:
        """Store an article, its sighting, its quotes and their terms in one transaction."""
        async with self._writing() as connection:
            key, new = await self._article(connection, article)
            seen = {
                "article": key,
                "message": sighting.message_id,
                "sender": sighting.sender,
                "seen": stamp(sighting.seen),
                "start": sighting.start,
                "formatting": sighting.formatting,
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
        kinds = {quote.who: quote.kind.value for quote in quotes}
        known = await speakers.keep(connection, self._chat, kinds)
        rows = [
            quote_values(quote)
            | {"article": article, "speaker": known[quote.who], "position": n, "day": day}
            for n, quote in enumerate(quotes)
        ]
        added = insert(QUOTES).returning(QUOTES.c.pk, sort_by_parameter_order=True)
        keys = list((await connection.execute(added, rows)).scalars())
        pairs = zip(keys, quotes, strict=True)
        spans = [row for key, quote in pairs for row in span_rows(key, quote.content)]
        await connection.execute(insert(SPANS), spans)
        return keys

    async def article(self, article: str) -> StoredArticle | None:
        """The article with that id, or None."""
        return await self._one(select(ARTICLES).where(ARTICLES.c.id == article))

    async def by_key(self, key: int) -> StoredArticle | None:
        """The article with that key, where the chat has it."""
        return await self._one(select(ARTICLES).where(ARTICLES.c.pk == key))

    async def by_message(self, message_id: int) -> StoredArticle | None:
        """The newest article that a message brought or the bot's reply shows, or None."""
        joined = select(ARTICLES).join(SIGHTINGS, SIGHTINGS.c.article == ARTICLES.c.pk)
        told = (SIGHTINGS.c.message == message_id) | (SIGHTINGS.c.reply == message_id)
        return await self._one(joined.where(told).order_by(ARTICLES.c.pk.desc()))

    async def unreplaced(self, message_id: int, key: int) -> StoredArticle | None:
        """The article that a message brought before the one with that key, and that no edit replaced yet."""
        joined = select(ARTICLES).join(SIGHTINGS, SIGHTINGS.c.article == ARTICLES.c.pk)
        before = (SIGHTINGS.c.message == message_id) & (ARTICLES.c.pk < key)
        open_ = joined.where(before, ARTICLES.c.successor.is_(None))
        return await self._one(open_.order_by(ARTICLES.c.pk.desc()))

    async def replied(self, article: int, reply: int) -> None:
        """Keep which message of the bot shows an article."""
        mine = select(ARTICLES.c.pk).where(ARTICLES.c.chat == self._chat, ARTICLES.c.pk == article)
        newest = select(func.max(SIGHTINGS.c.pk)).where(SIGHTINGS.c.article.in_(mine))
        async with self._writing() as connection:
            shown = update(SIGHTINGS).where(SIGHTINGS.c.pk == newest.scalar_subquery())
            await connection.execute(shown.values(reply=reply))

    async def replace(self, old: str, new: str) -> None:
        """Keep that an article was edited into another; the old one stays, marked."""
        async with self._writing() as connection:
            for one, successor in ((old, new), (new, None)):
                mine = (ARTICLES.c.chat == self._chat) & (ARTICLES.c.id == one)
                change = update(ARTICLES).where(mine).values(successor=successor)
                await connection.execute(change)

    async def _one(self, query: Select[Any]) -> StoredArticle | None:
        async with self._reading() as connection:
            mine = query.where(ARTICLES.c.chat == self._chat)
            row = (await connection.execute(mine)).mappings().first()
            if row is None:
                return None
            seen = select(SIGHTINGS).where(SIGHTINGS.c.article == row["pk"])
            rows = (await connection.execute(seen.order_by(SIGHTINGS.c.seen))).mappings()
            sightings = tuple(sighting_of(row) for row in rows)
            key, successor = row["pk"], row["successor"]
            return StoredArticle(article_of(row), instant(row["added"]), sightings, key, successor)

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
            SPEAKERS.c.kind,
        )
        joined = QUOTED.join(QUOTE_TERMS, QUOTE_TERMS.c.quote == QUOTES.c.pk)
        joined = joined.join(SPEAKERS, QUOTES.c.speaker == SPEAKERS.c.pk)
        mine = QUOTES.c.pk.in_(keys) & held_by(self._chat) & ~QUOTES.c.hidden
        query = select(*columns).select_from(joined).where(mine).order_by(QUOTES.c.pk)
        async with self._reading() as connection:
            rows = (await connection.execute(query)).mappings().all()
            held = ARTICLE_TERMS.c.article.in_({row["article"] for row in rows})
            found = (await connection.execute(select(ARTICLE_TERMS).where(held))).all()
        articles = {key: (body, head) for key, body, head in found}
        return candidates(rows, Wanted(terms), articles)

    async def load(self, keys: Sequence[int]) -> list[StoredQuote]:
        """The quotes with those keys, in the order given."""
        query = quotes.joined(self._chat, keyed=True).where(QUOTES.c.pk.in_(keys))
        found = {one.id: one for one in await self._read(query)}
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
        async with self._reading() as connection:
            return await counts(connection, self._chat)

    async def names(self, keys: Sequence[str]) -> tuple[list[SpeakerName], list[Link]]:
        """Names of speakers that hold a word of one of the consonant keys, and what users said."""
        async with self._reading() as connection:
            return await speakers.by_keys(connection, self._chat, keys)

    async def named(self, keys: Sequence[int]) -> tuple[str, ...]:
        """The names of speakers with those keys, as far as the archive has them."""
        query = select(SPEAKERS.c.name).where(
            held_by(self._chat, SPEAKERS.c.chat), SPEAKERS.c.pk.in_(keys)
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

    async def counted(
        self, since: datetime, until: datetime, confidence: float, *, arrived: bool = False
    ) -> list[Counted]:
        """Articles dated in the half-open period, or that came in it."""
        async with self._reading() as connection:
            return await periods.counted(
                connection, self._chat, since, until, confidence, arrived=arrived
            )

    async def late(self, since: datetime, until: datetime) -> list[Counted]:
        """Articles that came in the half-open period and are older news than a digest tells."""
        async with self._reading() as connection:
            return await periods.late(connection, self._chat, since, until)

    async def dated(self, articles: Sequence[Counted]) -> list[Dated]:
        """The same articles with headline and terms."""
        async with self._reading() as connection:
            return await periods.dated(connection, self._chat, articles)

    async def lemmas(self, quotes: Sequence[int]) -> Mapping[int, frozenset[int]]:
        """The lemmas of each quote's content, by their keys."""
        async with self._reading() as connection:
            return await periods.lemmas(connection, self._chat, quotes)

    async def of_articles(
        self, articles: Sequence[str], confidence: float
    ) -> Mapping[str, Sequence[StoredQuote]]:
        """The quotes of articles that are not under a confidence, by article."""
        mine = ARTICLES.c.id.in_(articles) & (QUOTES.c.confidence >= confidence)
        return periods.by_article(
            await self._read(self._joined().where(mine).order_by(QUOTES.c.pk))
        )

    async def voiced(self, articles: Sequence[str], confidence: float) -> list[Voiced]:
        """What figures count of the articles' quotes that are not under a confidence."""
        async with self._reading() as connection:
            return await periods.voiced(connection, self._chat, articles, confidence)

    async def heard(
        self, since: datetime, until: datetime, confidence: float, *, arrived: bool = False
    ) -> int:
        """How many speakers all articles of the half-open period quote."""
        async with self._reading() as connection:
            return await periods.heard(
                connection, self._chat, since, until, confidence, arrived=arrived
            )

    async def speakers_of(self, articles: Sequence[int], confidence: float) -> int:
        """How many speakers the articles quote."""
        async with self._reading() as connection:
            return await periods.speakers_of(connection, self._chat, articles, confidence)

    async def heard_before(self, speakers: Sequence[int], day: datetime) -> frozenset[int]:
        """Which of these speakers were quoted before an instant."""
        async with self._reading() as connection:
            return await periods.heard_before(connection, speakers, day)

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
            query = quotes.joined(self._chat, keyed=True).where(QUOTES.c.pk > last)
            query = query.order_by(QUOTES.c.pk).limit(PAGE)
            page = await self._read(query)
            for quote in page:
                yield quote
            if len(page) < PAGE:
                return
            last = page[-1].id

    def _joined(self) -> Select[Any]:
        return quotes.joined(self._chat)

    async def _read(self, query: Select[Any]) -> list[StoredQuote]:
        async with self._reading() as connection:
            return await quotes.read(connection, query)


def _key_of(result: CursorResult[Any]) -> int:
    """The key of the row that was inserted."""
    key = result.inserted_primary_key
    if key is None:
        message = "the database gave no key"
        raise StoreError(message)
    return int(key[0])
