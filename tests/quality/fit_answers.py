"""Fit the ranking: ``python -m tests.quality.fit_answers`` writes ``seeds/lexicon/relevance.tsv``.

From the sets of questions whose misses are read. ``--folds`` judges each question by weights that have
not seen it, over thresholds, and writes nothing.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.answers import rank as ranking
from bot.answers import relevance
from bot.answers.evidence import FEATURES, Archived, contrasted, features, refused, settled
from bot.answers.relevance import ANSWERING, MODELS, Relevance, answering
from bot.model.answer import Candidate
from bot.model.question import Question
from bot.ports import ReadArticle
from bot.services.reading import Reader
from bot.worker import load_reader
from tests.quality.asking import Asking, Row, asking
from tests.quality.logistic import fit

TABLE = Path(__file__).parent.parent.parent / "seeds/lexicon/relevance.tsv"
FITTED_ON = ("shared", "asked")
FOLDS = 5
NOW = datetime(2018, 12, 1, tzinfo=UTC)
#: Numbers that can only speak for a quote, and those that can only speak against it.
_FOR = frozenset(FEATURES[2:13])
_AGAINST = frozenset({"missed", "polarity"})
SIGNS = [1 if n in _FOR else -1 if n in _AGAINST else 0 for n in FEATURES]
#: A quote for which less than this speaks is not found by the search, so it is not learnt from.
_LEAST = 0.15


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the numbers of the quotes that may answer it, and which do: 1, -1 where it may."""

    question: Question
    numbers: list[list[float]]
    right: list[int]
    articles: list[int]
    answerable: bool


def judged(asked: Asking, reader: Reader) -> list[Judged]:
    """Every question of a set with all quotes of its archive."""
    reads = [reader.read(row["text"]) for row in asked.articles]
    items = [item for number, read in enumerate(reads) for item in candidates(number, read)]
    named = [
        {"article": row["id"], "content": [list(span) for span in one.quote.content]}
        for row, read in zip(asked.articles, reads, strict=True)
        for one in read.indexed
    ]
    archived = counted(items)
    return [_judge(row, items, named, archived, reader) for row in asked.questions]


def candidates(number: int, read: ReadArticle) -> list[Candidate]:
    """An article's quotes as the ranking sees them."""
    head, body = frozenset(read.head), frozenset(read.body)
    return [
        Candidate(
            id=number * 1000 + place,
            article=number,
            speaker=0,
            act=one.quote.act,
            negated=one.quote.negated,
            confidence=one.quote.confidence,
            date=NOW,
            who=one.quote.who,
            terms=frozenset(one.topic),
            near_terms=frozenset(one.near),
            context_terms=frozenset(one.context),
            head_terms=head,
            body_terms=body,
            speaker_terms=frozenset(one.speaker),
            cue_terms=frozenset(one.cue),
        )
        for place, one in enumerate(read.indexed)
    ]


def counted(items: Sequence[Candidate]) -> Archived:
    """What the store would know of the terms."""
    topic = Counter(term for item in items for term in item.terms | item.near_terms)
    speaker = Counter(term for item in items for term in item.speaker_terms)
    return Archived(topic, speaker, len(items))


def _judge(
    row: Row, items: list[Candidate], named: list[Row], archived: Archived, reader: Reader
) -> Judged:
    question = settled(reader.understand(row["question"], NOW), archived)
    kept = [i for i, item in enumerate(items) if not refused(question, item)]
    numbers = [features(question, items[i], archived) for i in kept]
    contrasted(question, numbers)
    found = [i for i, row_ in enumerate(numbers) if question.form and sum(row_[4:13]) >= _LEAST]
    right = [
        1
        if any(_same(named[kept[i]], want) for want in row["answers"])
        else -1
        if any(_same(named[kept[i]], want) for want in row["acceptable"])
        else 0
        for i in found
    ]
    return Judged(
        question,
        [numbers[i] for i in found],
        right,
        [items[kept[i]].article for i in found],
        bool(row["answers"]),
    )


def _same(one: Row, other: Row) -> bool:
    if one["article"] != other["article"]:
        return False
    a, b = ({i for s, e in row["content"] for i in range(s, e)} for row in (one, other))
    return bool(a | b) and len(a & b) * 2 >= len(a | b)


def fitted(rows: Sequence[Judged]) -> Relevance:
    """The weights of all three models."""
    weights: dict[str, tuple[float, ...]] = {}
    for model in ("speaker", "topic"):
        mine = [row for row in rows if bool(row.question.speaker_words) == (model == "speaker")]
        pairs = [
            (numbers, right == 1)
            for row in mine
            for numbers, right in zip(row.numbers, row.right, strict=True)
            if right >= 0
        ]
        weights[model] = tuple(fit([n for n, _ in pairs], [r for _, r in pairs], SIGNS))
    model_ = Relevance(weights)
    tops = [(top, row) for row in rows if (top := _top(row, model_)) is not None]
    numbers = [answering(row.question, row.numbers[i], p, other) for (i, p, other), row in tops]
    right = [row.right[i] != 0 for (i, _, _), row in tops]
    weights["answer"] = tuple(fit(numbers, right, [0] * len(ANSWERING)))
    return Relevance(weights)


def _top(row: Judged, model: Relevance) -> tuple[int, float, float] | None:
    """The likeliest quote, its likelihood, and that of the likeliest one of another article."""
    likely = [model.likelihood(row.question, numbers) for numbers in row.numbers]
    if not likely:
        return None
    first = max(range(len(likely)), key=likely.__getitem__)
    others = [p for p, a in zip(likely, row.articles, strict=True) if a != row.articles[first]]
    return first, likely[first], max(others, default=0.0)


def figures(rows: Sequence[tuple[Judged, Relevance]], least: float, share: float) -> str:
    """First place, precision and abstention at a threshold and a share, over judged questions."""
    first = shown = right = kept = silent = 0.0
    answerable = sum(row.answerable for row, _ in rows)
    for row, model in rows:
        top = _top(row, model)
        chance = 0.0
        if top is not None:
            chance = model.answerable(row.question, row.numbers[top[0]], *top[1:])
        if top is None or chance < least:
            silent += row.answerable
            kept += not row.answerable
            continue
        likely = [model.likelihood(row.question, numbers) for numbers in row.numbers]
        order = sorted(range(len(likely)), key=lambda i, p=likely: -p[i])  # type: ignore[misc]
        listed = [i for i in order if likely[i] >= share * top[1]][:10]
        if row.answerable:
            wanted = [row.right[i] for i in listed if row.right[i] >= 0]
            first += 1 / (wanted.index(1) + 1) if 1 in wanted else 0
            shown += len(listed)
            right += sum(row.right[i] != 0 for i in listed)
    none = len(rows) - answerable
    return (
        f"{least:.2f} {share:.2f}  first {first / answerable:.3f}  precision {right / max(shown, 1):.3f}"
        f"  abstention {kept / max(none, 1):.3f}  silent {silent / answerable:.3f}"
    )


def write(model: Relevance) -> None:
    """The table, a row a weight."""
    lines = ["model\tnumber\tweight\treason"]
    for name, names in MODELS.items():
        for number, weight in zip(names, model.weights[name], strict=True):
            lines.append(f"{name}\t{number}\t{weight:.3f}\tfitted on {' and '.join(FITTED_ON)}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit and write, or judge by folds."""
    with tempfile.TemporaryDirectory() as folder:
        reader = load_reader("", Path(folder))
    rows = [row for name in FITTED_ON for row in judged(asking(name), reader)]
    if "--folds" not in sys.argv:
        write(fitted(rows))
        return
    models = [fitted([r for i, r in enumerate(rows) if i % FOLDS != k]) for k in range(FOLDS)]
    pairs = [(row, models[i % FOLDS]) for i, row in enumerate(rows)]
    for least in (0.3, 0.4, ranking.ANSWERABLE, 0.6):
        for share in (0.25, ranking.RELATIVE, 0.5):
            print(figures(pairs, least, share))


if __name__ == "__main__":
    relevance.load.cache_clear()
    main()
