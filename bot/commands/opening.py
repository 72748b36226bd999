"""The archive of this machine for one command."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NoReturn

from bot.model.question import Question
from bot.model.watch import Need
from bot.ports import Language, ReadArticle
from bot.services.usecases import UseCases
from bot.settings import Settings
from bot.store.database import open_store
from bot.worker import InlineLanguage, load_reader


class NoLanguage:
    """In place of the reader where a command reads no text: loading one takes a second."""

    async def read(self, text: str) -> ReadArticle:
        """Never called."""
        self._refuse(text)

    async def understand(self, question: str, now: datetime | None = None) -> Question:
        """Never called."""
        del now
        self._refuse(question)

    async def needs(self, text: str) -> tuple[Need, ...]:
        """Never called."""
        self._refuse(text)

    async def topics(self, texts: Sequence[str], most: int) -> tuple[str, ...]:
        """Never called."""
        del most
        self._refuse("".join(texts))

    def _refuse(self, text: str) -> NoReturn:
        del text
        message = "this command reads no text"
        raise RuntimeError(message)


@asynccontextmanager
async def opened(settings: Settings, *, language: bool) -> AsyncIterator[UseCases]:
    """The use cases over the settings' database, closed at the end.

    Raises:
        StoreError: the database cannot be opened.
        InputError: the morphology cannot be opened.
    """
    store = await open_store(settings.database_url)
    try:
        reader: Language = NoLanguage()
        if language:
            reader = InlineLanguage(load_reader(settings.morphology, settings.data_dir))
        yield UseCases(store, reader)
    finally:
        await store.close()
