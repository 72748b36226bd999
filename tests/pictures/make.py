"""Render the bot's main messages as a phone shows them, with a real browser.

    python -m tests.pictures.make FOLDER

Needs Debian's ``chromium`` and Playwright from PyPI. The chats are played through the real
Application, and the page (``phone.html``) lays out the very text and entities that it sent.
"""

import asyncio
import base64
import sys
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.model.chart import Chart
from bot.services.intake import Outside
from bot.store.database import open_store
from bot.worker import InlineLanguage, load_reader
from bot.workshop import InlineWorkshop
from handlers.terminal.transport import is_quiet
from tests.chat.driver import PRIVATE, USER, buttons, driven

#: Chats by name: the interface's language, dark or light, and what the user does. ``>`` forwards the
#: sample article, ``#`` presses the first button whose label holds the words, ``-`` hides the bot's last
#: message.
CHATS: dict[str, tuple[str, bool, Sequence[str]]] = {
    "article-ar": ("ar", False, (">",)),
    "answer-ar": ("ar", False, (">", "من حذّر من الاندماج؟")),
    "answer-en": ("en", True, (">", "who warned about the merger?")),
    "show-ar": ("ar", False, (">", "من حذّر من الاندماج؟", "#أرني ٣")),
    "speaker-ar": ("ar", True, (">", "/who لافروف")),
    "speaker-en": ("en", False, (">", "/who Lavrov")),
    "settings-ar": ("ar", False, ("/settings",)),
    "wrong-ar": ("ar", False, (">", "#خطأ؟")),
    "recent-en": ("en", False, (">", "/recent")),
    "nothing-ar": ("ar", False, (">", "من حذر من الزلزال؟", "/privacy")),
    "watch-ar": ("ar", True, ("/watch لافروف", '/watch "حذّر" داعش', "/watch")),
    "answer": ("ar", False, (">", "-", "من حذّر من الاندماج؟")),
    "speaker": ("en", True, (">", "-", "who warned about the merger?", "-", "/who Lavrov")),
    "erase-ar": ("ar", False, (">", "/erase", "#امحُ")),
}  # fmt: skip
#: Characters of a user's message that are shown.
_SHOWN = 220


class Kept(InlineWorkshop):
    """The workshop, whose pictures are kept for the page."""

    def __init__(self) -> None:
        self.drawn: list[bytes] = []

    async def draw(self, chart: Chart) -> bytes:
        """Draw and keep."""
        self.drawn.append(await super().draw(chart))
        return self.drawn[-1]


async def play(language: str, lines: Sequence[str], reader: InlineLanguage) -> list[dict[str, Any]]:
    """The messages of a chat, as the page wants them."""
    seed = (files("seeds") / "articles" / "merger.txt").read_text(encoding="utf-8").strip()
    shown: list[dict[str, Any]] = []
    workshop = Kept()
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{folder}/q.db")
        USER["language_code"] = language
        async with driven(store, reader, Outside(None, workshop, workshop)) as chat:  # type: ignore[arg-type]
            done: list[Any] = []
            for line in lines:
                if line.startswith("#"):
                    data = next(d for label, d in buttons(done) if line[1:] in label)
                    done = await chat.press(data)
                elif line == "-":
                    shown.pop()
                    continue
                elif line == ">":
                    shown.append(_own(seed, "News"))
                    done = await chat.forward(seed)
                else:
                    shown.append(_own(line))
                    done = await chat.deliver({"message": chat.message(line, PRIVATE)})
                _add(shown, done, workshop)
        await store.close()
    return shown


def _own(text: str, origin: str = "") -> dict[str, Any]:
    cut = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return {"text": cut, "mine": True, "from": f"Forwarded from {origin}" if origin else ""}


def _add(shown: list[dict[str, Any]], done: Sequence[Any], workshop: Kept) -> None:
    for method, values in done:
        if is_quiet(method) or method == "answerCallbackQuery":
            continue
        rows = (values.get("reply_markup") or {}).get("inline_keyboard") or []
        message: dict[str, Any] = {
            "text": values.get("text") or values.get("caption") or "",
            "entities": values.get("entities") or [],
            "buttons": [[one["text"] for one in row] for row in rows],
            "reply": (values.get("reply_parameters") or {}).get("quote", ""),
        }
        if method == "sendPhoto":
            data = base64.b64encode(workshop.drawn[-1]).decode()
            message["photo"] = f"data:image/png;base64,{data}"
        if method == "editMessageReplyMarkup":
            shown[-1]["buttons"] = message["buttons"]
        elif method == "editMessageText":
            shown[-1] = message
        else:
            shown.append(message)


async def main(folder: Path) -> None:
    """Write a PNG for each chat."""
    from playwright.async_api import async_playwright

    folder.mkdir(parents=True, exist_ok=True)
    data = Path(tempfile.gettempdir()) / "qawl-pictures"
    reader = InlineLanguage(load_reader("", data))
    page_file = Path(__file__).with_name("phone.html").resolve()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (language, dark, lines) in CHATS.items():
            messages = await play(language, lines, reader)
            page = await browser.new_page(
                viewport={"width": 412, "height": 200}, device_scale_factor=2
            )
            await page.goto(page_file.as_uri())
            await page.evaluate("([m, d]) => show(m, d)", [messages, dark])
            await page.screenshot(path=folder / f"{name}.png", full_page=True)
            await page.close()
            print(name)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
