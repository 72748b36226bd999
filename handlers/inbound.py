"""A Telegram message to submissions: text, origin, permalink; what kind of message it is."""

import re
from enum import StrEnum
from itertools import pairwise

from telegram import (
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from bot.services.ingest import Submission
from handlers.formatting import formatting_of

#: A pasted text of so many words is an article; a shorter one without a forward is a question.
ARTICLE_WORDS = 40
ARTICLE_LINES = 3
#: Words beside a link that are a remark about it, not an article.
REMARK_WORDS = 12
#: Each of several articles in one message has at least so many words.
PART_WORDS = 20
#: A line that stands between two articles: «-----», «ـــــ», «* * *», «▪️▪️▪️».
_BETWEEN = re.compile(
    r"^[ \t]*(?:[-–—_=*~•·ـ▪◾◼⬛➖\ufe0f]{3,}|(?:\* ?){3,})[ \t]*$", re.MULTILINE
)


class Unusable(StrEnum):
    """What a message without words brings."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    STICKER = "sticker"
    OTHER = "other"


def text_of(message: Message) -> str:
    """The message's words: its text or its caption."""
    return message.text or message.caption or ""


def unusable(message: Message) -> Unusable:
    """What stands in a message that has no words."""
    if message.photo:
        return Unusable.PHOTO
    if message.video or message.animation or message.video_note:
        return Unusable.VIDEO
    if message.voice or message.audio:
        return Unusable.VOICE
    return Unusable.STICKER if message.sticker else Unusable.OTHER


def is_article(message: Message) -> bool:
    """Whether the message brings an article rather than a question."""
    text = text_of(message)
    if message.forward_origin is not None:
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    return len(text.split()) >= ARTICLE_WORDS or len(lines) >= ARTICLE_LINES


def link_of(message: Message) -> str:
    """The address that a message is about: its first link, where there is hardly more; else ""."""
    kinds: list[str | None] = [MessageEntity.URL, MessageEntity.TEXT_LINK]
    found = message.parse_entities(kinds) or message.parse_caption_entities(kinds)
    if not found or len(text_of(message).split()) > REMARK_WORDS:
        return ""
    entity, words = min(found.items(), key=lambda pair: pair[0].offset)
    url = entity.url or words
    return url if "://" in url else f"https://{url}"


def submissions_of(message: Message) -> list[Submission]:
    """What the message brings, with its origin as Telegram tells it; nothing is looked up."""
    source, url = _origin(message)
    origin = message.forward_origin
    sender = message.from_user
    return [
        Submission(
            text=text,
            source=source,
            url=url,
            published=origin.date if origin is not None else message.date,
            sender=str(sender.id) if sender is not None else "",
            message_id=message.message_id,
            start=-start,
            formatting=formatting_of(message),
        )
        for start, text in split_articles(text_of(message))
    ]


def split_articles(text: str) -> list[tuple[int, str]]:
    """The articles of one message with their first code points, one where no line divides them.

    «خبر قصير / ----- / آخر» stays one: each part of several has twenty words at least.
    """
    bounds = [(0, 0), *(match.span() for match in _BETWEEN.finditer(text)), (len(text), 0)]
    found = []
    for (_, begin), (end, _) in pairwise(bounds):
        part = text[begin:end]
        start = begin + len(part) - len(part.lstrip())
        if part.strip():
            found.append((start, part.strip()))
    if len(found) > 1 and all(len(part.split()) >= PART_WORDS for _, part in found):
        return found
    return [(0, text)]


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
