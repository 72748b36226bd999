"""How good extraction is, part by part: ``python -m tests.quality.report [--html FILE] [--part NAME]``.

Prints the scorer's figures, the error table, the reliability of the confidence and, rule by rule,
what each brings; the page shows every article with gold and found side by side. The misses of the
part ``unread`` are counted and never shown.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bot.worker import load_reader
from tests.quality import errors
from tests.quality.page import page
from tests.quality.parts import Measured, Pair, available, measure

#: Lower edges of the confidence bins.
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
HIDDEN = frozenset({"unread", "distant"})
_FIGURES = ("quote@0.5", "all", "content_overlap")
_SHARES = ("misattributed", "act_accuracy", "mode_accuracy", "exact_accuracy")


def figures(parts: Sequence[Measured]) -> str:
    """The scorer's figures, a line a part."""
    lines = []
    for part in parts:
        threes = (
            f"{name} " + "/".join(f"{value:.3f}" for value in part.figures[name])
            for name in _FIGURES
        )
        shares = (f"{name} {part.figures[name]:.3f}" for name in _SHARES)
        lines.append(f"{part.name:<7} {'  '.join((*threes, *shares))}")
    return "\n".join(["figures (precision/recall/F1)", *lines])


def reliability(parts: Sequence[Measured]) -> str:
    """Of the quotes in each confidence bin, the share that is right in content, cue and speaker."""
    lines = ["reliability: confidence from, quotes, right"]
    for part in parts:
        cells = []
        for low, high in zip(BINS, (*BINS[1:], 2.0), strict=True):
            inside = [p for p in _found(part) if low <= _confidence(p) < high]
            right = sum(p.right for p in inside)
            cells.append(f"{low:.2f}: {right}/{len(inside)}")
        sure = [p for p in _found(part) if _confidence(p) >= 0.9]
        share = sum(p.right for p in sure) / len(sure) if sure else 0.0
        lines.append(f"{part.name:<7} {'  '.join(cells)}   at 0.9 and over: {share:.3f}")
    return "\n".join(lines)


def ablation(parts: Sequence[Measured]) -> str:
    """Each rule with its right and wrong quotes, and what F1 of whole quotes loses without it."""
    right: dict[str, int] = defaultdict(int)
    wrong: dict[str, int] = defaultdict(int)
    for part in parts:
        for pair in _found(part):
            counts = right if pair.right else wrong
            counts[(pair.found or {})["rule"]] += 1
    gold = sum(part.figures["gold"] for part in parts)
    all_right, all_found = sum(right.values()), sum(right.values()) + sum(wrong.values())
    whole = 2 * all_right / (all_found + gold)
    lines = ["ablation: rule, right, wrong, F1 lost without it (hundredths)"]
    for rule in sorted({*right, *wrong}, key=lambda r: -right[r]):
        rest = 2 * (all_right - right[rule]) / (all_found - right[rule] - wrong[rule] + gold)
        lines.append(f"{rule:<22} {right[rule]:>4} {wrong[rule]:>4} {100 * (whole - rest):+7.2f}")
    return "\n".join(lines)


def _found(part: Measured) -> list[Pair]:
    return [pair for pair in part.pairs if pair.found is not None]


def _confidence(pair: Pair) -> float:
    return float((pair.found or {})["confidence"])


def tables(parts: Sequence[Measured]) -> str:
    """Every table of the report."""
    shown = [part for part in parts if part.name not in HIDDEN]
    counted = [f"{count:>4} {name}" for name, count in errors.table(shown).most_common()]
    classes = "\n".join(["errors by class", *counted])
    return "\n\n".join((figures(parts), classes, reliability(parts), ablation(parts)))


def main() -> None:
    """Measure the parts that are here and print or write the report."""
    arguments = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=True))
    names = [name for name in available() if arguments.get("--part", name) == name]
    with tempfile.TemporaryDirectory() as folder:
        words = load_reader("", Path(folder)).words
        parts = [measure(name, words) for name in names]
    text = tables(parts) if parts else "skipped: no ../shared"
    print(text)
    if "--html" in arguments:
        shown = [part for part in parts if part.name not in HIDDEN]
        Path(arguments["--html"]).write_text(page(text, shown), encoding="utf-8")


if __name__ == "__main__":
    main()
