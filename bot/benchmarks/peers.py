"""Extraction beside what a user would pick instead, in one run over the same articles.

- ``camel analyser``: camel-tools' analyser on every word, as a floor of "just tokenise and tag"
- ``camel MLE``: its disambiguator, where its data is on the machine
- ``spacy``, ``stanza``: Arabic pipelines, where they and their models are on the machine
- ``regex``: ``baseline_quotes.py`` of ``--shared``, a cue list with regular expressions

What cannot run is named with the reason.
"""

import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.arabic.tokens import tokenize
from bot.quotes.pipeline import extract
from bot.services.reading import Reader
from bot.shapes import extraction

#: Articles that a slow peer is given.
FEW = 20
Pipeline = Callable[[str], object]


def speeds(reader: Reader, texts: Sequence[str], shared: Path | None) -> dict[str, Any]:
    """Articles a second of ours and of each peer, or why a peer does not run."""
    found: dict[str, Any] = {
        "qawl extract": _speed(lambda text: extract(text, reader.words), texts),
        "qawl extract and index": _speed(reader.read, texts),
        "camel analyser": _speed(_analyser(), texts[:FEW]),
    }
    for name, load in (("camel MLE", _mle), ("spacy", _spacy), ("stanza", _stanza)):
        try:
            found[name] = _speed(load(), texts[:FEW])
        except Exception as error:  # noqa: BLE001 - whatever a peer lacks, the others go on
            found[name] = f"not here: {type(error).__name__}"
    if shared is not None:
        baseline = module(shared / "tools" / "baseline_quotes.py")
        found["regex"] = _speed(baseline.article, texts)
    return found


def _speed(pipeline: Pipeline, texts: Sequence[str]) -> float:
    pipeline(texts[0])
    started = time.process_time()
    for text in texts:
        pipeline(text)
    return round(len(texts) / (time.process_time() - started), 1)


def _analyser() -> Pipeline:
    """camel-tools' own analyser over the embedded database, without any memo."""
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB
    from platformdirs import user_data_path

    from bot.arabic.camel import embedded

    folder = user_data_path("qawl")
    analyser = Analyzer(MorphologyDB(str(embedded(folder))), backoff="NONE")

    def every(text: str) -> object:
        return [analyser.analyze(token.bare) for token in tokenize(text) if token.is_word]

    return every


def _mle() -> Pipeline:
    from camel_tools.disambig.mle import MLEDisambiguator

    disambiguator = MLEDisambiguator.pretrained()
    return lambda text: disambiguator.disambiguate(text.split())


def _spacy() -> Pipeline:
    load: Callable[[str], Pipeline] = importlib.import_module("spacy").load
    return load("ar_core_news_sm")


def _stanza() -> Pipeline:
    pipeline: Callable[..., Pipeline] = importlib.import_module("stanza").Pipeline
    return pipeline("ar", processors="tokenize,pos,lemma,depparse", download_method=None)


def quality(reader: Reader, shared: Path) -> dict[str, Any]:
    """The shared scorer's figures of ours and of the regular expressions, on the shared gold."""
    scorer = module(shared / "tools" / "score_quotes.py")
    baseline = module(shared / "tools" / "baseline_quotes.py")
    gold = scorer.load(str(shared / "gold" / "quotes.jsonl"))
    lines = (shared / "gold" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    ours = {key: extraction(key, text, extract(text, reader.words)) for key, text in texts.items()}
    theirs = {key: baseline.article(text) for key, text in texts.items()}
    return {
        "qawl": _figures(scorer, gold, {key: one["quotes"] for key, one in ours.items()}),
        "regex": _figures(scorer, gold, theirs),
    }


def _figures(scorer: ModuleType, gold: dict[str, Any], found: dict[str, Any]) -> dict[str, float]:
    figures, _ = scorer.score(gold, found)
    return {
        "quote_f1": round(figures["quote@0.5"][2], 3),
        "all_f1": round(figures["all"][2], 3),
        "misattributed": round(figures["misattributed"], 3),
    }


def module(path: Path) -> ModuleType:
    """A tool of the shared folder as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    made = importlib.util.module_from_spec(spec)
    argv, sys.argv = sys.argv, [str(path)]
    try:
        spec.loader.exec_module(made)
    finally:
        sys.argv = argv
    return made
