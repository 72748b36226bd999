"""Offices, bodies and places that both languages name by their own words."""

import pytest

from bot.arabic.concepts import concepts
from bot.arabic.tokens import tokenize
from bot.services.reading import Reader


@pytest.mark.parametrize(
    ("text", "concept", "length"),
    [
        ("رئيس الوزراء", "prime-minister", 2),
        ("prime minister", "prime-minister", 2),
        ("وزير الخارجية الروسي", "foreign-minister", 2),
        ("الخارجية الروسية", "foreign-ministry", 1),
        ("وللأمم المتحدة", "united-nations", 2),
        ("بالقاهرة", "cairo", 1),
        ("وبالقاهرة", "cairo", 1),
        ("Lisbon's mayor", "lisbon", 1),
        ("تغير المناخ", "climate-change", 2),
    ],
)
def test_phrases(text: str, concept: str, length: int) -> None:
    """The longest phrase is found, behind clitics and before a genitive s."""
    assert concepts().at(tokenize(text), 0) == (concept, length)


@pytest.mark.parametrize("text", ["تغير الموقف", "رئيس", "بل", "وزير"])
def test_part_of_a_phrase_is_none(text: str) -> None:
    """A word of a phrase alone names nothing."""
    found = concepts().at(tokenize(text), 0)
    assert found is None or found[0] not in {"climate-change", "prime-minister"}


def test_both_languages_meet(reader: Reader) -> None:
    """Lisbon is found in «لشبونة», the prime minister in «رئيس الحكومة»."""
    assert "nlisbon" in reader.terms.of_text("في لشبونة")
    assert "nlisbon" in dict(reader.understand("who spoke in Lisbon?").topic[0].terms)
    assert "nprime-minister" in reader.terms.of_text("رئيس الحكومة")
