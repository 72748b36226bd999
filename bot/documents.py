"""Files to articles: text, HTML, PDF, Word, JSON lines, and Telegram Desktop's result.json.

Formats are read by their libraries; encodings that Arabic sites used before UTF-8 are recognised.
"""

import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePath
from typing import Any

from bot.errors import InputError, SourceError
from bot.services.ingest import Submission

#: Telegram's own limit for a bot's files; a larger text file is no article.
MAX_BYTES = 20 << 20
#: JSON lines are read one by one, so that an archive of any size fits.
MAX_LINE = 4 << 20
#: Byte order marks, and what windows-1256 text looks like when UTF-8 fails.
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


#: Share of high bytes that tells UTF-16 without a mark.
WIDE_SHARE = 0.9


def read(path: Path) -> Iterator[Submission]:
    """The articles of a file.

    Raises:
        InputError: the file cannot be read, is too large, or is not what its name says.
    """
    name = path.name.lower()
    try:
        if name.endswith(".jsonl"):
            yield from _lines(path)
            return
        if name.endswith(".json"):
            yield from _telegram(_bytes(path, limit=None))
            return
        if path.suffix.lower() not in _READERS and path.exists():
            message = "unknown kind of file: .txt .html .pdf .docx .jsonl or result.json"
            raise InputError(message)
        data = _bytes(path, limit=MAX_BYTES)
        yield _read_by(path.suffix.lower(), data)
    except OSError as error:
        message = f"cannot be read ({error.strerror or type(error).__name__})"
        raise InputError(message) from error


def parse(name: str, data: bytes) -> tuple[Submission, ...]:
    """The articles of a document that was sent, by its name.

    Raises:
        SourceError: its kind is unknown, it cannot be read, or it holds no text.
    """
    suffix = PurePath(name.lower()).suffix
    if suffix not in {*_READERS, ".json", ".jsonl"}:
        raise SourceError("kind", suffix)
    try:
        if suffix == ".json":
            return tuple(_telegram(data))
        if suffix == ".jsonl":
            lines = decode(data).splitlines()
            rows = (parse_line(line, n) for n, line in enumerate(lines, 1) if line.strip())
            return tuple(submission(row) for row in rows)
        return (_read_by(suffix, data),)
    except InputError as error:
        trouble = "no_text" if str(error) == _NO_TEXT else "unreadable"
        raise SourceError(trouble) from error


def _read_by(suffix: str, data: bytes) -> Submission:
    """The article of a document by its format's library.

    Raises:
        InputError: the library cannot read it, in whatever way it says so.
    """
    try:
        return _READERS[suffix](data)
    except InputError:
        raise
    except Exception as error:
        message = f"is no {_KINDS[suffix]} that can be read ({type(error).__name__})"
        raise InputError(message) from error


def _bytes(path: Path, *, limit: int | None) -> bytes:
    if limit is not None and path.stat().st_size > limit:
        message = f"larger than {limit >> 20} MB"
        raise InputError(message)
    return path.read_bytes()


def decode(data: bytes) -> str:
    """Text of unknown encoding: UTF-8, UTF-16 by its mark or its bytes, else windows-1256."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    wide = _utf16(data[:4000])
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("windows-1256", "replace")


def _utf16(data: bytes) -> str:
    """Arabic in UTF-16 has 0x06 in every other byte (0x00 at spaces and Latin); no other text has."""
    high = len(data) // 2 or 1
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sum(byte in {0x00, 0x06} for byte in data[start::2]) > WIDE_SHARE * high:
            return name
    return ""


def _text(data: bytes) -> Submission:
    return _filled(decode(data).replace("\r\n", "\n").strip())


def _html(data: bytes) -> Submission:
    import trafilatura

    document = trafilatura.bare_extraction(decode(data), with_metadata=True)
    if document is None:
        return _filled("")
    found = document if isinstance(document, dict) else document.as_dict()
    title, body = found.get("title") or "", found.get("text") or ""
    text = body if not title or body.startswith(title) else f"{title}\n{body}"
    return Submission(
        _filled(text).text,
        source=found.get("sitename") or "",
        url=found.get("url") or "",
        published=instant(found.get("date") or ""),
        title=title,
    )


def _pdf(data: bytes) -> Submission:
    import pypdf

    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return _filled("\n".join(page.extract_text() for page in pages).strip())


def _docx(data: bytes) -> Submission:
    import docx

    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    return _filled("\n".join(p.text for p in paragraphs if p.text.strip()))


_NO_TEXT = "holds no text"


def _filled(text: str) -> Submission:
    if not text.strip():
        raise InputError(_NO_TEXT)
    return Submission(text)


_KINDS = {
    ".txt": "text",
    ".html": "HTML page",
    ".htm": "HTML page",
    ".pdf": "PDF",
    ".docx": "Word file",
}
_READERS: dict[str, Callable[[bytes], Submission]] = {
    ".txt": _text,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".docx": _docx,
}


def _lines(path: Path) -> Iterator[Submission]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield submission(parse_line(line, number))


def parse_line(line: str, number: int) -> dict[str, Any]:
    """One JSON line with a text.

    Raises:
        InputError: the line is no object with a text; the message names its number.
    """
    try:
        row = json.loads(line[:MAX_LINE])
    except (ValueError, RecursionError) as error:
        message = f"line {number} is no JSON"
        raise InputError(message) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        message = f"line {number} has no text"
        raise InputError(message)
    return row


def submission(row: dict[str, Any]) -> Submission:
    """The submission of a JSON line: {"id", "text"} and, optional, outlet, url, time, title."""
    return Submission(
        text=row["text"],
        id=str(row["id"]) if row.get("id") is not None else "",
        source=str(row.get("outlet") or ""),
        url=str(row.get("url") or ""),
        published=instant(str(row.get("time") or "")),
        title=str(row.get("title") or ""),
    )


def instant(text: str) -> datetime | None:
    """A UTC instant from RFC 2822 or ISO 8601, None where it is neither."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(text)
        except (ValueError, TypeError, IndexError):
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    return None


def _telegram(data: bytes) -> Iterator[Submission]:
    """Telegram Desktop's export of a chat: its text messages."""
    try:
        export = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        message = "is no JSON"
        raise InputError(message) from error
    messages = export.get("messages") if isinstance(export, dict) else None
    if not isinstance(messages, list):
        message = "is no export of Telegram Desktop: it has no messages"
        raise InputError(message)
    name = str(export.get("name") or "")
    for row in messages:
        if isinstance(row, dict) and (text := _joined(row.get("text"))).strip():
            when = _unix(str(row.get("date_unixtime") or ""))
            yield Submission(
                text, source=name, published=when or instant(str(row.get("date") or ""))
            )


def _unix(seconds: str) -> datetime | None:
    """The instant of Unix seconds, None where they are none or of no calendar."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _joined(text: object) -> str:
    """A message's text: a string, or a list of strings and formatted parts."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    parts = (part.get("text") if isinstance(part, dict) else part for part in text)
    return "".join(part for part in parts if isinstance(part, str))
