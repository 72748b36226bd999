"""The Bot API in this process: PTB's requests are checked, kept and answered, never sent.

``sent`` holds what the bot did, in order, as method and parameters; messages of both sides are kept
so that replies, highlights and edits are checked against them as Telegram would.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from telegram.request import BaseRequest, RequestData

from handlers.rich import units
from handlers.terminal.rules import Refused, check

BOT = {
    "id": 4200,
    "is_bot": True,
    "first_name": "Qawl",
    "username": "qawl_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
_QUIET = frozenset(
    {
        "setMyCommands",
        "setMyDescription",
        "setMyShortDescription",
        "deleteWebhook",
        "sendChatAction",
    }
)


@dataclass(slots=True)
class World:
    """Messages, members and files as the server knows them; ids are a chat's and a message's.

    ``closed`` are chats in which the bot may not write.
    """

    now: int
    next_id: int = 1
    messages: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    admins: set[tuple[int, int]] = field(default_factory=set)
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    strangers: set[tuple[int, int]] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    chats: dict[str, dict[str, Any]] = field(default_factory=dict)

    def number(self) -> int:
        """A fresh message id."""
        self.next_id += 1
        return self.next_id - 1


#: Formatting that counts as part of quoted words.
_FORMATTING = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji"})


def _shape(entity: dict[str, Any]) -> tuple[object, ...]:
    return entity["type"], entity["offset"], entity["length"], entity.get("custom_emoji_id")


def _formatting(message: dict[str, Any], position: int, length: int) -> list[tuple[object, ...]]:
    """The formatting of a passage of a message, counted from the passage's start."""
    found = []
    for one in message.get("entities") or message.get("caption_entities") or []:
        start = max(one["offset"], position)
        end = min(one["offset"] + one["length"], position + length)
        if one["type"] in _FORMATTING and start < end:
            inside = {"offset": start - position, "length": end - start}
            found.append(_shape(one | inside))
    return found


class Transport(BaseRequest):
    """PTB's request port over a :class:`World`."""

    def __init__(self, world: World) -> None:
        """Answer from ``world``."""
        self.world = world

    @property
    def read_timeout(self) -> float:
        """Seconds; nothing is waited for."""
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: Any,  # noqa: ANN401 - PTB's own signature
        **named: Any,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """Answer one call as the server would."""
        del method, timeouts, named
        if "/file/" in url:
            data = self.world.files.get(url.rsplit("/", 1)[-1])
            return (200, data) if data is not None else _failure(404, "Not Found")
        return self.call(url.rsplit("/", 1)[-1], decoded(request_data))

    def call(self, name: str, parameters: dict[str, Any]) -> tuple[int, bytes]:
        """Check, answer and keep one call: the HTTP status and the body."""
        try:
            check(name, parameters)
            result = self._answer(name, parameters)
        except Refused as refusal:
            return _failure(403 if str(refusal).startswith("Forbidden") else 400, str(refusal))
        self.world.sent.append((name, parameters))
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _answer(self, name: str, parameters: dict[str, Any]) -> object:
        if name == "getMe":
            return BOT
        if name in {"sendMessage", "sendDocument", "sendPhoto"}:
            return self._send(parameters)
        if name in {"editMessageText", "editMessageReplyMarkup"}:
            return self._edit(parameters)
        if name == "getChatMember":
            return self._member(parameters)
        if name == "getChat":
            return self._chat(parameters)
        if name == "getFile":
            return self._file(parameters)
        return True

    def _chat(self, parameters: dict[str, Any]) -> dict[str, Any]:
        found = self.world.chats.get(str(parameters["chat_id"]))
        if found is None:
            complaint = "Bad Request: chat not found"
            raise Refused(complaint)
        reactions = {"accent_color_id": 0, "max_reaction_count": 1}
        gifts = dict.fromkeys(_GIFTS, False)
        return found | reactions | {"accepted_gift_types": gifts}

    def _file(self, parameters: dict[str, Any]) -> dict[str, Any]:
        name = str(parameters["file_id"])
        if name not in self.world.files:
            complaint = "Bad Request: invalid file_id"
            raise Refused(complaint)
        return {"file_id": name, "file_unique_id": name, "file_path": name}

    def _send(self, parameters: dict[str, Any]) -> dict[str, Any]:
        chat = int(parameters["chat_id"])
        if chat in self.world.closed:
            complaint = "Forbidden: bot was kicked from the chat"
            raise Refused(complaint)
        reply = parameters.get("reply_parameters") or {}
        self._check_reply(chat, reply)
        message: dict[str, Any] = {
            "message_id": self.world.number(),
            "date": self.world.now,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup", "title": "chat"},
            "from": BOT,
            "text": parameters.get("text", ""),
        }
        original = self.world.messages.get((chat, reply.get("message_id", 0)))
        if original is not None:
            message["reply_to_message"] = {
                key: value for key, value in original.items() if key != "reply_to_message"
            }
        if parameters.get("message_thread_id"):
            message["message_thread_id"] = parameters["message_thread_id"]
            message["is_topic_message"] = True
        for name in ("entities", "caption"):
            if parameters.get(name):
                message[name] = parameters[name]
        markup = parameters.get("reply_markup") or {}
        if "inline_keyboard" in markup:
            message["reply_markup"] = markup
        self.world.messages[chat, int(message["message_id"])] = message
        return message

    def _check_reply(self, chat: int, reply: dict[str, Any]) -> None:
        if not reply:
            return
        original = self.world.messages.get((chat, reply["message_id"]))
        if original is None:
            if not reply.get("allow_sending_without_reply"):
                message = "Bad Request: message to be replied not found"
                raise Refused(message)
            return
        quote = reply.get("quote")
        text = original.get("text") or original.get("caption") or ""
        if quote is not None and quote not in text:
            message = "Bad Request: QUOTE_TEXT_INVALID"
            raise Refused(message)
        position = reply.get("quote_position")
        if quote is not None and position is not None:
            at = text.find(quote)
            places = []
            while at >= 0:
                places.append(units(text[:at]))
                at = text.find(quote, at + 1)
            if position not in places or _formatting(original, position, units(quote)) != [
                _shape(one) for one in reply.get("quote_entities") or []
            ]:
                message = "Bad Request: QUOTE_TEXT_INVALID"
                raise Refused(message)

    def _edit(self, parameters: dict[str, Any]) -> dict[str, Any]:
        key = (int(parameters["chat_id"]), int(parameters["message_id"]))
        message = self.world.messages.get(key)
        if message is None:
            complaint = "Bad Request: message to edit not found"
            raise Refused(complaint)
        changed = {
            "text": parameters.get("text", message.get("text")),
            "reply_markup": parameters.get("reply_markup"),
        }
        if "text" in parameters:
            changed["entities"] = parameters.get("entities")
        if all(message.get(name) == value for name, value in changed.items()):
            complaint = "Bad Request: message is not modified"
            raise Refused(complaint)
        message.pop("reply_markup", None)
        message.update({name: value for name, value in changed.items() if value is not None})
        return message

    def _member(self, parameters: dict[str, Any]) -> dict[str, Any]:
        chat, user = int(parameters["chat_id"]), int(parameters["user_id"])
        person = {"id": user, "is_bot": False, "first_name": "Member"}
        if (chat, user) in self.world.strangers:
            return {"status": "left", "user": person}
        if (chat, user) in self.world.admins:
            return {"status": "creator", "user": person, "is_anonymous": False}
        return {"status": "member", "user": person}


def decoded(data: RequestData | None) -> dict[str, Any]:
    """PTB's parameters as values: it sends scalars as text and objects as JSON."""
    if data is None:
        return {}
    parameters: dict[str, Any] = {}
    for name, value in data.json_parameters.items():
        parameters[name] = value_of(name, value)
    for name in data.multipart_data or {}:
        parameters.setdefault(name, b"file")
    files = [name for name in parameters if name.startswith("attached")]
    for name in files:
        del parameters[name]
    return parameters


_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
#: Parameters that are words, even where they look like a number.
_WORDS = frozenset(
    {
        "text",
        "caption",
        "callback_query_id",
        "inline_query_id",
        "next_offset",
        "file_id",
        "description",
        "short_description",
    }
)


def value_of(name: str, value: str) -> object:
    """One parameter as PTB meant it."""
    if name in _WORDS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _failure(code: int, description: str) -> tuple[int, bytes]:
    body = {"ok": False, "error_code": code, "description": description}
    return code, json.dumps(body).encode()


def is_quiet(method: str) -> bool:
    """Whether a call shows nothing to a person."""
    return method in _QUIET or method.startswith("get")
