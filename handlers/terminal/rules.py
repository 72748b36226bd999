"""What the Bot API accepts: its published tables, and the rules that its prose adds.

The tables (``seeds/botapi.json``) tell methods, fields, types and what is required; lengths, entity
bounds, keyboards and the like are hand-written from the documentation of Bot API 10.0.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from handlers.rich import MAX_ENTITIES, MAX_UNITS, units

MAX_CAPTION = 1024
MAX_CALLBACK_BYTES = 64
MAX_BUTTONS = 100
MAX_ROW = 8
MAX_ANSWER = 200
MAX_QUOTE = 1024
MAX_COMMANDS = 100
#: Kinds of a button's action, of which exactly one must stand on each.
_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
    "callback_game", "pay",
)  # fmt: skip
#: Entities that may not stand inside one of their kind.
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})


#: Required lists that may be empty: "nothing found" is an answer.
_MAY_BE_EMPTY = frozenset({"results"})


class Refused(Exception):  # noqa: N818 - named as Telegram names it
    """The request breaks a rule; the message is what Telegram would say."""


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """The Bot API's tables."""
    loaded: dict[str, Any] = json.loads((files("seeds") / "botapi.json").read_text())
    return loaded


def check(method: str, parameters: Mapping[str, Any]) -> None:
    """Refuse a request that Telegram would refuse.

    Raises:
        Refused: the method is unknown, a field is missing, unknown, of a wrong type, or too long.
    """
    fields = tables()["methods"].get(method)
    if fields is None:
        message = f"Not Found: method {method}"
        raise Refused(message)
    _object(method, fields, parameters)
    for rule in _RULES.get(method, ()):
        rule(parameters)


def _object(where: str, fields: list[list[Any]], values: Mapping[str, Any]) -> None:
    known = {name: (types, required) for name, types, required in fields}
    for name in values:
        if name not in known:
            message = f"Bad Request: {where} has no field {name}"
            raise Refused(message)
    for name, (types, required) in known.items():
        if required and values.get(name) in (
            (None, "") if name in _MAY_BE_EMPTY else (None, "", [])
        ):
            message = f"Bad Request: {name} is required"
            raise Refused(message)
        if values.get(name) is not None and not any(_fits(t, values[name]) for t in types):
            message = f"Bad Request: {name} is not {' or '.join(types)}"
            raise Refused(message)


def _fits(kind: str, value: object) -> bool:
    if kind.startswith("Array of "):
        return isinstance(value, list) and all(_fits(kind[9:], one) for one in value)
    simple: dict[str, tuple[type, ...]] = {
        "String": (str,),
        "Integer": (int,),
        "Boolean": (bool,),
        "Float": (int, float),
    }
    if kind in simple:
        return isinstance(value, simple[kind])
    if kind == "InputFile":
        return isinstance(value, bytes | str)
    return isinstance(value, dict) and _fits_type(kind, value)


def _fits_type(kind: str, value: dict[str, Any]) -> bool:
    entry = tables()["types"].get(kind)
    if entry is None:
        return True
    if entry["subtypes"]:
        return any(_fits_type(one, value) for one in entry["subtypes"])
    try:
        _object(kind, entry["fields"], value)
    except Refused:
        return False
    return True


def _text(parameters: Mapping[str, Any]) -> None:
    text = str(parameters.get("text", ""))
    if not text.strip():
        message = "Bad Request: message text is empty"
        raise Refused(message)
    _bounded(text, MAX_UNITS, "message is too long")
    entities(text, parameters.get("entities") or [])


def _caption(parameters: Mapping[str, Any]) -> None:
    _bounded(str(parameters.get("caption") or ""), MAX_CAPTION, "caption is too long")


def _bounded(text: str, most: int, complaint: str) -> None:
    if units(text) > most:
        message = f"Bad Request: {complaint}"
        raise Refused(message)


def entities(text: str, found: list[dict[str, Any]]) -> None:
    """Refuse entities out of bounds, crossing, or blockquotes in one another.

    Raises:
        Refused: an entity breaks a rule.
    """
    if len(found) > MAX_ENTITIES:
        message = "Bad Request: too many entities"
        raise Refused(message)
    length = units(text)
    ranges = sorted((e["offset"], e["offset"] + e["length"], e["type"]) for e in found)
    for start, end, _ in ranges:
        if start < 0 or end > length or start >= end:
            message = "Bad Request: entity is out of bounds"
            raise Refused(message)
    for (_, end, kind), (start, other_end, other) in pairwise(ranges):
        crosses = start < end < other_end
        nested = start < end and kind in _QUOTES and other in _QUOTES
        if crosses or nested:
            message = "Bad Request: entities cross"
            raise Refused(message)


def _keyboard(parameters: Mapping[str, Any]) -> None:
    rows = (parameters.get("reply_markup") or {}).get("inline_keyboard") or []
    buttons = [button for row in rows for button in row]
    if len(buttons) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in rows):
        message = "Bad Request: reply markup is too long"
        raise Refused(message)
    for button in buttons:
        if sum(1 for action in _ACTIONS if action in button) != 1:
            message = "Bad Request: a button has exactly one action"
            raise Refused(message)
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= MAX_CALLBACK_BYTES:
            message = "Bad Request: BUTTON_DATA_INVALID"
            raise Refused(message)


def _answer(parameters: Mapping[str, Any]) -> None:
    _bounded(str(parameters.get("text") or ""), MAX_ANSWER, "MESSAGE_TOO_LONG")


def _reply_quote(parameters: Mapping[str, Any]) -> None:
    quote = (parameters.get("reply_parameters") or {}).get("quote")
    if quote is not None:
        _bounded(quote, MAX_QUOTE, "QUOTE_TEXT_INVALID")


def _commands(parameters: Mapping[str, Any]) -> None:
    commands = parameters.get("commands") or []
    if len(commands) > MAX_COMMANDS:
        message = "Bad Request: too many commands"
        raise Refused(message)
    for command in commands:
        name = command["command"]
        plain = name.isascii() and name.replace("_", "").isalnum() and name.islower()
        if not plain or len(name) > 32 or not 1 <= len(command["description"]) <= 256:
            message = "Bad Request: BOT_COMMAND_INVALID"
            raise Refused(message)


_RULES: dict[str, tuple[Callable[[Mapping[str, Any]], None], ...]] = {
    "sendMessage": (_text, _keyboard, _reply_quote),
    "editMessageText": (_text, _keyboard),
    "editMessageReplyMarkup": (_keyboard,),
    "sendDocument": (_caption, _keyboard, _reply_quote),
    "sendPhoto": (_caption, _keyboard, _reply_quote),
    "answerCallbackQuery": (_answer,),
    "setMyCommands": (_commands,),
}
