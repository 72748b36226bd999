"""The whole line measured: updates in, messages out, by one process on SQLite and by roles on PostgreSQL.

    python -m tests.scale > line.json

Each answered update costs a message, of which Telegram takes 30 a second: beyond that rate answers wait
in any case. How work grows with workers is therefore measured on posts of channels, which are stored and
not answered. The figures are shown by ``qawl bench --all --line line.json``.
"""

import json
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from handlers.terminal.transport import World
from tests.botapi.load import MESSAGES, Load
from tests.botapi.roles import Roles
from tests.botapi.running import Running, until
from tests.botapi.server import serving
from tests.postgresql import Server, running

#: Updates a second, and seconds of each run.
RATES, SECONDS = (1, 10, 25), 20.0
WORKERS = (1, 2, 4, 8)
#: Posts that wait when the workers begin.
BACKLOG = 600
PATIENCE = 600.0
POST = (
    "قال وزير المالية إن العجز رقم {number} سيتراجع هذا العام\nوأضاف أن الخطة رقم {number} جاهزة\n"
    * 6
)


def paced(bot: Any, who: str, rate: int) -> dict[str, Any]:
    """Forwards at a rate for a while: how long each waited for its answer."""
    load = Load(bot.server, random.Random(1), chats=1000)
    bot.start()
    load.forward()
    until(lambda: not load.server.waiting() and len(bot.finished()) == 1, PATIENCE)
    began = time.monotonic()
    given: dict[int, float] = {}
    for number in range(int(rate * SECONDS)):
        time.sleep(max(0.0, began + number / rate - time.monotonic()))
        load.forward()
        given[load.delivered] = time.monotonic()
    until(lambda: len(bot.finished()) == load.delivered, PATIENCE)
    seconds = time.monotonic() - began
    answers = dict(bot.rows("SELECT key, message FROM outbox WHERE state = 'sent'"))
    sent = bot.server.sent_at
    waits = [sent[answers[f"{n}:0"]] - at for n, at in given.items()]
    cuts = quantiles(waits, n=100)
    done = round(len(given) / seconds, 1)
    return {"who": who, "rate": rate, "done": done} | {
        f"p{at}": round(cuts[at - 1], 2) for at in (50, 95, 99)
    }


def backlog(postgres: Server, workers: int) -> dict[str, Any]:
    """Posts that wait, and how long so many workers need for them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(World(now=int(time.time()))) as server,
    ):
        cast = [f"work{n}" for n in range(workers)]
        bot = Roles(server, Path(folder), _fresh(postgres), ["receive", *cast])
        bot.start("receive")
        chat = {"type": "channel", "title": "C"}
        for number in range(1, BACKLOG + 1):
            post = {
                "message_id": MESSAGES + number,
                "date": 1_541_592_000,
                "chat": chat | {"id": -1_000_000_000_000 - number % 100},
                "text": POST.format(number=number),
            }
            server.deliver({"update_id": number, "channel_post": post})
        until(lambda: bot.rows("SELECT count(*) FROM inbox") == [(BACKLOG,)], PATIENCE)
        began = time.monotonic()
        for name in cast:
            bot.start(name)
        until(lambda: _slowly(bot, 1), PATIENCE)
        ready = time.monotonic()
        until(lambda: _slowly(bot, BACKLOG), PATIENCE)
        seconds = time.monotonic() - ready
        bot.stop()
    return {
        "workers": workers, "forwards": BACKLOG, "seconds": round(seconds, 1),
        "start_seconds": round(ready - began, 1), "per_second": round(BACKLOG / seconds, 1),
    }  # fmt: skip


def _slowly(bot: Roles, number: int) -> bool:
    time.sleep(0.1)
    return len(bot.finished()) >= number


def _fresh(postgres: Server) -> str:
    return postgres.fresh(f"s{uuid.uuid4().hex}")


def line(postgres: Server, rates: Sequence[int]) -> list[dict[str, Any]]:
    """Every rate, on either database."""
    found = []
    for rate in rates:
        with (
            tempfile.TemporaryDirectory() as folder,
            serving(World(now=int(time.time()))) as server,
        ):
            found.append(paced(Running(server, Path(folder)), "all, SQLite", rate))
            print(found[-1], file=sys.stderr)
        with (
            tempfile.TemporaryDirectory() as folder,
            serving(World(now=int(time.time()))) as server,
        ):
            roles = Roles(server, Path(folder), _fresh(postgres))
            found.append(paced(roles, "2 workers, PostgreSQL", rate))
            print(found[-1], file=sys.stderr)
    return found


def main() -> None:
    """Measure and print."""
    with running() as postgres:
        if postgres is None:
            print("skipped: no PostgreSQL")
            return
        runs = line(postgres, RATES)
        waited = []
        for workers in WORKERS:
            waited.append(backlog(postgres, workers))
            print(waited[-1], file=sys.stderr)
        print(json.dumps({"runs": runs, "backlog": waited}, indent=1))


if __name__ == "__main__":
    main()
