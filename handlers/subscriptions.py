"""/digest: subscriptions of a chat, and of channels by their admins from the private chat."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from telegram import InlineKeyboardMarkup, Update
from telegram.error import TelegramError

from bot.model.subscription import Period, Rule, Subscription
from bot.services.digesting import of_subscription, scheduled
from bot.services.undoing import undigest
from handlers import digest_view
from handlers import subscription_view as view
from handlers.catalogue import Catalogue, catalogue
from handlers.cities import cities, zone_name
from handlers.codes import button
from handlers.context import Context, chat_of
from handlers.digest_view import Look
from handlers.messages import reply, say
from handlers.outbox import topic_of
from handlers.permissions import ADMINS, may_change
from handlers.preferences import OFFERED, ask_city, zone_of
from handlers.presses import Press, press
from handlers.render import Links, Reply, clean
from handlers.rich import Rich, plain

#: Digests that one chat may have.
MOST = 10
#: How long a code that shares an archive holds.
CODE = timedelta(days=1)
CITY = "digcity"


async def digest(update: Update, context: Context) -> None:
    """/digest lists what there is; with @CHANNEL or a code it makes one."""
    texts = await context.texts(update)
    if not await may_change(update, context):
        await say(update, context, texts.text("admins_only"))
        return
    wanted = (context.args or [""])[0]
    if wanted.startswith("@"):
        await _for_channel(update, context, wanted, texts)
    elif wanted:
        await _by_code(update, context, wanted, texts)
    else:
        await _list(update, context, texts)


async def share(update: Update, context: Context) -> None:
    """/share: a code by which another chat gets digests of this archive."""
    texts = await context.texts(update)
    if not await may_change(update, context):
        await say(update, context, texts.text("admins_only"))
        return
    code = secrets.token_hex(6)
    await context.use_cases.store.subscriptions().grant(code, chat_of(update))
    await say(update, context, texts.text("share_code", code=code))


async def _list(update: Update, context: Context, texts: Catalogue) -> None:
    user = update.effective_user
    private = user is not None and str(user.id) == chat_of(update)
    kept = context.use_cases.store.subscriptions()
    found = await kept.of_chat(chat_of(update), chat_of(update) if private else "")
    if len(found) == 1:
        await say(update, context, *await _shown(context, found[0], texts))
        return
    rows = [
        [button(await _where(context, one, texts), "dig", one.key, "all")] for one in found[:MOST]
    ]
    rows.append([button(texts.text("dig_begin"), "dign")])
    await say(update, context, texts.text("dig_intro"), InlineKeyboardMarkup(rows))


@press("", admins=True)
async def begin(update: Update, context: Context, pressed: Press) -> None:
    """A press on "a daily digest at eight": made at once, and shown with all choices."""
    await pressed.query.answer()
    shown = await _make(update, context, pressed.chat, pressed.chat, pressed.texts)
    await say(update, context, *shown)


async def _make(
    update: Update, context: Context, chat: str, archive: str, texts: Catalogue
) -> tuple[Rich, InlineKeyboardMarkup | None]:
    """A digest every day at eight in the chat's zone."""
    kept = context.use_cases.store.subscriptions()
    if len(await kept.of_chat(chat)) >= MOST:
        return plain(texts.text("dig_full", most=MOST)), None
    chosen = await context.use_cases.preferences(chat)
    zone = zone_of(chosen, context.parts.zone, texts)
    user = update.effective_user
    one = Subscription(
        chat, archive, str(user.id) if user is not None else "", Rule(zone), language=texts.language,
        thread=topic_of(update) if chat == chat_of(update) else None,
    )  # fmt: skip
    one = scheduled(one, datetime.now(UTC))
    one = replace(one, key=await kept.add(one))
    return await _shown(context, one, texts)


async def _for_channel(update: Update, context: Context, name: str, texts: Catalogue) -> None:
    """A digest into a channel, for its admin, where the bot may post."""
    user = update.effective_user
    try:
        channel = await context.bot.get_chat(name)
        mine = await context.bot.get_chat_member(channel.id, context.bot.id)
    except TelegramError:
        await say(update, context, texts.text("dig_no_channel", channel=clean(name)))
        return
    status = ""
    if user is not None:
        status = await context.parts.permissions.standing(context, channel.id, user.id)
    if status not in ADMINS or mine.status not in ADMINS:
        await say(update, context, texts.text("dig_no_channel", channel=clean(name)))
        return
    key = str(channel.id)
    await say(update, context, *await _make(update, context, key, key, texts))


async def _by_code(update: Update, context: Context, code: str, texts: Catalogue) -> None:
    """A digest of another chat's archive, whose admin gave a code."""
    kept = context.use_cases.store.subscriptions()
    archive = await kept.take(code, chat_of(update), datetime.now(UTC) - CODE)
    if archive is None:
        await say(update, context, texts.text("dig_no_code"))
        return
    await say(update, context, *await _make(update, context, chat_of(update), archive, texts))


@press("nw")
async def choose(update: Update, context: Context, pressed: Press) -> None:
    """A press on a choice: turned at once, or its values shown."""
    one = await _own(update, context, pressed)
    if one is None:
        return
    what = pressed.parts[1]
    await pressed.query.answer()
    if what in _TURNS:
        await _keep(context, pressed, _TURNS[what](one))
    elif what in _CHOICES:
        shown, _ = await _shown(context, one, pressed.texts)
        await pressed.edit(shown, _CHOICES[what](one, pressed.texts))
    elif what == "sources":
        await _sources(context, pressed, one)
    elif what == "city":
        await ask_city(update, context, pressed, CITY, str(one.key))
    elif what == "preview":
        await preview(update, context, one)
    elif what == "drop":
        await undigest(context.use_cases.store, pressed.chat, one)
        await pressed.edit(plain(pressed.texts.text("dig_dropped")))
    elif what == "another":
        await say(
            update, context, *await _make(update, context, one.chat, one.archive, pressed.texts)
        )
    else:
        await pressed.edit(*await _shown(context, one, pressed.texts))


_TURNS: dict[str, Callable[[Subscription], Subscription]] = {
    "period": lambda one: replace(
        one, period=Period.WEEK if one.period is Period.DAY else Period.DAY
    ),
    "size": lambda one: replace(one, size=view.SIZES[(view.SIZES.index(one.size) + 1) % 3]),
    "lang": lambda one: replace(one, language="en" if one.language == "ar" else "ar"),
    "watched": lambda one: replace(one, watched=not one.watched),
    "picture": lambda one: replace(one, picture=not one.picture),
    "silent": lambda one: replace(one, silent=not one.silent),
    "empty": lambda one: replace(one, note_empty=not one.note_empty),
    "pause": lambda one: replace(one, paused=not one.paused),
}
_CHOICES: dict[str, Callable[[Subscription, Catalogue], InlineKeyboardMarkup]] = {
    "days": view.day_choice,
    "hours": view.hour_choice,
    "zone": lambda one, texts: view.zone_choice(one, OFFERED, texts),
}


@press("nn")
async def turn_day(update: Update, context: Context, pressed: Press) -> None:
    """A press on a day: in or out; one stays at least."""

    def turned(rule: Rule) -> Rule:
        return replace(rule, days=(rule.days ^ {pressed.number(1) % 7}) or rule.days)

    await _turn_rule(update, context, pressed, turned, view.day_choice)


@press("nn")
async def turn_hour(update: Update, context: Context, pressed: Press) -> None:
    """A press on an hour: in or out; one stays at least."""

    def turned(rule: Rule) -> Rule:
        times = tuple(sorted(set(rule.times) ^ {time(pressed.number(1) % 24)}))
        return replace(rule, times=times or rule.times)

    await _turn_rule(update, context, pressed, turned, view.hour_choice)


async def _turn_rule(
    update: Update,
    context: Context,
    pressed: Press,
    turned: Callable[[Rule], Rule],
    choice: Callable[[Subscription, Catalogue], InlineKeyboardMarkup],
) -> None:
    """Keep a changed rule, and show its choices again."""
    one = await _own(update, context, pressed)
    if one is None:
        return
    await pressed.query.answer()
    one = await _keep(context, pressed, replace(one, rule=turned(one.rule)), show=False)
    shown, _ = await _shown(context, one, pressed.texts)
    await pressed.edit(shown, choice(one, pressed.texts))


@press("nw")
async def choose_zone(update: Update, context: Context, pressed: Press) -> None:
    """A press on a time zone."""
    one = await _own(update, context, pressed)
    if one is None:
        return
    await pressed.query.answer()
    if zone_name(pressed.parts[1]):
        rule = replace(one.rule, zone=pressed.parts[1])
        await _keep(context, pressed, replace(one, rule=rule))


@press("nn")
async def turn_source(update: Update, context: Context, pressed: Press) -> None:
    """A press on a source: in or out."""
    one = await _own(update, context, pressed)
    if one is None:
        return
    await pressed.query.answer()
    names, folded = await context.use_cases.source_names(one.archive)
    place = pressed.number(1)
    if not 0 <= place < len(names):
        return
    chosen = set(one.sources) ^ {folded[place]}
    one = await _keep(context, pressed, replace(one, sources=tuple(sorted(chosen))), show=False)
    await _sources(context, pressed, one)


async def city(update: Update, context: Context, subject: str, text: str) -> None:
    """A city's name in reply to the bot's question: the zones that it may mean."""
    texts = await context.texts(update)
    found = cities(text, texts.language)
    rows = [[button(name, "digz", subject, zone)] for name, zone in found]
    if rows:
        await say(update, context, texts.text("zone_which"), InlineKeyboardMarkup(rows))
    else:
        await say(update, context, texts.text("zone_unknown"))


async def preview(update: Update, context: Context, one: Subscription) -> None:
    """The digest as it would be sent now, to who asks."""
    until = datetime.now(UTC) + timedelta(seconds=1)
    since = until - timedelta(days=one.period.days)
    found = await of_subscription(context.use_cases.store, one, since, until)
    texts = catalogue(one.language, (await context.use_cases.preferences(chat_of(update))).digits)
    look = Look(texts, one.rule.zone, Links(context.bot.username or "", one.archive))
    await reply(update, context, Reply(tuple(digest_view.pages(found, look))))


async def whole(update: Update, context: Context, chat: str, edition: int) -> bool:
    """A digest without its limit of statements, by the link below it; False where it is gone."""
    kept = await context.use_cases.store.subscriptions().edition(edition)
    if kept is None or kept[0] != chat:
        return False
    found = await context.use_cases.digest(chat, kept[1], kept[2])
    texts = await context.texts(update)
    chosen = await context.use_cases.preferences(chat_of(update))
    look = Look(texts, chosen.zone or context.parts.zone, Links(context.bot.username or "", chat))
    await reply(update, context, Reply(tuple(digest_view.pages(found, look))))
    return True


async def _sources(context: Context, pressed: Press, one: Subscription) -> None:
    names, folded = await context.use_cases.source_names(one.archive)
    shown, _ = await _shown(context, one, pressed.texts)
    await pressed.edit(shown, view.source_choice(one, names, folded, pressed.texts))


async def _own(update: Update, context: Context, pressed: Press) -> Subscription | None:
    """The subscription of a button, where its presser may change it."""
    one = await context.use_cases.store.subscriptions().get(pressed.number(0))
    user = update.effective_user
    mine = one is not None and (
        one.chat == pressed.chat or (user is not None and one.owner == str(user.id) == pressed.chat)
    )
    if one is None or not mine:
        await pressed.gone()
        return None
    if not await may_change(update, context):
        await pressed.query.answer(pressed.texts.text("admins_only"))
        return None
    return one


async def _keep(
    context: Context, pressed: Press, one: Subscription, *, show: bool = True
) -> Subscription:
    """Keep a change, with the next run computed anew."""
    one = scheduled(one, datetime.now(UTC))
    await context.use_cases.store.subscriptions().change(one)
    if show:
        await pressed.edit(*await _shown(context, one, pressed.texts))
    return one


async def _shown(
    context: Context, one: Subscription, texts: Catalogue
) -> tuple[Rich, InlineKeyboardMarkup | None]:
    return view.overview(one, await _where(context, one, texts), texts), view.keyboard(one, texts)


async def _where(context: Context, one: Subscription, texts: Catalogue) -> str:
    """The name of the chat to which a digest goes."""
    if not one.chat.startswith("-"):
        return texts.text("dig_here")
    try:
        return clean((await context.bot.get_chat(one.chat)).title or one.chat)
    except TelegramError:
        return one.chat
