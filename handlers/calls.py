"""Calls of the Bot API through one process: Telegram's limits are kept however many others there are.

Who answers puts a call into the database and waits; the sender makes it in its turn and puts Telegram's
answer back. A part of an answer has a key: whoever asks for it again, after a kill, is given the answer
that came, and the message goes out once.
"""

import asyncio
import base64
import json
import secrets
import time
from collections.abc import Collection, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import httpx
from structlog import get_logger
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import HTTPXRequest, RequestData

from bot.errors import QawlError
from bot.model.calls import ANSWERED, ASKED, CALL_KEY, DONE, LOST, Call
from bot.model.traffic import Traffic
from handlers.limits import CAN_WAIT, FREE, Pace

#: Seconds that an answer is waited for, and between two looks where no bell rings.
PATIENCE, LOOK = 120.0, 0.5
#: Calls that the sender has under way at once: more than the limits let through in a moment.
UNDER_WAY = 200
#: Seconds between two renewals of the sender's lease, and how long one holds.
RENEW, LEASE = 5.0, 20.0
#: Times that an answer is tried to be kept, and seconds between two tries.
KEEP_TRIES, KEEP_PAUSE = 30, 2.0
#: Hours that answers are kept for who may ask again.
KEPT_HOURS = 24
TOO_MANY = 429
_log = get_logger()


class Line(Protocol):
    """Where calls wait."""

    async def ask(self, key: str, endpoint: str, chat: str, payload: bytes, *, waits: bool) -> int:
        """Have a call made; its number."""
        ...

    async def answer(self, number: int) -> tuple[str, int, bytes]:
        """State, code and body."""
        ...

    async def claim(self, holder: str, most: int) -> list[Call]:
        """Calls to be made now."""
        ...

    async def going(self, number: int) -> None:
        """A call leaves for Telegram."""
        ...

    async def finish(self, number: int, code: int, answer: bytes) -> None:
        """Keep an answer."""
        ...

    async def fail(self, number: int) -> None:
        """A call did not come through."""
        ...

    async def lose(self, under_way: Collection[int]) -> int:
        """Give up what nobody makes any more."""
        ...

    async def forget(self, before: datetime) -> None:
        """Let go of old answers."""
        ...


class Alarm(Protocol):
    """What tells of news."""

    async def wait(self, channel: str, seconds: float, about: str = "") -> None:
        """Until there are news, of a call or of any, at most so long."""
        ...


class Leasing(Protocol):
    """Work that one process does at a time."""

    async def lease(self, name: str, holder: str, until: datetime, now: datetime) -> bool:
        """Have it for oneself until an instant."""
        ...


class CalledElsewhere(HTTPXRequest):
    """PTB's request, with what Telegram limits made by the sender."""

    def __init__(self, line: Line, alarm: Alarm, **named: Any) -> None:  # noqa: ANN401 - PTB's own
        """Put calls into ``line``; ``named`` is for the calls that go out from here."""
        super().__init__(**named)
        self._line, self._alarm = line, alarm

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *times: Any,  # noqa: ANN401
        **named: Any,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """The answer of Telegram.

        Raises:
            TimedOut: none came in time, or the sender died while it made the call.
        """
        endpoint = url.rpartition("/")[2]
        chat = _chat_of(request_data)
        if not is_limited(endpoint, chat):
            return await super().do_request(url, method, request_data, *times, **named)
        try:
            payload = await asyncio.to_thread(pack, request_data)
            waits = endpoint == "sendDocument" or CALL_KEY.get().startswith("d")
            number = await self._line.ask(CALL_KEY.get(), endpoint, str(chat), payload, waits=waits)
            return await self._answer(number)
        except QawlError as error:
            raise NetworkError("the database refuses") from error

    async def _answer(self, number: int) -> tuple[int, bytes]:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            state, code, answer = await self._line.answer(number)
            if state == DONE:
                return code, answer
            if state == LOST:
                break
            await self._alarm.wait(ANSWERED, LOOK, str(number))
        raise TimedOut


def is_limited(endpoint: str, chat: object) -> bool:
    """Whether Telegram counts the call: what goes into a chat."""
    return chat is not None and endpoint not in FREE and not endpoint.startswith("get")


def _chat_of(data: RequestData | None) -> object:
    return data.json_parameters.get("chat_id") if data is not None else None


def pack(data: RequestData | None) -> bytes:
    """Parameters and files of a request in one."""
    if data is None:
        return b"{}"
    files = {
        name: [part[0], base64.b64encode(_bytes(part[1])).decode(), part[2]]
        for name, part in (data.multipart_data or {}).items()
    }
    return json.dumps({"parameters": data.json_parameters, "files": files}).encode()


def unpack(payload: bytes) -> tuple[dict[str, str], dict[str, tuple[str, bytes, str]]]:
    """What :func:`pack` packed: parameters, and files with name, content and type."""
    found = json.loads(payload or b"{}")
    files = {
        name: (part[0], base64.b64decode(part[1]), part[2])
        for name, part in found.get("files", {}).items()
    }
    return found.get("parameters", {}), files


def _bytes(content: Any) -> bytes:  # noqa: ANN401 - bytes or an open file
    return content if isinstance(content, bytes) else bytes(content.read())


class Sender:
    """The process that makes the calls, one at a time for a bot: others stand by."""

    def __init__(
        self, line: Line, alarm: Alarm, leases: Leasing, base: str, traffic: Traffic
    ) -> None:
        """Call methods at ``base``, the address with the token."""
        self._line, self._alarm, self._leases, self._base = line, alarm, leases, base
        self._holder = secrets.token_hex(8)
        self._pace = Pace(traffic)
        self._client = httpx.AsyncClient(timeout=httpx.Timeout(30.0, pool=None))
        self._under_way: dict[asyncio.Task[None], int] = {}
        self._until = 0.0

    async def run(self) -> None:
        """Make calls until cancelled; without the lease, wait for it."""
        while True:
            try:
                if not await self._leads():
                    await asyncio.sleep(RENEW)
                    continue
                await self._round()
            except QawlError as error:
                _log.warning("the sender waits for the database", kind=type(error).__name__)
                await asyncio.sleep(LOOK)

    async def close(self, seconds: float = 10.0) -> None:
        """Wait for what is under way, then let go."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)
        await self._client.aclose()

    async def _leads(self) -> bool:
        """Whether this process sends; at each renewal it gives up what nobody makes any more."""
        now = datetime.now(UTC)
        if time.monotonic() < self._until:
            return True
        until = now + timedelta(seconds=LEASE)
        led = self._until > 0
        if not await self._leases.lease("send", self._holder, until, now):
            self._until = 0.0
            return False
        self._until = time.monotonic() + RENEW
        lost = await self._line.lose(self._under_way.values())
        if lost:
            _log.warning("calls were given up", lost=lost)
        if not led:
            await self._line.forget(now - timedelta(hours=KEPT_HOURS))
            _log.info("sending for all")
        return True

    async def _round(self) -> None:
        room = UNDER_WAY - len(self._under_way)
        calls = await self._line.claim(self._holder, room) if room > 0 else []
        for call in calls:
            task = asyncio.create_task(self._make(call))
            self._under_way[task] = call.number
            task.add_done_callback(self._under_way.__delitem__)
        if not calls:
            await self._alarm.wait(ASKED, LOOK)
        elif room == len(calls):
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)

    async def _make(self, call: Call) -> None:
        try:
            code, answer = await self._paced(call)
            await self._kept(call, code, answer)
        except (httpx.HTTPError, RetryAfter) as error:
            _log.warning("a call failed", endpoint=call.endpoint, kind=type(error).__name__)
            await self._quietly(self._line.fail(call.number))
        except QawlError as error:
            _log.error("an answer is lost", endpoint=call.endpoint, kind=type(error).__name__)

    async def _kept(self, call: Call, code: int, answer: bytes) -> None:
        """Keep an answer; where the database is away, again rather than have it asked for twice.

        Raises:
            QawlError: it was away for a minute.
        """
        for _ in range(KEEP_TRIES):
            try:
                await self._line.finish(call.number, code, answer)
            except QawlError:
                await asyncio.sleep(KEEP_PAUSE)
            else:
                return
        await self._line.finish(call.number, code, answer)

    async def _quietly(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except QawlError as error:
            _log.error("a failure is lost", kind=type(error).__name__)

    async def _paced(self, call: Call) -> tuple[int, bytes]:
        found: list[tuple[int, bytes]] = []

        async def send() -> bool:
            found.append(await self._post(call))
            return True

        await self._pace.process_request(
            send, (), {}, call.endpoint, {"chat_id": call.chat}, CAN_WAIT if call.waits else None
        )
        return found[-1]

    async def _post(self, call: Call) -> tuple[int, bytes]:
        """Telegram's code and body.

        Raises:
            RetryAfter: it wants to be left alone for a while.
        """
        parameters, files = unpack(call.payload)
        await self._line.going(call.number)
        answer = await self._client.post(
            f"{self._base}/{call.endpoint}", data=parameters, files=files or None
        )
        if answer.status_code == TOO_MANY:
            told = answer.json().get("parameters", {}) if answer.content else {}
            raise RetryAfter(int(told.get("retry_after", 1)))
        return answer.status_code, answer.content
