"""The queue of updates on PostgreSQL: procrastinate's, with a lock for each line of a chat.

A job names an update that is in the inbox. Jobs of one lock run one after another, in the order in which
they came; a job that lost its worker is found by the heartbeat that stopped, and given to another. What
has no job, because a receiver was killed between keeping an update and naming it, is swept up. A worker
whose database goes away begins anew: what it could not mark as done is a dead worker's, too.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, LiteralString

import psycopg
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from structlog import get_logger

from bot.errors import StoreError
from bot.model.jobs import ARTICLE, QUESTION, QUEUED

#: Seconds without a heartbeat after which a worker is taken for dead, between heartbeats, and that one
#: that is told to stop has for what it is at.
DEAD, HEARTBEAT, GRACE = 15.0, 4.0, 10.0
#: Seconds that the first connections may take.
PATIENCE = 20.0
_WORK = "qawl.update"
#: Procrastinate looks for what stands before a job in its line; its own indexes have the line second.
_LINES = (
    "CREATE INDEX IF NOT EXISTS qawl_jobs_lines ON procrastinate_jobs (lock, status, priority, id)"
    " WHERE status IN ('todo', 'doing')"
)
#: A job that fails, because the database is away, is tried again so often, after as many seconds each time.
AGAIN = RetryStrategy(max_attempts=10, linear_wait=2)
#: Seconds before a worker whose database went away begins anew.
PAUSE = 1.0
_log = get_logger()
Work = Callable[[int], Awaitable[None]]


class Watched(PsycopgConnector):
    """Procrastinate's connector, which tells when a statement did not come through.

    Procrastinate's worker ends, or keeps a job as being done that nobody does, where the server goes away
    in the midst of a statement; the line of such a job would stand still for ever.
    """

    def __init__(self, url: str) -> None:
        """Use the database at ``url``."""
        super().__init__(conninfo=url, min_size=1, max_size=3)
        self.trouble = asyncio.Event()

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:  # noqa: ANN401
        """Run a statement."""
        with self._watching():
            await super().execute_query_async(query, **arguments)

    async def execute_query_one_async(
        self,
        query: LiteralString,
        **arguments: Any,  # noqa: ANN401
    ) -> dict[str, Any]:
        """Run a statement; its row."""
        with self._watching():
            row: dict[str, Any] = await super().execute_query_one_async(query, **arguments)
            return row

    async def execute_query_all_async(
        self,
        query: LiteralString,
        **arguments: Any,  # noqa: ANN401
    ) -> list[dict[str, Any]]:
        """Run a statement; its rows."""
        with self._watching():
            rows: list[dict[str, Any]] = await super().execute_query_all_async(query, **arguments)
            return rows

    @contextmanager
    def _watching(self) -> Iterator[None]:
        try:
            yield
        except UniqueViolation:
            raise
        except ConnectorException:
            self.trouble.set()
            raise


class Jobs:
    """Updates as jobs."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        """Use the database at ``url`` (postgresql://...) once opened, within ``patience`` seconds."""
        self._patience = patience
        self._connector = Watched(url)
        self._app = App(connector=self._connector)
        self._work: Work | None = None
        self._app.task(name=_WORK, queue="updates", retry=AGAIN)(self._run)

    async def open(self) -> None:
        """Connect; procrastinate's tables are made where they are missing.

        Raises:
            StoreError: the database cannot be reached.
        """
        try:
            await asyncio.wait_for(self._app.open_async(), self._patience)
            if not await self._app.check_connection_async():
                with suppress(ConnectorException):
                    # Two processes may start at once: one makes the tables.
                    await self._app.schema_manager.apply_schema_async()
            await self._app.connector.execute_query_async(_LINES)
        except (ConnectorException, psycopg.Error, TimeoutError) as error:
            message = "the queue cannot be opened"
            raise StoreError(message) from error

    async def close(self) -> None:
        """Let go of the connections."""
        await self._app.close_async()

    async def defer(self, update: int, line: str, priority: int) -> None:
        """Queue an update behind what waits in its line; one that is queued already stays as it is.

        Raises:
            StoreError: the database refuses.
        """
        lowest = await self._lowest(line) if priority > ARTICLE else priority
        task = self._app.configure_task(
            _WORK,
            queue="updates",
            lock=line,
            queueing_lock=f"{QUEUED}{update}",
            priority=min(priority, lowest),
        )
        try:
            await task.defer_async(update=update)
        except AlreadyEnqueued:
            return
        except ConnectorException as error:
            message = "the queue refuses"
            raise StoreError(message) from error

    async def _lowest(self, line: str) -> int:
        """The lowest priority that waits in a line: nothing overtakes what came before it there."""
        try:
            waiting = await self._app.job_manager.list_jobs_async(lock=line, status="todo")
        except ConnectorException as error:
            message = "the queue refuses"
            raise StoreError(message) from error
        return min((job.priority for job in waiting), default=QUESTION)

    async def work(self, work: Work, concurrency: int) -> None:
        """Do jobs until cancelled; then what is begun is ended, as far as it can be in time."""
        self._work = work
        while True:
            self._connector.trouble.clear()
            try:
                await self._until_trouble(concurrency)
            except ConnectorException as error:
                _log.warning("the worker lost the database", kind=type(error).__name__)
            await asyncio.sleep(PAUSE)

    async def _until_trouble(self, concurrency: int) -> None:
        """Do jobs until a statement does not come through."""
        worker = asyncio.create_task(
            self._app.run_worker_async(
                queues=["updates"],
                concurrency=concurrency,
                delete_jobs="always",
                install_signal_handlers=False,
                shutdown_graceful_timeout=GRACE,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=DEAD,
                fetch_job_polling_interval=1.0,
            )
        )
        trouble = asyncio.create_task(self._connector.trouble.wait())
        try:
            await asyncio.wait((worker, trouble), return_when=asyncio.FIRST_COMPLETED)
        finally:
            trouble.cancel()
            worker.cancel()
            await asyncio.wait((worker,))
        if not worker.cancelled():
            worker.result()

    async def _run(self, update: int) -> None:
        if self._work is not None:
            await self._work(update)

    async def rescue(self) -> int:
        """Give jobs of dead workers to others; how many.

        Raises:
            StoreError: the database refuses.
        """
        manager = self._app.job_manager
        try:
            stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD))
            for job in stalled:
                _log.warning("a job lost its worker", job=job.id)
                await manager.retry_job(job)
        except ConnectorException as error:
            message = "the queue refuses"
            raise StoreError(message) from error
        return len(stalled)
