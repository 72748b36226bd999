"""What falls in a period, on SQLite: articles with their terms, quotes, who was heard before."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

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
#: An article's day, and what :class:`Counted` has of it before its quotes.
_day = func.coalesce(ARTICLES.c.published, ARTICLES.c.added)
_NAMED = (ARTICLES.c.pk, ARTICLES.c.id, ARTICLES.c.source, ARTICLES.c.url, _day)


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
    own = QUOTES.c.article == ARTICLES.c.pk
    quotes = select(func.count()).where(own, _sure(confidence)).scalar_subquery()
    query = select(*_NAMED, quotes).where(_current(chat), _within(since, until, arrived=arrived))
    rows = await connection.execute(query.order_by(_day, ARTICLES.c.pk))
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
    mine = _current(chat) & _within(since, until, arrived=arrived)
    query = select(func.count(QUOTES.c.speaker.distinct())).select_from(QUOTED)
    return int((await connection.execute(query.where(mine, _sure(confidence)))).scalar_one())


async def late(
    connection: AsyncConnection, chat: str, since: datetime, until: datetime
) -> list[Counted]:
    """Articles that came in the half-open period and are older news than a digest tells; none is counted."""
    query = select(*_NAMED).where(_current(chat), _came(since, until), _day < stamp(since - STALE))
    rows = await connection.execute(query.order_by(_day, ARTICLES.c.pk))
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


def _current(chat: str) -> ColumnElement[bool]:
    """The chat's articles, but for versions that were edited away."""
    return (ARTICLES.c.chat == chat) & ARTICLES.c.successor.is_(None)


def _sure(confidence: float) -> ColumnElement[bool]:
    """Quotes that are not under a confidence and that no user took out."""
    return (QUOTES.c.confidence >= confidence) & ~QUOTES.c.hidden


def _came(since: datetime, until: datetime) -> ColumnElement[bool]:
    return (ARTICLES.c.added >= stamp(since)) & (ARTICLES.c.added < stamp(until))


def _within(since: datetime, until: datetime, *, arrived: bool) -> ColumnElement[bool]:
    if not arrived:
        return (_day >= stamp(since)) & (_day < stamp(until))
    return _came(since, until) & (_day >= stamp(since - STALE))


async def voiced(
    connection: AsyncConnection, chat: str, articles: Sequence[str], confidence: float
) -> list[Voiced]:
    """What figures count of the articles' quotes that are not under a confidence."""
    joined = QUOTED.join(SPEAKERS, QUOTES.c.speaker == SPEAKERS.c.pk)
    mine = (ARTICLES.c.chat == chat) & ARTICLES.c.id.in_(articles)
    query = select(
        QUOTES.c.pk, ARTICLES.c.id, QUOTES.c.speaker, SPEAKERS.c.name, SPEAKERS.c.kind,
        QUOTES.c.act, QUOTES.c.negated, QUOTES.c.day,
    )  # fmt: skip
    query = query.select_from(joined).where(mine, _sure(confidence)).order_by(QUOTES.c.pk)
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
        query = select(QUOTES.c.speaker).distinct().select_from(QUOTED)
        rows = await connection.execute(query.where(mine, _sure(confidence)))
        found.update(rows.scalars())
    return len(found)


async def heard_before(
    connection: AsyncConnection, speakers: Sequence[int], day: datetime
) -> frozenset[int]:
    """Which of these speakers were quoted before an instant."""
    before = QUOTES.c.speaker.in_(speakers) & (QUOTES.c.day < stamp(day))
    query = select(QUOTES.c.speaker).distinct().where(before)
    return frozenset((await connection.execute(query)).scalars())
