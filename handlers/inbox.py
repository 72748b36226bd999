"""The durable inbox: no update that Telegram was told of is lost, whatever happens.

An update is in the database before ``put`` returns, and PTB moves its offset (or answers a webhook)
only after that. Updates of one chat run in order, chats beside each other; a failed one is tried
again and then set aside with its reason, so that it never blocks the line; failures of the network
do not count.
"""

import asyncio
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, Protocol

from structlog import get_logger
from structlog.contextvars import bound_contextvars
from telegram import Update
from telegram.error import NetworkError
from telegram.ext import BaseUpdateProcessor

from bot.errors import StoreError
from bot.model.traffic import Traffic
from handlers.codes import code
from handlers.context import chat_of

#: Chats that are worked on at once; updates that may wait for their chat's turn take no place, or a
#: flood in one chat would take all of them.
PARALLEL, WAITING = 16, 100_000
#: Times that an update is tried before it is set aside: what fails twice fails again.
ATTEMPTS = 2
#: Seconds before another try when the network failed, and how many such tries: ten minutes, which
#: outlasts a restart of Telegram's servers. After that the update waits for the bot's next start.
PAUSE, NETWORK_TRIES = 5.0, 120
#: Lines whose locks are kept.
LINES = 4096
#: Names of files that may hold a whole history.
_HISTORIES = (".json", ".jsonl")
_log = get_logger()


class Inbox(Protocol):
    """Where updates are kept."""

    async def receive(self, update_id: int, chat: str, raw: str) -> bool:
        """Keep; False where it was here before."""
        ...

    async def done(self, update_id: int) -> None:
        """Mark as finished."""
        ...

    async def failed(self, update_id: int, reason: str, *, final: bool) -> int:
        """Count a failure; the number of attempts so far."""
        ...


class Processing(Protocol):
    """What runs an update: PTB's application."""

    @property
    def running(self) -> bool:
        """Whether it has not been told to stop."""
        ...

    async def process_update(self, update: object) -> None:
        """Run all handlers of an update."""
        ...


async def keep(inbox: Inbox, update: Update) -> bool:
    """Store an update, to the end even where the polling is stopped meanwhile; False where it is known.

    PTB cancels the task that takes updates when a signal comes. A statement that is cut off leaves
    SQLite's lock to the garbage collector, and what is still in hand would wait for it in vain.

    Raises:
        NetworkError: the database refuses, so that Telegram keeps the update.
    """
    storing = asyncio.ensure_future(
        inbox.receive(update.update_id, chat_of(update), update.to_json())
    )
    try:
        return await asyncio.shield(storing)
    except asyncio.CancelledError:
        await asyncio.wait([storing])
        if not storing.cancelled():
            storing.exception()
        raise
    except StoreError as error:
        # PTB asks for the same updates again after a network error; anything else would end its
        # polling for good.
        raise NetworkError("the inbox cannot be written") from error


class DurableQueue(asyncio.Queue[object]):
    """PTB's update queue with the database before it."""

    def __init__(self, inbox: Inbox, traffic: Traffic | None = None) -> None:
        """Keep updates in ``inbox``."""
        super().__init__()
        self._inbox = inbox
        self._traffic = traffic or Traffic()

    async def put(self, item: object) -> None:
        """Store an update, then queue it; one that is known already is dropped.

        Raises:
            NetworkError: the database refuses, so that Telegram keeps the update.
        """
        if isinstance(item, Update):
            if not await keep(self._inbox, item):
                return
            self._traffic.take(item.update_id)
        await super().put(item)

    async def replay(self, item: Update) -> None:
        """Queue an update that is stored already."""
        self._traffic.take(item.update_id)
        await super().put(item)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an update failed, and whether the network alone was the reason."""

    reason: str
    transient: bool = False


class Failures:
    """Errors of updates, from the error handler to the processor."""

    def __init__(self) -> None:
        """Begin with none."""
        self._failures: dict[int, Failure] = {}

    def note(self, update_id: int, failure: Failure) -> None:
        """Remember why an update failed."""
        self._failures[update_id] = failure

    def take(self, update_id: int) -> Failure | None:
        """The failure of an update, once."""
        return self._failures.pop(update_id, None)


def line_of(update: Update) -> str:
    """The line in which an update waits for its turn: its chat's.

    A whole history takes minutes: its import has a line of its own, and so has the button that ends it.
    """
    chat, message, query = chat_of(update), update.message, update.callback_query
    if message is not None and message.document is not None:
        name = (message.document.file_name or "").lower()
        return f"{chat}:import" if name.endswith(_HISTORIES) else chat
    return f"{chat}:stop" if query is not None and query.data == code("stop") else chat


class ChatOrder(BaseUpdateProcessor):
    """Runs updates chat by chat in order, and marks each as done after its effects."""

    def __init__(
        self,
        inbox: Inbox,
        failures: Failures,
        pause: float = PAUSE,
        traffic: Traffic | None = None,
    ) -> None:
        """Mark in ``inbox``; wait ``pause`` seconds before a try after a network failure."""
        super().__init__(WAITING)
        self._traffic = traffic or Traffic()
        self._places = asyncio.Semaphore(PARALLEL)
        self._inbox = inbox
        self._failures = failures
        self._pause = pause
        self._locks: dict[str, asyncio.Lock] = {}
        self._application: Processing | None = None

    def bind(self, application: Processing) -> None:
        """Try failed updates again with ``application``."""
        self._application = application

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run one update in its chat's turn; a failed one is tried again in the same turn."""
        if not isinstance(update, Update):
            await coroutine
            return
        with bound_contextvars(update=update.update_id):
            try:
                async with self._line(line_of(update)), self._places:
                    await self._worked(update, coroutine)
            except StoreError as error:
                # It stays pending; the next start replays it, and what was sent is not sent again.
                _log.error("update kept for the next start", reason=str(error))
            finally:
                self._traffic.finish(update.update_id)

    async def _worked(self, update: Update, coroutine: Awaitable[Any]) -> None:
        began = time.monotonic()
        await coroutine
        tries = 0
        while failure := self._failures.take(update.update_id):
            tries += 1
            if not await self._again(update, failure, tries):
                return
        await self._inbox.done(update.update_id)
        _log.info("update done", seconds=round(time.monotonic() - began, 3))

    def _line(self, name: str) -> asyncio.Lock:
        """The lock of a line; lines in which nobody waits are forgotten beyond a number."""
        if len(self._locks) > LINES:
            self._locks = {key: lock for key, lock in self._locks.items() if lock.locked()}
        return self._locks.setdefault(name, asyncio.Lock())

    async def _again(self, update: Update, failure: Failure, tries: int) -> bool:
        """Try once more; False where the update is set aside, or kept for the next start."""
        application = self._application
        if failure.transient:
            if tries >= NETWORK_TRIES or application is None or not application.running:
                return False
            await asyncio.sleep(self._pause)
        else:
            attempts = await self._inbox.failed(update.update_id, failure.reason, final=False)
            if attempts >= ATTEMPTS or application is None:
                await self._inbox.failed(update.update_id, failure.reason, final=True)
                self._traffic.set_aside += 1
                _log.error("update set aside", update=update.update_id, reason=failure.reason)
                return False
        await application.process_update(update)
        return True
