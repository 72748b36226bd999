"""No message to a chat holds words of an archive that it may not see, whatever is pressed or forged."""

import json
import random
from typing import Any

import pytest

from tests.chat.driver import CHANNEL, Driver

#: Words that stand in one archive only, by chat.
SECRETS = {7: "زمردة", 8: "ياقوتة", -100200: "مرجانة", -100300: "لؤلؤة"}
CHATS: dict[int, dict[str, Any]] = {
    7: {"id": 7, "type": "private", "first_name": "A"},
    8: {"id": 8, "type": "private", "first_name": "B"},
    -100200: {"id": -100200, "type": "supergroup", "title": "G"},
    -100300: {"id": -100300, "type": "supergroup", "title": "H"},
}
USER = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "ar"}
OTHER = {"id": 8, "is_bot": False, "first_name": "B", "language_code": "ar"}


def article(secret: str) -> str:
    """An article whose speaker and words are told by a secret."""
    return (
        f"حذر الوزير سامي {secret} من أزمة {secret} في السيولة. وقال سامي {secret} إن البنوك آمنة."
    )


async def filled(chat: Driver) -> None:
    """An article, an alert and a correction in each archive."""
    for number, where in CHATS.items():
        sender = OTHER if number == 8 else USER
        origin = {"type": "channel", "date": 1_541_592_000, "chat": CHANNEL, "message_id": 5}
        message = chat.message(article(SECRETS[number]), where, forward_origin=origin)
        await chat.deliver({"message": message | {"from": sender}})
    for group in (-100200, -100300):
        chat.world.admins.add((group, 7))
        chat.world.strangers.add((group, 8))
    chat.forget_permissions()
    chat.news()


def commands(chance: random.Random) -> str:
    """Something to say, names of all archives among it."""
    secret = chance.choice(list(SECRETS.values()))
    number = chance.choice(list(SECRETS))
    key = chance.randrange(1, 12)
    return chance.choice(
        (
            f"من حذر من أزمة {secret}؟", f"/who سامي {secret}", f"/search {secret}", "/recent",
            "/sources", "/stats", "/export", "/export html", "/privacy", "/watch", "/digest",
            f"/start q_{number}_{key}", f"/start s_{number}_{key}", f"/start d_{number}_1",
            f"/start m_{number}_{key}", "ماذا قال سامي؟",
        )
    )  # fmt: skip


def presses(chance: random.Random) -> str:
    """A button's data with keys of any archive."""
    key = chance.randrange(1, 12)
    return chance.choice(
        (
            f"v1:art:{key}:a:0", f"v1:spk:{key}", f"v1:pick:say:{key}:a:0", f"v1:say:{key}",
            f"v1:open:{key}", f"v1:exa:{key}", f"v1:bad:{key}", f"v1:fix:{key}:speaker",
            f"v1:fixs:{key}:{key}", f"v1:page:{key}", f"v1:wact:{key}:warn", f"v1:names:{key}",
            f"v1:wper:{key}:31", f"v1:who:join:{key}:{key + 1}", f"v1:ask:{key}:act", f"v1:ans:{key}:0",
            "v1:exp:csv", "v1:rec:0", f"v1:dig:{key}:preview", "v1:undo",
        )
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_crosses(chat: Driver, seed: int) -> None:
    """Random questions, commands, deep links, forged buttons and inline queries of two users."""
    await filled(chat)
    chance = random.Random(seed)
    for _ in range(60):
        user, number = chance.choice(((USER, 7), (OTHER, 8), (USER, -100200), (USER, -100300)))
        done = await _act(chat, chance, user, CHATS[number])
        visible = {SECRETS[number]}
        if user is USER:  # a member of both groups sees their quotes by links in private
            visible |= {SECRETS[-100200], SECRETS[-100300]} if number == 7 else set()
        for name, values in done:
            told = json.dumps(values, ensure_ascii=False, default=str)
            asked = _echoed(values)
            for secret in set(SECRETS.values()) - visible:
                assert secret not in told.replace(asked, ""), (name, told[:300])


def _echoed(values: dict[str, Any]) -> str:
    """The line of an answer that repeats the question's own words."""
    lines = str(values.get("text", "")).splitlines()
    nothing = "لا شيء محفوظ" in lines[0] if lines else False
    whole = json.dumps(str(values.get("text", "")), ensure_ascii=False)[1:-1]
    first = json.dumps(lines[0], ensure_ascii=False)[1:-1] if lines else "\0"
    return whole if nothing else first


async def _act(
    chat: Driver, chance: random.Random, user: dict[str, Any], where: dict[str, Any]
) -> list[Any]:
    kind = chance.random()
    if kind < 0.5:
        message = chat.message(commands(chance), where)
        return await chat.deliver({"message": message | {"from": user}})
    if kind < 0.9:
        pressed = chat.message("x", where)
        query = {
            "id": "1",
            "from": user,
            "chat_instance": "1",
            "message": pressed,
            "data": presses(chance),
        }
        return await chat.deliver({"callback_query": query})
    secret = chance.choice(list(SECRETS.values()))
    body = {"id": "5", "from": user, "query": chance.choice((secret, "")), "offset": ""}
    done = await chat.deliver({"inline_query": body})
    own = SECRETS[int(str(user["id"]))]
    told = json.dumps(done, ensure_ascii=False, default=str)
    assert not any(other in told for other in set(SECRETS.values()) - {own})
    return []
