"""What a chat chose, on SQLite, and whether the bot can write there."""

from typing import Any

from sqlalchemy import select, update

from bot.model.preferences import Preferences
from bot.store.bound import Bound
from bot.store.schema import CHATS


class SqlPreferences(Bound):
    """The preferences of one chat."""

    async def read(self) -> Preferences:
        """What the chat chose; nothing chosen where it is unknown."""
        query = select(CHATS).where(CHATS.c.id == self._chat)
        async with self._reading() as connection:
            row = (await connection.execute(query)).mappings().first()
        if row is None:
            return Preferences()
        quiet = None
        if row["quiet_from"] is not None and row["quiet_until"] is not None:
            quiet = (row["quiet_from"], row["quiet_until"])
        chosen = (row["language"], row["zone"], row["digits"], quiet)
        return Preferences(*chosen, reacts=bool(row["reacts"]), lost=row["lost"])

    async def write(self, chosen: Preferences) -> None:
        """Keep what the chat chose."""
        start, end = chosen.quiet or (None, None)
        values: dict[str, Any] = {
            "language": chosen.language,
            "zone": chosen.zone,
            "digits": chosen.digits,
            "quiet_from": start,
            "quiet_until": end,
            "reacts": chosen.reacts,
            "lost": chosen.lost,
        }
        async with self._writing() as connection:
            change = update(CHATS).where(CHATS.c.id == self._chat)
            await connection.execute(change.values(**values))
