"""Messages that are parts of one thing: albums, and articles that Telegram cut into several messages.

Telegram marks neither the end of an album nor that a text goes on. A part waits in the database for
a moment after the last one came; a kill loses none, and whatever else the chat says ends the wait.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from telegram import Bot, Message, Update

from bot.services.ingest import Submission
from handlers.inbound import submissions_of, text_of
from handlers.rich import units

#: Seconds without a new part after which the whole is complete. Albums arrive within a second;
#: PTB users wait 0.6 to 2.5.
PAUSE = 1.5
#: Seconds between two parts of one article, by Telegram's clock.
APART = 5
#: A text of so many UTF-16 units may have been cut: clients cut at 4096, back to white space.
CUT_UNITS = 3500
#: A question of fewer words is no rest of an article.
QUESTION_WORDS = 20
#: What ends a text; one that was cut ends in the middle of a sentence.
_ENDS = frozenset('.!?؟…»"”)]:;؛۔*')
Flush = Callable[[list[Update]], Awaitable[None]]


class Kept(Protocol):
    """Where the parts of one chat wait."""

    async def add(self, message: int, raw: str) -> None:
        """Keep a message; a second delivery changes nothing."""
        ...

    async def all(self) -> list[str]:
        """Every message that waits, in the order of their numbers."""
        ...

    async def remove(self, messages: list[int]) -> None:
        """These need not wait any more."""
        ...


class Keeper(Protocol):
    """The store, as far as parts need it."""

    def pieces(self, chat: str) -> Kept:
        """Messages of one chat that wait for the rest."""
        ...

    async def waiting(self) -> list[str]:
        """The chats in which messages wait."""
        ...


class Assembly:
    """The parts of every chat, and the moments at which they are put together."""

    def __init__(self, store: Keeper, pause: float = PAUSE) -> None:
        """Keep parts in ``store``."""
        self._store = store
        self._pause = pause
        self._flush: Flush | None = None
        self._bot: Bot | None = None
        self._timers: dict[str, asyncio.Task[None]] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    def bind(self, bot: Bot, flush: Flush) -> None:
        """Hand complete wholes to ``flush``, as updates in the order of their messages."""
        self._bot, self._flush = bot, flush

    async def hold(self, chat: str, update: Update, message: Message) -> None:
        """Keep a part, and wait for more."""
        await self._store.pieces(chat).add(message.message_id, update.to_json())
        self._wait(chat)

    async def resume(self) -> None:
        """Wait on for what a kill left."""
        for chat in await self._store.waiting():
            self._wait(chat)

    async def complete(self, chat: str) -> None:
        """Put together what waits in a chat, now."""
        timer = self._timers.pop(chat, None)
        if timer is not None:
            timer.cancel()
        async with self._locks.setdefault(chat, asyncio.Lock()):
            await self._put_together(chat)

    async def waits(self, chat: str) -> list[Message]:
        """The messages that wait in a chat, in order."""
        held = await self._held(chat)
        return [update.effective_message for update in held if update.effective_message]

    async def idle(self) -> None:
        """Wait until nothing waits."""
        while self._timers:
            await asyncio.gather(*self._timers.values(), return_exceptions=True)

    def _wait(self, chat: str) -> None:
        timer = self._timers.pop(chat, None)
        if timer is not None:
            timer.cancel()
        self._timers[chat] = asyncio.create_task(self._later(chat))

    async def _later(self, chat: str) -> None:
        await asyncio.sleep(self._pause)
        try:
            async with self._locks.setdefault(chat, asyncio.Lock()):
                await asyncio.shield(self._put_together(chat))
        finally:
            if self._timers.get(chat) is asyncio.current_task():
                del self._timers[chat]

    async def _held(self, chat: str) -> list[Update]:
        raw = await self._store.pieces(chat).all()
        return [Update.de_json(json.loads(one), self._bot) for one in raw]

    async def _put_together(self, chat: str) -> None:
        held = await self._held(chat)
        for whole in wholes(held):
            if self._flush is not None:
                await self._flush(whole)
            await self._store.pieces(chat).remove([number_of(update) for update in whole])


def number_of(update: Update) -> int:
    """The number of an update's message."""
    message = update.effective_message
    return message.message_id if message is not None else 0


def wholes(held: Sequence[Update]) -> list[list[Update]]:
    """Updates that belong together, in order: one album, or the parts of one article."""
    found: list[list[Update]] = []
    for update in held:
        message = update.effective_message
        last = found[-1][-1].effective_message if found else None
        if message is not None and last is not None and _together(last, message):
            found[-1].append(update)
        else:
            found.append([update])
    return found


def _together(last: Message, message: Message) -> bool:
    if last.media_group_id or message.media_group_id:
        return last.media_group_id == message.media_group_id
    return goes_on(last, message)


def may_go_on(message: Message) -> bool:
    """Whether a message may be the first part of a longer text: full, and without an end."""
    text = text_of(message).rstrip()
    return units(text) >= CUT_UNITS and bool(text) and text[-1] not in _ENDS


def goes_on(first: Message, second: Message) -> bool:
    """Whether a message is the rest of the one before: the same sender and origin, at once."""
    rest = text_of(second).rstrip()
    asks = rest.endswith(("؟", "?")) and len(rest.split()) < QUESTION_WORDS
    if not may_go_on(first) or not rest or asks or second.media_group_id:
        return False
    near = abs((second.date - first.date).total_seconds()) <= APART
    return near and _from(first) == _from(second)


def _from(message: Message) -> tuple[object, ...]:
    origin = message.forward_origin
    user = message.from_user.id if message.from_user else None
    if origin is None:
        return (user,)
    where = origin.to_dict()
    return user, where["type"], *(str(where.get(k)) for k in ("chat", "sender_user", "sender_chat"))


def assembled(whole: Sequence[Update]) -> list[Submission]:
    """The articles of messages that belong together: captions of an album, or one long text."""
    messages = [m for update in whole if (m := update.effective_message) and text_of(m).strip()]
    if not messages:
        return []
    first = submissions_of(messages[0])
    if messages[0].media_group_id:
        return [one for message in messages for one in submissions_of(message)]
    text, more = text_of(messages[0]), []
    for message in messages[1:]:
        more.append((message.message_id, len(text) + 1))
        text = f"{text} {text_of(message)}"
    if not more:
        return first
    head = first[0]
    return [
        Submission(
            text, head.source, head.url, head.published, sender=head.sender,
            message_id=messages[0].message_id, more=tuple(more), formatting=head.formatting,
        )
    ]  # fmt: skip
