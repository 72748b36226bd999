"""A Bot API server on the loopback address: the strict double, behind HTTP, outliving the bot.

Updates are handed out as Telegram does: one is forgotten when ``offset`` passes it, not before.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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

    def _poll(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        offset = int(parameters.get("offset", 0))
        limit = int(parameters.get("limit", 100))
        with self._lock:
            self._updates = [u for u in self._updates if u["update_id"] >= offset]
            found = self._updates[:limit]
        if not found:
            time.sleep(POLL)
        return found


@contextmanager
def serving(world: World) -> Iterator[Server]:
    """A running server; its address is for QAWL_API_URL."""
    server = Server(world)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            parameters = {name: value_of(name, value) for name, value in parse_qsl(body)}
            code, answer = server.call(self.path.rsplit("/", 1)[-1], parameters)
            # A killed bot does not wait for its answer.
            with suppress(BrokenPipeError, ConnectionResetError):
                self.send_response(code)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
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
