"""/export, /erase, /undo and /privacy: a chat's data in its own hands."""

from datetime import UTC, datetime, timedelta

from telegram import InlineKeyboardMarkup, InputFile, Update
from telegram.constants import ChatAction

from bot.services.agreement import agreement
from bot.services.export import FORMATS, Wording, exported
from bot.services.undoing import DIGEST, ERASE, WATCH, discard, undo
from handlers.catalogue import Catalogue
from handlers.codes import button
from handlers.context import Context, chat_of
from handlers.messages import say
from handlers.outbox import topic_of
from handlers.permissions import may_change
from handlers.presses import Press, press

#: How long the question whether to erase stands.
ASKED = timedelta(minutes=10)


async def export(update: Update, context: Context) -> None:
    """/export [json|csv|html]: the chat's quotes as a file, JSON where none is named."""
    texts = await context.texts(update)
    wanted = (context.args or [""])[0].lower()
    await _send(update, context, wanted if wanted in FORMATS else FORMATS[0], texts)


@press("w")
async def choose_format(update: Update, context: Context, pressed: Press) -> None:
    """A press on a format."""
    await pressed.query.answer()
    if pressed.parts[0] in FORMATS:
        await _send(update, context, pressed.parts[0], pressed.texts)


@press("n")
async def export_article(update: Update, context: Context, pressed: Press) -> None:
    """A press on an article's "export": its quotes as JSON."""
    article = await context.use_cases.store.archive(pressed.chat).by_key(pressed.number(0))
    if article is None:
        await pressed.gone()
        return
    await pressed.query.answer()
    await _send(update, context, "json", pressed.texts, article.article.id)


async def _send(
    update: Update, context: Context, form: str, texts: Catalogue, article: str = ""
) -> None:
    chat = update.effective_chat
    if chat is None:
        return
    await context.bot.send_chat_action(chat.id, ChatAction.UPLOAD_DOCUMENT)
    wording = Wording(
        texts.text("export_title"),
        texts.language,
        lambda one: texts.text(f"act.{one.quote.act.value}.{agreement(one)}"),
    )
    data, quotes = await exported(context.use_cases, chat_of(update), form, wording, article)
    if not quotes:
        await say(update, context, texts.text("empty"))
        return
    caption = texts.text("export_caption", quotes=texts.count("quotes", quotes))
    file = InputFile(data, f"qawl.{form}")
    others = [button(other.upper(), "exp", other) for other in FORMATS if other != form]
    await context.bot.send_document(
        chat.id,
        file,
        caption=caption,
        message_thread_id=topic_of(update),
        reply_markup=None if article else InlineKeyboardMarkup([others]),
    )


async def erase(update: Update, context: Context) -> None:
    """/erase: says what would go, and asks once."""
    texts = await context.texts(update)
    if not await may_change(update, context):
        await say(update, context, texts.text("admins_only"))
        return
    counts = await context.use_cases.counts(chat_of(update))
    watches = len(await context.use_cases.store.watches(chat_of(update)).all())
    question = texts.text(
        "erase_ask",
        articles=texts.count("articles_there", counts.articles),
        quotes=texts.count("quotes", counts.quotes),
        watches=texts.text("comma") + texts.count("watches", watches) if watches else "",
    )
    rows = [
        [button(texts.text("erase_button"), "erase", "yes")],
        [button(texts.text("cancel"), "erase", "no")],
    ]
    sent = await say(update, context, question, InlineKeyboardMarkup(rows))
    if sent is not None:
        await context.use_cases.store.prompts(chat_of(update)).add(sent, ERASE, "")


@press("w", admins=True)
async def confirm(update: Update, context: Context, pressed: Press) -> None:
    """A press on a button of /erase."""
    message, texts = update.effective_message, pressed.texts
    prompts = context.use_cases.store.prompts(pressed.chat)
    since = datetime.now(UTC) - ASKED
    if message is None or await prompts.take(message.message_id, since) is None:
        await pressed.query.answer(texts.text("old_button"))
        return
    await pressed.query.answer()
    if pressed.parts[0] != "yes":
        await pressed.query.edit_message_text(texts.text("kept"))
        return
    counts = await discard(context.use_cases.store, pressed.chat)
    line = texts.text(
        "erased",
        articles=texts.count("articles_there", counts.articles),
        quotes=texts.count("quotes", counts.quotes),
    )
    keyboard = InlineKeyboardMarkup([[button(texts.text("undo_button"), "undo")]])
    await pressed.query.edit_message_text(line, reply_markup=keyboard)


async def take_back(update: Update, context: Context) -> None:
    """/undo: the last destructive step of the last hour."""
    texts = await context.texts(update)
    if not await may_change(update, context):
        await say(update, context, texts.text("admins_only"))
        return
    await say(update, context, await _undone(context, chat_of(update), texts))


@press("", admins=True)
async def press_undo(update: Update, context: Context, pressed: Press) -> None:
    """A press on "undo"."""
    del update
    await pressed.query.answer()
    line = await _undone(context, pressed.chat, pressed.texts)
    await pressed.query.edit_message_text(line)


async def _undone(context: Context, chat: str, texts: Catalogue) -> str:
    done = await undo(context.use_cases.store, chat)
    if done is None:
        return texts.text("undo_nothing")
    if done.step.kind == ERASE and done.counts is not None:
        return texts.text(
            "undone.erase",
            articles=texts.count("articles_there", done.counts.articles),
            quotes=texts.count("quotes", done.counts.quotes),
        )
    names = {WATCH: "undone.watch", DIGEST: "undone.digest"}
    return texts.text(names.get(done.step.kind, "undone.correction"))


async def privacy(update: Update, context: Context) -> None:
    """/privacy: what is stored, and how to take it along or erase it."""
    texts = await context.texts(update)
    counts = await context.use_cases.counts(chat_of(update))
    line = texts.text(
        "privacy",
        articles=texts.count("articles_there", counts.articles),
        quotes=texts.count("quotes", counts.quotes),
    )
    rows = [
        [
            button(texts.text("export_button"), "go", "export"),
            button(texts.text("erase_button"), "go", "erase"),
        ]
    ]
    await say(update, context, line, InlineKeyboardMarkup(rows))
