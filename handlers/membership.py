"""The bot's own standing: added, removed, muted, blocked; a group that became a supergroup."""

from dataclasses import replace

from telegram import ChatMember, ChatMemberRestricted, InlineKeyboardMarkup, Update
from telegram.constants import ChatMemberStatus, ChatType

from handlers.codes import button
from handlers.context import Context, chat_of
from handlers.messages import say

_INSIDE = frozenset(
    {ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED}
)


async def changed(update: Update, context: Context) -> None:
    """Mark a chat where the bot cannot write, unmark it when it can, and greet a new group once."""
    change = update.my_chat_member
    if change is None:
        return
    old, new = change.old_chat_member, change.new_chat_member
    chosen = await context.use_cases.preferences(chat_of(update))
    lost = _lost(new)
    if lost != chosen.lost:
        await context.use_cases.prefer(chat_of(update), replace(chosen, lost=lost))
    came = new.status in _INSIDE and old.status not in _INSIDE
    if came and not lost and change.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}:
        await _greet(update, context, new)


async def migrated(update: Update, context: Context) -> None:
    """A group became a supergroup: its archive goes along."""
    message = update.effective_message
    if message is None or message.migrate_to_chat_id is None:
        return
    await context.use_cases.store.moved(str(message.chat.id), str(message.migrate_to_chat_id))


def _lost(member: ChatMember) -> str:
    """Why the bot cannot write, or ""."""
    if member.status not in _INSIDE:
        return member.status
    if isinstance(member, ChatMemberRestricted) and not member.can_send_messages:
        return "muted"
    return ""


async def _greet(update: Update, context: Context, member: ChatMember) -> None:
    """One message: what the bot does, and what it can and cannot see here."""
    texts = await context.texts(update)
    admin = member.status == ChatMemberStatus.ADMINISTRATOR
    sees = admin or bool(context.bot.can_read_all_group_messages)
    lines = [texts.text("greeting"), texts.text("sees_all" if sees else "sees_little")]
    row = [button(texts.text("settings_button"), "set", "all")]
    await say(update, context, "\n".join(lines), InlineKeyboardMarkup([row]))
