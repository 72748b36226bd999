"""/who NAME: whose names are one person's, and buttons to join or split them."""

from itertools import combinations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.model.speaker import Link, Person
from handlers.archive import permitted_press
from handlers.catalogue import Catalogue
from handlers.context import Context, chat_of
from handlers.outbox import entities_of, target_of
from handlers.render import Reply, clean
from handlers.rich import Rich, isolated, join, plain, styled

SPEAKER_PREFIX = "v1:who:"
#: Persons and names that are shown and get buttons.
MOST = 5
#: A link has two names; one may be erased while its button is there.
BOTH = 2
#: Characters of a name on a button.
NAME = 24


async def who(update: Update, context: Context) -> None:
    """/who NAME: the persons of that name."""
    name = " ".join(context.args or ())
    texts = await context.texts(update)
    if not name.strip():
        await _say(update, context, plain(texts.text("who_what")), None)
        return
    people = await context.use_cases.people(chat_of(update), name)
    await _say(update, context, listed(people, texts), keyboard(people, texts))


async def press(update: Update, context: Context) -> None:
    """A press on a button that joins or splits two names."""
    query = await permitted_press(update, context)
    if query is None or query.data is None:
        return
    texts = await context.texts(update)
    how, one, other = query.data.removeprefix(SPEAKER_PREFIX).split(":")
    names = await context.use_cases.named(chat_of(update), (int(one), int(other)))
    if len(names) < BOTH:
        await query.answer(texts.text("too_old"))
        return
    said = Link(names[0], names[1], together=how == "join")
    await context.use_cases.link(chat_of(update), said)
    await query.answer()
    people = await context.use_cases.people(chat_of(update), " ".join(names))
    shown = listed(people, texts)
    await query.edit_message_text(
        shown.text, reply_markup=keyboard(people, texts), entities=entities_of(shown)
    )


def listed(people: tuple[Person, ...], texts: Catalogue) -> Rich:
    """A line for each person: the fullest name, how many quotes, the other names."""
    if not people:
        return plain(texts.text("who_none"))
    return join([_line(person, texts) for person in people[:MOST]], "\n\n")


def _line(person: Person, texts: Catalogue) -> Rich:
    count = plain(f" · {texts.count('quotes', person.quotes)}")
    head = styled(clean(person.name), "bold") + count
    others = [isolated(clean(name.name)) for name in person.names[1:]]
    return join(
        [head, plain(texts.text("who_also", names="، ".join(others)))] if others else [head], "\n"
    )


def keyboard(people: tuple[Person, ...], texts: Catalogue) -> InlineKeyboardMarkup | None:
    """Buttons to join two persons, and to split a name off."""
    rows = [
        _row("join", one, other, texts)
        for one, other in list(combinations(people[:MOST], 2))[:MOST]
    ]
    for person in people[:MOST]:
        for name in person.names[1:]:
            alone = Person((name,))
            rows.append(_row("split", person, alone, texts))
    return InlineKeyboardMarkup(rows[: 2 * MOST]) if rows else None


def _row(how: str, one: Person, other: Person, texts: Catalogue) -> list[InlineKeyboardButton]:
    label = texts.text(f"who_{how}", one=clean(one.name)[:NAME], other=clean(other.name)[:NAME])
    data = f"{SPEAKER_PREFIX}{how}:{one.names[0].key}:{other.names[0].key}"
    return [InlineKeyboardButton(label, callback_data=data)]


async def _say(
    update: Update, context: Context, shown: Rich, buttons: InlineKeyboardMarkup | None
) -> None:
    await context.outbox.send(context.bot, target_of(update), Reply((shown,)), buttons)
