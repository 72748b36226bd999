"""Values for tests: quotes, stored quotes, questions."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.model.answer import StoredQuote
from bot.model.question import Question, QuestionForm, TopicWord
from bot.model.quote import Act, Kind, Mode, Quote, Span

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


def topic(*words: str) -> tuple[TopicWord, ...]:
    """Topic words that match by their own lemma."""
    return tuple(TopicWord(word, ((f"l{word}", 1.0),)) for word in words)


def question(**parts: Any) -> Question:
    """An Arabic question who."""
    return replace(Question("سؤال", "ar", QuestionForm.WHO), **parts)
