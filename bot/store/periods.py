"""What falls in a period, on SQLite: articles with their terms, quotes, who was heard before."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.answer import StoredQuote
from bot.model.article import Dated, headline
from bot.store.rows import instant, stamp
from bot.store.schema import ARTICLE_TERMS, ARTICLES, QUOTED, QUOTES

#: Of what came in lately, news that is older than the period by so much is no news.
STALE = timedelta(days=2)
#: Characters of a text in which its headline stands.
_HEADLINE = 400
#: Keys that one statement is given at most.
CHUNK = 10_000


async def dated(
    connection: AsyncConnection,
    chat: str,
    since: datetime,
    until: datetime,
    confidence: float,
    *,
    arrived: bool,
) -> list[Dated]:
    """Articles of the half-open period with how many quotes they have."""
    day = func.coalesce(ARTICLES.c.published, ARTICLES.c.added)
    counted = (QUOTES.c.article == ARTICLES.c.pk) & (QUOTES.c.confidence >= confidence)
    quotes = select(func.count()).where(counted, ~QUOTES.c.hidden).scalar_subquery()
    columns: list[Any] = [
        *(ARTICLES.c[name] for name in ("id", "title", "source", "url")),
        func.substr(ARTICLES.c.text, 1, _HEADLINE).label("beginning"),
        day.label("day"),
        ARTICLE_TERMS.c.head,
        ARTICLE_TERMS.c.body,
        quotes.label("quotes"),
    ]
    joined = ARTICLES.join(ARTICLE_TERMS, ARTICLE_TERMS.c.article == ARTICLES.c.pk)
    mine = (ARTICLES.c.chat == chat) & ARTICLES.c.successor.is_(None)
    query = (
        select(*columns)
        .select_from(joined)
        .where(mine, _within(day, since, until, arrived=arrived))
    )
    rows = (await connection.execute(query.order_by(day, ARTICLES.c.pk))).mappings()
    return [_dated(row) for row in rows]


def _within(
    day: ColumnElement[Any], since: datetime, until: datetime, *, arrived: bool
) -> ColumnElement[bool]:
    if not arrived:
        return (day >= stamp(since)) & (day < stamp(until))
    came = (ARTICLES.c.added >= stamp(since)) & (ARTICLES.c.added < stamp(until))
    return came & (day >= stamp(since - STALE))


def _dated(row: Any) -> Dated:  # noqa: ANN401 - a row of the driver's
    return Dated(
        row["id"],
        headline(row["title"], row["beginning"]),
        row["source"],
        row["url"],
        instant(row["day"]),
        row["head"],
        row["body"],
        row["quotes"],
    )


def by_article(quotes: Sequence[StoredQuote]) -> Mapping[str, Sequence[StoredQuote]]:
    """Quotes by their article, in order."""
    found: dict[str, list[StoredQuote]] = {}
    for one in quotes:
        found.setdefault(one.article, []).append(one)
    return found


async def speakers_of(
    connection: AsyncConnection, chat: str, articles: Sequence[str], confidence: float
) -> int:
    """How many speakers the articles quote."""
    found: set[int] = set()
    for start in range(0, len(articles), CHUNK):
        mine = (ARTICLES.c.chat == chat) & ARTICLES.c.id.in_(articles[start : start + CHUNK])
        sure = (QUOTES.c.confidence >= confidence) & ~QUOTES.c.hidden
        query = select(QUOTES.c.speaker).distinct().select_from(QUOTED).where(mine, sure)
        found.update((await connection.execute(query)).scalars())
    return len(found)


async def heard_before(
    connection: AsyncConnection, speakers: Sequence[int], day: datetime
) -> frozenset[int]:
    """Which of these speakers were quoted before an instant."""
    before = QUOTES.c.speaker.in_(speakers) & (QUOTES.c.day < stamp(day))
    query = select(QUOTES.c.speaker).distinct().where(before)
    return frozenset((await connection.execute(query)).scalars())
