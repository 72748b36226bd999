"""The running bot in trouble: disk, database, network, Telegram, clock, worker. It waits, loses nothing, goes on."""

import json
import os
import random
import resource
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from handlers.terminal.transport import World
from tests.botapi.load import Load
from tests.botapi.running import Running, until
from tests.botapi.server import Fault, Server, serving

ARTICLES = 12
#: Seconds that a fault lasts here.
FAULT = 3.0
LONG = pytest.mark.long


class Scene:
    """A running bot that has answered one article."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.bot = Running(server, folder)
        self.load = Load(server, random.Random(9))
        self.bot.start()
        self.forward(1)
        self.all_answered()

    def forward(self, count: int) -> None:
        """Articles."""
        for _ in range(count):
            self.load.forward()

    def done(self) -> bool:
        """Whether everything is taken and marked as done."""
        return self.server.waiting() == 0 and len(self.bot.finished()) == self.load.delivered

    def all_answered(self) -> None:
        """Wait for the end; each article was answered exactly once."""
        until(self.done)
        assert dict(self.load.answers()) == dict.fromkeys(self.load.forwards, 1)

    def ends_well(self) -> None:
        """Everything answered, a sound file, exit 0, and no token in the log."""
        self.all_answered()
        assert self.bot.rows("PRAGMA integrity_check") == [("ok",)]
        assert self.bot.end(signal.SIGTERM) == 0
        assert "loopback" not in self.bot.told()


def limit_files(scene: Scene, most: int) -> None:
    """Let no file of the bot grow beyond a size: a disk that is full."""
    resource.prlimit(scene.bot.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """No file may grow: updates stay with Telegram; when there is room again all are answered once."""
    with serving(World(now=1_541_592_000)) as server:
        scene = Scene(server, tmp_path)
        limit_files(scene, 1)
        scene.forward(ARTICLES)
        time.sleep(FAULT)
        assert scene.bot.alive()
        assert server.waiting() > 0
        limit_files(scene, resource.RLIM_INFINITY)
        scene.ends_well()


@LONG
def test_a_lock_that_lasts_loses_nothing(tmp_path: Path) -> None:
    """Another process holds the database for writing: updates wait, and are answered once it lets go."""
    with serving(World(now=1_541_592_000)) as server:
        scene = Scene(server, tmp_path)
        with closing(sqlite3.connect(scene.bot.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            scene.forward(ARTICLES)
            time.sleep(FAULT)
            assert scene.bot.alive()
            other.execute("ROLLBACK")
        scene.ends_well()


def test_telegram_away_loses_nothing(tmp_path: Path) -> None:
    """Every call gets 502 for a while: the bot asks again and answers all."""
    with serving(World(now=1_541_592_000)) as server:
        scene = Scene(server, tmp_path)
        server.fault = 502
        scene.forward(ARTICLES)
        time.sleep(FAULT)
        server.fault = 0
        scene.ends_well()


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault("reset", "getUpdates"), marks=LONG),
        pytest.param(Fault("half", "getUpdates"), marks=LONG),
        pytest.param(Fault("delay", "getUpdates", 1.0), marks=LONG),
        pytest.param(Fault("limit", "getUpdates", 1.0), marks=LONG),
        pytest.param(Fault("status", "getUpdates", 500), marks=LONG),
        Fault("reset", "sendMessage"),
        pytest.param(Fault("limit", "sendMessage", 1.0), marks=LONG),
        pytest.param(Fault("status", "sendMessage", 502), marks=LONG),
        pytest.param(Fault("delay", "sendMessage", 1.0), marks=LONG),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.method}",
)
def test_a_bad_network_loses_nothing(tmp_path: Path, fault: Fault) -> None:
    """Calls that are cut, slow, refused or turned away are made again, and nothing is said twice."""
    with serving(World(now=1_541_592_000)) as server:
        scene = Scene(server, tmp_path)
        server.faults += [fault] * 2
        scene.forward(3)
        until(lambda: not server.faults)
        scene.ends_well()


@LONG
@pytest.mark.parametrize("kind", ["reset", "half"])
def test_an_answer_that_was_sent_and_not_confirmed_is_said_again_at_most_once(
    tmp_path: Path, kind: str
) -> None:
    """Telegram has the message, the bot cannot know: it says it once more rather than never."""
    with serving(World(now=1_541_592_000)) as server:
        scene = Scene(server, tmp_path)
        server.faults.append(Fault(kind, "sendMessage", after=True))
        scene.forward(3)
        until(scene.done)
        answers = scene.load.answers()
        assert set(answers) == set(scene.load.forwards)
        assert sorted(answers.values())[:-1] == [1] * 3
        assert max(answers.values()) <= 2
        assert scene.bot.end(signal.SIGTERM) == 0


def twice(server: Server) -> None:
    """Deliver what waits a second time."""
    for update in list(server.unconfirmed()):
        server.deliver(update)


def backwards(server: Server) -> None:
    """Hand out what waits the newest first."""
    server.reorder()


@LONG
@pytest.mark.parametrize("how", [twice, backwards])
def test_updates_that_come_twice_or_in_another_order(
    tmp_path: Path, how: Callable[[Server], None]
) -> None:
    """Each is worked on once, whatever order they come in."""
    with serving(World(now=1_541_592_000)) as server:
        bot, load = Running(server, tmp_path), Load(server, random.Random(9))
        for _ in range(5):
            load.forward()
        how(server)
        bot.start()
        until(lambda: server.waiting() == 0 and len(bot.finished()) == 5)
        assert dict(load.answers()) == dict.fromkeys(load.forwards, 1)
        assert bot.end(signal.SIGTERM) == 0


@LONG
@pytest.mark.parametrize(
    "body",
    [
        {"message": {"message_id": "x", "chat": 7}},
        pytest.param({"message": []}, marks=LONG),
        pytest.param({"future_thing": {"a": [1, 2, {"b": None}]}}, marks=LONG),
        pytest.param(
            {"message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "hologram"}}},
            marks=LONG,
        ),
        pytest.param({"callback_query": {"id": 1, "from": {"id": 7}}}, marks=LONG),
    ],
)
def test_an_update_of_no_known_form_stops_nothing(tmp_path: Path, body: dict[str, object]) -> None:
    """Malformed, unknown and future updates are passed over; what comes behind is answered."""
    with serving(World(now=1_541_592_000)) as server:
        bot, load = Running(server, tmp_path), Load(server, random.Random(9))
        server.deliver({"update_id": 1_000_000, **body})
        load.delivered = 1_000_000
        load.forward()
        bot.start()
        until(lambda: set(load.answers()) == set(load.forwards))
        until(lambda: server.waiting() == 0)
        assert bot.end(signal.SIGTERM) == 0


def test_two_bots_of_one_token(tmp_path: Path) -> None:
    """Telegram turns the second poller away: the first works on, the second ends or waits, no crash loop."""
    with serving(World(now=1_541_592_000)) as server:
        scene = Scene(server, tmp_path)
        server.faults += [Fault("status", "getUpdates", 409)] * 3
        scene.forward(3)
        scene.ends_well()


def test_a_worker_that_is_killed(tmp_path: Path) -> None:
    """The language worker dies again and again: its article is tried anew, others go on."""
    with serving(World(now=1_541_592_000)) as server:
        scene = Scene(server, tmp_path)
        scene.forward(ARTICLES)
        for _ in range(2):
            time.sleep(1.0)
            for child in scene.bot.workers():
                os.kill(child, signal.SIGKILL)
        until(scene.done)
        assert set(scene.load.answers()) == set(scene.load.forwards)
        assert scene.bot.alive()
        assert scene.bot.end(signal.SIGTERM) == 0


def start_log(bot: Running) -> str:
    """What a bot that cannot start says, and that it ends."""
    bot.start()
    assert bot.ended(30) != 0
    return bot.told()


def test_a_corrupted_database_is_said_and_left_alone(tmp_path: Path) -> None:
    """The bot does not start on it, names the way out, and changes no byte."""
    with serving(World(now=1_541_592_000)) as server:
        bot = Running(server, tmp_path)
        bot.database.write_bytes(b"SQLite format 3\x00" + b"\x07" * 8192)
        before = bot.database.read_bytes()
        told = start_log(bot)
        assert "database cannot be opened" in told
        assert "Traceback" not in told
        assert bot.database.read_bytes() == before


def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    """A database that is a folder or may not be written: one line, exit 1."""
    with serving(World(now=1_541_592_000)) as server:
        bot = Running(server, tmp_path)
        bot.database.mkdir()
        told = start_log(bot)
        assert "database cannot be" in told
        assert "Traceback" not in told


@LONG
def test_a_deleted_wal_file(tmp_path: Path) -> None:
    """Killed, and its -wal gone: what was checkpointed is there, the rest comes again, the file is sound."""
    with serving(World(now=1_541_592_000)) as server:
        scene = Scene(server, tmp_path)
        scene.forward(3)
        scene.all_answered()
        assert scene.bot.end(signal.SIGKILL) == -signal.SIGKILL
        for name in ("-wal", "-shm"):
            Path(f"{scene.bot.database}{name}").unlink(missing_ok=True)
        scene.bot.start()
        scene.forward(2)
        new = list(scene.load.forwards)[-2:]
        until(lambda: all(scene.load.answers()[key] for key in new))
        assert scene.bot.rows("PRAGMA integrity_check") == [("ok",)]
        assert scene.bot.end(signal.SIGTERM) == 0


def test_a_revoked_token_is_said(tmp_path: Path) -> None:
    """Telegram does not know the token any more: the bot says so without naming it, and ends."""
    with serving(World(now=1_541_592_000)) as server:
        server.fault = 401
        bot = Running(server, tmp_path)
        bot.start()
        assert bot.ended() != 0
        told = bot.told()
        assert "token" in told.lower()
        assert "loopback" not in told
        assert "Traceback" not in told


@LONG
def test_a_network_that_is_away_at_the_start(tmp_path: Path) -> None:
    """Telegram cannot be reached when the bot starts: it tries until it can, and answers."""
    with serving(World(now=1_541_592_000)) as server:
        server.fault = 502
        bot, load = Running(server, tmp_path), Load(server, random.Random(9))
        load.forward()
        bot.start()
        time.sleep(FAULT)
        assert bot.alive()
        server.fault = 0
        until(lambda: set(load.answers()) == set(load.forwards))
        until(lambda: len(bot.finished()) == 1)
        assert bot.end(signal.SIGTERM) == 0


@LONG
def test_logs_follow_an_update(tmp_path: Path) -> None:
    """A line when an update is done names it, in JSON."""
    with serving(World(now=1_541_592_000)) as server:
        scene = Scene(server, tmp_path)
        lines = [json.loads(line) for line in scene.bot.told().splitlines() if line[:1] == "{"]
        assert [line["update"] for line in lines if line["event"] == "update done"] == [1]
        scene.ends_well()


@LONG
def test_a_clock_that_goes_back(tmp_path: Path) -> None:
    """The server's messages are a day older than those before: they are stored and answered all the same."""
    with serving(World(now=1_541_592_000)) as server:
        scene = Scene(server, tmp_path)
        server.world.now -= 86_400
        scene.forward(2)
        until(scene.done)
        scene.ends_well()
