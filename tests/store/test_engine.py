"""Whose turn it is to write."""

import asyncio
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import StoreError
from bot.store.engine import open_engine, writing


async def in_order(engine: AsyncEngine, wanted: list[bool]) -> list[int]:
    """The order in which writers get their turn that all came while one wrote; True is urgent."""
    order: list[int] = []

    async def write(number: int, *, urgent: bool) -> None:
        async with writing(engine, urgent=urgent):
            order.append(number)

    async with writing(engine):
        writers = [
            asyncio.create_task(write(number, urgent=urgent))
            for number, urgent in enumerate(wanted)
        ]
        await asyncio.sleep(0)
    await asyncio.gather(*writers)
    return order


async def test_writers_of_one_process_come_in_the_order_asked_for(tmp_path: Path) -> None:
    """Nobody who came later gets in first, as SQLite's own waiting has it."""
    engine = await open_engine(f"sqlite:///{tmp_path}/q.db")
    assert await in_order(engine, [False] * 12) == list(range(12))
    await engine.dispose()


async def test_what_is_urgent_goes_before_all_who_wait(tmp_path: Path) -> None:
    """A mark that came last stands behind those urgent ones only that came before it."""
    engine = await open_engine(f"sqlite:///{tmp_path}/q.db")
    assert await in_order(engine, [False, False, False, True, False, True]) == [3, 5, 0, 1, 2, 4]
    await engine.dispose()


async def test_a_writer_that_fails_gives_its_turn_away(tmp_path: Path) -> None:
    """The next one is not kept waiting by an error."""
    engine = await open_engine(f"sqlite:///{tmp_path}/q.db")
    for urgent in (False, True):
        with suppress(StoreError):
            async with writing(engine, urgent=urgent) as connection:
                await connection.execute(text("SELECT * FROM nothing"))
    assert await asyncio.wait_for(in_order(engine, [True, False]), 5) == [0, 1]
    await engine.dispose()
