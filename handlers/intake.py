"""Messages that reach the bot: articles in every form, questions, and what it cannot use."""

from collections.abc import Sequence

from telegram import (
    Message,
    MessageEntity,
    ReactionTypeEmoji,
    Update,
)
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.model.preferences import Preferences
from bot.services.ingest import Ingested, Outcome, Submission
from handlers import alerts, articles, corrections, files, links, preferences, subscriptions
from handlers.articles import links_of
from handlers.assembly import assembled, goes_on, may_go_on
from handlers.context import Context, chat_of
from handlers.inbound import is_article, link_of, submissions_of, text_of, unusable
from handlers.messages import say
from handlers.presses import Press, press
from handlers.questions import question
from handlers.submitting import submitted

#: The reactions that say "archived" and "already here" in a group.
SEEN, KNOWN = "👀", "👌"
#: A question of so many words may have been meant as an article.
LONG_QUESTION = 15


async def private(update: Update, context: Context) -> None:
    """A message in a private chat: an article, a link, a document, or a question."""
    message = update.effective_message
    if message is None or await _written_reply(update, context, message):
        return
    if await _held(update, context, message):
        return
    if message.document is not None:
        await files.document(update, context)
    elif not text_of(message).strip():
        texts = await context.texts(update)
        await say(update, context, texts.text(f"unusable.{unusable(message)}"))
    elif message.forward_origin is None and (url := link_of(message)):
        await links.link(update, context, url)
    elif is_article(message):
        await submitted(update, context, submissions_of(message))
    else:
        await _asked(update, context, message)


async def group(update: Update, context: Context) -> None:
    """A message in a group: forwards are archived quietly, questions answered when asked for."""
    message = update.effective_message
    if message is None or await _written_reply(update, context, message):
        return
    if message.forward_origin is not None or _waited_for(message):
        if not await _held(update, context, message):
            await _archive(update, context, submissions_of(message))
        return
    asked = _addressed(message, context)
    if asked is None:
        return
    if not asked and await _shown_again(update, context, message):
        return
    await question(update, context, asked)


async def channel(update: Update, context: Context) -> None:
    """A post of a channel where the bot is admin: archived, without a word."""
    message = update.effective_message
    if message is None or await _held(update, context, message):
        return
    await _archive(update, context, submissions_of(message))


async def together(updates: list[Update], context: Context) -> None:
    """Messages that belong together and are complete: one article, or an album's."""
    whole = assembled(updates)
    update = next((u for u in updates if (m := u.effective_message) and text_of(m)), updates[0])
    chat = update.effective_chat
    if chat is not None and chat.type == ChatType.PRIVATE:
        if whole:
            await submitted(update, context, whole)
        else:
            texts = await context.texts(update)
            message = update.effective_message
            kind = unusable(message) if message is not None else "other"
            await say(update, context, texts.text(f"unusable.{kind}"))
    else:
        await _archive(update, context, whole)


@press("w")
async def otherwise(update: Update, context: Context, pressed: Press) -> None:
    """A press that says that a text was taken for the wrong thing; the text is what was replied to."""
    message = update.effective_message
    original = message.reply_to_message if message is not None else None
    if original is None or not text_of(original).strip():
        await pressed.gone()
        return
    await pressed.query.answer()
    if pressed.parts[0] == "q":
        await question(update, context, text_of(original))
    else:
        await submitted(update, context, submissions_of(original))


async def _archive(update: Update, context: Context, whole: Sequence[Submission]) -> None:
    """Store articles without a word; a reaction in a group, alerts where they are met."""
    chosen = await context.use_cases.preferences(chat_of(update))
    for submission in whole:
        if not submission.text.strip():
            continue
        found = await context.use_cases.ingest(chat_of(update), submission)
        if found.quotes and update.effective_message is not None:
            await _react(update.effective_message, found, chosen)
        await alerts.deliver(update, context, found)


async def _held(update: Update, context: Context, message: Message) -> bool:
    """Whether the message waits for its album, or for the rest of a text that was cut."""
    assembly, chat = context.parts.assembly, chat_of(update)
    waiting = await assembly.waits(chat)
    if message.media_group_id and not message.document:
        other = [one for one in waiting if one.media_group_id != message.media_group_id]
        if other:
            await assembly.complete(chat)
        await assembly.hold(chat, update, message)
        return True
    if waiting and goes_on(waiting[-1], message):
        await assembly.hold(chat, update, message)
        if not may_go_on(message):
            await assembly.complete(chat)
        return True
    if waiting:
        await assembly.complete(chat)
    if may_go_on(message) and is_article(message):
        await assembly.hold(chat, update, message)
        return True
    return False


def _waited_for(message: Message) -> bool:
    """Whether a message of a group is no forward by its marks and still no talk: an automatic one."""
    return bool(message.is_automatic_forward)


async def _asked(update: Update, context: Context, message: Message) -> None:
    text = text_of(message)
    texts = await context.texts(update)
    many = len(text.split()) >= LONG_QUESTION
    await question(update, context, text, articles.otherwise(texts, "a") if many else None)


async def _written_reply(update: Update, context: Context, message: Message) -> bool:
    """Whether the message answers a question of the bot's, such as for the right words of a quote."""
    answered_one = message.reply_to_message
    author = answered_one.from_user if answered_one is not None else None
    if answered_one is None or author is None or author.id != context.bot.id:
        return False
    wanted = await corrections.asked_for(context, chat_of(update), answered_one.message_id)
    if wanted is None:
        return False
    purpose, subject = wanted
    if purpose == corrections.CUT:
        await corrections.words(update, context, subject, text_of(message))
    elif purpose == subscriptions.CITY:
        await subscriptions.city(update, context, subject, text_of(message))
    else:
        await preferences.city(update, context, text_of(message))
    return True


async def _shown_again(update: Update, context: Context, message: Message) -> bool:
    """A mention in reply to an archived article shows its quotes, with when and by whom it came."""
    answered_one = message.reply_to_message
    if answered_one is None:
        return False
    archive = context.use_cases.store.archive(chat_of(update))
    article = await archive.by_message(answered_one.message_id)
    if article is None:
        return False
    quotes = tuple(await archive.quotes(article.article.id))
    found = Ingested(Outcome.KNOWN, article, quotes)
    by = await _name(context, message.chat.id, article.sightings[0].sender)
    texts = await context.texts(update)
    await articles.answer(
        update, context, articles.ingested(found, texts, links_of(update, context), by)
    )
    return True


async def _name(context: Context, chat: int, user: str) -> str:
    """The name of a member by his number, or ""."""
    try:
        return (await context.bot.get_chat_member(chat, int(user))).user.full_name
    except (TelegramError, ValueError):
        return ""


def _addressed(message: Message, context: Context) -> str | None:
    """The question of a group message that mentions the bot or replies to it, None where it does neither."""
    text = text_of(message)
    answered_one = message.reply_to_message
    author = answered_one.from_user if answered_one is not None else None
    name = f"@{context.bot.username}"
    mentions = message.parse_entities([MessageEntity.MENTION]).values()
    if any(words.lower() == name.lower() for words in mentions):
        return " ".join(word for word in text.split() if word.lower() != name.lower())
    return text if author is not None and author.id == context.bot.id else None


async def _react(message: Message, found: Ingested, chosen: Preferences) -> None:
    if message.chat.type == ChatType.CHANNEL or not chosen.reacts:
        return
    try:
        await message.set_reaction(
            ReactionTypeEmoji(KNOWN if found.outcome is Outcome.KNOWN else SEEN)
        )
    except TelegramError:
        # A group may forbid reactions; the article is archived all the same.
        return
