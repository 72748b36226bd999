"""``qawl digest``: the statements of a period, by story: as text, JSON, a page, a feed."""

import base64
import json
from datetime import datetime
from pathlib import Path

from bot.errors import InputError
from bot.model.chart import Chart
from bot.model.digest import Digest
from bot.services import publishing
from bot.services.charting import by_act
from bot.services.usecases import UseCases
from bot.shapes import digest as shape

#: Acts that have a colour of their own in the picture.
ACTS = 5


async def run(
    use_cases: UseCases,
    chat: str,
    period: tuple[datetime, datetime],
    *,
    as_json: bool,
    page: Path | None = None,
    feed: Path | None = None,
) -> int:
    """Print the digest of the half-open period, or write it to files."""
    found = await use_cases.digest(chat, *period)
    if page is not None:
        _write(page, publishing.page(found, _picture(found)).encode())
    if feed is not None:
        _write(feed, publishing.atom(found, chat))
    if as_json:
        print(json.dumps(shape(found), ensure_ascii=False))
    elif page is None and feed is None:
        _print(found)
    return 0


def _print(found: Digest) -> None:
    print(f"{found.articles} articles · {found.quotes} quotes · {found.speakers} speakers")
    for number, story in enumerate(found.stories, start=1):
        print(f"\n{number}. {story.title}")
        for hit in story.quotes:
            quote = hit.stored.quote
            print(f"  {quote.who} · {quote.act.value}: {hit.stored.text}")


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror or type(error).__name__})"
        raise InputError(message) from error


def _picture(found: Digest) -> str:
    """Who spoke how often, as PNG in base64; "" where nobody did."""
    from bot.pictures import draw

    if not found.voices:
        return ""
    names = list(dict.fromkeys(who for who, _, _ in found.voices))
    series = by_act(found.voices, names, ACTS, lambda act: publishing.act_names()[act][0])
    shown = tuple(map(publishing.printed, names))
    chart = Chart("من تكلّم وكم مرة", "", shown, series, rows=True)
    return base64.b64encode(draw(chart)).decode()
