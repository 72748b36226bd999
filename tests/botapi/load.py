"""What people do with the bot, made up and seeded: forwards, edits, questions, presses.

Every update is noted with what must come of it, so that after any trouble it can be told what was
lost and what was doubled.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.server import Server

NOW = 1_541_592_000
#: The first chat, and how many there are.
FIRST, CHATS = 7, 10
#: Numbers of messages of users; the server's own begin far below.
MESSAGES = 1_000_000
TEXT = "قال وزير المالية إن العجز رقم {number} سيتراجع هذا العام\nوأضاف أن الخطة رقم {number} جاهزة"
EDITED = (
    "قال وزير المالية إن الفائض رقم {number} سيزيد هذا العام\nوأضاف أن الخطة رقم {number} جاهزة"
)
QUESTIONS = (
    "من قال إن العجز سيتراجع؟",
    "ماذا قال وزير المالية عن الخطة؟",
    "who said the plan is ready?",
)
#: Buttons that change a message in place; others send what no ledger counts, as it is not repeated.
PAGES = ("v1:art:", "v1:ans:", "v1:spk:")
Body = dict[str, Any]


@dataclass(slots=True)
class Load:
    """Updates that were delivered to a server, by what they are."""

    server: Server
    chance: random.Random
    chats: int = CHATS
    delivered: int = 0
    forwards: dict[int, int] = field(default_factory=dict)
    edits: dict[int, int] = field(default_factory=dict)
    questions: dict[int, int] = field(default_factory=dict)
    presses: list[str] = field(default_factory=list)

    def some(self, count: int) -> None:
        """So many updates, mixed as in a lively chat."""
        for _ in range(count):
            kind = self.chance.choices(
                (self.forward, self.edit, self.question, self.press), (6, 1, 2, 1)
            )[0]
            kind()

    def forward(self) -> None:
        """An article that differs from all others in a number."""
        number = self.delivered + 1
        message = self._message(number)
        self.forwards[message["message_id"]] = message["chat"]["id"]
        self._deliver({"message": message})

    def edit(self) -> None:
        """Another text for an article that was forwarded before; each is edited once."""
        left = [key for key in self.forwards if key not in self.edits]
        if not left:
            self.forward()
            return
        key = self.chance.choice(left)
        number = key - MESSAGES
        message = self._message(number, EDITED, self.forwards[key]) | {"edit_date": NOW + 60}
        self.edits[key] = number
        self._deliver({"edited_message": message})

    def question(self) -> None:
        """A question of a chat."""
        message = self._message(self.delivered + 1, self.chance.choice(QUESTIONS))
        del message["forward_origin"]
        self.questions[message["message_id"]] = message["chat"]["id"]
        self._deliver({"message": message})

    def press(self) -> None:
        """A press on a button that turns a page, of a message that the bot sent."""
        shown = [m for m in list(self.server.world.messages.values()) if m.get("reply_markup")]
        if not shown:
            self.forward()
            return
        message = self.chance.choice(shown)
        buttons = [b for row in message["reply_markup"]["inline_keyboard"] for b in row]
        codes = (b.get("callback_data", "") for b in buttons)
        data = next((code for code in codes if code.startswith(PAGES)), None)
        if data is None:
            self.forward()
            return
        user = {"id": message["chat"]["id"], "is_bot": False, "first_name": "A"}
        query = {"id": str(self.delivered + 1), "from": user, "chat_instance": "1", "data": data}
        kept = {k: v for k, v in message.items() if k != "reply_to_message"}
        self.presses.append(query["id"])
        self._deliver({"callback_query": query | {"message": kept}})

    def answers(self) -> Counter[int]:
        """How often each forward was answered; answers to questions reply to the passage that they show."""
        replied = (
            values.get("reply_parameters") or {} for values in self.server.calls("sendMessage")
        )
        return Counter(
            one["message_id"]
            for one in replied
            if one.get("message_id") in self.forwards and "quote" not in one
        )

    def effects(self) -> int:
        """How much the bot did that users see."""
        names = ("sendMessage", "editMessageText", "answerCallbackQuery")
        return sum(len(self.server.calls(name)) for name in names)

    def pressed(self) -> Counter[str]:
        """How often each press was answered."""
        return Counter(
            str(v["callback_query_id"]) for v in self.server.calls("answerCallbackQuery")
        )

    def _message(self, number: int, text: str = TEXT, chat: int | None = None) -> Body:
        where = chat if chat is not None else FIRST + number % self.chats
        person = {"id": where, "is_bot": False, "first_name": "A"}
        return {
            "message_id": MESSAGES + number,
            "date": NOW,
            "chat": {"id": where, "type": "private", "first_name": "A"},
            "from": person,
            "text": text.format(number=number),
            "forward_origin": {"type": "hidden_user", "sender_user_name": "B", "date": NOW},
        }

    def _deliver(self, body: Body) -> None:
        self.delivered += 1
        message = body.get("message") or body.get("edited_message")
        if message:
            self.server.world.messages[message["chat"]["id"], message["message_id"]] = message
        self.server.deliver({"update_id": self.delivered, **body})
