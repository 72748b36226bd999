"""Speakers of an archive: names as printed, and the persons behind them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpeakerName:
    """A name as articles print it, with its key in the store and how many quotes it has."""

    key: int
    name: str
    kind: str
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """What a user said of two names: one person, or two."""

    one: str
    other: str
    together: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Names that are one person's, the fullest first."""

    names: tuple[SpeakerName, ...]

    @property
    def name(self) -> str:
        """The fullest name."""
        return self.names[0].name

    @property
    def keys(self) -> frozenset[int]:
        """The keys of all names."""
        return frozenset(name.key for name in self.names)

    @property
    def quotes(self) -> int:
        """How many quotes the names have together."""
        return sum(name.quotes for name in self.names)
