"""Order and choice of stored quotes for a question: pure, and explained number by number.

What is shown is the likeliest and what is nearly as likely; where the best one is no likely answer,
nothing is: a wrong answer costs more than none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from bot.answers import relevance
from bot.answers.evidence import (
    FEATURES,
    Archived,
    alone,
    continued,
    contrasted,
    features,
    refused,
    spoken,
    titled,
    weighed,
)
from bot.arabic.script import form, letters_of
from bot.model.answer import Candidate, Hit, Place, Ranked, StoredQuote
from bot.model.question import Question, QuestionForm

#: Least likelihood that the best quote is an answer at all, and least share of the best one's
#: likelihood that a quote is shown with; both chosen on folds by ``tests.quality.fit_answers``.
ANSWERABLE = 0.45
RELATIVE = 0.55
#: The same where a speaker is asked for: what else he said beside it is seldom out of place.
RELATIVE_SPEAKER = 0.45
#: The same where a number is asked for: one figure answers, and others of the article mislead.
RELATIVE_COUNT = 0.8
#: Between the two nothing answers, but it may be told as mentioned.
MENTIONED = 0.25
#: Similarity of two contents, in per cent, above which they are one statement.
SAME_STATEMENT = 90
#: Hits shown at most; a longer list is paged.
MOST = 50
#: Where even the best quote is less likely than this, so few are shown: one of them may be it.
WEAK, FEW_WEAK = 0.3, 3
#: Answers told as mentions at most.
FEW = 5
#: Statements whose letters are kept: those of one digest or answer.
COMPARED = 512


@dataclass(frozen=True, slots=True)
class Ranking:
    """Quotes that answer, best first; or those that only touch on what was asked; or neither."""

    answers: tuple[Ranked, ...] = ()
    mentions: tuple[Ranked, ...] = ()
    answerable: float = 0.0


def rank(question: Question, found: Sequence[Candidate], archived: Archived) -> Ranking:
    """The candidates worth showing."""
    items, numbers = measured(question, found, archived)
    model = relevance.load()
    likely = [model.likelihood(question, row) for row in numbers]
    # of quotes as likely the earlier one, unless the other is clearly surer
    order = sorted(
        range(len(items)), key=lambda i: (-likely[i], -round(items[i].confidence, 1), items[i].id)
    )
    if not order:
        return _mentioned(question, found, archived)
    first = order[0]
    elsewhere = [i for i in order if items[i].article != items[first].article]
    other = likely[elsewhere[0]] if elsewhere else 0.0
    answerable = model.answerable(question, numbers[first], likely[first], other)
    share = RELATIVE_SPEAKER if question.speaker_words else RELATIVE
    share = RELATIVE_COUNT if question.form is QuestionForm.HOW_MANY else share
    most = MOST if likely[first] >= WEAK else FEW_WEAK
    kept = [i for i in order if likely[i] >= likely[first] * share][:most]
    if question.latest or question.oldest:
        back = -1 if question.latest else 1
        kept.sort(key=lambda i: (back * items[i].date.timestamp(), items[i].id))
    ranked = tuple(Ranked(items[i], round(likely[i], 4), _parts(numbers[i])) for i in kept)
    if answerable >= ANSWERABLE:
        return Ranking(ranked, answerable=answerable)
    if answerable >= MENTIONED:
        return Ranking(mentions=ranked[:FEW], answerable=answerable)
    return _mentioned(question, found, archived)


def _mentioned(question: Question, found: Sequence[Candidate], archived: Archived) -> Ranking:
    """Where nobody did what was asked: what was otherwise said on the topic, as mentions."""
    if question.act is None or not question.topic:
        return Ranking()
    other = rank(replace(question, act=None, cue=(), negated=False, addressed=0), found, archived)
    return Ranking(mentions=other.answers[:FEW])


def measured(
    question: Question, found: Sequence[Candidate], archived: Archived
) -> tuple[list[Candidate], list[list[float]]]:
    """The candidates that may answer, and the numbers of each."""
    words = weighed(question, archived)
    kept: list[tuple[Candidate, list[float]]] = []
    told: list[tuple[Candidate, list[float]]] = []
    for item in found:
        if refused(question, item):
            continue
        row = features(question, item, words)
        if spoken(question, item, row, words):
            kept.append((item, row))
        elif titled(item, row, words):
            told.append((item, row))
    sure = {item.id for item in alone([item for item, _ in told], [item for item, _ in kept])}
    kept += [(item, row) for item, row in told if item.id in sure]
    items, numbers = [item for item, _ in kept], [row for _, row in kept]
    contrasted(question, numbers)
    continued(items, numbers)
    return items, numbers


def _parts(numbers: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """The numbers that are there, for ``--explain``."""
    return tuple((n, round(v, 3)) for n, v in zip(FEATURES, numbers, strict=True) if v)


def merge(hits: Sequence[Hit]) -> list[Hit]:
    """The hits with near-identical statements of one speaker joined; the first one stays."""
    kept: list[Hit] = []
    for hit in hits:
        for i, other in enumerate(kept):
            if same_statement(hit.stored, other.stored):
                kept[i] = _joined(other, hit)
                break
        else:
            kept.append(hit)
    return kept


def _joined(first: Hit, second: Hit) -> Hit:
    """Two hits of one statement; what stands in a version that was edited away gives place."""
    if first.stored.revised and not second.stored.revised:
        place = Place(first.stored.article, first.stored.quote.content)
        return replace(first, stored=second.stored, also_in=(*first.also_in, place))
    place = Place(second.stored.article, second.stored.quote.content)
    return replace(first, also_in=(*first.also_in, place))


def same_statement(one: StoredQuote, other: StoredQuote) -> bool:
    """Whether two quotes are one statement: one speaker, by a shorter name or a longer, nearly the same words."""
    a, b = form(one.quote.who).split(), form(other.quote.who).split()
    if a[-1:] != b[-1:] or not (set(a) <= set(b) or set(b) <= set(a)):
        return False
    return fuzz.ratio(_letters(one.text), _letters(other.text)) >= SAME_STATEMENT


@lru_cache(COMPARED)
def _letters(text: str) -> str:
    """The folded letters of a statement, which is compared with many."""
    return letters_of(text)
