"""Links and documents: the article behind them, or what failed."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import docx
import pytest
from telegram import Update

from bot.errors import SourceError
from bot.ports import Language
from bot.services.intake import Outside, Page
from bot.store.database import SqlStore
from bot.workshop import InlineWorkshop
from handlers import progress
from handlers.terminal.session import pressed_message
from tests.chat.driver import USER, Driver, buttons, driven, texts

QUOTE = "قال وزير المالية سامي الخطيب إن العجز سيتراجع هذا العام ولن ترتفع الضرائب على أحد."
HTML = f"""<html><head><title>العجز يتراجع</title><meta property="og:site_name" content="صحيفة الغد"></head>
<body><article><h1>العجز يتراجع</h1><p>{QUOTE}</p><p>{"وتابعت الأسواق هذه الأنباء باهتمام كبير. " * 8}</p></article></body></html>"""


class Web:
    """A web of one page, and of addresses that fail."""

    async def fetch(self, url: str) -> Page:
        """The page, or the trouble that the address names."""
        name = url.rpartition("/")[2]
        if name == "news":
            return Page(url, HTML.encode(), "text/html")
        if name == "latin":
            return Page(
                url,
                HTML.replace("<head>", '<head><meta charset="windows-1256">').encode(
                    "windows-1256"
                ),
                "text/html",
            )
        if name == "empty":
            return Page(url, b"<html></html>", "text/html")
        raise SourceError(*name.split("-"))


@pytest.fixture
async def web(store: SqlStore, language: Language) -> AsyncIterator[Driver]:
    """A bot before that web."""
    workshop = InlineWorkshop()
    async with driven(store, language, Outside(Web(), workshop, workshop)) as driver:
        yield driver


async def link(chat: Driver, address: str) -> list[str]:
    """The user sends a link."""
    entities = [{"type": "url", "offset": 0, "length": len(address)}]
    return await chat.say(address, entities=entities)


@pytest.mark.parametrize("name", ["news", "latin"])
async def test_a_link_gives_its_article(web: Driver, store: SqlStore, name: str) -> None:
    """Text, title, source and address of the page, whatever its encoding."""
    (told,) = await link(web, f"https://example.org/{name}")
    assert "العجز سيتراجع هذا العام" in told
    assert "صحيفة الغد" in told
    (quote, *_) = [one async for one in store.archive("7").everything()]
    assert quote.url == f"https://example.org/{name}"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("not_public", "الروابط العامة"),
        ("timeout-20", "خلال ٢٠ ثانية"),
        ("status-404", "(٤٠٤)"),
        ("too_large-5", "أكبر من ٥"),
        ("empty", "لم أجد فيه نص"),
    ],
)
async def test_what_failed_is_said(web: Driver, name: str, said: str) -> None:
    """Each trouble in words, with what to do."""
    (told,) = await link(web, f"https://example.org/{name}")
    assert said in told


async def test_a_link_inside_an_article_is_not_followed(web: Driver) -> None:
    """A text with a link is the article itself."""
    text = f"{QUOTE} {'وتابعت الأسواق هذه الأنباء. ' * 10} https://example.org/status-404"
    start = text.index("https")
    entities = [{"type": "url", "offset": start, "length": len(text) - start}]
    assert "العجز" in (await web.say(text, entities=entities))[0]


def word() -> bytes:
    """A Word file with the article."""
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(QUOTE)
    document.save(out)
    return out.getvalue()


async def send(chat: Driver, name: str, data: bytes, size: int | None = None) -> list[Any]:
    """The user sends a document."""
    chat.world.files["f1"] = data
    message = chat.message("")
    del message["text"]
    message["document"] = {
        "file_id": "f1", "file_unique_id": "f1", "file_name": name,
        "file_size": len(data) if size is None else size,
    }  # fmt: skip
    return await chat.deliver({"message": message})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", QUOTE.encode()),
        ("a.TXT", QUOTE.encode("windows-1256")),
        ("b.txt", QUOTE.encode("utf-16")),
        ("c.txt", QUOTE.encode("utf-16-le")),
        ("a.html", HTML.encode()),
        ("a.docx", word()),
    ],
)
async def test_documents_are_read(chat: Driver, name: str, data: bytes) -> None:
    """Text in any of its encodings, HTML and Word give their quotes."""
    done = await send(chat, name, data)
    assert "العجز سيتراجع هذا العام" in texts(done)[0]


@pytest.mark.parametrize(
    ("name", "data", "size", "said"),
    [
        ("a.pdf", b"%PDF-nonsense", None, "تعذّرت قراءة"),
        ("a.docx", b"PK nonsense", None, "تعذّرت قراءة"),
        ("a.xyz", b"x", None, "result.json"),
        ("a.txt", b" ", None, "لم أجد فيه نص"),
        ("a.json", b"{}", None, "تعذّرت قراءة"),
        ("big.pdf", b"x", 21_000_000, "٢١ م.ب"),
    ],
)
async def test_documents_that_cannot_be_used(
    chat: Driver, name: str, data: bytes, size: int | None, said: str
) -> None:
    """One helpful line each."""
    (told,) = texts(await send(chat, name, data, size))
    assert said in told


def history(count: int) -> bytes:
    """A channel's history as Telegram Desktop exports it."""
    messages = [
        {
            "id": n,
            "type": "message",
            "date_unixtime": str(1_541_592_000 + n),
            "text": f"{QUOTE} رقم {n}",
        }
        for n in range(count)
    ]
    return json.dumps({"name": "قناة", "messages": messages}).encode()


async def test_a_history_is_imported_with_progress(
    chat: Driver, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One message that changes, with a bar and a way out; at the end the figures."""
    monkeypatch.setattr(progress, "EVERY", 0.0)
    done = await send(chat, "result.json", history(8))
    assert [name for name, _ in done].count("sendMessage") == 1
    assert "أوقف" in dict(buttons(done[:1]))
    assert "▓" in "".join(texts(done))
    assert "٨ أخبار" in texts(done)[-1]
    assert (await store.archive("7").counts()).articles == 8


async def test_the_progress_stays_in_the_topic_of_a_private_chat(chat: Driver) -> None:
    """A history that is sent into a topic is told of there."""
    chat.world.files["f1"] = history(5)
    message = chat.message("", message_thread_id=5, is_topic_message=True)
    del message["text"]
    file = {"file_id": "f1", "file_unique_id": "f1", "file_name": "result.json"}
    done = await chat.deliver({"message": message | {"document": file}})
    await chat.settle()
    done += chat.news()
    assert {values["message_thread_id"] for name, values in done if name == "sendMessage"} == {5}


async def test_an_import_can_be_stopped(chat: Driver, store: SqlStore) -> None:
    """The button works while the import runs, as does the chat; at its end it says what it has."""
    chat.world.files["f1"] = history(60)
    message = chat.message("")
    del message["text"]
    file = {"file_id": "f1", "file_unique_id": "f1", "file_name": "result.json"}
    working = asyncio.create_task(chat.put({"message": message | {"document": file}}))
    while not [one for one in chat.world.messages.values() if one.get("reply_markup")]:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    query = {"id": "1", "from": USER, "chat_instance": "1", "data": "v1:stop"}
    query["message"] = pressed_message(chat.world, "v1:stop")
    await chat.application.update_queue.put(
        Update.de_json({"update_id": 99, "callback_query": query}, chat.application.bot)
    )
    await working
    await chat.settle()
    done = chat.news()
    assert "أتوقف" in "".join(str(values.get("text")) for _, values in done)
    assert "استوردت" in texts(done)[-1]
    assert 0 < (await store.archive("7").counts()).articles < 60


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("photo", "الصورة"), ("voice", "الصوت"), ("sticker", "أرسل خبرًا"), ("video", "الفيديو"),
        ("location", "لا نص"),
    ],
)  # fmt: skip
async def test_what_cannot_be_used_gets_one_line(chat: Driver, part: str, said: str) -> None:
    """A photo, a voice, a sticker, a video, a place: one line each."""
    file = {"file_id": "x", "file_unique_id": "x"}
    parts = {
        "photo": [file | {"width": 1, "height": 1}],
        "voice": file | {"duration": 1},
        "sticker": file
        | {"width": 1, "height": 1, "type": "regular", "is_animated": False, "is_video": False},
        "video": file | {"width": 1, "height": 1, "duration": 1},
        "location": {"latitude": 1.0, "longitude": 1.0},
    }
    message = chat.message("")
    del message["text"]
    (told,) = texts(await chat.deliver({"message": message | {part: parts[part]}}))
    assert said in told
