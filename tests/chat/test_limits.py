"""Sending within Telegram's limits, by a clock that costs no time."""

import asyncio
from typing import Any

import pytest
from telegram.error import RetryAfter

from handlers.limits import BULK, CAN_WAIT, GROUP, KEPT, OVERALL, PRIVATE, TRIES, Pace, Window


class Clock:
    """The event loop's time, which passes only by sleeping."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(loop, "time", lambda: self.now)
        monkeypatch.setattr("handlers.limits.asyncio.sleep", self.sleep)

    async def sleep(self, seconds: float) -> None:
        """Time passes."""
        self.now += seconds


async def send(
    pace: Pace, chat: object, clock: Clock, *, bulk: bool = False, fails: int = 0
) -> float:
    """Send one request; when it went."""
    left = [fails]

    async def callback() -> bool:
        if left[0]:
            left[0] -= 1
            raise RetryAfter(7)
        return True

    data: dict[str, Any] = {} if chat is None else {"chat_id": chat}
    await pace.process_request(callback, (), {}, "sendMessage", data, CAN_WAIT if bulk else None)
    return clock.now


@pytest.fixture
async def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Time under control."""
    return Clock(monkeypatch)


@pytest.mark.parametrize(("chat", "window"), [(5, PRIVATE), (-5, GROUP), ("-5", GROUP)])
async def test_one_chat_is_paced(clock: Clock, chat: object, window: tuple[int, float]) -> None:
    """A private chat gets three in three seconds, a group twenty a minute."""
    pace, (most, seconds) = Pace(), window
    times = [await send(pace, chat, clock) for _ in range(most + 1)]
    assert times[most - 1] == 100.0
    assert times[most] == 100.0 + seconds


async def test_all_chats_share_the_overall_rate(clock: Clock) -> None:
    """Thirty a second over all chats; a request of no chat waits for none."""
    pace, (most, seconds) = Pace(), OVERALL
    times = [await send(pace, chat, clock) for chat in range(1, most + 2)]
    assert times[most] == 100.0 + seconds
    assert await send(pace, None, clock) == times[most]


async def test_answers_go_before_what_can_wait(clock: Clock) -> None:
    """Digests and imports leave a part of the rate to people."""
    pace, (most, seconds) = Pace(), BULK
    for chat in range(1, most + 1):
        assert await send(pace, chat, clock, bulk=True) == 100.0
    assert await send(pace, 500, clock) == 100.0
    assert await send(pace, 501, clock, bulk=True) == 100.0 + seconds


async def test_too_many_requests_halt_everything(clock: Clock) -> None:
    """After 429 all wait as long as Telegram says; at last the error is passed on."""
    pace = Pace()
    assert await send(pace, 5, clock, fails=1) == pytest.approx(107.1)
    with pytest.raises(RetryAfter):
        await send(pace, 6, clock, fails=TRIES)
    await pace.initialize()
    await pace.shutdown()


async def test_windows_of_idle_chats_are_dropped(clock: Clock) -> None:
    """Memory does not grow with the chats that were ever written to."""
    pace = Pace()
    for chat in range(1, KEPT + 2):
        pace._window(str(chat), clock.now).take(clock.now)
    clock.now += 100
    pace._window("new", clock.now)
    assert len(pace._chats) == 1


def test_a_window_keeps_order() -> None:
    """The third of two in ten seconds goes when the first is ten seconds old."""
    window = Window(2, 10.0)
    assert window.idle(0.0)
    for at in (0.0, 1.0):
        window.take(at)
    assert window.slot(2.0) == 10.0
    assert not window.idle(5.0)
