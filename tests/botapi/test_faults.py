"""The running bot when the disk is full or Telegram is away: it waits, loses nothing, and goes on."""

import resource
import signal
import time
from pathlib import Path

from handlers.terminal.transport import World
from tests.botapi.server import serving
from tests.botapi.test_kill import Running, until

ARTICLES = 12
#: Seconds that a fault lasts here.
FAULT = 3.0


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """No file may grow: updates stay with Telegram; when there is room again all are answered once."""
    with serving(World(now=1_541_592_000)) as server:
        bot = Running(server, tmp_path)
        bot.start()
        bot.forward(1)
        until(lambda: bot.taken(1))
        until(lambda: len(bot.finished()) == 1)
        assert bot.process is not None
        none = (1, resource.RLIM_INFINITY)
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, none)
        bot.forward(ARTICLES)
        time.sleep(FAULT)
        assert bot.process.poll() is None
        assert server.waiting() > 0
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, unlimited)
        until(lambda: bot.taken(1 + ARTICLES))
        until(lambda: len(bot.finished()) == 1 + ARTICLES)
        assert set(bot.answers().values()) == {1}
        assert [str(row[0]) for row in bot.rows("PRAGMA integrity_check")] == ["ok"]
        assert bot.end(signal.SIGTERM) == 0


def test_telegram_away_loses_nothing(tmp_path: Path) -> None:
    """The server answers 502 for a while, and resets connections: the bot asks again and answers all."""
    with serving(World(now=1_541_592_000)) as server:
        bot = Running(server, tmp_path)
        bot.start()
        bot.forward(1)
        until(lambda: bot.taken(1))
        server.fault = 502
        bot.forward(ARTICLES)
        time.sleep(FAULT)
        server.fault = 0
        until(lambda: bot.taken(1 + ARTICLES))
        until(lambda: len(bot.finished()) == 1 + ARTICLES)
        assert set(bot.answers().values()) == {1}
        assert bot.end(signal.SIGTERM) == 0
