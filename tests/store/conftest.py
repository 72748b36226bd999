"""Both databases behind every test of the store's contract."""

from collections.abc import AsyncIterator

import pytest

from bot.store.database import SqlStore, open_store


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: object) -> str:
    """The address of a fresh database, of SQLite's and of PostgreSQL's in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/qawl.db"
    return str(request.getfixturevalue("fresh_postgresql"))


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[SqlStore]:
    """A fresh store on either database."""
    opened = await open_store(database_url)
    yield opened
    await opened.close()
