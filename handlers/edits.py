"""Edited messages: the article is read again, its old version kept, what changed told."""

from telegram import LinkPreviewOptions, Update
from telegram.constants import ChatType

from bot.services.revising import Revised
from handlers import alerts
from handlers.articles import heading_of, links_of, viewed
from handlers.catalogue import Catalogue
from handlers.context import Context, chat_of
from handlers.inbound import submissions_of, text_of
from handlers.messages import say
from handlers.outbox import entities_of
from handlers.pages import View


async def edited(update: Update, context: Context) -> None:
    """An edit of a message that brought an article; other edits change nothing."""
    message = update.effective_message
    if message is None or not text_of(message).strip():
        return
    archive = context.use_cases.store.archive(chat_of(update))
    old = await archive.by_message(message.message_id)
    whole = submissions_of(message)
    if old is None or len(whole) != 1:
        return
    revised = await context.use_cases.revise(chat_of(update), old, whole[0])
    if revised is None:
        return
    if message.chat.type == ChatType.PRIVATE:
        seen = revised.old.sightings[::-1]
        reply = next((one.reply for one in seen if one.reply), None)
        await _tell(update, context, revised, reply)
    else:
        await alerts.deliver(update, context, revised.found)


async def _tell(update: Update, context: Context, revised: Revised, reply: int | None) -> None:
    """The new version in the place of the old reply, where that still stands."""
    texts = await context.texts(update)
    found, article = revised.found, revised.found.article
    if article is None or not found.quotes:
        await say(update, context, texts.text("revised_empty"))
        return
    heading = f"{told(revised, texts)}\n{heading_of(found.quotes, texts)}"
    shown = viewed(heading, found.quotes, View(article.key), texts, links_of(update, context))
    if reply is None:
        await say(update, context, shown.text, shown.keyboard)
        return
    await context.bot.edit_message_text(
        shown.text.text, chat_of(update), reply, entities=entities_of(shown.text),
        reply_markup=shown.keyboard, link_preview_options=LinkPreviewOptions(is_disabled=True),
    )  # fmt: skip
    await context.use_cases.store.archive(chat_of(update)).replied(article.key, reply)


def told(revised: Revised, texts: Catalogue) -> str:
    """«نسخة معدّلة: أضيف اقتباسان، وحُذف اقتباس واحد»."""
    return texts.text(
        "revised_heading",
        added=texts.count("quotes", len(revised.added)),
        removed=texts.count("quotes", len(revised.removed)),
    )
