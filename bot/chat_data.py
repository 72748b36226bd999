"""What a chat has beside its archive: preferences, corrections, alerts, figures, undo, what waits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.model.correction import Correction
from bot.model.preferences import Preferences
from bot.model.profile import Counts, Partner, Source, Step, Tally, Title
from bot.model.quote import Span
from bot.model.subscription import Subscription
from bot.model.watch import Watch


class Preferring(Protocol):
    """What one chat chose."""

    async def read(self) -> Preferences:
        """What the chat chose; nothing chosen where it is unknown."""
        ...

    async def write(self, chosen: Preferences) -> None:
        """Keep what the chat chose."""
        ...


class Correcting(Protocol):
    """What users of one chat said of wrong quotes."""

    async def all(self, article: str | None = None) -> list[Correction]:
        """Every correction, or those of an article, in the order in which they were made."""
        ...

    async def add(self, said: Correction) -> int:
        """Keep a correction; its key."""
        ...

    async def remove(self, key: int) -> Correction | None:
        """Take a correction back; what it was."""
        ...

    async def hide(self, quote: int, *, hidden: bool) -> None:
        """Show a quote no more, or again."""
        ...

    async def hidden(self, article: str) -> list[tuple[int, Span]]:
        """Keys and cues of the quotes of an article that are not shown."""
        ...

    async def give(self, quote: int, name: str) -> bool:
        """Give a quote to another speaker of the chat; False where there is none of that name."""
        ...

    async def cut(self, quote: int, content: Sequence[Span]) -> None:
        """Give a quote other spans."""
        ...


class Watching(Protocol):
    """The alerts of one chat."""

    async def all(self) -> list[Watch]:
        """Every alert, the oldest first."""
        ...

    async def add(self, watch: Watch) -> int:
        """Keep an alert; its key."""
        ...

    async def change(self, key: int, *, paused: bool, digest: bool) -> None:
        """Pause or wake an alert, and say where it is told."""
        ...

    async def remove(self, key: int) -> Watch | None:
        """Take an alert away; what it was."""
        ...


class Figures(Protocol):
    """One chat's archive in figures."""

    async def titles(self, speakers: Sequence[int]) -> list[Title]:
        """The titles under which somebody was quoted, the latest first."""
        ...

    async def tallies(
        self, speakers: Sequence[int] | None = None, since: datetime | None = None
    ) -> list[Tally]:
        """How many statements of each act in each month, of everybody and ever by default."""
        ...

    async def partners(self, speakers: Sequence[int], limit: int) -> list[Partner]:
        """Who else is quoted in the same articles, the most frequent first."""
        ...

    async def most_quoted(self, limit: int) -> list[Partner]:
        """Who is quoted most, with how many quotes."""
        ...

    async def sources(self) -> list[Source]:
        """Outlets and channels, those with the most articles first."""
        ...

    async def recent(self, limit: int, offset: int) -> list[str]:
        """Ids of the articles that came last, the newest first."""
        ...

    async def latest(self, speakers: Sequence[int], limit: int) -> list[int]:
        """Keys of somebody's latest statements, the newest first."""
        ...


class Trash(Protocol):
    """Erasing and taking back, for one chat."""

    async def erase(self) -> Counts:
        """Remove all that the chat has, at once; what was removed."""
        ...

    async def discard(self) -> Counts:
        """Set the whole chat aside, to be taken back or to go."""
        ...

    async def note(self, kind: str, subject: str) -> None:
        """Keep a destructive step."""
        ...

    async def last(self, since: datetime) -> Step | None:
        """The last destructive step that is not undone, where it was not before an instant."""
        ...

    async def forget(self, step: Step) -> None:
        """A step that is undone is no step any more."""
        ...

    async def restore(self, aside: str) -> Counts:
        """Bring back what was set aside; articles that came in since stay as they are."""
        ...


class Pieces(Protocol):
    """Messages of one chat that wait for the rest of an album or of a cut article."""

    async def add(self, message: int, raw: str) -> None:
        """Keep a message; a second delivery changes nothing."""
        ...

    async def all(self) -> list[str]:
        """Every message that waits, in the order of their numbers."""
        ...

    async def remove(self, messages: list[int]) -> None:
        """These need not wait any more."""
        ...


class Prompts(Protocol):
    """Messages of the bot in one chat that ask for a written reply."""

    async def add(self, message: int, purpose: str, subject: str) -> None:
        """Keep what a message asks for; only the last one of a purpose counts."""
        ...

    async def take(self, message: int, since: datetime) -> tuple[str, str] | None:
        """Purpose and subject of a message, once, where it is not older than an instant."""
        ...


class Subscriptions(Protocol):
    """All digests of all chats, what was sent of them, shared archives, and who may send."""

    async def add(self, one: Subscription) -> int:
        """Keep a subscription; its key."""
        ...

    async def change(self, one: Subscription) -> None:
        """Keep a subscription as it is now."""
        ...

    async def remove(self, key: int) -> None:
        """Take a subscription away."""
        ...

    async def get(self, key: int) -> Subscription | None:
        """The subscription with that key, or None."""
        ...

    async def of_chat(self, chat: str, owner: str = "") -> list[Subscription]:
        """What goes to a chat, and what a user set for his channels."""
        ...

    async def due(self, now: datetime) -> list[Subscription]:
        """Those whose time has come, the longest waiting first."""
        ...

    async def begin(self, one: Subscription, since: datetime, until: datetime) -> int:
        """Begin an edition, or go on with it: its key."""
        ...

    async def unfinished(self) -> list[tuple[Subscription, int, datetime, datetime]]:
        """Editions that were begun and are not sent, with their subscription, key and period."""
        ...

    async def mark(self, edition: int, state: str) -> None:
        """Keep how an edition stands."""
        ...

    async def edition(self, key: int) -> tuple[str, datetime, datetime] | None:
        """Archive and period of an edition, or None."""
        ...

    async def grant(self, code: str, archive: str) -> None:
        """Keep a code by which another chat may have digests of an archive."""
        ...

    async def take(self, code: str, taker: str, since: datetime) -> str | None:
        """Use a code once, while it is fresh: the archive that it opens."""
        ...

    async def lease(self, name: str, holder: str, until: datetime, now: datetime) -> bool:
        """Have some work for oneself until an instant; False while another has it."""
        ...
