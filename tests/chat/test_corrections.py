"""«خطأ؟»: what users say of a wrong quote is applied, kept, taken back, and carried along."""

import json
from pathlib import Path
from typing import Any

from bot.commands import export
from bot.model.correction import Fault
from bot.services.usecases import UseCases
from bot.store.database import SqlStore
from bot.worker import InlineLanguage
from tests.chat.driver import GROUP, NOW, USER, Driver, buttons, texts

ARTICLE = (
    "قال وزير المالية سامي الخطيب إن العجز سيتراجع هذا العام. "
    "ونفى محافظ البنك المركزي خليل الحسن رفع الضرائب على الشركات الكبيرة."
)


async def wrong(chat: Driver, words: str) -> list[Any]:
    """Press "wrong?" and the quote with these words."""
    done = await chat.forward(ARTICLE)
    picked = await chat.press(dict(buttons(done))["خطأ؟"])
    return await chat.press(next(data for label, data in buttons(picked) if words in label))


async def test_what_is_no_quote_is_shown_no_more(chat: Driver, store: SqlStore) -> None:
    """The quote leaves answers and pages; /undo brings it back."""
    asked = await wrong(chat, "العجز")
    done = await chat.press(dict(buttons(asked))["ليس كلامًا منسوبًا"])
    assert "/undo" in texts(done)[0]
    assert "العجز" not in "".join(await chat.say("ماذا قال سامي الخطيب؟"))
    assert len(await store.archive("7").quotes((await ids(store))[0])) == 1
    assert (await chat.say("/undo")) == ["أُلغي التصحيح."]
    assert "العجز" in "".join(await chat.say("ماذا قال سامي الخطيب؟"))


async def test_another_speaker_is_chosen(chat: Driver, store: SqlStore) -> None:
    """The quote is his from then on, found by his name; /undo gives it back."""
    asked = await wrong(chat, "العجز")
    offered = await chat.press(dict(buttons(asked))["المتحدث غيره"])
    done = await chat.press(dict(buttons(offered))["خليل الحسن"])
    assert "خليل الحسن" in texts(done)[0]
    assert "العجز" in "".join(await chat.say("ماذا قال خليل الحسن عن العجز؟"))
    (said,) = await store.corrections("7").all()
    assert (said.fault, said.before, said.after) == (Fault.SPEAKER, "سامي الخطيب", "خليل الحسن")
    await chat.say("/undo")
    quotes = await store.archive("7").quotes((await ids(store))[0])
    assert quotes[0].quote.who == "سامي الخطيب"


async def test_the_right_words_are_written(chat: Driver, store: SqlStore) -> None:
    """A reply with the article's own words cuts the quote anew; other words change nothing."""
    asked = await wrong(chat, "العجز")
    prompt = await chat.press(dict(buttons(asked))["النص مقصوص خطأ"])
    assert prompt[-1][1]["reply_markup"]["force_reply"]
    question = max(chat.world.messages)[1]
    original = chat.world.messages[7, question]
    assert "لا يرد" in (await chat.say("كلام آخر", reply_to_message=original))[0]
    prompt = await chat.press(dict(buttons(asked))["النص مقصوص خطأ"])
    original = chat.world.messages[max(chat.world.messages)]
    assert "شكرًا" in (await chat.say("العجز سيتراجع", reply_to_message=original))[0]
    quotes = await store.archive("7").quotes((await ids(store))[0])
    assert quotes[0].text == "العجز سيتراجع"


async def test_nothing_is_wrong_after_all(chat: Driver, store: SqlStore) -> None:
    """The last button changes nothing."""
    asked = await wrong(chat, "العجز")
    done = await chat.press(dict(buttons(asked))["لا خطأ"])
    assert texts(done) == ["لم يتغيّر شيء."]
    assert await store.corrections("7").all() == []


async def test_only_admins_correct_in_a_group(chat: Driver) -> None:
    """A member is told so."""
    await chat.forward(ARTICLE, GROUP)
    await chat.deliver({"message": chat.message("/recent", GROUP)})
    (call,) = await chat.press("v1:bad:1")
    assert call[1]["text"] == "هذا للمشرفين فقط."


async def test_a_correction_survives_an_edit(chat: Driver, store: SqlStore) -> None:
    """The article's next version has the same quote hidden."""
    asked = await wrong(chat, "العجز")
    await chat.press(dict(buttons(asked))["ليس كلامًا منسوبًا"])
    forwarded = next(m for m in chat.world.messages.values() if m.get("forward_origin"))
    edited = forwarded | {"text": f"{ARTICLE} وانتهى الخبر هنا.", "edit_date": NOW, "from": USER}
    await chat.deliver({"edited_message": edited})
    quotes = await store.archive("7").quotes((await ids(store))[-1])
    assert ["العجز" in one.text for one in quotes] == [False]
    assert [said.fault for said in await store.corrections("7").all()] == [Fault.NO_QUOTE] * 2


async def test_corrections_are_exported_as_annotation(
    chat: Driver, store: SqlStore, language: InlineLanguage, tmp_path: Path
) -> None:
    """Text, quotes as they stand now, and what was said of them."""
    asked = await wrong(chat, "العجز")
    await chat.press(dict(buttons(asked))["ليس كلامًا منسوبًا"])
    file = tmp_path / "a.jsonl"
    await export.run(UseCases(store, language), "7", "annotations", file)
    row = json.loads(file.read_text())
    assert row["text"] == ARTICLE
    assert [one["fault"] for one in row["corrections"]] == ["no_quote"]
    assert [one["act"] for one in row["quotes"]] == ["deny"]


async def ids(store: SqlStore) -> list[str]:
    """The articles of the chat, the oldest first."""
    return (await store.overview("7").recent(10, 0))[::-1] or []
