"""Which articles tell one event: likeness of their index terms, single link above a threshold."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.arabic.script import form
from bot.arabic.terms import spelled, term_key
from bot.model.answer import Candidate, StoredQuote

#: Cosine of two articles' terms above which they tell one event; chosen on 8 April of the shared
#: days by reading the groups, checked on the 9th.
LIKENESS = 0.42
#: A word of the headline counts as much as this many of the quotes.
HEADLINE = 3


def group(
    quotes: Sequence[StoredQuote], terms: Mapping[int, Candidate], titles: Mapping[str, str]
) -> list[list[str]]:
    """Groups of article ids, each led by its most central article.

    Articles without quotes count for nothing and are left out.
    """
    vectors = _vectors(quotes, terms, titles)
    ids = list(vectors)
    likeness = {
        (a, b): _cosine(vectors[a], vectors[b]) for n, a in enumerate(ids) for b in ids[n + 1 :]
    }
    parent = {one: one for one in ids}

    def root(one: str) -> str:
        while parent[one] != one:
            one = parent[one]
        return one

    for (a, b), value in likeness.items():
        if value >= LIKENESS:
            parent[root(b)] = root(a)
    groups: dict[str, list[str]] = {}
    for one in ids:
        groups.setdefault(root(one), []).append(one)
    return [_central_first(members, likeness) for members in groups.values()]


def _central_first(members: list[str], likeness: Mapping[tuple[str, str], float]) -> list[str]:
    def centrality(one: str) -> float:
        return sum(likeness.get((one, b), likeness.get((b, one), 0.0)) for b in members if b != one)

    first = max(members, key=centrality)
    return [first, *(one for one in members if one != first)]


def _vectors(
    quotes: Sequence[StoredQuote], terms: Mapping[int, Candidate], titles: Mapping[str, str]
) -> dict[str, dict[str, float]]:
    """Unit vectors of lemma and name terms, weighted by rarity over the period's articles."""
    counts: dict[str, Counter[str]] = {}
    for stored in quotes:
        counter = counts.setdefault(stored.article, Counter())
        held = terms.get(stored.id)
        if held is not None:
            counter.update(t for t in held.terms | held.speaker_terms if t[0] in "lk")
    for article, counter in counts.items():
        for word in form(titles.get(article, "")).split():
            counter[spelled(term_key(f"l{word.removeprefix('ال')}"))] += HEADLINE
    spread = Counter(term for counter in counts.values() for term in counter)
    total = len(counts)
    return {one: _unit(counter, spread, total) for one, counter in counts.items()}


def _unit(counter: Counter[str], spread: Counter[str], total: int) -> dict[str, float]:
    raw = {t: math.log(1 + n) * math.log(1 + total / spread[t]) for t, n in counter.items()}
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {term: value / length for term, value in raw.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(value * large.get(term, 0.0) for term, value in small.items())
