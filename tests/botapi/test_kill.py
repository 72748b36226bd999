"""The running bot, killed: nothing lost, nothing stored or said twice."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from handlers.terminal.transport import World
from tests.botapi.server import Server, serving

ROOT = Path(__file__).parents[2]
KILLS, IN_FLIGHT, CHATS = 20, 10, 10
#: Seconds that the bot may take for a start, or for all that waits; it needs about two.
PATIENCE = 60.0
TEXT = "قال وزير المالية إن العجز رقم {number} سيتراجع هذا العام\nوأضاف أن الخطة رقم {number} جاهزة"


class Running:
    """The bot as a process, over a server and a data folder."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.database = folder / "qawl.db"
        self.delivered = 0
        self.process: subprocess.Popen[bytes] | None = None
        self._environment = {
            **os.environ,
            "QAWL_TOKEN": "4200:loopback",
            "QAWL_API_URL": server.address,
            "QAWL_DATA_DIR": str(folder),
        }

    def start(self) -> None:
        """Start the bot."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def end(self, how: signal.Signals) -> int:
        """Send a signal and wait; the exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def forward(self, count: int) -> None:
        """Articles that differ in a number, to a few chats in turn."""
        for _ in range(count):
            self.delivered += 1
            number = self.delivered
            message = {
                "message_id": 10_000 + number,
                "date": 1_541_592_000,
                "chat": {"id": 7 + number % CHATS, "type": "private", "first_name": "A"},
                "from": {"id": 7 + number % CHATS, "is_bot": False, "first_name": "A"},
                "text": TEXT.format(number=number),
                "forward_origin": {
                    "type": "hidden_user",
                    "sender_user_name": "B",
                    "date": 1_541_592_000,
                },
            }
            chat = 7 + number % CHATS
            self.server.world.messages[chat, 10_000 + number] = message
            self.server.deliver({"update_id": number, "message": message})

    def taken(self, goal: int) -> bool:
        """Whether all updates were taken and so many answers sent."""
        return self.server.waiting() == 0 and sum(self.answers().values()) >= goal

    def answers(self) -> Counter[int]:
        """How often each article was answered."""
        found: Counter[int] = Counter()
        for values in self.server.replies():
            found[values["reply_parameters"]["message_id"] - 10_000] += 1
        return found

    def finished(self) -> set[int]:
        """Updates that the database calls done."""
        return {row[0] for row in self.rows("SELECT \"update\" FROM inbox WHERE state = 'done'")}

    def rows(self, query: str) -> list[tuple[int, ...]]:
        """Rows of the bot's database, read beside it."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as base:
            return base.execute(query).fetchall()


def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, but not for ever."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "the bot did not get there"
        time.sleep(0.01)


def test_twenty_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    """Twenty times kill -9 with ten articles in flight: each is stored once and answered.

    What is marked as done is never answered again.
    """
    chance = random.Random(20)
    with serving(World(now=1_541_592_000)) as server:
        bot = Running(server, tmp_path)
        settled: dict[int, int] = {}
        for kill in range(KILLS):
            bot.forward(IN_FLIGHT)
            bot.start()
            goal = sum(bot.answers().values()) + kill % (IN_FLIGHT - 1)
            until(partial(bot.taken, goal))
            time.sleep(chance.random() * 0.05)
            assert bot.end(signal.SIGKILL) == -signal.SIGKILL
            answered = bot.answers()
            settled = {number: answered[number] for number in bot.finished()}
        bot.start()
        until(lambda: len(bot.finished()) == bot.delivered)
        assert bot.end(signal.SIGTERM) == 0
        answered = bot.answers()
        assert set(answered) == set(range(1, KILLS * IN_FLIGHT + 1))
        assert {number: answered[number] for number in settled} == settled
        assert bot.rows("SELECT count(*), count(DISTINCT text) FROM articles") == [
            (KILLS * IN_FLIGHT, KILLS * IN_FLIGHT)
        ]
        assert bot.rows("SELECT count(*) FROM quotes") == [(2 * KILLS * IN_FLIGHT,)]


def test_a_stop_in_the_middle_is_clean(tmp_path: Path) -> None:
    """SIGTERM with ten articles in flight: exit 0, and each is answered exactly once in the end."""
    with serving(World(now=1_541_592_000)) as server:
        bot = Running(server, tmp_path)
        bot.forward(IN_FLIGHT)
        bot.start()
        until(lambda: sum(bot.answers().values()) > 0)
        assert bot.end(signal.SIGTERM) == 0
        before = server.polls
        bot.start()
        until(lambda: len(bot.finished()) == IN_FLIGHT and server.polls > before)
        assert bot.end(signal.SIGINT) == 0
        assert bot.answers() == Counter(range(1, IN_FLIGHT + 1))
