"""Index terms of an article as they are kept: one list, and a bit set for each part of a quote.

A quote's content, its neighbourhood and its sentences hold mostly the same terms; as bit sets over the
article's list they take a tenth of the room, and a question looks at a few bits instead of words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping

from bot.model.answer import Candidate
from bot.model.quote import Act
from bot.ports import IndexedQuote, ReadArticle
from bot.store.rows import instant


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The distinct terms of an article, in order, with their places."""

    places: dict[str, int]

    def bits(self, terms: Iterable[str]) -> bytes:
        """The bit set of terms, each of the vocabulary."""
        whole = 0
        for term in terms:
            whole |= 1 << self.places[term]
        return whole.to_bytes((whole.bit_length() + 7) // 8, "little")


def vocabulary(read: ReadArticle) -> Vocabulary:
    """All terms of a read article."""
    terms = dict.fromkeys((*read.body, *read.head))
    for one in read.indexed:
        terms |= dict.fromkeys((*one.topic, *one.near, *one.context))
    return Vocabulary({term: place for place, term in enumerate(terms)})


def quote_row(key: int, one: IndexedQuote, terms: Vocabulary) -> dict[str, Any]:
    """The ``quote_terms`` row of a quote."""
    return {
        "quote": key,
        "topic": terms.bits(one.topic),
        "near": terms.bits(one.near),
        "context": terms.bits(one.context),
        "speaker": " ".join(one.speaker),
        "cue": " ".join(one.cue),
    }


_Pairs = tuple[tuple[str, int], ...]


class Wanted:
    """Terms that are asked for, found once in the list of each article."""

    def __init__(
        self, terms: frozenset[str] | None, articles: Mapping[int, tuple[str, bytes]]
    ) -> None:
        """``terms`` is None where all are wanted; ``articles`` gives list and head by key."""
        self._terms = terms
        self._found = {
            key: _Held(*self._of_article(body, head)) for key, (body, head) in articles.items()
        }

    def _of_article(self, body: str, head: bytes) -> tuple[_Pairs, frozenset[str], frozenset[str]]:
        listed = body.split(" ")
        pairs: Iterable[tuple[int, str]] = enumerate(listed)
        if self._terms is not None:
            here = self._terms.intersection(listed)
            pairs = ((listed.index(term), term) for term in here)
        found = tuple((term, 1 << place) for place, term in pairs if term)
        return found, held(found, head), frozenset(term for term, _ in found)

    def of_article(self, article: int) -> "_Held":
        """The wanted terms that an article has."""
        return self._found[article]

    def of_words(self, words: str) -> frozenset[str]:
        """The wanted ones among words."""
        listed = words.split()
        return frozenset(listed) if self._terms is None else self._terms.intersection(listed)


@dataclass(frozen=True, slots=True)
class _Held:
    """The wanted terms of an article with their bits, those of its head, and all of them."""

    pairs: _Pairs
    head: frozenset[str]
    body: frozenset[str]


def candidate(row: RowMapping, wanted: Wanted) -> Candidate:
    """What the ranking sees of a joined row of terms."""
    article = wanted.of_article(row["article"])
    return Candidate(
        id=row["pk"],
        article=row["article"],
        speaker=row["speaker"],
        act=Act(row["act"]),
        negated=bool(row["negated"]),
        confidence=row["confidence"],
        date=instant(row["day"]),
        who=row["name"],
        terms=held(article.pairs, row["topic"]),
        near_terms=held(article.pairs, row["near"]),
        context_terms=held(article.pairs, row["context"]),
        head_terms=article.head,
        body_terms=article.body,
        speaker_terms=wanted.of_words(row["speaker_terms"]),
        cue_terms=frozenset(row["cue"].split()),
    )


def held(pairs: _Pairs, bits: bytes) -> frozenset[str]:
    """The terms whose bits are set."""
    whole = int.from_bytes(bits, "little")
    return frozenset(term for term, bit in pairs if whole & bit)
