"""Stories of a period to a digest: the main statements of each, stored quotes only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers.rank import merge
from bot.arabic.script import form
from bot.arabic.tokens import tokenize
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
#: Letters of a word that two statements share to be of one matter; shorter ones are seldom telling.
_TELLING = 4
#: Stories that share a digest's statements: one for two of them, three at least.
_STATEMENTS_EACH, _FEWEST = 2, 3
#: A claim and its denial.
_Dispute = tuple[Hit, Hit]


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


def most_stories(size: int) -> int:
    """How many stories a digest of so many statements tells at most."""
    return max(size // _STATEMENTS_EACH, _FEWEST)


def stories_within(stories: Sequence[Story], size: int) -> tuple[Story, ...]:
    """The biggest stories with ``size`` statements in all; both sides of a dispute count as its first."""
    stories = stories[: most_stories(size)]
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
    chosen, dispute = _chosen(told)
    sources = Counter(article.source for article in group if article.source)
    return Story(
        group[0].headline,
        tuple(article.id for article in group),
        tuple(chosen),
        tuple(name for name, _ in sources.most_common()),
        dispute is not None,
    )


def _chosen(told: Sequence[Hit]) -> tuple[list[Hit], _Dispute | None]:
    """The weightiest statements, no speaker too often, and the claim and denial that lead them."""
    heard: Counter[int] = Counter()
    kept: list[Hit] = []
    for hit in told:
        heard[hit.stored.speaker] += 1
        if heard[hit.stored.speaker] <= PER_SPEAKER:
            kept.append(hit)
    dispute = _denial(kept[:PER_STORY]) or _denial(kept)
    if dispute is not None:
        kept = [*dispute, *(hit for hit in kept if hit not in dispute)]
    return kept[:PER_STORY], dispute


def _denial(hits: Sequence[Hit]) -> _Dispute | None:
    """The first claim that another speaker denies in words that they share, and the denial."""
    denials = [hit for hit in hits if hit.stored.quote.act in _DENIALS]
    if not denials:
        return None
    claims = [(h, _telling(h.stored.text)) for h in hits if h.stored.quote.act in _CLAIMS]
    for denial in denials:
        words = _telling(denial.stored.text)
        for claim, claimed in claims:
            if claim.stored.speaker != denial.stored.speaker and words & claimed:
                return claim, denial
    return None


def _telling(text: str) -> frozenset[str]:
    """The longer words of a text, folded, without article and conjunction."""
    words = (form(t.bare).removeprefix("و").removeprefix("ال") for t in tokenize(text) if t.is_word)
    return frozenset(word for word in words if len(word) >= _TELLING)
