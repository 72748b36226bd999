"""How long a week's digest takes, and whether memory stays flat over many of them."""

import resource
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from bot.benchmarks.archives import fill
from bot.model.article import Article
from bot.ports import Archive
from bot.services.digesting import Scope, digest
from bot.services.reading import Reader

#: The week that is filled and told of, and the statements of its digest.
UNTIL, SPAN = datetime(2026, 11, 20, tzinfo=UTC), timedelta(days=7)
SIZE = 10
#: Digests of the timed run, after a first one that is told apart: pages of the file are read in it.
DIGESTS = 40


async def composed(archive: Archive, reader: Reader, quotes: int) -> dict[str, Any]:
    """Fill a week with so many quotes and compose its digest: milliseconds, and megabytes that came to stay."""
    stored = await fill(archive, reader, quotes, _spread)
    first = await _timed(archive)
    before = _peak()
    times = [await _timed(archive) for _ in range(DIGESTS)]
    return {"quotes": stored, "first_ms": round(first), "grown_mb": round(_peak() - before)} | _of(
        times
    )


def _spread(article: Article, number: int) -> Article:
    """Articles by turns over the week."""
    published = UNTIL - SPAN * (number % 997 + 1) / 998
    return replace(article, published=published, source=f"outlet {number % 7}")


async def _timed(archive: Archive) -> float:
    """Milliseconds of one digest."""
    began = time.perf_counter()
    await digest(archive, UNTIL - SPAN, UNTIL, Scope(SIZE))
    return (time.perf_counter() - began) * 1000


def _of(times: Sequence[float]) -> dict[str, int]:
    return {"p50_ms": round(median(times)), "most_ms": round(max(times))}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
