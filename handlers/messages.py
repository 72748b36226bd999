"""Answers in words: one short text to where an update came from."""

from telegram import InlineKeyboardMarkup, Update

from handlers.context import Context
from handlers.outbox import target_of
from handlers.render import Reply
from handlers.rich import Rich, plain


async def reply(
    update: Update, context: Context, answer: Reply, keyboard: InlineKeyboardMarkup | None = None
) -> int | None:
    """Send an answer to where the update came from; the last message's number."""
    return await context.outbox.send(context.bot, target_of(update), answer, keyboard)


async def say(
    update: Update,
    context: Context,
    words: str | Rich,
    keyboard: InlineKeyboardMarkup | None = None,
) -> int | None:
    """Send words to where the update came from; the message's number."""
    shown = plain(words) if isinstance(words, str) else words
    return await reply(update, context, Reply((shown,)), keyboard)
