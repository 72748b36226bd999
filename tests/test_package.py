"""The installed package is whole: data, migrations, catalogues; run against the wheel too."""

import os
from importlib.resources import files
from pathlib import Path

import pytest

import bot
import handlers
import seeds
from bot.arabic.lexicon import load
from bot.store.database import open_store
from bot.worker import load_reader
from handlers.catalogue import catalogue
from handlers.terminal.rules import tables


def test_it_is_the_package_that_should_be_tested() -> None:
    """Where a wheel is given, everything comes from it."""
    wheel = os.environ.get("QAWL_WHEEL")
    if wheel is None:
        pytest.skip("no wheel is given: deploy/test-wheel gives one")
    for package in (bot, handlers, seeds):
        assert str(Path(str(package.__file__)).resolve()).startswith(str(Path(wheel).resolve()))


def test_data_is_inside() -> None:
    """Lexicon, catalogues, API tables and the seed article are in the package."""
    assert len(load().verbs) > 100
    assert catalogue("ar").text("start") != "start"
    assert "sendMessage" in tables()["methods"]
    assert (files("seeds") / "articles" / "merger.txt").is_file()


async def test_a_database_is_made(tmp_path: Path) -> None:
    """The migrations are in the package and run."""
    store = await open_store(f"sqlite:///{tmp_path}/x.db")
    assert (await store.archive("1").counts()).articles == 0
    await store.close()


def test_the_seed_article_is_read(tmp_path: Path) -> None:
    """Extraction works from the package alone: 23 quotes, three warnings of the merger."""
    text = (files("seeds") / "articles" / "merger.txt").read_text(encoding="utf-8").strip()
    quotes = load_reader("", tmp_path).read(text).extraction.quotes
    assert len(quotes) == 23
    warnings = [
        q
        for q in quotes
        if q.act == "warn" and ("دمج" in q.words(text) or "ندماج" in q.words(text))
    ]
    assert len({q.words(text) for q in warnings}) == 3
