"""Articles that a person hands in: stored one by one, each answered with its quotes."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatAction

from bot.services.ingest import Ingested, Submission
from handlers import articles
from handlers.articles import links_of
from handlers.catalogue import Catalogue
from handlers.context import Context, chat_of
from handlers.inbound import text_of
from handlers.rich import join, plain

#: An article of fewer words may have been meant as a question.
SHORT_ARTICLE = 60


async def submitted(update: Update, context: Context, whole: Sequence[Submission]) -> None:
    """Store articles and answer each with its quotes."""
    chat = update.effective_chat
    if chat is not None:
        await context.bot.send_chat_action(chat.id, ChatAction.TYPING)
    for number, submission in enumerate(whole):
        found = await context.use_cases.ingest(chat_of(update), submission)
        await answered(update, context, found, number)


async def answered(update: Update, context: Context, found: Ingested, number: int = 0) -> None:
    """Answer one article with its quotes; ``number`` tells several of one message apart."""
    texts = await context.texts(update)
    shown = articles.ingested(found, texts, links_of(update, context))
    line = articles.alert_line(found, texts)
    text = join([plain(line), shown.text], "\n") if line else shown.text
    keyboard = _with_doubt(shown.keyboard, update.effective_message, texts)
    part = f"a{number}:" if number else ""
    sent = await articles.answer(update, context, articles.Shown(text, keyboard), part)
    if sent is not None and found.article is not None:
        await context.use_cases.store.archive(chat_of(update)).replied(found.article.key, sent)


def _with_doubt(
    keyboard: InlineKeyboardMarkup | None, message: Message | None, texts: Catalogue
) -> InlineKeyboardMarkup | None:
    """A short text that was taken for an article gets a button that says that it is a question."""
    if message is None or not 1 < len(text_of(message).split()) < SHORT_ARTICLE:
        return keyboard
    rows = list(keyboard.inline_keyboard) if keyboard is not None else []
    return InlineKeyboardMarkup([*rows, *articles.otherwise(texts, "q").inline_keyboard])
