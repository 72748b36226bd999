"""What goes through the bot, counted in this process: for an operator's eyes, no content, no chats."""

import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Traffic:
    """Running figures of one process.

    ``open`` are updates that were taken and are not finished, each with the monotonic second at which
    it came; ``waiting`` are requests that wait for their turn under Telegram's limits.
    """

    received: int = 0
    finished: int = 0
    set_aside: int = 0
    refused: int = 0
    throttled: int = 0
    waiting: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    open: dict[int, float] = field(default_factory=dict)

    def take(self, update: int) -> None:
        """An update came."""
        self.received += 1
        self.open[update] = time.monotonic()

    def finish(self, update: int) -> None:
        """An update is done with, one way or another."""
        self.finished += 1
        self.open.pop(update, None)

    def lag(self) -> float:
        """Seconds for which the oldest open update has waited."""
        oldest = min(self.open.values(), default=None)
        return time.monotonic() - oldest if oldest is not None else 0.0
