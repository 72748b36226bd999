"""Questions that go on, buttons under answers, names joined and split: as a reader has it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.services import ask as asking
from bot.store.database import SqlStore
from tests.chat.driver import GROUP, Driver, buttons, texts

ARTICLE = (
    "قال عباس إبراهيم إن المطار آمن تماما للمسافرين.\n"
    "من جانبه أكد خليل إبراهيم أن المطار يحتاج إلى إصلاح عاجل.\n"
    "ونفى وزير الأشغال سامي الخطيب إغلاق المطار يوم الأحد.\n"
    "وأكدت نقابة الطيارين إغلاق المطار يوم الأحد.\n"
)


async def test_a_question_goes_on_from_the_one_before(chat: Driver, seed_article: str) -> None:
    """«وبوتين؟» asks the same of another; «وماذا قال عن» asks the same speaker."""
    await chat.forward(seed_article)
    assert "عالم تهريب المخدرات" in (await chat.say("ماذا قال لافروف عن المخدرات؟"))[0]
    assert "بوتين بشأن «المخدرات»" in (await chat.say("وبوتين؟"))[0].replace("\u2068", "").replace(
        "\u2069", ""
    )
    assert "تبادل المعلومات" in "".join(await chat.say("إلى ماذا دعا بوتين؟"))
    assert "أولويات عمل المخابرات" in "".join(await chat.say("وماذا أكد؟"))


async def test_what_was_asked_long_ago_is_forgotten(
    chat: Driver, seed_article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After ten minutes nothing is taken over, except in reply to the answer itself."""
    await chat.forward(seed_article)
    sent = await chat.deliver({"message": chat.message("ماذا قال لافروف عن المخدرات؟")})
    monkeypatch.setattr(asking, "MEMORY", timedelta(seconds=-60))
    assert "أعد توجيه" in (await chat.say("ماذا قال؟"))[0]
    number = max(key[1] for key in chat.world.messages)
    assert sent
    answer = next(
        m
        for key, m in sorted(chat.world.messages.items(), reverse=True)
        if "عالم تهريب" in m.get("text", "") and m["from"]["is_bot"]
    )
    assert answer["message_id"] <= number
    replied = await chat.say("وماذا قال عن الإرهاب؟", reply_to_message=answer)
    assert "الإرهاب" in replied[0]


async def test_each_asker_goes_on_from_his_own(chat: Driver, seed_article: str) -> None:
    """In a group, what one asked is not taken over by another."""
    await chat.forward(seed_article, GROUP)
    name = chat.application.bot.username
    mention = [{"type": "mention", "offset": 0, "length": len(name) + 1}]
    await chat.say(f"@{name} ماذا قال لافروف عن المخدرات؟", GROUP, entities=mention)
    other = {"id": 99, "is_bot": False, "first_name": "Other", "language_code": "ar"}
    found = await chat.say(f"@{name} ماذا قال؟", GROUP, entities=mention, **{"from": other})
    assert "أعد توجيه" in found[0]


async def test_buttons_loosen_a_question(chat: Driver, seed_article: str) -> None:
    """Without the act, what was otherwise said of the topic is found."""
    await chat.forward(seed_article)
    done = await chat.deliver({"message": chat.message("what did Lavrov deny about drugs?")})
    assert "Nothing stored" in texts(done)[0]
    labels = dict(buttons(done))
    assert set(labels) == {"Any act", "Any speaker"}
    found = texts(await chat.press(labels["Any act"]))
    assert "عالم تهريب المخدرات" in found[0]


async def test_an_old_button_says_so(chat: Driver, seed_article: str, store: SqlStore) -> None:
    """A question that is forgotten, or a person who is gone, is told to the presser."""
    await chat.forward(seed_article)
    done = await chat.deliver({"message": chat.message("who warned about the merger?")})
    assert buttons(done)
    for data in ("v1:ask:999:act", "v1:ask:999:7", "v1:ask:1:999"):
        (call,) = await chat.press(data)
        assert call[0] == "answerCallbackQuery"
        assert "text" in call[1]
    assert await store.archive("other").recalled(1) is None


async def test_two_of_one_name_get_a_button_each(chat: Driver) -> None:
    """The answer shows both and asks; a press shows one."""
    await chat.forward(ARTICLE)
    done = await chat.deliver({"message": chat.message("ماذا قال إبراهيم عن المطار؟")})
    assert "شخصان" in texts(done)[0]
    labels = dict(buttons(done))
    assert {"عباس إبراهيم", "خليل إبراهيم"} <= set(labels)
    found = texts(await chat.press(labels["عباس إبراهيم"]))[0]
    assert "آمن تماما" in found
    assert "إصلاح عاجل" not in found


async def test_names_are_joined_and_split_by_hand(chat: Driver) -> None:
    """/who lists persons; joined names are one from then on, until they are split again."""
    await chat.forward(ARTICLE)
    done = await chat.deliver({"message": chat.message("/who إبراهيم")})
    assert "عباس إبراهيم" in texts(done)[0]
    data = next(data for label, data in buttons(done) if "=" in label)
    joined = await chat.press(data)
    assert "ويرد أيضًا باسم" in texts(joined)[0]
    asked = await chat.deliver({"message": chat.message("ماذا قال خليل إبراهيم عن المطار؟")})
    assert "آمن تماما" in texts(asked)[0]
    listed = await chat.deliver({"message": chat.message("/who إبراهيم")})
    named = await chat.press(next(data for label, data in buttons(listed) if label == "الأسماء"))
    split = next(data for label, data in buttons(named) if "≠" in label)
    assert "ويرد أيضًا باسم" not in texts(await chat.press(split))[0]


async def test_who_without_a_name_and_for_nobody(chat: Driver) -> None:
    """/who says how it is used, and plainly that it knows nobody of a name."""
    assert "/who" in (await chat.say("/who"))[0]
    assert "لا أحفظ" in (await chat.say("/who ميركل"))[0]


async def test_a_link_button_of_names_that_are_gone(chat: Driver) -> None:
    """A button that outlived its names says so."""
    await chat.forward(ARTICLE)
    await chat.say("/who إبراهيم")
    (call,) = await chat.press("v1:who:join:998:999")
    assert call[0] == "answerCallbackQuery"
    assert "قديم" in call[1]["text"]


async def test_only_admins_join_names_in_a_group(chat: Driver) -> None:
    """In a group the registry is its admins'."""
    await chat.forward(ARTICLE, GROUP)
    done = await chat.deliver({"message": chat.message("/who إبراهيم", GROUP)})
    data = next(data for label, data in buttons(done) if "=" in label)
    (call, *_) = await chat.press(data)
    assert call[0] == "answerCallbackQuery"
    assert call[1].get("text")


async def test_both_sides_of_a_dispute(chat: Driver) -> None:
    """Who affirmed and who denied stand under their headings."""
    await chat.forward(ARTICLE)
    found = (await chat.say("من يختلف بشأن إغلاق المطار؟"))[0]
    pro, con = found.index("من أكد أو أيد"), found.index("من نفى أو رفض")
    assert pro < found.index("نقابة الطيارين") < con < found.index("سامي الخطيب")


async def test_what_is_near_is_told_apart(chat: Driver) -> None:
    """Nobody praised it: that is said first, what was said of it stands under its own heading."""
    await chat.forward(ARTICLE)
    found = (await chat.say("من رحب بإغلاق المطار؟"))[0]
    assert found.index("لا شيء محفوظ") < found.index("لكنه قريب منه") < found.index("الأحد")


async def test_the_memory_of_questions_is_bounded(store: SqlStore) -> None:
    """Only so many questions of an asker are kept, and a chat's only."""
    from bot.model.question import Question, QuestionForm
    from bot.store.questions import KEPT

    archive = store.archive("1")
    asked = Question("سؤال", "ar", QuestionForm.WHO, since=datetime(2018, 1, 1, tzinfo=UTC))
    keys = [await archive.remember("7", None, asked) for _ in range(KEPT + 2)]
    assert await archive.recalled(keys[0]) is None
    assert await archive.recalled(keys[-1]) == asked
    assert await store.archive("2").recalled(keys[-1]) is None
    since = datetime.now(UTC) - timedelta(minutes=1)
    assert await archive.asked_before("7", since) == asked
    assert await archive.asked_before("8", since) is None
    assert await archive.asked_before("7", since, message=5) == asked


async def test_a_period_holds_for_a_named_speaker_too(chat: Driver, seed_article: str) -> None:
    """What somebody said in another year is not what he said in this one."""
    await chat.forward(seed_article)
    assert "لا شيء محفوظ" in (await chat.say("ماذا قال لافروف عام 2010؟"))[0]
    assert "لافروف" in (await chat.say("ماذا قال لافروف عام 2018؟"))[0]


async def test_a_full_question_takes_nothing_over(chat: Driver) -> None:
    """«هل سقطت المدينة» after a question to a minister is about the city, not about him."""
    await chat.forward(ARTICLE)
    await chat.say("ماذا قال سامي الخطيب؟")
    assert "الأحد" in (await chat.say("هل أغلق المطار يوم الأحد؟"))[0]


async def test_a_long_answer_has_pages(chat: Driver) -> None:
    """Six numbered quotes a page, each with its button; the next page stands in the same message."""
    names = "سامي خالد عادل سمير ناصر فؤاد جمال كمال".split()
    for n, name in enumerate(names):
        await chat.forward(
            f"حذر الوزير {name} الخطيب من أزمة في السيولة رقم {n} {names[-n]} {names[n - 3]} {names[n // 2]}."
        )
    done = await chat.deliver({"message": chat.message("من حذر من أزمة السيولة؟")})
    first = texts(done)[0]
    assert "٦. " in first
    assert "٧. " not in first
    found = dict(buttons(done))
    assert {"أرني ١", "أرني ٦", "التالي ›"} <= set(found)
    turned = await chat.press(found["التالي ›"])
    assert "٧. " in texts(turned)[0]
    again = dict(buttons(turned))
    assert {"أرني ٧", "‹ السابق"} <= set(again)
    (call,) = await chat.press("v1:ans:999:1")
    assert "قديم" in call[1]["text"]


async def test_a_cancelled_erase_stays_cancelled(chat: Driver) -> None:
    """A stale press on the other button of an answered question does nothing."""
    await chat.forward(ARTICLE)
    await chat.say("/erase")
    await chat.press("v1:erase:no")
    (call,) = await chat.press("v1:erase:yes")
    assert "قديم" in call[1]["text"]


async def test_an_unknown_command_is_told(chat: Driver) -> None:
    """In private what is no command of the bot's gets the way to help."""
    assert "/help" in (await chat.say("/foo"))[0]


async def test_nobody_disagrees(chat: Driver) -> None:
    """Where a topic is known and nobody contradicts anybody, that is said."""
    await chat.forward("قال الوزير سامي الخطيب إن أزمة السيولة انتهت في المصارف هذا العام.")
    (told,) = await chat.say("من يختلف بشأن أزمة السيولة؟")
    assert "لا توجد أقوال متعارضة" in told
