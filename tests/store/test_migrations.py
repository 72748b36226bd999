"""Migrations and schema are one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, text

from bot.model.search import Clause, Field, Search
from bot.store.database import open_store
from bot.store.engine import upgrade
from bot.store.schema import METADATA

#: An archive as the first version wrote it: two articles, one with a quote.
OLD = """
INSERT INTO chats (id) VALUES ('5');
INSERT INTO articles (pk, chat, id, text, source, url, title, added) VALUES
 (1, '5', 'a', 'قال لافروف الحرب انتهت', '', '', '', '2018-01-01T00:00:00.000000+00:00');
INSERT INTO articles (pk, chat, id, text, source, url, title, added) VALUES
 (2, '5', 'b', 'بلا كلام', '', '', '', '2018-01-01T00:00:00.000000+00:00');
INSERT INTO speakers (pk, chat, name, kind) VALUES (1, '5', 'سيرغي لافروف', 'person');
INSERT INTO quotes VALUES (1, 1, 1, 0, 0, 3, 4, 10, '', 'indirect', 'say', 0, '', 0.9, 'x',
 '2018-01-01T00:00:00.000000+00:00');
INSERT INTO spans VALUES (1, 0, 11, 22);
INSERT INTO terms (rowid, chat, topic, near, head, speaker, cue)
 VALUES (1, 'chat5', 'lحرب', 'lصحفي', 'lقمه', 'kLFRF', 'lقال asay')
"""


def test_migrations_make_the_schema(tmp_path: Path) -> None:
    """A database made by the migrations is the schema, table by table and column by column."""
    engine = create_engine(f"sqlite:///{tmp_path}/m.db")
    with engine.begin() as connection:
        upgrade(connection)
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [d for d in compare_metadata(context, METADATA) if "_index" not in str(d)]
        assert found == []
        assert connection.execute(text("SELECT count(*) FROM quote_index")).scalar() == 0
    engine.dispose()


def old(path: Path) -> Engine:
    """A database of the first version with its archive."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection, "0001")
        for statement in OLD.split(";"):
            connection.execute(text(statement))
    return engine


#: What each later version could hold besides.
LATER = {
    "0002": "INSERT INTO inbox VALUES (9, '5', '{}', 'pending', 0, '', '2018-01-01T00:00:00.000000+00:00');"
    "INSERT INTO outbox VALUES ('9:0', '5', 'sent', 3, '2018-01-01T00:00:00.000000+00:00')",
    "0003": "INSERT INTO watches (pk, chat, printed, needs, source, paused, digest, at) VALUES"
    " (1, '5', 'لافروف', '[]', 'news', 0, 0, '2018-01-01T00:00:00.000000+00:00');"
    "UPDATE chats SET zone = 'Asia/Beirut', quiet_from = 22, quiet_until = 7",
}


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0004"])
async def test_every_released_schema_is_upgraded_with_its_data(
    tmp_path: Path, version: str
) -> None:
    """A database of any version, filled, opens in this one: articles, inbox, ledger, alerts, choices."""
    path = tmp_path / "old.db"
    engine = old(path)
    for step in (step for step in LATER if step <= version):
        with engine.begin() as connection:
            upgrade(connection, step)
            for statement in LATER[step].split(";"):
                connection.exec_driver_sql(statement)
    with engine.begin() as connection:
        upgrade(connection, version)
    engine.dispose()
    store = await open_store(f"sqlite:///{path}")
    assert await store.archive("5").size() == (2, 1)
    assert [one.text async for one in store.archive("5").everything()] == ["الحرب انتهت"]
    assert await store.pending() == (["{}"] if version >= "0002" else [])
    assert await store.sending("9:0", "5") is (version < "0002")
    alerts = [watch.printed for watch in await store.watches("5").all()]
    assert alerts == (["لافروف"] if version >= "0003" else [])
    chosen = await store.preferences("5").read()
    assert chosen.quiet == ((22, 7) if version >= "0003" else None)
    assert await store.subscriptions().due(datetime.now(UTC)) == []
    await store.close()


async def test_an_archive_of_the_first_version_keeps_its_answers(tmp_path: Path) -> None:
    """What the first schema held is found after the upgrade: terms, counts, names, headlines."""
    path = tmp_path / "old.db"
    engine = old(path)
    engine.dispose()
    store = await open_store(f"sqlite:///{path}")
    archive = store.archive("5")
    assert await archive.size() == (2, 1)
    clauses = (Clause(Field.TOPIC, ("lحرب",)), Clause(Field.SPEAKER, ("kLFRF",)))
    (found,) = await archive.search(Search(quotes=(clauses,), terms=frozenset({"lحرب", "lقمه"})))
    assert found.terms == {"lحرب"}
    assert found.head_terms == {"lقمه"}
    body = (Clause(Field.BODY, ("lقمه",)),)
    assert len(await archive.search(Search(articles=(body,)))) == 1
    assert await archive.frequency(Field.TOPIC, ["lحرب"]) == {"lحرب": 1}
    await store.trash("5").erase()
    assert await archive.size() == (0, 0)
    await store.close()
