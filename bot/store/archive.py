"""One chat's archive in SQLite: every statement here names the chat that the archive was made for."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Select, delete, distinct, func, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StoreError
from bot.model.answer import StoredQuote
from bot.model.article import Article, Sighting
from bot.model.quote import Span
from bot.ports import Counts, IndexedQuote, Search, StoredArticle
from bot.store.rows import article_of, instant, quote_values, stamp, stored_quote
from bot.store.schema import ARTICLES, CHATS, INBOX, OUTBOX, QUOTES, SIGHTINGS, SPANS, SPEAKERS

#: Quotes read at once in an export.
PAGE = 500
_INSERT_TERMS = text(
    "INSERT INTO terms (rowid, chat, topic, near, head, speaker, cue)"
    " VALUES (:pk, :chat, :topic, :near, :head, :speaker, :cue)"
)
_MATCH = text("SELECT rowid FROM terms WHERE terms MATCH :match ORDER BY rank LIMIT :limit")
_COUNT = text("SELECT count(*) FROM terms WHERE terms MATCH :match")


class SqliteArchive:
    """The archive of one chat."""

    def __init__(self, engine: AsyncEngine, chat: str) -> None:
        """Bind to ``chat``; nothing else is ever read or written."""
        self._engine = engine
        self._chat = chat
        self._key = chat_term(chat)

    async def save(
        self, article: Article, sighting: Sighting, quotes: Sequence[IndexedQuote]
    ) -> bool:
        """Store an article, its sighting and its quotes in one transaction."""
        async with self._engine.begin() as connection:
            await connection.execute(upsert(CHATS).values(id=self._chat).on_conflict_do_nothing())
            key, new = await self._article(connection, article)
            seen = {
                "article": key,
                "message": sighting.message_id,
                "sender": sighting.sender,
                "seen": stamp(sighting.seen),
            }
            await connection.execute(upsert(SIGHTINGS).values(**seen).on_conflict_do_nothing())
            if new:
                day = stamp(article.published or sighting.seen)
                for position, indexed in enumerate(quotes):
                    await self._quote(connection, key, position, indexed, day)
        return new

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

    async def _quote(
        self,
        connection: AsyncConnection,
        article: int,
        position: int,
        indexed: IndexedQuote,
        day: str,
    ) -> None:
        quote = indexed.quote
        speaker = await self._speaker(connection, quote.who, quote.kind.value)
        values = quote_values(quote) | {
            "article": article,
            "speaker": speaker,
            "position": position,
            "day": day,
        }
        result = await connection.execute(insert(QUOTES).values(**values))
        key = _key_of(result)
        spans = [
            {"quote": key, "position": n, "start": span.start, "end": span.end}
            for n, span in enumerate(quote.content)
        ]
        await connection.execute(insert(SPANS), spans)
        terms = {
            "pk": key,
            "chat": self._key,
            "topic": " ".join(indexed.topic),
            "near": " ".join(indexed.near),
            "head": " ".join(indexed.head),
            "speaker": " ".join(indexed.speaker),
            "cue": " ".join(indexed.cue),
        }
        await connection.execute(_INSERT_TERMS, terms)

    async def _speaker(self, connection: AsyncConnection, name: str, kind: str) -> int:
        known = select(SPEAKERS.c.pk).where(SPEAKERS.c.chat == self._chat, SPEAKERS.c.name == name)
        key = (await connection.execute(known)).scalar()
        if key is None:
            values = {"chat": self._chat, "name": name, "kind": kind}
            result = await connection.execute(insert(SPEAKERS).values(**values))
            key = _key_of(result)
        return int(key)

    async def article(self, article: str) -> StoredArticle | None:
        """The article with that id, or None."""
        return await self._one(select(ARTICLES).where(ARTICLES.c.id == article))

    async def by_message(self, message_id: int) -> StoredArticle | None:
        """The article that a message brought, or None."""
        joined = select(ARTICLES).join(SIGHTINGS, SIGHTINGS.c.article == ARTICLES.c.pk)
        return await self._one(joined.where(SIGHTINGS.c.message == message_id))

    async def _one(self, query: Select[Any]) -> StoredArticle | None:
        async with self._engine.connect() as connection:
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

    async def search(self, search: Search) -> list[StoredQuote]:
        """Quotes that hold any topic term and any speaker term, in the period."""
        match = self._match(search)
        async with self._engine.connect() as connection:
            parameters = {"match": match, "limit": search.limit}
            keys = [row[0] for row in await connection.execute(_MATCH, parameters)]
        query = self._joined().where(QUOTES.c.pk.in_(keys))
        if search.since is not None:
            query = query.where(QUOTES.c.day >= stamp(search.since))
        if search.until is not None:
            query = query.where(QUOTES.c.day < stamp(search.until))
        return await self._read(query.order_by(QUOTES.c.pk))

    def _match(self, search: Search) -> str:
        """A full-text query of quoted terms: no word of a user's is ever an operator."""
        parts = [f'chat : "{self._key}"']
        for column, terms in (("{topic near head}", search.topic), ("speaker", search.speaker)):
            if terms:
                parts.append(f"{column} : ({' OR '.join(quoted(term) for term in terms)})")
        return " AND ".join(parts)

    async def frequency(self, terms: Sequence[str]) -> Mapping[str, int]:
        """In how many quotes each topic term stands."""
        found: dict[str, int] = {}
        async with self._engine.connect() as connection:
            for term in dict.fromkeys(terms):
                match = f'chat : "{self._key}" AND {{topic near}} : {quoted(term)}'
                found[term] = (await connection.execute(_COUNT, {"match": match})).scalar_one()
        return found

    async def counts(self) -> Counts:
        """How much the archive holds."""
        mine = ARTICLES.c.chat == self._chat
        async with self._engine.connect() as connection:
            articles = select(func.count()).select_from(ARTICLES).where(mine)
            joined = QUOTES.join(ARTICLES, QUOTES.c.article == ARTICLES.c.pk)
            quotes = select(func.count(), func.count(distinct(QUOTES.c.speaker)))
            row = (await connection.execute(quotes.select_from(joined).where(mine))).one()
            return Counts((await connection.execute(articles)).scalar_one(), row[0], row[1])

    async def between(self, since: datetime, until: datetime) -> list[StoredQuote]:
        """Quotes of articles dated in the half-open period, oldest first."""
        query = self._joined().where(QUOTES.c.day >= stamp(since), QUOTES.c.day < stamp(until))
        return await self._read(query.order_by(QUOTES.c.day, QUOTES.c.pk))

    async def headlines(self, articles: Sequence[str]) -> Mapping[str, str]:
        """The headline of each article that is there."""
        query = select(ARTICLES).where(ARTICLES.c.chat == self._chat, ARTICLES.c.id.in_(articles))
        async with self._engine.connect() as connection:
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
            await connection.execute(
                text("DELETE FROM terms WHERE terms MATCH :match"),
                {"match": f'chat : "{self._key}"'},
            )
            await connection.execute(text("INSERT INTO terms(terms) VALUES ('optimize')"))
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
        async with self._engine.connect() as connection:
            return (await connection.execute(query)).scalar()

    async def set_language(self, language: str) -> None:
        """Keep the interface language."""
        async with self._engine.begin() as connection:
            await connection.execute(upsert(CHATS).values(id=self._chat).on_conflict_do_nothing())
            change = update(CHATS).where(CHATS.c.id == self._chat).values(language=language)
            await connection.execute(change)

    def _joined(self) -> Select[Any]:
        """Quotes of this chat with article, speaker, terms and the newest message."""
        terms = text("terms")
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
            text("terms.topic AS topic"),
            text("terms.near AS near"),
            text("terms.head AS head"),
            text("terms.speaker AS speaker_terms"),
            text("terms.cue AS cue"),
        ]
        joined = QUOTES.join(ARTICLES, QUOTES.c.article == ARTICLES.c.pk)
        joined = joined.join(SPEAKERS, QUOTES.c.speaker == SPEAKERS.c.pk)
        query: Select[Any] = select(*columns).select_from(joined).select_from(terms)
        return query.where(ARTICLES.c.chat == self._chat, text("terms.rowid = quotes.pk"))

    async def _read(self, query: Select[Any]) -> list[StoredQuote]:
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
            keys = [row["pk"] for row in rows]
            spans: dict[int, list[Span]] = {key: [] for key in keys}
            wanted = select(SPANS).where(SPANS.c.quote.in_(keys))
            found = await connection.execute(wanted.order_by(SPANS.c.quote, SPANS.c.position))
            for span in found.mappings():
                spans[span["quote"]].append(Span(span["start"], span["end"]))
        return [stored_quote(row, spans[row["pk"]]) for row in rows]


def chat_term(chat: str) -> str:
    """The full-text term of a chat: letters and digits only."""
    return "chat" + "".join(c if c.isalnum() else f"x{ord(c):x}" for c in chat)


def quoted(term: str) -> str:
    """A term as a full-text string."""
    return '"' + term.replace('"', '""') + '"'


def _key_of(result: CursorResult[Any]) -> int:
    """The key of the row that was inserted."""
    key = result.inserted_primary_key
    if key is None:
        message = "the database gave no key"
        raise StoreError(message)
    return int(key[0])
