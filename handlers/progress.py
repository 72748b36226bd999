"""Long work told: one message that changes at most every three seconds, with a bar and a way out."""

import time
from dataclasses import dataclass, field

from telegram import InlineKeyboardMarkup
from telegram.error import TelegramError

from handlers.catalogue import Catalogue
from handlers.codes import button
from handlers.context import Context

#: Seconds between two changes of the message.
EVERY = 3.0
_CELLS = 12
#: Imports that were told to stop, by chat and message.
_stopped: set[tuple[int, int]] = set()


@dataclass(slots=True)
class Progress:
    """One import's message."""

    context: Context
    chat: int
    texts: Catalogue
    total: int
    thread: int | None = None
    message: int | None = None
    _last: float = field(default_factory=time.monotonic)

    async def begin(self) -> None:
        """Send the message."""
        keyboard = InlineKeyboardMarkup([[button(self.texts.text("stop"), "stop")]])
        sent = await self.context.bot.send_message(
            self.chat, self._line(0), reply_markup=keyboard, message_thread_id=self.thread
        )
        self.message = sent.message_id

    async def step(self, done: int) -> bool:
        """Show how far it is; False where the user said stop."""
        if self.message is None:
            return True
        if (self.chat, self.message) in _stopped:
            return False
        if time.monotonic() - self._last >= EVERY:
            self._last = time.monotonic()
            keyboard = InlineKeyboardMarkup([[button(self.texts.text("stop"), "stop")]])
            await self._edit(self._line(done), keyboard)
        return True

    async def end(self, text: str) -> None:
        """Say how it ended, in the message's place."""
        if self.message is not None:
            _stopped.discard((self.chat, self.message))
            await self._edit(text, None)

    async def _edit(self, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
        try:
            await self.context.bot.edit_message_text(
                text, self.chat, self.message, reply_markup=keyboard
            )
        except TelegramError:
            # The message may be gone; the import goes on.
            return

    def _line(self, done: int) -> str:
        full = round(_CELLS * done / max(self.total, 1))
        bar = "▓" * full + "░" * (_CELLS - full)
        return f"{self.texts.text('importing', done=done, total=self.total)}\n{bar}"


def stop(chat: int, message: int) -> None:
    """Let an import end at its next step."""
    _stopped.add((chat, message))
