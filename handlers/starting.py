"""/start with its deep links, /help, /ask, and buttons that stand for a command."""

from telegram import Update

from handlers import alerts, archive, articles, questions, speakers, subscriptions
from handlers.catalogue import Catalogue
from handlers.context import Context, chat_of
from handlers.messages import say
from handlers.permissions import may_read
from handlers.presses import Press, is_number, press
from handlers.questions import question
from handlers.render import Links, source_line, speaker_line, statement
from handlers.rich import join

#: A deep link has a kind, an archive and a key.
_LINK = 3
_GO = {
    "watch": alerts.watch, "privacy": archive.privacy, "export": archive.export,
    "erase": archive.erase, "digest": subscriptions.digest,
}  # fmt: skip


async def start(update: Update, context: Context) -> None:
    """/start: what the bot does; behind a deep link, the quote, speaker or answer that it names."""
    payload = (context.args or [""])[0].split("_")
    texts = await context.texts(update)
    if len(payload) == _LINK and is_number(payload[2]):
        if not await _linked(update, context, payload, texts):
            await say(update, context, texts.text("gone"))
        return
    await say(update, context, texts.text("start"))


async def help_(update: Update, context: Context) -> None:
    """/help."""
    await say(update, context, (await context.texts(update)).text("help"))


async def unknown(update: Update, context: Context) -> None:
    """A command that the bot does not know."""
    await say(update, context, (await context.texts(update)).text("unknown_command"))


async def ask(update: Update, context: Context) -> None:
    """/ask QUESTION."""
    text = " ".join(context.args or ())
    if text.strip():
        await question(update, context, text)
    else:
        await say(update, context, (await context.texts(update)).text("ask_what"))


@press("w")
async def go(update: Update, context: Context, pressed: Press) -> None:
    """A press on a button that stands for a command."""
    await pressed.query.answer()
    command = _GO.get(pressed.parts[0])
    if command is not None:
        context.args = []
        await command(update, context)


async def _linked(update: Update, context: Context, payload: list[str], texts: Catalogue) -> bool:
    """Show what a deep link names, where its reader may see that archive."""
    kind, chat, key = payload
    user = update.effective_user
    if user is None or not is_number(chat):
        return False
    if chat != chat_of(update) and not await may_read(context, int(chat), user.id):
        return False
    if kind == "m":
        return await questions.told_in_private(update, context, chat, int(key))
    if kind == "d":
        return await subscriptions.whole(update, context, chat, int(key))
    if kind == "q":
        return await _quote(update, context, chat, int(key), texts)
    printed = await context.use_cases.named(chat, [int(key)]) if kind == "s" else ()
    people = await context.use_cases.people(chat, printed[0]) if printed else ()
    person = next((one for one in people if int(key) in one.keys), None)
    if person is None:
        return False
    await speakers.page(update, context, chat, person, texts)
    return True


async def _quote(update: Update, context: Context, chat: str, key: int, texts: Catalogue) -> bool:
    stored = await context.use_cases.quote(chat, key)
    if stored is None:
        return False
    if chat == chat_of(update):
        await articles.show_quote(update, context, stored, texts)
        return True
    links = Links(context.bot.username or "", chat)
    lines = [speaker_line(stored, links), *statement(stored, texts), source_line(stored, texts)]
    await say(update, context, join(lines, "\n"))
    return True
