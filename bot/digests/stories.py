"""Which articles tell one event: likeness of their index terms, single link above a threshold.

Lemmas and names of an article weighted by rarity over the period, those of headline and lead thrice;
two articles whose cosine passes the threshold tell one event, and so does what is joined through a
third. Judged by hand on two days (``tests/digests/events``): see README for the figures.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.arabic.terms import KIND_SHIFT, kind_number
from bot.model.article import Counted, Dated

#: Cosine above which two articles tell one event; chosen on 8 April of the shared days, where 0.19
#: to 0.23 differ little, and checked on the 9th, untuned.
LIKENESS = 0.21
#: A term of headline or lead counts so much more.
HEAD = 2.0
#: Articles without a term that are taken to stand beside those of the period, so that a word which two
#: of three articles share is still a rare one.
OTHERS = 20
#: Kinds of terms that count, by their numbers: lemma and name.
_KINDS = (kind_number("l"), kind_number("k"))
#: Articles grouped at most, those with the most quotes; a longer period has them in its figures only.
MOST = 600
#: A key as it is kept.
KEY_BYTES, KEY_BITS = 4, 32
Keys = NDArray[np.uint32]
Rows = NDArray[np.int64]
Matrix = NDArray[np.float32]


def richest(articles: Sequence[Counted]) -> list[Counted]:
    """As many articles as are grouped, those with the most quotes, in the order of their dates."""
    chosen = sorted(articles, key=lambda one: -one.quotes)[:MOST]
    return sorted(chosen, key=lambda one: (one.day, one.id))


def group(chosen: Sequence[Dated]) -> list[list[Dated]]:
    """Articles by event, each group led by its most central one, the biggest first."""
    if not chosen:
        return []
    likeness = _likeness(_vectors(chosen))
    groups = [_central_first(members, likeness) for members in _linked(likeness)]
    found = [[chosen[place] for place in members] for members in groups]
    return sorted(found, key=lambda one: (-len(one), -sum(a.quotes for a in one), one[0].id))


def _vectors(articles: Sequence[Dated]) -> Matrix:
    """A unit row for each article; terms of one article alone count for its length only."""
    rows, keys = _terms([one.body for one in articles])
    head = np.zeros(len(keys), np.bool_)
    head[_places(rows, keys, *_terms([one.head for one in articles]))] = True
    _, column, spread = np.unique(keys, return_inverse=True, return_counts=True)
    rarity = np.log1p((len(articles) + OTHERS) / (spread + 0.5)).astype(np.float32)
    weights = rarity[column] * np.where(head, np.float32(1.0 + HEAD), np.float32(1.0))
    lengths = np.sqrt(np.bincount(rows, weights**2, minlength=len(articles)))
    shared = (spread > 1)[column]
    place = np.cumsum(spread > 1) - 1
    found = np.zeros((len(articles), int((spread > 1).sum()) or 1), np.float32)
    found[rows[shared], place[column[shared]]] = (weights / lengths[rows])[shared]
    return found


def _terms(lists: Sequence[bytes]) -> tuple[Rows, Keys]:
    """Row and key of every term that counts, in order: each article's keys are kept in theirs."""
    keys = np.frombuffer(b"".join(lists), dtype="<u4")
    rows = np.repeat(np.arange(len(lists)), [len(data) // KEY_BYTES for data in lists])
    kinds = keys >> KIND_SHIFT
    counts = (kinds == _KINDS[0]) | (kinds == _KINDS[1])
    return rows[counts], keys[counts]


def _places(rows: Rows, keys: Keys, head_rows: Rows, head_keys: Keys) -> NDArray[np.intp]:
    """Where the terms of headlines and leads stand among all: an article's own are among its body's."""
    every, head = (
        r << KEY_BITS | k.astype(np.int64) for r, k in ((rows, keys), (head_rows, head_keys))
    )
    return np.searchsorted(every, head)


def _likeness(rows: Matrix) -> Matrix:
    """Cosines of every two articles, none with itself."""
    found: Matrix = rows @ rows.T
    np.fill_diagonal(found, 0.0)
    return found


def _linked(likeness: Matrix) -> list[list[int]]:
    """Connected articles, in order."""
    near = likeness >= LIKENESS
    left = set(range(len(likeness)))
    groups = []
    while left:
        start = min(left)
        members, edge = {start}, [start]
        while edge:
            fresh = set(np.flatnonzero(near[edge.pop()]).tolist()) - members
            members |= fresh
            edge.extend(fresh)
        left -= members
        groups.append(sorted(members))
    return groups


def _central_first(members: list[int], likeness: Matrix) -> list[int]:
    """The member that is likest to the others stands first."""
    inside = likeness[np.ix_(members, members)].sum(axis=1)
    first = members[int(inside.argmax())]
    return [first, *(one for one in members if one != first)]
