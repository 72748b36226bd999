"""Quotes of a period to a digest: stories with their main statements, stored quotes only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answers.rank import merge
from bot.digests.stories import group
from bot.model.answer import Candidate, Hit, StoredQuote
from bot.model.quote import Act, Kind

#: Statements that matter first (conversation.md §1); what is not listed comes last.
_WEIGHT = {
    act: 1.0 - place / 20
    for place, act in enumerate(
        (
            Act.WARN, Act.ACCUSE, Act.DENY, Act.THREATEN, Act.ANNOUNCE, Act.DEMAND, Act.CALL,
            Act.REJECT, Act.CONDEMN, Act.ADMIT, Act.PROMISE, Act.AFFIRM, Act.EXPECT, Act.CLAIM,
            Act.OPINION, Act.PRAISE, Act.AGREE, Act.EXPRESS, Act.EXPLAIN, Act.ASK, Act.SAY,
        )
    )
}  # fmt: skip
#: Nameless sources stand behind the named.
_ANONYMOUS_FACTOR = 0.6
#: A speaker is heard at most so often in a story.
PER_SPEAKER = 3
PER_STORY = 6
#: Quotes under this confidence are left out of digests.
MIN_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class Story:
    """One event: the headline of its most central article, its articles, its main statements."""

    title: str
    articles: tuple[str, ...]
    quotes: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The stories of a half-open period, biggest first, with its figures."""

    since: datetime
    until: datetime
    articles: int
    quotes: int
    speakers: int
    stories: tuple[Story, ...]


def compose(
    quotes: Sequence[StoredQuote],
    terms: Mapping[int, Candidate],
    titles: Mapping[str, str],
    since: datetime,
    until: datetime,
) -> Digest:
    """The digest of a period's quotes; ``terms`` by quote, ``titles`` are the articles' headlines."""
    kept = [stored for stored in quotes if stored.quote.confidence >= MIN_CONFIDENCE]
    stories = [_story(articles, kept, titles) for articles in group(kept, terms, titles)]
    stories.sort(key=lambda story: (-len(story.articles), -len(story.quotes), story.title))
    return Digest(
        since=since,
        until=until,
        articles=len({stored.article for stored in kept}),
        quotes=len(kept),
        speakers=len({stored.quote.who for stored in kept}),
        stories=tuple(stories),
    )


def _story(
    articles: Sequence[str], quotes: Sequence[StoredQuote], titles: Mapping[str, str]
) -> Story:
    own = [Hit(stored, weight(stored)) for stored in quotes if stored.article in articles]
    own.sort(key=lambda hit: (-hit.score, hit.stored.id))
    heard: dict[str, int] = {}
    chosen: list[Hit] = []
    for hit in merge(own):
        who = hit.stored.quote.who
        heard[who] = heard.get(who, 0) + 1
        if heard[who] <= PER_SPEAKER and len(chosen) < PER_STORY:
            chosen.append(hit)
    return Story(titles.get(articles[0], ""), tuple(articles), tuple(chosen))


def weight(stored: StoredQuote) -> float:
    """How much a statement matters, 0 to 1: its act, its speaker's name, its confidence."""
    factor = _ANONYMOUS_FACTOR if stored.quote.kind is Kind.ANONYMOUS else 1.0
    return round(_WEIGHT[stored.quote.act] * factor * stored.quote.confidence, 4)
