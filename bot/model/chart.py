"""A picture as values: what is drawn, in which words and direction."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of stacked bars: its name, and a value for each label."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars over labels, the first label where reading begins.

    ``arabic`` makes it run from right to left; with ``rows`` the bars lie, a row for each label.
    """

    title: str
    subtitle: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    arabic: bool = True
    dark: bool = False
    rows: bool = False
