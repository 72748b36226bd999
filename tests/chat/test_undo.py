"""/undo: what was removed in the last hour comes back whole."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.services.undoing import let_go, undo
from bot.store.database import SqlStore
from tests.chat.driver import GROUP, Driver, buttons, texts

ONE = "حذر وزير المالية سامي الخطيب من أزمة في السيولة. وقال الخطيب إن البنوك آمنة تماما."
TWO = "نفى محافظ البنك المركزي خليل الحسن وجود أزمة في السيولة، وقال إن الأرقام جيدة جدا."
ASKED = "من حذر من أزمة السيولة؟"


async def erase(chat: Driver) -> list[Any]:
    """Erase the archive by its button."""
    await chat.say("/erase")
    return await chat.press("v1:erase:yes")


async def test_an_erased_archive_comes_back(chat: Driver, store: SqlStore) -> None:
    """Articles, quotes, alerts, settings, and what they are found by."""
    await chat.forward(ONE)
    await chat.say("/watch السيولة")
    done = await erase(chat)
    assert "لا شيء محفوظ" in (await chat.say(ASKED))[0]
    back = await chat.press(dict(buttons(done))["تراجع"])
    assert "عاد الأرشيف: خبر واحد" in texts(back)[0]
    assert "أزمة في السيولة" in (await chat.say(ASKED))[0]
    assert await store.archive("7").size() == (1, 2)
    assert len(await store.watches("7").all()) == 1
    assert await chat.say("/undo") == ["لا شيء يمكن التراجع عنه في الساعة الأخيرة."]


async def test_what_came_in_since_stays(chat: Driver, store: SqlStore) -> None:
    """New articles and old ones stand beside each other, speakers of one name are one."""
    await chat.forward(ONE)
    await chat.forward(TWO)
    await erase(chat)
    await chat.forward(TWO)
    await chat.say("/undo")
    assert await store.archive("7").size() == (2, 4)
    assert "أزمة في السيولة" in (await chat.say(ASKED))[0]
    assert (await store.archive("7").counts()).speakers == 2
    await erase(chat)
    assert await store.archive("7").size() == (0, 0)


async def test_after_an_hour_it_is_gone(chat: Driver, store: SqlStore) -> None:
    """The rows go, and the words with them; nothing can be taken back."""
    await chat.forward(ONE)
    await erase(chat)
    later = datetime.now(UTC) + timedelta(hours=1, minutes=1)
    assert await undo(store, "7", later) is None
    assert await let_go(store) == 0
    assert await let_go(store, later) == 1
    assert await chat.say("/undo") == ["لا شيء يمكن التراجع عنه في الساعة الأخيرة."]


async def test_only_admins_take_back_in_a_group(chat: Driver) -> None:
    """A member is told so, by command and by button."""
    assert "للمشرفين" in (await chat.say("/undo", GROUP))[0]
    await chat.deliver({"message": chat.message("/settings", GROUP)})
    (call,) = await chat.press("v1:undo")
    assert "للمشرفين" in call[1]["text"]
