"""Rows to values and back."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import RowMapping

from bot.model.answer import StoredQuote
from bot.model.article import Article, Sighting
from bot.model.quote import Act, Kind, Mode, Quote, Span


def stamp(instant: datetime | None = None) -> str:
    """An instant as text that sorts: ISO 8601, UTC, microseconds."""
    return (instant or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")


def instant(text: str) -> datetime:
    """The instant of a stamp."""
    return datetime.fromisoformat(text)


def article_of(row: RowMapping) -> Article:
    """The article of an ``articles`` row."""
    published = instant(row["published"]) if row["published"] else None
    return Article(row["id"], row["text"], row["source"], row["url"], published, row["title"])


def sighting_of(row: RowMapping) -> Sighting:
    """The sighting of a ``sightings`` row."""
    seen = instant(row["seen"])
    return Sighting(
        row["message"], row["sender"], seen, row["start"], row["reply"], row["formatting"]
    )


def quote_values(quote: Quote) -> dict[str, Any]:
    """The columns of a ``quotes`` row that come from the quote itself."""
    return {
        "cue_start": quote.cue.start,
        "cue_end": quote.cue.end,
        "speaker_start": quote.speaker.start if quote.speaker else None,
        "speaker_end": quote.speaker.end if quote.speaker else None,
        "role": quote.role,
        "mode": quote.mode.value,
        "act": quote.act.value,
        "negated": quote.negated,
        "relay": quote.relay,
        "confidence": quote.confidence,
        "rule": quote.rule,
    }


def span_rows(quote: int, content: Sequence[Span]) -> list[dict[str, int]]:
    """The ``spans`` rows of a quote's content, in order."""
    return [
        {"quote": quote, "position": n, "start": span.start, "end": span.end}
        for n, span in enumerate(content)
    ]


def stored_quote(row: RowMapping, printed: str, spans: Sequence[Span]) -> StoredQuote:
    """The stored quote of a joined row, its article's text and its spans in order."""
    speaker = None
    if row["speaker_start"] is not None:
        speaker = Span(row["speaker_start"], row["speaker_end"])
    quote = Quote(
        cue=Span(row["cue_start"], row["cue_end"]),
        speaker=speaker,
        who=row["name"],
        kind=Kind(row["kind"]),
        role=row["role"],
        content=tuple(spans),
        mode=Mode(row["mode"]),
        act=Act(row["act"]),
        negated=bool(row["negated"]),
        relay=row["relay"],
        confidence=row["confidence"],
        rule=row["rule"],
    )
    start = row["start"]
    return StoredQuote(
        id=row["pk"],
        article=row["id"],
        quote=quote,
        text=quote.words(printed),
        source=row["source"],
        url=row["url"],
        date=instant(row["day"]),
        message_id=row["message"],
        speaker=row["speaker_key"],
        revised=row["successor"] is not None,
        start=start,
        cue=quote.cue.of(printed),
        formatting=row["formatting"] or "",
        wide=_wide(printed[max(start, 0) : quote.content[0].start]),
    )


def _wide(text: str) -> int:
    """How many characters lie beyond the basic plane: each has four bytes there, the rest two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 - len(text)
