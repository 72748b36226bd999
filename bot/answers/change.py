"""A question loosened or made narrower by its asker: without act, period or speaker, or one person only."""

from dataclasses import replace

from bot.model.question import Dropped, Question
from bot.model.speaker import Person


def loosened(question: Question, dropped: Dropped) -> Question:
    """The question without one of its parts."""
    if dropped is Dropped.ACT:
        return replace(question, act=None, cue=(), negated=False, addressed=0)
    if dropped is Dropped.DATE:
        return replace(question, since=None, until=None, latest=False)
    return replace(question, speaker="", speaker_words=(), people=frozenset(), only_people=False)


def narrowed(question: Question, person: Person) -> Question:
    """The question to one person alone, whose name it gets."""
    return replace(question, speaker=person.name, people=person.keys, only_people=True)
