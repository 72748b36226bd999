"""A Bot API server on the loopback address: the strict double, behind HTTP, outliving the bot.

Updates are handed out as Telegram does: one is forgotten when ``offset`` passes it, not before.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from handlers.terminal.transport import Transport, World, value_of

#: Seconds that a poll waits for news; short, so that the test is.
POLL = 0.05


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
        #: Long polls begun so far: a bot that polls has its signal handlers.
        self.polls = 0

    def deliver(self, update: dict[str, Any]) -> None:
        """Hold an update until the bot confirms it."""
        with self._lock:
            self._updates.append(update)

    def waiting(self) -> int:
        """How many updates are not confirmed."""
        with self._lock:
            return len(self._updates)

    def replies(self) -> list[dict[str, Any]]:
        """Messages that the bot sent."""
        with self._lock:
            return [values for name, values in self.world.sent if name == "sendMessage"]

    def call(self, name: str, parameters: dict[str, Any]) -> tuple[int, bytes]:
        """Answer one call."""
        if self.fault:
            return self.fault, b"<html>Bad Gateway</html>"
        if name == "getUpdates":
            self.polls += 1
            return 200, json.dumps({"ok": True, "result": self._poll(parameters)}).encode()
        with self._lock:
            return self._transport.call(name, parameters)

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


@contextmanager
def serving(world: World, port: int = 0) -> Iterator[Server]:
    """A running server; its address is for QAWL_API_URL.

    Besides the Bot API it answers ``/control/``: ``deliver`` takes an update, ``fault`` a status that every
    call gets until it is 0, ``file?NAME`` the bytes of a file, and ``sent`` gives what the bot did.
    """
    server = Server(world)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"] or 0))
            if self.path.startswith("/control/"):
                code, answer = server.control(self.path.removeprefix("/control/"), data)
            else:
                parameters = parameters_of(self.headers["Content-Type"] or "", data)
                code, answer = server.call(self.path.rsplit("/", 1)[-1], parameters)
            # A killed bot does not wait for its answer.
            with suppress(BrokenPipeError, ConnectionResetError):
                self.send_response(code)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

        def do_GET(self) -> None:
            data = server.world.files.get(self.path.rsplit("/", 1)[-1])
            if self.path == "/control/sent":
                data = server.control("sent", b"")[1]
            self.send_response(200 if data is not None else 404)
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    listener.daemon_threads = True
    thread = threading.Thread(target=listener.serve_forever, args=(0.05,))
    thread.start()
    server.address = f"http://127.0.0.1:{listener.server_port}"
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()
