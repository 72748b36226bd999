"""When something fails: told once, tried again, set aside, never blocking the line."""

import asyncio
import contextlib
import json
from datetime import timedelta

import pytest
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.app import replay
from bot.errors import StoreError
from bot.ports import Language, ReadArticle
from bot.store.database import SqlStore
from handlers.context import chat_of
from handlers.errors import is_harmless, is_transient
from handlers.inbox import (
    ATTEMPTS,
    NETWORK_TRIES,
    ChatOrder,
    DurableQueue,
    Failure,
    Failures,
)
from handlers.menu import announce
from handlers.polling import guard
from tests.builders import Passing
from tests.chat.driver import Driver, driven, texts


class Broken(Passing):
    """A language worker that fails on one word and works on another."""

    def __init__(self, inner: Language) -> None:
        super().__init__(inner)
        self.calls = 0

    async def read(self, text: str) -> ReadArticle:
        """Fail where the text asks for it."""
        self.calls += 1
        if "انفجار" in text:
            message = "poison"
            raise RuntimeError(message)
        return await super().read(text)


async def test_poison_is_set_aside_and_told_once(store: SqlStore, language: Language) -> None:
    """A failing article is tried a few times, set aside, told once; the next one is served."""
    broken = Broken(language)
    async with driven(store, broken) as chat:
        done = await chat.forward("قال الوزير إن انفجار الأمس كان كبيرا جدا")
        for _ in range(50):
            await asyncio.sleep(0.02)
            await chat.settle()
            if await store.set_aside():
                break
        told = texts(done + chat.news())
        assert len(told) == 1
        assert "حدث خطأ عندي" in told[0]
        assert broken.calls == ATTEMPTS
        assert [number for number, _ in await store.set_aside()] == [1]
        assert (
            "العجز" in texts(await chat.forward("قال وزير المالية إن العجز سيتراجع هذا العام"))[0]
        )


async def test_what_a_kill_left_is_replayed(chat: Driver, store: SqlStore) -> None:
    """Updates that are stored and not done are worked on at the next start."""
    message = chat.message("hello")
    raw = json.dumps({"update_id": 77, "message": message})
    await store.receive(77, "7", raw)
    assert await replay(chat.application, store) == 1
    await chat.settle()
    assert len(texts(chat.news())) == 1
    assert await store.pending() == []


async def test_commands_are_announced_in_both_languages(chat: Driver) -> None:
    """Telegram is told the commands for each language and for all others."""
    await announce(chat.application.bot)
    sent = [values for name, values in chat.world.sent if name == "setMyCommands"]
    told = {(v.get("language_code"), v["scope"]["type"]) for v in sent}
    scopes = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
    assert told == {(code, scope) for code in ("ar", "en", None) for scope in scopes}


async def test_updates_of_no_chat_are_queued_as_they_are(store: SqlStore) -> None:
    """What is no update of ours passes through; a known update is dropped."""
    queue = DurableQueue(store)
    await queue.put("stop")
    assert await queue.get() == "stop"
    update = Update(5)
    assert chat_of(update) == ""
    await queue.put(update)
    await queue.put(update)
    assert queue.qsize() == 1


def test_failures_are_taken_once() -> None:
    """A reason is handed over once."""
    failures = Failures()
    failures.note(1, Failure("x"))
    assert failures.take(1) == Failure("x")
    assert failures.take(1) is None


class Unsteady:
    """An application whose network fails a few times."""

    def __init__(self, failures: Failures, bad: int, *, running: bool = True) -> None:
        self.failures = failures
        self.bad = bad
        self.running = running
        self.runs = 0

    async def process_update(self, update: object) -> None:
        """Fail as often as it was told to."""
        assert isinstance(update, Update)
        self.runs += 1
        if self.runs <= self.bad:
            self.failures.note(update.update_id, Failure("TimedOut", transient=True))


@pytest.mark.parametrize(
    ("bad", "running", "runs", "pending"),
    [(5, True, 6, 0), (5, False, 1, 1), (1000, True, NETWORK_TRIES, 1)],
)
async def test_network_failures_do_not_count(
    store: SqlStore, bad: int, running: bool, runs: int, pending: int
) -> None:
    """While the network is away an update waits its turn; at a stop it is kept for the next start."""
    failures = Failures()
    application = Unsteady(failures, bad, running=running)
    order = ChatOrder(store, failures, pause=0)
    order.bind(application)
    update = Update(5)
    await store.receive(5, "", update.to_json())
    await order.process_update(update, application.process_update(update))
    assert application.runs == runs
    assert len(await store.pending()) == pending
    assert await store.set_aside() == []


@pytest.mark.parametrize(
    ("error", "harmless"),
    [
        (BadRequest("Message is not modified: x"), True),
        (BadRequest("Query is too old and so on"), True),
        (BadRequest("Chat not found"), False),
        (NetworkError("x"), False),
        (Forbidden("bot was blocked"), False),
    ],
)
def test_harmless_errors(error: Exception, harmless: bool) -> None:
    """Edits that change nothing and late presses need no attention."""
    assert is_harmless(error) is harmless


@pytest.mark.parametrize(
    ("error", "transient"),
    [
        (NetworkError("x"), True),
        (TimedOut(), True),
        (RetryAfter(timedelta(seconds=3)), True),
        (BadRequest("Chat not found"), False),
        (Forbidden("bot was blocked"), False),
        (ValueError("x"), False),
    ],
)
def test_transient_errors(error: Exception, transient: bool) -> None:
    """Failures of the network may mend themselves; a bad request does not."""
    assert is_transient(error) is transient


def test_a_malformed_update_is_emptied() -> None:
    """An update that cannot be parsed keeps its number, so that polling moves on."""
    good = {
        "update_id": 1,
        "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}},
    }
    bad = {"update_id": 2, "message": {"chat": 5}}
    lone = {
        "update_id": 3,
        "message": {
            "text": "\ud800",
            "message_id": 1,
            "date": 1,
            "chat": {"id": 1, "type": "private"},
        },
    }
    payload = json.dumps({"ok": True, "result": [good, bad, lone, {"x": 1}, "junk"]}).encode()
    result = json.loads(guard(payload))["result"]
    assert result == [good, {"update_id": 2}, {"update_id": 3}, {"update_id": 0}]


@pytest.mark.parametrize("payload", [b"no json", b"[]", b'{"ok": false}', b'{"result": true}'])
def test_other_answers_pass_through(payload: bytes) -> None:
    """What holds no updates is left as it is."""
    assert guard(payload) == payload


async def test_what_was_sent_is_marked_again_and_not_sent_again(
    chat: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database refuses the mark for a moment, the user still hears it once."""
    monkeypatch.setattr("handlers.outbox.MARK_PAUSE", 0.0)
    real, refused = SqlStore.sent, [2]

    async def sent(self: SqlStore, key: str, message: int) -> None:
        if refused[0]:
            refused[0] -= 1
            raise StoreError("full")
        await real(self, key, message)

    monkeypatch.setattr(SqlStore, "sent", sent)
    assert len(await chat.say("/help")) == 1
    assert refused == [0]


async def test_a_refused_update_stays_with_telegram(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the inbox cannot keep is an error of the network to PTB, which asks again."""

    async def receive(*_: object) -> bool:
        raise StoreError("full")

    monkeypatch.setattr(SqlStore, "receive", receive)
    with pytest.raises(NetworkError):
        await DurableQueue(store).put(Update(5))


async def test_polling_that_is_stopped_leaves_no_lock(store: SqlStore) -> None:
    """A cut at any step of keeping an update: it is whole, or not begun, and the next is kept at once."""
    queue, steps = DurableQueue(store), 60
    for step in range(steps):
        putting = asyncio.create_task(queue.put(Update(100 + step)))
        for _ in range(step):
            await asyncio.sleep(0)
        putting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await putting
        async with asyncio.timeout(2):
            await store.receive(1000 + step, "7", "{}")
    kept = len(await store.pending())
    assert steps < kept <= 2 * steps
