"""/who NAME: a speaker's page, with a picture; whose names are one person's, joined and split by hand."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.model.profile import Profile
from bot.model.quote import Act
from bot.model.speaker import Link, Person, SpeakerName
from handlers import figures
from handlers.catalogue import Catalogue
from handlers.codes import button, fitted
from handlers.context import Context, chat_of
from handlers.messages import say
from handlers.presses import Press, press
from handlers.render import clean, lead_line, source_line, statement
from handlers.rich import Rich, isolated, join, plain, styled

#: Persons and names that are shown and get buttons; titles and acts of a page.
MOST, TITLES, ACTS = 5, 4, 6
#: The longest period of a page, in days.
MOST_DAYS = 36_600
#: A link has two names; one may be erased while its button is there.
BOTH = 2
#: Characters of a name on a button.
NAME = 24


async def who(update: Update, context: Context) -> None:
    """/who NAME: the person's page, or the persons of that name."""
    name = " ".join(context.args or ())
    texts = await context.texts(update)
    if not name.strip():
        await say(update, context, texts.text("who_what"))
        return
    people = await context.use_cases.people(chat_of(update), name)
    if len(people) == 1:
        await page(update, context, chat_of(update), people[0], texts)
        return
    await say(update, context, listed(people, texts), choosing(people, texts))


async def page(
    update: Update,
    context: Context,
    chat: str,
    person: Person,
    texts: Catalogue,
    *,
    days: int = 0,
) -> None:
    """A person's page with its picture, to where the update came from; of the last days where given."""
    since = datetime.now(UTC) - timedelta(days=days) if days else None
    found = await context.use_cases.profile(chat, person, since)
    if found.tallies:
        title = texts.text("who_title", name=clean(person.name))
        count = texts.count("quotes", found.quotes)
        chart = figures.chart_of(title, count, found.tallies, texts)
        await figures.picture(
            update, context, chart, texts.text("who_caption", name=clean(person.name))
        )
    own = chat == chat_of(update)
    shown = buttons(found, texts, days) if own else None
    await say(update, context, profile(found, texts), shown)


@press("n")
async def open_page(update: Update, context: Context, pressed: Press) -> None:
    """A press on a person: his page."""
    person = await _person(context, pressed.chat, pressed.number(0))
    if person is None:
        await pressed.gone()
        return
    await pressed.query.answer()
    await page(update, context, pressed.chat, person, pressed.texts)


@press("nn")
async def choose_period(update: Update, context: Context, pressed: Press) -> None:
    """A press on a period of a page: the same page of the last days."""
    person = await _person(context, pressed.chat, pressed.number(0))
    if person is None:
        await pressed.gone()
        return
    await pressed.query.answer()
    days = min(max(pressed.number(1), 0), MOST_DAYS)
    await page(update, context, pressed.chat, person, pressed.texts, days=days)


@press("nw")
async def choose_act(update: Update, context: Context, pressed: Press) -> None:
    """A press on an act of a page: his latest statements of it."""
    person = await _person(context, pressed.chat, pressed.number(0))
    if person is None or pressed.parts[1] not in set(Act):
        await pressed.gone()
        return
    await pressed.query.answer()
    act = Act(pressed.parts[1])
    archive = context.use_cases.store.archive(pressed.chat)
    keys = await context.use_cases.store.overview(pressed.chat).latest(sorted(person.keys), 200)
    chosen = [one for one in await archive.load(keys) if one.quote.act is act][:MOST]
    texts = pressed.texts
    heading = texts.text(
        "by", what=texts.text(f"noun.{act.value}"), speaker=isolated(clean(person.name))
    )
    blocks = [plain(lead_line(heading, texts))]
    blocks += [join([*statement(one, texts), source_line(one, texts)], "\n") for one in chosen]
    await say(update, context, join(blocks, "\n\n"))


@press("wnn", admins=True)
async def change(update: Update, context: Context, pressed: Press) -> None:
    """A press on a button that joins or splits two names."""
    del update
    how, texts = pressed.parts[0], pressed.texts
    names = await context.use_cases.named(pressed.chat, (pressed.number(1), pressed.number(2)))
    if len(names) < BOTH:
        await pressed.query.answer(texts.text("too_old"))
        return
    await context.use_cases.link(pressed.chat, Link(names[0], names[1], together=how == "join"))
    await pressed.query.answer()
    people = await context.use_cases.people(pressed.chat, " ".join(names))
    await pressed.edit(listed(people, texts), choosing(people, texts))


@press("n")
async def names(update: Update, context: Context, pressed: Press) -> None:
    """A press on "names": which printed names are this person's, with buttons to join and split."""
    del update
    person = await _person(context, pressed.chat, pressed.number(0))
    if person is None:
        await pressed.gone()
        return
    await pressed.query.answer()
    people = await context.use_cases.people(pressed.chat, person.name)
    await pressed.edit(listed(people, pressed.texts), choosing(people, pressed.texts))


async def _person(context: Context, chat: str, key: int) -> Person | None:
    """The person that a name's key means."""
    printed = await context.use_cases.named(chat, [key])
    people = await context.use_cases.people(chat, printed[0]) if printed else ()
    known = next((one for one in people if key in one.keys), None)
    if known is None and printed:
        return Person((SpeakerName(key, printed[0], "person"),))
    return known


def profile(found: Profile, texts: Catalogue) -> Rich:
    """Titles by date, statements by act, the latest ones, partners and topics."""
    person = found.person
    count = texts.count("quotes", found.quotes)
    blocks = [styled(clean(person.name), "bold") + plain(f" · {isolated(count)}")]
    if found.titles:
        blocks.append(_titles(found, texts))
    acts = Counter(dict.fromkeys(Act, 0))
    for tally in found.tallies:
        acts[tally.act] += tally.quotes
    told = [
        f"{texts.text(f'noun.{act.value}')} {texts.number(n)}"
        for act, n in acts.most_common(ACTS)
        if n
    ]
    blocks.append(plain(lead_line(texts.text("who_acts", acts=" · ".join(told)), texts)))
    if found.topics:
        blocks.append(plain(texts.text("who_topics", topics=texts.list(map(clean, found.topics)))))
    if found.partners:
        partners = texts.list(clean(one.name) for one in found.partners)
        blocks.append(plain(texts.text("who_partners", names=partners)))
    blocks.append(plain(lead_line(texts.text("who_latest"), texts)))
    blocks += [
        join([*statement(one, texts), source_line(one, texts)], "\n") for one in found.latest
    ]
    return join(blocks, "\n\n")


def _titles(found: Profile, texts: Catalogue) -> Rich:
    lines = []
    for title in found.titles[:TITLES]:
        days = texts.date(title.first)
        if title.last.date() != title.first.date():
            days = f"{days} – {texts.date(title.last)}"
        lines.append(lead_line(f"{isolated(clean(title.role))} · {days}", texts))
    return plain("\n".join(lines))


def buttons(found: Profile, texts: Catalogue, chosen: int = 0) -> InlineKeyboardMarkup:
    """The acts of a person, his partners' pages, and his names."""
    key = found.person.names[0].key
    acts = Counter[Act]()
    for tally in found.tallies:
        acts[tally.act] += tally.quotes
    row = [
        button(texts.text(f"noun.{act.value}"), "wact", key, act.value)
        for act, _ in acts.most_common(4)
    ]
    partners = [
        [button(fitted(clean(one.name), NAME), "page", one.key)] for one in found.partners[:3]
    ]
    periods = [
        button(f"{'✓ ' if days == chosen else ''}{texts.text(name)}", "wper", key, days)
        for name, days in (("period_month", 31), ("period_year", 366), ("period_all", 0))
    ]
    rows = [row, periods, *partners, [button(texts.text("who_names"), "names", key)]]
    return InlineKeyboardMarkup([one for one in rows if one])


def listed(people: tuple[Person, ...], texts: Catalogue) -> Rich:
    """A line for each person: the fullest name, how many quotes, the other names."""
    if not people:
        return plain(texts.text("who_none"))
    return join([_line(person, texts) for person in people[:MOST]], "\n\n")


def _line(person: Person, texts: Catalogue) -> Rich:
    count = plain(f" · {isolated(texts.count('quotes', person.quotes))}")
    head = styled(clean(person.name), "bold") + count
    others = [clean(name.name) for name in person.names[1:]]
    also = [plain(texts.text("who_also", names=texts.list(others)))] if others else []
    return join([head, *also], "\n")


def choosing(people: tuple[Person, ...], texts: Catalogue) -> InlineKeyboardMarkup | None:
    """A person's page, and buttons to join two persons or to split a name off."""
    rows = [
        [button(fitted(clean(one.name), NAME), "page", one.names[0].key)] for one in people[:MOST]
    ]
    for one, other in list(combinations(people[:MOST], 2))[:MOST]:
        rows.append([_linking("join", one, other, texts)])
    for person in people[:MOST]:
        split = (Person((name,)) for name in person.names[1:])
        rows.extend([_linking("split", person, one, texts)] for one in split)
    return InlineKeyboardMarkup(rows[: 3 * MOST]) if rows else None


def _linking(how: str, one: Person, other: Person, texts: Catalogue) -> InlineKeyboardButton:
    label = texts.text(
        f"who_{how}", one=fitted(clean(one.name), NAME), other=fitted(clean(other.name), NAME)
    )
    return button(label, "who", how, one.names[0].key, other.names[0].key)
