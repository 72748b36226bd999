"""How well articles are grouped to events, against two days judged by hand.

    python -m tests.quality.events

B-cubed precision, recall and F1 (Bagga and Baldwin 1998): over all articles of the day, and over
those alone that a reader or the program puts in a group of two or more. The threshold was chosen on
8 April; 9 April was judged afterwards by another reader and never tuned on.
"""

import gzip
import json
from collections.abc import Iterable, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path

from bot.digests.stories import group
from bot.model.article import Dated
from bot.services.reading import Reader
from bot.store.terms import packed

DAYS = Path(__file__).parents[3] / "shared" / "gold" / "days.jsonl.gz"
EVENTS = Path(__file__).parents[1] / "digests" / "events"
Scores = tuple[float, float, float]


def bcubed(
    found: Iterable[Sequence[str]], gold: Iterable[Sequence[str]], ids: Sequence[str]
) -> Scores:
    """Precision, recall and F1 over the ids; what is in no group stands alone."""
    mine, theirs = _clusters(found, ids), _clusters(gold, ids)
    shared = {one: len(mine[one] & theirs[one]) for one in ids}
    precision = sum(shared[one] / len(mine[one]) for one in ids) / len(ids)
    recall = sum(shared[one] / len(theirs[one]) for one in ids) / len(ids)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _clusters(groups: Iterable[Sequence[str]], ids: Sequence[str]) -> dict[str, frozenset[str]]:
    found = {one: frozenset({one}) for one in ids}
    for members in groups:
        found |= dict.fromkeys(members, frozenset(members))
    return found


def read(reader: Reader, day: str) -> list[Dated]:
    """The articles of a day as a digest sees them."""
    found = []
    with gzip.open(DAYS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            date = parsedate_to_datetime(row["time"])
            if date.date().isoformat() != day:
                continue
            seen = reader.read(row["text"])
            title = row["text"].split("\n", 1)[0]
            terms = packed(seen.head), packed(seen.body)
            count = len(seen.indexed)
            found.append(Dated(row["id"], title, row["outlet"], row["url"], date, *terms, count))
    return found


def measured(reader: Reader, day: str) -> tuple[Scores, Scores]:
    """B-cubed of a day: over all its articles, and over those in groups alone."""
    gold = json.loads((EVENTS / f"{day}.json").read_text())["groups"]
    articles = read(reader, day)
    found = [[one.id for one in members] for members in group(articles)]
    ids = [one.id for one in articles]
    inside = {
        one for groups in (found, gold) for members in groups if len(members) > 1 for one in members
    }
    return bcubed(found, gold, ids), bcubed(found, gold, sorted(inside))


def days() -> list[str]:
    """The days that were judged."""
    return sorted(path.stem for path in EVENTS.glob("*.json"))


def main() -> None:
    """Print a line for each day."""
    from bot.settings import load
    from bot.worker import load_reader

    settings = load()
    reader = load_reader(settings.morphology, settings.data_dir)
    for day in days():
        every, inside = (" ".join(f"{v:.3f}" for v in scores) for scores in measured(reader, day))
        print(f"{day}  all articles {every}   grouped ones {inside}")


if __name__ == "__main__":
    main()
