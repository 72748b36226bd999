"""Questions beside what a user would pick instead: ``LIKE``, bare FTS5 with trigrams, a bare tsvector.

The alternatives search the words of the question in the words of the quotes and show the best, or the
newest, five. Latency is measured over archives of growing size, recall on the shared questions.
"""

import asyncio
import json
import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from typing import Any

import psycopg

from bot.arabic.script import form, letters_of
from bot.benchmarks.archives import fill
from bot.benchmarks.basics import ASKED
from bot.benchmarks.peers import module
from bot.quotes.pipeline import extract
from bot.services.ask import ask
from bot.services.ingest import Submission, ingest
from bot.services.reading import Reader
from bot.shapes import answer as shape
from bot.store.database import open_store
from bot.worker import InlineLanguage

#: Questions of a measurement, and quotes that an alternative shows.
QUESTIONS, SHOWN = 120, 5
#: Words of a question that say nothing of its topic.
_EMPTY = frozenset(
    "من ماذا قال قالت ما هل عن في الي علي متي اين كم who what did say about the to of in is was when where how".split()
)
Searcher = Callable[[str], Awaitable[list[int]]]


def plain_words(question: str) -> list[str]:
    """What a user would search for: the longer words of the question."""
    words = ("".join(c for c in word if c.isalnum()) for word in form(question).split())
    return [word for word in words if len(word) > 2 and word not in _EMPTY]


async def latency(reader: Reader, size: int, folder: Path, postgresql: str) -> dict[str, Any]:
    """Milliseconds at the 50th, 95th and 99th percentile over an archive of so many quotes."""
    language = InlineLanguage(reader)
    found: dict[str, Any] = {}
    urls = {"sqlite": f"sqlite:///{folder}/{size}.db"} | (
        {"postgresql": postgresql} if postgresql else {}
    )
    for name, url in urls.items():
        store = await open_store(url)
        archive = store.archive(f"bench{size}")
        stored = await fill(archive, reader, size)

        async def ours(question: str, archive: Any = archive) -> list[int]:  # noqa: ANN401
            answer = await ask(archive, language, question)
            return list(range(len(answer.hits)))

        found[name] = await _timed(ours) | {"stored": stored}
        if name == "sqlite":
            texts = [one.text async for one in archive.everything()]
        await store.close()
    with closing(_tables(texts)) as base:
        found["like"] = await _timed(_like(base))
        found["fts5 trigram"] = await _timed(_trigram(base))
    if postgresql:
        with closing(_lexemes(postgresql, texts)) as server:
            found["bare tsvector"] = await _timed(_tsvector(server))
    return found


async def _timed(search: Searcher) -> dict[str, float]:
    for question in ASKED:
        await search(question)
    times = []
    for number in range(QUESTIONS):
        started = time.perf_counter()
        await search(ASKED[number % len(ASKED)])
        times.append((time.perf_counter() - started) * 1000)
    cuts = quantiles(times, n=100)
    return {f"p{at}_ms": round(cuts[at - 1], 2) for at in (50, 95, 99)}


def _tables(texts: Sequence[str]) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE plain (pk INTEGER PRIMARY KEY, body TEXT)")
    base.execute("CREATE VIRTUAL TABLE trigrams USING fts5(body, tokenize = 'trigram')")
    rows = [(n, letters_of(text)) for n, text in enumerate(texts, start=1)]
    base.executemany("INSERT INTO plain VALUES (?, ?)", rows)
    base.executemany("INSERT INTO trigrams (rowid, body) VALUES (?, ?)", rows)
    return base


def _like(base: sqlite3.Connection) -> Searcher:
    async def search(question: str) -> list[int]:
        words = plain_words(question) or [""]
        wanted = " OR ".join("body LIKE ?" for _ in words)
        query = f"SELECT pk FROM plain WHERE {wanted} ORDER BY pk DESC LIMIT {SHOWN}"  # noqa: S608
        await asyncio.sleep(0)
        return [row[0] for row in base.execute(query, [f"%{word}%" for word in words])]

    return search


def _trigram(base: sqlite3.Connection) -> Searcher:
    async def search(question: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in plain_words(question)) or '"   "'
        query = f"SELECT rowid FROM trigrams WHERE body MATCH ? ORDER BY rank LIMIT {SHOWN}"  # noqa: S608
        await asyncio.sleep(0)
        return [row[0] for row in base.execute(query, (words,))]

    return search


def _lexemes(url: str, texts: Sequence[str]) -> psycopg.Connection[tuple[int]]:
    server: Any = psycopg.connect(url)
    server.execute("CREATE TEMPORARY TABLE plain (pk int PRIMARY KEY, body tsvector)")
    with server.cursor() as cursor:
        rows = [(n, letters_of(text)) for n, text in enumerate(texts, start=1)]
        cursor.executemany("INSERT INTO plain VALUES (%s, to_tsvector('simple', %s))", rows)
    server.execute("CREATE INDEX ON plain USING gin (body)")
    server.execute("ANALYZE plain")
    return server  # type: ignore[no-any-return]


def _tsvector(server: psycopg.Connection[tuple[int]]) -> Searcher:
    async def search(question: str) -> list[int]:
        words = " | ".join(plain_words(question))
        query = (
            "SELECT pk FROM plain WHERE body @@ to_tsquery('simple', %s)"
            " ORDER BY ts_rank(body, to_tsquery('simple', %s)) DESC LIMIT 5"
        )
        await asyncio.sleep(0)
        return [row[0] for row in server.execute(query, (words, words))]

    return search


async def recall(reader: Reader, shared: Path, folder: Path, postgresql: str) -> dict[str, Any]:
    """The shared scorer's figures of the alternatives, over the quotes that we extract."""
    scorer = module(shared / "tools" / "score_answers.py")
    questions = [json.loads(line) for line in _lines(shared / "qa" / "questions.jsonl")]
    articles = [json.loads(line) for line in _lines(shared / "gold" / "articles.jsonl")]
    quotes = [
        {"article": row["id"], "content": [[s.start, s.end] for s in quote.content], "text": quote}
        for row in articles
        for quote in extract(row["text"], reader.words).quotes
    ]
    by_article = {row["id"]: row["text"] for row in articles}
    texts = [
        " ".join(by_article[one["article"]][s:e] for s, e in one["content"]) + f" {one['text'].who}"
        for one in quotes
    ]
    found: dict[str, Any] = {"qawl": await _ours(scorer, reader, questions, articles, folder)}
    with closing(_tables(texts)) as base:
        searchers = {"like": _like(base), "fts5 trigram": _trigram(base)}
        for name, search in searchers.items():
            found[name] = await _scored(scorer, questions, quotes, search)
    if postgresql:
        with closing(_lexemes(postgresql, texts)) as server:
            found["bare tsvector"] = await _scored(scorer, questions, quotes, _tsvector(server))
    return found


async def _ours(
    scorer: Any,  # noqa: ANN401 - a module
    reader: Reader,
    questions: list[dict[str, Any]],
    articles: list[dict[str, Any]],
    folder: Path,
) -> dict[str, float]:
    store = await open_store(f"sqlite:///{folder}/recall.db")
    archive, language = store.archive("recall"), InlineLanguage(reader)
    for row in articles:
        await ingest(archive, language, Submission(row["text"], id=row["id"]))
    rows = [(one, shape(await ask(archive, language, one["question"]))) for one in questions]
    await store.close()
    return _named(scorer.score(rows))


def _named(figures: dict[str, float | None]) -> dict[str, float]:
    names = ("recall@5", "first", "precision", "abstention")
    return {name: round(figures[name] or 0.0, 3) for name in names}


async def _scored(
    scorer: Any,  # noqa: ANN401 - a module
    questions: list[dict[str, Any]],
    quotes: list[dict[str, Any]],
    search: Searcher,
) -> dict[str, float]:
    rows = []
    for question in questions:
        hits = [quotes[key - 1] for key in await search(question["question"])]
        rows.append((question, {"status": "answered", "quotes": hits}))
    return _named(scorer.score(rows))


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
