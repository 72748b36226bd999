"""What belongs together is one article: albums, cut texts; and one message may hold several."""

import json
from typing import Any

import pytest

from bot.ports import Language
from bot.store.database import SqlStore
from handlers.assembly import wholes
from handlers.inbound import split_articles
from tests.chat.driver import CHANNEL, GROUP, NOW, Driver, driven, texts

ARTICLE = "قال وزير المالية سامي الخطيب إن العجز سيتراجع هذا العام ولن ترتفع الضرائب."
PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
ORIGIN = {"type": "channel", "date": NOW, "chat": CHANNEL, "message_id": 5}


def photo(chat: Driver, caption: str = "", **extra: Any) -> dict[str, Any]:
    """A photo of the user's, with or without a caption."""
    message = chat.message("", **extra)
    del message["text"]
    message["photo"] = PHOTO
    return message | ({"caption": caption} if caption else {})


async def test_an_album_is_one_article(chat: Driver, store: SqlStore) -> None:
    """Three photos with one caption give one article and one answer."""
    told = []
    for caption in (ARTICLE, "", ""):
        message = photo(chat, caption, media_group_id="g1", forward_origin=ORIGIN)
        chat.number += 1
        await chat.put({"message": message})
    await chat.settle()
    told = texts(chat.news())
    assert len(told) == 1
    assert "العجز" in told[0]
    assert (await store.archive("7").counts()).articles == 1


async def test_an_album_without_words_gets_one_line(chat: Driver) -> None:
    """Photos alone cannot be read; that is said once."""
    for _ in range(2):
        await chat.put({"message": photo(chat, media_group_id="g2")})
    await chat.settle()
    (told,) = texts(chat.news())
    assert "الصورة" in told


async def test_a_cut_article_is_joined(chat: Driver, store: SqlStore) -> None:
    """A full message without an end and the next one are one article, quotes in either half."""
    filler = "وفي خبر الأسواق اليوم " * 200
    first = f"{ARTICLE} {filler}ثم قال محافظ البنك خليل الحسن إن المصارف"
    second = "آمنة تماما ولا خطر عليها. ونفى الوزير سامي الخطيب وجود أزمة في السيولة."
    assert len(first) > 3500
    await chat.put({"message": chat.message(first)})
    assert chat.news() == []
    done = await chat.deliver({"message": chat.message(second)})
    assert len(texts(done)) == 1
    assert (await store.archive("7").counts()).articles == 1
    said = await chat.deliver({"message": chat.message("من نفى وجود أزمة في السيولة؟")})
    marked = said[0][1]["reply_parameters"]
    assert chat.world.messages[7, marked["message_id"]]["text"] == second
    assert marked["quote"] in second


async def test_a_question_ends_the_wait(chat: Driver) -> None:
    """Whatever else the chat says comes after the article that waited."""
    await chat.put({"message": chat.message(f"{ARTICLE} {'وفي خبر الأسواق اليوم ' * 200}")})
    done = await chat.deliver({"message": chat.message("ماذا قال سامي الخطيب عن العجز؟")})
    assert len(texts(done)) == 2
    assert "سيتراجع" in texts(done)[1]


async def test_what_waits_survives_a_kill(
    store: SqlStore, language: Language, chat: Driver
) -> None:
    """A part that a killed bot left is put together by the next one."""
    message = chat.message(f"{ARTICLE} {'وفي خبر الأسواق اليوم ' * 200}")
    raw = json.dumps({"update_id": 5, "message": message})
    await store.pieces("7").add(int(str(message["message_id"])), raw)
    async with driven(store, language) as later:
        await later.settle()
        assert "العجز" in texts(later.news())[0]
    assert await store.waiting() == []


async def test_several_articles_in_one_message(chat: Driver, store: SqlStore) -> None:
    """Articles with a line between them are stored and answered one by one."""
    one = f"{ARTICLE} {'وتابعت الأسواق هذه الأنباء باهتمام كبير ' * 3}"
    two = f"حذر محافظ البنك خليل الحسن من أزمة في السيولة. {'ولم تصدر أرقام جديدة عن المصارف ' * 4}"
    done = await chat.forward(f"{one}\n-----\n{two}")
    assert len(texts(done)) == 2
    assert (await store.archive("7").counts()).articles == 2
    said = await chat.deliver({"message": chat.message("من حذر من أزمة السيولة؟")})
    assert "أزمة في السيولة" in texts(said)[0]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("خبر\n----\nآخر", 1),
        (f"{'كلمة ' * 30}\n* * *\n{'أخرى ' * 30}", 2),
        (f"{'كلمة ' * 30}\nـــــ\n{'أخرى ' * 30}\n====\n{'ثالثة ' * 25}", 3),
        (f"{'كلمة ' * 30} --- {'أخرى ' * 30}", 1),
    ],
)
def test_lines_divide_articles(text: str, parts: int) -> None:
    """Only a line of its own divides, and only where each part is long enough; places are kept."""
    found = split_articles(text)
    assert len(found) == parts
    assert all(text[start:].startswith(part) for start, part in found)


async def test_automatic_forwards_are_one_article(chat: Driver, store: SqlStore) -> None:
    """A channel's post and its copy in the discussion group are stored once in the group."""
    for extra in ({"is_automatic_forward": True}, {}):
        body = chat.message(ARTICLE, GROUP, forward_origin=ORIGIN, **extra)
        await chat.deliver({"message": body})
    assert (await store.archive(str(GROUP["id"])).counts()).articles == 1


def test_nothing_waits() -> None:
    """No updates make no wholes."""
    assert wholes([]) == []
