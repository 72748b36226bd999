"""Sending: every part of an answer is recorded before and after, so that a kill repeats none.

A part's key names the update that it answers and its number. One that was marked as sent is never
sent again; one that was begun and not marked may have reached the user, and is sent once more.
"""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.constants import MessageLimit
from telegram.error import BadRequest

from bot.errors import StoreError
from bot.model.calls import keyed
from handlers.formatting import within
from handlers.render import Reply
from handlers.rich import Rich, units

#: Times that a sent part is tried to be marked, and seconds between two tries.
MARK_TRIES, MARK_PAUSE = 30, 2.0
#: Telegram's longest quote in a reply, in UTF-16 units after parsing.
MAX_HIGHLIGHT = 1024


class Ledger(Protocol):
    """Which parts were sent."""

    async def sending(self, key: str, chat: str) -> bool:
        """Begin; False where the part was sent before."""
        ...

    async def sent(self, key: str, message_id: int) -> None:
        """Mark as sent."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """Where an answer goes: chat, topic, the message it replies to, and the update's number.

    ``part`` tells several answers to one update apart; ``silent`` rings no bell.
    """

    chat: int
    update: int
    thread: int | None = None
    reply_to: int | None = None
    part: str = ""
    silent: bool = False


def target_of(update: Update) -> Target:
    """Where the answer to an update goes."""
    message = update.effective_message
    chat = update.effective_chat
    if chat is None:
        error = "an update without a chat cannot be answered"
        raise ValueError(error)
    reply_to = message.message_id if message is not None else None
    return Target(chat.id, update.update_id, topic_of(update), reply_to)


def topic_of(update: Update) -> int | None:
    """The topic of a forum in which an update came; None outside of topics."""
    message = update.effective_message
    return message.message_thread_id if message is not None and message.is_topic_message else None


class Outbox:
    """Sends replies part by part through the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        """Use a ledger of sent parts."""
        self._ledger = ledger

    async def send(
        self, bot: Bot, target: Target, reply: Reply, keyboard: InlineKeyboardMarkup | None = None
    ) -> int | None:
        """Send every page that was not sent before, in order; buttons under the last one.

        The number of the last message that was sent, None where all were sent before.
        """
        sent = None
        for number, page in enumerate(reply.pages):
            key = f"{target.update}:{target.part}{number}"
            if not await self._ledger.sending(key, str(target.chat)):
                continue
            last = number == len(reply.pages) - 1
            first = number == 0
            with keyed(key):
                message = await self._page(
                    bot, target, page, reply if first else None, keyboard if last else None
                )
            await self._mark(key, message.message_id)
            sent = message.message_id
        return sent

    async def _mark(self, key: str, message: int) -> None:
        """Mark what the user has already; where the database refuses, again rather than say it twice.

        Raises:
            StoreError: it refused for a minute.
        """
        for _ in range(MARK_TRIES):
            try:
                await self._ledger.sent(key, message)
            except StoreError:
                await asyncio.sleep(MARK_PAUSE)
            else:
                return
        await self._ledger.sent(key, message)

    async def _page(
        self,
        bot: Bot,
        target: Target,
        page: Rich,
        reply: Reply | None,
        keyboard: InlineKeyboardMarkup | None,
    ) -> Message:
        highlighted = _highlight(reply) if reply is not None else None
        if highlighted is not None:
            try:
                return await _send(bot, target, page, highlighted, keyboard)
            except BadRequest:
                # The message was edited or is gone: the answer goes without the highlight.
                pass
        plain = None
        if reply is not None and target.reply_to is not None:
            plain = ReplyParameters(target.reply_to, allow_sending_without_reply=True)
        return await _send(bot, target, page, plain, keyboard)


async def _send(
    bot: Bot,
    target: Target,
    page: Rich,
    parameters: ReplyParameters | None,
    keyboard: InlineKeyboardMarkup | None,
) -> Message:
    return await bot.send_message(
        chat_id=target.chat,
        text=page.text,
        entities=entities_of(page),
        message_thread_id=target.thread,
        reply_parameters=parameters,
        reply_markup=keyboard,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        disable_notification=target.silent,
    )


def _highlight(reply: Reply) -> ReplyParameters | None:
    """A reply to the article's message with the very words marked, where that is possible."""
    words = reply.highlight
    if reply.message_id is None or not words.strip() or units(words) > MAX_HIGHLIGHT:
        return None
    return ReplyParameters(
        reply.message_id,
        quote=words,
        quote_position=reply.position,
        quote_entities=within(reply.formatting, reply.position, units(words)),
        allow_sending_without_reply=True,
    )


def entities_of(page: Rich) -> list[MessageEntity]:
    """Telegram's entities of a page."""
    if page.units > MessageLimit.MAX_TEXT_LENGTH:
        message = "a page is longer than a message"
        raise ValueError(message)
    return [MessageEntity(e.kind, e.offset, e.length, url=e.url or None) for e in page.entities]
