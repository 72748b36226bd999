"""Updates on their way to other processes: kept, then queued; nothing is answered here."""

import asyncio
from typing import Protocol

from structlog import get_logger
from telegram import Update

from bot.errors import StoreError
from bot.model.jobs import ARTICLE, IMPORT, QUESTION
from bot.model.traffic import Traffic
from handlers.inbound import text_of
from handlers.inbox import Inbox, keep, line_of

#: Words of the longest question; longer texts are articles.
QUESTION_WORDS = 30
_log = get_logger()


class Queue(Protocol):
    """Jobs of updates."""

    async def defer(self, update: int, line: str, priority: int) -> None:
        """Queue an update in a line."""
        ...


class Receiver(asyncio.Queue[object]):
    """PTB's update queue where other processes do the work."""

    def __init__(self, inbox: Inbox, jobs: Queue, traffic: Traffic) -> None:
        """Keep updates in ``inbox`` and name them in ``jobs``."""
        super().__init__()
        self._inbox, self._jobs, self._traffic = inbox, jobs, traffic

    async def put(self, item: object) -> None:
        """Keep an update and queue its job.

        Raises:
            NetworkError: the database refuses, so that Telegram keeps the update.
        """
        if not isinstance(item, Update):
            await super().put(item)  # PTB's own signal to stop
            return
        if not await keep(self._inbox, item):
            return
        self._traffic.take(item.update_id)
        try:
            await queue(self._jobs, item)
        except StoreError as error:
            # It is kept; who looks for updates without a job finds it.
            _log.warning("an update has no job yet", update=item.update_id, reason=str(error))
        finally:
            self._traffic.finish(item.update_id)


async def queue(jobs: Queue, update: Update) -> None:
    """Queue the job of an update that is kept."""
    await jobs.defer(update.update_id, line_of(update), priority_of(update))


def priority_of(update: Update) -> int:
    """What a person waits for goes first; whole histories last."""
    if line_of(update).endswith(":import"):
        return IMPORT
    message = update.effective_message
    if update.callback_query or update.inline_query or message is None:
        return QUESTION
    asked = message.forward_origin is None and not message.effective_attachment
    return QUESTION if asked and len(text_of(message).split()) <= QUESTION_WORDS else ARTICLE
