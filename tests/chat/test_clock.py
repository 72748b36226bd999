"""Work that the bot looks for again and again, on PTB's real job queue."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.app import clock_of
from bot.errors import StoreError
from bot.ports import Language
from bot.store.database import SqlStore
from handlers import clock as clocks
from handlers.clock import Clock
from tests.chat.driver import driven

#: Seconds between two looks here, and for which a test waits for some of them.
SHORT, PATIENCE = 0.02, 5.0


@pytest.fixture
async def clock(store: SqlStore, language: Language) -> AsyncIterator[Clock]:
    """The clock of a running bot."""
    async with driven(store, language) as chat:
        yield clock_of(chat.application)


async def test_work_is_done_now_and_again(clock: Clock) -> None:
    """The first look is at once, not after the first pause, and there is always another."""
    looked = asyncio.Semaphore(0)

    async def look() -> None:
        looked.release()

    clock.every(SHORT, look, "looking")
    async with asyncio.timeout(PATIENCE):
        for _ in range(3):
            await looked.acquire()


async def test_a_failure_stops_nothing(clock: Clock) -> None:
    """A look that fails is followed by the next."""
    looked: list[int] = []
    done = asyncio.Event()

    async def look() -> None:
        looked.append(1)
        if len(looked) == 1:
            message = "the database is away"
            raise StoreError(message)
        done.set()

    clock.every(SHORT, look, "looking")
    await asyncio.wait_for(done.wait(), PATIENCE)


async def test_work_never_runs_beside_itself(clock: Clock) -> None:
    """A look that takes longer than the pause is waited for; missed ones are one."""
    at_once = most = 0
    done = asyncio.Event()

    async def look() -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(4 * SHORT)
        at_once -= 1
        done.set()

    clock.every(SHORT, look, "looking")
    await asyncio.wait_for(done.wait(), PATIENCE)
    await asyncio.sleep(6 * SHORT)
    assert most == 1


async def test_the_end_waits_for_work_in_hand(clock: Clock) -> None:
    """What runs is finished, and nothing is begun any more."""
    begun, told = asyncio.Event(), []

    async def look() -> None:
        begun.set()
        await asyncio.sleep(4 * SHORT)
        told.append("finished")

    clock.every(SHORT, look, "looking")
    await asyncio.wait_for(begun.wait(), PATIENCE)
    await clock.stop()
    assert told == ["finished"]


async def test_the_end_does_not_wait_for_ever(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work that does not finish is cut off after some seconds."""
    monkeypatch.setattr(clocks, "LAST_SECONDS", SHORT)
    begun = asyncio.Event()

    async def look() -> None:
        begun.set()
        await asyncio.Event().wait()

    clock.every(SHORT, look, "looking")
    await asyncio.wait_for(begun.wait(), PATIENCE)
    await asyncio.wait_for(clock.stop(), PATIENCE)
