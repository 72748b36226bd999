"""The same bot as several processes on PostgreSQL: who receives, who works, who sends, who keeps the clock.

Each is told its role and finds the rest in the database: the inbox, procrastinate's jobs, the calls of the
Bot API, leases. Any may be killed and started again; of ``work`` there may be as many as are wanted.
"""

from __future__ import annotations

import asyncio
import json
import signal
import time
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry
from structlog import get_logger
from telegram import Update
from telegram.ext import ApplicationBuilder
from telegram.request import HTTPXRequest

from bot.app import build, clock_of, keep_house, known_token, listen, send_digests, started
from bot.bell import Bell
from bot.errors import InputError, QawlError, StoreError
from bot.fetching import HttpFetcher
from bot.health import Health, Measured
from bot.jobs import HEARTBEAT, Jobs
from bot.model.calls import ANSWERED, ASKED
from bot.model.traffic import Traffic
from bot.services.intake import Outside
from bot.store.database import open_store
from bot.worker import ProcessLanguage
from bot.workshop import Workshop
from handlers.calls import CalledElsewhere, Sender
from handlers.menu import announce
from handlers.polling import GuardedRequest
from handlers.receiving import Receiver, queue

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from bot.settings import Settings
    from bot.store.database import SqlStore
    from handlers.context import BotApplication

#: Updates that one worker has in hand at once: extraction is one core's work, the rest waits for others.
CONCURRENCY = 8
#: Seconds after which a pending update without a job, or a part of an article, is looked after.
STRAY, RESUME = 15.0, 20.0
#: Seconds that the database is waited for at the start, and between two tries.
DATABASE_SECONDS, DATABASE_PAUSE = 60.0, 1.0
_log = get_logger()


class Role(StrEnum):
    """What a process does; ``all`` is :mod:`bot.app`'s."""

    RECEIVE = "receive"
    WORK = "work"
    SEND = "send"
    SCHEDULE = "schedule"


@dataclass(slots=True)
class Place:
    """What every role has: settings, the database, the queue, the bell, figures."""

    settings: Settings
    token: str
    store: SqlStore
    jobs: Jobs
    bell: Bell
    traffic: Traffic
    registry: CollectorRegistry

    @property
    def base(self) -> str:
        """The address of the bot's methods."""
        return f"{self.settings.api_url}/bot{self.token}"


def run(settings: Settings, role: Role) -> None:
    """Run one role until a signal.

    Raises:
        InputError: there is no token, Telegram does not know it, or the database is no PostgreSQL.
    """
    with known_token(settings) as token:
        if not settings.database_url.startswith("postgresql://"):
            message = f"--role {role}: several processes need QAWL_DATABASE=postgresql://..."
            raise InputError(message)
        if role is Role.RECEIVE:
            _receive(settings, token)
            return
        work = {Role.WORK: _work, Role.SEND: _send, Role.SCHEDULE: _schedule}[role]
        asyncio.run(_until_told(settings, token, work))


async def _until_told(settings: Settings, token: str, work: Work) -> None:
    """Run a role; SIGTERM and SIGINT end it in order."""
    task = asyncio.create_task(_placed(settings, token, work))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


async def _placed(settings: Settings, token: str, work: Work) -> None:
    async with _place(settings, token) as place:
        await work(place)


@asynccontextmanager
async def _place(settings: Settings, token: str) -> AsyncIterator[Place]:
    async with AsyncExitStack() as stack:
        store, jobs = await stack.enter_async_context(_database(settings.database_url))
        bell = Bell(settings.database_url, (ASKED, ANSWERED))
        await bell.start()
        stack.push_async_callback(bell.close)
        traffic, registry = Traffic(), CollectorRegistry()
        health = Health(store, traffic, registry)
        if settings.health_listen:
            health.serve(settings.health_listen, asyncio.get_running_loop())
        stack.callback(health.close)
        yield Place(settings, token, store, jobs, bell, traffic, registry)


@asynccontextmanager
async def _database(
    url: str, patience: float = DATABASE_SECONDS
) -> AsyncIterator[tuple[SqlStore, Jobs]]:
    """Store and queue; a server that starts beside us is waited for.

    Raises:
        StoreError: it was away all the time.
    """
    end = time.monotonic() + patience
    async with AsyncExitStack() as stack:
        while True:
            try:
                store = await open_store(url)
                stack.push_async_callback(store.close)
                jobs = Jobs(url)
                stack.push_async_callback(jobs.close)
                await jobs.open()
                break
            except StoreError as error:
                await stack.aclose()
                if time.monotonic() > end:
                    raise
                _log.warning("waiting for the database", reason=str(error))
                await asyncio.sleep(DATABASE_PAUSE)
        yield store, jobs


def _receive(settings: Settings, token: str) -> None:
    """Take updates by webhook or polling; keep and queue them, answer nothing."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    stack = AsyncExitStack()
    place = loop.run_until_complete(stack.enter_async_context(_place(settings, token)))
    # It answers nothing: its context is PTB's own.
    application: Any = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{settings.api_url}/bot")
        .update_queue(Receiver(place.store, place.jobs, place.traffic))
        .request(HTTPXRequest())
        .get_updates_request(GuardedRequest())
        .build()
    )
    try:
        listen(application, settings)
    finally:
        loop.run_until_complete(stack.aclose())


@asynccontextmanager
async def _application(place: Place) -> AsyncIterator[BotApplication]:
    """The bot with its handlers and reader, its calls made by the sender."""
    settings = place.settings
    worker = ProcessLanguage(settings.morphology, settings.data_dir)
    workshop = Workshop()
    request = CalledElsewhere(place.store.calls(), place.bell)
    application = build(
        place.token, settings.api_url, place.store, Measured(worker, place.registry),
        Outside(HttpFetcher(), workshop, workshop),
        request=request, zone=settings.timezone, traffic=place.traffic, admins=settings.admin_ids,
    )  # fmt: skip
    await worker.start()
    try:
        async with started(application):
            yield application
    finally:
        await worker.close()
        await workshop.close()


async def _work(place: Place) -> None:
    """Do the jobs of updates."""
    async with _application(place) as application:
        # What another worker was killed over is put together here.
        clock_of(application).every(RESUME, application.bot_data["parts"].assembly.resume, "parts")
        await place.jobs.work(partial(_one, place, application), CONCURRENCY)


async def _one(place: Place, application: BotApplication, number: int) -> None:
    """Run an update that is not done yet; a second job of it finds nothing to do."""
    raw = await place.store.raw_of(number)
    if raw is None:
        return
    update = Update.de_json(json.loads(raw), application.bot)
    place.traffic.take(number)
    processor = application.update_processor
    await processor.process_update(update, application.process_update(update))


async def _send(place: Place) -> None:
    """Make the calls of all."""
    sender = Sender(
        place.store.calls(), place.bell, place.store.subscriptions(), place.base, place.traffic
    )
    try:
        await sender.run()
    finally:
        await sender.close()


async def _schedule(place: Place) -> None:
    """Digests at their hours, what was erased let go, lost jobs given out again."""
    async with _application(place) as application:
        with suppress(QawlError):
            await announce(application.bot)
        clock = clock_of(application)
        send_digests(clock, application)
        keep_house(clock, place.store, place.settings.retention_days)
        clock.every(HEARTBEAT, partial(_rescue, place, application), "lost work")
        await asyncio.Event().wait()


async def _rescue(place: Place, application: BotApplication) -> None:
    """Look for jobs without a worker and updates without a job."""
    await place.jobs.rescue()
    before = datetime.now(UTC) - timedelta(seconds=STRAY)
    for raw in await place.store.strays(before):
        await queue(place.jobs, Update.de_json(json.loads(raw), application.bot))


if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[Place], Coroutine[None, None, None]]
