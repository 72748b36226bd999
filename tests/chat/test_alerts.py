"""Alerts: words by lemma, words as printed, sources; told at once, paused, deleted."""

import pytest

from bot.answers.watching import meets, needs_of
from bot.model.preferences import Preferences
from bot.model.watch import Need, Watch
from bot.services.reading import Reader
from bot.store.database import SqlStore
from tests.chat.driver import CHANNEL, GROUP, Driver, buttons, texts

ARTICLE = "حذرت وزارة المالية من أزمة في السيولة. وقال الوزير سامي الخطيب إن الحكومة ستتحرك قريبا."
KEY = (int(str(GROUP["id"])), 7)


async def watched(chat: Driver, wish: str, article: str = ARTICLE) -> list[str]:
    """What a group is told of an article that it watches for."""
    chat.world.admins.add(KEY)
    await chat.say(f"/watch {wish}", GROUP)
    return texts(await chat.forward(article, GROUP))


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("الخطيب", "ستتحرك قريبا"),
        ("al-Khatib", "ستتحرك قريبا"),
        ("السيولة", "أزمة في السيولة"),
        ("أزمات", "أزمة في السيولة"),
        ('"حذرت" السيولة', "أزمة في السيولة"),
        ("from:News", "أزمة في السيولة"),
        ("from:@news الخطيب", "ستتحرك قريبا"),
    ],
)
async def test_a_quote_that_is_wished_for_is_told(chat: Driver, wish: str, told: str) -> None:
    """By name in either script, by lemma, as printed, by source."""
    (alert,) = await watched(chat, wish)
    assert "تنبيه" in alert
    assert told in alert


@pytest.mark.parametrize("wish", ["لافروف", '"حذر" السيولة', "from:other", "الخطيب السيولة"])
async def test_other_quotes_are_not_told(chat: Driver, wish: str) -> None:
    """Every word must be met by one quote, and words in marks by the printed form."""
    assert await watched(chat, wish) == []


async def test_a_private_reply_says_which_alert_it_meets(chat: Driver) -> None:
    """In private the quotes come anyway; a line names the alert."""
    await chat.say("/watch الخطيب")
    first = texts(await chat.forward(ARTICLE))[0].splitlines()[0]
    assert first.startswith("يوافق تنبيهك")
    assert "الخطيب" in first


async def test_alerts_are_listed_paused_and_deleted(chat: Driver) -> None:
    """A row of buttons each; what is deleted comes back by /undo."""
    assert "لا تنبيهات" in (await chat.say("/watch"))[0]
    await chat.say("/watch الخطيب")
    done = await chat.deliver({"message": chat.message("/watch")})
    pause = next(data for label, data in buttons(done) if "إيقاف" in label)
    assert "متوقف" in texts(await chat.press(pause))[0]
    assert "يوافق" not in texts(await chat.forward(ARTICLE))[0]
    done = await chat.press(pause)
    digest = next(data for label, data in buttons(done) if "الموجز" in label)
    assert "في الموجز" in texts(await chat.press(digest))[0]
    drop = next(data for label, data in buttons(done) if label == "حذف")
    assert "لا تنبيهات" in texts(await chat.press(drop))[-1]
    (call,) = await chat.press(drop)
    assert "لم يعد" in call[1]["text"]
    assert await chat.say("/undo") == ["عاد التنبيه."]
    assert "الخطيب" in (await chat.say("/watch"))[0]


async def test_alerts_are_the_admins_business(chat: Driver) -> None:
    """A member of a group sets none."""
    assert "للمشرفين" in (await chat.say("/watch الخطيب", GROUP))[0]


async def test_what_cannot_be_watched(chat: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks alone are no wish; a chat has a limit."""
    assert "/watch" in (await chat.say("/watch ؟؟؟"))[0]
    monkeypatch.setattr("handlers.alerts.MOST", 1)
    await chat.say("/watch الخطيب")
    assert "أكثر من ١" in (await chat.say("/watch السيولة"))[0]


async def test_quiet_hours_make_no_sound(chat: Driver, store: SqlStore) -> None:
    """An alert in quiet hours comes without a sound."""
    await store.preferences(str(GROUP["id"])).write(Preferences(quiet=(0, 23)))
    chat.world.admins.add(KEY)
    await chat.say("/watch الخطيب", GROUP)
    done = await chat.forward(ARTICLE, GROUP)
    assert [v["disable_notification"] for n, v in done if n == "sendMessage"] == [True]


@pytest.mark.parametrize(("lost", "told"), [("muted", 0), ("", 1)])
async def test_a_group_that_mutes_the_bot_gets_no_alerts(
    chat: Driver, store: SqlStore, lost: str, told: int
) -> None:
    """Where the bot may not write nothing is tried; when its right is back alerts come again."""
    chat.world.admins.add(KEY)
    await chat.say("/watch الخطيب", GROUP)
    kept = store.preferences(str(GROUP["id"]))
    await kept.write(Preferences(lost=lost))
    assert len(texts(await chat.forward(ARTICLE, GROUP))) == told


async def test_a_channel_is_never_written_to(chat: Driver, store: SqlStore) -> None:
    """A channel's archive may have alerts; its readers are not told."""
    key = str(CHANNEL["id"])
    await store.watches(key).add(Watch("x", (Need("الخطيب", ("kKTB",)),)))
    assert await chat.deliver({"channel_post": chat.message(ARTICLE, CHANNEL)}) == []


def test_needs_of_a_wish(reader: Reader) -> None:
    """Words by narrow terms, marked ones as printed, stop words not at all, eight at most."""
    needs = needs_of('"حذّر من" داعش في', reader.terms)
    assert [(need.printed, need.literal) for need in needs] == [
        ("حذّر", True), ("من", True), ("داعش", False),
    ]  # fmt: skip
    assert all(term[0] in "lkcn" for need in needs for term in need.terms)
    assert len(needs_of("كتاب قلم باب دار طريق مدينة جبل نهر بحر", reader.terms)) == 8


def test_a_watch_needs_all(reader: Reader) -> None:
    """One quote has to meet every need, and the source."""
    watch = Watch("x", (Need("أ", ("lا",)), Need("قال", literal=True)), "قناه")
    assert meets(watch, frozenset({"lا"}), ["قال"], "القناة الأولى")
    assert not meets(watch, frozenset({"lا"}), ["قال"], "صحيفة")
    assert not meets(watch, frozenset(), ["قال"], "قناة")
    assert not meets(watch, frozenset({"lا"}), ["وقال"], "قناة")
    assert len(reader.needs("لافروف")) == 1


@pytest.mark.parametrize(
    ("quiet", "hour", "is_quiet"),
    [
        ((22, 7), 23, True),
        ((22, 7), 6, True),
        ((22, 7), 7, False),
        ((0, 6), 5, True),
        (None, 3, False),
    ],
)
def test_quiet_hours_go_over_midnight(
    quiet: tuple[int, int] | None, hour: int, is_quiet: bool
) -> None:
    """From and until, local, the end not included."""
    assert Preferences(quiet=quiet).is_quiet(hour) is is_quiet
