"""Several processes on PostgreSQL: one bot to its users, whatever is killed."""

import os
import random
import time
from functools import partial
from pathlib import Path

import pytest

from handlers.terminal.transport import World
from tests.botapi.load import MESSAGES, Load
from tests.botapi.roles import Roles
from tests.botapi.running import until
from tests.botapi.server import serving
from tests.postgresql import Server as Postgres

KILLS = int(os.environ.get("QAWL_KILLS", "6"))
#: Updates between two kills.
IN_FLIGHT = 8
#: Messages that may be on their way to Telegram when the sender is killed: it has several chats in hand.
DOUBLED = 3
#: Seconds for the rest to be worked off: dead workers are found after fifteen.
BACKLOG = 300.0


def done(bot: Roles, load: Load) -> bool:
    """Whether every update is marked as done."""
    time.sleep(0.2)
    return len(bot.finished()) == load.delivered


def stored_once(bot: Roles, load: Load) -> None:
    """Every forward and every edit is one article, and no quote is without one."""
    articles = len(load.forwards) + len(load.edits)
    assert bot.rows("SELECT count(*), count(DISTINCT text) FROM articles") == [(articles, articles)]
    assert bot.rows("SELECT count(*) FROM quotes") == [(2 * articles,)]
    orphans = "SELECT count(*) FROM quotes WHERE article NOT IN (SELECT pk FROM articles)"
    assert bot.rows(orphans) == [(0,)]


def answered(bot: Roles, load: Load) -> int:
    """Every forward, question and press is answered; how many messages went out twice."""
    assert set(load.forwards) <= set(load.answers())
    assert set(load.presses) <= set(load.pressed())
    rows = bot.rows("SELECT key, message FROM outbox WHERE state = 'sent'")
    wanted = {f"{key - MESSAGES}:0" for key in (*load.forwards, *load.questions)}
    assert wanted <= {key for key, _ in rows}
    marked = {message for _, message in rows}
    return len([message for message in load.server.sent_at if message not in marked])


def test_five_processes_are_one_bot(
    postgresql: Postgres, fresh_postgresql: str, tmp_path: Path
) -> None:
    """Each update done once, in its chat's order; the database may start last; all end at SIGTERM."""
    with serving(World(now=int(time.time()))) as server:
        bot, load = Roles(server, tmp_path, fresh_postgresql), Load(server, random.Random(3))
        postgresql.stop()
        bot.start()
        until(lambda: all("waiting for the database" in bot.told(name) for name in bot.cast))
        postgresql.start()
        load.some(30)
        until(partial(done, bot, load), BACKLOG)
        codes = bot.stop()
        stored_once(bot, load)
        assert answered(bot, load) == 0
        assert set(codes.values()) == {0}, codes


def test_kills_of_any_process_lose_nothing(
    postgresql: Postgres, fresh_postgresql: str, tmp_path: Path
) -> None:
    """Receiver, workers, sender, scheduler and the database server itself, killed in turn under load."""
    chance = random.Random(11)
    with serving(World(now=int(time.time()))) as server:
        bot, load = Roles(server, tmp_path, fresh_postgresql), Load(server, random.Random(20))
        bot.start()
        victims = [*bot.cast, "server"]
        for kill in range(KILLS):
            load.some(IN_FLIGHT)
            goal = load.effects() + kill % (IN_FLIGHT - 2)
            until(lambda goal=goal: load.effects() >= goal, BACKLOG)  # type: ignore[misc]
            victim = victims[kill % len(victims)]
            time.sleep(chance.random() * 0.2)
            if victim == "server":
                postgresql.stop("immediate")
                postgresql.start()
            else:
                bot.kill(victim)
                bot.start(victim)
        until(partial(done, bot, load), BACKLOG)
        bot.stop()
        stored_once(bot, load)
        assert answered(bot, load) <= DOUBLED * (1 + KILLS // len(victims))


def test_roles_need_postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite a role other than all is refused with the reason, and so is one that is none."""
    from typer.testing import CliRunner

    from bot.cli import app

    monkeypatch.setenv("QAWL_TOKEN", "4200:loopback")
    monkeypatch.setenv("QAWL_DATABASE", f"sqlite:///{tmp_path}/q.db")
    for role, reason in (("work", "postgresql://"), ("dance", "is none of")):
        outcome = CliRunner().invoke(app, ["run", "--role", role])
        assert outcome.exit_code != 0
        assert reason in str(outcome.exception)
