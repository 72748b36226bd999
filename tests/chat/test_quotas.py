"""Floods: who asks too much is told so, and nobody else waits for him."""

import asyncio

import pytest
from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.ports import Language, ReadArticle
from bot.store.database import SqlStore
from handlers import quotas
from handlers.context import Context
from handlers.inbox import PARALLEL
from handlers.quotas import Quotas
from tests.builders import Passing
from tests.chat.driver import GROUP, PRIVATE, USER, Driver, driven

ARTICLE = "حذرت وزارة المالية من أزمة في السيولة. وقال الوزير سامي الخطيب إن الحكومة ستتحرك قريبا."
OTHER = {"id": 99, "type": "private", "first_name": "B"}


class Slow(Passing):
    """A language worker that stands still at articles until it is let go."""

    def __init__(self, inner: Language) -> None:
        super().__init__(inner)
        self.gate = asyncio.Event()

    async def read(self, text: str) -> ReadArticle:
        """Wait for the gate."""
        await self.gate.wait()
        return await super().read(text)


async def test_a_flood_in_one_chat_leaves_the_others_served(
    store: SqlStore, language: Language
) -> None:
    """More updates of one chat than there are places: a question in another is answered meanwhile."""
    slow = Slow(language)
    async with driven(store, slow) as chat:
        for number in range(PARALLEL * 2):
            body = chat.message(f"{ARTICLE} {number}")
            origin = {"type": "hidden_user", "date": 1_541_592_000, "sender_user_name": "x"}
            await chat.hand({"message": body | {"forward_origin": origin}})
        asked = chat.message("من حذر من أزمة السيولة؟", OTHER) | {"from": {**USER, "id": 99}}
        await chat.hand({"message": asked})
        async with asyncio.timeout(10):
            while not (told := [v for n, v in chat.world.sent if n == "sendMessage"]):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert {values["chat_id"] for values in told} == {99}
        slow.gate.set()
        await chat.settle()
        assert (await store.archive("7").counts()).articles == PARALLEL * 2


async def test_too_much_of_one_user_is_told_once(
    chat: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit nothing is worked on; one line says when to go on, a press is answered each time."""
    monkeypatch.setattr(quotas, "USER", 2)
    first = [(await chat.say("/settings"))[0] for _ in range(2)]
    assert all("انتظر" not in one for one in first)
    assert ["انتظر" in one for one in await chat.say("/help")] == [True]
    assert await chat.say("/help") == []
    (name, values), *rest = await chat.press("v1:go:digest")
    assert (name, rest) == ("answerCallbackQuery", [])
    assert "٦٠ ثانية" in values["text"]


async def test_too_much_of_one_chat(chat: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members share what a group may ask; the same user is served elsewhere."""
    monkeypatch.setattr(quotas, "CHAT", 1)
    await chat.say("/help", GROUP)
    assert "انتظر" in (await chat.say("/help", GROUP))[0]
    assert "انتظر" not in (await chat.say("/help", PRIVATE))[0]


async def test_a_window_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked a minute ago counts no more, and idle users are forgotten."""
    kept = Quotas()
    assert kept._take("u1", 1, 60.0, 0.0)
    assert not kept._take("u1", 1, 60.0, 59.0)
    assert kept._take("u1", 1, 60.0, 61.0)
    monkeypatch.setattr(quotas, "KEPT", 0)
    assert kept._take("u2", 1, 60.0, 500.0)
    assert set(kept._seen) == {"u2"}


async def test_the_operator_has_no_limit(chat: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Users of QAWL_ADMINS are let through, others end here."""
    monkeypatch.setattr(quotas, "USER", 1)
    update = Update.de_json(
        {"update_id": 1, "message": chat.message("/help")}, chat.application.bot
    )
    context = Context.from_update(update, chat.application)
    operators, others = Quotas(frozenset({7})), Quotas(frozenset({8}))
    for _ in range(2):
        await operators(update, context)
    await others(update, context)
    with pytest.raises(ApplicationHandlerStop):
        await others(update, context)
