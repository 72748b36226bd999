"""The class of every miss and false alarm: what to mend first."""

from collections import Counter
from collections.abc import Iterable

from tests.quality.parts import Measured, Pair, Row

#: Code points by which an edge may differ and still count as the same edge.
EDGE = 3


def table(parts: Iterable[Measured]) -> Counter[str]:
    """Errors by class over some parts, largest first by ``most_common``."""
    counts: Counter[str] = Counter()
    for part in parts:
        for pair in part.pairs:
            for name in classes(part, pair):
                counts[name] += 1
    return counts


def classes(part: Measured, pair: Pair) -> list[str]:
    """The error classes of one pair; none where all of it is right."""
    gold, found = pair.gold, pair.found
    if gold is None and found is not None:
        return [_spurious(part, pair.article, found)]
    if found is None and gold is not None:
        return [_missed(part, pair.article, gold)]
    if gold is None or found is None:
        return []
    wrong = []
    if not pair.cue:
        wrong.append("wrong cue")
    if not pair.who:
        wrong.append(f"wrong speaker: {_reference(gold)}")
    if gold["act"] != found["act"]:
        wrong.append(f"wrong act: {gold['act']} as {found['act']}")
    if gold["mode"] != found["mode"]:
        wrong.append(f"wrong mode: {gold['mode']} as {found['mode']}")
    return wrong


def _reference(gold: Row) -> str:
    if gold["speaker"] is None:
        return "dropped or pronoun"
    return "printed"


def _missed(part: Measured, article: str, gold: Row) -> str:
    cue = gold["cue"]
    for other in _found(part, article):
        if _overlap(other["cue"], cue):
            return f"wrong extent: {_edge(gold, other)}"
    for other in _found(part, article):
        if any(s <= cue[0] < e for s, e in other["content"]):
            return "missed: inside another's content"
    for refusal in part.found[article].refused:
        if _overlap(refusal.cue, cue):
            return f"missed: refused, {refusal.reason}"
    return "missed: cue not known"


def _spurious(part: Measured, article: str, found: Row) -> str:
    golds = [p.gold for p in part.pairs if p.article == article and p.gold is not None]
    for gold in golds:
        if _overlap(gold["cue"], found["cue"]):
            return "not a quote: extent of a quote mistaken or quote found twice"
    for gold in golds:
        if any(s <= found["cue"][0] < e for s, e in gold["content"]):
            return "not a quote: inside another's content"
    return f"not a quote: {found['rule']}"


def _edge(gold: Row, found: Row) -> str:
    first, last = gold["content"][0][0], gold["content"][-1][1]
    start, end = found["content"][0][0] - first, found["content"][-1][1] - last
    begins = "begins late" if start > EDGE else "begins early" if start < -EDGE else ""
    ends = "ends late" if end > EDGE else "ends early" if end < -EDGE else ""
    return ", ".join(part for part in (begins, ends) if part) or "spans inside"


def _found(part: Measured, article: str) -> list[Row]:
    return [p.found for p in part.pairs if p.article == article and p.found is not None]


def _overlap(one: Iterable[int], other: Iterable[int]) -> bool:
    (s, e), (t, f) = one, other
    return max(s, t) < min(e, f)
