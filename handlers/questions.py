"""Questions, and the buttons that loosen them."""

from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatType

from bot.model.answer import Answer
from bot.model.question import Dropped
from bot.services.ask import Asked, Talk
from handlers import render
from handlers.catalogue import Catalogue, catalogue
from handlers.codes import button, fitted
from handlers.context import Context, chat_of
from handlers.outbox import target_of
from handlers.presses import Press, is_number, press
from handlers.render import Links, Reply
from handlers.rich import plain

#: Statements that a group is told at once.
BRIEF = 2
#: Persons of one name that get a button.
MOST_PEOPLE = 4
#: Quotes of a page of an answer, each with its button.
PAGE = 6
#: Characters of a name on a button.
NAME = 40


async def question(
    update: Update, context: Context, text: str, more: InlineKeyboardMarkup | None = None
) -> None:
    """Answer a question from the chat's archive, in the question's language; ``more`` buttons below."""
    found = await context.use_cases.converse(chat_of(update), text, _talk(update, context))
    if found.answer.question.form is None:
        texts = await context.texts(update)
        hello = Reply((plain(texts.text("hello")),))
        await context.outbox.send(context.bot, target_of(update), hello, more)
    else:
        await _reply(update, context, found, more)


@press("nw")
async def change(update: Update, context: Context, pressed: Press) -> None:
    """A press on a button under an answer: without the act, the date, the speaker; one person."""
    found = await _changed(update, context, pressed.number(0), pressed.parts[1])
    if found is None:
        await pressed.query.answer(pressed.texts.text("too_old"))
        return
    await pressed.query.answer()
    await _reply(update, context, found)


async def search(update: Update, context: Context, text: str) -> None:
    """Statements about some words, whoever made them."""
    chat, talk = chat_of(update), _talk(update, context)
    await _reply(update, context, await context.use_cases.search(chat, text, talk))


async def _changed(update: Update, context: Context, key: int, change: str) -> Asked | None:
    chat, talk = chat_of(update), _talk(update, context)
    if change in set(Dropped):
        return await context.use_cases.loosen(chat, key, Dropped(change), talk)
    if not is_number(change):
        return None
    return await context.use_cases.narrow(chat, key, int(change), talk)


def _talk(update: Update, context: Context) -> Talk:
    """Who asks, and which answer he replies to."""
    user, message = update.effective_user, update.effective_message
    replied = message.reply_to_message if message is not None else None
    author = replied.from_user if replied is not None else None
    mine = replied is not None and author is not None and author.id == context.bot.id
    asker = str(user.id) if user is not None else ""
    return Talk(asker, update.update_id, replied.message_id if replied and mine else None)


async def _reply(
    update: Update, context: Context, found: Asked, more: InlineKeyboardMarkup | None = None
) -> None:
    chosen = await context.use_cases.preferences(chat_of(update))
    texts = catalogue(found.answer.question.language, chosen.digits)
    links = Links(context.bot.username or "", chat_of(update))
    chat = update.effective_chat
    brief = chat is not None and chat.type != ChatType.PRIVATE
    answer = render.answered(found.answer, texts, links, slice(BRIEF if brief else PAGE))
    buttons = keyboard(found.answer, found.key, texts)
    turning = [] if brief else _turning(found.answer, found.key, 0, texts)
    rows = [
        *turning,
        *(buttons.inline_keyboard if buttons else ()),
        *(more.inline_keyboard if more else ()),
    ]
    if brief and len(found.answer.hits) > BRIEF and not found.answer.sides:
        there = f"https://t.me/{links.bot}?start=m_{links.chat}_{found.key}"
        rows.append((InlineKeyboardButton(texts.text("more_in_private"), url=there),))
    shown = InlineKeyboardMarkup(rows) if rows else None
    await context.outbox.send(context.bot, target_of(update), answer, shown)


def _turning(
    answer: Answer, key: int, page: int, texts: Catalogue
) -> list[list[InlineKeyboardButton]]:
    """Next and back under a long list."""
    row = []
    if len(answer.hits) > (page + 1) * PAGE and not answer.sides:
        row.append(button(texts.text("next"), "ans", key, page + 1))
    if page > 0:
        row.append(button(texts.text("back"), "ans", key, page - 1))
    return [row if texts.language == "ar" else row[::-1]] if row else []


@press("nn")
async def turn(update: Update, context: Context, pressed: Press) -> None:
    """A press on another page of an answer: the question is answered again, in place."""
    key, page = pressed.number(0), max(pressed.number(1), 0)
    question = await context.use_cases.remembered(pressed.chat, key)
    if question is None:
        await pressed.query.answer(pressed.texts.text("too_old"))
        return
    await pressed.query.answer()
    answer = await context.use_cases.answer(pressed.chat, question)
    texts = catalogue(question.language, pressed.texts.digits)
    links = Links(context.bot.username or "", chat_of(update))
    begun = min(page * PAGE, max(len(answer.hits) - 1, 0))
    shown = render.answered(answer, texts, links, slice(begun, begun + PAGE))
    buttons = keyboard(answer, key, texts, begun)
    rows = [*_turning(answer, key, page, texts), *(buttons.inline_keyboard if buttons else ())]
    await pressed.edit(shown.pages[0], InlineKeyboardMarkup(rows) if rows else None)


async def told_in_private(update: Update, context: Context, chat: str, key: int) -> bool:
    """Answer in private what was asked in a group; False where the question is forgotten."""
    question = await context.use_cases.remembered(chat, key)
    if question is None:
        return False
    answer = await context.use_cases.answer(chat, question)
    texts = catalogue(question.language)
    found = render.answered(answer, texts, Links(context.bot.username or "", chat))
    await context.outbox.send(context.bot, target_of(update), replace(found, message_id=None))
    return True


def _showing(found: Answer, texts: Catalogue, begun: int) -> list[list[InlineKeyboardButton]]:
    """A button for each quote of a page: the very words in the article."""
    hits = found.hits[begun : begun + PAGE]
    if len(found.hits) == 1:
        return [[button(texts.text("show_one"), "say", hits[0].stored.id)]]
    numbers = range(begun + 1, begun + len(hits) + 1)
    labels = (texts.text("show_number", number=n) for n in numbers)
    row = [button(label, "say", hit.stored.id) for label, hit in zip(labels, hits, strict=True)]
    return [row] if row else []


def keyboard(
    found: Answer, key: int, texts: Catalogue, begun: int = 0
) -> InlineKeyboardMarkup | None:
    """A button for each person that the name may mean, and for each part that may be dropped."""
    asked = found.question
    rows = _showing(found, texts, begun)
    rows += [
        [button(fitted(person.name, NAME), "ask", key, person.names[0].key)]
        for person in found.people[:MOST_PEOPLE]
    ]
    parts = (
        (Dropped.ACT, asked.act is not None),
        (Dropped.DATE, bool(asked.since or asked.until or asked.latest)),
        (Dropped.SPEAKER, bool(asked.speaker_words and asked.topic)),
    )
    loosening = [
        button(texts.text(f"any_{part}"), "ask", key, part) for part, there in parts if there
    ]
    rows += [loosening] if loosening else []
    return InlineKeyboardMarkup(rows) if rows else None
