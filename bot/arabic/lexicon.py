"""The tables of ``seeds/lexicon``, read once and checked row by row.

A table is a TSV with a heading; every row carries a reason or an example sentence in its last
column. A row that breaks a rule raises :class:`LexiconError` with its file and line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from bot.arabic.conjugation import Form, conjugate
from bot.arabic.script import form
from bot.errors import LexiconError
from bot.model.quote import Act

T = TypeVar("T")

#: What a verb may take as its content; "addr" is an addressee that stays out of the content, "until" that
#: «إلى أن» is its content and not "until": «خلص التقرير إلى أن».
COMPLEMENTS = frozenset(
    "an until quote colon obj person addr second attribute describe blame إلى على من عن ب ل في rest document antecedent".split()
)
TRUST = frozenset("ABCD")
TITLE_CLASSES = frozenset({"office", "trade", "rank"})
SPEAKER_CLASSES = frozenset(
    {"organization", "media", "document", "group", "anonymous", "quantifier"}
)
SLOT_CLASSES = frozenset({"venue", "recipient", "time", "opener", "clause", "relative"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of reporting: its lemma as printed, act, trust class, and what it may take."""

    lemma: str
    act: Act
    trust: str
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueForm:
    """An inflected form of a reporting verb."""

    verb: Verb
    inflection: Form


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue of several words, as folded word forms."""

    words: tuple[str, ...]
    act: Act
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """A country or union with its names, its seats of government, and what its people are called."""

    code: str
    arabic: tuple[str, ...]
    english: tuple[str, ...]
    seats_arabic: tuple[str, ...]
    seats_english: tuple[str, ...]
    people_english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables, keyed by folded forms."""

    cues: dict[str, tuple[CueForm, ...]]
    verbs: tuple[Verb, ...]
    phrases: dict[str, tuple[Phrase, ...]]
    according: dict[str, tuple[tuple[tuple[str, ...], bool], ...]]
    boilerplate: tuple[tuple[tuple[str, ...], str], ...]
    titles: dict[str, str]
    speakers: dict[str, frozenset[str]]
    slots: dict[str, frozenset[str]]
    places: tuple[Place, ...]
    place_words: frozenset[tuple[str, ...]]
    gloss_kinds: dict[str, str]
    confidence: dict[str, float]


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """The lexicon of the installed package.

    Raises:
        LexiconError: a row is malformed; the message names table and line.
    """
    verbs, cues = _verbs()
    places = _places()
    names = {
        tuple(form(word) for word in name.split())
        for place in places
        for name in (*place.arabic, *place.seats_arabic)
    }
    return Lexicon(
        cues=cues,
        verbs=verbs,
        phrases=_by_first((phrase.words[0], phrase) for phrase in _phrases()),
        according=_by_first(
            (_words(row[0])[0], (_words(row[0]), row[1] == "1"))
            for row in rows("according", 3, {1: {"0", "1"}})
        ),
        boilerplate=tuple(
            (_words(row[0]), row[1])
            for row in rows("boilerplate", 3, {1: {"author", "passive", "hearsay", "furniture"}})
        ),
        titles={form(row[0]): row[1] for row in rows("titles", 3, {1: TITLE_CLASSES})},
        speakers=_classes("speakers", SPEAKER_CLASSES),
        slots=_classes("slots", SLOT_CLASSES),
        places=places,
        place_words=frozenset(names),
        confidence={row[0]: float(row[1]) for row in rows("confidence", 3)},
        gloss_kinds={r[0]: r[1] for r in rows("gloss_kinds", 3, {1: {"person", "woman", "group"}})},
    )


def rows(
    table: str, columns: int, allowed: dict[int, set[str] | frozenset[str]] | None = None
) -> Iterator[list[str]]:
    """The cells of a table's rows, each checked for its number of cells and allowed values."""
    data = (files("seeds") / "lexicon" / f"{table}.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(data.splitlines()[1:], start=2):
        yield check(table, number, line, columns, allowed or {})


def check(
    table: str,
    number: int,
    line: str,
    columns: int,
    allowed: dict[int, set[str] | frozenset[str]],
) -> list[str]:
    """One row as cells.

    Raises:
        LexiconError: cells are missing or empty, or a value is not allowed in its column.
    """
    cells = line.split("\t")
    where = f"{table}.tsv line {number}"
    if len(cells) != columns or not all(cell.strip() for cell in cells):
        message = f"{where}: {columns} filled cells wanted, a reason or example in the last"
        raise LexiconError(message)
    for column, values in allowed.items():
        if wrong := set(cells[column].split(" ")) - values:
            message = f"{where}: {', '.join(sorted(wrong))} is none of {', '.join(sorted(values))}"
            raise LexiconError(message)
    return cells


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(form(word) for word in phrase.split())


def _verbs() -> tuple[tuple[Verb, ...], dict[str, tuple[CueForm, ...]]]:
    acts = {act.value for act in Act}
    verbs: list[Verb] = []
    cues: dict[str, list[CueForm]] = {}
    for cells in rows("verbs", 8, {4: acts, 5: TRUST, 6: COMPLEMENTS}):
        verb = Verb(cells[0], Act(cells[4]), cells[5], frozenset(cells[6].split()))
        verbs.append(verb)
        for inflection in conjugate(*cells[:4]):
            cues.setdefault(inflection.letters, []).append(CueForm(verb, inflection))
    return tuple(verbs), {letters: tuple(found) for letters, found in cues.items()}


def _phrases() -> Iterator[Phrase]:
    for cells in rows("phrases", 4, {1: {act.value for act in Act}, 2: COMPLEMENTS}):
        yield Phrase(_words(cells[0]), Act(cells[1]), frozenset(cells[2].split()))


def _by_first(entries: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Entries by their first word, in the table's order."""
    found: dict[str, list[T]] = {}
    for first, entry in entries:
        found.setdefault(first, []).append(entry)
    return {first: tuple(group) for first, group in found.items()}


def _classes(table: str, allowed: frozenset[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for cells in rows(table, 3, {1: allowed}):
        found.setdefault(form(cells[0]), set()).add(cells[1])
    return {word: frozenset(classes) for word, classes in found.items()}


def _places() -> tuple[Place, ...]:
    places = []
    for cells in rows("places", 6):
        names = [tuple(name.strip() for name in cell.split(";")) for cell in cells[1:]]
        places.append(Place(cells[0], *names))
    return tuple(places)
