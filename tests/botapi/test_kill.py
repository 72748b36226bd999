"""The running bot, killed: nothing lost, nothing stored twice, hardly anything said twice.

QAWL_KILLS=200 is the long form (``deploy/test --faults``), ten kills the one of every run.
"""

import asyncio
import os
import random
import signal
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.model.subscription import Period, Rule, Subscription
from bot.store.database import open_store
from handlers.terminal.transport import World
from tests.botapi.load import FIRST, MESSAGES, Load
from tests.botapi.running import Running, until
from tests.botapi.server import serving

KILLS = int(os.environ.get("QAWL_KILLS", "10"))
#: Updates before each kill, and how many of their effects are waited for at most.
IN_FLIGHT, REACHED = 10, 7
#: Digests that fall due while the bot is killed, and seconds between two.
DIGESTS, BETWEEN = 10, 3
#: Answers whose mark a kill may forestall, with ten in flight and the kill in their midst, and seconds
#: before a kill in which they were sent: a moment, on a machine that has other work some seconds.
#: Of ten kills 5 to 8 answers were said twice here, with three other processes too (23 in a run whose marks
#: stood in line with all other writes).
DOUBLED, WINDOW = 3, 5.0
#: Seconds after a kill in which what was on the wire reaches the server.
LANDS = 0.5
#: Kills at random: seconds after the start, updates a second, and the share of messages said twice.
MOMENT, RATE, SHARE = (0.5, 5.0), 5.0, 0.01
#: Seconds for the last start to work off what came while the bot was down, and for the lease of digests,
#: which a killed bot holds for a while, to run out.
BACKLOG = 600.0


async def test_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    """Kill -9 again and again with forwards, edits, questions, presses and digests in flight.

    Each took effect once in the store and was answered; only what was on its way when a kill came
    went out twice; digests are sent once.
    """

    async def in_the_midst(bot: Running, load: Load, kill: int) -> None:
        load.some(IN_FLIGHT)
        bot.start()
        goal = load.effects() + kill % REACHED
        until(partial(reached, load, goal))
        await asyncio.sleep(load.chance.random() * 0.05)

    doubled, _ = await killed(tmp_path, in_the_midst)
    assert doubled <= DOUBLED * KILLS


@pytest.mark.long
async def test_kills_at_random_moments_double_hardly_anything(tmp_path: Path) -> None:
    """Steady traffic and a kill at any moment of it: one message in a hundred at most goes out twice."""

    async def at_random(bot: Running, load: Load, kill: int) -> None:
        del kill
        bot.start()
        end = time.monotonic() + MOMENT[0] + load.chance.random() * (MOMENT[1] - MOMENT[0])
        while time.monotonic() < end:
            load.some(1)
            await asyncio.sleep(min(1 / RATE, max(end - time.monotonic(), 0.0)))

    doubled, sent = await killed(tmp_path, at_random)
    assert doubled <= max(SHARE * sent, 2)


async def killed(
    folder: Path, run: Callable[[Running, Load, int], Awaitable[None]]
) -> tuple[int, int]:
    """Run and kill again and again, then let the bot finish: how many messages went out twice, and in all."""
    with serving(World(now=int(time.time()))) as server:
        bot, load = Running(server, folder), Load(server, random.Random(20))
        await subscribe(bot, time.time())
        kills: list[float] = []
        for kill in range(KILLS):
            await run(bot, load, kill)
            assert bot.end(signal.SIGKILL) == -signal.SIGKILL
            kills.append(time.monotonic() + LANDS)
        bot.start()
        # What piled up goes out at Telegram's pace for each chat.
        until(partial(everything_done, bot, load), BACKLOG)
        until(partial(digests_done, bot), BACKLOG)
        assert bot.end(signal.SIGTERM) == 0
        stored_once(bot, load)
        digests_once(bot, server.calls("sendMessage"))
        return said(bot, load, kills), len(server.calls("sendMessage"))


async def subscribe(bot: Running, now: float) -> None:
    """Digests of the first chats, each due a little later than the one before."""
    store = await open_store(f"sqlite:///{bot.database}")
    for number in range(DIGESTS):
        due = datetime.fromtimestamp(now + BETWEEN * number, UTC)
        rule = Rule("UTC", (due.time().replace(microsecond=0),), frozenset(range(7)))
        one = Subscription(
            chat=str(FIRST + number), archive=str(FIRST + number), owner="7", rule=rule, period=Period.DAY,
            picture=False, note_empty=True, next_run=due, covered=due - timedelta(days=1),
        )  # fmt: skip
        await store.subscriptions().add(one)
    await store.close()


def reached(load: Load, goal: int) -> bool:
    """Whether all updates were taken, and so much was done of them."""
    return load.server.waiting() == 0 and load.effects() >= goal


def everything_done(bot: Running, load: Load) -> bool:
    """Whether every update is marked as done."""
    return len(bot.finished()) == load.delivered


def digests_done(bot: Running) -> bool:
    """Whether every digest has an edition, and none is on its way."""
    states = [row[0] for row in bot.rows("SELECT state FROM editions")]
    return len(states) == DIGESTS and "sending" not in states


def stored_once(bot: Running, load: Load) -> None:
    """Every forward and every edit is one article; no quote is without one; the file is sound."""
    articles = len(load.forwards) + len(load.edits)
    assert bot.rows("SELECT count(*), count(DISTINCT text) FROM articles") == [(articles, articles)]
    assert bot.rows("SELECT count(*) FROM quotes") == [(2 * articles,)]
    assert bot.rows("SELECT count(*) FROM articles WHERE successor IS NOT NULL") == [
        (len(load.edits),)
    ]
    orphans = "SELECT count(*) FROM quotes WHERE article NOT IN (SELECT pk FROM articles)"
    assert bot.rows(orphans) == [(0,)]
    assert bot.rows("PRAGMA integrity_check") == [("ok",)]


def said(bot: Running, load: Load, kills: list[float]) -> int:
    """Every forward, question and press was answered, and only what a kill fell upon went out twice; how often.

    What was sent is in the ledger once; a message beyond that is one whose mark a kill forestalled.
    """
    assert set(load.forwards) <= set(load.answers())
    assert set(load.presses) <= set(load.pressed())
    rows = bot.rows("SELECT key, message FROM outbox WHERE state = 'sent'")
    answered = {f"{key - MESSAGES}:0" for key in (*load.forwards, *load.questions)}
    assert answered <= {key for key, _ in rows}
    marked = {message for _, message in rows}
    doubled = [at for message, at in load.server.sent_at.items() if message not in marked]
    before = [min(kill - at for kill in kills if kill >= at) for at in doubled]
    assert max(before, default=0.0) <= WINDOW, sorted(before)[-5:]
    return len(doubled)


def digests_once(bot: Running, sent: list[dict[str, object]]) -> None:
    """One edition a subscription; no two of its parts were sent."""
    assert bot.rows("SELECT count(DISTINCT subscription) FROM editions") == [(DIGESTS,)]
    parts = bot.rows("SELECT count(*) FROM outbox WHERE key LIKE 'd%' AND message IS NULL")
    assert parts == [(0,)]
    heads = [v for v in sent if not v.get("reply_parameters")]
    assert len(heads) <= DIGESTS + max(1, KILLS // 20)


def test_a_stop_in_the_middle_is_clean(tmp_path: Path) -> None:
    """SIGTERM with ten updates in flight: exit 0 within ten seconds, and each is answered exactly once."""
    with serving(World(now=int(time.time()))) as server:
        bot, load = Running(server, tmp_path), Load(server, random.Random(5))
        for _ in range(IN_FLIGHT):
            load.forward()
        bot.start()
        until(lambda: bool(load.answers()))
        began = time.monotonic()
        assert bot.end(signal.SIGTERM) == 0
        assert time.monotonic() - began < 10
        before = server.polls
        bot.start()
        until(lambda: everything_done(bot, load) and server.polls > before)
        assert bot.end(signal.SIGINT) == 0
        assert set(load.answers().values()) == {1}
        assert set(load.answers()) == set(load.forwards)
