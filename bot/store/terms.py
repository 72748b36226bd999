"""Index terms as they are kept: keys of 32 bits in a row, which take a tenth of the words' room."""

import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

import numpy as np
from sqlalchemy import RowMapping

from bot.arabic.terms import of_kind, spelled, term_key
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


#: A key as it is kept.
_KEYS = np.dtype("<u4")
KEY_BYTES = 4


class Wanted:
    """Terms that are asked for, found among keys."""

    def __init__(self, terms: Iterable[str] | None) -> None:
        """``terms`` is None where all are wanted; they are spelled by their keys then."""
        self._terms = None if terms is None else {term_key(term): term for term in terms}
        self._keys = frozenset(self._terms or ())
        self._sorted = np.array(sorted(self._keys), _KEYS)

    def among(self, lists: Sequence[bytes]) -> list[frozenset[str]]:
        """The wanted terms whose keys are in each of the lists, all lists looked through at once."""
        if self._terms is None:
            return [frozenset(map(spelled, unpacked(data))) for data in lists]
        found: list[list[str]] = [[] for _ in lists]
        if self._keys:
            keys = np.frombuffer(b"".join(lists), _KEYS)
            places = np.minimum(np.searchsorted(self._sorted, keys), len(self._keys) - 1)
            hits = np.flatnonzero(self._sorted[places] == keys)
            ends = list(accumulate(len(data) // KEY_BYTES for data in lists))
            owners = np.searchsorted(ends, hits, "right")
            for owner, key in zip(owners.tolist(), keys[hits].tolist(), strict=True):
                found[owner].append(self._terms[key])
        return [frozenset(terms) for terms in found]

    def any_among(self, data: bytes) -> bool:
        """Whether any wanted term is there."""
        return not self._keys.isdisjoint(unpacked(data))


#: Columns of terms that the ranking sees, by the part of a candidate that they make.
_PARTS = {
    "terms": "topic",
    "near_terms": "near",
    "context_terms": "context",
    "speaker_terms": "speaker_terms",
    "cue_terms": "cue",
}


def candidates(
    rows: Sequence[RowMapping], wanted: Wanted, articles: Mapping[int, tuple[bytes, bytes]]
) -> list[Candidate]:
    """What the ranking sees of joined rows of terms; ``articles`` are body and head by key."""
    bodies = wanted.among([body for body, _ in articles.values()])
    heads = wanted.among([head for _, head in articles.values()])
    whole = dict(zip(articles, zip(bodies, heads, strict=True), strict=True))
    columns = (wanted.among([row[column] for row in rows]) for column in _PARTS.values())
    parts = zip(*columns, strict=True)
    return [
        _candidate(row, dict(zip(_PARTS, terms, strict=True)), *whole[row["article"]])
        for row, terms in zip(rows, parts, strict=True)
    ]


def _candidate(
    row: RowMapping, parts: dict[str, frozenset[str]], body: frozenset[str], head: frozenset[str]
) -> Candidate:
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
        head_terms=head,
        body_terms=body,
        kind=row["kind"],
        countries=of_kind(speaker, "c"),
        offices=of_kind(speaker, "n"),
        **parts,
    )
