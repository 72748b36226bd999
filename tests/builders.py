"""Values for tests: quotes, stored quotes, questions; a language worker to change one thing of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.model.answer import Candidate, StoredQuote
from bot.model.question import Question, QuestionForm, TopicWord
from bot.model.quote import Act, Extraction, Kind, Mode, Quote, Span
from bot.model.watch import Need
from bot.ports import IndexedQuote, Language, ReadArticle

DAY = datetime(2018, 11, 7, 12, tzinfo=UTC)


def quote(who: str = "لافروف", act: Act = Act.SAY, **parts: Any) -> Quote:
    """A quote of ten code points."""
    made = Quote(
        cue=Span(0, 3),
        speaker=Span(4, 9),
        who=who,
        kind=Kind.PERSON,
        role="",
        content=(Span(10, 20),),
        mode=Mode.INDIRECT,
        act=act,
        rule="behind-an",
    )
    return replace(made, **parts)


def stored(
    number: int = 1,
    who: str = "لافروف",
    act: Act = Act.SAY,
    text: str = "الحرب انتهت",
    **parts: Any,
) -> StoredQuote:
    """A stored quote; ``quote`` parts go into its quote, the rest into itself."""
    inner = {
        name: parts.pop(name)
        for name in ("negated", "kind", "role", "confidence", "mode")
        if name in parts
    }
    values: dict[str, Any] = {
        "id": number,
        "article": f"a{number}",
        "quote": quote(who, act, **inner),
        "text": text,
        "source": "وكالة",
        "url": "",
        "date": DAY,
    }
    return StoredQuote(**(values | parts))


def candidate(number: int = 1, /, **parts: Any) -> Candidate:
    """What the ranking sees of a quote of Lavrov's."""
    values: dict[str, Any] = {
        "id": number,
        "article": number,
        "speaker": 1,
        "act": Act.SAY,
        "negated": False,
        "confidence": 0.9,
        "date": DAY,
    }
    sets = {n: frozenset(v) for n, v in parts.items() if n.endswith("terms")}
    return Candidate(**(values | parts | sets))


def read_article(quotes: Sequence[IndexedQuote], body: tuple[str, ...] = ()) -> ReadArticle:
    """An article with indexed quotes, as the language worker gives it."""
    extraction = Extraction(tuple(one.quote for one in quotes), ())
    return ReadArticle(extraction, tuple(quotes), arabic=True, head=("lعنوان",), body=body)


def topic(*words: str) -> tuple[TopicWord, ...]:
    """Topic words that match by their own lemma."""
    return tuple(TopicWord(word, ((f"l{word}", 1.0),)) for word in words)


def question(**parts: Any) -> Question:
    """An Arabic question who."""
    return replace(Question("سؤال", "ar", QuestionForm.WHO), **parts)


class Passing:
    """A language worker that passes everything on, for those that change one thing."""

    def __init__(self, inner: Language) -> None:
        self.inner = inner

    async def read(self, text: str) -> ReadArticle:
        """As ever."""
        return await self.inner.read(text)

    async def understand(self, question: str, now: datetime | None = None) -> Question:
        """As ever."""
        return await self.inner.understand(question, now)

    async def needs(self, text: str) -> tuple[Need, ...]:
        """As ever."""
        return await self.inner.needs(text)

    async def topics(self, texts: Sequence[str], most: int) -> tuple[str, ...]:
        """As ever."""
        return await self.inner.topics(texts, most)
