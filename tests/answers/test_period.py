"""Periods in questions."""

from datetime import UTC, datetime

import pytest

from bot.answers.period import find

NOW = datetime(2018, 11, 7, 15, 30, tzinfo=UTC)


def utc(year: int, month: int, day: int = 1) -> datetime:
    """Midnight UTC."""
    return datetime(year, month, day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("since april 2018", utc(2018, 4), None),
        ("منذ ابريل", utc(2018, 4), None),
        ("in may 2017", utc(2017, 5), utc(2017, 6)),
        ("في ديسمبر", utc(2017, 12), utc(2018, 1)),
        ("عام 2016", utc(2016, 1), utc(2017, 1)),
        ("until march 2018", None, utc(2018, 3)),
        ("حتي 2015", None, utc(2015, 1)),
        ("yesterday", utc(2018, 11, 6), utc(2018, 11, 7)),
        ("امس", utc(2018, 11, 6), utc(2018, 11, 7)),
        ("last week", utc(2018, 10, 31), utc(2018, 11, 8)),
        ("this week", utc(2018, 10, 31), utc(2018, 11, 8)),
        ("هذا الاسبوع", utc(2018, 10, 31), utc(2018, 11, 8)),
        ("هذا الرجل", None, None),
        ("الشهر الماضي", utc(2018, 10, 7), utc(2018, 11, 8)),
        ("april 2018", utc(2018, 4), utc(2018, 5)),
        ("may the road", None, None),
        ("last train", None, None),
        ("2000 soldiers", None, None),
        ("march of the army", None, None),
        ("قبل اب", None, None),
    ],
)
def test_periods(words: str, since: datetime | None, until: datetime | None) -> None:
    """Months, years and spans back from now, in both languages; other words tell none."""
    found = find(words.split(), NOW)
    assert (found.since, found.until) == (since, until)


def test_used_words_are_told() -> None:
    """The words of the period can be left out of the topic."""
    assert find("syria since april 2018".split(), NOW).used == {1, 2, 3}
