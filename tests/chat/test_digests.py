"""Digests from /digest to the message in the channel: set up, sent once, completed after a kill."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from telegram.error import Forbidden, NetworkError, TimedOut

from bot.model.subscription import Period, Rule, Subscription
from bot.ports import Language
from bot.services.digesting import scheduled
from bot.store.database import SqlStore
from handlers.editions import Press
from tests.chat.driver import CHANNEL, GROUP, PRIVATE, Driver, buttons, driven, texts

ONE = (
    "قصف مدينة الساحل\nاتهم وزير الدفاع سامي الخطيب جماعات مسلحة بقصف مدينة الساحل ليلا. "
    "وقال الخطيب إن القصف أوقع عشرة قتلى من المدنيين في المدينة. "
    "وكانت صواريخ أصابت السوق القديم في مدينة الساحل فجر الخميس."
)
TWO = (
    "نفي قصف مدينة الساحل\nنفى المتحدث باسم الجماعات خليل الحسن قصف مدينة الساحل. "
    "وحذر الحسن من حملة عسكرية جديدة على مدينة الساحل. "
    "وكانت صواريخ أصابت السوق القديم في مدينة الساحل فجر الخميس."
)
OTHER = "قال محافظ البنك المركزي عادل النجار إن سعر الفائدة سيبقى من دون تغيير حتى نهاية العام."
#: When digests are due here: the articles came before.
NOW = datetime.now(UTC) + timedelta(minutes=10)


@pytest.fixture
async def today(store: SqlStore, language: Language) -> AsyncIterator[Driver]:
    """A bot whose world has today's date, with three articles in the private archive."""
    async with driven(store, language) as chat:
        chat.world.now = int(datetime.now(UTC).timestamp())
        for text in (ONE, TWO, OTHER):
            await forward(chat, text)
        yield chat


async def forward(chat: Driver, text: str, where: dict[str, Any] | None = None) -> None:
    """Forward an article of today."""
    origin = {
        "type": "channel",
        "date": int(datetime.now(UTC).timestamp()),
        "chat": CHANNEL,
        "message_id": 5,
    }
    await chat.deliver({"message": chat.message(text, where, forward_origin=origin)})


class Killed(Exception):  # noqa: N818 - what happens to the process
    """The process ends here."""


def due(**parts: Any) -> Subscription:
    """A digest of the private archive that is due now."""
    values: dict[str, Any] = {
        "chat": "7", "archive": "7", "owner": "7", "rule": Rule("UTC", (time(8),)),
        "next_run": NOW, "picture": False,
    }  # fmt: skip
    return Subscription(**(values | parts))


def press(chat: Driver, holder: str = "me") -> Press:
    """The process that sends digests."""
    return Press(chat.application.bot_data["parts"], chat.application.bot, holder)


LATER = NOW + timedelta(minutes=1)


async def test_a_digest_tells_stories(today: Driver, store: SqlStore) -> None:
    """Title, figures, stories with both sides next to each other, speakers, sources with links."""
    await store.subscriptions().add(due())
    assert await press(today).look(LATER) == 1
    ((method, values),) = today.news()
    text = values["text"]
    assert method == "sendMessage"
    assert text.splitlines()[0].startswith("موجز الاقتباسات")
    assert "٣ أخبار · ٥ اقتباسات · ٣ متحدثين" in text
    assert "أقوال متعارضة" in text
    assert text.index("سامي الخطيب") < text.index("خليل الحسن") < text.index("عادل النجار")
    assert {"bold", "blockquote", "text_link"} <= {e["type"] for e in values["entities"]}
    links = dict(buttons([(method, values)]))
    assert links["الموجز كاملًا"].endswith("start=d_7_1")


async def test_it_is_sent_once_and_again_the_next_day(today: Driver, store: SqlStore) -> None:
    """A second look sends nothing; the day after has what is new since."""
    await store.subscriptions().add(due())
    await press(today).look(LATER)
    today.news()
    assert await press(today).look(LATER) == 0
    (kept,) = await store.subscriptions().of_chat("7")
    assert kept.covered == NOW
    assert kept.next_run is not None
    assert kept.next_run > LATER
    await press(today).look(kept.next_run + timedelta(seconds=5))
    assert today.news() == []


async def test_one_process_sends(today: Driver, store: SqlStore) -> None:
    """While one has the lease the other looks in vain; when it is gone the other takes over."""
    await store.subscriptions().add(due())
    assert await store.subscriptions().lease("digests", "first", LATER, NOW)
    assert await press(today, "second").look(NOW) == 0
    assert await press(today, "second").look(LATER + timedelta(minutes=5)) == 1


@pytest.mark.parametrize("killed_at", [1, 2])
async def test_a_kill_is_completed_and_nothing_repeated(
    today: Driver, store: SqlStore, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    """Parts that were marked as sent stay; the rest goes out after the restart."""
    await store.subscriptions().add(due(picture=True))
    real = SqlStore.sent
    marked = []

    async def sent(self: SqlStore, key: str, message: int) -> None:
        await real(self, key, message)
        marked.append(key)
        if len(marked) == killed_at:
            raise Killed

    monkeypatch.setattr(SqlStore, "sent", sent)
    with pytest.raises(Killed):
        await press(today).look(LATER)
    monkeypatch.setattr(SqlStore, "sent", real)
    await press(today).look(LATER + timedelta(minutes=2))
    done = [name for name, _ in today.news()]
    assert done == ["sendPhoto", "sendMessage"]
    assert await store.subscriptions().unfinished() == []


async def test_an_end_in_the_midst_begins_nothing_more(today: Driver, store: SqlStore) -> None:
    """Told to end while the picture goes out, the bot finishes it; the next one sends the rest, once."""
    await store.subscriptions().add(due(picture=True))
    parts, asked = today.application.bot_data["parts"], []

    def ending() -> bool:
        asked.append(1)
        return len(asked) > 1

    await Press(parts, today.application.bot, "me", ending).look(LATER)
    assert [name for name, _ in today.news()] == ["sendPhoto"]
    assert len(await store.subscriptions().unfinished()) == 1
    await press(today).look(LATER + timedelta(minutes=2))
    assert [name for name, _ in today.news()] == ["sendMessage"]
    assert await state(store) == "sent"


def failing(
    chat: Driver, monkeypatch: pytest.MonkeyPatch, error: Exception, times: int = 1
) -> None:
    """Let messages of the bot fail so often."""
    left = [times]
    bot = chat.application.bot
    real = type(bot).send_message

    async def send(self: Any, *args: Any, **named: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise error
        return await real(self, *args, **named)

    monkeypatch.setattr(type(bot), "send_message", send)


async def test_a_part_that_telegram_may_have_is_not_sent_again(
    today: Driver, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer timed out: the edition is uncertain, no second copy goes out."""
    await store.subscriptions().add(due())
    failing(today, monkeypatch, TimedOut())
    await press(today).look(LATER)
    await press(today).look(LATER + timedelta(minutes=2))
    assert today.news() == []
    assert await state(store) == "uncertain"


async def test_a_network_failure_is_tried_again(
    today: Driver, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Telegram did not get goes out with the next look."""
    await store.subscriptions().add(due())
    failing(today, monkeypatch, NetworkError("down"))
    await press(today).look(LATER)
    assert today.news() == []
    await press(today).look(LATER + timedelta(minutes=2))
    assert len(today.news()) == 1
    assert await state(store) == "sent"


async def test_a_refusal_marks_the_chat(
    today: Driver, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the bot was thrown out nothing is tried again, and the subscription stays."""
    await store.subscriptions().add(due())
    failing(today, monkeypatch, Forbidden("kicked"))
    await press(today).look(LATER)
    assert await state(store) == "refused"
    assert (await store.preferences("7").read()).lost == "forbidden"
    assert len(await store.subscriptions().of_chat("7")) == 1


async def state(store: SqlStore) -> str:
    """How the only edition stands."""
    from sqlalchemy import select

    from bot.store.schema import EDITIONS

    async with store._engine.connect() as connection:
        return str((await connection.execute(select(EDITIONS.c.state))).scalar_one())


async def test_nothing_new_sends_nothing_or_a_line(today: Driver, store: SqlStore) -> None:
    """Only a chat that asked for it hears that nothing is new."""
    kept = store.subscriptions()
    await kept.add(due(archive="empty"))
    await press(today).look(LATER)
    assert today.news() == []
    await kept.add(due(archive="empty", note_empty=True))
    await press(today).look(LATER)
    assert "لا جديد" in texts(today.news())[0]


async def test_sources_and_watched_words_narrow_it(today: Driver, store: SqlStore) -> None:
    """Only chosen sources; only what meets the alerts, by any form of the word."""
    kept = store.subscriptions()
    await kept.add(due(sources=("وكاله اخري",)))
    await press(today).look(LATER)
    assert today.news() == []
    await today.say("/watch الفوائد")
    today.news()
    await kept.add(due(watched=True))
    await press(today).look(LATER)
    (text,) = texts(today.news())
    assert "سعر الفائدة" in text
    assert "سامي الخطيب" not in text


async def test_a_week_has_its_own_section(today: Driver, store: SqlStore) -> None:
    """Most quoted and new voices, under the week's title."""
    old = {"type": "channel", "date": 1_541_592_000, "chat": CHANNEL, "message_id": 5}
    before = "وحذر محافظ البنك المركزي عادل النجار من ارتفاع الأسعار في الأسواق هذا العام."
    await today.deliver({"message": today.message(before, forward_origin=old)})
    today.news()
    await store.subscriptions().add(due(period=Period.WEEK))
    await press(today).look(LATER)
    (text,) = texts(today.news())
    assert text.startswith("موجز الأسبوع")
    assert "الأكثر حضورًا" in text
    new = text[text.index("أصوات جديدة") :]
    assert "سامي الخطيب" in new
    assert "عادل النجار" not in new


async def test_a_week_tells_who_changed_position(today: Driver, store: SqlStore) -> None:
    """One speaker's word and his denial of one thing stand next to each other, with no word of ours between."""
    for text in (
        "أكد وزير المالية كريم الصباغ أن ضريبة الوقود على الأسر الفقيرة ستخفض هذا الشهر.",
        "نفى وزير المالية كريم الصباغ أن ضريبة الوقود على الأسر الفقيرة ستخفض هذا الشهر.",
    ):
        await forward(today, text)
    today.news()
    await store.subscriptions().add(due(period=Period.WEEK))
    await press(today).look(LATER)
    text = "\n".join(texts(today.news()))
    changed = text[text.index("تغيّر الموقف") :]
    assert "كريم الصباغ" in changed
    assert changed.index("أكّد") < changed.index("نفى")


async def test_what_came_late_is_told_of(today: Driver, store: SqlStore) -> None:
    """News that is older than a digest tells is no story of it, but it is not passed over in silence."""
    old = {"type": "channel", "date": 1_541_592_000, "chat": CHANNEL, "message_id": 5}
    before = "حذر محافظ البنك المركزي عادل النجار من ارتفاع الأسعار في الأسواق هذا العام."
    await today.deliver({"message": today.message(before, forward_origin=old)})
    today.news()
    await store.subscriptions().add(due())
    await press(today).look(LATER)
    (text,) = texts(today.news())
    assert "وصل متأخرًا خبر أقدم، تجده في الأرشيف" in text
    assert "ارتفاع الأسعار" not in text


async def test_the_whole_digest_by_its_link(today: Driver, store: SqlStore) -> None:
    """The button below leads to all statements of the period, and a wrong link to nothing."""
    await store.subscriptions().add(due(size=5, archive="7"))
    await press(today).look(LATER)
    today.news()
    assert "عشرة قتلى" in "".join(await today.say("/start d_7_1"))
    assert await today.say("/start d_7_99") == ["لم يعد هذا محفوظًا."]


async def set_up(chat: Driver, *labels: str) -> list[Any]:
    """/digest, then press buttons one after the other."""
    done = await chat.deliver({"message": chat.message("/digest")})
    for label in labels:
        done = await chat.press(next(data for name, data in buttons(done) if label in name))
    return done


async def only(store: SqlStore) -> Subscription:
    """The only subscription of the private chat."""
    (one,) = await store.subscriptions().of_chat("7", "7")
    return one


async def test_a_digest_is_set_up_by_buttons(chat: Driver, store: SqlStore) -> None:
    """A daily digest at eight to begin with; every choice is a press in one message."""
    done = await set_up(chat, "موجز يومي")
    assert "كل يوم" in texts(done)[0]
    one = await only(store)
    assert (one.rule.times, one.size, one.rule.zone) == ((time(8),), 10, "Asia/Riyadh")
    assert one.next_run is not None
    await set_up(chat, "الساعات", "٢٠:٠٠", "٠٨:٠٠")
    await set_up(chat, "الأيام", "الجمعة")
    await set_up(chat, "المنطقة", "القاهرة")
    await set_up(chat, "يوم أو أسبوع")
    await set_up(chat, "الحجم")
    await set_up(chat, "الصوت")
    await set_up(chat, "الصورة")
    await set_up(chat, "لا جديد")
    await set_up(chat, "English")
    one = await only(store)
    assert one.rule == Rule("Africa/Cairo", (time(20),), frozenset({0, 1, 2, 3, 5, 6}))
    assert (one.period, one.size, one.silent, one.picture) == (Period.WEEK, 20, True, False)
    assert (one.note_empty, one.language) == (True, "en")
    assert one == scheduled(one, datetime.now(UTC))
    assert "متوقف" in texts(await set_up(chat, "إيقاف"))[0]
    await set_up(chat, "تشغيل")
    assert len(await store.subscriptions().of_chat("7")) == 1
    before = await only(store)
    assert "حُذف الموجز" in texts(await set_up(chat, "حذف"))[0]
    assert await store.subscriptions().of_chat("7") == []
    assert await chat.say("/undo") == ["عاد الموجز."]
    assert (await only(store)).rule == before.rule


async def test_one_day_and_one_hour_stay(chat: Driver, store: SqlStore) -> None:
    """The last hour cannot be taken away."""
    await set_up(chat, "موجز يومي")
    await set_up(chat, "الساعات", "٠٨:٠٠")
    assert (await only(store)).rule.times == (time(8),)


async def test_sources_are_chosen_by_name(today: Driver, store: SqlStore) -> None:
    """A press on an outlet keeps to it, a second press lets go."""
    await set_up(today, "موجز يومي")
    done = await set_up(today, "المصادر", "News")
    assert (await only(store)).sources == ("news",)
    await today.press(next(data for label, data in buttons(done) if "✓ News" in label))
    assert (await only(store)).sources == ()


async def test_a_city_for_a_digest(chat: Driver, store: SqlStore) -> None:
    """Another city is written in reply to the bot's question."""
    await set_up(chat, "موجز يومي")
    await set_up(chat, "المنطقة", "مدينة أخرى")
    prompt = chat.world.messages[max(chat.world.messages)]
    assert "لم أجد" in (await chat.say("ززززز", reply_to_message=prompt))[0]
    await set_up(chat, "المنطقة", "مدينة أخرى")
    prompt = chat.world.messages[max(chat.world.messages)]
    done = await chat.deliver({"message": chat.message("الدوحة قطر", reply_to_message=prompt)})
    await chat.press(buttons(done)[0][1])
    assert (await only(store)).rule.zone == "Asia/Qatar"


async def test_a_preview_and_a_second_digest(today: Driver, store: SqlStore) -> None:
    """The digest as it would look now; a chat may have several, and chooses between them."""
    await set_up(today, "موجز يومي")
    assert "موجز الاقتباسات" in texts(await set_up(today, "معاينة"))[0]
    await set_up(today, "موجز آخر")
    assert len(await store.subscriptions().of_chat("7")) == 2
    listed = await set_up(today, "هنا")
    assert "كل يوم" in texts(listed)[0]


async def test_a_channels_digest_is_set_up_in_private(chat: Driver, store: SqlStore) -> None:
    """By its admin, where the bot may post; others are told what is missing."""
    assert "لا أستطيع النشر" in (await chat.say("/digest @news"))[0]
    chat.world.chats["@news"] = chat.world.chats[str(CHANNEL["id"])] = CHANNEL
    assert "لا أستطيع النشر" in (await chat.say("/digest @news"))[0]
    for user in (7, 4200):
        chat.world.admins.add((int(str(CHANNEL["id"])), user))
    chat.forget_permissions()
    assert "الموجز · News" in (await chat.say("/digest @news"))[0]
    (one,) = await store.subscriptions().of_chat(str(CHANNEL["id"]))
    assert one.archive == one.chat
    assert "الحجم: ٢٠ اقتباسًا" in texts(await set_up(chat, "الحجم"))[0]


async def test_an_archive_is_shared_by_a_code(today: Driver, store: SqlStore) -> None:
    """A code of an archive's admin works once, in another chat, for its admins."""
    code = (await today.say("/share"))[0].split()[-1].strip("\u2068\u2069")
    assert "للمشرفين" in (await today.say(f"/digest {code}", GROUP))[0]
    today.world.admins.add((int(str(GROUP["id"])), 7))
    today.forget_permissions()
    today.world.chats[str(GROUP["id"])] = GROUP
    assert "الموجز · Newsroom" in (await today.say(f"/digest {code}", GROUP))[0]
    assert "غير صالح" in (await today.say(f"/digest {code}", GROUP))[0]
    (one,) = await store.subscriptions().of_chat(str(GROUP["id"]))
    assert one.archive == "7"
    assert "للمشرفين" in (await today.say("/share", {**GROUP, "id": -999}))[0]


async def test_buttons_of_others_do_nothing(chat: Driver, store: SqlStore) -> None:
    """A digest of another chat is not to be had, nor one that is gone."""
    key = await store.subscriptions().add(due(chat="55", archive="55", owner="55"))
    await chat.say("/settings", PRIVATE)
    for data in (f"v1:dig:{key}:pause", "v1:dig:999:pause", f"v1:digd:{key}:1", f"v1:digh:{key}:1",
                 f"v1:digz:{key}:UTC", f"v1:digs:{key}:0"):  # fmt: skip
        (call,) = await chat.press(data)
        assert "لم يعد" in call[1]["text"]


async def test_erasing_takes_the_digests_along(chat: Driver, store: SqlStore) -> None:
    """An erased chat gets none; /undo brings them back."""
    await set_up(chat, "موجز يومي")
    await chat.say("/erase")
    await chat.press("v1:erase:yes")
    assert await store.subscriptions().of_chat("7") == []
    assert await store.subscriptions().due(NOW + timedelta(days=9)) == []
    await chat.say("/undo")
    assert len(await store.subscriptions().of_chat("7")) == 1
    await store.trash("7").erase()
    assert await store.subscriptions().of_chat("7") == []
