"""Ranked quotes to an answer, or the reason why there is none."""

from collections.abc import Mapping, Sequence

from bot.answers.comparison import sides
from bot.answers.rank import Ranking, merge
from bot.model.answer import Answer, Hit, Ranked, Status, StoredQuote
from bot.model.question import Question, TopicWord


def compose(
    question: Question,
    ranking: Ranking,
    loaded: Sequence[StoredQuote],
    frequency: Mapping[str, int],
    articles: int,
) -> Answer:
    """The answer to a question: stored quotes only, or a plain "nothing stored".

    ``loaded`` are the ranked candidates' quotes, ``frequency`` tells how many quotes hold a term of
    the topic, ``articles`` how many articles there are.
    """
    if question.form is None:
        return Answer(question, Status.NOT_A_QUESTION, articles=articles)
    unmatched = tuple(w.printed for w in question.topic if not _known(w, frequency))
    quotes = {one.id: one for one in loaded}
    hits = _hits(ranking.answers, quotes)
    opposed: tuple[tuple[Hit, ...], ...] = ()
    if question.sides:
        opposed = sides(hits)
        hits = (*opposed[0], *opposed[1])
    status = Status.ANSWERED if hits else Status.NOTHING_STORED
    mentions = _hits(ranking.mentions, quotes)
    return Answer(question, status, hits, unmatched, articles, mentions, sides=opposed)


def _hits(ranked: Sequence[Ranked], quotes: Mapping[int, StoredQuote]) -> tuple[Hit, ...]:
    found = [
        Hit(quotes[one.candidate.id], one.score, one.parts)
        for one in ranked
        if one.candidate.id in quotes
    ]
    return tuple(merge(found))


def _known(word: TopicWord, frequency: Mapping[str, int]) -> bool:
    return any(frequency.get(term, 0) for term, _ in word.terms)
