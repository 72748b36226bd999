"""When a digest is due: over all zones, gaps and overlaps of clocks, late and early bots."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.schedule import due, instant, next_run
from bot.model.subscription import Period, Rule, Subscription

ZONES = sorted(zone for zone in available_timezones() if not zone.startswith(("posix", "right")))
MINUTES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
RULES = st.builds(
    Rule,
    st.sampled_from(ZONES),
    st.lists(MINUTES, min_size=1, max_size=3, unique=True).map(tuple),
    st.frozensets(st.integers(0, 6), min_size=1),
)
#: Ten years.
MOMENTS = st.datetimes(datetime(2018, 1, 1), datetime(2028, 1, 1)).map(  # noqa: DTZ001 - Hypothesis wants naive ones
    lambda moment: moment.replace(tzinfo=UTC)
)


@settings(max_examples=400, deadline=None)
@given(RULES, MOMENTS)
def test_the_next_run_is_later_and_local(rule: Rule, now: datetime) -> None:
    """It is strictly later, within nine days, on a day and at a time of the rule where the zone has it."""
    found = next_run(rule, now)
    assert now < found <= now + timedelta(days=9)
    local = found.astimezone(ZoneInfo(rule.zone))
    named = local.time() in rule.times and local.weekday() in rule.days
    gap = (
        local.utcoffset()
        != (found - timedelta(hours=3)).astimezone(ZoneInfo(rule.zone)).utcoffset()
    )
    assert named or gap


@settings(max_examples=200, deadline=None)
@given(RULES, MOMENTS)
def test_nothing_lies_between(rule: Rule, now: datetime) -> None:
    """From any instant before it, the next run is the same: none is skipped, none comes twice."""
    found = next_run(rule, now)
    assert next_run(rule, found - timedelta(seconds=1)) == found
    assert next_run(rule, now + (found - now) / 2) == found


@pytest.mark.parametrize(
    ("zone", "after", "at", "expected"),
    [
        # Cairo: 26 April 2024 has no 00:00 to 01:00.
        ("Africa/Cairo", "2024-04-25T20:00+00:00", time(0, 30), "2024-04-25T22:00+00:00"),
        # Cairo: 31 October 2024 has 23:00 to 24:00 twice; the first counts.
        ("Africa/Cairo", "2024-10-31T12:00+00:00", time(23, 30), "2024-10-31T20:30+00:00"),
        # Casablanca goes back an hour for Ramadan on 10 March 2024.
        ("Africa/Casablanca", "2024-03-09T12:00+00:00", time(8), "2024-03-10T08:00+00:00"),
        ("Africa/Casablanca", "2024-03-08T12:00+00:00", time(8), "2024-03-09T07:00+00:00"),
        # Beirut: 31 March 2024 begins at 01:00.
        ("Asia/Beirut", "2024-03-30T20:00+00:00", time(0, 15), "2024-03-30T22:00+00:00"),
        ("Asia/Riyadh", "2024-03-30T20:00+00:00", time(8), "2024-03-31T05:00+00:00"),
    ],
)
def test_clocks_that_change(zone: str, after: str, at: time, expected: str) -> None:
    """A time in a gap comes at its end, a time that comes twice the first time."""
    found = next_run(Rule(zone, (at,)), datetime.fromisoformat(after))
    assert found == datetime.fromisoformat(expected)


def test_a_rule_without_times_is_refused() -> None:
    """It could never be due."""
    with pytest.raises(ValueError, match="a day and a time"):
        next_run(Rule("UTC", ()), datetime(2024, 1, 1, tzinfo=UTC))


START = datetime(2024, 5, 1, 8, tzinfo=UTC)


def subscription(**parts: object) -> Subscription:
    """A daily digest at eight, UTC, due at START."""
    values: dict[str, object] = {"rule": Rule("UTC"), "next_run": START, "key": 1}
    return Subscription("1", "1", "1", **(values | parts))  # type: ignore[arg-type]


def test_what_is_due_covers_its_period() -> None:
    """At its time it tells of the day before; afterwards it is due tomorrow."""
    (found,) = due([subscription()], START)
    assert (found.since, found.until) == (START - timedelta(days=1), START)
    assert found.next_run == START + timedelta(days=1)
    assert due([subscription()], START - timedelta(seconds=1)) == []
    assert due([subscription(paused=True), subscription(next_run=None)], START) == []


@pytest.mark.parametrize(
    ("away", "since", "until"),
    [
        (timedelta(minutes=20), START - timedelta(days=1), START),
        (timedelta(days=1, minutes=5), START - timedelta(days=1), START + timedelta(days=1)),
        (timedelta(days=7, minutes=5), START + timedelta(days=5), START + timedelta(days=7)),
    ],
)
def test_one_digest_covers_what_was_missed(
    away: timedelta, since: datetime, until: datetime
) -> None:
    """Late by minutes: as ever. A day or a week off line: one digest, of at most two periods."""
    (found,) = due([subscription(covered=START - timedelta(days=1))], START + away)
    assert (found.since, found.until) == (since, until)
    assert found.next_run > START + away


def test_one_that_is_too_old_is_left_out() -> None:
    """A weekday's digest that could not be sent for more than its period is not sent at all."""
    monday = Rule("UTC", (time(8),), frozenset({START.weekday()}))
    (found,) = due([subscription(rule=monday)], START + timedelta(days=2))
    assert found.since is None
    assert found.next_run == START + timedelta(days=7)


def test_a_clock_set_back_makes_nothing_twice() -> None:
    """After a run the next one lies ahead; what was told is not told again."""
    (first,) = due([subscription()], START)
    after = subscription(next_run=first.next_run, covered=first.until)
    assert due([after], START - timedelta(hours=5)) == []
    (second,) = due([after], START + timedelta(days=1))
    assert second.since == first.until


def test_a_week_reaches_back_a_week() -> None:
    """The period tells how far back the first one looks."""
    (found,) = due([subscription(period=Period.WEEK)], START)
    assert found.since == START - timedelta(days=7)


def test_the_longest_waiting_comes_first() -> None:
    """Order by due instant, then by key."""
    late = subscription(next_run=START - timedelta(minutes=5), key=2)
    assert [one.subscription.key for one in due([subscription(), late], START)] == [2, 1]


def test_an_instant_in_a_gap() -> None:
    """The end of the gap, to the minute."""
    zone = ZoneInfo("Europe/Berlin")
    found = instant(date(2024, 3, 31), time(2, 30), zone)
    assert found == datetime(2024, 3, 31, 1, tzinfo=UTC)
