"""The digest of a period: articles grouped to events, their main statements, figures."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.answers.watching import meets
from bot.arabic.script import form
from bot.arabic.tokens import tokenize
from bot.digests.compose import MIN_CONFIDENCE, compose, most_stories
from bot.digests.schedule import Due, due, next_run
from bot.digests.stories import group, richest
from bot.digests.weekly import NAMED, changes, wavering, week
from bot.model.answer import StoredQuote
from bot.model.article import Counted, Dated
from bot.model.digest import Digest, Voiced, Week, voiced
from bot.model.quote import Act
from bot.model.subscription import Subscription
from bot.model.watch import Watch
from bot.ports import Archive, Store

__all__ = ["Due", "Scope", "digest", "due_now", "of_subscription", "scheduled"]
#: Events whose quotes are read, for each statement that is shown and at most, and articles of an
#: event that are read, the most central and the richest ones.
STORIES_EACH, STORIES, READ = 2, 60, 12
#: Speakers whose statements are counted for the picture.
VOICES = 8
#: A period of so many days is looked at as a week.
WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a period is told: ``size`` statements, of these sources, that these watches want.

    ``arrived`` takes what came into the archive in the period instead of what is dated in it.
    """

    size: int | None = None
    sources: tuple[str, ...] = ()
    watches: tuple[Watch, ...] | None = None
    arrived: bool = False


async def digest(
    archive: Archive, since: datetime, until: datetime, scope: Scope | None = None
) -> Digest:
    """The digest of the half-open period."""
    scope = scope or Scope()
    articles = [
        one
        for one in await archive.counted(since, until, MIN_CONFIDENCE, arrived=scope.arrived)
        if _wanted(one, scope)
    ]
    most = STORIES if scope.size is None else min(STORIES, STORIES_EACH * scope.size)
    told = await archive.dated(richest(articles))
    groups = (await asyncio.to_thread(group, told))[:most]
    quotes, heard = await _heard(archive, groups, scope)
    stories = await asyncio.to_thread(compose, groups, quotes, scope.size)
    if scope.sources:
        speakers = await archive.speakers_of([one.key for one in articles], MIN_CONFIDENCE)
    else:
        speakers = await archive.heard(since, until, MIN_CONFIDENCE, arrived=scope.arrived)
    whole = None
    if until - since >= WEEK:
        whole = await _week(archive, heard, since)
    counted = sum(one.quotes for one in articles)
    late = await archive.late(since, until) if scope.arrived else []
    old = sum(_wanted(one, scope) for one in late)
    told_by = voices(heard)
    return Digest(since, until, len(articles), counted, speakers, stories, whole, told_by, old)


async def _heard(
    archive: Archive, groups: Sequence[Sequence[Dated]], scope: Scope
) -> tuple[Mapping[str, Sequence[StoredQuote]], list[Voiced]]:
    """The quotes of the events that are told, and of all that were looked at what figures count."""
    ids = [one.id for members in groups for one in _richest(members)]
    if scope.watches is not None:
        every = await archive.of_articles(ids, MIN_CONFIDENCE)
        quotes = await _watched(archive, every, scope.watches)
        return quotes, [voiced(one) for own in quotes.values() for one in own]
    speaking = [members for members in groups if any(one.quotes for one in members)]
    near = speaking if scope.size is None else speaking[: most_stories(scope.size)]
    shown = [one.id for members in near for one in _richest(members)]
    quotes = await archive.of_articles(shown, MIN_CONFIDENCE)
    return quotes, await archive.voiced(ids, MIN_CONFIDENCE)


def voices(quotes: Sequence[Voiced]) -> tuple[tuple[str, Act, int], ...]:
    """How often the most quoted persons and bodies spoke, by act."""
    named = [(one.who, one.act) for one in quotes if one.kind in NAMED]
    spoken = Counter(who for who, _ in named)
    most = [who for who, _ in spoken.most_common(VOICES)]
    counts = Counter(named)
    return tuple((who, act, counts[who, act]) for who in most for act in Act if counts[who, act])


def _richest(members: Sequence[Dated]) -> list[Dated]:
    """The articles of an event whose quotes are read: its centre, and those that quote most."""
    rest = sorted(members[1:], key=lambda one: -one.quotes)
    return [one for one in (members[0], *rest[: READ - 1]) if one.quotes]


async def of_subscription(
    store: Store, one: Subscription, since: datetime, until: datetime
) -> Digest:
    """The digest that a subscription asks for."""
    watches = None
    if one.watched:
        watches = tuple(w for w in await store.watches(one.archive).all() if not w.paused)
    scope = Scope(one.size, one.sources, watches, arrived=True)
    return await digest(store.archive(one.archive), since, until, scope)


async def due_now(store: Store, now: datetime) -> list[Due]:
    """What is due at an instant, the longest waiting first."""
    return due(await store.subscriptions().due(now), now)


def scheduled(one: Subscription, now: datetime) -> Subscription:
    """A subscription with its next run after an instant."""
    return replace(one, next_run=next_run(one.rule, now))


def _wanted(article: Counted, scope: Scope) -> bool:
    if not scope.sources:
        return True
    told = form(f"{article.source} {article.url}")
    return any(source in told for source in scope.sources)


async def _watched(
    archive: Archive, quotes: Mapping[str, Sequence[StoredQuote]], watches: Sequence[Watch]
) -> Mapping[str, Sequence[StoredQuote]]:
    """The quotes that meet any of the wishes."""
    wanted = frozenset(term for watch in watches for need in watch.needs for term in need.terms)
    every = [one for own in quotes.values() for one in own]
    held = {one.id: one for one in await archive.candidates([q.id for q in every], wanted)}

    def met(stored: StoredQuote) -> bool:
        one = held.get(stored.id)
        if one is None:
            return False
        terms = one.terms | one.near_terms | one.speaker_terms | one.cue_terms
        words = [t.bare for t in tokenize(f"{stored.quote.who} {stored.text}") if t.is_word]
        return any(meets(w, terms, words, f"{stored.source} {stored.url}") for w in watches)

    return {key: [one for one in own if met(one)] for key, own in quotes.items()}


async def _week(archive: Archive, quotes: Sequence[Voiced], since: datetime) -> Week:
    known = await archive.heard_before(sorted({one.speaker for one in quotes}), since)
    lemmas = await archive.lemmas([one.id for one in wavering(quotes)])
    pairs = changes(quotes, lemmas)
    stored = {one.id: one for one in await archive.load([key for pair in pairs for key in pair])}
    changed = tuple((stored[first], stored[second]) for first, second in pairs)
    found = replace(week(quotes, known), changes=changed)
    # In an archive that is new everybody is a new voice: that tells nothing.
    return found if known else replace(found, new_voices=())
