"""A PostgreSQL server of the tests' own: found where Debian puts it, in a temporary folder, on a free port.

It listens on loopback only and goes with the tests. As root, which PostgreSQL refuses, it runs as the
``postgres`` user that Debian's package makes. ``QAWL_TEST_POSTGRESQL`` names another folder of programs.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

#: Seconds for the server to start or stop.
PATIENCE = 30.0
#: The role that the bot has: no superuser, so that the rules on rows hold for it.
ROLE = "qawl"


def programs() -> Path | None:
    """The folder of the newest PostgreSQL on this machine, or None."""
    named = os.environ.get("QAWL_TEST_POSTGRESQL", "")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    near = shutil.which("initdb")
    folders = [Path(named)] if named else [*reversed(found), *([Path(near).parent] if near else [])]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@dataclass(slots=True)
class Server:
    """A running server: its programs, folder, port and user."""

    programs: Path
    folder: Path
    port: int
    user: str | None

    def url(self, database: str) -> str:
        """The address of a database as the bot is given it."""
        return f"postgresql://{ROLE}@127.0.0.1:{self.port}/{database}"

    def fresh(self, database: str) -> str:
        """The address of a new, empty database."""
        self._run("createdb", "-O", ROLE, database)
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected."""
        self._run("dropdb", "--force", "--if-exists", database)

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -c fsync=off"
        log = self.folder / "log"
        self._run(
            "pg_ctl", "-w", "-t", str(PATIENCE), "-D", str(self.folder / "data"),
            "-l", str(log), "-o", options, "start", admin=False,
        )  # fmt: skip

    def stop(self, mode: str = "fast") -> None:
        """Stop: ``fast`` breaks every connection, ``immediate`` is a crash.

        A server that does not obey is killed: on a laden machine a postmaster was seen to take more
        than a minute over an immediate stop, and with it a run of all tests failed.
        """
        data = self.folder / "data"
        try:
            self._run(
                "pg_ctl",
                "-w",
                "-t",
                str(PATIENCE),
                "-D",
                str(data),
                "-m",
                mode,
                "stop",
                admin=False,
            )
        except subprocess.CalledProcessError:
            self.kill()

    def kill(self) -> None:
        """Kill the server and its children by ``SIGKILL``; it can be started again."""
        mark = self.folder / "data" / "postmaster.pid"
        if not mark.exists():
            return
        postmaster = int(mark.read_text("utf-8").split()[0])
        children = _children(postmaster)
        for process in (postmaster, *children):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        for left in (mark, *self.folder.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)

    def _run(self, program: str, *arguments: str, admin: bool = True) -> None:
        where = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "admin"] if admin else []
        command = [str(self.programs / program), *where, *arguments]
        if self.user is not None:
            command = [
                "setpriv",
                f"--reuid={self.user}",
                f"--regid={self.user}",
                "--clear-groups",
                *command,
            ]
        subprocess.run(command, check=True, capture_output=True, cwd="/", timeout=2 * PATIENCE)


@contextmanager
def running() -> Iterator[Server | None]:
    """A server for as long as the block lasts; None where there is no PostgreSQL."""
    found = programs()
    user = _user()
    if found is None or (os.geteuid() == 0 and user is None):
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="qawl-pg-"))
    server = Server(found, folder, _free_port(), user)
    try:
        if user is not None:
            shutil.chown(folder, user)
        folder.chmod(0o700)
        server._run(
            "initdb", "-D", str(folder / "data"), "-U", "admin", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync", admin=False,
        )  # fmt: skip
        server.start()
        server._run("createuser", "--no-superuser", "--createdb", ROLE)
        yield server
    finally:
        server.stop("immediate")
        time.sleep(0.1)
        shutil.rmtree(folder, ignore_errors=True)


def _children(parent: int) -> list[int]:
    """The processes that a process has started, by the kernel's list."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = status.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(status.parent.name))
    return found


def _user() -> str | None:
    """Whom the server runs as, where that is not ourselves."""
    if os.geteuid() != 0:
        return None
    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
