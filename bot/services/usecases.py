"""The use cases as one object: what handlers and the command line may do, chat by chat."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.answers.change import loosened, narrowed
from bot.answers.registry import called, words_of
from bot.arabic.script import form
from bot.model.answer import Answer, StoredQuote
from bot.model.correction import Fault
from bot.model.digest import Digest
from bot.model.preferences import Preferences
from bot.model.profile import Counts, Profile
from bot.model.question import Dropped, Question, QuestionForm
from bot.model.speaker import Link, Person
from bot.model.watch import Watch
from bot.ports import Language, Store, StoredArticle
from bot.services.ask import Asked, Talk, again, answer, ask, converse, known_by
from bot.services.correcting import correct
from bot.services.digesting import digest
from bot.services.ingest import Ingested, Submission, ingest
from bot.services.profiling import profile
from bot.services.revising import Revised, revise
from bot.services.watching import wished


@dataclass(frozen=True, slots=True)
class UseCases:
    """Everything that the outside may ask for; each call names the chat that it is about."""

    store: Store
    language: Language

    async def ingest(self, chat: str, submission: Submission) -> Ingested:
        """Store a text as an article of the chat, and tell which alerts it meets."""
        watches = await self.store.watches(chat).all()
        return await ingest(self.store.archive(chat), self.language, submission, watches)

    async def revise(self, chat: str, old: StoredArticle, submission: Submission) -> Revised | None:
        """Store the new version of an edited article; None where its words are the same."""
        return await revise(self.store, self.language, chat, old, submission)

    async def ask(self, chat: str, question: str, now: datetime | None = None) -> Answer:
        """Answer a question from the chat's archive."""
        return await ask(self.store.archive(chat), self.language, question, now)

    async def converse(self, chat: str, text: str, talk: Talk) -> Asked:
        """Answer a question that may go on from the one before in the chat."""
        return await converse(self.store.archive(chat), self.language, text, talk)

    async def search(self, chat: str, text: str, talk: Talk) -> Asked:
        """Statements about some words; what is no question by itself asks for a list."""
        question = await self.language.understand(text)
        if question.form is None:
            question = replace(question, form=QuestionForm.LIST)
        return await again(self.store.archive(chat), question, talk)

    async def remembered(self, chat: str, key: int) -> Question | None:
        """A question that was asked in the chat, or None."""
        return await self.store.archive(chat).recalled(key)

    async def answer(self, chat: str, question: Question) -> Answer:
        """Answer a question that is understood."""
        return await answer(self.store.archive(chat), question)

    async def correct(
        self, chat: str, stored: StoredQuote, fault: Fault, *, by: str, after: str = ""
    ) -> None:
        """Keep and apply what a user said of a wrong quote."""
        await correct(self.store, chat, stored, fault, by=by, after=after)

    async def wished(self, chat: str, text: str, thread: int | None) -> Watch:
        """Keep an alert; what is looked for."""
        watch = await wished(self.language, text, thread)
        await self.store.watches(chat).add(watch)
        return watch

    async def source_names(self, chat: str) -> tuple[list[str], list[str]]:
        """The sources of the chat's archive, as printed and folded for comparing."""
        names = [one.name for one in await self.store.overview(chat).sources() if one.name]
        return names, [form(name) for name in names]

    async def profile(self, chat: str, person: Person, since: datetime | None = None) -> Profile:
        """All that the chat's archive tells of a person, since an instant or ever."""
        return await profile(self.store, self.language, chat, person, since)

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
        words = words_of(name.replace("_", " ").removeprefix("#"))
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

    async def quote(self, chat: str, key: int) -> StoredQuote | None:
        """A quote of the chat by its key, or None."""
        found = await self.store.archive(chat).load([key])
        return found[0] if found else None

    async def quotes_of(self, chat: str, key: int) -> Sequence[StoredQuote]:
        """The quotes of the article with that key, in text order; none where it is gone."""
        article = await self.store.archive(chat).by_key(key)
        return await self.quotes(chat, article.article.id) if article is not None else ()

    async def quotes(self, chat: str, article: str) -> Sequence[StoredQuote]:
        """The quotes of an article of the chat, in text order."""
        return await self.store.archive(chat).quotes(article)

    async def digest(self, chat: str, since: datetime, until: datetime) -> Digest:
        """The digest of the half-open period."""
        return await digest(self.store.archive(chat), since, until)

    def everything(self, chat: str) -> AsyncIterator[StoredQuote]:
        """All quotes of the chat."""
        return self.store.archive(chat).everything()

    async def counts(self, chat: str) -> Counts:
        """How much the chat's archive holds."""
        return await self.store.archive(chat).counts()

    async def erase(self, chat: str) -> Counts:
        """Remove all that the chat has."""
        return await self.store.trash(chat).erase()

    async def preferences(self, chat: str) -> Preferences:
        """What the chat chose."""
        return await self.store.preferences(chat).read()

    async def prefer(self, chat: str, chosen: Preferences) -> None:
        """Keep what the chat chose."""
        await self.store.preferences(chat).write(chosen)

    async def headlines(self, chat: str, articles: Sequence[str]) -> Mapping[str, str]:
        """The headlines of articles of the chat."""
        return await self.store.archive(chat).headlines(articles)
