"""The stages in order: read, find cues, match frames, resolve speakers, judge."""

from dataclasses import replace

from bot.arabic.conjugation import Agreement
from bot.arabic.triggers import Trigger
from bot.arabic.wordclass import WordClasses
from bot.model.quote import Extraction, Quote, Refusal
from bot.quotes import (
    according,
    colons,
    confidence,
    cues,
    documents,
    efforts,
    frames,
    headlines,
    judge,
    masdars,
    mention_detection,
    participles,
    proclamations,
    reference,
    relays,
)
from bot.quotes.according import Attribution
from bot.quotes.candidates import Candidate, Rejected
from bot.quotes.frames import Scene
from bot.quotes.headlines import Resolved
from bot.quotes.phrases import NounPhrase
from bot.quotes.reading import Reading, read
from bot.quotes.statements import breaker
from bot.quotes.turns import Identity, Turn


def extract(text: str, words: WordClasses) -> Extraction:
    """Every quote of a text in text order, and every refusal: total and deterministic."""
    reading, kept, refused = resolve(text, words)
    quotes = (_quote(reading, candidate, identity) for candidate, identity in kept)
    return Extraction(tuple(quotes), tuple(sorted(refused, key=lambda r: r.cue)))


def resolve(text: str, words: WordClasses) -> tuple[Reading, list[Resolved], list[Refusal]]:
    """The reading, the statements with their speakers, and the refusals."""
    reading = read(text, words)
    ours = proclamations.find(reading)
    found = cues.find(reading, ours.start if ours is not None else None)
    attributions = {
        i: attribution
        for i in range(len(reading.tokens))
        if reading.may(i, Trigger.ACCORDING)
        and reading.tokens[i].is_word
        and not reading.inside(i)
        and (attribution := according.find(reading, i, found)) is not None
    }
    scene = Scene(reading, found, breaker(reading, found, attributions))
    candidates, rejected = _match(scene, attributions)
    if ours is not None:
        candidates = [_of_issuer(candidate, ours.issuer) for candidate in candidates]
    return reading, *_resolve(reading, candidates, rejected)


def _of_issuer(candidate: Candidate, issuer: NounPhrase) -> Candidate:
    if candidate.agreement is not Agreement.FIRST:
        return candidate
    return replace(candidate, antecedent=issuer, agreement=Agreement.ANY)


def _match(
    scene: Scene, attributions: dict[int, Attribution]
) -> tuple[list[Candidate], list[Rejected]]:
    """Candidates in the order of their cues, nested ones left out."""
    found: list[Candidate] = []
    rejected: list[Rejected] = []
    reading = scene.reading
    own_verbs = {a.verb.start for a in attributions.values() if a.verb is not None}
    for sentence in reading.sentences:
        label = colons.match(scene, sentence)
        if label is not None and not any(sentence.start <= c < label.cue[0] for c in scene.cues):
            found.append(label)
        for i in range(sentence.start, sentence.end):
            if i in own_verbs or _covered(found, i):
                continue
            _match_at(scene, i, attributions, found, rejected)
    return found, rejected


def _match_at(
    scene: Scene,
    i: int,
    attributions: dict[int, Attribution],
    found: list[Candidate],
    rejected: list[Rejected],
) -> None:
    reading = scene.reading
    if i in attributions:
        sentence = reading.sentence(i)
        covered = _since(found, sentence.start)
        candidate = according.match(scene, attributions[i], covered)
        _keep(candidate, found)
        return
    if reading.tokens[i].is_word and not reading.inside(i):
        if relays.is_relay_verb(reading, i):
            _keep(relays.match(scene, i), found)
        options = scene.cues.get(i, ())
        if options:
            _verb(scene, options, found, rejected)
        if reading.may(i, Trigger.MASDAR) and not _covered(found, i):
            _keep(efforts.match(scene, i) or masdars.match(scene, i, light=bool(options)), found)


def _verb(
    scene: Scene,
    options: tuple[cues.Cue, ...],
    found: list[Candidate],
    rejected: list[Rejected],
) -> None:
    if options[0].takes & {"document", "antecedent"}:
        _keep(documents.match(scene, options[0]), found)
        return
    outcome = frames.match(scene, options)
    if isinstance(outcome, Rejected) and any(not option.finite for option in options):
        outcome = participles.match(scene, options)
        if isinstance(outcome, Candidate):
            start = scene.reading.sentence(options[0].start).start
            if not _since(found, start):
                outcome = participles.with_main_subject(scene.reading, outcome)
            else:
                end = found[-1].extent.end
                outcome = participles.with_clause_subject(scene.reading, outcome, end)
    if isinstance(outcome, Candidate):
        _keep(outcome, found)
    else:
        rejected.append(outcome)


def _keep(candidate: Candidate | None, found: list[Candidate]) -> None:
    if candidate is not None:
        found.append(candidate)


def _since(found: list[Candidate], start: int) -> bool:
    """Whether a statement was found from token ``start`` on; they are found in text order."""
    return any(c.cue[0] >= start for c in found[-3:])


def _covered(found: list[Candidate], i: int) -> bool:
    """Whether token ``i`` stands in the content of a statement already found."""
    return any(c.cue[0] <= i < c.extent.end for c in found[-3:])


def _resolve(
    reading: Reading, candidates: list[Candidate], rejected: list[Rejected]
) -> tuple[list[Resolved], list[Refusal]]:
    speakers = [c.speaker for c in candidates if c.speaker is not None]
    people = mention_detection.collect(reading, speakers)
    turns: list[Turn] = []
    kept: list[Resolved] = []
    refused = [Refusal(reading.span(*r.cue), r.reason) for r in rejected]
    for candidate in sorted(candidates, key=lambda c: c.cue):
        outcome = reference.resolve(reading, people, candidate, turns)
        reason = outcome if isinstance(outcome, str) else judge.judge(reading, candidate, outcome)
        if isinstance(outcome, str) or reason:
            refused.append(Refusal(reading.span(*candidate.cue), reason))
            continue
        turns.append(Turn(candidate.cue[0], reading.sentence(candidate.cue[0]).paragraph, outcome))
        kept.append((candidate, outcome))
    return headlines.name(reading, kept), refused


def _quote(reading: Reading, candidate: Candidate, identity: Identity) -> Quote:
    speaker = candidate.speaker
    relay = candidate.relay
    return Quote(
        cue=reading.span(*candidate.cue),
        speaker=speaker.span(reading) if speaker is not None else None,
        who=identity.who,
        kind=identity.kind,
        role=identity.role,
        content=candidate.extent.spans,
        mode=candidate.extent.mode,
        act=candidate.act,
        negated=candidate.negated,
        relay=relay.printed(reading) if relay is not None else "",
        confidence=confidence.estimate(reading.lexicon, reading, candidate, identity),
        rule=candidate.rule,
    )
