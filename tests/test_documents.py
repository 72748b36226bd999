"""Files to articles."""

import json
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from bot.documents import decode, instant, read
from bot.errors import InputError

ARABIC = "قال الوزير إن الطريق مغلق منذ الأحد"
HTML = f"<html><head><title>عنوان الخبر</title></head><body><article><h1>عنوان الخبر</h1><p>{ARABIC}.</p><p>{ARABIC} مرة أخرى.</p></article></body></html>"
OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    b"<</Length 51>>stream\nBT /F1 12 Tf 10 100 Td (The road is shut) Tj ET    \nendstream",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


def pdf() -> bytes:
    """A document of one page, with the table of offsets that a PDF must end with."""
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(OBJECTS, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(OBJECTS) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return data + head + table + trailer % (len(OBJECTS) + 1, len(data))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"]
)
def test_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    """UTF-8, UTF-16 with and without its mark, and windows-1256 texts are read."""
    path = tmp_path / "a.txt"
    path.write_bytes(ARABIC.encode(encoding))
    assert next(iter(read(path))).text == ARABIC
    assert decode("plain words".encode(encoding)) == "plain words"


def test_html(tmp_path: Path) -> None:
    """A page gives its article, its title first."""
    path = tmp_path / "a.html"
    path.write_text(HTML, encoding="utf-8")
    found = next(iter(read(path)))
    assert "الطريق مغلق" in found.text
    assert found.title == "عنوان الخبر"


def test_docx_and_pdf(tmp_path: Path) -> None:
    """Word and PDF files give their paragraphs."""
    document = docx.Document()
    document.add_paragraph(ARABIC)
    document.save(str(tmp_path / "a.docx"))
    assert next(iter(read(tmp_path / "a.docx"))).text == ARABIC
    (tmp_path / "a.pdf").write_bytes(pdf())
    assert "road is shut" in next(iter(read(tmp_path / "a.pdf"))).text


def test_json_lines(tmp_path: Path) -> None:
    """A line is an article with its id, outlet, address and time."""
    path = tmp_path / "a.jsonl"
    row = {
        "id": 5,
        "text": ARABIC,
        "outlet": "BBC",
        "url": "u",
        "time": "Wed, 28 Feb 2018 12:44:08 +0400",
    }
    path.write_text(json.dumps(row) + "\n\n" + json.dumps({"text": "x"}))
    first, second = read(path)
    assert (first.id, first.source, first.url) == ("5", "BBC", "u")
    assert first.published == datetime(2018, 2, 28, 8, 44, 8, tzinfo=UTC)
    assert second.id == ""


def test_telegram_export(tmp_path: Path) -> None:
    """Telegram Desktop's export gives its text messages, formatted or not."""
    export = {
        "name": "قناة",
        "messages": [
            {
                "type": "message",
                "date_unixtime": "1541592000",
                "text": [ARABIC[:5], {"type": "bold", "text": ARABIC[5:]}, 7],
            },
            {"type": "message", "date": "2018-11-07T12:00:00", "text": "نص آخر"},
            {"type": "message", "text": ""},
            {"type": "message", "text": 5},
            "junk",
        ],
    }
    path = tmp_path / "result.json"
    path.write_text(json.dumps(export))
    first, second = read(path)
    assert first.text == ARABIC
    assert first.source == "قناة"
    assert first.published == second.published == datetime(2018, 11, 7, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.exe", b"x", "unknown kind"),
        ("a.txt", b"  \n", "holds no text"),
        ("a.html", b"<html></html>", "holds no text"),
        ("a.pdf", b"%PDF-1.4 nonsense", "no PDF"),
        ("a.docx", b"nonsense", "no Word file"),
        ("a.jsonl", b"{", "line 1 is no JSON"),
        ("a.jsonl", b'{"x": 1}', "line 1 has no text"),
        ("a.json", b"[", "is no JSON"),
        ("a.json", b"[]", "no export of Telegram"),
    ],
)
def test_bad_files_are_told(tmp_path: Path, name: str, data: bytes, complaint: str) -> None:
    """Each bad file has its own clear line."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=complaint):
        list(read(path))


def test_missing_and_large_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not there, or is too large, is told."""
    with pytest.raises(InputError, match="cannot be read"):
        list(read(tmp_path / "none.txt"))
    monkeypatch.setattr("bot.documents.MAX_BYTES", 3)
    (tmp_path / "a.txt").write_text("long")
    with pytest.raises(InputError, match="larger than"):
        list(read(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    ("text", "known"),
    [("2018-11-07", True), ("2018-11-07T12:00:00+02:00", True), ("gestern", False), ("", False)],
)
def test_instants(text: str, known: bool) -> None:
    """Times of either form become UTC; others are unknown."""
    found = instant(text)
    assert (found is not None) is known
    assert found is None or found.tzinfo is UTC
