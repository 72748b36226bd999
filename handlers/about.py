"""/start, /help, /ask, /language."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from handlers.catalogue import LANGUAGES, catalogue
from handlers.context import Context, chat_of
from handlers.messages import reply
from handlers.outbox import target_of
from handlers.questions import question
from handlers.render import Reply
from handlers.rich import plain

_NAMES = {"ar": "العربية", "en": "English"}
LANGUAGE_PREFIX = "v1:lang:"


async def start(update: Update, context: Context) -> None:
    """/start: what the bot does, with an example."""
    await _say(update, context, "start")


async def help_(update: Update, context: Context) -> None:
    """/help."""
    await _say(update, context, "help")


async def ask(update: Update, context: Context) -> None:
    """/ask QUESTION."""
    text = " ".join(context.args or ())
    if text.strip():
        await question(update, context, text)
    else:
        await _say(update, context, "ask_what")


async def language(update: Update, context: Context) -> None:
    """/language: a button for each."""
    texts = await context.texts(update)
    row = [
        InlineKeyboardButton(_NAMES[code], callback_data=LANGUAGE_PREFIX + code)
        for code in LANGUAGES
    ]
    text = Reply((plain(texts.text("language_ask")),))
    await context.outbox.send(context.bot, target_of(update), text, InlineKeyboardMarkup([row]))


async def choose_language(update: Update, context: Context) -> None:
    """A press on a language button."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    code = query.data.removeprefix(LANGUAGE_PREFIX)
    await query.answer()
    if code in LANGUAGES:
        await context.use_cases.set_interface(chat_of(update), code)
        await query.edit_message_text(catalogue(code).text("language_set"))


async def _say(update: Update, context: Context, key: str) -> None:
    texts = await context.texts(update)
    await reply(update, context, Reply((plain(texts.text(key)),)))
