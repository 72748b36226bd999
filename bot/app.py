"""The composition root: the only module that knows every adapter and imports ``handlers``."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from telegram import BotCommand, Update
from telegram.ext import AIORateLimiter, ApplicationBuilder, ContextTypes
from telegram.request import HTTPXRequest

from bot.errors import InputError
from bot.services.usecases import UseCases
from bot.store.sqlite import open_store
from bot.worker import ProcessLanguage
from handlers import COMMANDS, register
from handlers.catalogue import LANGUAGES, catalogue
from handlers.context import BotApplication, Context, Parts
from handlers.inbox import ChatOrder, DurableQueue, Failures
from handlers.outbox import Outbox
from handlers.polling import GuardedRequest
from handlers.terminal.session import Session
from handlers.terminal.transport import Transport, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from rich.console import Console
    from telegram.request import BaseRequest

    from bot.ports import Language, Store
    from bot.settings import Settings

#: Updates that the bot handles; Telegram remembers the list, so it is always given.
ALLOWED = [Update.MESSAGE, Update.CHANNEL_POST, Update.CALLBACK_QUERY]
#: Seconds that one long poll waits.
POLL_SECONDS = 30
CONNECTIONS = 16
#: A token of the right form for the terminal, where no Telegram is asked.
NO_TOKEN = "0:terminal"  # noqa: S105 - no secret


def build(
    token: str,
    api_url: str,
    store: Store,
    language: Language,
    *,
    request: BaseRequest | None = None,
    updates_request: BaseRequest | None = None,
) -> BotApplication:
    """The application over a store and a language worker; ``request`` replaces the network."""
    failures = Failures()
    order = ChatOrder(store, failures)
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .context_types(ContextTypes(context=Context, bot_data=dict))
        .update_queue(DurableQueue(store))
        .concurrent_updates(order)
        .request(request or HTTPXRequest(connection_pool_size=CONNECTIONS))
        .get_updates_request(updates_request or request or GuardedRequest())
    )
    if request is None:
        builder = builder.rate_limiter(AIORateLimiter(max_retries=3))  # type: ignore[arg-type]
    application: BotApplication = builder.build()  # type: ignore[assignment]
    order.bind(application)
    application.bot_data["parts"] = Parts(UseCases(store, language), Outbox(store))
    register(application, failures)
    return application


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


async def announce(application: BotApplication) -> None:
    """Tell Telegram the commands, in each language."""
    for code in LANGUAGES:
        texts = catalogue(code)
        commands = [BotCommand(name, texts.text(f"command.{name}")) for name in COMMANDS]
        await application.bot.set_my_commands(commands, language_code=code)
        if code == "en":
            await application.bot.set_my_commands(commands)


def run(settings: Settings) -> None:
    """Run the bot until it is told to stop.

    Raises:
        InputError: there is no token.
    """
    token = settings.token.get_secret_value()
    if not token:
        message = "QAWL_TOKEN is not set: @BotFather gives one"
        raise InputError(message)
    _serve(settings, token)


def _serve(settings: Settings, token: str) -> None:
    import asyncio

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    store = loop.run_until_complete(open_store(settings.database_url))
    language = ProcessLanguage(settings.morphology, settings.data_dir)
    application = build(token, settings.api_url, store, language)

    async def prepare(_: BotApplication) -> None:
        await language.start()
        await replay(application, store)
        await announce(application)

    async def finish(_: BotApplication) -> None:
        await language.close()
        await store.close()

    application.post_init = prepare
    application.post_shutdown = finish
    if settings.webhook_url:
        host, _, port = settings.webhook_listen.rpartition(":")
        application.run_webhook(
            listen=host,
            port=int(port),
            url_path="telegram",
            webhook_url=f"{settings.webhook_url}/telegram",
            secret_token=settings.webhook_secret.get_secret_value() or None,
            allowed_updates=ALLOWED,
            close_loop=False,
        )
    else:
        application.run_polling(timeout=POLL_SECONDS, allowed_updates=ALLOWED, close_loop=False)


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
    store: Store, language: Language, world: World
) -> AsyncIterator[BotApplication]:
    """The running application over a Bot API of its own."""
    transport = Transport(world)
    application = build(
        NO_TOKEN, "http://terminal", store, language, request=transport, updates_request=transport
    )
    await application.initialize()
    await application.start()
    try:
        yield application
    finally:
        await application.stop()
        await application.shutdown()
