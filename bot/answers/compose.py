"""Ranked hits to an answer, or the reason why there is none."""

from collections.abc import Iterable, Mapping

from bot.answers.rank import rank
from bot.model.answer import Answer, Status, StoredQuote
from bot.model.question import Question, TopicWord


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
    hits = rank(question, found, frequency, total)
    status = Status.ANSWERED if hits else Status.NOTHING_STORED
    return Answer(question, status, hits, unmatched, articles)


def _known(word: TopicWord, frequency: Mapping[str, int]) -> bool:
    return any(frequency.get(term, 0) for term, _ in word.terms)
