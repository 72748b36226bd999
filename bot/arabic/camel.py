"""The morphology port over camel-tools; imported only where an analyser is really needed.

camel-tools downloads a catalogue when it is imported and finds none, and fails off line: a folder
with an empty catalogue is made first, unless the user has set ``CAMELTOOLS_DATA``. Its own cache
never fills (a known fault of 1.6.0), so this adapter keeps a memo, bounded by words.
"""

import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from bot.arabic import buckwalter
from bot.arabic.morphology import Analysis, PartOfSpeech
from bot.arabic.script import form

#: Words kept; Arabic news has some 60,000 different forms in 2,000 articles (measured).
MEMO_WORDS = 120_000
#: Raised when the conversion changes, so that an older cached database is not read.
DATABASE_VERSION = 3
_PARTS = {
    "verb": PartOfSpeech.VERB,
    "noun": PartOfSpeech.NOUN,
    "adj": PartOfSpeech.ADJECTIVE,
    "noun_prop": PartOfSpeech.PROPER,
}
#: Proclitics in Buckwalter's tags: «wa/CONJ+bi/PREP+Al/DET+».
_BEFORE = re.compile(r"(?:\w+/(?:CONJ|PREP|DET|FUT|EMPHATIC_PARTICLE|EMPH_PART)\+)+")
#: «your», said to women: «بلينكن» is a name and not «with your softness»; news addresses no women so.
_ADDRESSING_WOMEN = re.compile(r"2(?:FP|D)\b")
#: Only Arabic words go to the analyser; its database has no defaults for marks and digits.
#: The letters that the database knows: between them stand five of other languages.
_WORD = re.compile("[\u0621-\u063a\u0641-\u064a]+")
_CLITIC = re.compile(r"(\w+)/")
_CLITICS = {"wa": "و", "fa": "ف", "bi": "ب", "li": "ل", "la": "ل", "ka": "ك", "Al": "ال", "sa": "س"}


class CamelMorphology:
    """Analyses by camel-tools' analyser, reduced to what the rules read."""

    def __init__(self, database: str, data_dir: Path) -> None:
        """Open ``database`` (a path or a name that camel_data knows), or "" for the embedded one.

        Raises:
            OSError: the database cannot be read, or the data directory not be written.
        """
        self._analyser = _open(database, data_dir)
        self._memo: dict[str, tuple[Analysis, ...]] = {}

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """Every reading of the word, most frequent first where the database says so."""
        key = form(word)
        known = self._memo.get(key)
        if known is None:
            if len(self._memo) >= MEMO_WORDS:
                self._memo.clear()
            arabic = _WORD.fullmatch(key) is not None
            known = self._memo[key] = _analyse(self._analyser, key) if arabic else ()
        return known


def _open(database: str, data_dir: Path) -> Any:  # noqa: ANN401 - camel-tools is untyped
    data_dir.mkdir(parents=True, exist_ok=True)
    if "CAMELTOOLS_DATA" not in os.environ:
        stub = data_dir / "camel"
        stub.mkdir(exist_ok=True)
        catalogue = {"version": "1.6.0", "packages": {}, "components": {}}
        _write(stub / "catalogue.json", json.dumps(catalogue))
        os.environ["CAMELTOOLS_DATA"] = str(stub)
    # Late, because the import reads the catalogue and costs 0.6 s.
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB

    if database and not Path(database).exists():
        return Analyzer(MorphologyDB.builtin_db(database), backoff="NONE")
    path = Path(database) if database else embedded(data_dir)
    return Analyzer(MorphologyDB(str(path)), backoff="NONE")


def embedded(data_dir: Path) -> Path:
    """The path of the embedded database, made at first use (half a second)."""
    path = data_dir / f"buckwalter-{DATABASE_VERSION}.db"
    if not path.exists():
        _write(path, buckwalter.build())
    return path


def _write(path: Path, text: str) -> None:
    """Write as a whole or not at all: two processes may start at once."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)


def _analyse(analyser: Any, word: str) -> tuple[Analysis, ...]:  # noqa: ANN401
    found: dict[Analysis, None] = {}
    for features in analyser.analyze(word):
        if not _ADDRESSING_WOMEN.search(features.get("bw", "")):
            found[_reduce(features)] = None
    return tuple(found)


def _reduce(features: dict[str, str]) -> Analysis:
    gloss = features.get("stemgloss", "")
    glosses = tuple(g.strip("_- ") for g in gloss.replace(";", ",").replace("/", ",").split(","))
    tags = features.get("bw", "")
    before = _BEFORE.match(tags)
    return Analysis(
        lemma=features.get("lex", ""),
        root=features.get("root", "").strip("-"),
        glosses=tuple(g for g in glosses if g),
        part=_PARTS.get(features.get("pos", ""), PartOfSpeech.OTHER),
        proclitics="".join(_CLITICS.get(c, "") for c in _CLITIC.findall(before.group()))
        if before
        else "",
        enclitic="POSS_PRON" in tags or "SUFF_DO" in tags,
    )
