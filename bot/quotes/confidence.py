"""How sure a quote is: a logistic model over what can be seen of its match.

The weights are rows of ``seeds/lexicon/confidence.tsv``, fitted and written by
``python -m tests.quality.calibrate`` on the annotated parts; the row's last cell counts the quotes
with that feature that were right in content, cue and speaker.
"""

import math
from collections.abc import Iterable, Iterator, Mapping

from bot.arabic.lexicon import Lexicon
from bot.model.quote import Kind
from bot.quotes.candidates import Candidate
from bot.quotes.reading import Reading
from bot.quotes.slots import skip_slots
from bot.quotes.titles import words_of
from bot.quotes.turns import Identity

#: A marker farther from its cue than 97 % of the gold's (arabic_news.md §6.2).
FAR = 18
#: Content longer than 95 % of the gold's, and shorter than nearly all, in tokens.
LONG = 48
SHORT = 3
BIAS = "bias"


def estimate(lexicon: Lexicon, reading: Reading, candidate: Candidate, identity: Identity) -> float:
    """The probability, 0 to 1, that content, cue and speaker are right."""
    return round(probability(lexicon.confidence, features(reading, candidate, identity)), 3)


def probability(weights: Mapping[str, float], names: Iterable[str]) -> float:
    """What the model says of features; one without a weight counts for nothing."""
    total = weights.get(BIAS, 0.0) + sum(weights.get(name, 0.0) for name in names)
    return 1 / (1 + math.exp(-total))


def features(reading: Reading, candidate: Candidate, identity: Identity) -> Iterator[str]:
    """The names of what holds of a match, each a row of the table."""
    order, _, kind = candidate.rule.rpartition("-")
    yield f"frame {kind or candidate.rule}"
    yield f"order {order or candidate.rule}"
    yield f"speaker {identity.kind.value}"
    yield f"reference {_reference(candidate, identity, reading)}"
    yield f"act {candidate.act.value}"
    yield from _shape(reading, candidate)


def _reference(candidate: Candidate, identity: Identity, reading: Reading) -> str:
    if candidate.speaker is None:
        return (
            "antecedent" if candidate.antecedent else "chained" if candidate.chained else "dropped"
        )
    printed = set(words_of(candidate.speaker.printed(reading)))
    if not set(words_of(identity.who)) & printed:
        return "resolved"
    return "nameless" if identity.kind is Kind.PERSON and not identity.named else "printed"


def _shape(reading: Reading, candidate: Candidate) -> Iterator[str]:
    extent, speaker = candidate.extent, candidate.speaker
    if extent.start - candidate.cue[1] > FAR:
        yield "shape far"
    if extent.end - extent.start > LONG:
        yield "shape long"
    if extent.end - extent.start < SHORT:
        yield "shape short"
    if reading.sentence(candidate.cue[0]).headline:
        yield "shape headline"
    if candidate.negated:
        yield "shape negated"
    if speaker is not None and candidate.cue[1] <= speaker.start < extent.start:
        left = extent.start - skip_slots(reading, speaker.end, extent.start)
        if left > SHORT:
            yield "shape words unaccounted for"
        if speaker.end - speaker.start == 1:
            yield "shape speaker of one word"
