"""``qawl bench --all``: every measurement in one run, as JSON, and as a page with plots."""

import json
import platform
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.benchmarks import archives, basics, peers, questions
from bot.benchmarks.page import write
from bot.settings import Settings
from bot.worker import load_reader

#: Articles that every pipeline is given.
TEXTS = 120


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure: sizes of archives, a PostgreSQL, the shared folder, earlier figures of the line."""

    sizes: tuple[int, ...]
    postgresql: str = ""
    shared: Path | None = None
    line: Path | None = None
    page: Path | None = None


async def run(settings: Settings, plan: Plan) -> int:
    """Measure everything, print JSON, write the page."""
    reader = load_reader(settings.morphology, settings.data_dir)
    texts = archives.articles(TEXTS)
    found: dict[str, Any] = {
        "machine": {
            "python": platform.python_version(),
            "processor": platform.machine(),
            "at": time.strftime("%Y-%m-%d"),
        },
        "basics": await basics.measured(settings, min(plan.sizes)),
        "speeds": peers.speeds(reader, texts, plan.shared),
    }
    if plan.shared is not None:
        found["quality"] = peers.quality(reader, plan.shared)
    with tempfile.TemporaryDirectory() as folder:
        if plan.shared is not None:
            found["recall"] = await questions.recall(
                reader, plan.shared, Path(folder), plan.postgresql
            )
        found["questions"] = {
            str(size): await questions.latency(reader, size, Path(folder), plan.postgresql)
            for size in plan.sizes
        }
    if plan.line is not None:
        found["line"] = json.loads(plan.line.read_text(encoding="utf-8"))
    if plan.page is not None:
        write(plan.page, found)
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return 0
