"""A text becomes a stored article with quotes, or a reason why not."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.arabic.identity import article_id
from bot.model.answer import StoredQuote
from bot.model.article import Article, Sighting
from bot.ports import Archive, Language, StoredArticle

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
    """A text that reached the bot, with what is known of its origin."""

    text: str
    source: str = ""
    url: str = ""
    published: datetime | None = None
    title: str = ""
    id: str = ""
    sender: str = ""
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ingested:
    """The outcome, the article where one is stored, and its quotes in text order."""

    outcome: Outcome
    article: StoredArticle | None = None
    quotes: tuple[StoredQuote, ...] = ()


async def ingest(archive: Archive, language: Language, submission: Submission) -> Ingested:
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
    sighting = Sighting(submission.message_id, submission.sender, datetime.now(UTC))
    known = await archive.article(article.id)
    if known is not None:
        await archive.save(article, sighting, None)
        outcome = Outcome.KNOWN
    else:
        read = await language.read(text)
        if not read.arabic:
            return Ingested(Outcome.NOT_ARABIC)
        await archive.save(article, sighting, read)
        outcome = Outcome.STORED if read.indexed else Outcome.NO_QUOTES
    stored = await archive.article(article.id)
    return Ingested(outcome, stored, tuple(await archive.quotes(article.id)))
