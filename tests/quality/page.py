"""The articles as an HTML page: gold beside found, coloured, with the class of each error."""

from html import escape

from tests.quality.errors import classes
from tests.quality.parts import Measured, Pair, Row

_STYLE = """
body{font-family:sans-serif;margin:1em;direction:rtl} h1,h2,table,.ltr{direction:ltr;text-align:left}
.two{display:flex;gap:1em} .two>div{flex:1;white-space:pre-wrap;line-height:1.9;border:1px solid #ccc;padding:.6em}
.cue{background:#ffd54f} .speaker{background:#90caf9} .content{background:#e0e0e0}
.bad .content{background:#ffcdd2} td,th{padding:.2em .6em;border-bottom:1px solid #ddd;vertical-align:top}
.errors td{direction:rtl;text-align:right} .errors td:first-child{direction:ltr;text-align:left;white-space:nowrap}
"""


def page(tables: str, parts: list[Measured]) -> str:
    """A whole page: the tables, then every article of the parts with its errors."""
    body = "".join(_article(part, key) for part in parts for key in part.texts)
    return (
        '<!doctype html><meta charset="utf-8"><title>Qawl: extraction</title>'
        f"<style>{_STYLE}</style><h1>Extraction report</h1>"
        f'<pre class="ltr">{escape(tables)}</pre>{body}'
    )


def _article(part: Measured, key: str) -> str:
    text = part.texts[key]
    pairs = [pair for pair in part.pairs if pair.article == key]
    gold = [(pair.gold, pair.right) for pair in pairs if pair.gold is not None]
    found = [(pair.found, pair.right) for pair in pairs if pair.found is not None]
    return (
        f"<h2>{escape(part.name)} · {escape(key)}</h2>"
        f'<div class="two"><div>{_marked(text, gold)}</div><div>{_marked(text, found)}</div></div>'
        f'<table class="errors">{"".join(_errors(part, pair, text) for pair in pairs)}</table>'
    )


def _marked(text: str, quotes: list[tuple[Row, bool]]) -> str:
    """The text with cue, speaker and content of each quote in a colour; overlaps keep the first."""
    spans: list[tuple[int, int, str]] = []
    for quote, right in quotes:
        bad = "" if right else " bad"
        spans.append((*quote["cue"], f"cue{bad}"))
        spans += [(*quote["speaker"], f"speaker{bad}")] if quote["speaker"] else []
        spans += [(*span, f"content{bad}") for span in quote["content"]]
    shown, at = [], 0
    for start, end, name in sorted(spans):
        if start < at:
            continue
        outer, _, bad = name.partition(" ")
        inner = f'<span class="{outer}">{escape(text[start:end])}</span>'
        shown.append(
            escape(text[at:start]) + (f'<span class="bad">{inner}</span>' if bad else inner)
        )
        at = end
    return "".join(shown) + escape(text[at:])


def _errors(part: Measured, pair: Pair, text: str) -> str:
    wrong = classes(part, pair)
    if not wrong:
        return ""
    cells = (_line(pair.gold, text), _line(pair.found, text))
    return f"<tr><td>{escape('; '.join(wrong))}</td><td>{cells[0]}</td><td>{cells[1]}</td></tr>"


def _line(quote: Row | None, text: str) -> str:
    if quote is None:
        return ""
    start, end = quote["cue"]
    content = " … ".join(text[s:e] for s, e in quote["content"])
    return escape(f"[{text[start:end]}] {quote['who']} :: {content}")
