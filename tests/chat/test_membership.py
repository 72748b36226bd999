"""The bot's standing: greeted, muted, removed, blocked, moved to a supergroup."""

from typing import Any

import pytest

from bot.store.database import SqlStore
from handlers.terminal.transport import BOT
from tests.chat.driver import CHANNEL, GROUP, NOW, PRIVATE, USER, Driver, texts

ARTICLE = "حذر وزير المالية سامي الخطيب من أزمة في السيولة. وقال الخطيب إن البنوك آمنة تماما."
RIGHTS = dict.fromkeys(
    "can_be_edited can_manage_chat can_change_info can_delete_messages can_invite_users"
    " can_restrict_members can_promote_members can_manage_video_chats is_anonymous can_post_stories"
    " can_edit_stories can_delete_stories".split(),
    False,
)
MUTED = dict.fromkeys(
    "is_member can_change_info can_invite_users can_pin_messages can_send_messages"
    " can_send_polls can_send_other_messages can_add_web_page_previews can_manage_topics"
    " can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes"
    " can_send_voice_notes can_edit_tag can_react_to_messages".split(),
    False,
) | {"until_date": 0}


def change(chat: dict[str, object], old: str, new: str, **extra: object) -> dict[str, Any]:
    """A change of the bot's own membership."""
    return {
        "my_chat_member": {
            "chat": chat, "from": USER, "date": NOW,
            "old_chat_member": {"status": old, "user": BOT, **({"until_date": 0} if old == "kicked" else {})},
            "new_chat_member": {"status": new, "user": BOT, **({"until_date": 0} if new == "kicked" else {}), **extra},
        }
    }  # fmt: skip


async def test_a_new_group_is_greeted_once(chat: Driver) -> None:
    """One message: what it does, and that privacy mode hides most."""
    (told,) = texts(await chat.deliver(change(GROUP, "left", "member")))
    assert "وضع الخصوصية" in told
    assert await chat.deliver(change(GROUP, "member", "administrator", **RIGHTS)) == []


async def test_an_admin_sees_all(chat: Driver) -> None:
    """Added as an admin, it says so."""
    (told,) = texts(await chat.deliver(change(GROUP, "left", "administrator", **RIGHTS)))
    assert "أرى رسائل المجموعة" in told


async def test_channels_are_not_greeted(chat: Driver) -> None:
    """A channel's readers see nothing of the bot."""
    assert await chat.deliver(change(CHANNEL, "left", "administrator", **RIGHTS)) == []


@pytest.mark.parametrize(
    ("new", "extra", "lost"),
    [("left", {}, "left"), ("kicked", {}, "kicked"), ("restricted", MUTED, "muted")],
)
async def test_lost_rights_are_marked_and_nothing_is_lost(
    chat: Driver, store: SqlStore, new: str, extra: dict[str, object], lost: str
) -> None:
    """The chat is marked, its archive stays, and work goes on when the rights return."""
    await chat.forward(ARTICLE, GROUP)
    kept = store.preferences(str(GROUP["id"]))
    extra = extra | {"is_member": True} if new == "restricted" else extra
    await chat.deliver(change(GROUP, "member", new, **extra))
    assert (await kept.read()).lost == lost
    await chat.deliver(change(GROUP, new if new != "restricted" else "left", "member"))
    assert (await kept.read()).lost == ""
    assert (await store.archive(str(GROUP["id"])).counts()).quotes == 2


async def test_a_user_who_blocks_the_bot(chat: Driver, store: SqlStore) -> None:
    """A private chat is marked too."""
    await chat.deliver(change(PRIVATE, "member", "kicked"))
    assert (await store.preferences("7").read()).lost == "kicked"


async def test_a_refusal_marks_the_chat(chat: Driver, store: SqlStore) -> None:
    """Where Telegram refuses to send, the article is kept and the chat marked; no retries."""
    chat.world.closed.add(7)
    assert await chat.forward(ARTICLE) == []
    assert (await store.preferences("7").read()).lost == "forbidden"
    assert (await store.archive("7").counts()).quotes == 2
    assert await store.set_aside() == []


async def test_a_group_that_became_a_supergroup(chat: Driver, store: SqlStore) -> None:
    """Its archive is found under its new number, by questions too."""
    old = {"id": -55, "type": "group", "title": "Old"}
    await chat.forward(ARTICLE, old)
    message = chat.message("", old, migrate_to_chat_id=GROUP["id"])
    del message["text"]
    assert await chat.deliver({"message": message}) == []
    assert (await store.archive("-55").counts()).articles == 0
    assert "أزمة" in (await chat.say("/ask من حذر من أزمة السيولة؟", GROUP))[0]
