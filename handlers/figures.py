"""/stats, and the picture of who said what over time."""

from collections.abc import Sequence

from telegram import InputFile, Message, Update
from telegram.constants import ChatAction

from bot.model.chart import Chart
from bot.model.profile import Overview, Tally
from bot.services.charting import by_act
from bot.services.profiling import overview
from handlers.catalogue import Catalogue
from handlers.context import Context, chat_of
from handlers.messages import say
from handlers.outbox import topic_of
from handlers.render import clean

#: Acts that have a colour of their own; the rest is drawn as one.
ACTS = 6
#: Months of a picture at most, the latest.
MONTHS = 24


async def stats(update: Update, context: Context) -> None:
    """/stats: the archive as a picture and in figures."""
    chat = update.effective_chat
    texts = await context.texts(update)
    found = await overview(context.use_cases.store, chat_of(update))
    if chat is None or not found.tallies:
        await say(update, context, texts.text("empty"))
        return
    counts = await context.use_cases.counts(chat_of(update))
    figures = texts.text(
        "stats_figures",
        articles=texts.count("articles_there", counts.articles),
        quotes=texts.count("quotes", counts.quotes),
        speakers=texts.count("speakers_count", counts.speakers),
    )
    chart = chart_of(texts.text("stats_title"), figures, found.tallies, texts)
    await picture(update, context, chart, _caption(figures, found, texts))


async def picture(update: Update, context: Context, chart: Chart, caption: str) -> Message | None:
    """Draw and send; the caption says what the picture shows."""
    chat = update.effective_chat
    if chat is None:
        return None
    await context.bot.send_chat_action(chat.id, ChatAction.UPLOAD_PHOTO)
    data = await context.parts.outside.pictures.draw(chart)
    return await context.bot.send_photo(
        chat.id, InputFile(data, "qawl.png"), caption=caption, message_thread_id=topic_of(update)
    )


def chart_of(title: str, subtitle: str, tallies: Sequence[Tally], texts: Catalogue) -> Chart:
    """Statements by month, an act a colour; rare acts are one."""
    months = sorted({tally.month for tally in tallies})[-MONTHS:]
    counted = [(tally.month, tally.act, tally.quotes) for tally in tallies]
    series = by_act(
        counted, months, ACTS, lambda act: texts.text(f"noun.{act.value}"), texts.text("other_acts")
    )
    labels = tuple(texts.month(month) for month in months)
    return Chart(title, subtitle, labels, series, arabic=texts.language == "ar")


def _caption(figures: str, found: Overview, texts: Catalogue) -> str:
    lines = [figures]
    names = [f"{clean(one.name)} ({texts.number(one.times)})" for one in found.speakers[:5]]
    if names:
        lines.append(texts.text("stats_speakers", names=texts.list(names)))
    sources = [f"{clean(s.name)} ({texts.number(s.articles)})" for s in found.sources[:5] if s.name]
    if sources:
        lines.append(texts.text("stats_sources", names=texts.list(sources)))
    return "\n".join(lines)
