"""Erasing a chat's archive, at once or with an hour in which it can be taken back.

What can be taken back lies under a chat of its own, out of the index, so that no question finds it;
after the hour its rows go, and the bytes they lay in.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, insert, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.model.profile import Counts, Step
from bot.store import index, speakers
from bot.store.bound import Bound
from bot.store.dialects import is_postgresql, upsert
from bot.store.engine import reading, writing
from bot.store.overview import counts
from bot.store.rows import instant, stamp
from bot.store.schema import (
    ARTICLES,
    CHATS,
    CORRECTIONS,
    EDITIONS,
    GRANTS,
    INBOX,
    OUTBOX,
    PIECES,
    PROMPTS,
    QUOTES,
    SPEAKER_KEYS,
    SPEAKER_LINKS,
    SPEAKERS,
    STEPS,
    SUBSCRIPTIONS,
    WATCHES,
)

#: What goes along with a chat that is set aside; the rest is gone at once.
_MOVED: tuple[Table, ...] = (
    ARTICLES, SPEAKERS, SPEAKER_KEYS, SPEAKER_LINKS, CORRECTIONS, WATCHES,
)  # fmt: skip
#: What is no part of an archive and never comes back.
_DROPPED: tuple[Table, ...] = (OUTBOX, PIECES, PROMPTS)
ERASE = "erase"


class SqlTrash(Bound):
    """Erasing and taking back, for one chat."""

    async def erase(self) -> Counts:
        """Remove the chat's rows, its terms and the bytes they lay in, with what was set aside of it."""
        async with writing(self._engine) as connection:
            removed = await counts(connection, self._chat)
            await index.remove(connection, self._chat)
            await self._drop(connection)
            mine = select(STEPS.c.subject).where(STEPS.c.chat == self._chat, STEPS.c.kind == ERASE)
            aside = list((await connection.execute(mine)).scalars())
            await connection.execute(delete(CHATS).where(CHATS.c.id.in_((self._chat, *aside))))
            await connection.execute(delete(STEPS).where(STEPS.c.chat == self._chat))
            await _drop_digests(connection, [self._chat, *aside])
        await scrub(self._engine)
        return removed

    async def discard(self) -> Counts:
        """Set the whole chat aside, to be taken back or to go."""
        async with writing(self._engine) as connection:
            removed = await counts(connection, self._chat)
            key = await _noted(connection, self._chat, ERASE, "")
            aside = f"erased:{key}"
            named = update(STEPS).where(STEPS.c.pk == key).values(subject=aside)
            await connection.execute(named)
            await index.remove(connection, self._chat)
            await self._drop(connection)
            await _copy_chat(connection, self._chat, aside)
            for table in (*_MOVED, SUBSCRIPTIONS):
                moved = update(table).where(table.c.chat == self._chat).values(chat=aside)
                await connection.execute(moved)
            await connection.execute(delete(CHATS).where(CHATS.c.id == self._chat))
        return removed

    async def note(self, kind: str, subject: str) -> None:
        """Keep a destructive step."""
        async with self._writing() as connection:
            await _noted(connection, self._chat, kind, subject)

    async def last(self, since: datetime) -> Step | None:
        """The last destructive step that is not undone, where it was not before an instant."""
        query = select(STEPS).where(STEPS.c.chat == self._chat, STEPS.c.at >= stamp(since))
        async with self._reading() as connection:
            newest = query.order_by(STEPS.c.pk.desc()).limit(1)
            row = (await connection.execute(newest)).mappings().first()
        return Step(row["pk"], row["kind"], row["subject"], instant(row["at"])) if row else None

    async def forget(self, step: Step) -> None:
        """A step that is undone is no step any more."""
        async with writing(self._engine) as connection:
            mine = (STEPS.c.chat == self._chat) & (STEPS.c.pk == step.key)
            await connection.execute(delete(STEPS).where(mine))

    async def restore(self, aside: str) -> Counts:
        """Bring back what was set aside; articles that came in since stay as they are."""
        async with writing(self._engine) as connection:
            return await _bring(connection, aside, self._chat)

    async def _drop(self, connection: AsyncConnection) -> None:
        handled = (INBOX.c.chat == self._chat) & (INBOX.c.state != "pending")
        await connection.execute(delete(INBOX).where(handled))
        for table in _DROPPED:
            await connection.execute(delete(table).where(table.c.chat == self._chat))


async def rename(engine: AsyncEngine, old: str, new: str) -> None:
    """A group that became a supergroup keeps its archive under its new number."""
    async with writing(engine) as connection:
        await index.remove(connection, old)
        await _bring(connection, old, new)


async def _bring(connection: AsyncConnection, aside: str, chat: str) -> Counts:
    """Put what lies under one chat, out of the index, under another; what is there stays."""
    await _copy_chat(connection, aside, chat)
    here = select(ARTICLES.c.id).where(ARTICLES.c.chat == chat)
    missing = select(ARTICLES.c.pk).where(ARTICLES.c.chat == aside, ARTICLES.c.id.not_in(here))
    keys = list((await connection.execute(missing.order_by(ARTICLES.c.pk))).scalars())
    quotes = 0
    for key in keys:
        quotes += await _article(connection, key, chat)
    pair = tuple_(SPEAKER_LINKS.c.one, SPEAKER_LINKS.c.other)
    said = select(SPEAKER_LINKS.c.one, SPEAKER_LINKS.c.other).where(SPEAKER_LINKS.c.chat == chat)
    again = (SPEAKER_LINKS.c.chat == aside) & pair.in_(said)
    await connection.execute(delete(SPEAKER_LINKS).where(again))
    for table in (SPEAKER_LINKS, CORRECTIONS, WATCHES, SUBSCRIPTIONS):
        await connection.execute(update(table).where(table.c.chat == aside).values(chat=chat))
    grown = {"articles": CHATS.c.articles + len(keys), "quotes": CHATS.c.quotes + quotes}
    await connection.execute(update(CHATS).where(CHATS.c.id == chat).values(**grown))
    await connection.execute(delete(CHATS).where(CHATS.c.id == aside))
    return Counts(len(keys), quotes, 0)


async def _article(connection: AsyncConnection, article: int, chat: str) -> int:
    """One article with its quotes, their speakers among those of the chat; its quotes."""
    moved = update(ARTICLES).where(ARTICLES.c.pk == article).values(chat=chat)
    await connection.execute(moved)
    joined = QUOTES.join(SPEAKERS, QUOTES.c.speaker == SPEAKERS.c.pk)
    query = select(SPEAKERS.c.pk, SPEAKERS.c.name, SPEAKERS.c.kind).select_from(joined)
    query = query.where(QUOTES.c.article == article).distinct()
    named = (await connection.execute(query)).all()
    kept = await speakers.keep(connection, chat, {name: kind for _, name, kind in named})
    for key, name, _ in named:
        mine = (QUOTES.c.article == article) & (QUOTES.c.speaker == key)
        await connection.execute(update(QUOTES).where(mine).values(speaker=kept[name]))
    return await index.restore(connection, chat, article)


async def purge(engine: AsyncEngine, before: datetime) -> int:
    """Let go of what was set aside before an instant; how many archives that were."""
    async with writing(engine) as connection:
        old = STEPS.c.at < stamp(before)
        query = select(STEPS.c.subject).where(old, STEPS.c.kind == ERASE)
        aside = list((await connection.execute(query)).scalars())
        await connection.execute(delete(CHATS).where(CHATS.c.id.in_(aside)))
        await connection.execute(delete(STEPS).where(old))
        await _drop_digests(connection, aside)
    if aside:
        await scrub(engine)
    return len(aside)


#: Articles that go in one transaction.
EXPIRED_AT_ONCE = 100


async def expire(engine: AsyncEngine, before: datetime) -> int:
    """Let articles go that were stored before an instant, at most a page of them; how many."""
    async with writing(engine) as connection:
        old = select(ARTICLES.c.pk, ARTICLES.c.chat).where(
            ARTICLES.c.added < stamp(before), ~ARTICLES.c.chat.startswith("erased:")
        )
        rows = (await connection.execute(old.order_by(ARTICLES.c.pk).limit(EXPIRED_AT_ONCE))).all()
        for article, chat in rows:
            quotes = await index.withdraw(connection, chat, article)
            fewer = {"articles": CHATS.c.articles - 1, "quotes": CHATS.c.quotes - quotes}
            await connection.execute(update(CHATS).where(CHATS.c.id == chat).values(**fewer))
            await connection.execute(delete(ARTICLES).where(ARTICLES.c.pk == article))
    return len(rows)


async def _drop_digests(connection: AsyncConnection, chats: Sequence[str]) -> None:
    """Take away what these chats had, and what others had of their archives."""
    for table in (SUBSCRIPTIONS, EDITIONS):
        mine = table.c.chat.in_(chats) | table.c.archive.in_(chats)
        await connection.execute(delete(table).where(mine))
    await connection.execute(delete(GRANTS).where(GRANTS.c.archive.in_(chats)))


async def scrub(engine: AsyncEngine) -> None:
    """Leave no byte of what is deleted in the files."""
    async with reading(engine) as connection:
        raw = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await raw.execute(text("VACUUM"))
        if not is_postgresql(engine):
            await raw.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


async def _noted(connection: AsyncConnection, chat: str, kind: str, subject: str) -> int:
    values = {"chat": chat, "kind": kind, "subject": subject, "at": stamp()}
    added = insert(STEPS).values(**values).returning(STEPS.c.pk)
    return int((await connection.execute(added)).scalar_one())


async def _copy_chat(connection: AsyncConnection, chat: str, other: str) -> None:
    """A row of another name with the same preferences and no articles, where there is none yet."""
    query = select(CHATS).where(CHATS.c.id == chat)
    row = (await connection.execute(query)).mappings().first()
    values: dict[str, Any] = dict(row) if row is not None else {}
    values |= {"id": other, "articles": 0, "quotes": 0}
    await connection.execute(upsert(CHATS).values(**values).on_conflict_do_nothing())
