"""The bot as a process of its own, over a server and a data folder."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from tests.botapi.server import Server

ROOT = Path(__file__).parents[2]
#: Seconds that the bot may take for a start, or for all that waits; it needs about two.
PATIENCE = 60.0


class Running:
    """One bot, started, ended and started again."""

    def __init__(self, server: Server, folder: Path, **settings: str) -> None:
        self.server = server
        self.database = folder / "qawl.db"
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None
        self._environment = {
            **os.environ,
            "QAWL_TOKEN": "4200:loopback",
            "QAWL_API_URL": server.address,
            "QAWL_DATA_DIR": str(folder),
            "QAWL_LOG": "json",
            **settings,
        }

    def start(self) -> None:
        """Start the bot."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=ROOT,
                env=self._environment,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        self.server.bots.append(self.process)

    def end(self, how: signal.Signals) -> int:
        """Send a signal and wait; the exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.ended()

    def ended(self, patience: float = PATIENCE) -> int:
        """Wait until it ends by itself; the exit code."""
        assert self.process is not None
        return self.process.wait(patience)

    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self.process is not None
        return self.process.pid

    def children(self) -> list[int]:
        """The processes that it started: its workers, and who cleans up behind them."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/children")
        return [int(word) for task in tasks for word in task.read_text(encoding="utf-8").split()]

    def workers(self) -> list[int]:
        """Those of its children that are workers of pools."""
        found = []
        for child in self.children():
            with suppress(OSError):  # it may have ended meanwhile
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(child)
        return found

    def finished(self) -> set[int]:
        """Updates that the database calls done."""
        return {row[0] for row in self.rows("SELECT \"update\" FROM inbox WHERE state = 'done'")}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the bot's database, read beside it."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as base:
            return base.execute(query).fetchall()

    def told(self) -> str:
        """What the bot logged."""
        return self.log.read_text(encoding="utf-8")


def until(condition: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait for a condition, but not for ever."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "the bot did not get there"
        time.sleep(0.01)
