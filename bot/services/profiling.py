"""A speaker's page and an archive's figures."""

from datetime import datetime

from bot.model.profile import Overview, Profile
from bot.model.speaker import Person
from bot.ports import Language, Store

#: Statements that a page shows, and through which topics are looked for.
LATEST, LOOKED_THROUGH = 5, 200
PARTNERS, TOPICS, SPEAKERS = 5, 6, 10


async def profile(
    store: Store, language: Language, chat: str, person: Person, since: datetime | None = None
) -> Profile:
    """All that the chat's archive tells of a person, of his statements since an instant or ever."""
    figures, archive = store.overview(chat), store.archive(chat)
    keys = sorted(person.keys)
    newest = await archive.load(await figures.latest(keys, LOOKED_THROUGH))
    newest = [one for one in newest if since is None or one.date >= since]
    own = {one.name for one in person.names}
    words = {word for name in own for word in name.split()}
    topics = await language.topics([one.text for one in newest], TOPICS + len(words))
    return Profile(
        person,
        tuple(await figures.titles(keys)),
        tuple(await figures.tallies(keys, since)),
        tuple(newest[:LATEST]),
        tuple(await figures.partners(keys, PARTNERS)),
        tuple(topic for topic in topics if topic not in words)[:TOPICS],
    )


async def overview(store: Store, chat: str) -> Overview:
    """The archive in figures."""
    figures = store.overview(chat)
    return Overview(
        tuple(await figures.tallies()),
        tuple(await figures.most_quoted(SPEAKERS)),
        tuple(await figures.sources()),
    )
