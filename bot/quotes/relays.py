"""Statements passed on by an outlet: «نقلت وكالة رويترز عن مسؤول قوله إن».

The speaker is behind «عن», the outlet is the relay, and the cue is «قوله» where it stands, else the
verb (1,252 strict hits in 31,525 articles, arabic_news.md §6.2).
"""

from bot.arabic.conjugation import Agreement, Tense
from bot.arabic.triggers import Trigger
from bot.model.quote import Act
from bot.quotes import bearers, complements, masdars
from bot.quotes.candidates import Candidate
from bot.quotes.content import Extent, measure
from bot.quotes.cues import Cue
from bot.quotes.frames import Scene
from bot.quotes.phrases import SUBORDINATORS, NounPhrase, by_mouth, only_verb
from bot.quotes.reading import Reading
from bot.quotes.slots import skip_slots
from bot.quotes.speakers import parse

SAYINGS = frozenset({"قوله", "قولها", "قولهم", "قولهما", "تاكيده", "تاكيدها", "تصريحه", "قولهن"})
ABOUT = frozenset({"عن", "عنه", "عنها", "عنهم"})
WINDOW = 40
_TAKES = frozenset({"an", "quote", "colon"})


def _is_saying(reading: Reading, i: int) -> bool:
    """«نقلت الوكالة عن الوزير | قوله إن»، «عن مطهري | القول إن»."""
    clause = reading.form(i + 1) in SUBORDINATORS or reading.form(i + 1) == ":"
    plain = reading.form(i) == "القول" and (clause or reading.opens(i + 1) is not None)
    return reading.form(i) in SAYINGS or plain


def is_relay_verb(reading: Reading, i: int) -> bool:
    """Whether token ``i`` is a verb of passing on, with or without و."""
    return reading.may(i, Trigger.RELAY)


def match(scene: Scene, i: int) -> Candidate | None:
    """The relayed statement whose verb is token ``i``, or None."""
    reading = scene.reading
    limit = min(reading.sentence(i).end, i + WINDOW)
    outlet = parse(reading, skip_slots(reading, i + 1, limit), limit, strict=True)
    saying = next((j for j in range(i + 1, limit) if _is_saying(reading, j)), None)
    stop = limit if saying is None else saying
    about = next((j for j in range(i + 1, stop) if reading.form(j) in ABOUT), None)
    if about is None:
        about = next((j + 1 for j in range(i + 1, stop) if by_mouth(reading, j)), None)
    if reading.form(i + 1) == "الي" or (about is not None and _apart(reading, i, about)):
        return None
    if about is None:
        return _own(scene, i, outlet, limit)
    if reading.form(about) not in {"عن", "لسان"}:
        return _of_pronoun(scene, i, outlet, saying, limit)
    speaker = parse(reading, about + 1, stop, strict=False)
    if speaker is not None and saying is not None:
        speaker = bearers.named(reading, speaker, saying)
    start = speaker.end if speaker is not None else about + 1
    cue = _masdar(reading, skip_slots(reading, start, limit) if saying is None else saying)
    cue = cue or relaying(i if saying is None else saying)
    found = complements.find(
        reading, cue, max(start, cue.end) if cue.start > i else start, limit, {}
    )
    extent = measure(reading, found, scene.breaks) if found is not None else None
    if extent is None or speaker is None:
        return None
    relay = outlet if outlet is not None and outlet.end <= about else None
    return _candidate(cue, speaker, extent, relay)


def _masdar(reading: Reading, i: int) -> Cue | None:
    """«نقل البيان عن الوزير | إشادته بالجهود»: a verbal noun with the speaker's pronoun, with its own act.

    Not «قوله», which says no more than the verb, nor one with a clause («تأكيده أن»).
    """
    if reading.form(i + 1) in SUBORDINATORS:
        return None
    for found in masdars.verbs_of(reading, i, reading.form(i)) if i < len(reading.tokens) else ():
        verb = found.verb
        takes = verb.takes - {"obj", "describe", "blame", *_TAKES}
        if found.inflection.pronoun and takes:
            return Cue(i, i + 1, verb.lemma, verb.act, "A", takes, Tense.MASDAR, Agreement.ANY)
    return None


def _apart(reading: Reading, i: int, about: int) -> bool:
    """Whether that «عن» is another verb's: «الغارة التي نسبت إلى التحالف وأسفرت عن مقتل»."""
    if by_mouth(reading, about - 1):
        return False  # «نقلت في تقرير نشر أمس | على لسان السفير قوله»
    return any(
        only_verb(reading.word(j)) or "relative" in reading.word(j).slot
        for j in range(i + 1, about)
    )


def _of_pronoun(
    scene: Scene, i: int, outlet: NounPhrase | None, saying: int | None, limit: int
) -> Candidate | None:
    """«ونقلت فرانس برس عنه قوله»: the speaker is the last one before."""
    if saying is None:
        return None
    found = complements.find(scene.reading, relaying(i), saying + 1, limit, {})
    extent = measure(scene.reading, found, scene.breaks) if found is not None else None
    if extent is None:
        return None
    return _candidate(relaying(saying), None, extent, outlet)


def _own(scene: Scene, i: int, outlet: NounPhrase | None, limit: int) -> Candidate | None:
    """«ونقلت وكالة السودان للأنباء أن»: no source but the outlet itself."""
    if outlet is None or not outlet.head_class(scene.reading).speaker & {"media", "organization"}:
        return None
    cue = relaying(i)
    found = complements.find(scene.reading, cue, outlet.end, limit, scene.cues)
    if found is None or found.kind != "an":
        return None
    if skip_slots(scene.reading, outlet.end, found.marker) < found.marker:
        return None
    extent = measure(scene.reading, found, scene.breaks)
    return None if extent is None else _candidate(cue, outlet, extent, None)


def _candidate(
    cue: Cue, speaker: NounPhrase | None, extent: Extent, relay: NounPhrase | None
) -> Candidate:
    return Candidate(
        cue=(cue.start, cue.end),
        act=cue.act,
        extent=extent,
        rule="relay",
        agreement=Agreement.ANY,
        speaker=speaker,
        relay=relay,
    )


def relaying(i: int) -> Cue:
    """The cue of a verb of passing on at token ``i``: it says no more than that something was said."""
    return Cue(i, i + 1, "نقل", Act.SAY, "A", _TAKES, Tense.MASDAR, Agreement.ANY)
