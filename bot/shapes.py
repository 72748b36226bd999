"""The JSON of the contract: extract, ask, digest; spans are half-open pairs of code points."""

from collections.abc import Sequence
from typing import Any

from bot.model.answer import Answer, Hit, StoredQuote
from bot.model.digest import Digest
from bot.model.question import Question
from bot.model.quote import Extraction, Quote, Span

Json = dict[str, Any]


def extraction(article: str, text: str, found: Extraction) -> Json:
    """The JSON of ``qawl extract`` for one article."""
    return {"id": article, "quotes": [_quote(quote, quote.words(text)) for quote in found.quotes]}


def _quote(quote: Quote, words: str) -> Json:
    return {
        "cue": list(quote.cue),
        "speaker": list(quote.speaker) if quote.speaker else None,
        "who": quote.who,
        "kind": quote.kind.value,
        "role": quote.role,
        "content": _spans(quote.content),
        "text": words,
        "mode": quote.mode.value,
        "act": quote.act.value,
        "negated": quote.negated,
        "relay": quote.relay,
        "confidence": quote.confidence,
        "rule": quote.rule,
    }


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def answer(found: Answer, *, identity: object = None, explain: bool = False) -> Json:
    """The JSON of ``qawl ask`` for one question; ``identity`` is the batch's id."""
    whole: Json = {} if identity is None else {"id": identity}
    whole |= {
        "question": found.question.text,
        "language": found.question.language,
        "understood": _understood(found.question),
        "status": found.status.value,
        "quotes": [hit(one, explain=explain) for one in found.hits],
    }
    return whole


def _understood(question: Question) -> Json:
    return {
        "form": question.form.value if question.form else None,
        "speaker": question.speaker or None,
        "act": question.act.value if question.act else None,
        "topic": [word.printed for word in question.topic],
        "since": question.since.isoformat() if question.since else None,
        "until": question.until.isoformat() if question.until else None,
    }


def hit(found: Hit, *, explain: bool = False) -> Json:
    """One stored quote of an answer or a digest."""
    whole = stored(found.stored) | {
        "score": found.score,
        "also_in": [
            {"article": place.article, "content": _spans(place.content)} for place in found.also_in
        ],
    }
    if explain:
        whole["parts"] = {name: round(value, 3) for name, value in found.parts}
    return whole


def stored(one: StoredQuote) -> Json:
    """A stored quote with its source and date."""
    quote = one.quote
    return {
        "article": one.article,
        "who": quote.who,
        "role": quote.role,
        "kind": quote.kind.value,
        "act": quote.act.value,
        "negated": quote.negated,
        "text": one.text,
        "content": _spans(quote.content),
        "source": one.source,
        "date": one.date.isoformat(),
    }


def exported(one: StoredQuote) -> Json:
    """A stored quote in full, as an export shows it."""
    return stored(one) | {"url": one.url} | _quote(one.quote, one.text)


def digest(found: Digest) -> Json:
    """The JSON of ``qawl digest``."""
    return {
        "from": found.since.isoformat(),
        "until": found.until.isoformat(),
        "figures": {
            "articles": found.articles,
            "quotes": found.quotes,
            "speakers": found.speakers,
        },
        "stories": [
            {
                "title": story.title,
                "articles": list(story.articles),
                "quotes": [hit(one) for one in story.quotes],
            }
            for story in found.stories
        ],
    }
