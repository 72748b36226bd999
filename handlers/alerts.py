"""/watch: alerts, and telling of the quotes that meet them."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.errors import InputError
from bot.model.watch import Watch
from bot.services.ingest import Ingested
from bot.services.undoing import unwatch
from bot.services.watching import MOST
from handlers.articles import links_of
from handlers.catalogue import Catalogue
from handlers.codes import button
from handlers.context import Context, chat_of
from handlers.messages import say
from handlers.outbox import target_of, topic_of
from handlers.permissions import may_change
from handlers.presses import Press, press
from handlers.render import Reply, clean, lead_line, source_line, speaker_line, statement
from handlers.rich import Rich, join, plain

#: Quotes that one alert shows; the rest is counted.
SHOWN = 3
#: What people write to see their alerts.
_LIST = frozenset({"list", "القائمة", "قائمة"})
#: Characters of an alert on a button.
NAME = 24


async def watch(update: Update, context: Context) -> None:
    """/watch WORDS keeps an alert; alone it lists them."""
    texts = await context.texts(update)
    chat = chat_of(update)
    wish = " ".join(context.args or ()).strip()
    if not wish or wish.lower() in _LIST:
        shown, keyboard = await _listed(context, chat, texts)
        await say(update, context, shown, keyboard)
        return
    if not await may_change(update, context):
        await say(update, context, texts.text("admins_only"))
        return
    there = await context.use_cases.store.watches(chat).all()
    if any(one.printed == " ".join(wish.split()) for one in there):
        await say(update, context, *await _listed(context, chat, texts))
        return
    if len(there) >= MOST:
        await say(update, context, texts.text("watch_full", most=MOST))
        return
    try:
        kept = await context.use_cases.wished(chat, wish, topic_of(update))
    except InputError:
        await say(update, context, texts.text("watch_empty"))
        return
    await say(update, context, texts.text("watch_kept", watch=clean(kept.printed)))


@press("wn", admins=True)
async def change(update: Update, context: Context, pressed: Press) -> None:
    """A press on an alert: pause or wake, at once or in the digest, delete."""
    del update
    what, key = pressed.parts[0], pressed.number(1)
    kept = context.use_cases.store.watches(pressed.chat)
    one = next((watch for watch in await kept.all() if watch.key == key), None)
    if one is None:
        await pressed.gone()
        return
    if what == "drop":
        await unwatch(context.use_cases.store, pressed.chat, key)
        await pressed.query.answer(pressed.texts.text("watch_dropped"))
    else:
        paused = one.paused != (what == "pause")
        digest = one.digest != (what == "digest")
        await kept.change(key, paused=paused, digest=digest)
        await pressed.query.answer()
    shown, keyboard = await _listed(context, pressed.chat, pressed.texts)
    await pressed.edit(shown, keyboard)


async def deliver(update: Update, context: Context, found: Ingested) -> None:
    """Tell a group of the quotes that meet its alerts; without a sound in its quiet hours."""
    chat = update.effective_chat
    if not found.alerts or chat is None or chat.type == ChatType.CHANNEL:
        return
    chosen = await context.use_cases.preferences(chat_of(update))
    if chosen.lost:
        return
    texts = await context.texts(update)
    zone = ZoneInfo(chosen.zone or context.parts.zone)
    silent = chosen.is_quiet(datetime.now(UTC).astimezone(zone).hour)
    for alert in found.alerts:
        links = links_of(update, context)
        blocks: list[Rich] = [
            plain(lead_line(texts.text("alert", watch=clean(alert.watch.printed)), texts))
        ]
        blocks += [
            join([speaker_line(stored, links), *statement(stored, texts)], "\n")
            for stored in alert.quotes[:SHOWN]
        ]
        if len(alert.quotes) > SHOWN:
            blocks.append(plain(texts.count("more_quotes", len(alert.quotes) - SHOWN)))
        blocks.append(source_line(alert.quotes[0], texts))
        target = replace(
            target_of(update), part=f"w{alert.watch.key}:", silent=silent,
            thread=alert.watch.thread or target_of(update).thread,
        )  # fmt: skip
        try:
            await context.outbox.send(context.bot, target, Reply((join(blocks, "\n\n"),)))
        except TelegramError:
            # The topic may be closed; the quotes are in the archive all the same.
            continue


async def _listed(
    context: Context, chat: str, texts: Catalogue
) -> tuple[Rich, InlineKeyboardMarkup | None]:
    kept = await context.use_cases.store.watches(chat).all()
    if not kept:
        return plain(texts.text("watch_none")), None
    lines = [
        texts.text("watch_list"),
        *(_line(number, one, texts) for number, one in _numbered(kept)),
    ]
    rows = []
    for number, one in _numbered(kept[:8]):
        pause = texts.text("watch_wake" if one.paused else "watch_pause")
        told = texts.text("watch_at_once" if one.digest else "watch_in_digest")
        label = texts.number(number)
        rows.append([
            button(f"{label} · {pause}", "wat", "pause", one.key),
            button(told, "wat", "digest", one.key),
            button(texts.text("watch_drop"), "wat", "drop", one.key),
        ])  # fmt: skip
    return plain("\n".join(lead_line(line, texts) for line in lines)), InlineKeyboardMarkup(rows)


def _numbered(kept: list[Watch]) -> list[tuple[int, Watch]]:
    return list(enumerate(kept, start=1))


def _line(number: int, one: Watch, texts: Catalogue) -> str:
    state = texts.text("watch_is_paused" if one.paused else "watch_is_on")
    if one.digest and not one.paused:
        state = texts.text("watch_is_in_digest")
    return texts.text("watch_line", number=number, watch=clean(one.printed), state=state)
