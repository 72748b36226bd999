"""The index: keys of terms by chat and field, of quotes and of articles.

A token is ``chat·field key``, so that a chat's posting lists hold its own quotes only: no query walks
another chat's archive.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.arabic.terms import term_key
from bot.model.search import Conjunction, Field, Search
from bot.ports import IndexedQuote, ReadArticle
from bot.store.dialects import is_postgresql
from bot.store.fulltext import ARTICLE_INDEX, QUOTE_INDEX, full_text, matching
from bot.store.rows import stamp
from bot.store.schema import ARTICLE_TERMS, ARTICLES, FREQUENCIES, QUOTE_TERMS, QUOTED, QUOTES
from bot.store.terms import Wanted, packed, quote_row, unpacked

#: Articles whose tokens are taken out of the index at once.
PAGE = 100
_COUNT = (
    "INSERT INTO frequencies (chat, term, quotes) VALUES ({mark}, {mark}, {mark})"
    " ON CONFLICT (chat, term) DO UPDATE SET quotes = frequencies.quotes + excluded.quotes"
)
_FIELDS = tuple(Field)
_FIELD_SHIFT = 32
_Fields = Sequence[tuple[Field, Iterable[int]]]


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The fields of an article's quotes by their keys, and of the article."""

    quotes: list[tuple[int, _Fields]]
    whole: _Fields


def chat_key(chat: str) -> str:
    """The key of a chat in tokens: letters and digits only."""
    return "".join(c if c.isalnum() else f"x{ord(c):x}x" for c in chat)


def token(chat: str, field: str, term: str) -> str:
    """The token of a term in a field of a chat: one word, whatever the term is made of."""
    return f"{chat_key(chat)}·{field}{term_key(term):x}"


def frequency_key(field: Field, term: str) -> int:
    """The key that a term of a field is counted by."""
    return _counted(field, term_key(term))


def _counted(field: Field, key: int) -> int:
    return _FIELDS.index(field) << _FIELD_SHIFT | key


def _body(chat: str, fields: _Fields) -> list[str]:
    lead = chat_key(chat)
    return [f"{lead}·{field}{key:x}" for field, keys in fields for key in keys]


def _keys(*terms: Iterable[str]) -> list[int]:
    return sorted({term_key(term) for some in terms for term in some})


def _of_quote(one: IndexedQuote) -> _Fields:
    return (
        (Field.TOPIC, _keys(one.topic, one.near)),
        (Field.SPEAKER, _keys(one.speaker)),
        (Field.CUE, _keys(one.cue)),
    )


async def add(
    connection: AsyncConnection, chat: str, article: int, keys: Sequence[int], read: ReadArticle
) -> None:
    """Index an article and its quotes, whose keys are given in their order."""
    values = {"article": article, "body": packed(read.body), "head": packed(read.head)}
    await connection.execute(insert(ARTICLE_TERMS).values(**values))
    whole = (
        (Field.BODY, _keys(read.body)),
        (Field.SPEAKER, _keys(*(one.speaker for one in read.indexed))),
        (Field.CUE, _keys(*(one.cue for one in read.indexed))),
    )
    pairs = list(zip(keys, read.indexed, strict=True))
    if pairs:
        await connection.execute(insert(QUOTE_TERMS), [quote_row(*pair) for pair in pairs])
    quotes = [(key, _of_quote(one)) for key, one in pairs]
    await _put(connection, chat, article, _Tokens(quotes, whole))


async def _put(connection: AsyncConnection, chat: str, article: int, tokens: _Tokens) -> None:
    """Put the tokens of an article and its quotes in, and count their terms."""
    await _fill(connection, chat, article, tokens)
    await _spread(connection, chat, [fields for _, fields in tokens.quotes])


async def _fill(connection: AsyncConnection, chat: str, article: int, tokens: _Tokens) -> None:
    """Put the tokens of an article and its quotes in."""
    engine = full_text(connection)
    await engine.put(connection, ARTICLE_INDEX, [(article, _body(chat, tokens.whole))])
    bodies = [(quote, _body(chat, fields)) for quote, fields in tokens.quotes]
    await engine.put(connection, QUOTE_INDEX, bodies)


async def remove(connection: AsyncConnection, chat: str) -> None:
    """Take all of a chat's tokens out; to be called before its rows go."""
    joined = ARTICLE_TERMS.join(ARTICLES, ARTICLE_TERMS.c.article == ARTICLES.c.pk)
    query = select(ARTICLE_TERMS).select_from(joined).where(ARTICLES.c.chat == chat)
    last = 0
    while True:
        page = query.where(ARTICLE_TERMS.c.article > last).order_by(ARTICLE_TERMS.c.article)
        rows = (await connection.execute(page.limit(PAGE))).mappings().all()
        for row in rows:
            await _remove_article(connection, chat, row)
        if len(rows) < PAGE:
            break
        last = rows[-1]["article"]
    await connection.execute(delete(FREQUENCIES).where(FREQUENCIES.c.chat == chat))
    await full_text(connection).tidy(connection)


async def _remove_article(connection: AsyncConnection, chat: str, row: RowMapping) -> _Tokens:
    """Take the tokens of an article out; what they were."""
    kept = await _kept(connection, row)
    engine = full_text(connection)
    bodies = [(quote, _body(chat, fields)) for quote, fields in kept.quotes]
    await engine.take(connection, QUOTE_INDEX, bodies)
    await engine.take(connection, ARTICLE_INDEX, [(row["article"], _body(chat, kept.whole))])
    return kept


async def withdraw(connection: AsyncConnection, chat: str, article: int) -> int:
    """Take one article's tokens out and count its terms no more; how many quotes it had."""
    query = select(ARTICLE_TERMS).where(ARTICLE_TERMS.c.article == article)
    row = (await connection.execute(query)).mappings().first()
    if row is None:
        return 0
    kept = await _remove_article(connection, chat, row)
    await _spread(connection, chat, [fields for _, fields in kept.quotes], each=-1)
    return len(kept.quotes)


async def restore(connection: AsyncConnection, chat: str, article: int) -> int:
    """Put the tokens of an article in again, from the keys that are stored; how many quotes it has."""
    query = select(ARTICLE_TERMS).where(ARTICLE_TERMS.c.article == article)
    row = (await connection.execute(query)).mappings().one()
    kept = await _kept(connection, row)
    await _put(connection, chat, article, kept)
    return len(kept.quotes)


async def reindex(connection: AsyncConnection, chat: str, article: int) -> None:
    """Put the tokens of an article in, whose terms are counted already."""
    query = select(ARTICLE_TERMS).where(ARTICLE_TERMS.c.article == article)
    row = (await connection.execute(query)).mappings().first()
    if row is not None:
        await _fill(connection, chat, article, await _kept(connection, row))


async def respeak(connection: AsyncConnection, chat: str, quote: int, speaker: bytes) -> None:
    """Let a quote be found by the keys of another speaker."""
    query = select(QUOTE_TERMS).where(QUOTE_TERMS.c.quote == quote)
    row = (await connection.execute(query)).mappings().one()
    engine = full_text(connection)
    await engine.take(connection, QUOTE_INDEX, [(quote, _body(chat, _of_row(row)))])
    change = update(QUOTE_TERMS).where(QUOTE_TERMS.c.quote == quote)
    await connection.execute(change.values(speaker=speaker))
    fields = _of_row({**row, "speaker": speaker})
    await engine.put(connection, QUOTE_INDEX, [(quote, _body(chat, fields))])


async def _kept(connection: AsyncConnection, row: RowMapping) -> _Tokens:
    """The tokens of an article, from the keys that are stored."""
    joined = QUOTE_TERMS.join(QUOTES, QUOTE_TERMS.c.quote == QUOTES.c.pk)
    query = select(QUOTE_TERMS).select_from(joined).where(QUOTES.c.article == row["article"])
    quotes = (await connection.execute(query.order_by(QUOTES.c.pk))).mappings().all()
    speakers = {key for quote in quotes for key in unpacked(quote["speaker"])}
    cues = {key for quote in quotes for key in unpacked(quote["cue"])}
    whole = (
        (Field.BODY, unpacked(row["body"])),
        (Field.SPEAKER, sorted(speakers)),
        (Field.CUE, sorted(cues)),
    )
    return _Tokens([(quote["quote"], _of_row(quote)) for quote in quotes], whole)


def _of_row(quote: Mapping[str, Any] | RowMapping) -> _Fields:
    topic = sorted({*unpacked(quote["topic"]), *unpacked(quote["near"])})
    return (
        (Field.TOPIC, topic),
        (Field.SPEAKER, unpacked(quote["speaker"])),
        (Field.CUE, unpacked(quote["cue"])),
    )


async def _spread(
    connection: AsyncConnection, chat: str, quotes: Sequence[_Fields], each: int = 1
) -> None:
    """Count in how many quotes each term of content and speaker stands; -1 takes them off the count."""
    spread = Counter(
        _counted(field, key)
        for of_quote in quotes
        for field, keys_of_field in of_quote[:2]
        for key in keys_of_field
    )
    # The driver's own statement: SQLAlchemy would spend most of an import on these many rows.
    counted = [(chat, term, each * number) for term, number in sorted(spread.items())]
    mark = "%s" if is_postgresql(connection) else "?"
    if counted:
        await connection.exec_driver_sql(_COUNT.format(mark=mark), counted)


async def find(connection: AsyncConnection, chat: str, search: Search) -> list[int]:
    """Keys of quotes that match, the strictest conjunction's first, newest first in each.

    Where nothing is named, they are the newest of the period.
    """
    if not (search.quotes or search.articles):
        return await _newest(connection, chat, search)
    found: dict[int, None] = {}
    if search.quotes:
        found = dict.fromkeys(await _quotes(connection, chat, search))
    if search.people:
        newest = select(QUOTES.c.pk).where(QUOTES.c.speaker.in_(search.people))
        newest = _within(newest, search).order_by(QUOTES.c.pk.desc()).limit(search.people_limit)
        found |= dict.fromkeys((await connection.execute(newest)).scalars())
    if search.articles:
        found |= dict.fromkeys(await _in_articles(connection, chat, search))
    return list(found)


async def _newest(connection: AsyncConnection, chat: str, search: Search) -> list[int]:
    query = select(QUOTES.c.pk).select_from(QUOTED).where(ARTICLES.c.chat == chat)
    query = _within(query, search).order_by(QUOTES.c.day.desc(), QUOTES.c.pk)
    return list((await connection.execute(query.limit(search.limit))).scalars())


def groups(chat: str, conjunction: Conjunction) -> list[list[str]]:
    """A conjunction as tokens of the chat."""
    return [[token(chat, clause.field, term) for term in clause.terms] for clause in conjunction]


async def _quotes(connection: AsyncConnection, chat: str, search: Search) -> list[int]:
    values: dict[str, Any] = {"limit": search.limit} | _bounds(search)
    asked = [groups(chat, one) for one in search.quotes]
    return await matching(connection, QUOTE_INDEX, asked, values, _period(search))


async def _in_articles(connection: AsyncConnection, chat: str, search: Search) -> list[int]:
    """Quotes by the speaker in articles that match."""
    asked = [groups(chat, one) for one in search.articles]
    kept = await matching(connection, ARTICLE_INDEX, asked, {"limit": search.article_limit})
    query = select(QUOTES.c.pk, QUOTE_TERMS.c.speaker, QUOTES.c.speaker.label("person")).join(
        QUOTE_TERMS, QUOTE_TERMS.c.quote == QUOTES.c.pk
    )
    inside = _within(query.where(QUOTES.c.article.in_(kept)), search)
    rows: Sequence[Any] = (await connection.execute(inside)).all()
    if not search.speaker:
        return [row[0] for row in rows]
    wanted = Wanted(search.speaker)
    return [
        key for key, speaker, person in rows if person in search.people or wanted.any_among(speaker)
    ]


def _within(query: Select[Any], search: Search) -> Select[Any]:
    """The rows of the half-open period."""
    if search.since is not None:
        query = query.where(QUOTES.c.day >= stamp(search.since))
    return query.where(QUOTES.c.day < stamp(search.until)) if search.until is not None else query


def _period(search: Search) -> str:
    since = " AND quotes.day >= :since" if search.since else ""
    until = " AND quotes.day < :until" if search.until else ""
    return since + until


def _bounds(search: Search) -> dict[str, str]:
    named = (("since", search.since), ("until", search.until))
    return {name: stamp(value) for name, value in named if value is not None}
