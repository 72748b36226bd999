"""Who may change a chat's archive and settings: asked of Telegram, remembered for a minute."""

import time

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from handlers.context import Context

#: Seconds that an answer of Telegram's is taken to hold.
MEMORY = 60.0
ADMINS = frozenset({ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER})
_INSIDE = ADMINS | {ChatMemberStatus.MEMBER, ChatMemberStatus.RESTRICTED}


class Permissions:
    """Standing of users in chats, as Telegram said lately."""

    def __init__(self, memory: float = MEMORY) -> None:
        """Remember for ``memory`` seconds."""
        self._memory = memory
        self._known: dict[tuple[int, int], tuple[float, str]] = {}

    def forget(self) -> None:
        """Ask Telegram anew of everybody."""
        self._known.clear()

    async def standing(self, context: Context, chat: int, user: int) -> str:
        """The status of a user in a chat; "left" where Telegram does not tell."""
        now = time.monotonic()
        until, status = self._known.get((chat, user), (0.0, ""))
        if until > now:
            return status
        try:
            status = (await context.bot.get_chat_member(chat, user)).status
        except TelegramError:
            return ChatMemberStatus.LEFT
        self._known = {key: known for key, known in self._known.items() if known[0] > now}
        self._known[chat, user] = (now + self._memory, status)
        return status


async def may_change(update: Update, context: Context) -> bool:
    """Everybody in private, admins alone in a group; an anonymous admin writes as the group."""
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    if chat is None:
        return False
    if chat.type == ChatType.PRIVATE:
        return True
    sender = message.sender_chat if message is not None and not update.callback_query else None
    if sender is not None and sender.id == chat.id:
        return True
    if user is None:
        return False
    return await context.parts.permissions.standing(context, chat.id, user.id) in ADMINS


async def may_read(context: Context, chat: int, user: int) -> bool:
    """Whether a user may see a chat's archive: his own, or a chat's that he is in."""
    return chat == user or await context.parts.permissions.standing(context, chat, user) in _INSIDE
