"""Edited messages: read again, the old version kept and marked, what changed told."""

from typing import Any

from bot.store.database import SqlStore
from tests.chat.driver import CHANNEL, GROUP, NOW, USER, Driver, buttons, texts

ONE = "قال وزير المالية سامي الخطيب إن العجز سيتراجع هذا العام."
TWO = f"{ONE} ونفى محافظ البنك خليل الحسن رفع الضرائب على الشركات الكبيرة."
OTHER = "قال وزير المالية سامي الخطيب إن العجز سيرتفع كثيرا في العام المقبل."


def edit(chat: Driver, text: str) -> dict[str, Any]:
    """The forwarded message with another text."""
    forwarded = next(m for m in chat.world.messages.values() if m.get("forward_origin"))
    return forwarded | {"text": text, "edit_date": NOW, "from": USER}


async def test_the_reply_changes_in_place(chat: Driver) -> None:
    """What was added and removed stands above the new quotes, in the old reply."""
    await chat.forward(ONE)
    ((method, values),) = await chat.deliver({"edited_message": edit(chat, TWO)})
    assert method == "editMessageText"
    assert (
        "أُضيف اقتباس واحد، وحُذف لا اقتباسات" in values["text"]
        or "أُضيف اقتباس واحد" in values["text"]
    )
    assert "رفع الضرائب" in values["text"]


async def test_the_old_version_is_kept_and_marked(chat: Driver, store: SqlStore) -> None:
    """What only the old version says is still found, and marked as such."""
    await chat.forward(ONE)
    await chat.deliver({"edited_message": edit(chat, OTHER)})
    said = "".join(await chat.say("ماذا قال سامي الخطيب عن العجز؟"))
    assert "سيرتفع كثيرا" in said
    assert "سيتراجع" in said
    assert said.count("من نسخة سابقة") == 1
    assert (await store.archive("7").counts()).articles == 2
    assert len(await store.overview("7").recent(10, 0)) == 1


async def test_an_edit_back_brings_the_first_version_back(chat: Driver, store: SqlStore) -> None:
    """The version that stands now is never marked."""
    await chat.forward(ONE)
    await chat.deliver({"edited_message": edit(chat, OTHER)})
    await chat.deliver({"edited_message": edit(chat, ONE)})
    said = "".join(await chat.say("ماذا قال سامي الخطيب عن العجز؟"))
    assert "سيتراجع" in said.split("من نسخة سابقة")[0]
    assert (await store.archive("7").counts()).articles == 2


async def test_edits_that_change_no_words(chat: Driver, store: SqlStore) -> None:
    """White space, an emptied text, an edited question: nothing happens."""
    await chat.forward(ONE)
    for text in (f"{ONE}  ", "", "English now, with more than six words in it"):
        assert await chat.deliver({"edited_message": edit(chat, text)}) == []
    question = chat.message("من قال ذلك؟")
    assert await chat.deliver({"edited_message": question | {"edit_date": NOW}}) == []
    assert (await store.archive("7").counts()).articles == 1


async def test_an_edited_article_without_quotes(chat: Driver) -> None:
    """Nothing is attributed any more: that is told, the old version stays."""
    await chat.forward(ONE)
    emptied = edit(chat, "تعتمد السعادة على عوامل منها التوازن بين العمل والحياة")
    assert "لم يبق" in texts(await chat.deliver({"edited_message": emptied}))[0]


async def test_channel_posts_are_revised_quietly(chat: Driver, store: SqlStore) -> None:
    """An edited post is a new version, without a word."""
    post = chat.message(ONE, CHANNEL)
    await chat.deliver({"channel_post": post})
    assert await chat.deliver({"edited_channel_post": post | {"text": TWO, "edit_date": NOW}}) == []
    archive = store.archive(str(CHANNEL["id"]))
    assert (await archive.counts()).articles == 2


async def test_a_groups_edit_tells_alerts_only(chat: Driver) -> None:
    """A group hears of an edit only where a new quote meets its alert."""
    chat.world.admins.add((int(str(GROUP["id"])), 7))
    await chat.forward(ONE, GROUP)
    await chat.say("/watch الضرائب", GROUP)
    done = await chat.deliver({"edited_message": edit(chat, TWO)})
    assert "تنبيه: الضرائب" in texts(done)[0]
    assert buttons(done) == []
