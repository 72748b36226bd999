"""Sending digests: due ones begun, each part recorded before and after, what a kill left completed.

A part that Telegram may have got (the answer timed out) is not sent again: the edition is marked
"uncertain". A part that was only begun when the bot was killed is sent once more, as every answer is.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from structlog import get_logger
from telegram import InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.ext import ExtBot

from bot.errors import QawlError
from bot.model.calls import keyed
from bot.model.digest import Digest
from bot.model.subscription import Subscription
from bot.services.digesting import Due, due_now, of_subscription
from handlers import digest_view
from handlers.catalogue import catalogue
from handlers.context import Parts
from handlers.digest_view import Look
from handlers.limits import CAN_WAIT
from handlers.outbox import entities_of
from handlers.render import Links
from handlers.rich import Rich
from handlers.subscription_view import under_digest

#: Seconds between two looks at what is due, and for which one process alone may look.
EVERY, LEASE = 20.0, 90.0
#: Digests that are composed and sent at once.
PARALLEL = 24
_HOLDER = secrets.token_hex(8)
_log = get_logger()


class _EndingError(Exception):
    """The process is about to end; what is left is the next one's."""


class Press:
    """The process that sends digests."""

    def __init__(
        self,
        parts: Parts,
        bot: ExtBot[None],
        holder: str = _HOLDER,
        ending: Callable[[], bool] = lambda: False,
    ) -> None:
        """Send through ``bot``; ``holder`` names this process, and no part is begun when it is ``ending``."""
        self._parts, self._bot, self._holder, self._ending = parts, bot, holder, ending
        self._gate = asyncio.Semaphore(PARALLEL)

    async def look(self, now: datetime | None = None) -> int:
        """Send what is due and complete what was begun; how many editions that were."""
        moment = now or datetime.now(UTC)
        kept = self._parts.use_cases.store.subscriptions()
        until = moment + timedelta(seconds=LEASE)
        if not await kept.lease("digests", self._holder, until, moment):
            return 0
        begun = await kept.unfinished()
        work = [self._guarded(one, key, since, until) for one, key, since, until in begun]
        waiting = {one.key for one, *_ in begun}
        coming = await due_now(self._parts.use_cases.store, moment)
        work += [self._begin(item) for item in coming if item.subscription.key not in waiting]
        await asyncio.gather(*work)
        return len(work)

    async def _begin(self, item: Due) -> None:
        """Begin an edition and set the next run, then send."""
        kept, one = self._parts.use_cases.store.subscriptions(), item.subscription
        later = replace(one, next_run=item.next_run)
        if item.since is None:
            await kept.change(later)
            return
        async with self._gate:
            key = await kept.begin(one, item.since, item.until)
            await kept.change(replace(later, covered=item.until))
        await self._guarded(one, key, item.since, item.until)

    async def _guarded(self, one: Subscription, key: int, since: datetime, until: datetime) -> None:
        """Send one edition; whatever fails in it stops no other."""
        async with self._gate:
            try:
                state = await self._edition(one, key, since, until)
            except (RetryAfter, NetworkError, QawlError, _EndingError) as error:
                # What Telegram did not get stays begun; the next look goes on with it.
                _log.warning("digest waits", edition=key, kind=type(error).__name__)
                return
            await self._parts.use_cases.store.subscriptions().mark(key, state)

    async def _edition(self, one: Subscription, key: int, since: datetime, until: datetime) -> str:
        """Compose and send; how the edition stands then."""
        store = self._parts.use_cases.store
        digest = await of_subscription(store, one, since, until)
        chosen = await store.preferences(one.chat).read()
        if not digest.stories and not one.note_empty:
            return "empty"
        texts = catalogue(one.language, chosen.digits)
        links = Links(self._bot.username or "", one.archive)
        look = Look(texts, one.rule.zone, links, key)
        try:
            return await self._parts_of(one, key, digest, look)
        except ChatMigrated as error:
            await store.moved(one.chat, str(error.new_chat_id))
            return "moved"
        except (Forbidden, BadRequest) as error:
            _log.warning("digest refused", edition=key, kind=type(error).__name__)
            if isinstance(error, Forbidden):
                await store.preferences(one.chat).write(replace(chosen, lost="forbidden"))
            return "refused"

    async def _parts_of(self, one: Subscription, key: int, digest: Digest, look: Look) -> str:
        pages = digest_view.pages(digest, look)
        sure = True
        if one.picture and digest.stories:
            sure = await self._picture(one, key, digest, look)
        for number, page in enumerate(pages, start=1):
            last = number == len(pages)
            keyboard = under_digest(look, key) if last and digest.stories else None
            sure = await self._once(one, f"d{key}:{number}", page, keyboard) and sure
        return "sent" if sure else "uncertain"

    async def _picture(self, one: Subscription, key: int, digest: Digest, look: Look) -> bool:
        """The picture with its words; a digest goes without where it cannot be drawn."""
        part = f"d{key}:0"
        ledger = self._parts.use_cases.store
        if not await self._is_wanted(part, one.chat):
            return True
        try:
            data = await self._parts.outside.pictures.draw(digest_view.chart(digest, look))
            with keyed(part):
                message = await self._bot.send_photo(
                    one.chat,
                    InputFile(data, "digest.png"),
                    caption=digest_view.alt_text(digest, look),
                    message_thread_id=one.thread,
                    disable_notification=True,
                    **self._waits(),
                )
        except TimedOut:
            await ledger.sent(part, 0)
            return False
        except QawlError:
            await ledger.sent(part, 0)
            return True
        await ledger.sent(part, message.message_id)
        return True

    async def _once(
        self, one: Subscription, part: str, page: Rich, keyboard: InlineKeyboardMarkup | None
    ) -> bool:
        """Send a part that was not sent; False where Telegram may or may not have got it."""
        ledger = self._parts.use_cases.store
        if not await self._is_wanted(part, one.chat):
            return True
        try:
            with keyed(part):
                message = await self._bot.send_message(
                    one.chat,
                    page.text,
                    entities=entities_of(page),
                    message_thread_id=one.thread,
                    disable_notification=one.silent,
                    reply_markup=keyboard,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                    **self._waits(),
                )
        except TimedOut:
            await ledger.sent(part, 0)
            return False
        await ledger.sent(part, message.message_id)
        return True

    async def _is_wanted(self, part: str, chat: str) -> bool:
        """Whether a part was not sent, which is noted as begun."""
        if self._ending():
            raise _EndingError
        return await self._parts.use_cases.store.sending(part, chat)

    def _waits(self) -> dict[str, Any]:
        """That answers to people go first, where there is a limiter to tell."""
        return {"rate_limit_args": CAN_WAIT} if self._bot.rate_limiter is not None else {}
