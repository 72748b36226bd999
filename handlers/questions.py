"""Questions, and the buttons that loosen them."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.model.answer import Answer
from bot.model.question import Dropped
from bot.services.ask import Asked, Talk
from handlers import render
from handlers.catalogue import Catalogue, catalogue
from handlers.context import Context, chat_of
from handlers.outbox import target_of
from handlers.render import Reply
from handlers.rich import plain

ASK_PREFIX = "v1:ask:"
#: Persons of one name that get a button.
MOST_PEOPLE = 4
#: Characters of a name on a button.
NAME = 40


async def question(update: Update, context: Context, text: str) -> None:
    """Answer a question from the chat's archive, in the question's language."""
    found = await context.use_cases.converse(chat_of(update), text, _talk(update, context))
    if found.answer.question.form is None:
        texts = await context.texts(update)
        hello = Reply((plain(texts.text("hello")),))
        await context.outbox.send(context.bot, target_of(update), hello)
    else:
        await _reply(update, context, found)


async def press(update: Update, context: Context) -> None:
    """A press on a button under an answer: without the act, the date, the speaker; one person."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    key, _, change = query.data.removeprefix(ASK_PREFIX).partition(":")
    found = await _changed(update, context, int(key), change)
    if found is None:
        await query.answer((await context.texts(update)).text("too_old"))
        return
    await query.answer()
    await _reply(update, context, found)


async def _changed(update: Update, context: Context, key: int, change: str) -> Asked | None:
    chat, talk = chat_of(update), _talk(update, context)
    if change in set(Dropped):
        return await context.use_cases.loosen(chat, key, Dropped(change), talk)
    return await context.use_cases.narrow(chat, key, int(change), talk)


def _talk(update: Update, context: Context) -> Talk:
    """Who asks, and which answer he replies to."""
    user, message = update.effective_user, update.effective_message
    replied = message.reply_to_message if message is not None else None
    author = replied.from_user if replied is not None else None
    mine = replied is not None and author is not None and author.id == context.bot.id
    asker = str(user.id) if user is not None else ""
    return Talk(asker, update.update_id, replied.message_id if replied and mine else None)


async def _reply(update: Update, context: Context, found: Asked) -> None:
    texts = catalogue(found.answer.question.language)
    await context.outbox.send(
        context.bot,
        target_of(update),
        render.answered(found.answer, texts),
        keyboard(found.answer, found.key, texts),
    )


def keyboard(found: Answer, key: int, texts: Catalogue) -> InlineKeyboardMarkup | None:
    """A button for each person that the name may mean, and for each part that may be dropped."""
    asked = found.question
    rows = [
        [_button(person.name[:NAME], key, str(person.names[0].key))]
        for person in found.people[:MOST_PEOPLE]
    ]
    parts = (
        (Dropped.ACT, asked.act is not None),
        (Dropped.DATE, bool(asked.since or asked.until or asked.latest)),
        (Dropped.SPEAKER, bool(asked.speaker_words and asked.topic)),
    )
    loosening = [_button(texts.text(f"any_{part}"), key, part) for part, there in parts if there]
    rows += [loosening] if loosening else []
    return InlineKeyboardMarkup(rows) if rows else None


def _button(label: str, key: int, change: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=f"{ASK_PREFIX}{key}:{change}")
