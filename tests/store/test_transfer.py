"""Moving an archive between databases."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.errors import StoreError
from bot.model.article import Article, Sighting
from bot.model.preferences import Preferences
from bot.model.search import Clause, Field, Search
from bot.model.speaker import Link
from bot.store import transfer as moving
from bot.store.database import SqlStore, open_store
from bot.store.engine import open_engine
from bot.store.schema import LEASES
from bot.store.transfer import transfer
from tests.builders import read_article
from tests.store.test_contract import indexed

SEEN = datetime(2018, 11, 7, tzinfo=UTC)
SEARCH = Search(quotes=(((Clause(Field.TOPIC, ("lحرب",))),),), limit=9)


async def filled(url: str, articles: int = 3) -> None:
    """An archive with articles, a join of names, a preference, an update and an answer."""
    store = await open_store(url)
    archive = store.archive("-5")
    for number in range(articles):
        article = Article(f"a{number}", "قال لافروف إن الحرب انتهت منذ عام", "وكالة", "", SEEN)
        await archive.save(article, Sighting(number, "9", SEEN), read_article([indexed()]))
    await archive.link(Link("لافروف", "سيرغي لافروف", together=True))
    await store.preferences("-5").write(Preferences(language="en"))
    await store.receive(7, "-5", '{"update_id": 7}')
    await store.sending("7:0", "-5")
    await store.close()


async def answers(url: str) -> list[str]:
    """The articles that a search finds."""
    store = await open_store(url)
    found = await store.archive("-5").search(SEARCH)
    loaded = await store.archive("-5").load([one.id for one in found])
    await store.close()
    return [quote.article for quote in loaded]


@pytest.fixture
def two(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """Source and target."""
    first, second = request.param
    urls = []
    for kind, name in ((first, "one"), (second, "two")):
        pg = kind == "postgresql"
        urls.append(
            str(request.getfixturevalue("fresh_postgresql"))
            if pg
            else f"sqlite:///{tmp_path}/{name}.db"
        )
    return urls[0], urls[1]


@pytest.mark.parametrize(
    "two",
    [("sqlite", "sqlite"), ("sqlite", "postgresql"), ("postgresql", "sqlite")],
    indirect=True,
)
async def test_everything_arrives_and_is_found(two: tuple[str, str]) -> None:
    """All rows are the same on the other side, questions find the same quotes, new keys go on."""
    source, target = two
    await filled(source)
    moved = {one.table: one.rows for one in await transfer(source, target)}
    assert (moved["articles"], moved["quotes"], moved["inbox"], moved["outbox"]) == (3, 3, 1, 1)
    assert await answers(target) == await answers(source)
    store = await open_store(target)
    assert await store.pending() == ['{"update_id": 7}']
    assert (await store.preferences("-5").read()).language == "en"
    added = Article("new", "قال بوتين إن الحرب انتهت", "", "", SEEN)
    assert await store.archive("-5").save(added, Sighting(90, "9", SEEN), read_article([indexed()]))
    assert len(await store.archive("-5").search(SEARCH)) == 4
    await store.close()


async def test_a_move_that_was_cut_off_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a failure in the midst the same command ends the work, and nothing is there twice."""
    source, target = f"sqlite:///{tmp_path}/one.db", f"sqlite:///{tmp_path}/two.db"
    await filled(source, articles=5)
    monkeypatch.setattr(moving, "PAGE", 2)
    monkeypatch.setattr(moving, "ARTICLES_AT_ONCE", 2)

    def cut(table: str, rows: int) -> None:
        if table == "index" and rows == 2:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await transfer(source, target, cut)
    moved = {one.table: one.rows for one in await transfer(source, target)}
    assert moved["quotes"] == 5
    assert sorted(await answers(target)) == [f"a{n}" for n in range(5)]
    engine = await open_engine(target)
    async with engine.connect() as connection:
        assert (await connection.execute(select(LEASES))).all() == []
    await engine.dispose()


async def test_an_archive_in_use_is_no_target(tmp_path: Path, store: SqlStore) -> None:
    """What holds an archive already is not written to, and a database not into itself."""
    await store.receive(1, "9", "{}")
    source = f"sqlite:///{tmp_path}/one.db"
    await filled(source)
    other = f"sqlite:///{tmp_path}/other.db"
    await filled(other)
    with pytest.raises(StoreError, match="already"):
        await transfer(source, other)
    with pytest.raises(StoreError, match="one database"):
        await transfer(source, source)


async def test_a_side_that_differs_is_told(tmp_path: Path) -> None:
    """A row that changed under the move is an error, not a success."""
    source, target = f"sqlite:///{tmp_path}/one.db", f"sqlite:///{tmp_path}/two.db"
    await filled(source)

    async def meddle() -> None:
        engine = await open_engine(target)
        async with engine.begin() as connection:
            await connection.execute(text("UPDATE quotes SET act = 'warn' WHERE pk = 1"))
        await engine.dispose()

    def cut(table: str, rows: int) -> None:
        del rows
        if table == "index":
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await transfer(source, target, cut)
    await meddle()
    with pytest.raises(StoreError, match="quotes"):
        await transfer(source, target)
