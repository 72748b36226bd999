"""An archive as a page to read: right to left, self-contained, printable, light and dark."""

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby

from bot.arabic.script import strip_bidi
from bot.model.answer import StoredQuote
from bot.model.quote import Mode

Label = Callable[[StoredQuote], str]
_HEAD = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.8;
  font-family: "Noto Naskh Arabic", "Noto Sans Arabic", "Segoe UI", Tahoma, sans-serif; }}
article {{ margin: 2.5rem 0; }}
h1 {{ font-size: 1.5rem; }} h2 {{ font-size: 1.15rem; margin-bottom: .2rem; }}
.source {{ opacity: .7; font-size: .9rem; margin: 0 0 1rem; }}
.who {{ font-weight: bold; }} .role, .act {{ opacity: .75; }}
blockquote {{ margin: .3rem 0 1.2rem; padding: .1rem .9rem; border-inline-start: 3px solid #4a90d9; }}
@media print {{ article {{ break-inside: avoid; }} }}
</style></head>
<body dir="rtl"><h1 dir="auto">{title}</h1>
"""


def page(
    quotes: Iterable[StoredQuote], title: str, language: str, label: Label, headlines: Label
) -> str:
    """The whole page; ``label`` names a quote's act, ``headlines`` its article."""
    direction = "rtl" if language == "ar" else "ltr"
    parts = [_HEAD.format(language=language, direction=direction, title=escape(title))]
    for _, group in groupby(quotes, key=lambda one: one.article):
        own = list(group)
        parts.append(_article(own, headlines(own[0]), label))
    return "".join(parts) + "</body></html>\n"


def _article(quotes: list[StoredQuote], headline: str, label: Label) -> str:
    first = quotes[0]
    source = " · ".join(part for part in (first.source, f"{first.date:%Y-%m-%d}") if part)
    told = source_of(first, source)
    body = "".join(_quote(one, label) for one in quotes)
    heading = escape(strip_bidi(headline))
    return f'<article><h2 dir="auto">{heading}</h2><p class="source" dir="auto">{told}</p>{body}</article>\n'


def _quote(one: StoredQuote, label: Label) -> str:
    role = (
        f' <span class="role">· {escape(strip_bidi(one.quote.role))}</span>'
        if one.quote.role
        else ""
    )
    who = escape(strip_bidi(one.quote.who))
    act = escape(label(one))
    return (
        f'<div dir="auto"><span class="who">{who}</span>{role} <span class="act">{act}</span></div>'
        f'<blockquote dir="auto">{words_of(one)}</blockquote>'
    )


def words_of(one: StoredQuote) -> str:
    """The words of a quote as HTML, within «» where they are direct."""
    words = escape(strip_bidi(one.text))
    return f"«{words}»" if one.quote.mode is Mode.DIRECT else words


def source_of(one: StoredQuote, told: str) -> str:
    """What is told of a quote's source as HTML: a link where its address is one of the web, and no other."""
    shown = escape(strip_bidi(told))
    if one.url.startswith(("https://", "http://")):
        return f'<a href="{escape(one.url, quote=True)}">{shown}</a>'
    return shown
