"""A chat's archive as JSON, CSV, a page to read, or annotation."""

import csv
import io
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from bot.services.readable import Label, page
from bot.services.usecases import UseCases
from bot.shapes import Json
from bot.shapes import exported as shaped

COLUMNS = (
    "article", "who", "role", "kind", "act", "negated", "mode", "text", "source", "url", "date",
    "relay", "confidence",
)  # fmt: skip
#: What the bot sends as a file.
FORMATS = ("json", "csv", "html")
#: Spreadsheets run cells that begin so as formulas.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def export_json(use_cases: UseCases, chat: str) -> AsyncIterator[Json]:
    """Every quote of the chat as the contract's JSON, oldest first."""
    async for stored in use_cases.everything(chat):
        yield shaped(stored)


def csv_row(row: Json | None, columns: Sequence[str] = COLUMNS) -> str:
    """One CSV line; the heading for None. Formulas are defused by an apostrophe."""
    line = io.StringIO()
    cells = list(columns) if row is None else [_defused(row.get(name, "")) for name in columns]
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _defused(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


@dataclass(frozen=True, slots=True)
class Wording:
    """How a page to read is worded: its title, language, and the name of a quote's act."""

    title: str
    language: str
    label: Label


async def exported(
    use_cases: UseCases, chat: str, form: str, wording: Wording, article: str = ""
) -> tuple[bytes, int]:
    """The file of a format, of one article or of all, and how many quotes it holds."""
    if article:
        quotes = list(await use_cases.quotes(chat, article))
    else:
        quotes = [one async for one in use_cases.everything(chat)]
    if form == "csv":
        text = csv_row(None) + "".join(csv_row(shaped(one)) for one in quotes)
        return text.encode("utf-8-sig"), len(quotes)
    if form == "html":
        titles = await use_cases.headlines(chat, list(dict.fromkeys(q.article for q in quotes)))
        whole = page(
            quotes,
            wording.title,
            wording.language,
            wording.label,
            lambda one: titles.get(one.article, ""),
        )
        return whole.encode(), len(quotes)
    rows = [shaped(one) for one in quotes]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode(), len(quotes)


async def annotations(use_cases: UseCases, chat: str) -> AsyncIterator[Json]:
    """Every article that was corrected: its text, its quotes as they stand now, and what users said."""
    said = await use_cases.store.corrections(chat).all()
    for identity in dict.fromkeys(one.article for one in said):
        article = await use_cases.article(chat, identity)
        if article is None:
            continue
        quotes = await use_cases.quotes(chat, identity)
        yield {
            "id": identity,
            "text": article.article.text,
            "quotes": [shaped(one) for one in quotes],
            "corrections": [
                {"fault": one.fault.value, "cue": list(one.cue), "words": one.words,
                 "before": one.before, "after": one.after, "at": one.at.isoformat()}
                for one in said if one.article == identity
            ],
        }  # fmt: skip
