"""A subscription to digests: when, of what, how, and where it goes."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

#: Days of a week as Python counts them: Monday is 0.
EVERY_DAY = frozenset(range(7))


class Period(StrEnum):
    """How far back a digest looks when none was sent before."""

    DAY = "day"
    WEEK = "week"

    @property
    def days(self) -> int:
        """Its length in days."""
        return 1 if self is Period.DAY else 7


@dataclass(frozen=True, slots=True)
class Rule:
    """When a digest is due, in local time: on these days at these times in an IANA zone."""

    zone: str
    times: tuple[time, ...] = (time(8),)
    days: frozenset[int] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class Subscription:
    """One digest of a chat.

    ``chat`` and ``thread`` are where it goes, ``archive`` whose quotes it tells, ``owner`` who set it.
    ``size`` is the number of quotes, ``language`` the interface's, ``sources`` outlets or channels it
    keeps to (folded; all where empty), ``watched`` whether only quotes that meet the archive's alerts
    count. ``note_empty`` sends a line where there is nothing new. ``next_run`` and ``covered`` (until
    when the last one told) are UTC instants.
    """

    chat: str
    archive: str
    owner: str
    rule: Rule
    period: Period = Period.DAY
    size: int = 10
    language: str = "ar"
    sources: tuple[str, ...] = ()
    watched: bool = False
    picture: bool = True
    silent: bool = False
    note_empty: bool = False
    paused: bool = False
    thread: int | None = None
    next_run: datetime | None = None
    covered: datetime | None = None
    key: int = 0
