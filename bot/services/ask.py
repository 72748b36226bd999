"""A question becomes an answer of stored quotes."""

from datetime import datetime

from bot.answers.compose import compose
from bot.answers.evidence import Archived, settled
from bot.answers.plan import plan
from bot.answers.rank import Ranking, rank
from bot.model.answer import Answer
from bot.model.question import Question, TopicWord
from bot.model.search import Field
from bot.ports import Archive, Language


async def ask(
    archive: Archive, language: Language, question: str, now: datetime | None = None
) -> Answer:
    """Answer a question from one chat's archive, with stored quotes only."""
    return await answer(archive, await language.understand(question, now))


async def answer(archive: Archive, question: Question) -> Answer:
    """Answer a question that is already understood."""
    articles, total = await archive.size()
    if question.form is None:
        return compose(question, Ranking(), (), {}, articles)
    both = (*question.topic, *question.speaker_words)
    archived = Archived(
        await archive.frequency(Field.TOPIC, _terms(both)),
        await archive.frequency(Field.SPEAKER, _terms(question.speaker_words)),
        total,
    )
    question = settled(question, archived)
    search = plan(question, archived)
    ranking = Ranking()
    if search is not None:
        ranking = rank(question, await archive.search(search), archived)
    shown = (*ranking.answers, *ranking.mentions)
    loaded = await archive.load([one.candidate.id for one in shown])
    return compose(question, ranking, loaded, archived.topic, articles)


def _terms(words: tuple[TopicWord, ...]) -> list[str]:
    return list(dict.fromkeys(term for word in words for term, _ in word.terms))
