"""A chat with the real Application over the strict in-process Bot API: JSON in, calls out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update

from bot.app import in_process
from bot.ports import Language, Store
from bot.services.intake import Outside
from handlers.context import BotApplication
from handlers.terminal.session import pressed_message
from handlers.terminal.transport import World, is_quiet

NOW = 1_541_592_000
USER = {"id": 7, "is_bot": False, "first_name": "Reader", "language_code": "ar"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Reader"}
GROUP = {"id": -100200, "type": "supergroup", "title": "Newsroom"}
CHANNEL = {"id": -1001234567890, "type": "channel", "title": "News", "username": "news"}


class Driver:
    """Sends updates as Telegram would, and shows what the bot did."""

    def __init__(self, application: BotApplication, world: World) -> None:
        self.application = application
        self.world = world
        self.number = 0
        self._seen = 0

    def forget_permissions(self) -> None:
        """A minute passes in which the bot remembers who is an admin."""
        self.application.bot_data["parts"].permissions.forget()

    async def deliver(self, body: dict[str, Any], number: int | None = None) -> list[Any]:
        """Deliver an update and wait for its effects; what the bot did since."""
        await self.put(body, number)
        await self.settle()
        return self.news()

    async def put(self, body: dict[str, Any], number: int | None = None) -> None:
        """Deliver an update, and do not wait for what it waits for itself."""
        await self.hand(body, number)
        await self.worked()

    async def hand(self, body: dict[str, Any], number: int | None = None) -> None:
        """Deliver an update and wait for nothing."""
        self.number = number if number is not None else self.number + 1
        update = Update.de_json({"update_id": self.number, **body}, self.application.bot)
        await self.application.update_queue.put(update)

    async def settle(self) -> None:
        """Wait until nothing is being worked on, and nothing waits for its rest."""
        await self.worked()
        await self.application.bot_data["parts"].assembly.idle()

    async def worked(self) -> None:
        """Wait until every update that was delivered is worked on."""
        await self.application.update_queue.join()
        while self.application.update_processor.current_concurrent_updates:  # noqa: ASYNC110 - PTB's
            await asyncio.sleep(0.01)

    def news(self) -> list[Any]:
        """Calls since the last look, quiet ones left out."""
        fresh = self.world.sent[self._seen :]
        self._seen = len(self.world.sent)
        return [(name, values) for name, values in fresh if not is_quiet(name)]

    def message(
        self, text: str, chat: dict[str, Any] | None = None, **extra: Any
    ) -> dict[str, Any]:
        """A message of the user, known to the world so that it can be replied to."""
        where = chat or PRIVATE
        number = self.world.number()
        message: dict[str, Any] = {
            "message_id": number,
            "date": NOW,
            "chat": where,
            "from": USER,
            "text": text,
            **extra,
        }
        if where["type"] == "channel":
            del message["from"]
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self.world.messages[int(str(where["id"])), number] = message
        return message

    async def say(self, text: str, chat: dict[str, Any] | None = None, **extra: Any) -> list[str]:
        """The user writes; the texts that the bot sends or edits in return."""
        done = await self.deliver({"message": self.message(text, chat, **extra)})
        return texts(done)

    async def forward(self, text: str, chat: dict[str, Any] | None = None) -> list[Any]:
        """The user forwards a post of a public channel."""
        origin = {"type": "channel", "date": NOW, "chat": CHANNEL, "message_id": 5}
        body = self.message(text, chat, forward_origin=origin)
        return await self.deliver({"message": body})

    async def press(self, data: str) -> list[Any]:
        """The user presses a button of the newest message that has any."""
        query = {
            "id": str(self.number + 1),
            "from": USER,
            "chat_instance": "1",
            "message": pressed_message(self.world, data),
            "data": data,
        }
        return await self.deliver({"callback_query": query})


def texts(done: list[Any]) -> list[str]:
    """The texts among what the bot did."""
    return [
        str(values["text"])
        for name, values in done
        if "text" in values and name != "answerCallbackQuery"
    ]


def labels(values: dict[str, Any]) -> list[tuple[str, str]]:
    """The buttons of a message that was sent, with their data or addresses."""
    rows = (values.get("reply_markup") or {}).get("inline_keyboard") or []
    return [(one["text"], one.get("callback_data") or one["url"]) for row in rows for one in row]


def buttons(done: list[Any]) -> list[tuple[str, str]]:
    """All buttons among what the bot did."""
    return [pair for _, values in done for pair in labels(values)]


@asynccontextmanager
async def driven(
    store: Store, language: Language, outside: Outside | None = None
) -> AsyncIterator[Driver]:
    """A running application behind a driver."""
    world = World(now=NOW)
    async with in_process(store, language, world, outside) as application:
        yield Driver(application, world)
