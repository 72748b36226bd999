"""/search, /recent and /sources: what is in the archive."""

from telegram import InlineKeyboardMarkup, Update

from handlers.articles import answer, heading_of, links_of, viewed
from handlers.catalogue import Catalogue
from handlers.codes import button
from handlers.context import Context, chat_of
from handlers.messages import say
from handlers.pages import View
from handlers.presses import Press, press
from handlers.questions import search as search_for
from handlers.render import clean, lead_line
from handlers.rich import Rich, isolated, join, plain, styled

#: Articles of a page, sources of the list, characters of a headline.
PAGE, MOST_SOURCES, HEADLINE = 6, 30, 90


async def search(update: Update, context: Context) -> None:
    """/search WORDS: statements about them."""
    words = " ".join(context.args or ()).strip()
    if words:
        await search_for(update, context, words)
    else:
        await say(update, context, (await context.texts(update)).text("search_what"))


async def recent(update: Update, context: Context) -> None:
    """/recent: the articles that came last, each behind a button."""
    texts = await context.texts(update)
    shown, keyboard = await _page(context, chat_of(update), 0, texts)
    await say(update, context, shown, keyboard)


@press("n")
async def turn(update: Update, context: Context, pressed: Press) -> None:
    """A press on another page of /recent."""
    del update
    await pressed.query.answer()
    shown, keyboard = await _page(context, pressed.chat, pressed.number(0), pressed.texts)
    await pressed.edit(shown, keyboard)


@press("n")
async def open_article(update: Update, context: Context, pressed: Press) -> None:
    """A press on an article of a list: its quotes."""
    quotes = await context.use_cases.quotes_of(pressed.chat, pressed.number(0))
    if not quotes:
        await pressed.gone()
        return
    await pressed.query.answer()
    heading = heading_of(quotes, pressed.texts)
    view = View(pressed.number(0))
    await answer(
        update, context, viewed(heading, quotes, view, pressed.texts, links_of(update, context))
    )


async def sources(update: Update, context: Context) -> None:
    """/sources: outlets and channels with their articles."""
    texts = await context.texts(update)
    found = await context.use_cases.store.overview(chat_of(update)).sources()
    if not found:
        await say(update, context, texts.text("empty"))
        return
    lines = [texts.text("sources")]
    for one in found[:MOST_SOURCES]:
        name = clean(one.name) or texts.text("no_source")
        counted = texts.count("articles_there", one.articles), texts.count("quotes", one.quotes)
        lines.append(f"{isolated(name)} · {counted[0]} · {counted[1]}")
    await say(update, context, "\n".join(lead_line(line, texts) for line in lines))


async def _page(
    context: Context, chat: str, page: int, texts: Catalogue
) -> tuple[Rich, InlineKeyboardMarkup | None]:
    figures, archive = context.use_cases.store.overview(chat), context.use_cases.store.archive(chat)
    ids = await figures.recent(PAGE + 1, page * PAGE)
    if not ids:
        return plain(texts.text("empty")), None
    blocks, row = [plain(lead_line(texts.text("recent"), texts))], []
    quotes = await archive.of_articles(ids[:PAGE], 0.0)
    for number, one in enumerate(ids[:PAGE], start=page * PAGE + 1):
        article = await archive.article(one)
        if article is None:
            continue
        count = texts.count("quotes", len(quotes.get(one, ())))
        day = texts.date(article.article.published or article.added)
        source = clean(article.article.source)
        told = " · ".join(part for part in (isolated(source) if source else "", day, count) if part)
        headline = styled(clean(article.article.headline)[:HEADLINE], "bold")
        label = plain(lead_line(f"{texts.number(number)}. ", texts))
        blocks.append(join([label + headline, plain(lead_line(told, texts))], "\n"))
        row.append(button(texts.number(number), "open", article.key))
    turning = [button(texts.text("next"), "rec", page + 1)] if len(ids) > PAGE else []
    turning += [button(texts.text("back"), "rec", page - 1)] if page else []
    return join(blocks, "\n\n"), InlineKeyboardMarkup([row, *([turning] if turning else [])])
