"""A text becomes a stored article with quotes, or a reason why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.arabic.identity import article_id
from bot.model.answer import StoredQuote
from bot.model.article import Article, Sighting
from bot.model.watch import Watch
from bot.ports import Archive, Language, StoredArticle
from bot.services.watching import Alert, alerts_of

#: Fewer words than this are a remark, not an article.
MIN_WORDS = 6


class Outcome(StrEnum):
    """What became of a text."""

    STORED = "stored"
    KNOWN = "known"
    NO_QUOTES = "no_quotes"
    NOT_ARABIC = "not_arabic"
    TOO_SHORT = "too_short"


@dataclass(frozen=True, slots=True)
class Submission:
    """A text that reached the bot, with what is known of its origin.

    ``message_id`` is the message whose text begins at the text's code point ``start``; ``more`` are
    further messages with their starts, where Telegram cut an article. ``formatting`` is the first
    message's.
    """

    text: str
    source: str = ""
    url: str = ""
    published: datetime | None = None
    title: str = ""
    id: str = ""
    sender: str = ""
    message_id: int | None = None
    start: int = 0
    more: tuple[tuple[int, int], ...] = ()
    formatting: str = ""


@dataclass(frozen=True, slots=True)
class Ingested:
    """The outcome, the article where one is stored, its quotes in text order, and the alerts they meet."""

    outcome: Outcome
    article: StoredArticle | None = None
    quotes: tuple[StoredQuote, ...] = ()
    alerts: tuple[Alert, ...] = ()


async def ingest(
    archive: Archive,
    language: Language,
    submission: Submission,
    watches: Sequence[Watch] = (),
) -> Ingested:
    """Store a text as an article of the chat's archive; a known one gets another sighting.

    A text that is not Arabic or too short is not stored; an article without quotes is, so that a
    second forward is known.
    """
    text = submission.text
    if len(text.split()) < MIN_WORDS:
        return Ingested(Outcome.TOO_SHORT)
    article = Article(
        id=submission.id or article_id(text),
        text=text,
        source=submission.source,
        url=submission.url,
        published=submission.published,
        title=submission.title,
    )
    sightings = _sightings(submission)
    known = await archive.article(article.id)
    read = None
    if known is None:
        read = await language.read(text)
        if not read.arabic:
            return Ingested(Outcome.NOT_ARABIC)
    for sighting in sightings:
        await archive.save(article, sighting, read)
    stored = await archive.article(article.id)
    quotes = tuple(await archive.quotes(article.id))
    if read is None:
        return Ingested(Outcome.KNOWN, stored, quotes)
    outcome = Outcome.STORED if read.indexed else Outcome.NO_QUOTES
    alerts = alerts_of(article, read, quotes, watches)
    return Ingested(outcome, stored, quotes, alerts)


def _sightings(submission: Submission) -> list[Sighting]:
    now = datetime.now(UTC)
    sender = submission.sender
    first = Sighting(
        submission.message_id, sender, now, submission.start, formatting=submission.formatting
    )
    return [first, *(Sighting(message, sender, now, start) for message, start in submission.more)]
