"""Stories of a period to a digest: the main statements of each, stored quotes only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers.rank import merge
from bot.digests.weight import repeated, weight
from bot.model.answer import Hit, StoredQuote
from bot.model.article import Dated
from bot.model.digest import Story
from bot.model.quote import Act

#: A speaker is heard at most so often in a story, and a story tells at most so many statements.
PER_SPEAKER, PER_STORY = 3, 6
#: Statements of a story that are compared with each other, the weightiest.
MOST_COMPARED = 80
#: Quotes under this confidence are left out of digests.
MIN_CONFIDENCE = 0.6
_CLAIMS = frozenset({Act.ACCUSE, Act.AFFIRM, Act.ANNOUNCE, Act.CLAIM, Act.WARN, Act.THREATEN})
_DENIALS = frozenset({Act.DENY, Act.REJECT})


def compose(
    groups: Sequence[Sequence[Dated]],
    quotes: Mapping[str, Sequence[StoredQuote]],
    size: int | None = None,
) -> tuple[Story, ...]:
    """The stories of grouped articles; ``quotes`` by article, ``size`` how many statements in all.

    A story without a statement is none. Every story gets its best one before any gets its second.
    """
    stories = [story for group in groups if (story := _story(group, quotes)).quotes]
    return stories_within(stories, size) if size is not None else tuple(stories)


def stories_within(stories: Sequence[Story], size: int) -> tuple[Story, ...]:
    """The stories with ``size`` statements in all; both sides of a dispute count as its first."""
    wanted = [2 if story.disputed else 1 for story in stories]
    given = [0] * len(stories)
    left = size
    while left > 0:
        before = left
        for place, story in enumerate(stories):
            more = min(wanted[place], len(story.quotes) - given[place], left)
            given[place] += more
            left -= more
        wanted = [1] * len(stories)
        if left == before:
            break
    cut = zip(stories, given, strict=True)
    return tuple(replace(story, quotes=story.quotes[:most]) for story, most in cut if most)


def _story(group: Sequence[Dated], quotes: Mapping[str, Sequence[StoredQuote]]) -> Story:
    own = [Hit(one, weight(one)) for article in group for one in quotes.get(article.id, ())]
    own = [hit for hit in own if hit.stored.quote.confidence >= MIN_CONFIDENCE]
    own.sort(key=lambda hit: (-hit.score, hit.stored.id))
    told = [replace(hit, score=repeated(hit)) for hit in merge(own[:MOST_COMPARED])]
    told.sort(key=lambda hit: (-hit.score, hit.stored.id))
    chosen = _chosen(told)
    denial = _denial(chosen)
    sources = Counter(article.source for article in group if article.source)
    return Story(
        group[0].headline,
        tuple(article.id for article in group),
        tuple(_facing(chosen, denial)),
        tuple(name for name, _ in sources.most_common()),
        denial is not None,
    )


def _chosen(told: Sequence[Hit]) -> list[Hit]:
    """The weightiest statements, no speaker too often, a denial of a claim among them."""
    heard: Counter[int] = Counter()
    kept: list[Hit] = []
    for hit in told:
        heard[hit.stored.speaker] += 1
        if heard[hit.stored.speaker] <= PER_SPEAKER:
            kept.append(hit)
    if len(kept) > PER_STORY and _denial(kept[:PER_STORY]) is None:
        denial = _denial(kept)
        if denial is not None:
            return [*kept[: PER_STORY - 1], denial]
    return kept[:PER_STORY]


def _denial(hits: Sequence[Hit]) -> Hit | None:
    """The first denial by another speaker than a claim's."""
    claimers = {hit.stored.speaker for hit in hits if hit.stored.quote.act in _CLAIMS}
    for hit in hits:
        if hit.stored.quote.act in _DENIALS and claimers - {hit.stored.speaker}:
            return hit
    return None


def _facing(hits: Sequence[Hit], denial: Hit | None) -> list[Hit]:
    """The denial right behind the first claim of another speaker."""
    if denial is None:
        return list(hits)
    rest = [hit for hit in hits if hit is not denial]
    speaker = denial.stored.speaker
    claim = next(
        i
        for i, hit in enumerate(rest)
        if hit.stored.quote.act in _CLAIMS and hit.stored.speaker != speaker
    )
    first = rest.pop(claim)
    return [first, denial, *rest]
