"""Formatting inside a message: a quote of a reply must repeat it, or Telegram turns the reply away.

The Bot API counts bold, italic, underline, strikethrough, spoiler and custom emoji as part of the quoted
words. It is kept as JSON of kind, offset, length and emoji, in UTF-16 units of the message.
"""

import json

from telegram import Message, MessageEntity

#: The kinds that count.
KINDS = frozenset({
    MessageEntity.BOLD, MessageEntity.ITALIC, MessageEntity.UNDERLINE, MessageEntity.STRIKETHROUGH,
    MessageEntity.SPOILER, MessageEntity.CUSTOM_EMOJI,
})  # fmt: skip


def formatting_of(message: Message) -> str:
    """A message's formatting as it is kept; "" where it has none."""
    entities = message.entities or message.caption_entities
    kept = [
        [one.type, one.offset, one.length, one.custom_emoji_id]
        for one in entities
        if one.type in KINDS
    ]
    return json.dumps(kept, separators=(",", ":")) if kept else ""


def within(formatting: str, position: int, length: int) -> list[MessageEntity] | None:
    """The formatting of a passage of the message, counted from the passage's start; None where there is none.

    >>> within('[["bold",0,10,null]]', 4, 20)[0].length
    6
    """
    found = []
    for kind, offset, size, emoji in json.loads(formatting or "[]"):
        start, end = max(offset, position), min(offset + size, position + length)
        if start < end:
            found.append(MessageEntity(kind, start - position, end - start, custom_emoji_id=emoji))
    return found or None
