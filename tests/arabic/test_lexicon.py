"""The lexicon's tables are whole, and a bad row is refused by name."""

import pytest

from bot.arabic.lexicon import check, load, rows
from bot.errors import LexiconError
from bot.model.quote import Act

TABLES = [
    ("verbs", 8), ("titles", 3), ("speakers", 3), ("slots", 3), ("according", 3),
    ("boilerplate", 3), ("phrases", 4), ("places", 6), ("acts_english", 3),
    ("interrogatives", 3), ("stopwords", 3), ("thesaurus", 3), ("gloss_kinds", 3),
    ("concepts", 4), ("acts_arabic", 3), ("relevance", 4),
]  # fmt: skip


@pytest.mark.parametrize(("table", "columns"), TABLES)
def test_every_row_is_filled(table: str, columns: int) -> None:
    """Every row has all its cells, a reason or an example in the last."""
    assert len(list(rows(table, columns))) > 5


@pytest.mark.parametrize("table", ["titles", "speakers", "slots", "verbs"])
def test_no_row_stands_twice(table: str) -> None:
    """A word stands once in a class; two senses of a verb are two acts."""
    columns = dict(TABLES)[table]
    seen = [
        tuple(cells[:2] if table != "verbs" else (cells[0], cells[4]))
        for cells in rows(table, columns)
    ]
    assert len(seen) == len(set(seen))


def test_every_act_has_a_verb() -> None:
    """Each of the 21 acts is reachable."""
    assert {verb.act for verb in load().verbs} == set(Act)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("قال\tsay", "3 filled cells"),
        ("قال\tshout\tx", "shout is none of"),
        ("قال\tsay\t ", "3 filled"),
    ],
)
def test_a_bad_row_names_its_line(line: str, complaint: str) -> None:
    """A malformed row tells table and line."""
    with pytest.raises(LexiconError, match=f"t.tsv line 4: .*{complaint}"):
        check("t", 4, line, 3, {1: {"say"}})


def test_forms_are_found_by_fold() -> None:
    """A form is looked up folded, whatever its hamza."""
    lexicon = load()
    assert {found.verb.lemma for found in lexicon.cues["اعتبر"]} == {"اعتبر"}
    assert ("البيت", "الابيض") in lexicon.place_words
