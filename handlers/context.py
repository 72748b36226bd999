"""The callback context: typed access to the use cases and the chat's texts."""

from dataclasses import dataclass

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.services.usecases import UseCases
from handlers.catalogue import Catalogue, catalogue, interface_language
from handlers.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Parts:
    """What the composition root hands to every callback."""

    use_cases: UseCases
    outbox: Outbox


BotData = dict[str, Parts]


class Context(CallbackContext[ExtBot[None], dict[str, object], dict[str, object], BotData]):
    """A context with the program's parts."""

    @property
    def use_cases(self) -> UseCases:
        """The use cases."""
        return self.bot_data["parts"].use_cases

    @property
    def outbox(self) -> Outbox:
        """Where answers go."""
        return self.bot_data["parts"].outbox

    async def texts(self, update: Update) -> Catalogue:
        """The catalogue of the chat's language: chosen, else the user's, else Arabic."""
        chosen = await self.use_cases.interface(chat_of(update))
        user = update.effective_user
        return catalogue(chosen or interface_language(user.language_code if user else None))


BotApplication = Application[
    ExtBot[None], Context, dict[str, object], dict[str, object], BotData, None
]


def chat_of(update: Update) -> str:
    """The archive's key: the chat of the update, or its user where it has none."""
    chat = update.effective_chat or update.effective_user
    return str(chat.id) if chat is not None else ""
