"""Hostile inputs: no exception, no stall, every refusal a clear line.

400 generated texts and two dozen broken files in every run; ``QAWL_HOSTILE=5000`` makes 5,000 texts.
"""

import os
import time
from typing import Any

import pytest

from bot.documents import parse
from bot.errors import SourceError
from bot.services.reading import Reader
from bot.store.database import SqlStore
from handlers.inbound import split_articles
from handlers.rich import MAX_UNITS, paginate, styled, units
from tests.chat.driver import CHANNEL, NOW, USER, Driver, texts
from tests.hostile import corpus

TEXTS = int(os.environ.get("QAWL_HOSTILE", "400"))
#: Seconds that a message's text may take, and one of a file; this machine may have other work.
STALL, LONG_STALL = 8.0, 120.0
#: Telegram's longest message.
MESSAGE = 4096


def test_texts_are_read_asked_and_shown(reader: Reader) -> None:
    """Whatever the text: quotes lie inside it, questions are understood, pages keep Telegram's limits."""
    for number, text in enumerate(corpus.texts(TEXTS)):
        begun = time.perf_counter()
        found = reader.read(text)
        for quote in found.extraction.quotes:
            assert all(0 <= a < b <= len(text) for a, b in quote.content), number
        reader.understand(text[:MESSAGE])
        reader.needs(text[:MESSAGE])
        assert "".join(part for _, part in split_articles(text)) or not text.strip()
        pages = paginate([styled(text, "blockquote")])
        assert all(page.units <= MAX_UNITS for page in pages)
        assert "".join(page.text for page in pages) == text
        limit = STALL if units(text) <= MESSAGE else LONG_STALL
        assert time.perf_counter() - begun < limit, number


@pytest.mark.parametrize(("name", "data"), list(corpus.documents()))
def test_broken_files_are_refused(name: str, data: bytes) -> None:
    """A file is read, or refused by one of the known troubles, in bounded time."""
    begun = time.perf_counter()
    trouble = ""
    try:
        parse(name, data)
    except SourceError as error:
        trouble = error.trouble
    assert trouble in {"", "kind", "unreadable", "no_text"}
    assert time.perf_counter() - begun < LONG_STALL


async def test_forged_presses_and_starts(chat: Driver) -> None:
    """Data and payloads that the bot never made: one polite line each, nothing set aside."""
    await chat.say("/settings")
    forged = [
        f"v1:{name}:{rest}" for name in ("art", "say", "fix", "fixs", "dig", "zone", "exp", "wper", "as", "go")
        for rest in ("", "0", "-1", "9" * 30, "1:2:3:4:5", "x:y", "../../x", "1:" + "a" * 20, "٣:٤")
    ]  # fmt: skip
    for data in forged:
        done = await chat.press(data)
        assert done, data
        assert not any("حدث خطأ" in text for text in texts(done)), data
    for payload in (
        "q_",
        "q_7_x",
        "s_-_1",
        "d_7_99999999999999999999",
        "m_7_1",
        "q_7_1_2",
        "_" * 64,
    ):
        assert len(await chat.say(f"/start {payload}")) == 1


async def test_messages_of_every_odd_form(chat: Driver, store: SqlStore) -> None:
    """Updates with fields of the future, from the future, empty and overlong: the line goes on."""
    odd: list[dict[str, Any]] = [
        {"message": chat.message("قال الوزير إن الحرب انتهت اليوم", date=2**31 - 1)},
        {"message": chat.message("x") | {"new_field_of_2030": {"a": 1}}},
        {"message": {"message_id": 9, "date": NOW, "chat": {"id": 7, "type": "private"}, "from": USER}},
        {"message": chat.message("😀" * 2048)},
        {"message": chat.message("\u202e" * 4000)},
        {"unknown_update_of_2030": {"a": 1}},
        {"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
                  "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
                  "allows_revoting": False, "members_only": False}},
        {"channel_post": chat.message("", CHANNEL)},
        {"message": chat.message("/who " + "ا" * 4000)},
        {"message": chat.message('/search " OR 1=1 NEAR( * column: ^')},
        {"message": chat.message("/watch " + "«" * 300)},
        {"message": chat.message("/digest @" + "a" * 300)},
        {"message": chat.message("/export ../../etc")},
    ]  # fmt: skip
    for body in odd:
        await chat.deliver(body)
    assert await store.set_aside() == []
    assert await chat.say("/help")
