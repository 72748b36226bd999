"""The reply to an article, its pages, and "show in article"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters, Update
from telegram.error import BadRequest

from bot.model.answer import StoredQuote
from bot.services.ingest import Ingested, Outcome
from handlers import pages
from handlers.catalogue import Catalogue
from handlers.codes import button
from handlers.context import Context, chat_of
from handlers.formatting import within
from handlers.outbox import MAX_HIGHLIGHT, entities_of, target_of, topic_of
from handlers.pages import View
from handlers.passages import passage
from handlers.presses import Press, press
from handlers.render import (
    Links,
    Reply,
    lead_line,
    position_of,
    source_line,
    spans_of,
    speaker_line,
    statement,
)
from handlers.rich import Rich, join, plain, units

_PLAIN = {
    Outcome.NOT_ARABIC: "not_arabic",
    Outcome.TOO_SHORT: "too_short",
    Outcome.NO_QUOTES: "no_quotes",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A view of an article, ready to be sent."""

    text: Rich
    keyboard: InlineKeyboardMarkup | None = None


def links_of(update: Update, context: Context) -> Links:
    """Deep links for what is shown in a chat."""
    return Links(context.bot.username or "", chat_of(update))


def ingested(found: Ingested, texts: Catalogue, links: Links, by: str = "") -> Shown:
    """The reply to an article that came in; ``by`` is who sent a known one first, where that is told."""
    if found.outcome in _PLAIN or not found.quotes or found.article is None:
        return Shown(plain(texts.text(_PLAIN.get(found.outcome, "no_quotes"))))
    heading = heading_of(found.quotes, texts)
    if found.outcome is Outcome.KNOWN:
        day = texts.date(found.article.added)
        count = texts.count("quotes", len(found.quotes))
        key = "known_by" if by else "known"
        heading = texts.text(key, date=day, quotes=count, by=by)
    return viewed(heading, found.quotes, View(found.article.key), texts, links)


def heading_of(quotes: Sequence[StoredQuote], texts: Catalogue) -> str:
    """«٢٣ اقتباسًا من ٥ متحدثين»."""
    count = texts.count("quotes", len(quotes))
    by = texts.count("by_speakers", len({stored.quote.who for stored in quotes}))
    return texts.text("speakers", quotes=count, speakers=by)


def viewed(
    heading: str, quotes: Sequence[StoredQuote], view: View, texts: Catalogue, links: Links
) -> Shown:
    """A page with its buttons."""
    page = pages.page_of(heading, quotes, view, texts, links)
    return Shown(page.text, pages.keyboard(page, view, quotes, texts))


async def answer(update: Update, context: Context, shown: Shown, part: str = "") -> int | None:
    """Send a view to where the update came from; the message's number."""
    target = replace(target_of(update), part=part)
    return await context.outbox.send(context.bot, target, Reply((shown.text,)), shown.keyboard)


@press("nwn")
async def turn(update: Update, context: Context, pressed: Press) -> None:
    """A press on a page, a choice, or a speaker."""
    view = View(pressed.number(0), pressed.parts[1], pressed.number(2))
    quotes = await context.use_cases.quotes_of(pressed.chat, view.article)
    if not quotes:
        await pressed.gone()
        return
    await pressed.query.answer()
    heading = heading_of(view.of(quotes) or quotes, pressed.texts)
    shown = viewed(heading, quotes, view, pressed.texts, links_of(update, context))
    await pressed.edit(shown.text, shown.keyboard)


@press("n")
async def choose_speaker(update: Update, context: Context, pressed: Press) -> None:
    """A press on "by speaker": a button for each."""
    del update
    quotes = await context.use_cases.quotes_of(pressed.chat, pressed.number(0))
    if not quotes:
        await pressed.gone()
        return
    await pressed.query.answer()
    choice = pages.speakers(pressed.number(0), quotes, pressed.texts)
    await pressed.query.edit_message_reply_markup(choice)


@press("wnwn")
async def pick(update: Update, context: Context, pressed: Press) -> None:
    """A press on "show in article" or "wrong?": which quote of the page."""
    what, _, choice, _ = pressed.parts
    view = View(pressed.number(1), choice, pressed.number(3))
    quotes = await context.use_cases.quotes_of(pressed.chat, view.article)
    if not quotes:
        await pressed.gone()
        return
    page = pages.page_of("", quotes, view, pressed.texts, links_of(update, context))
    await pressed.query.answer(pressed.texts.text("pick_quote"))
    await pressed.query.edit_message_reply_markup(pages.picking(what, page, view, pressed.texts))


@press("n")
async def show(update: Update, context: Context, pressed: Press) -> None:
    """A press on a quote: a reply to the forwarded message with the very words marked."""
    stored = await context.use_cases.quote(pressed.chat, pressed.number(0))
    if stored is None:
        await pressed.gone()
        return
    await pressed.query.answer()
    await show_quote(update, context, stored, pressed.texts)


async def show_quote(
    update: Update, context: Context, stored: StoredQuote, texts: Catalogue
) -> None:
    """The quote in its article: marked in the message where that can be, else within its passage."""
    links = links_of(update, context)
    if await _marked(update, context, stored, texts):
        return
    article = await context.use_cases.article(chat_of(update), stored.article)
    text = article.article.text if article is not None else stored.text
    body = passage(text, stored.quote.content)
    blocks = [join([speaker_line(stored, links), body, source_line(stored, texts)], "\n\n")]
    await context.outbox.send(context.bot, target_of(update), Reply(tuple(blocks)))


async def _marked(
    update: Update, context: Context, stored: StoredQuote, texts: Catalogue
) -> Message | None:
    """The answer that marks the words in the message that brought them; None where none can."""
    words = spans_of(stored)[0]
    chat = update.effective_chat
    if chat is None or stored.message_id is None or units(words) > MAX_HIGHLIGHT:
        return None
    where = ReplyParameters(
        stored.message_id,
        quote=words,
        quote_position=position_of(stored) if stored.start >= 0 else None,
        quote_entities=within(stored.formatting, position_of(stored), units(words)),
    )
    lines = [speaker_line(stored, links_of(update, context)), statement(stored, texts)[0]]
    page = join([*lines, source_line(stored, texts)], "\n")
    try:
        return await context.bot.send_message(
            chat.id, page.text, entities=entities_of(page), reply_parameters=where,
            message_thread_id=topic_of(update), link_preview_options=LinkPreviewOptions(is_disabled=True),
        )  # fmt: skip
    except BadRequest:
        return None


def alert_line(found: Ingested, texts: Catalogue) -> str:
    """«يوافق تنبيهك: «لافروف»», or ""."""
    if not found.alerts:
        return ""
    names = texts.list(alert.watch.printed for alert in found.alerts)
    return lead_line(texts.text("alert_meets", watch=names), texts)


def otherwise(texts: Catalogue, what: str) -> InlineKeyboardMarkup:
    """The button that says that a text was taken for the wrong thing: "q" a question, "a" an article."""
    return InlineKeyboardMarkup([[button(texts.text(f"otherwise_{what}"), "as", what)]])
