"""Fit the ranking: ``python -m tests.quality.fit_answers`` writes ``seeds/lexicon/relevance.tsv``.

From the sets of questions whose misses are read. ``--folds`` judges each question by weights that have
not seen it, over thresholds, and writes nothing.
"""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.answers import rank as ranking
from bot.answers import relevance
from bot.answers.evidence import FEATURES
from bot.answers.relevance import ANSWERING, MODELS, Relevance, answering
from bot.model.answer import StoredQuote
from bot.model.question import Question
from bot.ports import Archive
from bot.services.ask import gather
from bot.services.ingest import Submission, ingest
from bot.store.database import open_store
from bot.worker import InlineLanguage, load_reader
from tests.quality.asking import Asking, Row, asking
from tests.quality.logistic import fit

TABLE = Path(__file__).parent.parent.parent / "seeds/lexicon/relevance.tsv"
#: The shared set counts twice: it is the owner's own hand, and smaller than the others together.
FITTED_ON = ("shared", "shared", "asked", "early", "late", "styled", "further", "fourth")
FOLDS = 5
NOW = datetime(2018, 12, 1, tzinfo=UTC)
#: Numbers that can only speak for a quote, and those that can only speak against it.
_FOR = frozenset((*FEATURES[2:13], "number", "beside", "thread"))
_AGAINST = frozenset({"missed", "polarity", "unacted"})
SIGNS = [1 if n in _FOR else -1 if n in _AGAINST else 0 for n in FEATURES]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the numbers of the quotes that may answer it, and which do: 1, -1 where it may."""

    question: Question
    numbers: list[list[float]]
    right: list[int]
    articles: list[int]
    wanted: int

    @property
    def answerable(self) -> bool:
        """Whether anything stored answers it."""
        return self.wanted > 0


async def judged(asked: Asking, language: InlineLanguage, folder: Path) -> list[Judged]:
    """Every question of a set with the quotes that the search finds for it."""
    store = await open_store(f"sqlite:///{folder}/{asked.name}.db")
    archive = store.archive(asked.name)
    for row in asked.articles:
        await ingest(archive, language, Submission(row["text"], id=row["id"]))
    found = [await _judge(row, archive, language) for row in asked.questions]
    await store.close()
    return found


async def _judge(row: Row, archive: Archive, language: InlineLanguage) -> Judged:
    question = await language.understand(row["question"], NOW)
    if question.form is None:
        return Judged(question, [], [], [], len(row["answers"]))
    gathered = await gather(archive, question)
    question = gathered.question
    items, numbers = ranking.measured(question, gathered.candidates, gathered.archived)
    loaded = {one.id: one for one in await archive.load([item.id for item in items])}
    named = [_named(loaded[item.id]) for item in items]
    right = [
        1
        if any(_same(one, want) for want in row["answers"])
        else -1
        if any(_same(one, want) for want in row["acceptable"])
        else 0
        for one in named
    ]
    return Judged(question, numbers, right, [i.article for i in items], len(row["answers"]))


def _named(stored: StoredQuote) -> Row:
    return {"article": stored.article, "content": [list(span) for span in stored.quote.content]}


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
    first = shown = right = kept = silent = recall = 0.0
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
            recall += min(sum(row.right[i] == 1 for i in listed[:5]) / min(row.wanted, 5), 1)
            shown += len(listed)
            right += sum(row.right[i] != 0 for i in listed)
    none = len(rows) - answerable
    return (
        f"{least:.2f} {share:.2f}  recall {recall / answerable:.3f}  first {first / answerable:.3f}  precision {right / max(shown, 1):.3f}"
        f"  abstention {kept / max(none, 1):.3f}  silent {silent / answerable:.3f}"
    )


def write(model: Relevance) -> None:
    """The table, a row a weight."""
    lines = ["model\tnumber\tweight\treason"]
    for name, names in MODELS.items():
        for number, weight in zip(names, model.weights[name], strict=True):
            lines.append(
                f"{name}\t{number}\t{weight:.3f}\tfitted on the sets whose misses are read"
            )
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit and write, or judge by folds."""
    with tempfile.TemporaryDirectory() as folder:
        language = InlineLanguage(load_reader("", Path(folder)))
        rows = [
            (place % FOLDS, row)
            for name in FITTED_ON
            for place, row in enumerate(asyncio.run(judged(asking(name), language, Path(folder))))
        ]
    if "--folds" not in sys.argv:
        write(fitted([row for _, row in rows]))
        return
    models = [fitted([row for fold, row in rows if fold != k]) for k in range(FOLDS)]
    pairs = [(row, models[fold]) for fold, row in rows]
    for least in (0.3, 0.4, ranking.ANSWERABLE, 0.6):
        for share in (0.4, ranking.RELATIVE, 0.6, 0.7):
            print(figures(pairs, least, share))


if __name__ == "__main__":
    relevance.load.cache_clear()
    main()
