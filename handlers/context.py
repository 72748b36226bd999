"""The callback context: typed access to the use cases and the chat's texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram.ext import Application, CallbackContext, ExtBot

from handlers.catalogue import catalogue, interface_language

if TYPE_CHECKING:
    from telegram import Update

    from bot.model.preferences import Preferences
    from bot.services.intake import Outside
    from bot.services.usecases import UseCases
    from handlers.assembly import Assembly
    from handlers.catalogue import Catalogue
    from handlers.outbox import Outbox
    from handlers.permissions import Permissions


@dataclass(frozen=True, slots=True)
class Parts:
    """What the composition root hands to every callback; ``zone`` is that of chats without one."""

    use_cases: UseCases
    outbox: Outbox
    outside: Outside
    assembly: Assembly
    permissions: Permissions
    zone: str = "UTC"


BotData = dict[str, Parts]


class Context(CallbackContext[ExtBot[None], dict[str, object], dict[str, object], BotData]):
    """A context with the program's parts."""

    @property
    def parts(self) -> Parts:
        """What the composition root gave."""
        return self.bot_data["parts"]

    @property
    def use_cases(self) -> UseCases:
        """The use cases."""
        return self.parts.use_cases

    @property
    def outbox(self) -> Outbox:
        """Where answers go."""
        return self.parts.outbox

    async def texts(self, update: Update) -> Catalogue:
        """The catalogue of the chat's language: chosen, else the user's, else Arabic."""
        chosen = await self.use_cases.preferences(chat_of(update))
        return texts_for(update, chosen)


BotApplication = Application[
    ExtBot[None], Context, dict[str, object], dict[str, object], BotData, None
]


def texts_for(update: Update, chosen: Preferences) -> Catalogue:
    """The catalogue for an update of a chat with these preferences."""
    user = update.effective_user
    told = interface_language(user.language_code if user else None)
    return catalogue(chosen.language or told, chosen.digits)


def chat_of(update: Update) -> str:
    """The archive's key: the chat of the update, or its user where it has none."""
    chat = update.effective_chat or update.effective_user
    return str(chat.id) if chat is not None else ""
