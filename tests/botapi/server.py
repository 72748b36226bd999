"""A Bot API server on the loopback address: the strict double, behind HTTP, outliving the bot.

Updates are handed out as Telegram does: one is forgotten when ``offset`` passes it, not before.
"""

import json
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from handlers.terminal.transport import Transport, World, value_of

#: Seconds that a poll waits for news; short, so that the test is.
POLL = 0.05


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call of a method, of any where it is "".

    ``reset`` cuts the connection unanswered, ``half`` in the middle of the answer, ``delay`` answers
    after ``value`` seconds, ``limit`` is 429 with ``value`` as retry_after, ``status`` an HTTP status
    without Telegram's form. With ``after`` the call took effect first, which the bot cannot know.
    """

    kind: str
    method: str = ""
    value: float = 0.0
    after: bool = False


def refusal(code: int, told: str, retry: float = 0.0) -> bytes:
    """An error in Telegram's form."""
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": told}
    if retry:
        body["parameters"] = {"retry_after": int(retry)}
    return json.dumps(body).encode()


class Server:
    """What Telegram knows: updates not yet confirmed, and every call of the bot."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.address = ""
        self._transport = Transport(world)
        self._updates: list[dict[str, Any]] = []
        self._lock = threading.Lock()
        #: The HTTP status that every call gets while it is not 0.
        self.fault = 0
        #: Faults of single calls, taken in turn by the calls that they are for.
        self.faults: list[Fault] = []
        self._polling = 0
        #: When each message of the bot came, by its number: monotonic seconds.
        self.sent_at: dict[int, float] = {}
        #: Bots that were started over it; what still runs at its end is killed.
        self.bots: list[subprocess.Popen[bytes]] = []
        #: Long polls begun so far: a bot that polls has its signal handlers.
        self.polls = 0

    def deliver(self, update: dict[str, Any]) -> None:
        """Hold an update until the bot confirms it."""
        with self._lock:
            self._updates.append(update)

    def unconfirmed(self) -> list[dict[str, Any]]:
        """The updates that wait, in the order in which they are handed out."""
        with self._lock:
            return list(self._updates)

    def reorder(self) -> None:
        """Hand out what waits the other way round."""
        with self._lock:
            self._updates.reverse()

    def waiting(self) -> int:
        """How many updates are not confirmed."""
        with self._lock:
            return len(self._updates)

    def calls(self, name: str) -> list[dict[str, Any]]:
        """The parameters of every call of a method that took effect."""
        with self._lock:
            return [values for method, values in self.world.sent if method == name]

    def next_fault(self, name: str) -> Fault | None:
        """The fault that a call meets, once."""
        with self._lock:
            found = next((one for one in self.faults if one.method in {name, ""}), None)
            if found is not None:
                self.faults.remove(found)
            return found

    def call(self, name: str, parameters: dict[str, Any]) -> tuple[int, bytes]:
        """Answer one call."""
        if self.fault:
            return self.fault, b"<html>Bad Gateway</html>"
        if name == "getUpdates":
            return self._polled(parameters)
        with self._lock:
            code, answer = self._transport.call(name, parameters)
            if name == "sendMessage" and code == 200:
                self.sent_at[json.loads(answer)["result"]["message_id"]] = time.monotonic()
            return code, answer

    def _polled(self, parameters: dict[str, Any]) -> tuple[int, bytes]:
        """The updates that wait; 409 where another poll is open, as Telegram says to a second bot."""
        with self._lock:
            self.polls += 1
            self._polling += 1
            second = self._polling > 1
        try:
            if second:
                told = "Conflict: terminated by other getUpdates request"
                return 409, refusal(409, told)
            return 200, json.dumps({"ok": True, "result": self._poll(parameters)}).encode()
        finally:
            with self._lock:
                self._polling -= 1

    def control(self, what: str, data: bytes) -> tuple[int, bytes]:
        """What a person or a test asks of the server itself."""
        name, _, rest = what.partition("?")
        if name == "deliver":
            update = json.loads(data)
            message = update.get("message") or update.get("channel_post")
            if message:
                self.world.messages[message["chat"]["id"], message["message_id"]] = message
            self.deliver(update)
        elif name == "fault":
            self.fault = int(data or b"0")
        elif name == "faults":
            with self._lock:
                self.faults += [Fault(**one) for one in json.loads(data)]
        elif name == "file":
            self.world.files[rest] = data
        elif name == "sent":
            with self._lock:
                return 200, json.dumps(self.world.sent, ensure_ascii=False, default=str).encode()
        else:
            return 404, b"unknown"
        return 200, b"ok"

    def _poll(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        offset = int(parameters.get("offset", 0))
        limit = int(parameters.get("limit", 100))
        with self._lock:
            self._updates = [u for u in self._updates if u["update_id"] >= offset]
            found = self._updates[:limit]
        if not found:
            time.sleep(POLL)
        return found


def parameters_of(kind: str, data: bytes) -> dict[str, Any]:
    """The parameters of a request: a form, or parts of which some are files."""
    if not kind.startswith("multipart/"):
        pairs = parse_qsl(data.decode(errors="replace"))
        return {name: value_of(name, value) for name, value in pairs}
    whole = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + data)
    found: dict[str, Any] = {}
    for part in whole.get_payload():
        assert isinstance(part, Message)
        name = str(part.get_param("name", header="content-disposition"))
        words = part.get_payload(decode=True)
        assert isinstance(words, bytes)
        if part.get_filename() is None and not name.startswith("attached"):
            found[name] = value_of(name, words.decode(errors="replace"))
        elif not name.startswith("attached"):
            found[name] = b"file"
    return found


class Handler(BaseHTTPRequestHandler):
    """One connection of the bot, or of who drives the double."""

    protocol_version = "HTTP/1.1"
    server: "Listener"

    def handle(self) -> None:
        """Serve; a killed bot leaves in the middle of anything."""
        with suppress(ConnectionResetError, BrokenPipeError):
            super().handle()

    def do_POST(self) -> None:
        """A call, or a word to the double itself."""
        data = self.rfile.read(int(self.headers["Content-Length"] or 0))
        telegram = self.server.telegram
        if self.path.startswith("/control/"):
            self._answer(*telegram.control(self.path.removeprefix("/control/"), data))
            return
        parameters = parameters_of(self.headers["Content-Type"] or "", data)
        name = self.path.rsplit("/", 1)[-1]
        fault = telegram.next_fault(name)
        if fault is None:
            self._answer(*telegram.call(name, parameters))
        elif fault.kind == "delay":
            time.sleep(fault.value)
            self._answer(*telegram.call(name, parameters))
        else:
            self._fail(fault, telegram.call(name, parameters)[1] if fault.after else b"{}")

    def do_GET(self) -> None:
        """A file, or what was sent."""
        telegram = self.server.telegram
        data = telegram.world.files.get(self.path.rsplit("/", 1)[-1])
        if self.path == "/control/sent":
            data = telegram.control("sent", b"")[1]
        self._answer(200 if data is not None else 404, data or b"")

    def log_message(self, *_: object) -> None:
        """Nothing: tests read calls, not lines."""

    def _answer(self, code: int, answer: bytes, promised: int | None = None) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(code)
            self.send_header("Content-Length", str(promised or len(answer)))
            self.end_headers()
            self.wfile.write(answer)

    def _fail(self, fault: Fault, answer: bytes) -> None:
        if fault.kind == "limit":
            self._answer(429, refusal(429, "Too Many Requests: retry later", fault.value))
            return
        if fault.kind == "status":
            self._answer(int(fault.value), b"<html>trouble</html>")
            return
        if fault.kind == "half":
            self._answer(200, answer[: len(answer) // 2], len(answer) + 1)
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


class Listener(ThreadingHTTPServer):
    """The listening socket of a server."""

    daemon_threads = True

    def __init__(self, telegram: Server, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.telegram = telegram


@contextmanager
def serving(world: World, port: int = 0) -> Iterator[Server]:
    """A running server; its address is for QAWL_API_URL.

    Besides the Bot API it answers ``/control/``: ``deliver`` takes an update, ``fault`` a status that every
    call gets until it is 0, ``faults`` a list of :class:`Fault` as JSON, ``file?NAME`` the bytes of a file,
    and ``sent`` gives what the bot did.
    """
    server = Server(world)
    listener = Listener(server, port)
    thread = threading.Thread(target=listener.serve_forever, args=(0.05,))
    thread.start()
    server.address = f"http://127.0.0.1:{listener.server_port}"
    try:
        yield server
    finally:
        for bot in server.bots:
            bot.kill()
            bot.wait()
        listener.shutdown()
        listener.server_close()
        thread.join()
