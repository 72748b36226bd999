"""Inline mode: the user's own quotes in any chat."""

from typing import Any

from tests.chat.driver import GROUP, USER, Driver

ARTICLE = "حذر وزير المالية سامي الخطيب من أزمة في السيولة. وقال الخطيب إن البنوك آمنة تماما."


async def ask(chat: Driver, words: str, offset: str = "") -> dict[str, Any]:
    """The user types the bot's name and words in some chat."""
    body = {"id": "5", "from": USER, "query": words, "offset": offset}
    ((method, values),) = await chat.deliver({"inline_query": body})
    assert method == "answerInlineQuery"
    return dict(values)


async def test_results_are_quotes_with_speaker_and_source(chat: Driver) -> None:
    """What is shared has speaker, act, the words as a blockquote, and the source."""
    await chat.forward(ARTICLE)
    values = await ask(chat, "السيولة")
    (result, *_) = values["results"]
    assert values["is_personal"]
    assert "سامي الخطيب" in result["title"]
    content = result["input_message_content"]
    assert "أزمة في السيولة" in content["message_text"]
    assert "News" in content["message_text"]
    assert {"bold", "blockquote", "text_link"} <= {e["type"] for e in content["entities"]}


async def test_nothing_of_another_chat_is_shown(chat: Driver) -> None:
    """A group's archive is not the user's own."""
    await chat.forward(ARTICLE, GROUP)
    assert not (await ask(chat, "السيولة"))["results"]
    assert not (await ask(chat, ""))["results"]


async def test_pages_of_results(chat: Driver) -> None:
    """Twenty a page; the next offset leads on and ends."""
    names = "سامي خالد عادل سمير ناصر فؤاد جمال كمال".split()
    for n in range(24):
        name = f"{names[n % 8]} {'الخطيب الحسن النجار'.split()[n // 8]}"
        await chat.forward(f"حذر الوزير {name} من أزمة في السيولة رقم {n} في البلاد هذا العام.")
    first = await ask(chat, "من حذر من أزمة السيولة")
    assert len(first["results"]) <= 20
    rest = await ask(chat, "من حذر من أزمة السيولة", "1000")
    assert rest["results"] == []
    assert not rest.get("next_offset")
