"""The use cases as one object: what handlers and the command line may do, chat by chat."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answers.change import loosened, narrowed
from bot.answers.registry import called, words_of
from bot.digests.compose import Digest, compose
from bot.model.answer import Answer, StoredQuote
from bot.model.question import Dropped
from bot.model.speaker import Link, Person
from bot.ports import Counts, Language, Store, StoredArticle
from bot.services.ask import Asked, Talk, again, ask, converse, known_by
from bot.services.ingest import Ingested, Submission, ingest


@dataclass(frozen=True, slots=True)
class UseCases:
    """Everything that the outside may ask for; each call names the chat that it is about."""

    store: Store
    language: Language

    async def ingest(self, chat: str, submission: Submission) -> Ingested:
        """Store a text as an article of the chat."""
        return await ingest(self.store.archive(chat), self.language, submission)

    async def ask(self, chat: str, question: str, now: datetime | None = None) -> Answer:
        """Answer a question from the chat's archive."""
        return await ask(self.store.archive(chat), self.language, question, now)

    async def converse(self, chat: str, text: str, talk: Talk) -> Asked:
        """Answer a question that may go on from the one before in the chat."""
        return await converse(self.store.archive(chat), self.language, text, talk)

    async def loosen(self, chat: str, key: int, dropped: Dropped, talk: Talk) -> Asked | None:
        """Answer a remembered question again without a part; None where it is forgotten."""
        archive = self.store.archive(chat)
        question = await archive.recalled(key)
        return await again(archive, loosened(question, dropped), talk) if question else None

    async def narrow(self, chat: str, key: int, person: int, talk: Talk) -> Asked | None:
        """Answer a remembered question for one person alone, told by the key of a name of his."""
        archive = self.store.archive(chat)
        question = await archive.recalled(key)
        if question is None:
            return None
        known = await known_by(archive, question.speaker_words)
        chosen = next((one for one in known if person in one.keys), None)
        return await again(archive, narrowed(question, chosen), talk) if chosen else None

    async def people(self, chat: str, name: str) -> tuple[Person, ...]:
        """Who is meant by a name in the chat's archive, with all their names."""
        words = words_of(name)
        return called(words, await known_by(self.store.archive(chat), words))

    async def named(self, chat: str, keys: Sequence[int]) -> tuple[str, ...]:
        """The names with those keys, as far as the chat's archive has them."""
        return await self.store.archive(chat).named(keys)

    async def link(self, chat: str, said: Link) -> None:
        """Keep that two names are one person's, or two people's."""
        await self.store.archive(chat).link(said)

    async def article(self, chat: str, article: str) -> StoredArticle | None:
        """An article of the chat, or None."""
        return await self.store.archive(chat).article(article)

    async def quotes(self, chat: str, article: str) -> Sequence[StoredQuote]:
        """The quotes of an article of the chat, in text order."""
        return await self.store.archive(chat).quotes(article)

    async def digest(self, chat: str, since: datetime, until: datetime) -> Digest:
        """The digest of the half-open period."""
        archive = self.store.archive(chat)
        quotes = await archive.between(since, until)
        titles = await archive.headlines(list(dict.fromkeys(q.article for q in quotes)))
        terms = {one.id: one for one in await archive.candidates([q.id for q in quotes])}
        return compose(quotes, terms, titles, since, until)

    def everything(self, chat: str) -> AsyncIterator[StoredQuote]:
        """All quotes of the chat."""
        return self.store.archive(chat).everything()

    async def counts(self, chat: str) -> Counts:
        """How much the chat's archive holds."""
        return await self.store.archive(chat).counts()

    async def erase(self, chat: str) -> Counts:
        """Remove all that the chat has."""
        return await self.store.archive(chat).erase()

    async def interface(self, chat: str) -> str | None:
        """The interface language that the chat chose."""
        return await self.store.archive(chat).language()

    async def set_interface(self, chat: str, language: str) -> None:
        """Keep the interface language of the chat."""
        await self.store.archive(chat).set_language(language)

    async def headlines(self, chat: str, articles: Sequence[str]) -> Mapping[str, str]:
        """The headlines of articles of the chat."""
        return await self.store.archive(chat).headlines(articles)
