"""What a user said of a quote that is wrong."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.quote import Span


class Fault(StrEnum):
    """What is wrong with a quote."""

    NO_QUOTE = "no_quote"
    SPEAKER = "speaker"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Correction:
    """A fault of one quote of an article, told by its cue and its words.

    ``before`` and ``after`` are names of speakers for :attr:`Fault.SPEAKER`, words of the content for
    :attr:`Fault.CUT`, else "". ``by`` is the user; ``at`` in UTC.
    """

    article: str
    fault: Fault
    cue: Span
    words: str
    before: str
    after: str
    by: str
    at: datetime
    key: int = 0
