"""Archives for benchmarks, of any size, from the one article that we may ship."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from math import ceil

from bot.model.article import Article, Sighting
from bot.ports import Archive, ReadArticle
from bot.services.reading import Reader

SEED = 7
#: Words of an article.
WORDS = 350
#: Different articles; the rest of an archive are copies of them with words of their own.
DIFFERENT = 40


def articles(count: int) -> list[str]:
    """Texts of some 350 words made of the seed article's sentences, seeded."""
    seed = (files("seeds") / "articles" / "merger.txt").read_text(encoding="utf-8")
    sentences = [line for line in seed.splitlines() if line.strip()]
    chance = random.Random(SEED)  # noqa: S311 - no secret depends on it
    made = []
    for number in range(count):
        chance.shuffle(sentences)
        lines: list[str] = [f"خبر رقم {number}"]
        while sum(len(line.split()) for line in lines) < WORDS:
            lines.append(sentences[len(lines) % len(sentences)])
        made.append("\n".join(lines))
    return made


async def fill(
    archive: Archive,
    reader: Reader,
    quotes: int,
    dated: Callable[[Article, int], Article] = lambda article, _: article,
) -> int:
    """Store articles, each as ``dated`` makes it of it and its number, until there are so many quotes; how many."""
    stored = 0
    sighting = Sighting(None, "", datetime.now(UTC))
    for number, text in enumerate(articles(DIFFERENT)):
        read = reader.read(text)
        copies = max(1, ceil(quotes / DIFFERENT / max(1, len(read.indexed))))
        for copy in range(copies):
            article = dated(Article(f"{number}-{copy}", text), number * copies + copy)
            await archive.save(article, sighting, _varied(read, copy))
            stored += len(read.indexed)
    return stored


def _varied(read: ReadArticle, copy: int) -> ReadArticle:
    """The article with other topic words in all but one copy in twenty, so that terms differ."""
    if copy % 20 == 0:
        return read

    def other(terms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{term}{copy % 97}" for term in terms)

    indexed = tuple(
        replace(q, topic=other(q.topic), near=other(q.near), context=other(q.context))
        for q in read.indexed
    )
    return replace(read, indexed=indexed, head=other(read.head), body=other(read.body))
