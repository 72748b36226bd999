"""Destructive steps, and taking the last one back for an hour."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bot.model.profile import Counts, Step
from bot.model.subscription import Period, Rule, Subscription
from bot.model.watch import Need, Watch
from bot.ports import Store
from bot.services import correcting
from bot.services.digesting import scheduled

#: How long a step can be taken back; then what it removed is gone for good.
UNDO = timedelta(hours=1)
ERASE, WATCH, DIGEST = "erase", "watch", "digest"


@dataclass(frozen=True, slots=True)
class Undone:
    """The step that was taken back, and what came again where that was an archive."""

    step: Step
    counts: Counts | None = None


async def discard(store: Store, chat: str) -> Counts:
    """Erase a chat's archive so that it can be taken back for an hour."""
    return await store.trash(chat).discard()


async def unwatch(store: Store, chat: str, key: int) -> Watch | None:
    """Delete an alert, with an hour to take it back; what it was."""
    watch = await store.watches(chat).remove(key)
    if watch is not None:
        await store.trash(chat).note(WATCH, json.dumps(asdict(watch), ensure_ascii=False))
    return watch


async def undigest(store: Store, chat: str, one: Subscription) -> None:
    """Delete a digest, with an hour to take it back."""
    await store.subscriptions().remove(one.key)
    await store.trash(chat).note(DIGEST, json.dumps(_told(one), ensure_ascii=False))


async def undo(store: Store, chat: str, now: datetime | None = None) -> Undone | None:
    """Take back the last step of the last hour; None where there is none."""
    trash = store.trash(chat)
    step = await trash.last((now or datetime.now(UTC)) - UNDO)
    if step is None:
        return None
    counts = None
    if step.kind == ERASE:
        counts = await trash.restore(step.subject)
    elif step.kind == WATCH:
        await store.watches(chat).add(_watch(step.subject))
    elif step.kind == DIGEST:
        await store.subscriptions().add(_subscription(step.subject, now or datetime.now(UTC)))
    else:
        await correcting.take_back(store, chat, int(step.subject))
    await trash.forget(step)
    return Undone(step, counts)


async def let_go(store: Store, now: datetime | None = None) -> int:
    """Remove for good what was erased more than an hour ago; how many archives."""
    return await store.purge((now or datetime.now(UTC)) - UNDO)


async def expire(store: Store, days: int, now: datetime | None = None) -> int:
    """Remove for good what was stored more than so many days ago, page by page; how many articles.

    Nothing where ``days`` is 0.
    """
    before = (now or datetime.now(UTC)) - timedelta(days=days)
    gone = 0
    while days and (page := await store.expire(before)):
        gone += page
    return gone


def _watch(text: str) -> Watch:
    values = json.loads(text)
    values["needs"] = tuple(
        Need(need["printed"], tuple(need["terms"]), need["literal"]) for need in values["needs"]
    )
    return Watch(**values)


def _told(one: Subscription) -> dict[str, Any]:
    """A subscription as JSON values."""
    values = asdict(one)
    rule = values.pop("rule")
    for name in ("key", "next_run", "covered"):
        del values[name]
    times = [at.isoformat() for at in rule["times"]]
    return values | {"zone": rule["zone"], "times": times, "days": sorted(rule["days"])}


def _subscription(text: str, now: datetime) -> Subscription:
    values = json.loads(text)
    times = tuple(map(time.fromisoformat, values.pop("times")))
    rule = Rule(values.pop("zone"), times, frozenset(values.pop("days")))
    period, sources = Period(values.pop("period")), tuple(values.pop("sources"))
    return scheduled(Subscription(rule=rule, period=period, sources=sources, **values), now)
