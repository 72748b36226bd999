"""The in-process Bot API refuses what Telegram refuses."""

from typing import Any

import pytest

from handlers.terminal.rules import Refused, check, tables
from tests.chat.driver import Driver

BUTTON = {"text": "x", "callback_data": "y"}


def send(**values: Any) -> dict[str, Any]:
    """A sound sendMessage with changes."""
    return {"chat_id": 1, "text": "x"} | values


def entity(offset: int, length: int, kind: str = "bold") -> dict[str, Any]:
    """An entity."""
    return {"type": kind, "offset": offset, "length": length}


@pytest.mark.parametrize(
    ("method", "values"),
    [
        ("sendMessage", send(text="")),
        ("sendMessage", send(text="x" * 4097)),
        ("sendMessage", send(text="😀" * 2049)),
        ("sendMessage", {"text": "x"}),
        ("sendMessage", send(colour="red")),
        ("sendMessage", send(text=5)),
        ("sendMessage", send(entities=[entity(0, 2)])),
        ("sendMessage", send(text="abcd", entities=[entity(0, 2), entity(1, 2)])),
        (
            "sendMessage",
            send(text="abcd", entities=[entity(0, 4, "blockquote"), entity(1, 2, "blockquote")]),
        ),
        ("sendMessage", send(entities=[entity(0, 1)] * 101)),
        (
            "sendMessage",
            send(reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "ب" * 33}]]}),
        ),
        ("sendMessage", send(reply_markup={"inline_keyboard": [[{"text": "x"}]]})),
        ("sendMessage", send(reply_markup={"inline_keyboard": [[BUTTON] * 9]})),
        ("sendMessage", send(reply_parameters={"message_id": 1, "quote": "x" * 1025})),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}),
        ("sendDocument", {"chat_id": 1, "document": "attach://x", "caption": "x" * 1025}),
        ("setMyCommands", {"commands": [{"command": "Ask", "description": "x"}]}),
        ("setMyCommands", {"commands": [{"command": "ask", "description": "x"}] * 101}),
        ("sendTelegram", {}),
    ],
)
def test_refused(method: str, values: dict[str, Any]) -> None:
    """Missing, unknown, ill-typed, too long, out of bounds, crossing: refused."""
    with pytest.raises(Refused):
        check(method, values)


@pytest.mark.parametrize(
    ("method", "values"),
    [
        ("getMe", {}),
        ("sendMessage", send(text="abcd", entities=[entity(0, 4), entity(1, 2, "italic")])),
        ("sendMessage", send(reply_markup={"inline_keyboard": [[BUTTON]]})),
        ("setMyCommands", {"commands": [{"command": "ask", "description": "Ask"}]}),
    ],
)
def test_accepted(method: str, values: dict[str, Any]) -> None:
    """What Telegram accepts passes."""
    check(method, values)


def test_tables_are_of_the_version_that_ptb_knows() -> None:
    """The facts are those of Bot API 10.0."""
    assert tables()["version"] == "10.0"


@pytest.mark.parametrize("quote", ["غائب", "y"])
async def test_a_reply_quote_must_be_in_its_message(chat: Driver, quote: str) -> None:
    """A highlight that is not in the message is refused, and the answer goes without it."""
    message = chat.message("x y z")
    values = {"message_id": message["message_id"], "quote": quote, "quote_position": 0}
    with pytest.raises(Exception, match=r"(?i)quote_text_invalid"):
        await chat.application.bot.send_message(7, "a", api_kwargs={"reply_parameters": values})


async def test_edits_are_checked(chat: Driver) -> None:
    """An edit needs its message, and must change something."""
    bot = chat.application.bot
    sent = await bot.send_message(7, "a")
    with pytest.raises(Exception, match="not modified"):
        await bot.edit_message_text("a", 7, sent.message_id)
    with pytest.raises(Exception, match="to edit not found"):
        await bot.edit_message_text("a", 7, 999)
    with pytest.raises(Exception, match="replied not found"):
        await bot.send_message(7, "a", reply_to_message_id=999)
