"""Copies of a database in use, putting one back, and updates that are tried again."""

import json
import stat
from pathlib import Path

import pytest

from bot.commands import operate
from bot.errors import StoreError
from bot.model.article import Article, Sighting
from bot.settings import Settings
from bot.store import backup as copies
from bot.store.database import open_store
from tests.builders import DAY, read_article
from tests.store.test_contract import save


def settings(folder: Path) -> Settings:
    """Settings over a database in a folder."""
    return Settings(database=f"sqlite:///{folder}/qawl.db", data_dir=folder)


async def test_a_copy_of_a_database_in_use(tmp_path: Path) -> None:
    """What is stored when the copy begins is in it; putting it back brings just that; both are private."""
    chosen = settings(tmp_path)
    store = await open_store(chosen.database_url)
    await save(store, "1")
    copy = tmp_path / "copy.db"
    assert operate.backup(chosen, copy) == 0
    await store.archive("1").save(
        Article("later", "نص آخر"), Sighting(9, "", DAY), read_article([])
    )
    await store.close()
    assert operate.restore(chosen, copy) == 0
    store = await open_store(chosen.database_url)
    assert (await store.archive("1").counts()).articles == 1
    await store.close()
    assert (tmp_path / "qawl.db.before-restore").exists()
    for name in ("qawl.db", "copy.db"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\x00" + bytes(5000)])
async def test_what_is_no_copy_is_refused(tmp_path: Path, data: bytes) -> None:
    """The database stays as it was."""
    chosen = settings(tmp_path)
    store = await open_store(chosen.database_url)
    await save(store, "1")
    await store.close()
    bad = tmp_path / "bad.db"
    bad.write_bytes(data)
    with pytest.raises(StoreError, match=r"bad\.db"):
        copies.restore(chosen.database_url, bad)
    store = await open_store(chosen.database_url)
    assert (await store.archive("1").counts()).articles == 1
    await store.close()


def test_copies_that_cannot_be_made(tmp_path: Path) -> None:
    """No database, no place for the copy, no file at all: each is told."""
    with pytest.raises(StoreError, match="no database yet"):
        copies.backup(f"sqlite:///{tmp_path}/none.db", tmp_path / "x")
    (tmp_path / "qawl.db").write_bytes(b"")
    with pytest.raises(StoreError, match=r"cannot be written|no sound"):
        copies.backup(f"sqlite:///{tmp_path}/qawl.db", tmp_path / "x")
    with pytest.raises(StoreError, match="own tools"):
        copies.path_of("postgresql://host/base")
    with pytest.raises(StoreError, match="is no database"):
        copies.restore(f"sqlite:///{tmp_path}/qawl.db", tmp_path / "missing.db")


async def test_an_update_that_was_set_aside_is_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is pending again, once; another number is told to be none."""
    chosen = settings(tmp_path)
    store = await open_store(chosen.database_url)
    await store.receive(5, "1", "raw")
    await store.failed(5, "x", final=True)
    await store.close()
    assert await operate.retry(chosen, 5) == 0
    assert await operate.retry(chosen, 5) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["will_be_tried"] for line in lines] == [True, False]
    store = await open_store(chosen.database_url)
    assert await store.pending() == ["raw"]
    await store.close()
