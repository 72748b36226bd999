"""Updates that other processes will work on."""

import asyncio

import pytest
from telegram import Update
from telegram.error import NetworkError

from bot.errors import StoreError
from bot.model.jobs import ARTICLE, IMPORT, QUESTION
from bot.model.traffic import Traffic
from bot.store.database import SqlStore
from handlers.receiving import Receiver, priority_of

CHAT = {"id": 7, "type": "private", "first_name": "A"}
USER = {"id": 7, "is_bot": False, "first_name": "A"}
NOW = 1_541_592_000


def update(**parts: object) -> Update:
    """A message with these parts."""
    number = 1
    message = {"message_id": number, "date": NOW, "chat": CHAT, "from": USER, **parts}
    return Update.de_json({"update_id": number, "message": message}, None)


class Jobs:
    """A queue that may refuse."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.queued: list[tuple[int, str, int]] = []
        self.refuses = refuses

    async def defer(self, update: int, line: str, priority: int) -> None:
        """Take it, or not."""
        if self.refuses:
            raise StoreError("away")
        self.queued.append((update, line, priority))


@pytest.mark.parametrize(
    ("parts", "priority"),
    [
        ({"text": "من حذر من الاندماج؟"}, QUESTION),
        ({"text": "قال الوزير " * 40}, ARTICLE),
        (
            {
                "text": "قال الوزير",
                "forward_origin": {"type": "hidden_user", "sender_user_name": "B", "date": NOW},
            },
            ARTICLE,
        ),
        ({"document": {"file_id": "a", "file_unique_id": "b", "file_name": "result.json"}}, IMPORT),
    ],
)
def test_what_a_person_waits_for_goes_first(parts: dict[str, object], priority: int) -> None:
    """Questions before articles before whole histories."""
    assert priority_of(update(**parts)) == priority


async def test_an_update_is_kept_then_queued_once(store: SqlStore) -> None:
    """A second delivery is neither kept nor queued; nothing is put in line for this process."""
    jobs = Jobs()
    receiver = Receiver(store, jobs, Traffic())
    for _ in range(2):
        await receiver.put(update(text="من حذر؟"))
    assert jobs.queued == [(1, "7", QUESTION)]
    assert len(await store.pending()) == 1
    assert receiver.empty()


async def test_a_queue_that_refuses_loses_nothing(store: SqlStore) -> None:
    """The update is kept all the same; who sweeps finds it."""
    await Receiver(store, Jobs(refuses=True), Traffic()).put(update(text="من حذر؟"))
    assert len(await store.pending()) == 1


async def test_a_database_that_refuses_leaves_it_with_telegram() -> None:
    """PTB is told of a network error, so that the offset does not move."""

    class Refusing:
        async def receive(self, update_id: int, chat: str, raw: str) -> bool:
            del update_id, chat, raw
            raise StoreError("full")

        async def done(self, update_id: int) -> None:
            """Not asked."""

        async def failed(self, update_id: int, reason: str, *, final: bool) -> int:
            """Not asked."""
            del update_id, reason, final
            return 0

    with pytest.raises(NetworkError):
        await Receiver(Refusing(), Jobs(), Traffic()).put(update(text="من حذر؟"))


async def test_the_signal_to_stop_passes() -> None:
    """What is no update is for PTB itself."""
    receiver = Receiver(None, Jobs(), Traffic())  # type: ignore[arg-type]
    await receiver.put("stop")
    assert await asyncio.wait_for(receiver.get(), 1) == "stop"
