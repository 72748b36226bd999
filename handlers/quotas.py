"""How much one user or one chat may ask of the bot, so that a flood is nobody else's trouble.

What goes beyond is not worked on and is told once a window, with when to go on.
"""

import time

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.model.traffic import Traffic
from handlers.context import Context, chat_of
from handlers.limits import Window

#: Messages and presses of a user in so many seconds: nobody types or forwards by hand so fast for long.
USER, USER_SECONDS = 200, 60.0
#: The same of a chat, by all its members and its channel's posts.
CHAT, CHAT_SECONDS = 600, 60.0
#: Users and chats that are remembered; idle ones are dropped beyond it.
KEPT = 10_000


class Quotas:
    """Instants of what users and chats asked lately."""

    def __init__(
        self, admins: frozenset[int] = frozenset(), traffic: Traffic | None = None
    ) -> None:
        """``admins`` are the operator's users, who have no limit."""
        self._admins = admins
        self._traffic = traffic or Traffic()
        self._seen: dict[str, Window] = {}
        self._told: dict[str, float] = {}

    async def __call__(self, update: Update, context: Context) -> None:
        """Let an update through, or end it here.

        Raises:
            ApplicationHandlerStop: its user or chat is over the limit.
        """
        user = update.effective_user
        if user is not None and user.id in self._admins:
            return
        now = time.monotonic()
        over = None
        if user is not None and not self._take(f"u{user.id}", USER, USER_SECONDS, now):
            over = f"u{user.id}", USER_SECONDS
        elif not self._take(f"c{chat_of(update)}", CHAT, CHAT_SECONDS, now):
            over = f"c{chat_of(update)}", CHAT_SECONDS
        if over is None:
            return
        self._traffic.refused += 1
        await self._tell(update, context, *over, now)
        raise ApplicationHandlerStop

    def _take(self, who: str, most: int, seconds: float, now: float) -> bool:
        """Count one more of somebody; False where he has had his share."""
        if len(self._seen) > KEPT:
            self._seen = {key: one for key, one in self._seen.items() if not one.idle(now)}
            self._told = {k: at for k, at in self._told.items() if at > now - seconds}
        seen = self._seen.setdefault(who, Window(most, seconds))
        if seen.slot(now) > now:
            return False
        seen.take(now)
        return True

    async def _tell(
        self, update: Update, context: Context, who: str, seconds: float, now: float
    ) -> None:
        """Say it once a window; a press is answered in any case, a channel never."""
        texts = await context.texts(update)
        line = texts.text("over_quota", seconds=round(seconds))
        if update.callback_query is not None:
            await update.callback_query.answer(line)
            return
        chat = update.effective_chat
        silent = chat is None or chat.type == "channel" or update.inline_query is not None
        if silent or self._told.get(who, -seconds) > now - seconds:
            return
        self._told[who] = now
        if update.effective_message is not None:
            await update.effective_message.reply_text(line)
