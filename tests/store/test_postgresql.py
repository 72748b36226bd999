"""What PostgreSQL does beyond the contract of both."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from bot.errors import StoreError
from bot.model.article import Article, Sighting
from bot.store.bound import claim
from bot.store.database import open_store
from bot.store.engine import open_engine
from bot.store.schema import ARTICLES, SPEAKERS
from tests.builders import read_article
from tests.postgresql import Server
from tests.store.test_contract import indexed

SEEN = datetime(2018, 11, 7, tzinfo=UTC)


def article(number: int) -> Article:
    """An article of its own."""
    return Article(f"a{number}", f"قال لافروف إن الحرب {number} انتهت منذ عام", "", "", SEEN)


async def test_the_database_keeps_chats_apart(fresh_postgresql: str) -> None:
    """A statement that forgets its chat sees and changes only rows of the chat it was bound to."""
    store = await open_store(fresh_postgresql)
    for chat in ("1", "2"):
        saved = store.archive(chat).save(
            article(1), Sighting(1, "9", SEEN), read_article([indexed()])
        )
        assert await saved
    await store.close()
    engine = await open_engine(fresh_postgresql)
    async with engine.begin() as connection:
        assert len((await connection.execute(select(ARTICLES))).all()) == 2
        await claim(connection, "1")
        assert {row.chat for row in await connection.execute(select(ARTICLES))} == {"1"}
        assert {row.chat for row in await connection.execute(select(SPEAKERS))} == {"1"}
        await connection.execute(ARTICLES.update().values(title="x"))
    async with engine.begin() as connection:
        titles = {row.chat: row.title for row in await connection.execute(select(ARTICLES))}
    await engine.dispose()
    assert titles == {"1": "x", "2": ""}


async def test_what_was_stored_outlives_a_killed_server(
    postgresql: Server, fresh_postgresql: str
) -> None:
    """A server killed with its children is started again, and what was acknowledged is there."""
    store = await open_store(fresh_postgresql)
    saved = store.archive("1").save(article(1), Sighting(1, "9", SEEN), read_article([indexed()]))
    assert await saved
    await store.close()
    postgresql.kill()
    postgresql.start()
    store = await open_store(fresh_postgresql)
    assert await store.archive("1").size() == (1, 1)
    await store.close()


async def test_writers_of_one_chat_take_turns(fresh_postgresql: str) -> None:
    """Twenty articles by one speaker from several processes at once: all there, the speaker once."""
    stores = [await open_store(fresh_postgresql) for _ in range(3)]
    work = [
        stores[n % 3]
        .archive("1")
        .save(article(n), Sighting(n, "9", SEEN), read_article([indexed(), indexed()]))
        for n in range(20)
    ]
    assert all(await asyncio.gather(*work))
    assert await stores[0].archive("1").size() == (20, 40)
    for store in stores:
        await store.close()


async def test_a_restart_of_the_server_is_survived(
    postgresql: Server, fresh_postgresql: str
) -> None:
    """While the server is away a write is refused with a reason; afterwards the same store goes on."""
    store = await open_store(fresh_postgresql)
    assert await store.receive(1, "1", "{}")
    postgresql.stop("immediate")
    with pytest.raises(StoreError):
        await store.receive(2, "1", "{}")
    postgresql.start()
    assert await store.receive(2, "1", "{}")
    assert await store.pending() == ["{}", "{}"]
    await store.close()


async def test_a_wrong_address_is_told(postgresql: Server) -> None:
    """No database of that name: one line, no password in it."""
    with pytest.raises(StoreError) as told:
        await open_store(f"postgresql://qawl:secret@127.0.0.1:{postgresql.port}/none")
    assert "secret" not in str(told.value)


async def test_the_index_answers_not_the_rows(fresh_postgresql: str) -> None:
    """A question goes through the index of tokens, however few rows there are."""
    store = await open_store(fresh_postgresql)
    await store.archive("1").save(article(1), Sighting(1, "9", SEEN), read_article([indexed()]))
    await store.close()
    engine = await open_engine(fresh_postgresql)
    query = "EXPLAIN SELECT pk FROM quote_index WHERE body @@ CAST('''a''' AS tsquery)"
    async with engine.connect() as connection:
        plan = " ".join((await connection.execute(text(query))).scalars())
    await engine.dispose()
    assert "quote_index_body" in plan
