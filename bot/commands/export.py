"""``qawl export``: an archive as a file."""

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TextIO

from bot.errors import InputError
from bot.services.export import Wording, annotations, csv_row, export_json, exported
from bot.services.publishing import act_names
from bot.services.usecases import UseCases


async def run(use_cases: UseCases, chat: str, form: str, file: Path | None) -> int:
    """Write every quote, JSON lines in one array or CSV with a heading."""
    try:
        opened = file.open("w", encoding="utf-8", newline="") if file else nullcontext(sys.stdout)
        with opened as out:
            await _FORMS.get(form, _json)(use_cases, chat, out)
    except OSError as error:
        message = f"{file}: cannot be written ({error.strerror or type(error).__name__})"
        raise InputError(message) from error
    return 0


async def _json(use_cases: UseCases, chat: str, out: TextIO) -> None:
    out.write("[")
    separator = "\n"
    async for row in export_json(use_cases, chat):
        out.write(separator + json.dumps(row, ensure_ascii=False))
        separator = ",\n"
    out.write("\n]\n")


async def _csv(use_cases: UseCases, chat: str, out: TextIO) -> None:
    out.write(csv_row(None))
    async for row in export_json(use_cases, chat):
        out.write(csv_row(row))


async def _annotations(use_cases: UseCases, chat: str, out: TextIO) -> None:
    async for row in annotations(use_cases, chat):
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


async def _html(use_cases: UseCases, chat: str, out: TextIO) -> None:
    wording = Wording("أرشيف الاقتباسات", "ar", lambda one: act_names()[one.quote.act][0])
    data, _ = await exported(use_cases, chat, "html", wording)
    out.write(data.decode())


_FORMS = {"csv": _csv, "json": _json, "annotations": _annotations, "html": _html}
