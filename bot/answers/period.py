"""Periods in questions: «منذ 2018»، «في أبريل»، "since May 2018", «أمس»، "last week"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.arabic.script import fold

_MONTHS = (
    "january يناير كانون_الثاني", "february فبراير شباط", "march مارس اذار", "april ابريل نيسان",
    "may مايو ايار", "june يونيو حزيران", "july يوليو تموز", "august اغسطس اب", "september سبتمبر ايلول",
    "october اكتوبر تشرين_الاول", "november نوفمبر تشرين_الثاني", "december ديسمبر كانون_الاول",
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
#: Words that are months only beside a preposition or a year: "may" is a verb, «اب» a father.
_DOUBTFUL = frozenset({"may", "march", "اب", "مارس"})
_SINCE = frozenset({"since", "منذ", "from"})
_UNTIL = frozenset({"until", "till", "before", "حتي", "قبل"})
_IN = frozenset({"in", "during", "في", "خلال", "شهر", "عام", "سنه", "of"})
_DAYS = {"yesterday": (1, 1), "امس": (1, 1), "today": (0, 1), "اليوم": (0, 1), "امبارح": (1, 1)}
_YEARS = range(1950, 2100)


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open UTC instants, None where open, and the words that told them."""

    since: datetime | None = None
    until: datetime | None = None
    used: frozenset[int] = frozenset()


def find(words: Sequence[str], now: datetime) -> Period:
    """The period that folded words tell, as indices of the words used.

    >>> find(["since", "april", "2018"], datetime(2020, 1, 1, tzinfo=UTC)).since.isoformat()
    '2018-04-01T00:00:00+00:00'
    """
    for i, word in enumerate(words):
        if word in _DAYS:
            back, length = _DAYS[word]
            start = _midnight(now) - timedelta(days=back)
            return Period(start, start + timedelta(days=length), frozenset({i}))
        if word in {"last", "this", "هذا", "هذه", "الماضي", "الماضيه"} and (
            found := _last(words, i, now)
        ):
            return found
        if found := _calendar(words, i, now):
            return found
    return Period()


def _midnight(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _last(words: Sequence[str], i: int, now: datetime) -> Period | None:
    """A span back from now: "last week", «الأسبوع الماضي»، «هذا الشهر»."""
    near = {words[j]: j for j in (i - 1, i + 1) if 0 <= j < len(words)}
    days = {
        "week": 7,
        "الاسبوع": 7,
        "month": 31,
        "الشهر": 31,
        "year": 366,
        "العام": 366,
        "السنه": 366,
    }
    for word, length in days.items():
        if word in near:
            used = frozenset({i, near[word]})
            return Period(
                _midnight(now) - timedelta(days=length), _midnight(now) + timedelta(1), used
            )
    return None


def _calendar(words: Sequence[str], i: int, now: datetime) -> Period | None:
    month = _MONTH.get(words[i])
    year = _year(words[i])
    before = words[i - 1] if i else ""
    after = _year(words[i + 1]) if i + 1 < len(words) else None
    if month is None and year is None:
        return None
    if before not in _SINCE | _UNTIL | _IN and (month is None or not after):
        return None
    if month is not None and words[i] in _DOUBTFUL and not (after or before in _SINCE | _IN):
        return None
    used = {i} | ({i - 1} if before in _SINCE | _UNTIL | _IN else set())
    if month is not None and after:
        used.add(i + 1)
    start, end = _range(month, year or after or now.year, now, guess=not (year or after))
    if before in _SINCE:
        return Period(start, None, frozenset(used))
    if before in _UNTIL:
        return Period(None, start, frozenset(used))
    return Period(start, end, frozenset(used))


def _year(word: str) -> int | None:
    digits = fold(word)
    return (
        int(digits) if digits.isdecimal() and len(digits) == 4 and int(digits) in _YEARS else None
    )


def _range(
    month: int | None, year: int, now: datetime, *, guess: bool
) -> tuple[datetime, datetime]:
    """The month or year; a month without a year is the latest one that has begun."""
    if month is None:
        return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    if guess and month > now.month:
        year -= 1
    start = datetime(year, month, 1, tzinfo=UTC)
    end = datetime(year + (month == 12), month % 12 + 1, 1, tzinfo=UTC)
    return start, end
