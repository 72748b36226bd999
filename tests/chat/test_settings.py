"""/settings: one message, changed in place."""

from typing import Any

import pytest

from bot.model.preferences import Preferences
from bot.store.database import SqlStore
from tests.chat.driver import GROUP, Driver, buttons, texts

ARTICLE = "حذر وزير المالية سامي الخطيب من أزمة في السيولة. وقال الخطيب إن البنوك آمنة تماما."


async def open_settings(chat: Driver, *path: str) -> list[Any]:
    """Press buttons from /settings on."""
    done = await chat.deliver({"message": chat.message("/settings")})
    for label in path:
        found = dict(buttons(done))
        done = await chat.press(next(data for name, data in found.items() if label in name))
    return done


async def test_language_and_digits(chat: Driver, store: SqlStore) -> None:
    """A press turns them at once, in the same message; answers follow."""
    done = await open_settings(chat, "الأرقام")
    assert "123" in texts(done)[0]
    assert "2 " in (await chat.forward(ARTICLE))[0][1]["text"].replace("اقتباسان", "2 ")
    assert "(2)" in "".join(label for label, _ in buttons(await chat.press("v1:spk:1")))
    done = await open_settings(chat, "English")
    assert "Settings" in texts(done)[0]
    assert await store.preferences("7").read() == Preferences("en", digits="latn")


async def test_the_time_zone_by_button_and_by_city(chat: Driver, store: SqlStore) -> None:
    """Offered zones, or a city written in reply to the bot's question."""
    done = await open_settings(chat, "المنطقة", "القاهرة")
    assert "القاهرة" in texts(done)[0]
    assert (await store.preferences("7").read()).zone == "Africa/Cairo"
    done = await open_settings(chat, "المنطقة", "مدينة أخرى")
    prompt = chat.world.messages[max(chat.world.messages)]
    assert "لم أجد" in (await chat.say("ززززز", reply_to_message=prompt))[0]
    await open_settings(chat, "المنطقة", "مدينة أخرى")
    prompt = chat.world.messages[max(chat.world.messages)]
    asked = await chat.deliver({"message": chat.message("Beirut", reply_to_message=prompt)})
    ((label, data),) = buttons(asked)
    assert "بيروت" in label
    await chat.press(data)
    assert (await store.preferences("7").read()).zone == "Asia/Beirut"
    assert [name for name, _ in await chat.press("v1:zone:Mars/Crater")] == ["answerCallbackQuery"]


async def test_quiet_hours(chat: Driver, store: SqlStore) -> None:
    """From and until are chosen, and taken away again."""
    done = await open_settings(chat, "ساعات الهدوء", "٢٢:٠٠")
    assert "٢٢:٠٠" in texts(done)[0]
    assert (await store.preferences("7").read()).quiet == (22, 7)
    await open_settings(chat, "ساعات الهدوء", "بلا")
    assert (await store.preferences("7").read()).quiet is None
    back = await open_settings(chat, "ساعات الهدوء", "رجوع")
    assert "الإعدادات" in texts(back)[0]


async def test_a_group_may_do_without_reactions(chat: Driver) -> None:
    """Its admins turn them off; members cannot."""
    done = await chat.deliver({"message": chat.message("/settings", GROUP)})
    reacts = next(data for label, data in buttons(done) if "الإشارة" in label)
    (call,) = await chat.press(reacts)
    assert "للمشرفين" in call[1]["text"]
    chat.world.admins.add((int(str(GROUP["id"])), 7))
    chat.forget_permissions()
    assert "لا" in texts(await chat.press(reacts))[0].splitlines()[-1]
    assert await chat.forward(ARTICLE, GROUP) == []


@pytest.mark.parametrize(("label", "said"), [("التنبيهات", "لا تنبيهات"), ("الخصوصية", "يُحفظ")])
async def test_buttons_that_stand_for_commands(chat: Driver, label: str, said: str) -> None:
    """Alerts and privacy are a press away."""
    assert said in texts(await open_settings(chat, label))[-1]


async def test_privacy_offers_export_and_erasing(chat: Driver) -> None:
    """What is stored in numbers, and the two buttons."""
    await chat.forward(ARTICLE)
    done = await chat.deliver({"message": chat.message("/privacy")})
    assert "خبر واحد" in texts(done)[0]
    found = dict(buttons(done))
    assert (await chat.press(found["تصدير"]))[-1][0] == "sendDocument"
    assert "يمكن التراجع" in texts(await chat.press(found["امحُ الأرشيف كله"]))[-1]
    assert [name for name, _ in await chat.press("v1:go:nowhere")] == ["answerCallbackQuery"]
