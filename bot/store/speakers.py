"""Names of speakers, and what users said of them: bound to one chat by the caller."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.arabic.names import name_keys
from bot.model.search import Conjunction
from bot.model.speaker import Link, SpeakerName
from bot.store.dialects import upsert
from bot.store.fulltext import QUOTE_INDEX, matching
from bot.store.index import groups
from bot.store.schema import QUOTES, SPEAKER_KEYS, SPEAKER_LINKS, SPEAKERS, held_by

#: Names looked at for one question.
MOST_NAMES = 200
#: Quotes by a title that are looked through for who holds it.
TITLED = 100


async def keep(connection: AsyncConnection, chat: str, kinds: Mapping[str, str]) -> dict[str, int]:
    """The keys of names with their kinds, new ones stored with the keys that they are found by."""
    named = select(SPEAKERS.c.name, SPEAKERS.c.pk).where(
        SPEAKERS.c.chat == chat, SPEAKERS.c.name.in_(kinds)
    )
    known: dict[str, int] = {row[0]: row[1] for row in await connection.execute(named)}
    new = [name for name in kinds if name not in known]
    if not new:
        return known
    rows = [{"chat": chat, "name": name, "kind": kinds[name]} for name in new]
    added = insert(SPEAKERS).returning(SPEAKERS.c.pk, sort_by_parameter_order=True)
    known |= dict(zip(new, (await connection.execute(added, rows)).scalars(), strict=True))
    found = [
        {"chat": chat, "key": key, "speaker": known[name]}
        for name in new
        for key in name_keys(name)
    ]
    if found:
        await connection.execute(insert(SPEAKER_KEYS), found)
    return known


async def by_keys(
    connection: AsyncConnection, chat: str, keys: Sequence[str]
) -> tuple[list[SpeakerName], list[Link]]:
    """Names that hold a word of one of the consonant keys, those joined to them, and all links."""
    held = select(SPEAKER_KEYS.c.speaker).where(
        SPEAKER_KEYS.c.chat == chat, SPEAKER_KEYS.c.key.in_(keys)
    )
    query = select(SPEAKERS.c.name).where(SPEAKERS.c.pk.in_(held)).limit(MOST_NAMES)
    names = set((await connection.execute(query)).scalars())
    said = await _links(connection, chat)
    for link in said:
        if link.together and names & {link.one, link.other}:
            names |= {link.one, link.other}
    mine = (SPEAKERS.c.chat == chat) & SPEAKERS.c.name.in_(names)
    return await _counted(connection, mine), said


async def by_title(connection: AsyncConnection, chat: str, title: Conjunction) -> list[SpeakerName]:
    """Names of those who were quoted lately under a title."""
    quotes = await matching(connection, QUOTE_INDEX, [groups(chat, title)], {"limit": TITLED})
    keys = select(QUOTES.c.speaker).where(QUOTES.c.pk.in_(quotes)).distinct()
    mine = held_by(chat, SPEAKERS.c.chat) & SPEAKERS.c.pk.in_(keys)
    return await _counted(connection, mine)


async def _counted(connection: AsyncConnection, chosen: ColumnElement[bool]) -> list[SpeakerName]:
    quotes = select(func.count()).where(QUOTES.c.speaker == SPEAKERS.c.pk).scalar_subquery()
    query = select(SPEAKERS.c.pk, SPEAKERS.c.name, SPEAKERS.c.kind, quotes).where(chosen)
    rows = await connection.execute(query.order_by(SPEAKERS.c.pk).limit(MOST_NAMES))
    return [SpeakerName(*row) for row in rows]


async def _links(connection: AsyncConnection, chat: str) -> list[Link]:
    """What users joined and split."""
    query = select(SPEAKER_LINKS).where(SPEAKER_LINKS.c.chat == chat)
    rows = (await connection.execute(query)).mappings()
    return [Link(row["one"], row["other"], row["together"]) for row in rows]


async def link(connection: AsyncConnection, chat: str, said: Link) -> None:
    """Keep that two names are one person's, or two people's; the last word counts."""
    one, other = sorted((said.one, said.other))
    values = {"chat": chat, "one": one, "other": other, "together": said.together}
    statement = upsert(SPEAKER_LINKS).values(**values)
    changed = {"together": statement.excluded.together}
    await connection.execute(
        statement.on_conflict_do_update(index_elements=["chat", "one", "other"], set_=changed)
    )
