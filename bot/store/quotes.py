"""Stored quotes with all that shows them: article, speaker, the message that holds them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.answer import StoredQuote
from bot.model.quote import Span
from bot.store.rows import stored_quote
from bot.store.schema import ARTICLES, QUOTED, QUOTES, SIGHTINGS, SPANS, SPEAKERS, held_by

_SEEN = SIGHTINGS.alias("seen")


def joined(chat: str, *, keyed: bool = False) -> Select[Any]:
    """Quotes of a chat that are not hidden, without the texts of their articles; ``keyed`` ones by their keys."""
    columns: list[Any] = [
        *(column for column in QUOTES.c if column.name not in {"speaker", "article"}),
        QUOTES.c.speaker.label("speaker_key"),
        QUOTES.c.article.label("article_key"),
        *(ARTICLES.c[name] for name in ("id", "source", "url", "successor")),
        SPEAKERS.c.name,
        SPEAKERS.c.kind,
        SIGHTINGS.c.message,
        func.coalesce(SIGHTINGS.c.start, 0).label("start"),
        SIGHTINGS.c.formatting,
    ]
    holds = and_(_SEEN.c.article == ARTICLES.c.pk, _SEEN.c.start <= QUOTES.c.cue_start)
    newest = (_SEEN.c.start.desc(), _SEEN.c.message.desc())
    holding = select(_SEEN.c.pk).where(holds).order_by(*newest).limit(1).scalar_subquery()
    source = QUOTED.join(SPEAKERS, QUOTES.c.speaker == SPEAKERS.c.pk)
    source = source.outerjoin(SIGHTINGS, SIGHTINGS.c.pk == holding)
    mine = held_by(chat) if keyed else ARTICLES.c.chat == chat
    return select(*columns).select_from(source).where(mine, ~QUOTES.c.hidden)


async def read(connection: AsyncConnection, query: Select[Any]) -> list[StoredQuote]:
    """The quotes of a query that :func:`joined` began, in its order."""
    rows = (await connection.execute(query)).mappings().all()
    keys = [row["pk"] for row in rows]
    spans = await _spans(connection, keys)
    held = select(ARTICLES.c.pk, ARTICLES.c.text)
    held = held.where(ARTICLES.c.pk.in_({row["article_key"] for row in rows}))
    texts = {row[0]: row[1] for row in await connection.execute(held)}
    return [stored_quote(row, texts[row["article_key"]], spans[row["pk"]]) for row in rows]


async def _spans(connection: AsyncConnection, keys: Sequence[int]) -> dict[int, list[Span]]:
    """The spans of each quote's content, in order."""
    found: dict[int, list[Span]] = {key: [] for key in keys}
    columns = (SPANS.c.quote, SPANS.c.start, SPANS.c.end)
    wanted = select(*columns).where(SPANS.c.quote.in_(keys))
    for quote, start, end in await connection.execute(
        wanted.order_by(SPANS.c.quote, SPANS.c.position)
    ):
        found[quote].append(Span(start, end))
    return found
