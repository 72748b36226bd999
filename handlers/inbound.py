"""A Telegram message to a submission: text, origin, permalink."""

from telegram import (
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from bot.services.ingest import Submission

#: A pasted text of so many words is an article; a shorter one without a forward is a question.
ARTICLE_WORDS = 40
ARTICLE_LINES = 3


def text_of(message: Message) -> str:
    """The message's words: its text or its caption."""
    return message.text or message.caption or ""


def is_article(message: Message) -> bool:
    """Whether the message brings an article rather than a question."""
    text = text_of(message)
    if message.forward_origin is not None:
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    return len(text.split()) >= ARTICLE_WORDS or len(lines) >= ARTICLE_LINES


def submission_of(message: Message) -> Submission:
    """What the message brings, with its origin as Telegram tells it; nothing is looked up."""
    source, url = _origin(message)
    origin = message.forward_origin
    sender = message.from_user
    return Submission(
        text=text_of(message),
        source=source,
        url=url,
        published=origin.date if origin is not None else message.date,
        sender=str(sender.id) if sender is not None else "",
        message_id=message.message_id,
    )


def _origin(message: Message) -> tuple[str, str]:
    """Name and permalink of where the message was first posted."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel):
        return origin.chat.title or "", permalink(
            origin.chat.id, origin.chat.username, origin.message_id
        )
    if isinstance(origin, MessageOriginChat):
        return origin.sender_chat.title or "", ""
    if isinstance(origin, MessageOriginUser):
        return origin.sender_user.full_name, ""
    if isinstance(origin, MessageOriginHiddenUser):
        return origin.sender_user_name, ""
    if message.chat.type == "channel":
        return message.chat.title or "", permalink(
            message.chat.id, message.chat.username, message.message_id
        )
    return "", ""


def permalink(chat: int, username: str | None, message: int) -> str:
    """The address of a channel's post: by name where it is public, by number where it is not."""
    if username:
        return f"https://t.me/{username}/{message}"
    return f"https://t.me/c/{str(chat).removeprefix('-100')}/{message}"
