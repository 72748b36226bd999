"""A chat's archive as rows of JSON or CSV."""

import csv
import io
from collections.abc import AsyncIterator, Sequence

from bot.services.usecases import UseCases
from bot.shapes import Json, exported

COLUMNS = (
    "article", "who", "role", "kind", "act", "negated", "mode", "text", "source", "url", "date",
    "relay", "confidence",
)  # fmt: skip
#: Spreadsheets run cells that begin so as formulas.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def export_json(use_cases: UseCases, chat: str) -> AsyncIterator[Json]:
    """Every quote of the chat as the contract's JSON, oldest first."""
    async for stored in use_cases.everything(chat):
        yield exported(stored)


def csv_row(row: Json | None, columns: Sequence[str] = COLUMNS) -> str:
    """One CSV line; the heading for None. Formulas are defused by an apostrophe."""
    line = io.StringIO()
    cells = list(columns) if row is None else [_defused(row.get(name, "")) for name in columns]
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _defused(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
