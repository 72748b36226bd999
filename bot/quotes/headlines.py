"""Who speaks in a headline that gives a title or a description alone.

«مسؤول كردي: سنلقن الجيش درسا» is said by whom the article then quotes with the same words. A
headline's speaker without a name is the one named speaker of the body whose statement shares the
most words with it; where two share as many, he stays as printed.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.model.quote import Kind
from bot.quotes.candidates import Candidate
from bot.quotes.reading import Reading
from bot.quotes.titles import content_words
from bot.quotes.turns import Identity, agree

#: Share of the headline's content words that the body's statement must hold.
SHARED = 0.4
#: The same for a speaker whose title has the headline's noun: «مدربه», «المدرب».
SHARED_TITLE = 0.15
#: Letters that two words must share from their beginning to count as one.
STEM = 4
#: Shorter words are particles.
MIN_WORD = 3
Resolved = tuple[Candidate, Identity]


def name(reading: Reading, found: Sequence[Resolved]) -> list[Resolved]:
    """The statements with nameless speakers of the first paragraph named from the body."""
    first = reading.sentences[0].paragraph if reading.sentences else 0
    body = [
        (candidate, identity)
        for candidate, identity in found
        if reading.sentence(candidate.cue[0]).paragraph != first
    ]
    return [(candidate, _named(reading, candidate, own, first, body)) for candidate, own in found]


def _named(
    reading: Reading,
    candidate: Candidate,
    identity: Identity,
    first: int,
    body: Sequence[Resolved],
) -> Identity:
    sentence = reading.sentence(candidate.cue[0])
    if sentence.paragraph != first or not sentence.headline:
        return identity
    if _is_nameless(reading, candidate, identity):
        return _bearer(reading, (candidate, identity), body) or identity
    if _is_half_named(identity):
        return _of_same_title(identity, body) or identity
    return identity


def _is_nameless(reading: Reading, candidate: Candidate, identity: Identity) -> bool:
    if candidate.speaker is None:
        return False
    head = candidate.speaker.head_class(reading)
    if identity.kind is Kind.PERSON and head.speaker - {"anonymous"}:
        return False
    if identity.kind is Kind.PERSON:
        return not identity.named
    return identity.kind is Kind.ANONYMOUS or (
        identity.kind is Kind.ORGANIZATION and not identity.who.startswith("ال")
    )


def _is_half_named(identity: Identity) -> bool:
    """«مدرب سموحة: لا نفكر في اللقب»: one word behind a title may be his club."""
    one = len(content_words(identity.who)) == 1
    title = identity.role.partition(" ")[0]
    return identity.kind is Kind.PERSON and one and bool(title) and not title.startswith("ال")


def _of_same_title(identity: Identity, body: Sequence[Resolved]) -> Identity | None:
    """The one speaker of the body with the same noun for a title and another, longer name."""
    own = content_words(identity.who)
    found = {
        speaker.who: speaker
        for _, speaker in body
        if _same_noun(replace(identity, who=identity.role), speaker)
        and len(content_words(speaker.who)) > 1
    }
    known = any(set(own) <= set(content_words(who)) for who in found)
    return next(iter(found.values())) if len(found) == 1 and not known else None


def _bearer(reading: Reading, headline: Resolved, body: Sequence[Resolved]) -> Identity | None:
    candidate, identity = headline
    words = _stems(reading, candidate)
    scores: dict[str, float] = {}
    people: dict[str, Identity] = {}
    for other, speaker in body:
        if not _may_be(identity, speaker) or not words:
            continue
        share = len(words & _stems(reading, other)) / len(words)
        floor = SHARED_TITLE if _same_noun(identity, speaker) else SHARED
        if share >= floor:
            scores[speaker.who] = max(share, scores.get(speaker.who, 0.0))
            people[speaker.who] = speaker
    best = sorted(scores, key=lambda who: -scores[who])
    if not best or (len(best) > 1 and scores[best[0]] == scores[best[1]]):
        return None
    return replace(people[best[0]], role=identity.role or people[best[0]].role)


def _may_be(headline: Identity, speaker: Identity) -> bool:
    """Whether a body's speaker has a name and is of the headline's sort."""
    if headline.kind is Kind.ORGANIZATION:
        same = content_words(headline.who)[:1] == content_words(speaker.who)[:1]
        return speaker.kind is Kind.ORGANIZATION and same and speaker.who != headline.who
    return speaker.named and agree(headline.gender, speaker)


def _same_noun(headline: Identity, speaker: Identity) -> bool:
    return content_words(headline.who)[:1] == content_words(speaker.role)[:1]


def _stems(reading: Reading, candidate: Candidate) -> set[str]:
    extent = candidate.extent
    words = (reading.word(i) for i in range(extent.start, extent.end) if reading.tokens[i].is_word)
    return {
        word.stem.lstrip("وبلف")[:STEM]
        for word in words
        if len(word.stem) >= MIN_WORD and not word.function
    }
