"""A chat in the terminal: lines become updates, the bot's calls become text."""

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from telegram import Update

from bot.errors import InputError
from handlers.context import BotApplication
from handlers.rich import units
from handlers.terminal.screen import show
from handlers.terminal.transport import World, is_quiet

USER = {"id": 7, "is_bot": False, "first_name": "You"}
CHAT = {"id": 7, "type": "private", "first_name": "You"}
CHANNEL = {"id": -1001234567890, "type": "channel", "title": "Qawl", "username": "qawl_news"}
#: What Telegram's clients mark as a link.
_LINK = re.compile(r"(?:https?://|www\.)\S+")
#: Largest file that /forward reads, in bytes; Telegram's messages are far smaller.
MAX_FILE = 1 << 20
#: Largest document that /file sends: Telegram's limit for bots.
MAX_DOCUMENT = 20 << 20


class Session:
    """One user's private chat with the bot."""

    def __init__(
        self,
        application: BotApplication,
        world: World,
        console: Console,
        language: str,
        update: int = 0,
    ) -> None:
        """Talk to ``application``, whose transport answers from ``world``; ``update`` is the last number used."""
        self._application = application
        self._world = world
        self._console = console
        self._user = USER | {"language_code": language}
        self._buttons: list[str] = []
        self._update = update
        self._shown = 0
        self._forwarded = 0

    async def play(self, lines: Iterable[str], *, echo: bool) -> None:
        """Play lines one after the other, each answer shown before the next is sent."""
        for line in lines:
            if not line.strip():
                continue
            if echo:
                self._console.print(f"> {line.strip()}", style="bold green", markup=False)
            await self.line(line.strip())

    async def line(self, line: str) -> None:
        """One line of the user: a message, ``/forward FILE``, ``/edit FILE``, ``/file FILE``, or ``#N`` for a button."""
        try:
            update = self._read(line)
        except InputError as error:
            self._console.print(str(error), style="red", markup=False)
            return
        await self._deliver(update)

    def _read(self, line: str) -> dict[str, Any]:
        if line.startswith("#") and line[1:].isdecimal():
            return self._press(int(line[1:]))
        if line.startswith("/forward"):
            return {"message": self._forward(line.removeprefix("/forward").strip())}
        if line.startswith("/edit"):
            return {"edited_message": self._edit(line.removeprefix("/edit").strip())}
        if line.startswith("/file"):
            return {"message": self._file(line.removeprefix("/file").strip())}
        return {"message": self._message(line)}

    def _message(self, text: str) -> dict[str, Any]:
        message: dict[str, Any] = {
            "message_id": self._world.number(),
            "date": self._world.now,
            "chat": CHAT,
            "from": self._user,
            "text": text,
        }
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        else:
            message["entities"] = [
                {"type": "url", "offset": units(text[: m.start()]), "length": units(m.group())}
                for m in _LINK.finditer(text)
            ]
        self._world.messages[CHAT["id"], message["message_id"]] = message  # type: ignore[index]
        return message

    def _forward(self, name: str) -> dict[str, Any]:
        forwarded = self._message(_bytes(name, MAX_FILE).decode("utf-8", "replace").strip())
        forwarded.pop("entities", None)
        forwarded["forward_origin"] = {
            "type": "channel",
            "date": self._world.now,
            "chat": CHANNEL,
            "message_id": forwarded["message_id"],
        }
        self._forwarded = forwarded["message_id"]
        return forwarded

    def _edit(self, name: str) -> dict[str, Any]:
        """The last forward with the text of a file."""
        message = self._world.messages.get((7, self._forwarded))
        if message is None:
            raise InputError("/edit: nothing was forwarded yet")
        message["text"] = _bytes(name, MAX_FILE).decode("utf-8", "replace").strip()
        return message | {"edit_date": self._world.now}

    def _file(self, name: str) -> dict[str, Any]:
        data = _bytes(name, MAX_DOCUMENT)
        identity = f"file{len(self._world.files)}"
        self._world.files[identity] = data
        message = self._message("")
        del message["text"]
        document = {"file_id": identity, "file_unique_id": identity, "file_size": len(data)}
        message["document"] = document | {"file_name": Path(name).name}
        return message

    def _press(self, number: int) -> dict[str, Any]:
        if not 1 <= number <= len(self._buttons):
            message = f"#{number}: there is no such button"
            raise InputError(message)
        data = self._buttons[number - 1]
        if not any(data in codes_of(m) for m in self._world.messages.values()):
            message = f"#{number}: there is no such button any more"
            raise InputError(message)
        return {
            "callback_query": {
                "id": str(self._update + 1),
                "from": self._user,
                "chat_instance": "1",
                "message": pressed_message(self._world, data),
                "data": data,
            }
        }

    async def _deliver(self, body: dict[str, Any]) -> None:
        self._update += 1
        update = Update.de_json({"update_id": self._update, **body}, self._application.bot)
        await self._application.update_queue.put(update)
        await self._settle()
        fresh: list[str] = []
        for method, parameters in self._world.sent[self._shown :]:
            if not is_quiet(method):
                show(self._console, method, parameters, fresh)
        self._buttons = fresh or self._buttons
        self._shown = len(self._world.sent)

    async def _settle(self) -> None:
        """Wait until the update's effects are finished, and parts of an article put together."""
        await self._application.update_queue.join()
        while self._application.update_processor.current_concurrent_updates:  # noqa: ASYNC110
            await asyncio.sleep(0.01)  # PTB tells no event for it
        await self._application.bot_data["parts"].assembly.idle()


def pressed_message(world: World, data: str) -> dict[str, Any]:
    """The newest message that has a button of these data, else the newest that has any."""
    with_buttons = [m for m in world.messages.values() if codes_of(m)]
    fitting = [m for m in with_buttons if data in codes_of(m)]
    return max(fitting or with_buttons, key=lambda m: m["message_id"])


def codes_of(message: dict[str, Any]) -> list[str]:
    """The codes of a message's buttons."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    return [button.get("callback_data", "") for row in rows for button in row]


def _bytes(name: str, most: int) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it cannot be read, or is too large.
    """
    path = Path(name)
    try:
        if path.stat().st_size > most:
            message = f"{name}: larger than a message"
            raise InputError(message)
        return path.read_bytes()
    except OSError as error:
        message = f"{name or '/forward'}: cannot be read ({type(error).__name__})"
        raise InputError(message) from error
