"""A question becomes an answer of stored quotes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.answers.compose import compose
from bot.answers.evidence import Archived, settled
from bot.answers.followup import lacks_speaker, resumed
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


#: How long a question is remembered that another may go on from.
MEMORY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Talk:
    """Who asks, in which update, and in reply to which message of the bot."""

    asker: str
    update: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, and the key under which its question is remembered."""

    answer: Answer
    key: int = 0


@dataclass(frozen=True, slots=True)
class Gathered:
    """A question as the archive makes it out, with the quotes that may answer it.

    ``articles`` is how many there are; ``people`` the persons that the speaker's name may mean, where
    they are several.
    """

    question: Question
    archived: Archived
    candidates: tuple[Candidate, ...]
    articles: int
    people: tuple[Person, ...] = ()


async def converse(
    archive: Archive, language: Language, text: str, talk: Talk, now: datetime | None = None
) -> Asked:
    """Answer a question in a chat; it takes over what it lacks from the one before.

    That is the question whose answer it replies to, or the asker's last one of the last ten minutes.
    """
    moment = now or datetime.now(UTC)
    question = await language.understand(text, moment)
    before = None
    if question.form is not None and (question.follows or lacks_speaker(question)):
        before = await archive.asked_before(talk.asker, moment - MEMORY, talk.reply_to)
    return await again(archive, resumed(question, before), talk)


async def again(archive: Archive, question: Question, talk: Talk) -> Asked:
    """Answer a question that is understood, and keep it for what follows."""
    found = await answer(archive, question)
    if question.form is None:
        return Asked(found)
    kept = replace(question, people=found.question.people)
    return Asked(found, await archive.remember(talk.asker, talk.update, kept))


async def answer(archive: Archive, question: Question) -> Answer:
    """Answer a question that is already understood."""
    async with archive.reading() as reading:
        if question.form is None:
            return compose(question, Ranking(), (), {}, (await reading.size())[0])
        found = await gather(reading, question)
        ranking = rank(found.question, found.candidates, found.archived)
        shown = (*ranking.answers, *ranking.mentions)
        loaded = await reading.load([one.candidate.id for one in shown]) if shown else []
    composed = compose(found.question, ranking, loaded, found.archived.topic, found.articles)
    return replace(composed, people=found.people)


async def gather(archive: Archive, question: Question) -> Gathered:
    """What may answer a question."""
    articles, total = await archive.size()
    both = (*question.topic, *question.speaker_words)
    archived = Archived(
        await archive.frequency(Field.TOPIC, _terms(both)),
        await archive.frequency(Field.SPEAKER, _terms(question.speaker_words)),
        total,
    )
    question, people = await _known(archive, settled(question, archived))
    search = plan(question, archived)
    found = await archive.search(search) if search is not None else []
    return Gathered(question, archived, tuple(found), articles, people)


async def _known(archive: Archive, question: Question) -> tuple[Question, tuple[Person, ...]]:
    """The question with the persons that its speaker means, and those it may mean where it is unclear.

    A name means the persons of that name, by all their names; a title means who was quoted under it,
    where they are few, by his name elsewhere too.
    """
    if question.only_people or not question.speaker_words:
        return question, ()
    words = names_of(question)
    if words:
        return named(question, await known_by(archive, words))
    title = tuple(
        Clause(Field.SPEAKER, tuple(term for term, _ in word.terms))
        for word in question.speaker_words
    )
    return held_by(question, await archive.titled(title)), ()


async def known_by(archive: Archive, words: Sequence[TopicWord]) -> tuple[Person, ...]:
    """The persons of the archive whose names sound like any of the words."""
    return persons(*await archive.names(keys_of(words)))


def _terms(words: tuple[TopicWord, ...]) -> list[str]:
    return list(dict.fromkeys(term for word in words for term, _ in word.terms))
