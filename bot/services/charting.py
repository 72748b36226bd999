"""Counted statements to the series of a picture: a colour for each act that is frequent."""

from collections import Counter
from collections.abc import Callable, Sequence

from bot.model.chart import Series
from bot.model.quote import Act


def by_act(
    counted: Sequence[tuple[str, Act, int]],
    labels: Sequence[str],
    most: int,
    name: Callable[[Act], str],
    other: str = "",
) -> tuple[Series, ...]:
    """A series for each of the ``most`` frequent acts, over the labels; the rest is one, named ``other``.

    ``counted`` has each label and act once at most, and acts are ranked by all of it, shown or not.
    Without ``other`` the rest is left out.
    """
    totals = Counter[Act]()
    for _, act, number in counted:
        totals[act] += number
    acts = [act for act, _ in totals.most_common(most)]
    counts = {(label, act): number for label, act, number in counted}
    found = [Series(name(a), tuple(counts.get((label, a), 0) for label in labels)) for a in acts]
    rare = [act for act in totals if act not in acts]
    rest = tuple(sum(counts.get((label, act), 0) for act in rare) for label in labels)
    if other and any(rest):
        found.append(Series(other, rest))
    return tuple(found)
