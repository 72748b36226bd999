"""Fixtures: one reader a session, a fresh archive a test, a chat through the real Application."""

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog

from bot.arabic.camel import CamelMorphology
from bot.arabic.wordclass import WordClasses
from bot.services.reading import Reader
from bot.store.database import SqlStore, open_store
from bot.worker import InlineLanguage, load_reader
from tests.chat.driver import Driver, driven
from tests.postgresql import Server, running

#: PTB's times as timedelta, which its next major version gives everyone.
os.environ.setdefault("PTB_TIMEDELTA", "1")


@pytest.fixture(autouse=True)
def _plain_logs() -> Iterator[None]:
    """No test leaves its captured streams to the loggers of the next."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the embedded morphology, made once."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def reader(data_dir: Path) -> Reader:
    """The reader over the embedded morphology."""
    return load_reader("", data_dir)


@pytest.fixture(scope="session")
def words(reader: Reader) -> WordClasses:
    """Word classes over the embedded morphology."""
    return reader.words


@pytest.fixture(scope="session")
def morphology(data_dir: Path) -> CamelMorphology:
    """The embedded morphology itself."""
    return CamelMorphology("", data_dir)


@pytest.fixture(scope="session")
def language(reader: Reader) -> InlineLanguage:
    """The reader behind the port."""
    return InlineLanguage(reader)


@pytest.fixture
async def store(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[SqlStore]:
    """A fresh database in a file; on PostgreSQL where ``QAWL_TEST_DATABASE=postgresql`` says so."""
    url = f"sqlite:///{tmp_path}/qawl.db"
    if os.environ.get("QAWL_TEST_DATABASE") == "postgresql":
        url = request.getfixturevalue("fresh_postgresql")
    opened = await open_store(url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server, started at the first test that wants one."""
    with running() as server:
        if server is None:
            pytest.skip("skipped: no PostgreSQL")
        yield server


@pytest.fixture
def fresh_postgresql(postgresql: Server) -> Iterator[str]:
    """The address of an empty database on it."""
    name = f"t{uuid.uuid4().hex}"
    yield postgresql.fresh(name)
    postgresql.drop(name)


@pytest.fixture
async def chat(store: SqlStore, language: InlineLanguage) -> AsyncIterator[Driver]:
    """The bot behind the strict in-process Bot API."""
    async with driven(store, language) as driver:
        yield driver


@pytest.fixture
def seed_article() -> str:
    """The seed article's text."""
    path = Path(__file__).parent.parent / "seeds" / "articles" / "merger.txt"
    return path.read_text(encoding="utf-8").strip()
