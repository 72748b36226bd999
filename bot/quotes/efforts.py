"""Verbs of effort whose masdar is the statement: «سارعت الوزارة إلى نفي الخبر».

The verb tells how somebody came to speak, the masdar behind its preposition what he did: «حرص على
التأكيد أن»، «لم تتردد في وصف القرار بأنه»، «ختم كلمته بالدعوة إلى ضبط النفس». The cue is the masdar, the subject
the verb's. The verbs are rows of ``efforts.tsv``; what one refrains from is denied («لم يسع إلى») or, behind
«تردد», said.
"""

from collections.abc import Iterator
from functools import lru_cache

from bot.arabic.conjugation import Form, conjugate
from bot.arabic.lexicon import CueForm, rows
from bot.arabic.script import form
from bot.model.quote import Act
from bot.quotes import masdars, subjects
from bot.quotes.candidates import Candidate
from bot.quotes.content import measure
from bot.quotes.cues import NEGATIONS, Cue
from bot.quotes.frames import Scene, complement
from bot.quotes.gluing import split_conjunction
from bot.quotes.marks import COMMAS
from bot.quotes.phrases import NounPhrase
from bot.quotes.reading import Reading
from bot.quotes.slots import skip_slots
from bot.quotes.speakers import parse
from bot.quotes.unsaid import out_of_place

#: Tokens between the verb and its preposition: a subject with its title, or an object of one word.
BACK = 12
_PREPOSITIONS = frozenset({"الي", "علي", "في"})
#: Who hesitates or is late with a statement makes it only where that is denied.
_HESITATING = frozenset({"تردد", "تاخر"})

#: What no masdar with the article governs.
_OBJECTS = frozenset({"obj", "describe", "blame"})


def match(scene: Scene, i: int) -> Candidate | None:
    """The statement whose cue is the masdar at token ``i`` behind a verb of effort, or None."""
    reading = scene.reading
    for at, preposition, stem in _places(reading, i):
        effort = _effort(reading, at, preposition)
        if effort is None:
            continue
        for found in masdars.verbs_of(reading, i, stem):
            candidate = _behind(scene, effort, at, i, found)
            if candidate is not None:
                return candidate
    return None


def _places(reading: Reading, i: int) -> Iterator[tuple[int, str, str]]:
    """Where the preposition of a masdar at ``i`` stands, which it is, and the masdar's bare form."""
    word = reading.form(i)
    before = reading.form(i - 1) if i > reading.sentence(i).start else ""
    if before in _PREPOSITIONS:
        yield i - 1, before, word.removeprefix("ال")
    elif word.startswith("ب"):
        yield i, "ب", word[1:].removeprefix("ال")


@lru_cache(maxsize=1)
def _verbs() -> dict[str, list[tuple[str, str, Form]]]:
    """Forms of verbs of effort: the folded lemma, the folded preposition, the inflection."""
    found: dict[str, list[tuple[str, str, Form]]] = {}
    for perfect, imperfect, preposition, _ in rows("efforts", 4):
        for inflection in conjugate(perfect, imperfect, "-", "-"):
            if not inflection.pronoun:
                entry = (form(perfect), form(preposition), inflection)
                found.setdefault(inflection.letters, []).append(entry)
    return found


def _effort(reading: Reading, at: int, preposition: str) -> Cue | None:
    """The verb of effort that governs the preposition at token ``at``, as a cue, or None."""
    low = max(reading.sentence(at).start, at - BACK)
    for j in range(at - 1, low - 1, -1):
        word = reading.form(j)
        if word in COMMAS:
            return None
        rest, joined = split_conjunction(word)
        for lemma, governs, inflection in _verbs().get(rest, _verbs().get(word, ())):
            denied = reading.form(j - 1) in NEGATIONS
            if governs != preposition or denied != (lemma in _HESITATING):
                continue
            return Cue(
                j, j + 1, lemma, Act.SAY, "C", frozenset(), inflection.tense, inflection.agreement,
                conjoined=joined,
            )  # fmt: skip
    return None


def _behind(scene: Scene, effort: Cue, at: int, i: int, found: CueForm) -> Candidate | None:
    reading = scene.reading
    if out_of_place(reading, effort):
        return None
    speaker = _subject(reading, effort, at)
    if isinstance(speaker, str):
        return None
    verb = found.verb
    definite = reading.form(i).removeprefix("ب").startswith("ال")
    takes = verb.takes - _OBJECTS if definite else verb.takes  # «سارعت دمشق إلى النفي | ووصف مصدر»
    cue = Cue(i, i + 1, verb.lemma, verb.act, "C", takes, found.inflection.tense, effort.agreement)
    content = complement(scene, cue, i + 1, reading.sentence(i).end)
    extent = measure(reading, content, scene.breaks) if content is not None else None
    if content is None or extent is None:
        return None
    return Candidate(
        cue=(i, i + 1),
        act=verb.act,
        extent=extent,
        rule=f"effort-{content.kind}",
        agreement=effort.agreement,
        speaker=speaker,
    )


def _subject(reading: Reading, effort: Cue, at: int) -> NounPhrase | str | None:
    """Whose effort it is; None where the verb alone shows it, a reason where it is nobody who speaks."""
    start = skip_slots(reading, effort.end, at)
    if start >= at:
        return subjects.before(reading, effort)
    speaker = parse(reading, start, at, strict=True)
    if speaker is None or not subjects.is_speaker_like(reading, speaker):
        object_alone = start + 1 >= at and reading.word(start).owned
        return None if object_alone else "the subject is not one who speaks"
    rest = skip_slots(reading, speaker.end, at)
    whole = rest >= at or (
        rest + 1 == at and reading.word(rest).owned
    )  # «ختم الوزير كلمته | بالدعوة»
    return speaker if whole else "words stand between the subject and its statement"
