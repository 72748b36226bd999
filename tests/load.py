"""Thousands of digests due at one minute, with Telegram's limits, while people ask.

    python -m tests.load [SUBSCRIPTIONS]

Prints JSON: how long sending took, and how long questions waited for their answers meanwhile. The
Bot API is the in-process double, to which the limiter sends as it would to Telegram.
"""

import asyncio
import json
import sys
import tempfile
import time as clock
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles

from telegram import Update

from bot.app import NO_TOKEN, build
from bot.model.subscription import Rule, Subscription
from bot.services.ingest import Submission
from bot.services.intake import Outside
from bot.store.database import SqlStore, open_store
from bot.worker import InlineLanguage, load_reader
from bot.workshop import InlineWorkshop
from handlers.context import BotApplication
from handlers.editions import Press
from handlers.limits import Pace
from handlers.terminal.transport import Transport, World

ARTICLE = (
    "حذر وزير المالية سامي الخطيب من أزمة في السيولة. وقال الخطيب إن البنوك آمنة. "
    "ونفى محافظ البنك المركزي خليل الحسن وجود أزمة في السيولة."
)
#: Seconds between two questions of other chats.
PAUSE = 2.0


async def main(count: int) -> None:
    """Prepare, send, measure."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{folder}/load.db")
        reader = InlineLanguage(load_reader("", Path(folder)))
        world = World(now=int(datetime.now(UTC).timestamp()))
        transport, workshop = Transport(world), InlineWorkshop()
        application = build(
            NO_TOKEN, "http://load", store, reader, Outside(None, workshop, workshop),  # type: ignore[arg-type]
            request=transport, updates_request=transport, limiter=Pace(),
        )  # fmt: skip
        await application.initialize()
        await application.start()
        await _prepare(application, store, count)
        waits: list[float] = []
        asking = asyncio.create_task(_ask(application, world, waits))
        started = clock.monotonic()
        press = Press(application.bot_data["parts"], application.bot)
        while await press.look(datetime.now(UTC) + timedelta(minutes=1)):
            pass
        seconds = clock.monotonic() - started
        asking.cancel()
        sent = sum(1 for name, _ in world.sent if name == "sendMessage") - len(waits)
        await application.stop()
        await application.shutdown()
        await store.close()
    slow = quantiles(waits, n=100)[98] if len(waits) > 1 else 0.0
    print([round(w, 2) for w in waits], file=sys.stderr)
    print(
        json.dumps(
            {
                "digests": sent,
                "seconds": round(seconds, 1),
                "questions": len(waits),
                "answer_p99_seconds": round(slow, 3),
            }
        )
    )


async def _prepare(application: BotApplication, store: SqlStore, count: int) -> None:
    """One archive, and so many chats that have its digest."""
    parts = application.bot_data["parts"]
    await parts.use_cases.ingest("1", Submission(ARTICLE, source="News"))
    await parts.use_cases.ask("1", "من حذر من أزمة السيولة؟")  # a bot that runs is warm
    now = datetime.now(UTC)
    for number in range(count):
        chat = str(1000 + number)
        one = Subscription(
            chat, "1", chat, Rule("UTC"), picture=False, next_run=now + timedelta(seconds=5)
        )
        await store.subscriptions().add(one)


async def _ask(application: BotApplication, world: World, waits: list[float]) -> None:
    """Somebody else asks, again and again; from the question to its answer, in seconds."""
    number = 0
    while True:
        number += 1
        chat = 500_000 + number
        user = {"id": chat, "is_bot": False, "first_name": "Reader"}
        message = {
            "message_id": number, "date": world.now, "text": "من حذر من أزمة السيولة؟",
            "chat": {"id": chat, "type": "private"}, "from": user,
        }  # fmt: skip
        update = Update.de_json({"update_id": number, "message": message}, application.bot)
        begun = clock.monotonic()
        await application.update_queue.put(update)
        while not any(v.get("chat_id") == chat for n, v in world.sent[-400:] if n == "sendMessage"):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        waits.append(clock.monotonic() - begun)
        await asyncio.sleep(PAUSE)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
