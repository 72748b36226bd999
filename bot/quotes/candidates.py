"""What a frame proposes, before anybody knows who the speaker is."""

from dataclasses import dataclass

from bot.arabic.conjugation import Agreement
from bot.model.quote import Act
from bot.quotes.content import Extent
from bot.quotes.phrases import NounPhrase


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement found by a frame.

    ``speaker`` is the printed phrase or None; ``antecedent`` a phrase that names the speaker
    without being his printed place here (a relative's antecedent, the subject of the main clause,
    the issuer who says «we»); ``chained`` tells that it continues the statement before it in its
    sentence (a participle); ``relay`` is the outlet's phrase; ``rule`` the frame's name.
    """

    cue: tuple[int, int]
    act: Act
    extent: Extent
    rule: str
    agreement: Agreement
    speaker: NounPhrase | None = None
    antecedent: NounPhrase | None = None
    chained: bool = False
    negated: bool = False
    relay: NounPhrase | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A cue that no frame fits, with the reason."""

    cue: tuple[int, int]
    reason: str
