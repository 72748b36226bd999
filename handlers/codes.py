"""Callback data: short versioned codes, at most 64 bytes, that survive a restart.

``v1:NAME:PART:PART``; parts are numbers or short words. What the bot does not know any more is
answered politely by :mod:`handlers.strays`.
"""

from telegram import InlineKeyboardButton

VERSION = "v1"
MAX_BYTES = 64


def code(name: str, *parts: object) -> str:
    """The data of a button.

    Raises:
        ValueError: it is longer than Telegram takes.
    """
    data = ":".join((VERSION, name, *map(str, parts)))
    if len(data.encode()) > MAX_BYTES:
        message = "callback data is too long"
        raise ValueError(message)
    return data


def fitted(label: str, most: int) -> str:
    """A label within so many characters, with dots where it is cut."""
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def pattern(*names: str) -> str:
    """The expression that the data of these buttons match."""
    return rf"^{VERSION}:(?:{'|'.join(names)})(?::|$)"


def parts(data: str) -> list[str]:
    """The parts behind the name."""
    return data.split(":")[2:]


def button(label: str, name: str, *rest: object) -> InlineKeyboardButton:
    """A button with a code."""
    return InlineKeyboardButton(label, callback_data=code(name, *rest))
