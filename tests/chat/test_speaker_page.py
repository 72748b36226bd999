"""A speaker's page, the archive's figures, and what is in it."""

from bot.store.database import SqlStore
from handlers.cities import cities
from tests.chat.driver import Driver, buttons, texts

ONE = (
    "حذر وزير المالية سامي الخطيب من أزمة في السيولة. وقال الخطيب إن السيولة تراجعت كثيرا هذا العام. "
    "ونفى محافظ البنك المركزي خليل الحسن وجود أزمة في السيولة."
)
TWO = "قال نائب رئيس الوزراء سامي الخطيب إن أزمة السيولة انتهت، وفق ما نقلت عنه الصحف المحلية."


async def test_the_page_of_a_speaker(chat: Driver) -> None:
    """A picture, then titles, acts, topics, partners and the latest statements."""
    await chat.forward(ONE)
    await chat.forward(TWO)
    done = await chat.deliver({"message": chat.message("/who الخطيب")})
    assert [name for name, _ in done] == ["sendPhoto", "sendMessage"]
    assert "سامي الخطيب" in done[0][1]["caption"]
    page = texts(done)[0]
    for words in (
        "٣ اقتباسات",
        "وزير المالية",
        "تحذيرات ١",
        "السيولة",
        "خليل الحسن",
        "آخر الأقوال",
    ):
        assert words in page


async def test_acts_and_partners_of_a_page(chat: Driver) -> None:
    """A press on an act lists it; a press on a partner opens his page."""
    await chat.forward(ONE)
    done = await chat.deliver({"message": chat.message("/who الخطيب")})
    found = dict(buttons(done))
    warned = await chat.press(found["تحذيرات"])
    assert "أزمة في السيولة" in texts(warned)[0]
    assert "تراجعت" not in texts(warned)[0]
    partner = await chat.press(found["خليل الحسن"])
    assert "نفى" in texts(partner)[-1]
    month = await chat.press(found["آخر شهر"])
    assert "لا اقتباسات" in texts(month)[-1]
    ever = await chat.press(found["✓ كل المدة"])
    assert "اقتباسان" in texts(ever)[-1]
    for data in (
        "v1:page:999",
        "v1:wper:999:31",
        "v1:wact:999:say",
        "v1:wact:1:shout",
        "v1:names:999",
    ):
        (call,) = await chat.press(data)
        assert "لم يعد" in call[1]["text"]


async def test_a_name_in_a_reply_leads_to_its_page(chat: Driver) -> None:
    """A tap on a name opens the page by a deep link."""
    done = await chat.forward(ONE)
    links = [e["url"] for _, v in done for e in v["entities"] if "start=s_" in e.get("url", "")]
    payload = links[0].partition("start=")[2]
    assert "آخر الأقوال" in (await chat.say(f"/start {payload}"))[-1]


async def test_figures_of_the_archive(chat: Driver) -> None:
    """/stats sends a picture with its figures as caption; an empty archive says so."""
    assert "فارغ" in (await chat.say("/stats"))[0]
    await chat.forward(ONE)
    ((name, values),) = await chat.deliver({"message": chat.message("/stats")})
    assert name == "sendPhoto"
    assert "٣ اقتباسات" in values["caption"]
    assert "News" in values["caption"]


async def test_recent_articles_and_their_pages(chat: Driver) -> None:
    """The newest first, six a page; a number opens the article."""
    assert "فارغ" in (await chat.say("/recent"))[0]
    for number in range(8):
        await chat.forward(f"{TWO} رقم {number}")
    done = await chat.deliver({"message": chat.message("/recent")})
    assert texts(done)[0].count("اقتباس واحد") == 6
    found = dict(buttons(done))
    turned = await chat.press(found["التالي ›"])
    assert texts(turned)[0].count("اقتباس واحد") == 2
    opened = await chat.press(found["١"])
    assert "أزمة السيولة انتهت" in texts(opened)[0]


async def test_sources_and_search(chat: Driver, store: SqlStore) -> None:
    """Outlets with their figures; statements about words."""
    assert "فارغ" in (await chat.say("/sources"))[0]
    await chat.forward(ONE)
    assert "News" in (await chat.say("/sources"))[0]
    assert "أزمة في السيولة" in (await chat.say("/search السيولة"))[0]
    assert "/search" in (await chat.say("/search"))[0]
    assert (await store.archive("7").counts()).articles == 1


def test_cities_are_found_in_both_languages() -> None:
    """By city or country, with a slip of the pen; nothing for what is no place."""
    assert cities("القاهرة", "ar")[0] == ("القاهرة", "Africa/Cairo")
    assert cities("Riyad", "en")[0] == ("Riyadh", "Asia/Riyadh")
    assert ("الدار البيضاء", "Africa/Casablanca") in cities("المغرب", "ar")
    assert cities("", "ar") == cities("qqqqzz", "ar") == cities("x" * 100, "en") == []
