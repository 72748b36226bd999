"""The last resort: an error is logged with a number, told plainly, and never shows its content."""

import secrets
from dataclasses import replace

from structlog import get_logger
from telegram import Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.errors import StoreError
from bot.model.traffic import Traffic
from handlers.context import Context, chat_of
from handlers.inbox import Failure, Failures

_log = get_logger()
#: What Telegram says of edits that change nothing, and of presses answered late.
_HARMLESS = ("message is not modified", "query is too old")


class ErrorHandler:
    """Notes failures for the inbox and tells the user once."""

    def __init__(self, failures: Failures, traffic: Traffic | None = None) -> None:
        """Note in ``failures``."""
        self._failures = failures
        self._traffic = traffic or Traffic()

    async def __call__(self, update: object, context: Context) -> None:
        """Log, note, tell."""
        error = context.error
        if error is None or is_harmless(error):
            return
        number = secrets.token_hex(2).upper()
        self._traffic.failed[type(error).__name__] += 1
        known = update.update_id if isinstance(update, Update) else None
        _log.error("update failed", number=number, update=known, kind=type(error).__name__)
        if not isinstance(update, Update):
            return
        if isinstance(error, Forbidden | ChatMigrated):
            await _lost(update, context, error)
            return
        transient = is_transient(error)
        reason = f"{type(error).__name__} {number}"
        self._failures.note(update.update_id, Failure(reason, transient=transient))
        if not transient:
            await _tell(update, context, number)


def is_harmless(error: Exception) -> bool:
    """Whether the error needs no attention."""
    return isinstance(error, BadRequest) and any(text in str(error).lower() for text in _HARMLESS)


def is_transient(error: Exception) -> bool:
    """Whether the network, Telegram's load or the database failed, so that the same may work later.

    PTB's BadRequest is a NetworkError by inheritance, though no later try can mend it.
    """
    passing = NetworkError | RetryAfter | StoreError
    return isinstance(error, passing) and not isinstance(error, BadRequest)


async def _lost(update: Update, context: Context, error: Forbidden | ChatMigrated) -> None:
    """Mark a chat where the bot may not write; take an archive along to a chat's new number."""
    chat = chat_of(update)
    if isinstance(error, ChatMigrated):
        await context.use_cases.store.moved(chat, str(error.new_chat_id))
        return
    chosen = await context.use_cases.preferences(chat)
    await context.use_cases.prefer(chat, replace(chosen, lost="forbidden"))


async def _tell(update: Update, context: Context, number: str) -> None:
    chat = update.effective_chat
    if chat is None or chat.type == "channel":
        return
    key = f"{update.update_id}:trouble"
    try:
        texts = await context.texts(update)
        if await context.use_cases.store.sending(key, str(chat.id)):
            message = await context.bot.send_message(chat.id, texts.text("trouble", number=number))
            await context.use_cases.store.sent(key, message.message_id)
    except TelegramError as error:
        _log.error("could not tell", number=number, kind=type(error).__name__)
