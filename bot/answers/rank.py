"""Order and choice of stored quotes for a question: pure, and explained part by part.

Score = topic coverage (rarer words count more) x act x speaker + a little for confidence and the
direct form. What covers too little of the topic is not shown: a wrong answer costs more than none.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from bot.answers.acts import act_factor
from bot.arabic.script import form
from bot.model.answer import Hit, Place, StoredQuote
from bot.model.question import Question, TopicWord

#: Least share of the topic, by weight, that a shown quote covers, and the same where the speaker
#: fits as well; the best of a grid on the shared questions, as are the next two.
MIN_TOPIC = 0.5
MIN_TOPIC_SPEAKER = 0.3
MIN_SPEAKER = 0.6
#: A hit under this share of the best one's score is left out.
RELATIVE = 0.6
#: A word found beside the content (whom he accused), and in the article's headline only.
NEAR_WEIGHT = 0.9
HEAD_WEIGHT = 0.45
#: Only so much that of two equal statements the surer stands first.
CONFIDENCE_WEIGHT = 0.002
#: Similarity of two contents, in per cent, above which they are one statement.
SAME_STATEMENT = 90
#: Hits shown at most; a longer list is paged.
MOST = 50


def rank(
    question: Question, found: Iterable[StoredQuote], frequency: Mapping[str, int], total: int
) -> tuple[Hit, ...]:
    """Hits worth showing, best first; ``frequency`` tells in how many quotes a term stands."""
    hits = [hit for stored in found if (hit := score(question, stored, frequency, total))]
    hits.sort(key=lambda hit: (-hit.score, _newest(hit) if question.latest else _place(hit)))
    if question.latest:
        hits.sort(key=_newest)
    best = hits[0].score if hits else 0.0
    kept = [hit for hit in hits if question.latest or hit.score >= best * RELATIVE]
    return tuple(merge(kept))[:MOST]


def _newest(hit: Hit) -> tuple[float, ...]:
    return (-hit.stored.date.timestamp(), *_place(hit))


def _place(hit: Hit) -> tuple[float, ...]:
    return (float(hit.stored.id),)


def score(
    question: Question, stored: StoredQuote, frequency: Mapping[str, int], total: int
) -> Hit | None:
    """The hit with its parts, or None where the quote does not belong."""
    fields = (
        (stored.terms, 1.0),
        (stored.near_terms, NEAR_WEIGHT),
        (stored.head_terms, HEAD_WEIGHT),
    )
    topic = coverage(question.topic, fields, frequency, total)
    least = MIN_TOPIC_SPEAKER if question.speaker_words else MIN_TOPIC
    if question.topic and topic < least:
        return None
    speaker = coverage(question.speaker_words, ((stored.speaker_terms, 1.0),), {}, 0)
    if question.speaker_words and speaker < MIN_SPEAKER:
        return None
    act = act_factor(question, stored)
    if not act:
        return None
    base = (topic if question.topic else 1.0) * act
    base *= 0.5 + speaker / 2 if question.speaker_words else 1.0
    extra = CONFIDENCE_WEIGHT * stored.quote.confidence
    parts = (("topic", topic), ("speaker", speaker), ("act", act), ("confidence", extra))
    return Hit(stored, round(base + extra, 4), parts)


def coverage(
    words: Sequence[TopicWord],
    fields: Sequence[tuple[frozenset[str], float]],
    frequency: Mapping[str, int],
    total: int,
) -> float:
    """Share of the words that the fields hold, each by its best term, rare words weighing more."""
    if not words:
        return 0.0
    weights = [_rarity(word, frequency, total) for word in words]
    matched = [_matched(word, fields) for word in words]
    return sum(w * m for w, m in zip(weights, matched, strict=True)) / sum(weights)


def _matched(word: TopicWord, fields: Sequence[tuple[frozenset[str], float]]) -> float:
    return max(
        (
            weight * field_weight
            for terms, field_weight in fields
            for term, weight in word.terms
            if term in terms
        ),
        default=0.0,
    )


def _rarity(word: TopicWord, frequency: Mapping[str, int], total: int) -> float:
    """Inverse document frequency of the word's own terms; an unknown word weighs the most."""
    own = [frequency.get(term, 0) for term, weight in word.terms if weight >= 0.8]
    count = max(own, default=0)
    return math.log(1 + (total + 1) / (count + 0.5)) if total else 1.0


def merge(hits: Sequence[Hit]) -> list[Hit]:
    """The hits with near-identical statements of one speaker joined; the first one stays."""
    kept: list[Hit] = []
    for hit in hits:
        for i, other in enumerate(kept):
            if same_statement(hit.stored, other.stored):
                place = Place(hit.stored.article, hit.stored.quote.content)
                kept[i] = Hit(other.stored, other.score, other.parts, (*other.also_in, place))
                break
        else:
            kept.append(hit)
    return kept


def same_statement(one: StoredQuote, other: StoredQuote) -> bool:
    """Whether two quotes are one statement: the same speaker and nearly the same words."""
    if form(one.quote.who).split()[-1:] != form(other.quote.who).split()[-1:]:
        return False
    return fuzz.ratio(form(one.text), form(other.text)) >= SAME_STATEMENT
