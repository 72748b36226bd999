"""The bot under steady traffic, watched: ``python -m tests.soak --minutes 45 --plot soak.png``.

Twenty times the rate that is expected of a busy bot (one update in four seconds) arrives over a strict
Bot API double; memory, open files, tasks, threads, what waits and the size of the database are sampled
from outside. Prints JSON: first and last thirds of the run compared, which is how "flat" is judged.
"""

import argparse
import json
import random
import signal
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean

from handlers.terminal.transport import World
from tests.botapi.load import Load
from tests.botapi.running import Running, until
from tests.botapi.server import serving

#: Updates a second: twenty times one in four seconds.
RATE = 5.0
#: Chats that take part, and seconds between two samples.
CHATS, EVERY = 200, 5.0
#: Seconds at the start that do not count: caches fill.
WARM = 60.0
#: Seconds at the end for what is still on its way.
DRAIN = 60.0
PORT = 19_109
_KB = 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at the bot; sizes in megabytes, ``lag`` in seconds."""

    at: float
    bot_mb: float
    worker_mb: float
    files: int
    threads: int
    tasks: int
    lag: float
    database_mb: float
    wal_mb: float
    updates: int


def sample(bot: Running, began: float, updates: int) -> Sample:
    """Look at the processes, the pages of health, and the files."""
    pid = bot.pid
    figures = _metrics()
    wal = Path(f"{bot.database}-wal")
    return Sample(
        at=round(time.monotonic() - began, 1),
        bot_mb=_resident(pid),
        worker_mb=sum(_resident(child) for child in bot.children()),
        files=len(list(Path(f"/proc/{pid}/fd").iterdir())),
        threads=len(list(Path(f"/proc/{pid}/task").iterdir())),
        tasks=int(figures.get("qawl_tasks", 0)),
        lag=round(figures.get("qawl_inbox_lag_seconds", 0.0), 2),
        database_mb=round(bot.database.stat().st_size / _KB**2, 1),
        wal_mb=round(wal.stat().st_size / _KB**2, 1) if wal.exists() else 0.0,
        updates=updates,
    )


def _metrics() -> dict[str, float]:
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/metrics") as page:
        lines = page.read().decode().splitlines()
    pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


def _resident(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith("VmRSS")), "VmRSS 0 kB")
    return round(int(line.split()[1]) / _KB, 1)


def flat(samples: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """Means of each figure over the first and last third of the warm part, and the growth in per cent."""
    warm = [one for one in samples if one.at >= min(WARM, samples[-1].at / 4)]
    third = max(len(warm) // 3, 1)
    told = {}
    for name in ("bot_mb", "worker_mb", "files", "threads", "tasks", "lag", "wal_mb"):
        first = mean(getattr(one, name) for one in warm[:third])
        last = mean(getattr(one, name) for one in warm[-third:])
        growth = 100 * (last / first - 1) if first else 0.0
        told[name] = {"first": round(first, 2), "last": round(last, 2), "growth": round(growth, 1)}
    return told


def plot(samples: Sequence[Sample], path: Path) -> None:
    """Four curves over the minutes."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    minutes = [one.at / 60 for one in samples]
    figure, axes = plt.subplots(2, 2, figsize=(11, 7), constrained_layout=True)
    panels = (
        ("memory (MB)", ("bot_mb", "worker_mb")),
        ("files, threads, tasks", ("files", "threads", "tasks")),
        ("lag (s)", ("lag",)),
        ("database (MB)", ("database_mb", "wal_mb")),
    )
    for axis, (title, names) in zip(axes.flat, panels, strict=True):
        for name in names:
            axis.plot(minutes, [getattr(one, name) for one in samples], label=name)
        axis.set_title(title)
        axis.set_xlabel("minutes")
        axis.set_ylim(bottom=0)
        axis.legend()
    figure.savefig(path, dpi=90)


def main() -> None:
    """Run, sample, tell."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--minutes", type=float, default=3.0)
    options.add_argument("--rate", type=float, default=RATE)
    options.add_argument("--plot", type=Path)
    chosen = options.parse_args()
    samples: list[Sample] = []
    with tempfile.TemporaryDirectory() as folder, serving(World(now=int(time.time()))) as server:
        bot = Running(server, Path(folder), QAWL_HEALTH_LISTEN=f"127.0.0.1:{PORT}")
        load = Load(server, random.Random(1), CHATS)
        bot.start()
        until(lambda: server.polls > 0)
        began = time.monotonic()
        look = EVERY
        while (passed := time.monotonic() - began) < chosen.minutes * 60:
            while load.delivered < passed * chosen.rate:
                load.some(1)
            if passed >= look:
                samples.append(sample(bot, began, load.delivered))
                look += EVERY
            time.sleep(0.05)
        drained = time.monotonic() + DRAIN
        pending = "SELECT count(*) FROM inbox WHERE state = 'pending'"
        while (server.waiting() or bot.rows(pending)[0][0]) and time.monotonic() < drained:
            time.sleep(0.5)
        samples.append(sample(bot, began, load.delivered))
        left = bot.rows(
            "SELECT state, reason, count(*) FROM inbox WHERE state <> 'done' GROUP BY 1, 2"
        )
        articles = bot.rows("SELECT count(*) FROM articles")[0][0]
        code = bot.end(signal.SIGTERM)
    answers = load.answers()
    answered = sum(1 for key in load.forwards if answers[key])
    told = {
        "minutes": chosen.minutes, "updates": load.delivered, "articles": articles,
        "forwards": len(load.forwards), "answered": answered, "unfinished": left, "exit": code,
        "kb_per_article": round(samples[-1].database_mb * _KB / max(articles, 1), 1),
        "flat": flat(samples), "last": asdict(samples[-1]),
    }  # fmt: skip
    print(json.dumps(told, indent=1))
    if chosen.plot:
        plot(samples, chosen.plot)


if __name__ == "__main__":
    main()
