"""The bot as several processes over a PostgreSQL server, each killed and started by its name."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.botapi.running import PATIENCE, ROOT
from tests.botapi.server import Server

#: One of each, and two that work.
CAST = ("receive", "work", "work2", "send", "schedule")


class Roles:
    """All processes of one bot."""

    def __init__(self, server: Server, folder: Path, url: str, cast: Sequence[str] = CAST) -> None:
        self.server, self.url, self.cast, self.folder = server, url, cast, folder
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._environment = {
            **os.environ,
            "QAWL_TOKEN": "4200:loopback",
            "QAWL_API_URL": server.address,
            "QAWL_DATABASE": url,
            "QAWL_DATA_DIR": str(folder),
            "QAWL_LOG": "json",
        }

    def start(self, name: str | None = None) -> None:
        """Start one process, or all."""
        for one in self.cast if name is None else (name,):
            with (self.folder / f"{one}.log").open("ab") as log:
                self.processes[one] = subprocess.Popen(
                    [sys.executable, "-m", "bot", "run", "--role", one.rstrip("0123456789")],
                    cwd=ROOT,
                    env=self._environment,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                )
            self.server.bots.append(self.processes[one])

    def kill(self, name: str) -> None:
        """Kill one process."""
        self.processes[name].kill()
        self.processes[name].wait(PATIENCE)

    def stop(self) -> dict[str, int]:
        """Tell all to stop; their exit codes."""
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        return {name: process.wait(PATIENCE) for name, process in self.processes.items()}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the database; none while the server is away, or its tables."""
        with suppress(psycopg.Error), psycopg.connect(self.url) as connection:
            return connection.execute(query.encode()).fetchall()
        return []

    def finished(self) -> set[int]:
        """Updates that the database calls done."""
        return {row[0] for row in self.rows("SELECT update FROM inbox WHERE state = 'done'")}

    def told(self, name: str) -> str:
        """What a process logged."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")
