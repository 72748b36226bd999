"""Articles from links and documents: what the outside must give, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.errors import SourceError
from bot.model.chart import Chart
from bot.services.ingest import Submission

#: Telegram's own limit for what a bot may fetch, in bytes.
MAX_FILE = 20 * 1000 * 1000
#: Names under which a page is read; a server that says nothing is taken to send HTML.
_SUFFIXES = {"application/pdf": ".pdf", "text/plain": ".txt"}


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: its last address after redirects, the bytes, and their media type."""

    url: str
    data: bytes
    media_type: str


class Fetcher(Protocol):
    """Fetches public pages."""

    async def fetch(self, url: str) -> Page:
        """The page at a public address.

        Raises:
            SourceError: it is not public, answers wrongly, or is too slow or too large.
        """
        ...


class Documents(Protocol):
    """Reads documents, away from the event loop."""

    async def parse(self, name: str, data: bytes) -> Sequence[Submission]:
        """The articles of a document of that name.

        Raises:
            SourceError: it cannot be read, or holds no text.
        """
        ...


class Pictures(Protocol):
    """Draws charts, away from the event loop."""

    async def draw(self, chart: Chart) -> bytes:
        """The chart as PNG."""
        ...


@dataclass(frozen=True, slots=True)
class Outside:
    """What the bot has of the world beside Telegram."""

    fetcher: Fetcher
    documents: Documents
    pictures: Pictures


async def linked(outside: Outside, url: str) -> Submission:
    """The article at an address, with its title, source and date as the page tells them.

    Raises:
        SourceError: there is none.
    """
    page = await outside.fetcher.fetch(url)
    name = f"page{_SUFFIXES.get(page.media_type, '.html')}"
    found = await outside.documents.parse(name, page.data)
    if not found:
        raise SourceError("no_text")
    host = page.url.split("/")[2].removeprefix("www.")
    return replace(found[0], url=page.url, source=found[0].source or host)
