"""A question becomes an answer of stored quotes."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.answers.compose import compose
from bot.answers.evidence import Archived, settled
from bot.answers.plan import plan
from bot.answers.rank import Ranking, rank
from bot.answers.registry import held_by, keys_of, named, names_of, persons
from bot.model.answer import Answer, Candidate
from bot.model.question import Question, TopicWord
from bot.model.search import Clause, Field
from bot.model.speaker import Person
from bot.ports import Archive, Language


async def ask(
    archive: Archive, language: Language, question: str, now: datetime | None = None
) -> Answer:
    """Answer a question from one chat's archive, with stored quotes only."""
    return await answer(archive, await language.understand(question, now))


@dataclass(frozen=True, slots=True)
class Gathered:
    """A question as the archive makes it out, with the quotes that may answer it.

    ``people`` are the persons that the speaker's name may mean, where they are several.
    """

    question: Question
    archived: Archived
    candidates: tuple[Candidate, ...]
    people: tuple[Person, ...] = ()


async def answer(archive: Archive, question: Question) -> Answer:
    """Answer a question that is already understood."""
    if question.form is None:
        return compose(question, Ranking(), (), {}, (await archive.size())[0])
    found = await gather(archive, question)
    ranking = rank(found.question, found.candidates, found.archived)
    shown = (*ranking.answers, *ranking.mentions)
    loaded = await archive.load([one.candidate.id for one in shown])
    articles, _ = await archive.size()
    composed = compose(found.question, ranking, loaded, found.archived.topic, articles)
    return replace(composed, people=found.people)


async def gather(archive: Archive, question: Question) -> Gathered:
    """What may answer a question."""
    _, total = await archive.size()
    both = (*question.topic, *question.speaker_words)
    archived = Archived(
        await archive.frequency(Field.TOPIC, _terms(both)),
        await archive.frequency(Field.SPEAKER, _terms(question.speaker_words)),
        total,
    )
    question, people = await _known(archive, settled(question, archived))
    search = plan(question, archived)
    found = await archive.search(search) if search is not None else []
    return Gathered(question, archived, tuple(found), people)


async def _known(archive: Archive, question: Question) -> tuple[Question, tuple[Person, ...]]:
    """The question with the persons that its speaker means, and those it may mean where it is unclear.

    A name means the persons of that name, by all their names; a title means who was quoted under it,
    where they are few, by his name elsewhere too.
    """
    if question.only_people or not question.speaker_words:
        return question, ()
    words = names_of(question)
    if words:
        return named(question, persons(await archive.names(keys_of(words)), await archive.links()))
    title = tuple(
        Clause(Field.SPEAKER, tuple(term for term, _ in word.terms))
        for word in question.speaker_words
    )
    return held_by(question, await archive.titled(title)), ()


def _terms(words: tuple[TopicWord, ...]) -> list[str]:
    return list(dict.fromkeys(term for word in words for term, _ in word.terms))
