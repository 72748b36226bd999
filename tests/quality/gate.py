"""The quality gate: extraction and answering must not fall under the floors of ``floors.json``.

The project's own sentences are always scored; the annotated parts and the questions, whose scorers
are shared, where ``../shared`` lies beside the project, else their lines say "skipped". A change that raises a figure raises its
floor: ``python -m tests.quality.gate --update`` never lowers one.
"""

import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bot.services.reading import Reader
from bot.worker import load_reader
from tests.quality.asking import SETS, asking
from tests.quality.gold import examples, found
from tests.quality.parts import SHARED, available, measure

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FLOORS = HERE / "floors.json"
#: Figures are compared to the third digit.
SLACK = 0.0005
#: Where the scorer puts F1, behind precision and recall.
F1 = 2
#: Sets that are asked beside each other.
BESIDE = 2
Figures = dict[str, float]
ANSWERS = ("recall@5", "first", "precision", "abstention")


def own(reader: Reader) -> Figures:
    """The share of the project's own sentences that come out exactly."""
    rows = examples()
    right = sum(found(row.text, reader.words) == row.quotes for row in rows)
    return {"own.exact": right / len(rows)}


def quotes(reader: Reader) -> Figures:
    """Quote and whole-quote F1, attribution, acts and content of every annotated part that is here."""
    figures: Figures = {}
    for name in available():
        scored = measure(name, reader.words).figures
        figures[f"{name}.quote"] = scored["quote@0.5"][F1]
        figures[f"{name}.all"] = scored["all"][F1]
        figures[f"{name}.attributed"] = 1 - scored["misattributed"]
        figures[f"{name}.act"] = scored["act_accuracy"]
        figures[f"{name}.content"] = scored["content_overlap"][F1]
    return figures


def answers() -> Figures:
    """Recall, first place, precision and abstention on every set of questions."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(BESIDE) as pool:
        scored = pool.map(lambda name: _answered(name, Path(folder)), SETS)
        return {name: value for figures in scored for name, value in figures.items()}


def _answered(name: str, folder: Path) -> Figures:
    """The figures of one set, imported and asked by the command as a user would."""
    questions, articles = asking(name).write(folder)
    command = ROOT / "deploy" / "qawl"
    scorer = SHARED / "tools" / "score_answers.py"
    scored = _run(
        scorer, questions, "--articles", articles, "--command", command, "--json"
    )["all"]  # fmt: skip
    return {f"{name}.{figure}": scored[figure] for figure in ANSWERS}


def _run(*command: str | Path) -> Any:
    done = subprocess.run(
        [sys.executable, *map(str, command)], check=True, stdout=subprocess.PIPE, cwd=ROOT
    )
    return json.loads(done.stdout)


def main() -> int:
    """Measure, compare, say; 1 where a figure fell under its floor."""
    with tempfile.TemporaryDirectory() as folder:
        reader = load_reader("", Path(folder))
        figures = own(reader)
        if SHARED.exists():
            figures |= quotes(reader) | answers()
        else:
            print("shared gold and questions: skipped: no ../shared")
    floors: Figures = json.loads(FLOORS.read_text())
    if "--update" in sys.argv:
        raised = {name: max(value, floors.get(name, 0.0)) for name, value in figures.items()}
        rounded = {name: int(value * 1000) / 1000 for name, value in (floors | raised).items()}
        FLOORS.write_text(json.dumps(rounded, indent=1) + "\n")
    fallen = 0
    for name, value in figures.items():
        floor = floors.get(name, 0.0)
        low = value < floor - SLACK
        fallen += low
        print(f"{name:<18} {value:.3f}  floor {floor:.3f}{'  FALLEN' if low else ''}")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
