"""Ranked hits to an answer, or the reason why there is none."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.answers.rank import rank
from bot.model.answer import Answer, Status, StoredQuote
from bot.model.question import Question, QuestionForm, TopicWord


def compose(
    question: Question,
    found: Iterable[StoredQuote],
    frequency: Mapping[str, int],
    total: int,
    articles: int,
) -> Answer:
    """The answer to a question: stored quotes only, or a plain "nothing stored".

    ``total`` is the number of quotes in the archive, ``articles`` of its articles.
    """
    if question.form is None:
        return Answer(question, Status.NOT_A_QUESTION, articles=articles)
    unmatched = tuple(w.printed for w in question.topic if not _known(w, frequency))
    stored = tuple(found)
    hits = rank(question, stored, frequency, total)
    if not hits and _open(question):
        hits = rank(replace(question, act=None), stored, frequency, total)
    status = Status.ANSWERED if hits else Status.NOTHING_STORED
    return Answer(question, status, hits, unmatched, articles)


def _open(question: Question) -> bool:
    """Whether a speaker's words on a topic answer, whatever their act.

    «ماذا توقعت موديز لأرامكو» is answered by what she said of it; who, whether and a bare "what did
    he deny" ask for the act itself.
    """
    asked = question.form in (QuestionForm.WHAT, QuestionForm.HOW_MANY)
    return asked and bool(question.act and question.speaker_words and question.topic)


def _known(word: TopicWord, frequency: Mapping[str, int]) -> bool:
    return any(frequency.get(term, 0) for term, _ in word.terms)
