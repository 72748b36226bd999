"""Fit the confidence: ``python -m tests.quality.calibrate`` writes ``seeds/lexicon/confidence.tsv``.

A logistic model with a ridge, by steps of falling length down its slope, on every part but those it is judged
by (``JUDGED``). ``--folds`` prints the reliability by five folds over articles instead of writing.
"""

import math
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.quotes.confidence import BIAS, features, probability
from bot.quotes.pipeline import resolve
from bot.worker import load_reader
from tests.quality.parts import Measured, available, measure
from tests.quality.report import BINS

TABLE = Path(__file__).parent.parent.parent / "seeds/lexicon/confidence.tsv"
RIDGE = 2.0
STEPS = 400
RATE = 0.3
FOLDS = 5
#: A feature seen less often has no weight of its own.
RARE = 8
#: Parts that the fit is judged by: it has not seen them.
JUDGED = frozenset({"aside", "unread", "distant"})
Sample = tuple[str, frozenset[str], bool]


def samples(part: Measured) -> list[Sample]:
    """Article, features and rightness of each quote found in a part."""
    words = part.words
    right = {
        (pair.article, tuple(pair.found["cue"])): pair.right
        for pair in part.pairs
        if pair.found is not None
    }
    found: list[Sample] = []
    for article, text in part.texts.items():
        reading, kept, _ = resolve(text, words)
        for candidate, identity in kept:
            cue = tuple(reading.span(*candidate.cue))
            seen = frozenset(features(reading, candidate, identity))
            found.append((article, seen, right.get((article, cue), False)))
    return found


def fit(rows: Sequence[Sample]) -> dict[str, float]:
    """Weights by feature, the bias among them."""
    counts = Counter(name for _, seen, _ in rows for name in seen)
    names = [BIAS, *sorted(name for name, count in counts.items() if count >= RARE)]
    known = set(names)
    data = [([n for n in seen if n in known], float(right)) for _, seen, right in rows]
    weights = dict.fromkeys(names, 0.0)
    squares = dict.fromkeys(names, 1e-6)
    for _ in range(STEPS):
        gradient = {n: (RIDGE * w if n != BIAS else 0.0) for n, w in weights.items()}
        for seen_names, right in data:
            error = probability(weights, seen_names) - right
            for n in (BIAS, *seen_names):
                gradient[n] += error
        for n, g in gradient.items():
            squares[n] += g * g
            weights[n] -= RATE * g / math.sqrt(squares[n])
    return weights


def folds(rows: Sequence[Sample]) -> list[tuple[float, bool]]:
    """Each quote judged by a model that saw none of its article's."""
    articles = sorted({article for article, _, _ in rows})
    judged: list[tuple[float, bool]] = []
    for k in range(FOLDS):
        out = set(articles[k::FOLDS])
        weights = fit([row for row in rows if row[0] not in out])
        judged += [(probability(weights, seen), right) for a, seen, right in rows if a in out]
    return judged


def reliability(judged: Sequence[tuple[float, bool]]) -> str:
    """Share of right quotes by tenth of confidence."""
    lines = []
    for low in BINS:
        inside = [right for p, right in judged if p >= low]
        lines.append(f"at {low:.2f} and over: {sum(inside)}/{len(inside)}")
    return "\n".join(lines)


def write(weights: dict[str, float], rows: Sequence[Sample]) -> None:
    """The table, a row a feature."""
    lines = ["feature\tweight\tright of all"]
    for name, weight in weights.items():
        seen = [right for _, found, right in rows if name == BIAS or name in found]
        lines.append(f"{name}\t{weight:.3f}\t{sum(seen)} of {len(seen)}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit on the parts that are here; write the table or print its reliability by folds."""
    with tempfile.TemporaryDirectory() as folder:
        words = load_reader("", Path(folder)).words
        parts = [measure(name, words) for name in available()]
    rows = [row for part in parts if part.name not in JUDGED for row in samples(part)]
    if "--folds" in sys.argv:
        print(reliability(folds(rows)))
        return
    weights = fit(rows)
    write(weights, rows)
    for part in parts:
        judged = [(probability(weights, seen), right) for _, seen, right in samples(part)]
        print(f"{part.name}\n{reliability(judged)}")


if __name__ == "__main__":
    main()
