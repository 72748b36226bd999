"""Speakers, sources and whole archives in figures, on SQLite."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.profile import Counts, Partner, Source, Tally, Title
from bot.model.quote import Act
from bot.store.bound import Bound
from bot.store.rows import instant, stamp
from bot.store.schema import ARTICLES, QUOTED, QUOTES, SPEAKERS

#: Letters of a stamp that tell the month: "2018-11".
_MONTH = 7
#: Kinds of speakers that are somebody: a partner has a name.
_NAMED = ("person", "organization")


class SqlOverview(Bound):
    """Figures of one chat's archive."""

    async def titles(self, speakers: Sequence[int]) -> list[Title]:
        """The titles under which somebody was quoted, the latest first."""
        last = func.max(QUOTES.c.day)
        columns = (QUOTES.c.role, func.min(QUOTES.c.day), last, func.count())
        query = select(*columns).select_from(QUOTED).where(self._by(speakers), QUOTES.c.role != "")
        async with self._reading() as connection:
            rows = await connection.execute(query.group_by(QUOTES.c.role).order_by(last.desc()))
            return [Title(row[0], instant(row[1]), instant(row[2]), row[3]) for row in rows]

    async def tallies(
        self, speakers: Sequence[int] | None = None, since: datetime | None = None
    ) -> list[Tally]:
        """How many statements of each act in each month, of everybody and ever by default."""
        month = func.substr(QUOTES.c.day, 1, _MONTH)
        chosen = self._mine() if speakers is None else self._by(speakers)
        if since is not None:
            chosen &= QUOTES.c.day >= stamp(since)
        query = select(month, QUOTES.c.act, func.count()).select_from(QUOTED).where(chosen)
        async with self._reading() as connection:
            rows = await connection.execute(query.group_by(month, QUOTES.c.act).order_by(month))
            return [Tally(row[0], Act(row[1]), row[2]) for row in rows]

    async def partners(self, speakers: Sequence[int], limit: int) -> list[Partner]:
        """Who else is quoted in the same articles, the most frequent first."""
        theirs = select(QUOTES.c.article).where(self._own(speakers))
        others = QUOTES.c.article.in_(theirs) & QUOTES.c.speaker.not_in(speakers)
        articles = func.count(QUOTES.c.article.distinct())
        return await self._speakers(others & SPEAKERS.c.kind.in_(_NAMED), articles, limit)

    async def most_quoted(self, limit: int) -> list[Partner]:
        """Who is quoted most, with how many quotes."""
        return await self._speakers(SPEAKERS.c.kind.in_(_NAMED), func.count(), limit)

    async def sources(self) -> list[Source]:
        """Outlets and channels, those with the most articles first."""
        articles = func.count(ARTICLES.c.pk.distinct())
        columns = (ARTICLES.c.source, articles, func.count(QUOTES.c.pk), func.max(ARTICLES.c.added))
        joined = ARTICLES.outerjoin(QUOTES, QUOTES.c.article == ARTICLES.c.pk)
        query = select(*columns).select_from(joined).where(ARTICLES.c.chat == self._chat)
        async with self._reading() as connection:
            rows = await connection.execute(
                query.group_by(ARTICLES.c.source).order_by(articles.desc())
            )
            return [Source(row[0], row[1], row[2], instant(row[3])) for row in rows]

    async def recent(self, limit: int, offset: int) -> list[str]:
        """Ids of the articles that came last, the newest first."""
        query = select(ARTICLES.c.id).where(
            ARTICLES.c.chat == self._chat, ARTICLES.c.successor.is_(None)
        )
        query = query.order_by(ARTICLES.c.added.desc(), ARTICLES.c.pk.desc())
        async with self._reading() as connection:
            return list((await connection.execute(query.limit(limit).offset(offset))).scalars())

    async def latest(self, speakers: Sequence[int], limit: int) -> list[int]:
        """Keys of somebody's latest statements, the newest first."""
        query = select(QUOTES.c.pk).select_from(QUOTED).where(self._by(speakers))
        query = query.order_by(QUOTES.c.day.desc(), QUOTES.c.pk.desc()).limit(limit)
        async with self._reading() as connection:
            return list((await connection.execute(query)).scalars())

    async def _speakers(
        self, chosen: ColumnElement[bool], counted: ColumnElement[int], limit: int
    ) -> list[Partner]:
        joined = QUOTED.join(SPEAKERS, QUOTES.c.speaker == SPEAKERS.c.pk)
        query = select(SPEAKERS.c.pk, SPEAKERS.c.name, counted).select_from(joined)
        query = query.where(self._mine(), chosen).group_by(SPEAKERS.c.pk)
        async with self._reading() as connection:
            rows = await connection.execute(
                query.order_by(counted.desc(), SPEAKERS.c.pk).limit(limit)
            )
            return [Partner(*row) for row in rows]

    def _mine(self) -> ColumnElement[bool]:
        return (ARTICLES.c.chat == self._chat) & ~QUOTES.c.hidden

    def _own(self, speakers: Sequence[int]) -> ColumnElement[bool]:
        return QUOTES.c.speaker.in_(speakers) & ~QUOTES.c.hidden

    def _by(self, speakers: Sequence[int]) -> ColumnElement[bool]:
        return self._mine() & QUOTES.c.speaker.in_(speakers)


async def counts(connection: AsyncConnection, chat: str) -> Counts:
    """How much a chat's archive holds."""
    mine = ARTICLES.c.chat == chat
    articles = select(func.count()).select_from(ARTICLES).where(mine)
    told = func.count(), func.count(QUOTES.c.speaker.distinct())
    row = (await connection.execute(select(*told).select_from(QUOTED).where(mine))).one()
    return Counts((await connection.execute(articles)).scalar_one(), row[0], row[1])
