"""What falls in a period, on SQLite: articles with their terms, quotes, who was heard before."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.arabic.terms import KIND_SHIFT, kind_number
from bot.model.answer import StoredQuote
from bot.model.article import Counted, Dated, headline
from bot.model.digest import Voiced
from bot.model.quote import Act, Kind
from bot.store.rows import instant, stamp
from bot.store.schema import ARTICLE_TERMS, ARTICLES, QUOTE_TERMS, QUOTED, QUOTES, SPEAKERS, held_by
from bot.store.terms import unpacked

#: Of what came in lately, news that is older than the period by so much is no news.
STALE = timedelta(days=2)
#: Characters of a text in which its headline stands.
_HEADLINE = 400
#: Keys that one statement is given at most.
CHUNK = 10_000
_LEMMA = kind_number("l")


async def counted(
    connection: AsyncConnection,
    chat: str,
    since: datetime,
    until: datetime,
    confidence: float,
    *,
    arrived: bool,
) -> list[Counted]:
    """Articles of the half-open period with how many quotes they have."""
    day = func.coalesce(ARTICLES.c.published, ARTICLES.c.added)
    sure = (QUOTES.c.article == ARTICLES.c.pk) & (QUOTES.c.confidence >= confidence)
    quotes = select(func.count()).where(sure, ~QUOTES.c.hidden).scalar_subquery()
    mine = (ARTICLES.c.chat == chat) & ARTICLES.c.successor.is_(None)
    named = (ARTICLES.c.pk, ARTICLES.c.id, ARTICLES.c.source, ARTICLES.c.url)
    query = select(*named, day.label("day"), quotes.label("quotes"))
    query = query.where(mine, _within(day, since, until, arrived=arrived))
    rows = await connection.execute(query.order_by(day, ARTICLES.c.pk))
    return [Counted(*row) for row in rows]


async def heard(
    connection: AsyncConnection,
    chat: str,
    since: datetime,
    until: datetime,
    confidence: float,
    *,
    arrived: bool,
) -> int:
    """How many speakers all articles of the half-open period quote: :func:`speakers_of` without their keys."""
    day = func.coalesce(ARTICLES.c.published, ARTICLES.c.added)
    mine = (ARTICLES.c.chat == chat) & ARTICLES.c.successor.is_(None)
    sure = (QUOTES.c.confidence >= confidence) & ~QUOTES.c.hidden
    query = select(func.count(QUOTES.c.speaker.distinct())).select_from(QUOTED)
    query = query.where(mine, sure, _within(day, since, until, arrived=arrived))
    return int((await connection.execute(query)).scalar_one())


async def late(
    connection: AsyncConnection, chat: str, since: datetime, until: datetime
) -> list[Counted]:
    """Articles that came in the half-open period and are older news than a digest tells; none is counted."""
    day = func.coalesce(ARTICLES.c.published, ARTICLES.c.added)
    named = (ARTICLES.c.pk, ARTICLES.c.id, ARTICLES.c.source, ARTICLES.c.url)
    came = (ARTICLES.c.added >= stamp(since)) & (ARTICLES.c.added < stamp(until))
    mine = (ARTICLES.c.chat == chat) & ARTICLES.c.successor.is_(None)
    query = select(*named, day).where(mine, came, day < stamp(since - STALE))
    rows = await connection.execute(query.order_by(day, ARTICLES.c.pk))
    return [Counted(*row, 0) for row in rows]


async def dated(connection: AsyncConnection, chat: str, articles: Sequence[Counted]) -> list[Dated]:
    """The same articles with headline and terms, in their order; those that are gone are left out."""
    joined = ARTICLES.join(ARTICLE_TERMS, ARTICLE_TERMS.c.article == ARTICLES.c.pk)
    query = select(
        ARTICLES.c.pk,
        ARTICLES.c.title,
        func.substr(ARTICLES.c.text, 1, _HEADLINE),
        ARTICLE_TERMS.c.head,
        ARTICLE_TERMS.c.body,
    ).select_from(joined)
    keys = [one.key for one in articles]
    rows = await connection.execute(query.where(held_by(chat), ARTICLES.c.pk.in_(keys)))
    terms = {key: (headline(title, text), head, body) for key, title, text, head, body in rows}
    return [
        Dated(one.id, line, one.source, one.url, instant(one.day), head, body, one.quotes)
        for one in articles
        if one.key in terms
        for line, head, body in (terms[one.key],)
    ]


async def lemmas(
    connection: AsyncConnection, chat: str, quotes: Sequence[int]
) -> Mapping[int, frozenset[int]]:
    """The lemmas of each quote's content, by their keys."""
    joined = QUOTED.join(QUOTE_TERMS, QUOTE_TERMS.c.quote == QUOTES.c.pk)
    mine = held_by(chat) & QUOTES.c.pk.in_(quotes)
    query = select(QUOTES.c.pk, QUOTE_TERMS.c.topic).select_from(joined).where(mine)
    rows = await connection.execute(query)
    return {
        key: frozenset(k for k in unpacked(topic) if k >> KIND_SHIFT == _LEMMA)
        for key, topic in rows
    }


def _within(
    day: ColumnElement[Any], since: datetime, until: datetime, *, arrived: bool
) -> ColumnElement[bool]:
    if not arrived:
        return (day >= stamp(since)) & (day < stamp(until))
    came = (ARTICLES.c.added >= stamp(since)) & (ARTICLES.c.added < stamp(until))
    return came & (day >= stamp(since - STALE))


async def voiced(
    connection: AsyncConnection, chat: str, articles: Sequence[str], confidence: float
) -> list[Voiced]:
    """What figures count of the articles' quotes that are not under a confidence."""
    joined = QUOTED.join(SPEAKERS, QUOTES.c.speaker == SPEAKERS.c.pk)
    mine = (ARTICLES.c.chat == chat) & ARTICLES.c.id.in_(articles)
    sure = (QUOTES.c.confidence >= confidence) & ~QUOTES.c.hidden
    query = select(
        QUOTES.c.pk, ARTICLES.c.id, QUOTES.c.speaker, SPEAKERS.c.name, SPEAKERS.c.kind,
        QUOTES.c.act, QUOTES.c.negated, QUOTES.c.day,
    )  # fmt: skip
    query = query.select_from(joined).where(mine, sure).order_by(QUOTES.c.pk)
    return [
        Voiced(key, article, speaker, who, Kind(kind), Act(act), bool(negated), instant(day))
        for key, article, speaker, who, kind, act, negated, day in await connection.execute(query)
    ]


def by_article(quotes: Sequence[StoredQuote]) -> Mapping[str, Sequence[StoredQuote]]:
    """Quotes by their article, in order."""
    found: dict[str, list[StoredQuote]] = {}
    for one in quotes:
        found.setdefault(one.article, []).append(one)
    return found


async def speakers_of(
    connection: AsyncConnection, chat: str, articles: Sequence[int], confidence: float
) -> int:
    """How many speakers the articles with those keys quote."""
    found: set[int] = set()
    for start in range(0, len(articles), CHUNK):
        mine = held_by(chat) & ARTICLES.c.pk.in_(articles[start : start + CHUNK])
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
