"""The webhook: who knows the secret is heard, what cannot be kept comes again."""

import json
import random
import resource
import signal
import socket
import urllib.request
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from bot.app import MAX_BODY
from handlers.secret import Secret
from handlers.terminal.transport import World
from tests.botapi.load import Load
from tests.botapi.running import Running, until
from tests.botapi.server import Server, serving

PORT, SECRET = 18_473, "hush-hush_1"
ADDRESS = f"http://127.0.0.1:{PORT}/telegram"


def post(update: object, secret: str | None = SECRET) -> int:
    """Deliver as Telegram does; the status."""
    headers = {"Content-Type": "application/json"}
    if secret is not None:
        headers["X-Telegram-Bot-Api-Secret-Token"] = secret
    request = urllib.request.Request(ADDRESS, json.dumps(update).encode(), headers)
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except URLError:
        return 0


def hooked(server: Server, folder: Path) -> Running:
    """A running bot that listens."""
    bot = Running(
        server,
        folder,
        QAWL_WEBHOOK_URL="https://bot.example.org",
        QAWL_WEBHOOK_SECRET=SECRET,
        QAWL_WEBHOOK_LISTEN=f"127.0.0.1:{PORT}",
    )
    bot.start()
    until(lambda: post({"update_id": 1}, "wrong") == 403)
    return bot


def test_updates_by_webhook(tmp_path: Path) -> None:
    """Without the secret 403, too long 400; else 200 once it is kept; what cannot be kept comes again."""
    with serving(World(now=1_541_592_000)) as server:
        bot, load = hooked(server, tmp_path), Load(server, random.Random(3))
        (hook,) = server.calls("setWebhook")
        assert (hook["url"], hook["secret_token"]) == ("https://bot.example.org/telegram", SECRET)
        load.forward()
        load.forward()
        first, second = server.unconfirmed()
        assert [post(first, None), post(first, ""), post(first, f"{SECRET}x")] == [403] * 3
        assert post({"update_id": 3, "padding": "x" * MAX_BODY}) in {0, 400, 413}
        assert post(first) == 200
        assert post(first) == 200
        until(lambda: len(load.answers()) == 1)
        until(lambda: len(bot.finished()) == 1)
        none, unlimited = (1, resource.RLIM_INFINITY), (resource.RLIM_INFINITY,) * 2
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, none)
        assert post(second) >= 500
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, unlimited)
        until(lambda: post(second) == 200)
        until(lambda: len(bot.finished()) == 2)
        assert dict(load.answers()) == dict.fromkeys(load.forwards, 1)
        assert bot.end(signal.SIGTERM) == 0
        assert SECRET not in bot.told()


@pytest.mark.parametrize("setting", ["QAWL_WEBHOOK_LISTEN", "QAWL_HEALTH_LISTEN"])
def test_an_address_that_is_taken_ends_the_start(tmp_path: Path, setting: str) -> None:
    """One line that names the setting, exit code 2, no traceback."""
    with serving(World(now=1_541_592_000)) as server, socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        settings = {"QAWL_WEBHOOK_URL": "https://bot.example.org"} | {setting: taken}
        bot = Running(server, tmp_path, **settings)
        bot.start()
        assert bot.ended(30) == 2
        assert f"qawl: {setting}: cannot listen on {taken}" in bot.told()
        assert "Traceback" not in bot.told()


@pytest.mark.parametrize(
    ("brought", "same"), [("abc", True), ("abd", False), ("ab", False), ("ابج", False)]
)
def test_the_secret_is_compared_as_a_string_is(brought: str, same: bool) -> None:
    """Equal and unequal as ever, from either side, whatever letters a request brings."""
    secret = Secret("abc")
    assert (secret == brought, brought == secret) == (same, same)
    assert (secret != brought, brought != secret) == (not same, not same)
    assert secret != 5
    assert hash(secret) == hash("abc")
    assert json.dumps(secret) == '"abc"'
