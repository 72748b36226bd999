"""A private chat, as a reader has it."""

import pytest

from bot.store.database import SqlStore
from tests.chat.driver import CHANNEL, NOW, Driver, labels, texts

MERGER = "من حذّر من الاندماج؟"


async def test_a_forward_is_answered_with_its_quotes(chat: Driver, seed_article: str) -> None:
    """One message by speaker, words in blockquotes, source linked."""
    done = await chat.forward(seed_article)
    assert [name for name, _ in done] == ["sendMessage"] * len(done)
    text = texts(done)[0]
    assert "٢٣ اقتباسًا من ٦ متحدثين" in text
    assert "المخاطر الناجمة عن احتمال دمج قدراتهما" in text
    kinds = {entity["type"] for _, values in done for entity in values["entities"]}
    assert {"bold", "blockquote", "expandable_blockquote", "text_link"} <= kinds
    links = [e["url"] for _, v in done for e in v["entities"] if e["type"] == "text_link"]
    assert links[-1] == "https://t.me/news/5"
    assert all(link.startswith("https://t.me/qawl_bot?start=s_7_") for link in links[:-1])


async def test_the_reply_goes_to_the_forward(chat: Driver, seed_article: str) -> None:
    """The answer is a reply to the message that it answers."""
    (_, values), *_ = await chat.forward(seed_article)
    replied = values["reply_parameters"]["message_id"]
    assert chat.world.messages[7, replied]["text"] == seed_article


@pytest.mark.parametrize(
    "question", [MERGER, "who warned about the merger?", "مين حذر من الاندماج"]
)
async def test_who_warned_of_the_merger(chat: Driver, seed_article: str, question: str) -> None:
    """Three warnings, the meeting once; Putin's other warning not above them; words highlighted."""
    await chat.forward(seed_article)
    done = await chat.deliver({"message": chat.message(question)})
    text = texts(done)[0]
    for words in (
        "إندماج القاعدة وداعش",
        "اندماج تنظيمي داعش والقاعدة الإرهابيين في تنظيم واحد",
        "احتمال دمج قدراتهما",
    ):
        assert text.count(words) == 1
    assert "تحاول أن تنشط" not in text
    assert done[0][1]["reply_parameters"]["quote"] == "إندماج القاعدة وداعش"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what did Lavrov say about drugs?", "عالم تهريب المخدرات"),
        ("ماذا قال باتروشيف عن داعش؟", "أخطر 5 تنظيمات"),
        ("who called for faster information exchange?", "تسريع تبادل المعلومات"),
        ("متى حذر بورتنيكوف؟", "دمج قدراتهما"),
    ],
)
async def test_questions_get_stored_words(
    chat: Driver, seed_article: str, question: str, words: str
) -> None:
    """Speaker, topic and act are found in both languages."""
    await chat.forward(seed_article)
    assert words in "\n".join(await chat.say(question))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("did Putin deny anything?", "Nothing stored"),
        ("who warned about the earthquake?", "“earthquake” appears in no stored quote"),
        ("من حذر من الزلزال؟", "لا يرد «الزلزال» في أي اقتباس محفوظ"),
    ],
)
async def test_nothing_stored_is_said_plainly(
    chat: Driver, seed_article: str, question: str, said: str
) -> None:
    """Where nothing fits, that is the answer, in the question's language."""
    await chat.forward(seed_article)
    assert said in (await chat.say(question))[0]


async def test_a_second_forward_is_known(chat: Driver, seed_article: str) -> None:
    """The same article again says since when it is here."""
    await chat.forward(seed_article)
    again = texts(await chat.forward(seed_article))[0]
    assert "(٢٣ اقتباسًا)" in again.splitlines()[0]
    assert "محفوظ منذ" in again


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The minister said that the road is closed until Sunday morning and then left",
            "بلغة أخرى",
        ),
        ("قال نعم", "أقصر من أن يكون خبرا"),
        ("تعتمد السعادة على عوامل منها التوازن بين العمل والحياة", "لم أجد في هذا النص"),
    ],
)
async def test_forwards_without_quotes(chat: Driver, text: str, said: str) -> None:
    """Another language, too little text, nothing attributed: one line each."""
    replies = texts(await chat.forward(text))
    assert len(replies) == 1
    assert said in replies[0].replace("ً", "")


async def test_a_photo_without_text(chat: Driver) -> None:
    """What holds no text gets one helpful line."""
    photo = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]
    body = chat.message("", photo=photo)
    del body["text"]
    assert "لا نص" in texts(await chat.deliver({"message": body}))[0]


async def test_a_caption_is_an_article(chat: Driver) -> None:
    """The words under a forwarded photo are the article."""
    origin = {"type": "hidden_user", "date": NOW, "sender_user_name": "Someone"}
    body = chat.message(
        "", caption="قال وزير المالية إن العجز سيتراجع هذا العام كثيرا", forward_origin=origin
    )
    del body["text"]
    assert "العجز سيتراجع" in texts(await chat.deliver({"message": body}))[0]


@pytest.mark.parametrize(
    ("origin", "source"),
    [
        ({"type": "user", "sender_user": {"id": 3, "is_bot": False, "first_name": "سعاد"}}, "سعاد"),
        ({"type": "hidden_user", "sender_user_name": "مخفي"}, "مخفي"),
        ({"type": "chat", "sender_chat": {"id": -5, "type": "group", "title": "مجموعة"}}, "مجموعة"),
        ({"type": "channel", "chat": CHANNEL | {"username": None}, "message_id": 9}, "News"),
    ],
)
async def test_every_origin_names_its_source(
    chat: Driver, origin: dict[str, object], source: str
) -> None:
    """Users, hidden users, chats and channels are named as Telegram names them."""
    kept = {
        k: ({a: b for a, b in v.items() if b is not None} if isinstance(v, dict) else v)
        for k, v in origin.items()
    }
    body = chat.message(
        "قال وزير المالية إن العجز سيتراجع هذا العام كثيرا", forward_origin=kept | {"date": NOW}
    )
    assert source in texts(await chat.deliver({"message": body}))[0]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/start", "أعد توجيه خبر"),
        ("/help", "/export"),
        ("/ask", "اكتب السؤال"),
        ("hello", "من حذّر"),
        ("شكرا", "من حذّر"),
    ],
)
async def test_small_talk_and_commands(chat: Driver, command: str, said: str) -> None:
    """Commands and greetings get one short answer."""
    replies = await chat.say(command)
    assert len(replies) == 1
    assert said in replies[0]


async def test_ask_command(chat: Driver, seed_article: str) -> None:
    """/ask asks the archive."""
    await chat.forward(seed_article)
    assert "دمج قدراتهما" in (await chat.say(f"/ask {MERGER}"))[0]


async def test_the_language_is_chosen_and_kept(chat: Driver) -> None:
    """/language offers both; the choice is kept."""
    await chat.say("/language")
    assert texts(await chat.press("v1:lang:xx")) == []
    assert texts(await chat.press("v1:lang:en")) == ["The interface is in English now."]
    assert "Forward" in (await chat.say("/start"))[0]


async def test_export(chat: Driver, seed_article: str) -> None:
    """/export sends a file, or says that there is nothing."""
    assert "فارغ" in (await chat.say("/export"))[0]
    await chat.forward(seed_article)
    done = await chat.deliver({"message": chat.message("/export")})
    assert [name for name, _ in done] == ["sendDocument"]
    for form in ("csv", "html"):
        assert [name for name, _ in await chat.press(f"v1:exp:{form}")][-1] == "sendDocument"


async def test_erase_asks_once_and_erases(chat: Driver, seed_article: str, store: SqlStore) -> None:
    """/erase says what goes; the button erases, pressing twice is harmless."""
    await chat.forward(seed_article)
    assert "٢٣ اقتباسًا" in (await chat.say("/erase"))[0]
    assert "مُحي الأرشيف" in texts(await chat.press("v1:erase:yes"))[0]
    assert (await store.archive("7").counts()).articles == 0
    assert "لا شيء محفوظ" in (await chat.say(MERGER))[0]


async def test_erase_can_be_cancelled(chat: Driver, seed_article: str, store: SqlStore) -> None:
    """The other button keeps everything."""
    await chat.forward(seed_article)
    await chat.say("/erase")
    assert texts(await chat.press("v1:erase:no")) == ["لم يُمحَ شيء."]
    assert (await store.archive("7").counts()).quotes == 23


async def test_a_long_article_has_pages_of_one_message(chat: Driver) -> None:
    """Many quotes stay one message, whose pages turn in place and hold every quote once."""
    article = "\n".join(
        f'وقال الوزير رقم {n} سامي الخطيب{n}: "هذا كلام طويل عن المشروع الكبير رقم {n} {"وتفاصيله " * 20}".'
        for n in range(40)
    )
    ((method, values),) = await chat.forward(article)
    assert method == "sendMessage"
    seen = values["text"]
    pages = 1
    while forward := [data for label, data in labels(values) if label.startswith("التالي")]:
        (_, (method, values)) = await chat.press(forward[0])
        assert method == "editMessageText"
        seen += values["text"]
        pages += 1
    assert pages > 2
    assert all(seen.count(f"المشروع الكبير رقم {n} ") == 1 for n in range(40))
    assert len(values["text"]) <= 4096


async def test_a_repeated_update_is_answered_once(chat: Driver, seed_article: str) -> None:
    """An update that Telegram delivers twice takes effect once."""
    body = {"message": chat.message(MERGER)}
    assert len(texts(await chat.deliver(body, 50))) == 1
    assert texts(await chat.deliver(body, 50)) == []
