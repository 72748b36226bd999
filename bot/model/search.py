"""What is looked for in an archive."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Field(StrEnum):
    """In which part a term is looked for.

    ``TOPIC`` is a quote's content and what stands beside it, ``SPEAKER`` its speaker with his titles,
    ``CUE`` its verb and act; of an article they are those of any of its quotes, and ``BODY`` is its
    whole text.
    """

    TOPIC = "t"
    SPEAKER = "s"
    CUE = "c"
    BODY = "b"


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms of which one at least stands in a part."""

    field: Field
    terms: tuple[str, ...]


#: Clauses that all hold.
Conjunction = tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for within a half-open period, the strictest first.

    The first ``limit`` quotes that ``quotes`` find in order count, and the first ``article_limit``
    articles that ``articles`` find, whose quotes by ``speaker`` (all where it is empty) are found too;
    and so are the newest quotes of ``people``, keys of names.
    Where nothing is named, the newest quotes of the period are found. ``terms`` are those that the
    candidates are to tell of.
    """

    quotes: tuple[Conjunction, ...] = ()
    articles: tuple[Conjunction, ...] = ()
    speaker: tuple[str, ...] = ()
    people: frozenset[int] = frozenset()
    terms: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 80
    article_limit: int = 16
    people_limit: int = 60
