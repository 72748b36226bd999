"""Calls of the Bot API that one process makes for the others."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

#: The key of the part of an answer that is being sent, "" where a call has none. Set around the call by
#: who sends; read by the request where calls go through another process.
CALL_KEY: ContextVar[str] = ContextVar("call_key", default="")
#: How a call stands: in the line, in the sender's hands, on its way to Telegram, answered, or given up,
#: whatever became of it.
WAITING, TAKEN, GOING, DONE, LOST = "waiting", "taken", "going", "done", "lost"
#: Channels that ring when a call waits, and when an answer is there.
ASKED, ANSWERED = "qawl_asked", "qawl_answered"
#: Telegram's code of a call that was carried out.
OK = 200


@contextmanager
def keyed(key: str) -> Iterator[None]:
    """A block whose calls have a key."""
    named = CALL_KEY.set(key)
    try:
        yield
    finally:
        CALL_KEY.reset(named)


@dataclass(frozen=True, slots=True)
class Call:
    """A call to be made: ``payload`` is the request's parameters and files in one."""

    number: int
    endpoint: str
    chat: str
    waits: bool
    payload: bytes
