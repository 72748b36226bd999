"""Texts that reach the bot: forwarded articles, pasted articles, questions."""

from telegram import Message, MessageEntity, ReactionTypeEmoji, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from handlers import render
from handlers.context import Context, chat_of
from handlers.inbound import is_article, submission_of, text_of
from handlers.outbox import target_of
from handlers.questions import question
from handlers.render import Reply
from handlers.rich import plain

#: The reaction that says "archived" in a group.
SEEN = "👀"


async def private(update: Update, context: Context) -> None:
    """A message in a private chat: an article or a question."""
    message = update.effective_message
    if message is None:
        return
    if not text_of(message).strip():
        texts = await context.texts(update)
        await reply(update, context, Reply((plain(texts.text("no_text")),)))
    elif is_article(message):
        await article(update, context, message)
    else:
        await question(update, context, text_of(message))


async def group(update: Update, context: Context) -> None:
    """A message in a group: forwards are archived quietly, questions answered when asked for."""
    message = update.effective_message
    if message is None or (message.is_automatic_forward and not text_of(message)):
        return
    if message.forward_origin is not None:
        found = await context.use_cases.ingest(chat_of(update), submission_of(message))
        if found.quotes:
            await _react(message)
        return
    asked = _addressed(message, context)
    if asked:
        await question(update, context, asked)


async def channel(update: Update, context: Context) -> None:
    """A post of a channel where the bot is admin: archived, without a word."""
    message = update.effective_message
    if message is not None and text_of(message).strip():
        await context.use_cases.ingest(chat_of(update), submission_of(message))


async def article(update: Update, context: Context, message: Message) -> None:
    """Store an article and answer with its quotes."""
    found = await context.use_cases.ingest(chat_of(update), submission_of(message))
    await reply(update, context, render.ingested(found, await context.texts(update)))


async def reply(update: Update, context: Context, answer: Reply) -> None:
    """Send an answer to where the update came from."""
    await context.outbox.send(context.bot, target_of(update), answer)


def _addressed(message: Message, context: Context) -> str:
    """The question of a group message that mentions the bot or replies to it, else ""."""
    text = text_of(message)
    answered = message.reply_to_message
    author = answered.from_user if answered is not None else None
    if author is not None and author.id == context.bot.id:
        return text
    name = f"@{context.bot.username}"
    for entity, words in message.parse_entities([MessageEntity.MENTION]).items():
        del entity
        if words.lower() == name.lower():
            return text.replace(words, " ").strip()
    return ""


async def _react(message: Message) -> None:
    if message.chat.type == ChatType.CHANNEL:
        return
    try:
        await message.set_reaction(ReactionTypeEmoji(SEEN))
    except TelegramError:
        # A group may forbid reactions; the article is archived all the same.
        return
