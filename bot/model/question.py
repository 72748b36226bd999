"""Questions as they were understood."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.quote import Act


class QuestionForm(StrEnum):
    """What is asked for."""

    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how_many"
    WHETHER = "whether"
    LIST = "list"


class Dropped(StrEnum):
    """A part that a question may be asked without."""

    ACT = "act"
    DATE = "date"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class TopicWord:
    """One word asked about: as printed, and the index terms that would match it, with weights.

    ``name`` tells that it looks like a name: no dictionary knows it.
    """

    printed: str
    terms: tuple[tuple[str, float], ...]
    name: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its parts; ``since`` and ``until`` are UTC instants, half-open.

    ``cue`` holds the terms of the very verb asked with («اعتذر»), finer than its act; ``form`` is
    None where the text asks nothing. ``loose`` tells that the speaker's last words may be the topic's, ``addressed`` how many of the
    topic's first words are whom the act is done to: «من اتهم إيران». ``people`` are the keys of names in
    the archive that the speaker is known to mean; ``only_people`` leaves out all others.
    ``follows`` tells that it goes on from the question before («وبوتين؟»), ``said`` that it has a verb of saying, ``about`` that it only
    names another topic («وعن سوريا؟»), ``oldest`` that the order of
    time is asked for, ``sides`` that those for and against are.
    """

    text: str
    language: str
    form: QuestionForm | None
    speaker: str = ""
    speaker_words: tuple[TopicWord, ...] = ()
    act: Act | None = None
    cue: tuple[str, ...] = ()
    negated: bool = False
    topic: tuple[TopicWord, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    latest: bool = False
    loose: bool = False
    addressed: int = 0
    people: frozenset[int] = frozenset()
    only_people: bool = False
    follows: bool = False
    said: bool = False
    about: bool = False
    oldest: bool = False
    sides: bool = False
