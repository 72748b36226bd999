"""A link in a private chat: the article behind it."""

from dataclasses import replace

from telegram import Update
from telegram.constants import ChatAction

from bot.errors import SourceError
from bot.services.intake import linked
from handlers.context import Context
from handlers.files import trouble
from handlers.messages import say
from handlers.submitting import submitted


async def link(update: Update, context: Context, url: str) -> None:
    """Fetch the article and answer with its quotes, or say what failed."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None:
        return
    await context.bot.send_chat_action(chat.id, ChatAction.TYPING)
    try:
        found = await linked(context.parts.outside, url)
    except SourceError as error:
        texts = await context.texts(update)
        await say(update, context, trouble(error, texts))
        return
    sender = str(user.id) if user is not None else ""
    await submitted(update, context, [replace(found, sender=sender)])
