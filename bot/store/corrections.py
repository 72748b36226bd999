"""Corrections on SQLite: kept as users said them, and applied to the quotes that are stored.

A correction is told by article and words, so that it holds for a later version of the article too.
"""

from collections.abc import Sequence

from sqlalchemy import RowMapping, Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.correction import Correction, Fault
from bot.model.quote import Span
from bot.store import index
from bot.store.bound import Bound
from bot.store.rows import instant, span_rows, stamp
from bot.store.schema import ARTICLES, CORRECTIONS, QUOTE_TERMS, QUOTED, QUOTES, SPANS, SPEAKERS


class SqlCorrections(Bound):
    """The corrections of one chat."""

    async def all(self, article: str | None = None) -> list[Correction]:
        """Every correction, or those of an article, in the order in which they were made."""
        query = select(CORRECTIONS).where(CORRECTIONS.c.chat == self._chat)
        if article is not None:
            query = query.where(CORRECTIONS.c.article == article)
        async with self._reading() as connection:
            rows = (await connection.execute(query.order_by(CORRECTIONS.c.pk))).mappings()
            return [_correction(row) for row in rows]

    async def add(self, said: Correction) -> int:
        """Keep a correction; its key."""
        values = {
            "chat": self._chat,
            "article": said.article,
            "fault": said.fault.value,
            "cue_start": said.cue.start,
            "cue_end": said.cue.end,
            "words": said.words,
            "before": said.before,
            "after": said.after,
            "by": said.by,
            "at": stamp(said.at),
        }
        async with self._writing() as connection:
            added = insert(CORRECTIONS).values(**values).returning(CORRECTIONS.c.pk)
            return int((await connection.execute(added)).scalar_one())

    async def remove(self, key: int) -> Correction | None:
        """Take a correction back; what it was."""
        mine = (CORRECTIONS.c.chat == self._chat) & (CORRECTIONS.c.pk == key)
        async with self._writing() as connection:
            row = (await connection.execute(select(CORRECTIONS).where(mine))).mappings().first()
            await connection.execute(delete(CORRECTIONS).where(mine))
        return _correction(row) if row is not None else None

    async def hide(self, quote: int, *, hidden: bool) -> None:
        """Show a quote no more, or again."""
        async with self._writing() as connection:
            mine = QUOTES.c.pk.in_(self._own(quote))
            await connection.execute(update(QUOTES).where(mine).values(hidden=hidden))

    async def hidden(self, article: str) -> list[tuple[int, Span]]:
        """Keys and cues of the quotes of an article that are not shown."""
        mine = (ARTICLES.c.chat == self._chat) & (ARTICLES.c.id == article) & QUOTES.c.hidden
        query = select(QUOTES.c.pk, QUOTES.c.cue_start, QUOTES.c.cue_end).select_from(QUOTED)
        async with self._reading() as connection:
            rows = (await connection.execute(query.where(mine))).all()
        return [(row[0], Span(row[1], row[2])) for row in rows]

    async def give(self, quote: int, name: str) -> bool:
        """Give a quote to another speaker of the chat; False where there is none of that name.

        What the new speaker is found by is taken from another quote of his.
        """
        async with self._writing() as connection:
            query = select(SPEAKERS.c.pk).where(
                SPEAKERS.c.chat == self._chat, SPEAKERS.c.name == name
            )
            speaker = (await connection.execute(query)).scalar()
            row = (await connection.execute(self._own(quote))).first()
            if speaker is None or row is None:
                return False
            other = select(QUOTE_TERMS.c.speaker).join(QUOTES, QUOTES.c.pk == QUOTE_TERMS.c.quote)
            other = other.where(QUOTES.c.speaker == speaker, QUOTES.c.pk != quote).limit(1)
            terms = (await connection.execute(other)).scalar()
            given = update(QUOTES).where(QUOTES.c.pk == quote)
            values = {"speaker": speaker, "speaker_start": None, "speaker_end": None, "role": ""}
            await connection.execute(given.values(**values))
            if terms is not None:
                await index.respeak(connection, self._chat, quote, terms)
        return True

    async def cut(self, quote: int, content: Sequence[Span]) -> None:
        """Give a quote other spans."""
        async with self._writing() as connection:
            if (await connection.execute(self._own(quote))).first() is not None:
                await _spans(connection, quote, content)

    def _own(self, quote: int) -> Select[tuple[int]]:
        mine = (ARTICLES.c.chat == self._chat) & (QUOTES.c.pk == quote)
        return select(QUOTES.c.pk).select_from(QUOTED).where(mine)


async def _spans(connection: AsyncConnection, quote: int, content: Sequence[Span]) -> None:
    await connection.execute(delete(SPANS).where(SPANS.c.quote == quote))
    await connection.execute(insert(SPANS), span_rows(quote, content))


def _correction(row: RowMapping) -> Correction:
    return Correction(
        row["article"],
        Fault(row["fault"]),
        Span(row["cue_start"], row["cue_end"]),
        row["words"],
        row["before"],
        row["after"],
        row["by"],
        instant(row["at"]),
        row["pk"],
    )
