"""The queue of updates on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import psycopg
import pytest

from bot.bell import Bell
from bot.errors import StoreError
from bot.jobs import Jobs
from bot.model.calls import ASKED
from bot.model.jobs import ARTICLE, IMPORT, QUESTION
from bot.store.database import open_store

#: The first statement that marks a job as done loses its connection in the midst.
BREAKING = """
CREATE SEQUENCE marked;
CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('marked') = 1 THEN
        PERFORM pg_terminate_backend(pg_backend_pid());
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER break BEFORE DELETE ON procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION break();
"""


@pytest.fixture
async def jobs(fresh_postgresql: str) -> AsyncIterator[Jobs]:
    """An open queue."""
    queue = Jobs(fresh_postgresql)
    await queue.open()
    yield queue
    await queue.close()


async def done_by(jobs: Jobs, count: int, concurrency: int = 1) -> list[int]:
    """The order in which a worker does so many jobs."""
    order: list[int] = []
    through = asyncio.Event()

    async def work(update: int) -> None:
        order.append(update)
        if len(order) == count:
            through.set()

    task = asyncio.create_task(jobs.work(work, concurrency))
    await asyncio.wait_for(through.wait(), 20)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    return order


async def test_questions_go_first_and_no_chat_is_reordered(jobs: Jobs) -> None:
    """Across chats by what a person waits for; within a chat as they came."""
    for update, line, priority in (
        (1, "7:import", IMPORT),
        (2, "7", ARTICLE),
        (3, "7", QUESTION),
        (4, "8", QUESTION),
    ):
        await jobs.defer(update, line, priority)
    assert await done_by(jobs, 4) == [4, 2, 3, 1]


async def test_an_update_is_queued_once(jobs: Jobs) -> None:
    """A second job of an update that waits is none."""
    await jobs.defer(1, "7", ARTICLE)
    await jobs.defer(1, "7", ARTICLE)
    await jobs.defer(2, "7", ARTICLE)
    assert await done_by(jobs, 2) == [1, 2]


async def test_a_dead_workers_job_is_given_out_again(
    jobs: Jobs, fresh_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker whose heart stopped in the midst of a job loses it to the next."""
    await jobs.defer(1, "7", ARTICLE)
    dead = Jobs(fresh_postgresql)
    await dead.open()
    begun = asyncio.Event()

    async def never(update: int) -> None:
        del update
        begun.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(dead.work(never, 1))
    await asyncio.wait_for(begun.wait(), 20)
    monkeypatch.setattr("bot.jobs.DEAD", 0.0)
    assert await jobs.rescue() == 1
    assert await done_by(jobs, 1) == [1]
    monkeypatch.setattr("bot.jobs.GRACE", 0.1)
    task.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await asyncio.wait_for(task, 15)
    await dead.close()


async def test_a_line_goes_on_when_the_database_was_away(
    jobs: Jobs, fresh_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job whose end could not be marked is given out again, and what waits behind it is done."""
    monkeypatch.setattr("bot.jobs.DEAD", 2.0)
    monkeypatch.setattr("bot.jobs.HEARTBEAT", 0.5)
    async with await psycopg.AsyncConnection.connect(fresh_postgresql) as connection:
        await connection.execute(BREAKING)
    await jobs.defer(1, "7", ARTICLE)
    await jobs.defer(2, "7", ARTICLE)
    seen: list[int] = []

    async def work(update: int) -> None:
        seen.append(update)

    task = asyncio.create_task(jobs.work(work, 2))
    async with asyncio.timeout(20):
        while 2 not in seen:
            await asyncio.sleep(0.2)
            await jobs.rescue()
    assert seen == [1, 1, 2]
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_an_update_without_a_job_is_found(jobs: Jobs, fresh_postgresql: str) -> None:
    """What was kept when the receiver was killed has no job yet, and is swept up."""
    from datetime import UTC, datetime, timedelta

    store = await open_store(fresh_postgresql)
    for update in (1, 2):
        await store.receive(update, "7", f"raw{update}")
    await jobs.defer(1, "7", ARTICLE)
    later = datetime.now(UTC) + timedelta(seconds=1)
    assert await store.strays(later) == ["raw2"]
    assert await store.strays(later - timedelta(hours=1)) == []
    await store.done(2)
    assert await store.strays(later) == []
    assert await store.raw_of(1) == "raw1"
    assert await store.raw_of(2) is None
    await store.close()


async def test_a_queue_that_cannot_be_reached_is_told() -> None:
    """No server: one error of ours."""
    with pytest.raises(StoreError):
        await Jobs("postgresql://qawl@127.0.0.1:9/none", patience=0.5).open()


async def test_a_bell_wakes_who_waits(fresh_postgresql: str) -> None:
    """A call that is put in rings at once, long before the next look."""
    store = await open_store(fresh_postgresql)
    bell = Bell(fresh_postgresql, (ASKED,))
    await bell.start()
    await bell.wait(ASKED, 5)  # it rings when it begins to listen
    waiting = asyncio.create_task(bell.wait(ASKED, 30))
    await asyncio.sleep(0.1)
    await store.calls().ask("", "sendMessage", "7", b"{}", waits=False)
    await asyncio.wait_for(waiting, 5)
    await bell.close()
    await store.close()
