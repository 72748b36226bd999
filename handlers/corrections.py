"""«خطأ؟»: not a quote, another speaker, cut badly. In a group its admins correct."""

from datetime import UTC, datetime, timedelta

from telegram import ForceReply, InlineKeyboardMarkup, Update

from bot.errors import InputError
from bot.model.answer import StoredQuote
from bot.model.correction import Fault
from handlers.catalogue import Catalogue
from handlers.codes import button, fitted
from handlers.context import Context, chat_of
from handlers.messages import say
from handlers.outbox import topic_of
from handlers.permissions import may_change
from handlers.presses import Press, press
from handlers.render import NO_LINKS, clean, speaker_line, statement
from handlers.rich import Rich, join, plain

#: How long a written reply to the bot's question is waited for.
WAIT = timedelta(hours=1)
CUT = "cut"
#: Speakers of the article that get a button, and characters of a name there.
MOST, NAME = 12, 40


@press("n", admins=True)
async def ask_fault(update: Update, context: Context, pressed: Press) -> None:
    """A press on a quote behind "wrong?": what is wrong with it."""
    stored = await _quote(context, pressed)
    if stored is None:
        return
    await pressed.query.answer()
    texts = pressed.texts
    rows = [
        [button(texts.text("fault.no_quote"), "fix", stored.id, Fault.NO_QUOTE)],
        [button(texts.text("fault.speaker"), "fix", stored.id, Fault.SPEAKER)],
        [button(texts.text("fault.cut"), "fix", stored.id, Fault.CUT)],
        [button(texts.text("cancel_wrong"), "fix", stored.id, "nothing")],
    ]
    shown = _shown(stored, texts, "fault_ask")
    await context.bot.send_message(
        pressed.chat, shown.text, reply_markup=InlineKeyboardMarkup(rows),
        message_thread_id=topic_of(update),
    )  # fmt: skip


@press("nw", admins=True)
async def choose_fault(update: Update, context: Context, pressed: Press) -> None:
    """A press on what is wrong."""
    stored = await _quote(context, pressed)
    if stored is None:
        return
    fault, texts = pressed.parts[1], pressed.texts
    if fault == Fault.NO_QUOTE:
        await _correct(update, context, stored, Fault.NO_QUOTE, "")
        await pressed.query.answer()
        await pressed.edit(plain(texts.text("corrected.no_quote")))
    elif fault == Fault.SPEAKER:
        await pressed.query.answer()
        keyboard = await _others(context, pressed, stored)
        ask = "who_instead" if keyboard.inline_keyboard else "no_other_speaker"
        await pressed.edit(_shown(stored, texts, ask), keyboard)
    elif fault == Fault.CUT:
        await pressed.query.answer()
        await _ask_words(update, context, stored, texts)
    else:
        await pressed.query.answer()
        await pressed.edit(plain(texts.text("not_corrected")))


@press("nn", admins=True)
async def choose_speaker(update: Update, context: Context, pressed: Press) -> None:
    """A press on the right speaker's name."""
    stored = await _quote(context, pressed)
    names = await context.use_cases.named(pressed.chat, [pressed.number(1)])
    if stored is None or not names:
        return
    await _correct(update, context, stored, Fault.SPEAKER, names[0])
    await pressed.query.answer()
    line = pressed.texts.text("corrected.speaker", name=clean(names[0]))
    await pressed.edit(plain(line))


async def words(update: Update, context: Context, subject: str, text: str) -> None:
    """The right words of a quote that was cut badly, as a reply to the bot's question."""
    texts = await context.texts(update)
    stored = await context.use_cases.quote(chat_of(update), int(subject))
    if stored is None or not await may_change(update, context):
        await say(update, context, texts.text("gone"))
        return
    try:
        await _correct(update, context, stored, Fault.CUT, text.strip())
    except InputError:
        await say(update, context, texts.text("words_not_there"))
        return
    await say(update, context, texts.text("corrected.cut"))


async def asked_for(context: Context, chat: str, message: int) -> tuple[str, str] | None:
    """Purpose and subject of the bot's question that a message replies to."""
    since = datetime.now(UTC) - WAIT
    return await context.use_cases.store.prompts(chat).take(message, since)


async def _ask_words(
    update: Update, context: Context, stored: StoredQuote, texts: Catalogue
) -> None:
    chat = chat_of(update)
    shown = _shown(stored, texts, "words_instead")
    message = await context.bot.send_message(
        chat, shown.text, message_thread_id=topic_of(update),
        reply_markup=ForceReply(selective=True),
    )  # fmt: skip
    await context.use_cases.store.prompts(chat).add(message.message_id, CUT, str(stored.id))


async def _correct(
    update: Update, context: Context, stored: StoredQuote, fault: Fault, after: str
) -> None:
    user = update.effective_user
    by = str(user.id) if user is not None else ""
    await context.use_cases.correct(chat_of(update), stored, fault, by=by, after=after)


async def _others(context: Context, pressed: Press, stored: StoredQuote) -> InlineKeyboardMarkup:
    quotes = await context.use_cases.quotes(pressed.chat, stored.article)
    names = {one.speaker: one.quote.who for one in quotes if one.speaker != stored.speaker}
    rows = [
        [button(fitted(clean(name), NAME), "fixs", stored.id, key)]
        for key, name in list(names.items())[:MOST]
    ]
    back = [button(pressed.texts.text("cancel_wrong"), "fix", stored.id, "nothing")]
    return InlineKeyboardMarkup([*rows, back] if rows else [])


async def _quote(context: Context, pressed: Press) -> StoredQuote | None:
    stored = await context.use_cases.quote(pressed.chat, pressed.number(0))
    if stored is None:
        await pressed.gone()
    return stored


def _shown(stored: StoredQuote, texts: Catalogue, key: str) -> Rich:
    lines = [plain(texts.text(key)), speaker_line(stored, NO_LINKS), *statement(stored, texts)]
    return join(lines, "\n")
