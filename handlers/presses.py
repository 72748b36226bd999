"""Presses on buttons: parsed, checked against the button's shape, and answered where they are old."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import Any

from telegram import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Update

from handlers.catalogue import Catalogue
from handlers.codes import parts
from handlers.context import Context, chat_of
from handlers.outbox import entities_of
from handlers.permissions import may_change
from handlers.rich import Rich

#: Digits of a number in a button or a link.
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Press:
    """One press: the query, its parts as words, the chat's archive and texts."""

    query: CallbackQuery
    parts: tuple[str, ...]
    chat: str
    texts: Catalogue

    def number(self, place: int) -> int:
        """A part as a number."""
        return int(self.parts[place])

    async def edit(self, shown: Rich, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Put another text in the place of the pressed message's."""
        await self.query.edit_message_text(
            shown.text,
            entities=entities_of(shown),
            reply_markup=keyboard,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def gone(self) -> None:
        """Say that what the button is about is not there any more."""
        await self.query.answer(self.texts.text("gone"))


Handler = Callable[[Update, Context, Press], Awaitable[None]]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


def press(shape: str, *, admins: bool = False) -> Callable[[Handler], Callback]:
    """A handler of presses whose parts have a shape: ``n`` a number, ``w`` a word.

    Data of another shape comes from an older version's button, and is told so. With ``admins`` a
    member of a group who is none is told that, too.
    """

    def wrap(handler: Handler) -> Callback:
        @wraps(handler)
        async def run(update: Update, context: Context) -> None:
            query = update.callback_query
            if query is None or query.data is None:
                return
            texts = await context.texts(update)
            found = tuple(parts(query.data))
            if not _fits(found, shape) or update.effective_chat is None:
                await query.answer(texts.text("old_button"))
            elif admins and not await may_change(update, context):
                await query.answer(texts.text("admins_only"))
            else:
                await handler(update, context, Press(query, found, chat_of(update), texts))

        return run

    return wrap


def _fits(found: tuple[str, ...], shape: str) -> bool:
    return len(found) == len(shape) and all(
        kind == "w" or is_number(part) for part, kind in zip(found, shape, strict=True)
    )


def is_number(part: str) -> bool:
    """Whether a part is a number that a database takes: up to 18 digits."""
    digits = part.removeprefix("-")
    return part.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS


async def stray(update: Update, context: Context) -> None:
    """A button of an older version, or of no one's."""
    query = update.callback_query
    if query is not None:
        await query.answer((await context.texts(update)).text("old_button"))
