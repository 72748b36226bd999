"""The full-text index on SQLite: terms by chat and field, of quotes and of articles.

A token is ``chat·field term``, so that a chat's posting lists hold its own quotes only: no query
walks another chat's archive. The FTS5 tables keep keys alone (``detail=none``, no content), which
makes a list of 100,000 quotes 150 kB; what the terms are lies in ``quote_terms`` and
``article_terms``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import RowMapping, bindparam, delete, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.search import Clause, Conjunction, Field, Search
from bot.ports import IndexedQuote, ReadArticle
from bot.store.rows import stamp
from bot.store.schema import ARTICLE_TERMS, ARTICLES, FREQUENCIES, QUOTE_TERMS, QUOTES
from bot.store.terms import Vocabulary, quote_row, vocabulary

#: Articles whose tokens are taken out of the index at once.
PAGE = 100
_ADD_QUOTE = text("INSERT INTO quote_index (rowid, body) VALUES (:key, :body)")
_ADD_ARTICLE = text("INSERT INTO article_index (rowid, body) VALUES (:key, :body)")
_REMOVE_QUOTE = text(
    "INSERT INTO quote_index (quote_index, rowid, body) VALUES ('delete', :key, :body)"
)
_REMOVE_ARTICLE = text(
    "INSERT INTO article_index (article_index, rowid, body) VALUES ('delete', :key, :body)"
)
_OPTIMIZE = (
    text("INSERT INTO quote_index (quote_index) VALUES ('optimize')"),
    text("INSERT INTO article_index (article_index) VALUES ('optimize')"),
)
_FIND_QUOTES = (
    "SELECT quote_index.rowid FROM quote_index{join} WHERE quote_index MATCH :match{period}"
)
_FIND_ARTICLES = "SELECT rowid FROM article_index WHERE article_index MATCH :match"
_NEWEST = " ORDER BY {table}.rowid DESC LIMIT :limit"
_JOIN = " JOIN quotes ON quotes.pk = quote_index.rowid"
_ASCII_SIGN = re.compile(r"[\x00-/:-@\[-`{-\x7f]")
_Fields = Sequence[tuple[Field, Iterable[str]]]


def chat_key(chat: str) -> str:
    """The key of a chat in tokens: letters and digits only."""
    return "".join(c if c.isalnum() else f"x{ord(c):x}x" for c in chat)


def token(chat: str, field: str, term: str) -> str:
    """The token of a term in a field of a chat."""
    return f"{chat_key(chat)}·{field}{_plain(term)}"


def _plain(term: str) -> str:
    """A term without ASCII signs, where FTS5's ascii tokenizer would split it: they are spelt out."""
    if term.isalnum():
        return term
    return _ASCII_SIGN.sub(lambda sign: f"x{ord(sign[0]):x}x", term)


def _body(chat: str, fields: _Fields) -> str:
    key = chat_key(chat)
    found = {f"{key}·{field}{_plain(term)}": None for field, terms in fields for term in terms}
    return " ".join(found)


def _of_quote(one: IndexedQuote) -> _Fields:
    topic = dict.fromkeys((*one.topic, *one.near))
    return ((Field.TOPIC, topic), (Field.SPEAKER, one.speaker), (Field.CUE, one.cue))


def _of_article(terms: Iterable[str], speakers: Iterable[str], cues: Iterable[str]) -> _Fields:
    return (
        (Field.BODY, terms),
        (Field.SPEAKER, dict.fromkeys(speakers)),
        (Field.CUE, dict.fromkeys(cues)),
    )


async def add(
    connection: AsyncConnection, chat: str, article: int, keys: Sequence[int], read: ReadArticle
) -> None:
    """Index an article and its quotes, whose keys are given in their order."""
    terms = vocabulary(read)
    values = {
        "article": article,
        "body": " ".join(terms.places),
        "head": terms.bits(read.head),
    }
    await connection.execute(insert(ARTICLE_TERMS).values(**values))
    quotes = list(zip(keys, read.indexed, strict=True))
    fields = _of_article(
        terms.places,
        (term for _, one in quotes for term in one.speaker),
        (term for _, one in quotes for term in one.cue),
    )
    await connection.execute(_ADD_ARTICLE, {"key": article, "body": _body(chat, fields)})
    if quotes:
        await _add_quotes(connection, chat, quotes, terms)


async def _add_quotes(
    connection: AsyncConnection,
    chat: str,
    quotes: Sequence[tuple[int, IndexedQuote]],
    terms: Vocabulary,
) -> None:
    rows = [quote_row(key, one, terms) for key, one in quotes]
    await connection.execute(insert(QUOTE_TERMS), rows)
    bodies = [{"key": key, "body": _body(chat, _of_quote(one))} for key, one in quotes]
    await connection.execute(_ADD_QUOTE, bodies)
    spread: Counter[str] = Counter()
    for _, one in quotes:
        spread.update(f"{f}{t}" for f, found in _of_quote(one)[:2] for t in dict.fromkeys(found))
    statement = upsert(FREQUENCIES).values(
        chat=bindparam("chat"), term=bindparam("term"), quotes=bindparam("quotes")
    )
    statement = statement.on_conflict_do_update(
        index_elements=["chat", "term"],
        set_={"quotes": FREQUENCIES.c.quotes + statement.excluded.quotes},
    )
    counted = [{"chat": chat, "term": term, "quotes": n} for term, n in sorted(spread.items())]
    await connection.execute(statement, counted)


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
    for optimize in _OPTIMIZE:
        await connection.execute(optimize)


async def _remove_article(connection: AsyncConnection, chat: str, row: RowMapping) -> None:
    listed = row["body"].split(" ")
    joined = QUOTE_TERMS.join(QUOTES, QUOTE_TERMS.c.quote == QUOTES.c.pk)
    query = select(QUOTE_TERMS).select_from(joined).where(QUOTES.c.article == row["article"])
    quotes = (await connection.execute(query)).mappings().all()
    for quote in quotes:
        bits = int.from_bytes(quote["topic"], "little") | int.from_bytes(quote["near"], "little")
        fields = (
            (Field.TOPIC, [term for i, term in enumerate(listed) if bits >> i & 1]),
            (Field.SPEAKER, quote["speaker"].split()),
            (Field.CUE, quote["cue"].split()),
        )
        removed = {"key": quote["quote"], "body": _body(chat, fields)}
        await connection.execute(_REMOVE_QUOTE, removed)
    whole = _of_article(
        (term for term in listed if term),
        (term for quote in quotes for term in quote["speaker"].split()),
        (term for quote in quotes for term in quote["cue"].split()),
    )
    await connection.execute(_REMOVE_ARTICLE, {"key": row["article"], "body": _body(chat, whole)})


async def find(connection: AsyncConnection, chat: str, search: Search) -> list[int]:
    """Keys of quotes that match, the strictest conjunction's first, newest first in each."""
    found: dict[int, None] = {}
    for conjunction in search.quotes:
        if len(found) >= search.limit:
            break
        for key in await _quotes(connection, chat, conjunction, search):
            found[key] = None
    found = dict.fromkeys(list(found)[: search.limit])
    if search.people:
        newest = select(QUOTES.c.pk).where(QUOTES.c.speaker.in_(search.people))
        newest = newest.order_by(QUOTES.c.pk.desc()).limit(search.limit)
        found |= dict.fromkeys((await connection.execute(newest)).scalars())
    if search.articles:
        found |= dict.fromkeys(await _in_articles(connection, chat, search))
    return list(found)


def expression(chat: str, conjunction: Conjunction) -> str:
    """The full-text query of a conjunction; no word of a user's is ever an operator in it."""
    return " AND ".join(f"({_any(chat, clause)})" for clause in conjunction)


def _any(chat: str, clause: Clause) -> str:
    return " OR ".join(f'"{token(chat, clause.field, term)}"' for term in clause.terms)


async def _quotes(
    connection: AsyncConnection, chat: str, conjunction: Conjunction, search: Search
) -> list[int]:
    period = _period(search)
    statement = _FIND_QUOTES.format(join=_JOIN if period else "", period=period)
    values: dict[str, Any] = {
        "match": expression(chat, conjunction),
        "limit": search.limit,
        **_bounds(search),
    }
    newest = _NEWEST.format(table="quote_index")
    return [row[0] for row in await connection.execute(text(statement + newest), values)]


async def _in_articles(connection: AsyncConnection, chat: str, search: Search) -> list[int]:
    """Quotes by the speaker in articles that match."""
    articles: dict[int, None] = {}
    statement = text(_FIND_ARTICLES + _NEWEST.format(table="article_index"))
    for conjunction in search.articles:
        if len(articles) >= search.article_limit:
            break
        values = {"match": expression(chat, conjunction), "limit": search.article_limit}
        for row in await connection.execute(statement, values):
            articles[row[0]] = None
    kept = list(articles)[: search.article_limit]
    query = select(QUOTES.c.pk, QUOTE_TERMS.c.speaker, QUOTES.c.speaker.label("person")).join(
        QUOTE_TERMS, QUOTE_TERMS.c.quote == QUOTES.c.pk
    )
    query = query.where(QUOTES.c.article.in_(kept))
    if search.since is not None:
        query = query.where(QUOTES.c.day >= stamp(search.since))
    if search.until is not None:
        query = query.where(QUOTES.c.day < stamp(search.until))
    wanted = frozenset(search.speaker)
    rows = (await connection.execute(query)).all()
    return [
        key
        for key, speaker, person in rows
        if not wanted or person in search.people or not wanted.isdisjoint(speaker.split())
    ]


def _period(search: Search) -> str:
    since = " AND quotes.day >= :since" if search.since else ""
    until = " AND quotes.day < :until" if search.until else ""
    return since + until


def _bounds(search: Search) -> dict[str, str]:
    named = (("since", search.since), ("until", search.until))
    return {name: stamp(value) for name, value in named if value is not None}
