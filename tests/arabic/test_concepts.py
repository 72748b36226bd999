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
    found = concepts().at(tokenize(text), 0)
    assert found is not None
    assert concept in found[0]
    assert found[1] == length


@pytest.mark.parametrize("text", ["تغير الموقف", "رئيس", "بل", "وزير"])
def test_part_of_a_phrase_is_none(text: str) -> None:
    """A word of a phrase alone names nothing."""
    found = concepts().at(tokenize(text), 0)
    assert found is None or not {"climate-change", "prime-minister"} & set(found[0])


def test_a_word_of_two_offices_is_both() -> None:
    """«سفير» is an ambassador, and a representative at the United Nations."""
    found = concepts().at(tokenize("سفير إيران"), 0)
    assert found is not None
    assert set(found[0]) == {"ambassador", "representative"}


def test_both_languages_meet(reader: Reader) -> None:
    """Lisbon is found in «لشبونة», the prime minister in «رئيس الحكومة»."""
    assert "nlisbon" in reader.terms.of_text("في لشبونة")
    assert "nlisbon" in dict(reader.understand("who spoke in Lisbon?").topic[0].terms)
    assert "nprime-minister" in reader.terms.of_text("رئيس الحكومة")
