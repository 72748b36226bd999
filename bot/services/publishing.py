"""A digest as a page to read and to print, and as an Atom feed for people's readers."""

from datetime import datetime
from functools import lru_cache
from html import escape

from babel.dates import format_date
from feedgen.feed import FeedGenerator

from bot.arabic.lexicon import rows
from bot.arabic.script import strip_bidi
from bot.model.answer import Hit
from bot.model.digest import Digest, Story
from bot.model.quote import Act
from bot.services.readable import source_of, words_of

_PAGE = """<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.8;
  font-family: "Noto Naskh Arabic", "Noto Sans Arabic", "Segoe UI", Tahoma, sans-serif; }}
h1 {{ font-size: 1.6rem; margin-bottom: 0; }} h2 {{ font-size: 1.2rem; margin: 2rem 0 .4rem; }}
img {{ max-width: 100%; border-radius: .5rem; }} .figures, .source, .act {{ opacity: .75; }}
.source {{ font-size: .9rem; }} .who {{ font-weight: bold; }} .disputed {{ color: #c0392b; }}
blockquote {{ margin: .2rem 0; padding: .1rem .9rem; border-inline-start: 3px solid #4a90d9; }}
section div {{ margin-bottom: 1rem; }}
@media print {{ section div {{ break-inside: avoid; }} body {{ margin: 0; max-width: none; }} }}
</style></head><body>
<h1>{title}</h1><p class="figures">{figures}</p>{picture}
"""
_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
#: Nouns before their numbers, so that no number needs its own form of the noun.
_FIGURES = "الأخبار: {articles} · الاقتباسات: {quotes} · المتحدثون: {speakers}"


@lru_cache(maxsize=1)
def act_names() -> dict[Act, tuple[str, str]]:
    """The Arabic and the English name of each act.

    Raises:
        LexiconError: the table is malformed.
    """
    acts = {act.value for act in Act}
    return {Act(row[0]): (row[1], row[2]) for row in rows("act_names", 4, {0: acts})}


def title(digest: Digest) -> str:
    """«موجز الاقتباسات · 10 أبريل 2018»: the day (UTC) on which it ends."""
    return f"موجز الاقتباسات · {_day(digest.until)}"


def _day(day: datetime) -> str:
    return str(format_date(day, "d MMMM y", locale="ar")).translate(_LATIN)


def figures(digest: Digest) -> str:
    """Its articles, quotes and speakers, in words."""
    return _FIGURES.format(articles=digest.articles, quotes=digest.quotes, speakers=digest.speakers)


def page(digest: Digest, picture: str = "") -> str:
    """The page; ``picture`` is PNG in base64, or ""."""
    source = f'<img alt="{escape(title(digest))}" src="data:image/png;base64,{picture}">'
    head = _PAGE.format(
        title=escape(title(digest)),
        figures=escape(figures(digest)),
        picture=source if picture else "",
    )
    stories = "".join(_section(n, story) for n, story in enumerate(digest.stories, start=1))
    return f"{head}{stories}</body></html>\n"


def _section(number: int, story: Story) -> str:
    quotes = "".join(_quote(hit) for hit in story.quotes)
    disputed = '<p class="disputed">أقوال متعارضة</p>' if story.disputed else ""
    heading = escape(strip_bidi(story.title))
    return f'<section><h2 dir="auto">{number}. {heading}</h2>{disputed}{quotes}</section>\n'


def _quote(hit: Hit) -> str:
    one = hit.stored
    role = f" · {escape(strip_bidi(one.quote.role))}" if one.quote.role else ""
    when = f"{_day(one.date)} {one.date:%H:%M}"
    told = source_of(one, " · ".join(part for part in (one.source, when) if part))
    return (
        f'<div><span class="who" dir="auto">{escape(printed(one.quote.who))}</span>{role}'
        f' <span class="act">{escape(act_names()[one.quote.act][0])}</span>'
        f'<blockquote dir="auto">{words_of(one)}</blockquote><span class="source" dir="auto">{told}</span></div>'
    )


def atom(digest: Digest, identity: str) -> bytes:
    """The digest as an Atom feed: an entry for each story; ``identity`` names the feed."""
    feed = FeedGenerator()
    feed.id(f"urn:qawl:{identity}")
    feed.title(title(digest))
    feed.subtitle(figures(digest))
    feed.language("ar")
    feed.updated(digest.until)
    feed.author({"name": "Qawl"})
    for story in digest.stories:
        entry = feed.add_entry(order="append")
        entry.id(f"urn:qawl:{identity}:{digest.until:%Y%m%d%H%M}:{story.articles[0]}")
        entry.title(_plain(story.title) or title(digest))
        entry.updated(max(hit.stored.date for hit in story.quotes))
        entry.content("".join(_quote(hit) for hit in story.quotes), type="html")
        links = dict.fromkeys(hit.stored.url for hit in story.quotes if hit.stored.url)
        for link in links:
            entry.link(href=link, rel="related")
    return bytes(feed.atom_str(pretty=True))


def printed(name: str) -> str:
    """A name without the marks of a hashtag: «#محمود_عباس» is «محمود عباس»."""
    return strip_bidi(name).replace("_", " ").removeprefix("#")


def _plain(text: str) -> str:
    """Text that XML takes: without control characters."""
    return "".join(c for c in strip_bidi(text) if c.isprintable() or c in "\n\t").strip()
