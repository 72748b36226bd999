"""The store on SQLite or PostgreSQL: archives, and the queues of updates and answers."""

from datetime import datetime

from sqlalchemy import delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.model.jobs import QUEUED
from bot.store.archive import SqlArchive
from bot.store.calls import SqlCalls
from bot.store.corrections import SqlCorrections
from bot.store.dialects import upsert
from bot.store.engine import open_engine, reading, writing
from bot.store.overview import SqlOverview
from bot.store.pieces import SqlPieces, SqlPrompts, waiting
from bot.store.preferences import SqlPreferences
from bot.store.rows import stamp
from bot.store.schema import INBOX, OUTBOX
from bot.store.subscriptions import SqlSubscriptions
from bot.store.trash import SqlTrash, expire, purge, rename
from bot.store.watches import SqlWatches

#: Finished updates are kept this many at least, to know a second delivery; Telegram may begin its
#: numbers anew after a week of silence, so older ones must go.
KEEP_DONE = 5_000
#: What was sent in answer to so many later updates is kept, so that a reply to an answer of last week is
#: understood; the ledger does not grow for ever.
KEEP_SENT = 200_000


class SqlStore:
    """The database behind :class:`bot.ports.Store`."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Use an open engine; :func:`open_store` makes one."""
        self._engine = engine

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    def archive(self, chat: str) -> SqlArchive:
        """The archive of one chat."""
        return SqlArchive(self._engine, chat)

    def preferences(self, chat: str) -> SqlPreferences:
        """What one chat chose."""
        return SqlPreferences(self._engine, chat)

    def corrections(self, chat: str) -> SqlCorrections:
        """What users of one chat said of wrong quotes."""
        return SqlCorrections(self._engine, chat)

    def watches(self, chat: str) -> SqlWatches:
        """The alerts of one chat."""
        return SqlWatches(self._engine, chat)

    def overview(self, chat: str) -> SqlOverview:
        """One chat's archive in figures."""
        return SqlOverview(self._engine, chat)

    def trash(self, chat: str) -> SqlTrash:
        """Erasing and taking back, for one chat."""
        return SqlTrash(self._engine, chat)

    def pieces(self, chat: str) -> SqlPieces:
        """Messages of one chat that wait for the rest."""
        return SqlPieces(self._engine, chat)

    def prompts(self, chat: str) -> SqlPrompts:
        """Messages in one chat that want a reply."""
        return SqlPrompts(self._engine, chat)

    def subscriptions(self) -> SqlSubscriptions:
        """All digests of all chats."""
        return SqlSubscriptions(self._engine)

    async def waiting(self) -> list[str]:
        """The chats in which messages wait."""
        return await waiting(self._engine)

    async def purge(self, before: datetime) -> int:
        """Let go of what was set aside before an instant."""
        return await purge(self._engine, before)

    async def expire(self, before: datetime) -> int:
        """Let a page of articles go that were stored before an instant; how many."""
        return await expire(self._engine, before)

    async def moved(self, old: str, new: str) -> None:
        """A chat got another number."""
        await rename(self._engine, old, new)
        await self.subscriptions().moved(old, new)

    async def receive(self, update_id: int, chat: str, raw: str) -> bool:
        """Keep an update; False where its number is known."""
        values = {
            "update": update_id,
            "chat": chat,
            "raw": raw,
            "state": "pending",
            "attempts": 0,
            "reason": "",
            "received": stamp(),
        }
        async with writing(self._engine) as connection:
            kept = upsert(INBOX).values(**values).on_conflict_do_nothing()
            new = await connection.execute(kept.returning(INBOX.c.update))
            return new.scalar() is not None

    async def pending(self) -> list[str]:
        """Raw updates that are not done, oldest first."""
        query = select(INBOX.c.raw).where(INBOX.c.state == "pending").order_by(INBOX.c.update)
        async with reading(self._engine) as connection:
            return list((await connection.execute(query)).scalars())

    async def raw_of(self, update_id: int) -> str | None:
        """An update that is not done, as it came; None where there is none."""
        mine = (INBOX.c.update == update_id) & (INBOX.c.state == "pending")
        async with reading(self._engine) as connection:
            return (await connection.execute(select(INBOX.c.raw).where(mine))).scalar()

    async def strays(self, before: datetime) -> list[str]:
        """Updates that came before an instant, are not done, and have no job (on PostgreSQL)."""
        query = text(
            "SELECT raw FROM inbox WHERE state = 'pending' AND received < :before AND NOT EXISTS"
            " (SELECT 1 FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
            " AND queueing_lock = :queued || inbox.update) ORDER BY update LIMIT 1000"
        )
        async with reading(self._engine) as connection:
            found = await connection.execute(query, {"before": stamp(before), "queued": QUEUED})
            return list(found.scalars())

    def calls(self) -> SqlCalls:
        """Calls that one process makes for all."""
        return SqlCalls(self._engine)

    async def done(self, update_id: int) -> None:
        """Mark an update as finished, drop its content, and forget numbers long past."""
        async with writing(self._engine) as connection:
            finished = update(INBOX).where(INBOX.c.update == update_id)
            await connection.execute(finished.values(state="done", raw=""))
            old = delete(INBOX).where(
                INBOX.c.state == "done", INBOX.c.update < update_id - KEEP_DONE
            )
            await connection.execute(old)
            # Numbers follow each other, so that each one's parts are reached in their turn.
            past = f"{update_id - KEEP_SENT}"
            parts = (OUTBOX.c.key >= f"{past}:") & (OUTBOX.c.key < f"{past};")
            await connection.execute(delete(OUTBOX).where(parts))

    async def failed(self, update_id: int, reason: str, *, final: bool) -> int:
        """Count a failure; a final one is set aside with its reason."""
        async with writing(self._engine) as connection:
            mine = INBOX.c.update == update_id
            known = (await connection.execute(select(INBOX.c.attempts).where(mine))).scalar()
            attempts = (known or 0) + 1
            state = "aside" if final else "pending"
            values = {"attempts": attempts, "state": state, "reason": reason}
            await connection.execute(update(INBOX).where(mine).values(**values))
            return attempts

    async def set_aside(self) -> list[tuple[int, str]]:
        """Updates that were set aside, with their reasons."""
        query = select(INBOX.c.update, INBOX.c.reason).where(INBOX.c.state == "aside")
        async with reading(self._engine) as connection:
            return [(row[0], row[1]) for row in await connection.execute(query)]

    async def retry(self, update_id: int) -> bool:
        """Let an update that was set aside be pending again; False where there is none."""
        mine = (INBOX.c.update == update_id) & (INBOX.c.state == "aside") & (INBOX.c.raw != "")
        async with writing(self._engine) as connection:
            change = update(INBOX).where(mine).values(state="pending", attempts=0, reason="")
            return (await connection.execute(change)).rowcount == 1

    async def sending(self, key: str, chat: str) -> bool:
        """Begin to send; False where it was sent before."""
        async with writing(self._engine) as connection:
            values = {"key": key, "chat": chat, "state": "sending", "at": stamp()}
            await connection.execute(upsert(OUTBOX).values(**values).on_conflict_do_nothing())
            query = select(OUTBOX.c.state).where(OUTBOX.c.key == key)
            return bool((await connection.execute(query)).scalar_one() != "sent")

    async def sent(self, key: str, message_id: int) -> None:
        """Mark as sent, before anything else is written: until then a kill would have it said once more."""
        async with writing(self._engine, urgent=True) as connection:
            change = update(OUTBOX).where(OUTBOX.c.key == key)
            await connection.execute(change.values(state="sent", message=message_id, at=stamp()))


async def open_store(url: str) -> SqlStore:
    """Open the database at ``url`` and bring its schema up to date.

    Raises:
        StoreError: the address is wrong or the database cannot be opened.
    """
    return SqlStore(await open_engine(url))
