"""Subscriptions, what was sent of them, shared archives and leases, on SQLite."""

import json
from datetime import datetime, time
from typing import Any

from sqlalchemy import RowMapping, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.model.subscription import Period, Rule, Subscription
from bot.store.dialects import upsert
from bot.store.engine import reading, writing
from bot.store.rows import instant, stamp
from bot.store.schema import EDITIONS, GRANTS, LEASES, SUBSCRIPTIONS

#: Due subscriptions that one look takes up; the next look has the rest.
PAGE = 500


class SqlSubscriptions:
    """All digests of all chats."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Use an open engine."""
        self._engine = engine

    async def add(self, one: Subscription) -> int:
        """Keep a subscription; its key."""
        async with writing(self._engine) as connection:
            added = insert(SUBSCRIPTIONS).values(**_values(one)).returning(SUBSCRIPTIONS.c.pk)
            return int((await connection.execute(added)).scalar_one())

    async def change(self, one: Subscription) -> None:
        """Keep a subscription as it is now."""
        async with writing(self._engine) as connection:
            change = update(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.pk == one.key)
            await connection.execute(change.values(**_values(one)))

    async def remove(self, key: int) -> None:
        """Take a subscription away."""
        async with writing(self._engine) as connection:
            await connection.execute(delete(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.pk == key))

    async def get(self, key: int) -> Subscription | None:
        """The subscription with that key, or None."""
        query = select(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.pk == key)
        async with reading(self._engine) as connection:
            row = (await connection.execute(query)).mappings().first()
        return _subscription(row) if row is not None else None

    async def of_chat(self, chat: str, owner: str = "") -> list[Subscription]:
        """What goes to a chat, and what a user set for his channels."""
        mine = SUBSCRIPTIONS.c.chat == chat
        if owner:
            mine = or_(mine, SUBSCRIPTIONS.c.owner == owner)
        query = select(SUBSCRIPTIONS).where(mine).order_by(SUBSCRIPTIONS.c.pk)
        async with reading(self._engine) as connection:
            return [_subscription(row) for row in (await connection.execute(query)).mappings()]

    async def due(self, now: datetime) -> list[Subscription]:
        """Those whose time has come, the longest waiting first."""
        query = select(SUBSCRIPTIONS).where(
            ~SUBSCRIPTIONS.c.paused,
            SUBSCRIPTIONS.c.next_run <= stamp(now),
            SUBSCRIPTIONS.c.chat.not_like("erased:%"),
        )
        query = query.order_by(SUBSCRIPTIONS.c.next_run, SUBSCRIPTIONS.c.pk).limit(PAGE)
        async with reading(self._engine) as connection:
            return [_subscription(row) for row in (await connection.execute(query)).mappings()]

    async def begin(self, one: Subscription, since: datetime, until: datetime) -> int:
        """Begin an edition, or go on with it: its key."""
        values = {
            "subscription": one.key,
            "chat": one.chat,
            "archive": one.archive,
            "since": stamp(since),
            "until": stamp(until),
            "state": "sending",
        }
        async with writing(self._engine) as connection:
            await connection.execute(upsert(EDITIONS).values(**values).on_conflict_do_nothing())
            mine = (EDITIONS.c.subscription == one.key) & (EDITIONS.c.until == stamp(until))
            key = (await connection.execute(select(EDITIONS.c.pk).where(mine))).scalar_one()
        return int(key)

    async def unfinished(self) -> list[tuple[Subscription, int, datetime, datetime]]:
        """Editions that were begun and are not sent, with their subscription, key and period."""
        query = select(EDITIONS).where(EDITIONS.c.state == "sending").order_by(EDITIONS.c.pk)
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).mappings().all()
        found = []
        for row in rows:
            one = await self.get(row["subscription"])
            if one is None:
                await self.mark(row["pk"], "dropped")
            else:
                found.append((one, row["pk"], instant(row["since"]), instant(row["until"])))
        return found

    async def moved(self, old: str, new: str) -> None:
        """A chat got another number."""
        async with writing(self._engine) as connection:
            for table in (SUBSCRIPTIONS, EDITIONS):
                for column in (table.c.chat, table.c.archive):
                    change = update(table).where(column == old).values({column: new})
                    await connection.execute(change)

    async def mark(self, edition: int, state: str) -> None:
        """Keep how an edition stands."""
        async with writing(self._engine) as connection:
            change = update(EDITIONS).where(EDITIONS.c.pk == edition).values(state=state)
            await connection.execute(change)

    async def edition(self, key: int) -> tuple[str, datetime, datetime] | None:
        """Archive and period of an edition, or None."""
        query = select(EDITIONS).where(EDITIONS.c.pk == key)
        async with reading(self._engine) as connection:
            row = (await connection.execute(query)).mappings().first()
        if row is None:
            return None
        return row["archive"], instant(row["since"]), instant(row["until"])

    async def grant(self, code: str, archive: str) -> None:
        """Keep a code by which another chat may have digests of an archive."""
        async with writing(self._engine) as connection:
            values = {"code": code, "archive": archive, "taker": "", "at": stamp()}
            await connection.execute(insert(GRANTS).values(**values))

    async def take(self, code: str, taker: str, since: datetime) -> str | None:
        """Use a code once, while it is fresh: the archive that it opens."""
        mine = (GRANTS.c.code == code) & (GRANTS.c.taker == "") & (GRANTS.c.at >= stamp(since))
        async with writing(self._engine) as connection:
            query = select(GRANTS.c.archive).where(mine)
            archive = (await connection.execute(query)).scalar()
            if archive is not None:
                await connection.execute(update(GRANTS).where(mine).values(taker=taker))
        return archive

    async def lease(self, name: str, holder: str, until: datetime, now: datetime) -> bool:
        """Have some work for oneself until an instant; False while another has it."""
        async with writing(self._engine) as connection:
            values = {"name": name, "holder": holder, "until": stamp(until)}
            taken = upsert(LEASES).values(**values)
            free = or_(LEASES.c.holder == holder, LEASES.c.until < stamp(now))
            taken = taken.on_conflict_do_update(
                index_elements=["name"],
                set_={"holder": taken.excluded.holder, "until": taken.excluded.until},
                where=free,
            )
            return (await connection.execute(taken.returning(LEASES.c.name))).first() is not None


def _values(one: Subscription) -> dict[str, Any]:
    return {
        "chat": one.chat,
        "archive": one.archive,
        "owner": one.owner,
        "zone": one.rule.zone,
        "times": ",".join(f"{at:%H:%M}" for at in one.rule.times),
        "days": "".join(map(str, sorted(one.rule.days))),
        "period": one.period.value,
        "size": one.size,
        "language": one.language,
        "sources": json.dumps(one.sources, ensure_ascii=False),
        "watched": one.watched,
        "picture": one.picture,
        "silent": one.silent,
        "note_empty": one.note_empty,
        "paused": one.paused,
        "thread": one.thread,
        "next_run": stamp(one.next_run) if one.next_run else None,
        "covered": stamp(one.covered) if one.covered else None,
    }


def _subscription(row: RowMapping) -> Subscription:
    times = tuple(time.fromisoformat(at) for at in row["times"].split(",") if at)
    return Subscription(
        chat=row["chat"],
        archive=row["archive"],
        owner=row["owner"],
        rule=Rule(row["zone"], times, frozenset(map(int, row["days"]))),
        period=Period(row["period"]),
        size=row["size"],
        language=row["language"],
        sources=tuple(json.loads(row["sources"])),
        watched=bool(row["watched"]),
        picture=bool(row["picture"]),
        silent=bool(row["silent"]),
        note_empty=bool(row["note_empty"]),
        paused=bool(row["paused"]),
        thread=row["thread"],
        next_run=instant(row["next_run"]) if row["next_run"] else None,
        covered=instant(row["covered"]) if row["covered"] else None,
        key=row["pk"],
    )
