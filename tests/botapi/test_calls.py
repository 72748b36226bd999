"""Calls through another process: made once, in Telegram's pace, and never silently lost."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, TimedOut
from telegram.request import RequestData

from bot.errors import StoreError
from bot.model.calls import CALL_KEY, DONE, GOING, LOST
from bot.model.traffic import Traffic
from bot.store.calls import SqlCalls
from bot.store.database import SqlStore
from handlers import calls
from handlers.calls import CalledElsewhere, Sender, pack, unpack
from handlers.terminal.transport import World
from tests.botapi.server import Fault, Server, serving

TOKEN = "4200:loopback"


class Quiet:
    """A bell that never rings: everything is found by looking."""

    async def wait(self, channel: str, seconds: float, about: str = "") -> None:
        """A moment."""
        del channel, seconds, about
        await asyncio.sleep(0.01)


@pytest.fixture
def telegram() -> Iterator[Server]:
    """The strict double behind HTTP."""
    with serving(World(now=int(time.time()))) as server:
        yield server


@asynccontextmanager
async def sending(store: SqlStore, server: Server) -> AsyncIterator[Sender]:
    """A sender at work."""
    base = f"{server.address}/bot{TOKEN}"
    sender = Sender(store.calls(), Quiet(), store.subscriptions(), base, Traffic())
    task = asyncio.create_task(sender.run())
    try:
        yield sender
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await sender.close()


@asynccontextmanager
async def bot_of(store: SqlStore, server: Server) -> AsyncIterator[Bot]:
    """PTB's bot whose limited calls go through the table."""
    bot = Bot(
        TOKEN, f"{server.address}/bot", f"{server.address}/file/bot",
        request=CalledElsewhere(store.calls(), Quiet()),
    )  # fmt: skip
    async with bot:
        yield bot


async def test_a_message_goes_out_and_its_answer_comes_back(
    store: SqlStore, telegram: Server
) -> None:
    """What PTB sends is what Telegram gets; files too; what is not limited goes directly."""
    async with sending(store, telegram), bot_of(store, telegram) as bot:
        message = await bot.send_message(7, "مرحبا")
        await bot.send_document(7, InputFile(b"x,y", "quotes.csv"), caption="c")
        assert (await bot.get_me()).username == "qawl_bot"
    assert message.text == "مرحبا"
    assert telegram.calls("sendDocument")[0]["caption"] == "c"
    assert [v["text"] for v in telegram.calls("sendMessage")] == ["مرحبا"]


async def test_a_part_with_a_key_is_sent_once(store: SqlStore, telegram: Server) -> None:
    """Who asks again for a part, after a kill, is given the first answer; Telegram hears nothing."""
    async with sending(store, telegram), bot_of(store, telegram) as bot:
        CALL_KEY.set("9:0")
        first = await bot.send_message(7, "نعم")
        again = await bot.send_message(7, "نعم")
    assert first.message_id == again.message_id
    assert len(telegram.calls("sendMessage")) == 1


async def test_what_telegram_refused_may_be_asked_in_other_words(
    store: SqlStore, telegram: Server
) -> None:
    """A 400 is told as PTB tells it, and the same part goes out without what was refused."""
    async with sending(store, telegram), bot_of(store, telegram) as bot:
        CALL_KEY.set("9:0")
        with pytest.raises(BadRequest):
            await bot.send_message(7, "")
        message = await bot.send_message(7, "ب")
    assert message.text == "ب"


async def test_429_is_waited_for_and_a_broken_call_is_told(
    store: SqlStore, telegram: Server
) -> None:
    """The sender waits as long as Telegram says; a connection cut in the midst is a timeout to who asked."""
    async with sending(store, telegram), bot_of(store, telegram) as bot:
        telegram.faults.append(Fault("limit", "sendMessage", 1))
        began = time.monotonic()
        await bot.send_message(7, "أ")
        assert time.monotonic() - began >= 1
        telegram.faults.append(Fault("reset", "sendMessage"))
        with pytest.raises(TimedOut):
            await bot.send_message(7, "ب")


async def test_one_sender_leads_and_the_next_takes_over(
    store: SqlStore, telegram: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second sender stands by; when the first is gone it makes what waits and gives up what was on its way."""
    monkeypatch.setattr(calls, "RENEW", 0.05)
    monkeypatch.setattr(calls, "LEASE", 0.3)
    line = store.calls()
    begun = await line.ask("1:0", "sendMessage", "7", b"{}", waits=False)
    taken = await line.ask("2:0", "sendMessage", "7", pack(_text("ج")), waits=False)
    await line.claim("dead", 2)
    await line.going(begun)
    assert await store.subscriptions().lease("send", "dead", _soon(0.3), _soon(0))
    async with sending(store, telegram):
        await _until(line, taken, DONE)
    assert (await line.answer(begun))[0] == LOST
    assert [v["text"] for v in telegram.calls("sendMessage")] == ["ج"]


async def test_an_answer_is_kept_when_the_database_comes_back(
    store: SqlStore, telegram: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram's answer is not lost over a database that is away for a moment."""
    monkeypatch.setattr(calls, "KEEP_PAUSE", 0.01)
    finish = SqlCalls.finish
    refused: list[int] = []

    async def away(self: SqlCalls, number: int, code: int, answer: bytes) -> None:
        if len(refused) < 3:
            refused.append(number)
            raise StoreError("away")
        await finish(self, number, code, answer)

    monkeypatch.setattr(SqlCalls, "finish", away)
    async with sending(store, telegram), bot_of(store, telegram) as bot:
        assert (await bot.send_message(7, "د")).text == "د"
    assert len(telegram.calls("sendMessage")) == 1


async def test_a_call_that_could_not_leave_is_made_again(
    store: SqlStore, telegram: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call taken from the line when the database went away goes out once it is back, by the same sender."""
    monkeypatch.setattr(calls, "RENEW", 0.05)
    going = SqlCalls.going
    refused: list[int] = []

    async def away(self: SqlCalls, number: int) -> None:
        if not refused:
            refused.append(number)
            raise StoreError("away")
        await going(self, number)

    monkeypatch.setattr(SqlCalls, "going", away)
    async with sending(store, telegram), bot_of(store, telegram) as bot:
        message = await asyncio.wait_for(bot.send_message(7, "هـ"), 10)
    assert message.text == "هـ"
    assert refused
    assert len(telegram.calls("sendMessage")) == 1


async def test_old_answers_are_forgotten(store: SqlStore) -> None:
    """What is over goes after its time; what is on its way stays."""
    line = store.calls()
    over = await line.ask("1:0", "sendMessage", "7", b"{}", waits=False)
    await line.finish(over, 200, b"{}")
    open_ = await line.ask("2:0", "sendMessage", "7", b"{}", waits=True)
    await line.claim("me", 9)
    await line.going(open_)
    await line.forget(_soon(1))
    assert (await line.answer(over))[0] == LOST
    assert (await line.answer(open_))[0] == GOING


def test_a_request_comes_out_as_it_went_in() -> None:
    """Parameters and files survive the table."""
    parameters, files = unpack(pack(_text("نص")))
    assert parameters == {"chat_id": "7", "text": "نص"}
    assert files == {}
    assert unpack(pack(None)) == ({}, {})


def _text(text: str) -> RequestData:
    from telegram.request._requestparameter import RequestParameter

    return RequestData(
        [RequestParameter.from_input("chat_id", 7), RequestParameter.from_input("text", text)]
    )


def _soon(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


async def _until(line: SqlCalls, number: int, state: str) -> None:
    for _ in range(500):
        if (await line.answer(number))[0] == state:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(state)
