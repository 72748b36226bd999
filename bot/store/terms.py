"""Index terms as they are kept: keys of 32 bits in a row, which take a tenth of the words' room."""

import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import RowMapping

from bot.arabic.terms import is_country, is_office, spelled, term_key
from bot.model.answer import Candidate
from bot.model.quote import Act
from bot.ports import IndexedQuote
from bot.store.rows import instant


def packed(terms: Iterable[str]) -> bytes:
    """The keys of terms in order, each once, as bytes."""
    keys = array("I", sorted({term_key(term) for term in terms}))
    if sys.byteorder == "big":
        keys.byteswap()
    return keys.tobytes()


def unpacked(data: bytes) -> Sequence[int]:
    """The keys in their bytes."""
    keys = array("I")
    keys.frombytes(data)
    if sys.byteorder == "big":
        keys.byteswap()
    return keys


def quote_row(key: int, one: IndexedQuote) -> dict[str, object]:
    """The ``quote_terms`` row of a quote."""
    return {
        "quote": key,
        "topic": packed(one.topic),
        "near": packed(one.near),
        "context": packed(one.context),
        "speaker": packed(one.speaker),
        "cue": packed(one.cue),
    }


class Wanted:
    """Terms that are asked for, found among keys."""

    def __init__(self, terms: Iterable[str] | None) -> None:
        """``terms`` is None where all are wanted; they are spelled by their keys then."""
        self._terms = None if terms is None else {term_key(term): term for term in terms}
        self._keys = frozenset(self._terms or ())

    def among(self, data: bytes) -> frozenset[str]:
        """The wanted terms whose keys are in the bytes."""
        keys = unpacked(data)
        if self._terms is None:
            return frozenset(map(spelled, keys))
        return frozenset(map(self._terms.__getitem__, self._keys.intersection(keys)))

    def any_among(self, data: bytes) -> bool:
        """Whether any wanted term is there."""
        return not self._keys.isdisjoint(unpacked(data))


def candidate(
    row: RowMapping, wanted: Wanted, articles: Mapping[int, tuple[frozenset[str], frozenset[str]]]
) -> Candidate:
    """What the ranking sees of a joined row of terms; ``articles`` are body and head by key."""
    body, head = articles[row["article"]]
    speaker = unpacked(row["speaker_terms"])
    return Candidate(
        id=row["pk"],
        article=row["article"],
        speaker=row["speaker"],
        act=Act(row["act"]),
        negated=bool(row["negated"]),
        confidence=row["confidence"],
        date=instant(row["day"]),
        who=row["name"],
        terms=wanted.among(row["topic"]),
        near_terms=wanted.among(row["near"]),
        context_terms=wanted.among(row["context"]),
        head_terms=head,
        body_terms=body,
        speaker_terms=wanted.among(row["speaker_terms"]),
        cue_terms=wanted.among(row["cue"]),
        kind=row["kind"],
        countries=sum(map(is_country, speaker)),
        offices=sum(map(is_office, speaker)),
    )
