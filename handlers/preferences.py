"""/settings and /language: one message with buttons, changed in place."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from telegram import ForceReply, InlineKeyboardMarkup, Update

from bot.model.preferences import Preferences
from handlers.catalogue import LANGUAGES, Catalogue, catalogue
from handlers.cities import cities, zone_name
from handlers.codes import button
from handlers.context import Context, chat_of, texts_for
from handlers.messages import say
from handlers.outbox import topic_of
from handlers.presses import Press, press
from handlers.render import lead_line
from handlers.rich import Rich, isolated, plain

NAMES = {"ar": "العربية", "en": "English"}
#: Zones that are offered at once: those of most readers of Arabic news.
OFFERED = (
    "Asia/Riyadh", "Africa/Cairo", "Asia/Dubai", "Asia/Baghdad", "Asia/Beirut", "Africa/Algiers",
    "Africa/Casablanca", "Europe/London",
)  # fmt: skip
#: The zone that is offered to who has not chosen, by the interface's language.
GUESSED = {"ar": "Asia/Riyadh", "en": "Europe/London"}
#: Quiet hours that are offered, local: from and until.
QUIET = ((22, 7), (23, 8), (0, 6))
ZONE = "zone"


async def settings(update: Update, context: Context) -> None:
    """/settings: what the chat chose, with a button for each choice."""
    chosen = await context.use_cases.preferences(chat_of(update))
    texts = await context.texts(update)
    group = chat_of(update).startswith("-")
    shown = _overview(chosen, texts, context.parts.zone, group=group)
    await say(update, context, shown, _choices(texts, group=group))


async def language(update: Update, context: Context) -> None:
    """/language: a button for each."""
    texts = await context.texts(update)
    row = [button(NAMES[one], "lang", one) for one in LANGUAGES]
    await say(update, context, texts.text("language_ask"), InlineKeyboardMarkup([row]))


@press("w", admins=True)
async def choose_language(update: Update, context: Context, pressed: Press) -> None:
    """A press on a language."""
    del update
    await pressed.query.answer()
    chosen = await context.use_cases.preferences(pressed.chat)
    if pressed.parts[0] in LANGUAGES:
        await context.use_cases.prefer(pressed.chat, replace(chosen, language=pressed.parts[0]))
        texts = catalogue(pressed.parts[0], chosen.digits)
        await pressed.edit(plain(texts.text("language_set")))


@press("w", admins=True)
async def choose(update: Update, context: Context, pressed: Press) -> None:
    """A press on a setting: turned at once, or its choices shown."""
    what, texts = pressed.parts[0], pressed.texts
    chosen = await context.use_cases.preferences(pressed.chat)
    back = [button(texts.text("go_back"), "set", "all")]
    await pressed.query.answer()
    if what == "zone":
        rows = [[button(_city(zone, texts), "zone", zone)] for zone in OFFERED]
        rows.append([button(texts.text("zone_search"), "set", "city")])
        await pressed.edit(plain(texts.text("zone_ask")), InlineKeyboardMarkup([*rows, back]))
    elif what == "city":
        await ask_city(update, context, pressed, ZONE)
    elif what == "quiet":
        hours = [[button(_hours(pair, texts), "quiet", *pair)] for pair in QUIET]
        none = [button(texts.text("quiet_none"), "quiet", 0, 0)]
        await pressed.edit(
            plain(texts.text("quiet_ask")), InlineKeyboardMarkup([*hours, none, back])
        )
    else:
        await _keep(update, context, pressed, _turned(chosen, what, texts))


@press("w", admins=True)
async def choose_zone(update: Update, context: Context, pressed: Press) -> None:
    """A press on a time zone."""
    await pressed.query.answer()
    chosen = await context.use_cases.preferences(pressed.chat)
    if zone_name(pressed.parts[0]):
        await _keep(update, context, pressed, replace(chosen, zone=pressed.parts[0]))


@press("nn", admins=True)
async def choose_quiet(update: Update, context: Context, pressed: Press) -> None:
    """A press on quiet hours; equal ones mean none."""
    await pressed.query.answer()
    start, end = pressed.number(0) % 24, pressed.number(1) % 24
    chosen = await context.use_cases.preferences(pressed.chat)
    quiet = (start, end) if start != end else None
    await _keep(update, context, pressed, replace(chosen, quiet=quiet))


async def city(update: Update, context: Context, text: str) -> None:
    """A city's name in reply to the bot's question: the zones that it may mean."""
    texts = await context.texts(update)
    found = cities(text, texts.language)
    if not found:
        await say(update, context, texts.text("zone_unknown"))
        return
    rows = [[button(f"{name} · {_clock(zone, texts)}", "zone", zone)] for name, zone in found]
    await say(update, context, texts.text("zone_which"), InlineKeyboardMarkup(rows))


async def ask_city(
    update: Update, context: Context, pressed: Press, purpose: str, subject: str = ""
) -> None:
    """Ask for a city's name as a written reply, for the prompt of a purpose."""
    message = await context.bot.send_message(
        pressed.chat,
        pressed.texts.text("zone_write"),
        reply_markup=ForceReply(selective=True),
        message_thread_id=topic_of(update),
    )
    await context.use_cases.store.prompts(pressed.chat).add(message.message_id, purpose, subject)


async def _keep(update: Update, context: Context, pressed: Press, chosen: Preferences) -> None:
    await context.use_cases.prefer(pressed.chat, chosen)
    texts = texts_for(update, chosen)
    group = pressed.chat.startswith("-")
    shown = _overview(chosen, texts, context.parts.zone, group=group)
    await pressed.edit(shown, _choices(texts, group=group))


def zone_of(chosen: Preferences, default: str, texts: Catalogue) -> str:
    """The zone of a chat: chosen, else the operator's, else the likeliest for its language."""
    return chosen.zone or (default if default != "UTC" else GUESSED[texts.language])


def _turned(chosen: Preferences, what: str, texts: Catalogue) -> Preferences:
    """The choices with one of two turned to the other."""
    if what == "lang":
        return replace(chosen, language="en" if texts.language == "ar" else "ar")
    if what == "digits":
        return replace(chosen, digits="latn" if texts.digits == "arab" else "arab")
    if what == "reacts":
        return replace(chosen, reacts=not chosen.reacts)
    return chosen


def _overview(chosen: Preferences, texts: Catalogue, zone: str, *, group: bool) -> Rich:
    lines = [
        texts.text("settings"),
        texts.text("set.lang", value=NAMES[texts.language]),
        texts.text("set.digits", value="١٢٣" if texts.digits == "arab" else isolated("123")),
        texts.text("set.zone", value=_city(zone_of(chosen, zone, texts), texts)),
        texts.text("set.quiet", value=_hours(chosen.quiet, texts)),
    ]
    if group:
        lines.append(texts.text("set.reacts", value=texts.text("yes" if chosen.reacts else "no")))
    return plain("\n".join(lead_line(line, texts) for line in lines))


def _choices(texts: Catalogue, *, group: bool) -> InlineKeyboardMarkup:
    rows = [
        [button(texts.text("set_lang"), "set", "lang"), button(texts.text("set_digits"), "set", "digits")],
        [button(texts.text("set_zone"), "set", "zone"), button(texts.text("set_quiet"), "set", "quiet")],
        [button(texts.text("digest_button"), "go", "digest")],
        [button(texts.text("watch_button"), "go", "watch"), button(texts.text("privacy_button"), "go", "privacy")],
    ]  # fmt: skip
    if group:
        rows.append([button(texts.text("set_reacts"), "set", "reacts")])
    return InlineKeyboardMarkup(rows)


def _hours(pair: tuple[int, int] | None, texts: Catalogue) -> str:
    if pair is None:
        return texts.text("quiet_none")
    start, end = (texts.digits_of(f"{hour:02}:00") for hour in pair)
    return texts.text("quiet_hours", start=isolated(start), end=isolated(end))


def _city(zone: str, texts: Catalogue) -> str:
    return f"{zone_name(zone, texts.language)} · {_clock(zone, texts)}"


def _clock(zone: str, texts: Catalogue) -> str:
    now = datetime.now(UTC).astimezone(ZoneInfo(zone))
    return isolated(texts.digits_of(f"{now:%H:%M}"))
