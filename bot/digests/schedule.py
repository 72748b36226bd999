"""When a digest is due: local rules to UTC instants, whatever the clocks of a zone do.

A local time that a zone skips (Cairo in spring) happens at the first instant after the gap; one that
it has twice happens the first time. The next instant is always computed from local time anew, so that
neither a change of clocks nor a late run moves the hour.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model.subscription import Rule, Subscription

#: Days looked ahead for the next run: a week has every day, and one more for a day that a zone skips.
_AHEAD = 9
_MINUTE = timedelta(minutes=1)


def next_run(rule: Rule, after: datetime) -> datetime:
    """The first instant (UTC) of a rule strictly after another.

    Raises:
        ValueError: the rule has no day or no time.
    """
    zone = ZoneInfo(rule.zone)
    today = after.astimezone(zone).date()
    for ahead in range(-1, _AHEAD):
        day = today + timedelta(days=ahead)
        if day.weekday() not in rule.days:
            continue
        found = [at for at in sorted(instant(day, one, zone) for one in rule.times) if at > after]
        if found:
            return found[0]
    message = "a rule needs a day and a time"
    raise ValueError(message)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time of a day as UTC: the first of two, the end of the gap where there is none."""
    local = datetime.combine(day, at, zone)
    found = local.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return found
    low, high = found - timedelta(hours=3), found + timedelta(hours=3)
    wall = local.replace(tzinfo=None)
    while high - low > _MINUTE:
        middle = low + (high - low) / 2
        before = middle.astimezone(zone).replace(tzinfo=None) < wall
        low, high = (middle, high) if before else (low, middle)
    return high.replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Due:
    """A subscription whose time has come: what its digest covers, and when the next one is.

    ``since`` is None where nothing is to be sent: the bot was away for longer than the period.
    """

    subscription: Subscription
    since: datetime | None
    until: datetime
    next_run: datetime


def due(subscriptions: Iterable[Subscription], now: datetime) -> list[Due]:
    """What is due at an instant, the longest waiting first.

    One digest covers all that was missed, as long as that is no older than the period; a clock that
    was set back makes nothing due twice, since a digest begins where the last one ended.
    """
    found = []
    for one in subscriptions:
        if one.paused or one.next_run is None or one.next_run > now:
            continue
        upcoming = next_run(one.rule, now)
        until = covered_until(one, now)
        found.append(Due(one, since(one, until, now), until, upcoming))
    return sorted(
        found, key=lambda item: (item.subscription.next_run or now, item.subscription.key)
    )


def covered_until(one: Subscription, now: datetime) -> datetime:
    """The instant up to which a digest that is due tells: the last of its times that has come."""
    last = one.next_run or now
    while (following := next_run(one.rule, last)) <= now:
        last = following
    return last


def since(one: Subscription, until: datetime, now: datetime) -> datetime | None:
    """Where a due digest that tells up to ``until`` begins; None where that is longer past than a period."""
    period = timedelta(days=one.period.days)
    if now - until > period:
        return None
    begun = until - period
    if one.covered is None:
        return begun
    missed = one.next_run is not None and one.next_run < until
    earliest = begun - period if missed else begun
    return max(min(one.covered, until), earliest)
