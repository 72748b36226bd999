"""``qawl bench``: speed and memory on articles that we may ship, as JSON."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

import bot
from bot.benchmarks.archives import articles, fill
from bot.benchmarks.digests import composed
from bot.services.ask import ask
from bot.services.ingest import Submission, ingest
from bot.services.reading import Reader
from bot.settings import Settings
from bot.store.database import SqlStore, open_store
from bot.worker import InlineLanguage, load_reader

#: Articles extracted in the timed run; the seed article's sentences in random order.
ARTICLES = 400
IMPORTS = 300
QUESTIONS = 200
#: Quotes of the week that a digest is composed of.
DIGESTED = 50_000
#: Sizes, in code points, that show whether time grows in line with length.
SIZES = (10_000, 100_000, 1_000_000)
#: Questions of the benchmark, in turn.
ASKED = (
    "من حذّر من الاندماج؟", "who warned about the merger?", "ماذا قال لافروف عن المخدرات؟",
    "what did Putin call for?", "من دعا إلى تسريع تبادل المعلومات؟", "who warned about the earthquake?",
)  # fmt: skip


async def run(settings: Settings, quotes: int) -> int:
    """Measure and print."""
    print(json.dumps(await measured(settings, quotes), ensure_ascii=False, indent=1))
    return 0


async def measured(settings: Settings, quotes: int) -> dict[str, Any]:
    """Start, extraction, growth with length, import, questions, memory."""
    started = time.perf_counter()
    reader = load_reader(settings.morphology, settings.data_dir)
    start = time.perf_counter() - started
    texts = articles(ARTICLES)
    result: dict[str, Any] = {
        "help_seconds": _help(),
        "start_seconds": round(start, 2),
        "extraction": _extraction(reader, texts),
        "linear_seconds": _linear(reader),
    }
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{folder}/bench.db")
        result["import_per_second"] = await _imports(store, reader, texts[:IMPORTS])
        result["questions"] = await _questions(store, reader, quotes)
        result["digest"] = await composed(store.archive("digests"), reader, DIGESTED)
        await store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result["memory_mb"] = round(peak)
    return result


def _help() -> float:
    started = time.perf_counter()
    home = os.fspath(Path(bot.__file__).parents[1])
    subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": home},
    )
    return round(time.perf_counter() - started, 2)


def _extraction(reader: Reader, texts: list[str]) -> dict[str, float]:
    reader.read(texts[0])
    started = time.process_time()
    words = 0
    for text in texts:
        reader.read(text)
        words += len(text.split())
    seconds = time.process_time() - started
    return {
        "articles_per_second": round(len(texts) / seconds),
        "words_per_second": round(words / seconds),
    }


def _linear(reader: Reader) -> dict[str, float]:
    seed = articles(1)[0]
    found = {}
    for size in SIZES:
        text = (seed + "\n") * (size // len(seed) + 1)
        started = time.perf_counter()
        reader.read(text[:size])
        found[str(size)] = round(time.perf_counter() - started, 2)
    return found


async def _imports(store: SqlStore, reader: Reader, texts: list[str]) -> int:
    archive, language = store.archive("import"), InlineLanguage(reader)
    started = time.perf_counter()
    for text in texts:
        await ingest(archive, language, Submission(text))
    return round(len(texts) / (time.perf_counter() - started))


async def _questions(store: SqlStore, reader: Reader, quotes: int) -> dict[str, float]:
    archive, language = store.archive("questions"), InlineLanguage(reader)
    stored = await fill(archive, reader, quotes)
    times = []
    for number in range(QUESTIONS):
        started = time.perf_counter()
        await ask(archive, language, ASKED[number % len(ASKED)])
        times.append((time.perf_counter() - started) * 1000)
    cuts = quantiles(times, n=100)
    return {"stored": stored, "p50_ms": round(cuts[49], 1), "p99_ms": round(cuts[98], 1)}
