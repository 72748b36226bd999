"""What a week shows that a day does not: who spoke most, who is new, who said the opposite of before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.model.digest import Voiced, Week
from bot.model.quote import Act, Kind

#: Names that a week tells of each sort.
MOST = 5
#: Content lemmas that two statements share to be of one matter, in share of the shorter.
SHARED = 0.5
MIN_SHARED = 2
_FOR = frozenset({Act.AFFIRM, Act.AGREE, Act.PRAISE, Act.PROMISE, Act.ADMIT})
_AGAINST = frozenset({Act.DENY, Act.REJECT, Act.CONDEMN})
#: Who is counted by name.
NAMED = frozenset({Kind.PERSON, Kind.ORGANIZATION})


def week(quotes: Sequence[Voiced], known: frozenset[int]) -> Week:
    """Who spoke most in a week, and who is new; ``known`` are the speakers quoted before it."""
    named = [one for one in quotes if one.kind in NAMED]
    counts = Counter(one.who for one in named)
    fresh = Counter(one.who for one in named if one.speaker not in known)
    return Week(tuple(counts.most_common(MOST)), tuple(who for who, _ in fresh.most_common(MOST)))


def changes(
    quotes: Sequence[Voiced], lemmas: Mapping[int, frozenset[int]]
) -> list[tuple[int, int]]:
    """Keys of one speaker's statements for and against one thing, in order of date, of different articles.

    ``lemmas`` are those of each quote's content.
    """
    named = [one for one in quotes if one.kind in NAMED]
    return [(first.id, second.id) for first, second in _changes(named, lemmas)][:MOST]


def wavering(quotes: Iterable[Voiced]) -> list[Voiced]:
    """Statements for or against something, by speakers who made both sorts."""
    sided = [one for one in quotes if one.act in _FOR | _AGAINST]
    sides: dict[int, set[bool]] = {}
    for one in sided:
        sides.setdefault(one.speaker, set()).add(_is_for(one))
    return [one for one in sided if len(sides[one.speaker]) > 1]


def _is_for(one: Voiced) -> bool:
    return (one.act in _FOR) != one.negated


def _changes(
    quotes: Iterable[Voiced], lemmas: Mapping[int, frozenset[int]]
) -> list[tuple[Voiced, Voiced]]:
    """One speaker's affirmation and denial of one matter, in order of date, from different articles."""
    by_speaker: dict[int, list[Voiced]] = {}
    for one in wavering(quotes):
        by_speaker.setdefault(one.speaker, []).append(one)
    found = []
    for own in by_speaker.values():
        own.sort(key=lambda one: (one.date, one.id))
        pairs = (
            (first, second)
            for n, first in enumerate(own)
            for second in own[n + 1 :]
            if first.article != second.article and _opposite(first, second, lemmas)
        )
        found.extend(list(pairs)[:1])
    return found


def _opposite(first: Voiced, second: Voiced, lemmas: Mapping[int, frozenset[int]]) -> bool:
    a, b = lemmas.get(first.id, frozenset()), lemmas.get(second.id, frozenset())
    shared = len(a & b)
    return _is_for(first) != _is_for(second) and shared >= max(
        MIN_SHARED, SHARED * min(len(a), len(b))
    )
