"""Telegram's limits on sending: 30 a second in all, 1 a second in a chat, 20 a minute in a group.

Answers to people go before imports and digests: those leave a part of the overall rate free. What
Telegram turns away with 429 waits for as long as it says, and everything with it.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.model.traffic import Traffic

#: Requests and seconds. A private chat may have a short burst; Telegram counts over a few seconds.
OVERALL, BULK = (30, 1.0), (25, 1.0)
PRIVATE, GROUP = (3, 3.0), (20, 60.0)
#: Times that a request is tried again after 429.
TRIES = 5
#: Chats whose windows are kept; idle ones are dropped beyond it.
KEPT = 4096
#: Calls about a chat that are no messages in it.
FREE = frozenset({"sendChatAction", "setMessageReaction"})
#: The ``rate_limit_args`` of what can wait.
CAN_WAIT = 1


class Window:
    """At most so many requests in so many seconds, in the order in which they asked."""

    def __init__(self, most: int, seconds: float) -> None:
        """Begin empty."""
        self._most, self._seconds = most, seconds
        self._slots: deque[float] = deque(maxlen=most)

    def slot(self, now: float) -> float:
        """When the next request may go, not reserved yet."""
        full = len(self._slots) == self._most
        return max(now, self._slots[0] + self._seconds) if full else now

    def take(self, at: float) -> None:
        """Reserve an instant."""
        self._slots.append(at)

    def idle(self, now: float) -> bool:
        """Whether nothing of it matters any more."""
        return not self._slots or self._slots[-1] + self._seconds < now


class Pace(BaseRateLimiter[int]):
    """PTB's rate limiter by windows."""

    def __init__(self, traffic: Traffic | None = None) -> None:
        """Begin with nothing sent."""
        self._traffic = traffic or Traffic()
        self._overall, self._bulk = Window(*OVERALL), Window(*BULK)
        self._chats: dict[str, Window] = {}
        self._halted = 0.0

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(  # noqa: PLR0917 - PTB's own signature
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,  # noqa: ANN401
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """Send in turn; again where Telegram says 429.

        Raises:
            RetryAfter: it said so too often.
        """
        chat = data.get("chat_id")
        if chat is None or endpoint in FREE or endpoint.startswith("get"):
            return await callback(*args, **kwargs)
        for attempt in range(TRIES):
            self._traffic.waiting += 1
            try:
                await self._turn(str(chat), waits=rate_limit_args == CAN_WAIT)
            finally:
                self._traffic.waiting -= 1
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                if attempt == TRIES - 1:
                    raise
                self._halt(error)
        message = "unreachable"
        raise AssertionError(message)

    async def _turn(self, chat: str, *, waits: bool) -> None:
        """Wait for the turn of a request; what can wait takes its place in the line only then."""
        loop = asyncio.get_running_loop()
        if waits:
            await self._wait_for([self._bulk], loop)
        await self._wait_for([self._overall, self._window(chat, loop.time())], loop)

    async def _wait_for(self, windows: Sequence[Window], loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        at = max(self._halted, *(window.slot(now) for window in windows))
        for window in windows:
            window.take(at)
        while (delay := max(at, self._halted) - loop.time()) > 0:  # noqa: ASYNC110 - a moment, no event
            await asyncio.sleep(delay)

    def _window(self, chat: str, now: float) -> Window:
        if len(self._chats) > KEPT:
            self._chats = {key: one for key, one in self._chats.items() if not one.idle(now)}
        return self._chats.setdefault(chat, Window(*(GROUP if chat.startswith("-") else PRIVATE)))

    def _halt(self, error: RetryAfter) -> None:
        self._traffic.throttled += 1
        after = error.retry_after
        seconds = after.total_seconds() if hasattr(after, "total_seconds") else float(after)
        loop = asyncio.get_running_loop()
        self._halted = max(self._halted, loop.time() + seconds + 0.1)
