"""The durable inbox: no update that Telegram was told of is lost, whatever happens.

An update is in the database before ``put`` returns, and PTB moves its offset (or answers a webhook)
only after that. Updates of one chat run in order, chats beside each other; a failed one is tried
again and then set aside with its reason, so that it never blocks the line.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable
from typing import Any, Protocol

from structlog import get_logger
from telegram import Update
from telegram.ext import BaseUpdateProcessor

#: Chats that are worked on at once.
PARALLEL = 16
#: Times that an update is tried before it is set aside.
ATTEMPTS = 3
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


class DurableQueue(asyncio.Queue[object]):
    """PTB's update queue with the database before it."""

    def __init__(self, inbox: Inbox) -> None:
        """Keep updates in ``inbox``."""
        super().__init__()
        self._inbox = inbox

    async def put(self, item: object) -> None:
        """Store an update, then queue it; one that is known already is dropped."""
        if isinstance(item, Update):
            new = await self._inbox.receive(item.update_id, chat_key(item), item.to_json())
            if not new:
                return
        await super().put(item)

    async def replay(self, item: Update) -> None:
        """Queue an update that is stored already."""
        await super().put(item)


class Failures:
    """Errors of updates, from the error handler to the processor."""

    def __init__(self) -> None:
        """Begin with none."""
        self._reasons: dict[int, str] = {}

    def note(self, update_id: int, reason: str) -> None:
        """Remember why an update failed."""
        self._reasons[update_id] = reason

    def take(self, update_id: int) -> str | None:
        """The reason of a failed update, once."""
        return self._reasons.pop(update_id, None)


class ChatOrder(BaseUpdateProcessor):
    """Runs updates chat by chat in order, and marks each as done after its effects."""

    def __init__(self, inbox: Inbox, queue: DurableQueue, failures: Failures) -> None:
        """Mark in ``inbox``; a failed update goes back into ``queue``."""
        super().__init__(PARALLEL)
        self._inbox = inbox
        self._queue = queue
        self._failures = failures
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run one update in its chat's turn."""
        if not isinstance(update, Update):
            await coroutine
            return
        async with self._locks[chat_key(update)]:
            await coroutine
            await self._mark(update)

    async def _mark(self, update: Update) -> None:
        reason = self._failures.take(update.update_id)
        if reason is None:
            await self._inbox.done(update.update_id)
            return
        attempts = await self._inbox.failed(update.update_id, reason, final=False)
        if attempts < ATTEMPTS:
            await self._queue.replay(update)
            return
        await self._inbox.failed(update.update_id, reason, final=True)
        _log.error("update set aside", update=update.update_id, reason=reason)


def chat_key(update: Update) -> str:
    """The key by which updates are ordered and erased: the chat, else the user."""
    chat = update.effective_chat or update.effective_user
    return str(chat.id) if chat is not None else ""
