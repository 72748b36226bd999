"""A question becomes an answer of stored quotes."""

from datetime import datetime

from bot.answers.compose import compose
from bot.model.answer import Answer
from bot.model.question import Question, TopicWord
from bot.ports import Archive, Language, Search

#: Candidates that full text hands to the ranking.
CANDIDATES = 400


async def ask(
    archive: Archive, language: Language, question: str, now: datetime | None = None
) -> Answer:
    """Answer a question from one chat's archive, with stored quotes only."""
    return await answer(archive, await language.understand(question, now))


async def answer(archive: Archive, question: Question) -> Answer:
    """Answer a question that is already understood."""
    counts = await archive.counts()
    if question.form is None:
        return compose(question, (), {}, counts.quotes, counts.articles)
    topic = _terms(question.topic)
    frequency = await archive.frequency(topic)
    search = Search(
        topic=tuple(term for term in topic if frequency.get(term)),
        speaker=tuple(_terms(question.speaker_words)),
        since=question.since,
        until=question.until,
        limit=CANDIDATES,
    )
    hopeless = bool(question.topic) and not search.topic
    found = [] if hopeless else await archive.search(search)
    return compose(question, found, frequency, counts.quotes, counts.articles)


def _terms(words: tuple[TopicWord, ...]) -> list[str]:
    return list(dict.fromkeys(term for word in words for term, _ in word.terms))
