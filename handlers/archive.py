"""/export and /erase."""

import json

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.services.export import export_json
from handlers.catalogue import Catalogue
from handlers.context import Context, chat_of
from handlers.messages import reply
from handlers.outbox import target_of
from handlers.render import Reply
from handlers.rich import plain

ERASE_PREFIX = "v1:erase:"
_ADMINS = {ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER}


async def export(update: Update, context: Context) -> None:
    """/export: the chat's quotes as a JSON file."""
    texts = await context.texts(update)
    chat = update.effective_chat
    rows = [row async for row in export_json(context.use_cases, chat_of(update))]
    if chat is None or not rows:
        await reply(update, context, Reply((plain(texts.text("export_empty")),)))
        return
    data = json.dumps(rows, ensure_ascii=False, indent=1).encode()
    caption = texts.text("export_caption", quotes=texts.count("quotes", len(rows)))
    await context.bot.send_document(chat.id, InputFile(data, "qawl.json"), caption=caption)


async def erase(update: Update, context: Context) -> None:
    """/erase: says what would go, and asks once."""
    texts = await context.texts(update)
    if not await _may_change(update, context):
        await reply(update, context, Reply((plain(texts.text("admins_only")),)))
        return
    counts = await context.use_cases.counts(chat_of(update))
    question = _counted(texts, "erase_ask", counts.articles, counts.quotes)
    rows = [
        [InlineKeyboardButton(texts.text("erase_button"), callback_data=f"{ERASE_PREFIX}yes")],
        [InlineKeyboardButton(texts.text("cancel"), callback_data=f"{ERASE_PREFIX}no")],
    ]
    await context.outbox.send(
        context.bot, target_of(update), Reply((plain(question),)), InlineKeyboardMarkup(rows)
    )


async def confirm(update: Update, context: Context) -> None:
    """A press on a button of /erase."""
    query = await permitted_press(update, context)
    if query is None:
        return
    texts = await context.texts(update)
    await query.answer()
    if query.data != f"{ERASE_PREFIX}yes":
        await query.edit_message_text(texts.text("kept"))
        return
    counts = await context.use_cases.erase(chat_of(update))
    await query.edit_message_text(_counted(texts, "erased", counts.articles, counts.quotes))


def _counted(texts: Catalogue, name: str, articles: int, quotes: int) -> str:
    return texts.text(
        name, articles=texts.count("articles", articles), quotes=texts.count("quotes", quotes)
    )


async def permitted_press(update: Update, context: Context) -> CallbackQuery | None:
    """The press on a button that changes the archive; None where its presser may not, which is told."""
    query = update.callback_query
    if query is None or await _may_change(update, context):
        return query
    await query.answer((await context.texts(update)).text("admins_only"))
    return None


async def _may_change(update: Update, context: Context) -> bool:
    """Everybody in private, admins alone in a group."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return False
    if chat.type == ChatType.PRIVATE:
        return True
    member = await context.bot.get_chat_member(chat.id, user.id)
    return member.status in _ADMINS
