"""Generated hostile inputs: what senders with bad intent, broken programs and bad luck produce.

Seeded, so that a failure can be had again by its number.
"""

import io
import json
import random
import zipfile
from collections.abc import Iterator

SEED = 2024
ARABIC = "قال الوزير سامي الخطيب إن الحرب انتهت وأضاف أن السلام قريب ونفى حذر من أكد"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
ZERO = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
MARKS = "«»\"“”'‘’()[]{}،؛:.!؟?…-–—ـ"
ODD = "\U000e0041\U000e0042\ue000\uf8ff\U000f0000\ufffe\uffff\x00\x07\x1b\x7f\u0085\u2028\u2029"
EMOJI = "😀👨‍👩‍👧‍👦🇸🇦❤️1️⃣🏴󠁧󠁢󠁥󠁮󠁧󠁿"
LOOKALIKES = ("<b>", "</b>", "<script>", "&amp;", "&#x202e;", "**", "__", "`", "[a](tg://x)", "\\", "%s", "{0}", "${x}", "'; DROP TABLE quotes;--")  # fmt: skip
SYNTAX = ('" OR 1=1', "NEAR(", "*", "column:", "AND", "NOT", "^", "''", '""', "quote_index", "-")


def texts(count: int) -> Iterator[str]:
    """Texts of every sort, mixed."""
    chance = random.Random(SEED)
    makers = (_mixed, _marks, _long_word, _repeated, _lookalikes, _surrogates, _combining, _lines)
    for number in range(count):
        yield makers[number % len(makers)](chance)
    yield from extremes()


def extremes() -> Iterator[str]:
    """The ends of what can be sent."""
    yield ""
    yield "\n" * 5000
    yield "قال" + "\u0651" * 10_000 + " الوزير إن الحرب انتهت"
    yield "«" * 5000
    yield "قال الوزير: " + "«" * 5000
    yield "😀" * 4096
    yield "قال الوزير إن الحرب انتهت " * 4_000
    yield "و" * 20_000
    yield ARABIC.replace(" ", "_")
    yield "\u202e" + ARABIC + "\u202c" * 4000
    yield "\ud800\udc00\ud800 قال الوزير إن الحرب انتهت \udfff"
    yield "1234567890" * 1000
    yield "قال " * 4_000
    yield "إن " * 4_000
    yield "قال: " * 4_000
    yield "قال الوزير، " * 2_000
    yield "(" * 3000 + "قال الوزير إن الحرب انتهت" + ")" * 3000


def _words(chance: random.Random, count: int) -> list[str]:
    return [chance.choice(ARABIC.split()) for _ in range(count)]


def _mixed(chance: random.Random) -> str:
    alphabet = ARABIC + BIDI + ZERO + MARKS + ODD + EMOJI + "abcXYZ 0123٤٥٦\n\t"
    return "".join(chance.choice(alphabet) for _ in range(chance.randrange(400)))


def _marks(chance: random.Random) -> str:
    words = _words(chance, chance.randrange(1, 60))
    return "".join(
        word + chance.choice(MARKS + "   \n") + chance.choice('  «»":') for word in words
    )


def _long_word(chance: random.Random) -> str:
    return " ".join(
        "".join(chance.choice(ARABIC.replace(" ", "")) for _ in range(chance.randrange(1, 300)))
        for _ in range(8)
    )


def _repeated(chance: random.Random) -> str:
    return " ".join(_words(chance, chance.randrange(1, 4)) * chance.randrange(1, 120))


def _lookalikes(chance: random.Random) -> str:
    parts = [*_words(chance, 12), *(chance.choice(LOOKALIKES + SYNTAX) for _ in range(10))]
    chance.shuffle(parts)
    return " ".join(parts)


def _surrogates(chance: random.Random) -> str:
    parts = [
        chr(chance.randrange(0xD800, 0xE000)) if chance.random() < 0.2 else w
        for w in _words(chance, 30)
    ]
    return " ".join(parts)


def _combining(chance: random.Random) -> str:
    return " ".join(
        w + chr(chance.randrange(0x0610, 0x061B)) * chance.randrange(40) for w in _words(chance, 30)
    )


def _lines(chance: random.Random) -> str:
    return chance.choice(("\n", "\r\n", "\u2028", "\n\n-----\n\n")).join(
        " ".join(_words(chance, chance.randrange(1, 12))) for _ in range(20)
    )


def documents() -> Iterator[tuple[str, bytes]]:
    """Files that are not what they say, or too much of it."""
    yield "empty.pdf", b""
    yield "image.pdf", b"\x89PNG\r\n\x1a\n" + bytes(500)
    yield (
        "cut.pdf",
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>",
    )
    yield (
        "loop.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    )
    yield "nested.html", b"<div>" * 100_000 + ARABIC.encode()
    yield "entities.html", b"<p>" + b"&amp;" * 200_000 + b"</p>"
    yield "none.html", b"\x00" * 5000
    yield "bytes.txt", bytes(range(256)) * 40
    yield "line.txt", ARABIC.encode() * 12_000
    yield "bomb.docx", _bomb()
    yield (
        "xml.docx",
        _docx(
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
        ),
    )
    yield "zip.docx", _zip({"a.txt": b"x"})
    yield "../../etc/passwd.txt", ARABIC.encode()
    yield "name\x00.txt", ARABIC.encode()
    for number, broken in enumerate(_exports()):
        yield f"result{number}.json", broken
    yield "lines.jsonl", b'{"text": 5}\n'
    yield "lines.jsonl", b"[1]\n"


def _exports() -> Iterator[bytes]:
    wrong: list[object] = [None, 5, "x", [], {}, {"messages": 5}, {"messages": [None, 5, "x", {}]}]
    words: tuple[object, ...] = (None, 5, {}, [[]], [{"text": 5}], ["a", 5, None])
    unix: tuple[object, ...] = (None, 5, "x", "9" * 40, "-1")
    dates: tuple[object, ...] = (None, 5, "x", "9999-99-99")
    wrong += [{"messages": [{"text": value}]} for value in words]
    wrong += [{"messages": [{"text": ARABIC, "date_unixtime": value}]} for value in unix]
    wrong += [{"messages": [{"text": ARABIC, "date": value}]} for value in dates]
    for value in wrong:
        yield json.dumps(value).encode()
    yield b"{" * 50_000
    yield b"[" * 200_000


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


_TYPES = b"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""


def _docx(document: bytes) -> bytes:
    return _zip(
        {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document}
    )


def _bomb() -> bytes:
    """A Word file of a 60 kB that unpacks to 60 MB."""
    return _docx(b"<a>" + b" " * (60 << 20) + b"</a>")
