"""An article's quotes as pages of one message: pure, without Telegram's network.

Speakers come in the order of what they said (warnings, accusations, denials first), then of the
text; a page is short enough to be read on a phone, and the next one stands behind a button.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.model.answer import StoredQuote
from bot.model.quote import Mode
from bot.services.agreement import agreement
from handlers.catalogue import Catalogue
from handlers.codes import button, fitted
from handlers.render import (
    Links,
    by_speaker,
    clean,
    lead_line,
    source_line,
    speaker_line,
    statement,
)
from handlers.rich import Rich, join, plain

#: UTF-16 units of a page: some three screens of a phone.
PAGE_UNITS = 2000
#: Quotes of one page, so that each can have its button.
PAGE_QUOTES = 10
#: Speakers that get a button, and characters of a name or a quote on a button.
MOST_SPEAKERS, NAME, WORDS = 12, 28, 34
ALL, DIRECT = "a", "d"


@dataclass(frozen=True, slots=True)
class View:
    """Which quotes of an article are shown: all, the direct ones, or a speaker's (``n12``), and which page."""

    article: int
    choice: str = ALL
    page: int = 0

    def of(self, quotes: Sequence[StoredQuote]) -> list[StoredQuote]:
        """The quotes that the choice leaves."""
        if self.choice == DIRECT:
            return [one for one in quotes if one.quote.mode is Mode.DIRECT]
        if self.choice.startswith("n"):
            return [one for one in quotes if str(one.speaker) == self.choice[1:]]
        return list(quotes)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its text, its quotes in order, and how many pages there are."""

    text: Rich
    quotes: tuple[StoredQuote, ...]
    number: int
    pages: int


def page_of(
    heading: str, quotes: Sequence[StoredQuote], view: View, texts: Catalogue, links: Links
) -> Page:
    """The page that a view names, the last one where it names one that is gone."""
    chosen = view.of(quotes) or list(quotes)
    pages = _divided(chosen, texts, links)
    number = min(max(view.page, 0), len(pages) - 1)
    shown = [block for _, block in pages[number]]
    head = heading
    if len(pages) > 1:
        head = f"{heading} · {texts.text('page', page=number + 1, pages=len(pages))}"
    blocks = [plain(lead_line(head, texts)), *shown, source_line(chosen[0], texts)]
    return Page(join(blocks, "\n\n"), tuple(one for one, _ in pages[number]), number, len(pages))


def _divided(
    quotes: Sequence[StoredQuote], texts: Catalogue, links: Links
) -> list[list[tuple[StoredQuote, Rich]]]:
    """Quotes with their blocks, page by page; a speaker's name stands again on the next page."""
    pages: list[list[tuple[StoredQuote, Rich]]] = [[]]
    size = 0
    for group in by_speaker(quotes):
        named = False
        for stored in group:
            body = join(statement(stored, texts), "\n")
            block = body if named else join([speaker_line(stored, links), body], "\n")
            full = size + block.units > PAGE_UNITS or len(pages[-1]) >= PAGE_QUOTES
            if full and pages[-1]:
                pages.append([])
                size = 0
                block = join([speaker_line(stored, links), body], "\n")
            pages[-1].append((stored, block))
            size += block.units
            named = True
    return pages


def keyboard(
    page: Page, view: View, quotes: Sequence[StoredQuote], texts: Catalogue
) -> InlineKeyboardMarkup:
    """Next and back, what to show, and what to do; in an Arabic interface "next" leads to the left."""
    turning = []
    if page.number + 1 < page.pages:
        turning.append(_view(texts.text("next"), view, page=page.number + 1))
    if page.number > 0:
        turning.append(_view(texts.text("back"), view, page=page.number - 1))
    if texts.language != "ar":
        turning.reverse()
    direct = DIRECT if view.choice != DIRECT else ALL
    choices = []
    if any(one.quote.mode is Mode.DIRECT for one in quotes):
        label = "only_direct" if direct == DIRECT else "all_quotes"
        choices.append(_view(texts.text(label), View(view.article, direct)))
    if len({one.speaker for one in quotes}) > 1:
        choices.append(button(texts.text("by_speaker"), "spk", view.article))
    if view.choice.startswith("n"):
        choices = [_view(texts.text("all_quotes"), View(view.article)), *choices]
    doing = [
        button(texts.text("show_in_article"), "pick", "say", *_parts(view)),
        button(texts.text("wrong"), "pick", "bad", *_parts(view)),
        button(texts.text("export_button"), "exa", view.article),
    ]
    return InlineKeyboardMarkup([row for row in (turning, choices, doing) if row])


def picking(what: str, page: Page, view: View, texts: Catalogue) -> InlineKeyboardMarkup:
    """A button for each quote of the page: to be shown in the article, or to be corrected."""
    rows = [[button(short(one, texts), what, one.id)] for one in page.quotes]
    return InlineKeyboardMarkup([*rows, [_view(texts.text("go_back"), view)]])


def speakers(article: int, quotes: Sequence[StoredQuote], texts: Catalogue) -> InlineKeyboardMarkup:
    """A button for each speaker of the article."""
    groups = by_speaker(quotes)[:MOST_SPEAKERS]
    row = [
        _view(
            f"{fitted(clean(group[0].quote.who), NAME)} ({texts.number(len(group))})",
            View(article, f"n{group[0].speaker}"),
        )
        for group in groups
    ]
    back = [_view(texts.text("go_back"), View(article))]
    return InlineKeyboardMarkup([*_pairs(row), back])


def short(stored: StoredQuote, texts: Catalogue) -> str:
    """A quote on a button: its act and first words."""
    act = texts.text(f"act.{stored.quote.act.value}.{agreement(stored)}")
    words = " ".join(clean(stored.text).split())
    shown = words if len(words) <= WORDS else words[: WORDS - 1].rstrip() + "…"
    return f"{act}: {shown}"


def _pairs(row: Sequence[InlineKeyboardButton]) -> Iterable[list[InlineKeyboardButton]]:
    return (list(row[i : i + 2]) for i in range(0, len(row), 2))


def _parts(view: View) -> tuple[object, ...]:
    return view.article, view.choice, view.page


def _view(label: str, view: View, page: int | None = None) -> InlineKeyboardButton:
    place = view.page if page is None else page
    return button(label, "art", view.article, view.choice, place)
