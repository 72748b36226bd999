"""The reply to an article: pages, choices, the very words in the forwarded message."""

import pytest

from handlers.rich import units
from tests.chat.driver import GROUP, NOW, PRIVATE, Driver, buttons, labels, texts

SMILING = (
    '😀😀 عاجل\nقال وزير المالية سامي الخطيب إن العجز سيتراجع هذا العام. وأضاف: "لن نرفع الضرائب".'
)


async def test_only_direct_quotes_and_back(chat: Driver, seed_article: str) -> None:
    """A choice is made in place, and undone by the button that takes its place."""
    done = await chat.forward(seed_article)
    pressed = await chat.press(dict(buttons(done))["المباشر فقط"])
    ((_, values),) = [one for one in pressed if one[0] == "editMessageText"]
    assert "اقتباسان" in values["text"].splitlines()[0]
    assert "«بغض النظر" in values["text"]
    assert "إنشاء نظام" not in values["text"]
    again = await chat.press(dict(labels(values))["كل الاقتباسات"])
    assert "٢٣ اقتباسًا" in texts(again)[0]


async def test_by_speaker_offers_each_once(chat: Driver, seed_article: str) -> None:
    """A button for each speaker with the number of his quotes; a press shows his alone."""
    done = await chat.forward(seed_article)
    offered = await chat.press(dict(buttons(done))["حسب المتحدث"])
    names = dict(buttons(offered))
    assert len([name for name in names if "(" in name]) == 6
    label = next(name for name in names if name.startswith("سيرجي لافروف"))
    text = texts(await chat.press(names[label]))[0]
    assert "من متحدث واحد" in text
    assert "لافروف" in text
    assert "بورتنيكوف" not in text


async def test_show_in_article_marks_the_very_words(chat: Driver) -> None:
    """The reply quotes the forwarded message at the exact UTF-16 place, behind emoji too."""
    done = await chat.forward(SMILING)
    picked = await chat.press(dict(buttons(done))["أرني في الخبر"])
    choice = next(data for label, data in buttons(picked) if "العجز" in label)
    (_, (method, values)) = await chat.press(choice)
    assert method == "sendMessage"
    marked = values["reply_parameters"]
    text = chat.world.messages[7, marked["message_id"]]["text"]
    start = text.index(marked["quote"])
    assert marked["quote"] == "العجز سيتراجع هذا العام"
    assert marked["quote_position"] == units(text[:start]) == start + 2


#: The words of SMILING whose place is marked, with an emoji's two units before them.
WORDS = "العجز سيتراجع هذا العام"
AT = units(SMILING[: SMILING.index(WORDS)])


@pytest.mark.parametrize(
    ("entities", "told"),
    [
        ([("bold", 0, AT + 5)], [("bold", 0, 5)]),
        ([("italic", AT + 6, 200)], [("italic", 6, len(WORDS) - 6)]),
        ([("bold", AT, 5), ("underline", AT + 2, 8)], [("bold", 0, 5), ("underline", 2, 8)]),
        ([("url", AT, 5), ("bold", 0, 4)], None),
    ],
)
async def test_words_with_formatting_are_marked_too(
    chat: Driver, entities: list[tuple[str, int, int]], told: list[tuple[str, int, int]] | None
) -> None:
    """Telegram counts bold and its like as part of the words: the reply repeats them, cut to the quote."""
    told_by = [{"type": k, "offset": o, "length": n} for k, o, n in entities]
    origin = {"type": "hidden_user", "date": NOW, "sender_user_name": "x"}
    body = chat.message(SMILING, forward_origin=origin, entities=told_by)
    done = await chat.deliver({"message": body})
    picked = await chat.press(dict(buttons(done))["أرني في الخبر"])
    choice = next(data for label, data in buttons(picked) if "العجز" in label)
    shown = await chat.press(choice)
    marked = shown[-1][1]["reply_parameters"]
    found = marked.get("quote_entities")
    assert marked["quote"] == WORDS
    assert (found and [(e["type"], e["offset"], e["length"]) for e in found]) == told
    asked = await chat.deliver({"message": chat.message("من قال إن العجز سيتراجع؟")})
    assert asked[-1][1]["reply_parameters"].get("quote_entities") == found


async def test_show_in_article_without_the_message(chat: Driver) -> None:
    """Where the message is gone the passage is shown, the words in bold within it."""
    done = await chat.forward(SMILING)
    forwarded = next(k for k, m in chat.world.messages.items() if m.get("forward_origin"))
    picked = await chat.press(dict(buttons(done))["أرني في الخبر"])
    del chat.world.messages[forwarded]
    shown = await chat.press(next(data for label, data in buttons(picked) if "العجز" in label))
    _, values = shown[-1]
    bold = [e for e in values["entities"] if e["type"] == "bold"]
    words = values["text"].encode("utf-16-le")
    printed = [
        words[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in bold
    ]
    assert "العجز سيتراجع هذا العام" in printed
    assert "لن نرفع الضرائب" in values["text"]


async def test_answers_have_show_buttons(chat: Driver, seed_article: str) -> None:
    """Under an answer of several quotes each can be shown in its article."""
    await chat.forward(seed_article)
    done = await chat.deliver({"message": chat.message("who warned about the merger?")})
    found = dict(buttons(done))
    assert {"Show 1", "Show 2", "Show 3"} <= set(found)
    second = texts(done)[0].split("\n\n")[2]
    shown = await chat.press(found["Show 2"])
    assert shown[-1][1]["reply_parameters"]["quote"] in second


@pytest.mark.parametrize(
    "data",
    [
        "v1:art:999:a:0",
        "v1:spk:999",
        "v1:pick:say:999:a:0",
        "v1:say:999",
        "v1:open:999",
        "v1:exa:999",
    ],
)
async def test_buttons_of_an_erased_article_answer_politely(chat: Driver, data: str) -> None:
    """What a button was about is gone: a notice, no error."""
    await chat.forward(SMILING)
    (call,) = await chat.press(data)
    assert call[0] == "answerCallbackQuery"
    assert "لم يعد" in call[1]["text"]


@pytest.mark.parametrize(
    "data", ["v0:art:1", "v1:art:1", "v1:art:x:a:0", "v1:nothing", "old", "v1:say:"]
)
async def test_buttons_of_another_version_answer_politely(chat: Driver, data: str) -> None:
    """Data of another shape are an older version's."""
    await chat.forward(SMILING)
    (call,) = await chat.press(data)
    assert call[0] == "answerCallbackQuery"
    assert "قديم" in call[1]["text"]


async def test_pressing_twice_is_harmless(chat: Driver, seed_article: str) -> None:
    """The same page again changes nothing and breaks nothing."""
    done = await chat.forward(seed_article)
    turn = dict(buttons(done))["التالي ›"]
    await chat.press(turn)
    again = await chat.press(turn)
    assert [name for name, _ in again] == ["answerCallbackQuery"]
    assert texts(await chat.forward("قال وزير المالية سامي الخطيب إن العجز سيتراجع"))


async def test_an_article_can_be_exported(chat: Driver) -> None:
    """The button sends the article's quotes as JSON."""
    done = await chat.forward(SMILING)
    sent = await chat.press(dict(buttons(done))["تصدير"])
    assert sent[-1][0] == "sendDocument"
    assert "اقتباسان" in sent[-1][1]["caption"]


async def test_a_short_paste_may_be_a_question(chat: Driver) -> None:
    """A pasted text that was taken for an article can be asked instead, and a long question stored."""
    pasted = "قال وزير المالية سامي الخطيب\nإن العجز سيتراجع\nهذا العام"
    done = await chat.deliver({"message": chat.message(pasted)})
    asked = await chat.press(dict(buttons(done))["هذا سؤال"])
    assert asked[-1][0] == "sendMessage"
    long = "ماذا بعد أن قال وزير المالية سامي الخطيب إن العجز سيتراجع هذا العام بعد رفع الضرائب على الشركات الكبيرة"
    done = await chat.deliver({"message": chat.message(long)})
    stored = await chat.press(dict(buttons(done))["هذا خبر"])
    assert "اقتباس" in texts(stored)[0]


async def test_a_mention_in_reply_shows_the_article(chat: Driver) -> None:
    """In a group, the bot named in reply to a forward shows its quotes, since when and by whom."""
    await chat.forward(SMILING, GROUP)
    forwarded = next(m for m in chat.world.messages.values() if m.get("forward_origin"))
    entities = [{"type": "mention", "offset": 0, "length": 9}]
    said = await chat.say("@qawl_bot", GROUP, entities=entities, reply_to_message=forwarded)
    assert "أرسله Member" in said[0]
    assert "العجز" in said[0]


async def test_a_link_to_a_quote_opens_it_for_members_only(chat: Driver) -> None:
    """A deep link shows a group's quote to its members, and nothing to others."""
    await chat.forward(SMILING, GROUP)
    group = GROUP["id"]
    assert "العجز" in (await chat.say(f"/start q_{group}_1"))[0]
    assert "سامي الخطيب" in (await chat.say(f"/start s_{group}_1"))[0]
    chat.world.strangers.add((int(str(group)), 7))
    chat.forget_permissions()
    assert (await chat.say(f"/start q_{group}_1")) == ["لم يعد هذا محفوظًا."]
    assert (await chat.say("/start q_7_1")) == ["لم يعد هذا محفوظًا."]
    assert (await chat.say("/start s_x_y")) != []


async def test_a_group_is_answered_briefly_with_more_in_private(
    chat: Driver, seed_article: str
) -> None:
    """Two quotes in the group; the rest behind a link to the private chat."""
    await chat.forward(seed_article, GROUP)
    done = await chat.deliver({"message": chat.message("/ask من حذّر من الاندماج؟", GROUP)})
    link = dict(buttons(done))["المزيد في الخاص"]
    payload = link.partition("start=")[2]
    assert "دمج قدراتهما" in (await chat.say(f"/start {payload}", PRIVATE))[0]
    assert NOW > 0
