"""A subscription to a digest as a message with buttons: pure."""

from collections.abc import Sequence
from datetime import time

from babel.dates import get_day_names
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.model.subscription import EVERY_DAY, Subscription
from handlers.catalogue import Catalogue
from handlers.cities import zone_name
from handlers.codes import button, fitted
from handlers.digest_view import Look
from handlers.render import clean, lead_line
from handlers.rich import Rich, plain

#: Quotes of a short, a normal and a long digest.
SIZES = (5, 10, 20)
#: Days in the order in which an Arab week is read: Saturday first.
WEEK = (5, 6, 0, 1, 2, 3, 4)
#: Sources that get a button, and letters of one.
MOST_SOURCES, NAME = 24, 24


def overview(one: Subscription, where: str, texts: Catalogue) -> Rich:
    """What the subscription says, a line each."""
    state = texts.text("dig.paused") if one.paused else ""
    lines = [
        texts.text("dig.title", where=where) + (f" · {state}" if state else ""),
        texts.text("dig.days", value=_days(one, texts)),
        texts.text("dig.hours", value=texts.list(_clock(at, texts) for at in one.rule.times)),
        texts.text("dig.zone", value=zone_name(one.rule.zone, texts.language)),
        texts.text("dig.period", value=texts.text(f"dig.period.{one.period.value}")),
        texts.text("dig.size", value=texts.count("quotes", one.size)),
        texts.text("dig.sources", value=_sources(one, texts)),
        texts.text("dig.extras", value=_extras(one, texts)),
        texts.text("dig.language", value="العربية" if one.language == "ar" else "English"),
    ]
    return plain("\n".join(lead_line(line, texts) for line in lines))


def keyboard(one: Subscription, texts: Catalogue) -> InlineKeyboardMarkup:
    """Every choice of a subscription."""
    key = one.key

    def turn(label: str, what: str) -> InlineKeyboardButton:
        return button(texts.text(label), "dig", key, what)

    rows = [
        [turn("dig_days", "days"), turn("dig_hours", "hours")],
        [turn("set_zone", "zone"), turn("dig_period", "period")],
        [turn("dig_size", "size"), turn("set_lang", "lang")],
        [turn("dig_sources", "sources"), turn("dig_watched", "watched")],
        [turn("dig_picture", "picture"), turn("dig_sound", "silent")],
        [turn("dig_empty", "empty")],
        [
            turn("dig_preview", "preview"),
            turn("watch_wake" if one.paused else "watch_pause", "pause"),
        ],
        [turn("watch_drop", "drop"), turn("dig_another", "another")],
    ]
    return InlineKeyboardMarkup(rows)


def day_choice(one: Subscription, texts: Catalogue) -> InlineKeyboardMarkup:
    """The seven days, those of the digest marked."""
    names = get_day_names("abbreviated", locale=texts.language)
    row = [button(_marked(str(names[d]), d in one.rule.days), "digd", one.key, d) for d in WEEK]
    return InlineKeyboardMarkup([row[:4], row[4:], [_back(one, texts)]])


def hour_choice(one: Subscription, texts: Catalogue) -> InlineKeyboardMarkup:
    """The hours of a day, those of the digest marked."""
    hours = {at.hour for at in one.rule.times}
    row = [
        button(_marked(_clock(time(h), texts), h in hours), "digh", one.key, h) for h in range(24)
    ]
    rows = [row[i : i + 4] for i in range(0, 24, 4)]
    return InlineKeyboardMarkup([*rows, [_back(one, texts)]])


def zone_choice(one: Subscription, zones: Sequence[str], texts: Catalogue) -> InlineKeyboardMarkup:
    """Zones that are offered, and a search by city."""
    row = [button(zone_name(zone, texts.language), "digz", one.key, zone) for zone in zones]
    rows = [row[i : i + 2] for i in range(0, len(row), 2)]
    search = button(texts.text("zone_search"), "dig", one.key, "city")
    return InlineKeyboardMarkup([*rows, [search], [_back(one, texts)]])


def source_choice(
    one: Subscription, names: Sequence[str], folded: Sequence[str], texts: Catalogue
) -> InlineKeyboardMarkup:
    """The sources of the archive, those of the digest marked; none marked means all."""
    row = [
        button(_marked(fitted(clean(name), NAME), key in one.sources), "digs", one.key, place)
        for place, (name, key) in enumerate(zip(names, folded, strict=True))
    ][:MOST_SOURCES]
    rows = [row[i : i + 2] for i in range(0, len(row), 2)]
    return InlineKeyboardMarkup([*rows, [_back(one, texts)]])


def under_digest(look: Look, edition: int) -> InlineKeyboardMarkup | None:
    """Links below a digest: the whole of it, and a question about it, in the private chat."""
    if not look.links.bot:
        return None
    start = f"https://t.me/{look.links.bot}?start="
    texts = look.texts
    whole = InlineKeyboardButton(
        texts.text("digest_whole"), url=f"{start}d_{look.links.chat}_{edition}"
    )
    return InlineKeyboardMarkup(
        [[whole, InlineKeyboardButton(texts.text("digest_ask"), url=f"{start}ask")]]
    )


def _marked(label: str, chosen: bool) -> str:  # noqa: FBT001 - reads as a mark beside a word
    return f"✓ {label}" if chosen else label


def _back(one: Subscription, texts: Catalogue) -> InlineKeyboardButton:
    return button(texts.text("go_back"), "dig", one.key, "all")


def _days(one: Subscription, texts: Catalogue) -> str:
    if one.rule.days == EVERY_DAY:
        return texts.text("dig.every_day")
    names = get_day_names("wide", locale=texts.language)
    return texts.list(str(names[day]) for day in WEEK if day in one.rule.days)


def _clock(at: time, texts: Catalogue) -> str:
    return texts.digits_of(f"{at:%H:%M}")


def _sources(one: Subscription, texts: Catalogue) -> str:
    if one.watched:
        return texts.text("dig.only_watched")
    return texts.list(one.sources) if one.sources else texts.text("dig.all_sources")


def _extras(one: Subscription, texts: Catalogue) -> str:
    parts = (
        ("dig.with_picture", one.picture),
        ("dig.silent", one.silent),
        ("dig.note_empty", one.note_empty),
    )
    chosen = [texts.text(key) for key, on in parts if on]
    return texts.list(chosen) if chosen else texts.text("no")
