"""Articles, and where they were seen."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was given; ``text`` is never altered.

    ``source`` is the outlet's or channel's name, ``url`` its address or "", ``published`` an aware
    UTC instant or None.
    """

    id: str
    text: str
    source: str = ""
    url: str = ""
    published: datetime | None = None
    title: str = ""

    @property
    def headline(self) -> str:
        """The title where one was given, else the first line that has text."""
        return headline(self.title, self.text)


def headline(title: str, text: str) -> str:
    r"""The title where one was given, else the first line of the text that has any.

    >>> headline("", "\n  قال الوزير\nإن")
    'قال الوزير'
    """
    lines = (line.strip() for line in text.splitlines())
    return title or next((line for line in lines if line), "")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One arrival of an article in a chat: the Telegram message that brought it, and when (UTC).

    ``start`` is the article's code point at which the message's text begins: above zero for a later
    part of an article that Telegram cut, below for a later article of one message. ``reply`` is the
    bot's message that shows the article, or None; ``formatting`` is Telegram's, kept as it was told.
    """

    message_id: int | None
    sender: str
    seen: datetime
    start: int = 0
    reply: int | None = None
    formatting: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """An article of a period, by its key; ``quotes`` is how many it has that a digest may show.

    ``day`` is its date as it is stored: an instant in UTC, in letters that sort as it does.
    """

    key: int
    id: str
    source: str
    url: str
    day: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Dated:
    """An article of a period as a digest groups it: no text.

    ``head`` and ``body`` are the keys of its terms, 32 bits each, little end first; ``quotes`` how many
    it has that a digest may show.
    """

    id: str
    headline: str
    source: str
    url: str
    date: datetime
    head: bytes
    body: bytes
    quotes: int
