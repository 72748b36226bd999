"""Entities in UTF-16, pages within limits, nothing broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rich import (
    MAX_ENTITIES,
    MAX_UNITS,
    Rich,
    isolated,
    join,
    paginate,
    plain,
    styled,
    units,
)

TEXTS = st.text(alphabet="اب 😀\u200d\n👩", max_size=6000)


def test_offsets_are_utf16_units() -> None:
    """An emoji is two units; an entity behind it moves by two."""
    rich = plain("😀 ") + styled("قال", "bold")
    assert (rich.entities[0].offset, rich.entities[0].length) == (3, 3)
    assert rich.units == units(rich.text) == 6


def test_empty_styles_and_isolates() -> None:
    """Empty text has no entity; isolates are balanced."""
    assert styled("", "bold") == Rich()
    assert isolated("x") == "\u2068x\u2069"
    assert join([plain("a"), Rich(), plain("b")], "-").text == "a-b"


@given(st.lists(TEXTS, max_size=6))
def test_pages_keep_every_letter_within_limits(blocks: list[str]) -> None:
    """All text survives paging; no page is too long; every entity is inside its page."""
    pages = paginate([styled(text, "blockquote") for text in blocks if text], gap="")
    assert "".join(page.text for page in pages) == "".join(blocks)
    for page in pages:
        assert page.units <= MAX_UNITS
        assert len(page.entities) <= MAX_ENTITIES
        assert all(0 <= e.offset < e.offset + e.length <= page.units for e in page.entities)


def test_blocks_are_not_divided() -> None:
    """A block that fits in a message stays whole."""
    pages = paginate([styled("ا" * 3000, "blockquote"), styled("ب" * 3000, "blockquote")])
    assert [page.text for page in pages] == ["ا" * 3000, "ب" * 3000]


def test_many_entities_turn_the_page() -> None:
    """A message holds at most a hundred entities."""
    pages = paginate([styled("x", "bold") for _ in range(150)])
    assert [len(page.entities) for page in pages] == [100, 50]


@pytest.mark.parametrize("text", ["كلمة " * 2000, "ا" * 9000, "👩\u200d👩" * 2000])
def test_a_long_block_is_cut_at_white_space(text: str) -> None:
    """Where it must be cut, a joined emoji is never broken."""
    pages = paginate([styled(text, "blockquote")])
    assert "".join(page.text for page in pages) == text
    assert all(
        not page.text.startswith("\u200d") and not page.text.endswith("\u200d") for page in pages
    )
