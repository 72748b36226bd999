"""The morphology port: what the rules and the index need to know of a word."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PartOfSpeech(StrEnum):
    """The word classes that the rules tell apart."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    PROPER = "proper"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word.

    ``lemma`` is vocalised, ``root`` three or four letters or "", ``glosses`` English words of the
    stem, ``proclitics`` the letters before the stem («وبال»), ``enclitic`` whether a pronoun is
    attached.
    """

    lemma: str
    root: str
    glosses: tuple[str, ...]
    part: PartOfSpeech
    proclitics: str = ""
    enclitic: bool = False


class Morphology(Protocol):
    """An analyser of single words."""

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """Every reading of the word, in the analyser's order; none for an unknown word."""
        ...
