"""Groups and channels: quiet archives, answers when asked."""

from bot.store.database import SqlStore
from handlers.terminal.transport import BOT
from tests.chat.driver import CHANNEL, GROUP, NOW, Driver, texts

QUESTION = "من حذّر من الاندماج؟"
KEY = str(GROUP["id"])


async def test_a_forward_in_a_group_gets_a_reaction(
    chat: Driver, seed_article: str, store: SqlStore
) -> None:
    """The article is archived without a word."""
    done = await chat.forward(seed_article, GROUP)
    assert [name for name, _ in done] == ["setMessageReaction"]
    assert (await store.archive(KEY).counts()).quotes == 23


async def test_a_group_is_answered_when_it_asks(chat: Driver, seed_article: str) -> None:
    """A mention, a reply to the bot, or /ask, in two quotes; other talk is left alone."""
    await chat.forward(seed_article, GROUP)
    assert await chat.say(QUESTION, GROUP) == []
    mention = f"@{BOT['username']} {QUESTION}"
    entities = [{"type": "mention", "offset": 0, "length": len(f"@{BOT['username']}")}]
    said = (await chat.say(mention, GROUP, entities=entities))[0]
    assert "٣ اقتباسات" in said
    assert "اندماج تنظيمي" in said
    assert "دمج قدراتهما" not in said
    other = [{"type": "mention", "offset": 0, "length": 6}]
    assert await chat.say(f"@other {QUESTION}", GROUP, entities=other) == []
    answer = {"message_id": 1, "date": NOW, "chat": GROUP, "from": BOT, "text": "x"}
    assert "اندماج تنظيمي" in (await chat.say(QUESTION, GROUP, reply_to_message=answer))[0]
    assert "اندماج تنظيمي" in (await chat.say(f"/ask {QUESTION}", GROUP))[0]


async def test_a_group_sees_only_its_own_archive(chat: Driver, seed_article: str) -> None:
    """What was forwarded in private is not told to a group."""
    await chat.forward(seed_article)
    assert "لا شيء محفوظ" in (await chat.say(f"/ask {QUESTION}", GROUP))[0]


async def test_automatic_forwards_and_joins_are_left_alone(chat: Driver) -> None:
    """Service messages and empty copies give nothing."""
    assert await chat.say("", GROUP, is_automatic_forward=True) == []


async def test_only_admins_erase_a_group(chat: Driver, seed_article: str, store: SqlStore) -> None:
    """A member cannot ask for erasing, nor press another's button."""
    await chat.forward(seed_article, GROUP)
    assert await chat.say("/erase", GROUP) == ["هذا للمشرفين فقط."]
    chat.world.admins.add((GROUP["id"], 7))  # type: ignore[arg-type]
    chat.forget_permissions()
    await chat.say("/erase", GROUP)
    chat.world.admins.clear()
    chat.forget_permissions()
    done = await chat.press("v1:erase:yes")
    assert [name for name, _ in done] == ["answerCallbackQuery"]
    assert (await store.archive(KEY).counts()).articles == 1


async def test_a_channel_is_archived_without_a_word(
    chat: Driver, seed_article: str, store: SqlStore
) -> None:
    """Posts of a channel are kept, with their permalink; nothing is sent."""
    post = chat.message(seed_article, CHANNEL)
    assert await chat.deliver({"channel_post": post}) == []
    quotes = [one async for one in store.archive(str(CHANNEL["id"])).everything()]
    assert quotes[0].url.startswith("https://t.me/news/")
    empty = chat.message(" ", CHANNEL)
    assert texts(await chat.deliver({"channel_post": empty})) == []


async def test_an_answer_in_a_topic_stays_in_it(chat: Driver, seed_article: str) -> None:
    """A forum topic's question is answered in its topic."""
    body = chat.message(f"/ask {QUESTION}", GROUP, message_thread_id=5, is_topic_message=True)
    done = await chat.deliver({"message": body})
    assert done[0][1]["message_thread_id"] == 5


async def test_a_question_of_the_bot_in_a_topic_stays_in_it(chat: Driver) -> None:
    """The city is asked for where the button was pressed."""
    chat.world.admins.add((int(KEY), 7))
    await chat.say("/settings", GROUP, message_thread_id=5, is_topic_message=True)
    done = await chat.press("v1:set:city")
    asked = [values for name, values in done if name == "sendMessage"]
    assert [values["message_thread_id"] for values in asked] == [5]
