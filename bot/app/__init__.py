"""The composition root: the only module that knows every adapter and imports ``handlers``."""

from __future__ import annotations

import asyncio
import errno
import time
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, cast

from prometheus_client import CollectorRegistry
from structlog import get_logger
from telegram import Update
from telegram.error import InvalidToken
from telegram.ext import ApplicationBuilder, ContextTypes
from telegram.request import HTTPXRequest
from tornado.httpserver import HTTPServer

from bot.errors import InputError
from bot.fetching import HttpFetcher
from bot.health import Health, Measured
from bot.model.traffic import Traffic
from bot.services.intake import Outside
from bot.services.undoing import expire, let_go
from bot.services.usecases import UseCases
from bot.store.database import open_store
from bot.worker import ProcessLanguage
from bot.workshop import InlineWorkshop, Workshop
from handlers import register
from handlers.assembly import PAUSE, Assembly
from handlers.clock import Clock
from handlers.context import BotApplication, Context, Parts
from handlers.editions import EVERY, Press
from handlers.inbox import ChatOrder, DurableQueue, Failures
from handlers.intake import together
from handlers.limits import Pace
from handlers.menu import announce
from handlers.outbox import Outbox
from handlers.permissions import Permissions
from handlers.polling import GuardedRequest
from handlers.secret import Secret
from handlers.terminal.session import Session
from handlers.terminal.transport import Transport, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from rich.console import Console
    from telegram.request import BaseRequest

    from bot.ports import Language, Store
    from bot.settings import Settings

_log = get_logger()
#: Updates that the bot handles; Telegram remembers the list, so it is always given.
ALLOWED = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]
#: Seconds that one long poll waits.
POLL_SECONDS = 30
CONNECTIONS = 16
#: A network that is away at the start is waited for; a wrong token ends the start at once.
FOR_EVER = -1
_NO_LISTENING = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL})
#: Octets of one webhook call; Telegram's largest updates have some hundred thousand.
MAX_BODY = 2_000_000
#: Seconds between two looks at what was erased more than an hour ago.
HOUSE_SECONDS = 300.0
#: Seconds that parts of one article are waited for where no network is between.
TERMINAL_PAUSE = 0.05
#: A token of the right form for the terminal, where no Telegram is asked.
NO_TOKEN = "0:terminal"  # noqa: S105 - no secret


def build(
    token: str,
    api_url: str,
    store: Store,
    language: Language,
    outside: Outside,
    *,
    request: BaseRequest | None = None,
    updates_request: BaseRequest | None = None,
    limiter: Pace | None = None,
    pause: float = PAUSE,
    zone: str = "UTC",
    traffic: Traffic | None = None,
    admins: frozenset[int] = frozenset(),
) -> BotApplication:
    """The application over a store, a language worker and the outside; ``request`` replaces the network.

    The network is always paced by a limiter, another request only by the one that is given.
    ``pause`` is how long parts of one article are waited for; ``zone`` that of chats without one.
    """
    failures, traffic = Failures(), traffic or Traffic()
    order = ChatOrder(store, failures, traffic=traffic)
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .context_types(ContextTypes(context=Context, bot_data=dict))
        .update_queue(DurableQueue(store, traffic))
        .job_queue(Clock())
        .concurrent_updates(order)
        .request(request or HTTPXRequest(connection_pool_size=CONNECTIONS))
        .get_updates_request(updates_request or request or GuardedRequest())
    )
    if request is None or limiter is not None:
        builder = builder.rate_limiter(limiter or Pace(traffic))  # type: ignore[arg-type]
    application: BotApplication = builder.build()  # type: ignore[assignment]
    order.bind(application)
    assembly = Assembly(store, pause)
    application.bot_data["parts"] = Parts(
        UseCases(store, language), Outbox(store), outside, assembly, Permissions(), zone
    )
    assembly.bind(application.bot, partial(_put_together, application))
    register(application, failures, traffic, admins)
    return application


async def _put_together(application: BotApplication, updates: list[Update]) -> None:
    """Hand what belongs together to its handler, in the context of its first update."""
    context = Context.from_update(updates[0], application)
    await together(updates, context)


async def replay(application: BotApplication, store: Store) -> int:
    """Queue what a kill left unfinished; how many updates that were."""
    import json

    queue = application.update_queue
    pending = await store.pending()
    for raw in pending:
        update = Update.de_json(json.loads(raw), application.bot)
        if isinstance(queue, DurableQueue):
            await queue.replay(update)
    return len(pending)


def run(settings: Settings) -> None:
    """Run the bot until it is told to stop.

    Raises:
        InputError: there is no token, Telegram does not know it, or an address cannot be listened on.
    """
    with known_token(settings) as token:
        _serve(settings, token)


@contextmanager
def known_token(settings: Settings) -> Iterator[str]:
    """The token, for a block in which Telegram may turn out not to know it.

    Raises:
        InputError: there is none, or Telegram does not know it.
    """
    token = settings.token.get_secret_value()
    if not token:
        message = "QAWL_TOKEN is not set: @BotFather gives one"
        raise InputError(message)
    try:
        yield token
    except InvalidToken:
        # PTB's own message holds the token.
        message = "QAWL_TOKEN: Telegram does not know this token; @BotFather tells the right one"
        raise InputError(message) from None


def _serve(settings: Settings, token: str) -> None:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    store = loop.run_until_complete(open_store(settings.database_url))
    worker = ProcessLanguage(settings.morphology, settings.data_dir)
    registry, traffic = CollectorRegistry(), Traffic()
    language = Measured(worker, registry)
    health = Health(store, traffic, registry)
    workshop = Workshop()
    outside = Outside(HttpFetcher(), workshop, workshop)
    application = build(
        token, settings.api_url, store, language, outside,
        zone=settings.timezone, traffic=traffic, admins=settings.admin_ids,
    )  # fmt: skip

    async def prepare(_: BotApplication) -> None:
        await worker.start()
        if settings.health_listen:
            health.serve(settings.health_listen, asyncio.get_running_loop())
        await replay(application, store)
        await application.bot_data["parts"].assembly.resume()
        await announce(application.bot)
        clock = clock_of(application)
        keep_house(clock, store, settings.retention_days)
        send_digests(clock, application)

    async def finish(_: BotApplication) -> None:
        health.close()
        await worker.close()
        await workshop.close()
        await store.close()

    application.post_init = prepare
    application.post_shutdown = finish
    listen(application, settings)


def listen(application: BotApplication, settings: Settings) -> None:
    """Take updates by webhook or polling until a signal comes."""
    if not settings.webhook_url:
        application.run_polling(
            timeout=POLL_SECONDS,
            allowed_updates=ALLOWED,
            bootstrap_retries=FOR_EVER,
            close_loop=False,
        )
        return
    host, _, port = settings.webhook_listen.rpartition(":")
    secret = settings.webhook_secret.get_secret_value()
    HTTPServer.configure(None, max_body_size=MAX_BODY, max_buffer_size=MAX_BODY)
    try:
        application.run_webhook(
            listen=host,
            port=int(port),
            url_path="telegram",
            webhook_url=f"{settings.webhook_url}/telegram",
            secret_token=Secret(secret) if secret else None,
            allowed_updates=ALLOWED,
            bootstrap_retries=FOR_EVER,
            close_loop=False,
        )
    except OSError as error:
        # What fails at a file names it; only the socket has none.
        if error.errno not in _NO_LISTENING or error.filename is not None:
            raise
        message = (
            f"QAWL_WEBHOOK_LISTEN: cannot listen on {settings.webhook_listen} ({error.strerror})"
        )
        raise InputError(message) from error


def clock_of(application: BotApplication) -> Clock:
    """The clock that :func:`build` gave the application."""
    return cast("Clock", application.job_queue)


def send_digests(clock: Clock, application: BotApplication) -> None:
    """Look again and again for digests that are due."""
    parts, bot = application.bot_data["parts"], application.bot
    clock.every(EVERY, Press(parts, bot, ending=clock.ending).look, "digests")


def keep_house(clock: Clock, store: Store, days: int) -> None:
    """Let go of what was erased more than an hour ago, and of what is older than so many days."""

    async def look() -> None:
        await let_go(store)
        if gone := await expire(store, days):
            _log.info("articles past their time are gone", articles=gone)

    clock.every(HOUSE_SECONDS, look, "house")


@asynccontextmanager
async def terminal(
    store: Store, language: Language, console: Console, interface: str
) -> AsyncIterator[Session]:
    """The same bot in the terminal, without token and network."""
    # Numbers go on from the sessions before, which may have used the same database.
    first = int(time.time() * 100) % 2**31
    world = World(now=int(time.time()), next_id=first)
    async with in_process(store, language, world) as application:
        yield Session(application, world, console, interface, update=first)


@asynccontextmanager
async def in_process(
    store: Store,
    language: Language,
    world: World,
    outside: Outside | None = None,
    pause: float = TERMINAL_PAUSE,
) -> AsyncIterator[BotApplication]:
    """The running application over a Bot API of its own."""
    transport = Transport(world)
    workshop = InlineWorkshop()
    application = build(
        NO_TOKEN,
        "http://terminal",
        store,
        language,
        outside or Outside(HttpFetcher(), workshop, workshop),
        request=transport,
        updates_request=transport,
        pause=pause,
    )
    async with started(application):
        await application.bot_data["parts"].assembly.resume()
        yield application


@asynccontextmanager
async def started(application: BotApplication) -> AsyncIterator[None]:
    """The application working, without taking updates by itself; what waits is put together at the end."""
    await application.initialize()
    await application.start()
    try:
        yield
    finally:
        await application.bot_data["parts"].assembly.idle()
        await application.stop()
        await application.shutdown()
