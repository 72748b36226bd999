"""How likely a quote answers a question, and whether anything does: logistic, weights as data.

``relevance.tsv`` holds the weights, one row a number of :mod:`bot.answers.evidence`; it is made by
``python -m tests.quality.fit_answers`` from questions with known answers. ``speaker`` weighs quotes
where a speaker is asked for, ``topic`` where none is; ``answer`` decides from the best quote's
numbers whether there is an answer at all.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answers.evidence import AT, FEATURES
from bot.arabic.lexicon import rows
from bot.model.question import Question

#: The numbers that decide whether the best quote is an answer.
ANSWERING = (
    "constant", "likelihood", "lead", "names", "names_article", "beside", "covered", "words",
    "speaker", "speaker_asked", "acted",
)  # fmt: skip
MODELS = {"speaker": FEATURES, "topic": FEATURES, "answer": ANSWERING}
#: Odds are kept in bounds where a likelihood is as good as 0 or 1.
_LEAST = 1e-6
#: Topic words that make a long question.
_LONG = 5


@dataclass(frozen=True, slots=True)
class Relevance:
    """The weights by model, in the order of its numbers."""

    weights: dict[str, tuple[float, ...]]

    def likelihood(self, question: Question, numbers: Sequence[float]) -> float:
        """How likely a quote with those numbers answers the question."""
        model = "speaker" if question.speaker_words else "topic"
        return logistic(numbers, self.weights[model])

    def answerable(
        self, question: Question, numbers: Sequence[float], likelihood: float, other: float
    ) -> float:
        """How likely the best quote, with its numbers and likelihood, is an answer.

        ``other`` is the likelihood of the best quote of any other article.
        """
        return logistic(answering(question, numbers, likelihood, other), self.weights["answer"])


def logistic(numbers: Sequence[float], weights: Sequence[float]) -> float:
    """The logistic of the weighted sum."""
    total = sum(number * weight for number, weight in zip(numbers, weights, strict=True))
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def answering(
    question: Question, numbers: Sequence[float], likelihood: float, other: float
) -> list[float]:
    """The numbers of the decision, in the order of :data:`ANSWERING`."""
    odds = _odds(likelihood)
    first, last = AT["content"], AT["body"]
    speaker = numbers[AT["speaker"] : AT["speaker_article"] + 1]
    acted = question.act is not None and (numbers[AT["cue"]] or numbers[AT["act"]])
    return [
        1.0,
        odds,
        odds - _odds(other),
        numbers[AT["names"]],
        numbers[AT["names_article"]],
        sum(numbers[first : first + 3]),
        sum(numbers[first : last + 1]),
        len(question.topic) / _LONG,
        sum(speaker),
        float(bool(question.speaker_words)),
        float(bool(acted)),
    ]


def _odds(likelihood: float) -> float:
    bounded = min(max(likelihood, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))


@lru_cache(maxsize=1)
def load() -> Relevance:
    """The fitted weights.

    Raises:
        LexiconError: a row is malformed.
    """
    found: dict[str, dict[str, float]] = {}
    for model, name, weight, _ in rows("relevance", 4, {0: set(MODELS)}):
        found.setdefault(model, {})[name] = float(weight)
    return Relevance(
        {m: tuple(found.get(m, {}).get(name, 0.0) for name in names) for m, names in MODELS.items()}
    )
