"""A question that goes on from the one before: «وبوتين؟», "what did he say about Syria?".

It takes over what it lacks. A pronoun or no subject at all is the speaker before; a bare name after a
question to a speaker is another speaker, asked the same; what stands behind "about" is another topic.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from bot.arabic.tokens import Token
from bot.arabic.wordclass import WordClasses
from bot.model.question import Question, QuestionForm

_AND = frozenset({"and", "also", "plus"})
_WHAT_ABOUT = frozenset({"what", "how"})
_ABOUT = frozenset({"about", "regarding", "on", "عن", "حول", "بشان", "بخصوص"})
_PRONOUNS = frozenset("he she they him her them it that this هو هي هم انت ذلك هذا".split())
#: An Arabic word of so few letters is none behind a «و»; a name has more.
MIN_REST, MIN_NAME = 2, 3
#: Words of a question that may be nothing but a name.
SHORT = 3


@dataclass(frozen=True, slots=True)
class Opening:
    """How a question begins: whether it goes on from another, and whether it names a topic at once."""

    tokens: tuple[Token, ...]
    follows: bool = False
    about: bool = False


def opening(
    tokens: Sequence[Token], interrogatives: AbstractSet[str], words: WordClasses
) -> Opening:
    """The question without «و» or "and".

    «وماذا قال» and «وبوتين» go on from the question before, «وزير» is a word.
    """
    rest = list(tokens)
    follows = False
    known = interrogatives | _ABOUT
    if rest and rest[0].form in _AND:
        rest, follows = rest[1:], True
    elif rest and _joined(rest, known, words):
        rest, follows = [_without_first(rest[0]), *rest[1:]], True
    if len(rest) > 1 and rest[0].form in _WHAT_ABOUT | {"ماذا"} and rest[1].form in _ABOUT:
        return Opening(tuple(rest[2:]), follows=True, about=rest[0].form == "ماذا" or follows)
    about = bool(rest) and rest[0].form in _ABOUT and len(rest) > 1
    return Opening(tuple(rest[1:]) if about else tuple(rest), follows or about, about)


def _joined(tokens: Sequence[Token], known: AbstractSet[str], words: WordClasses) -> bool:
    """Whether the first word is «و» with an interrogative or preposition, or with a short question's name."""
    word = tokens[0].form
    if not word.startswith("و") or len(word) <= MIN_REST:
        return False
    seen = words.of_token(tokens[0])
    return word[1:] in known or (
        len(word) > MIN_NAME and len(tokens) <= SHORT and (seen.joined or seen.unknown)
    )


def _without_first(token: Token) -> Token:
    return replace(token, start=token.start + 1, bare=token.bare[1:], form=token.form[1:])


def lacks_speaker(question: Question) -> bool:
    """Whether the question is about somebody whom only the one before names.

    That is a pronoun («ماذا قال هو», "did he deny it"), or an Arabic verb of saying without a subject
    («وماذا قال عن سوريا»); «هل سقطت المدينة» asks for no speaker.
    """
    if question.form in (QuestionForm.WHO, QuestionForm.HOW_MANY, None) or question.latest:
        return False
    words = question.speaker.split()
    return all(word.lower() in _PRONOUNS for word in words) if words else question.said


def resumed(question: Question, before: Question | None) -> Question:
    """The question with what it lacks taken over from the one before.

    What still lacks all, or speaks of somebody whom nothing names, asks nothing: its form is None.
    """
    if before is not None and question.form is not None:
        question = _resumed(question, before)
    named = [word for word in question.speaker.split() if word.lower() not in _PRONOUNS]
    if question.speaker and not named:
        return replace(question, form=None)
    asks = question.topic or question.speaker_words or question.act or question.latest
    return question if asks or question.since or question.until else replace(question, form=None)


def _resumed(question: Question, before: Question) -> Question:
    bare = question.form is QuestionForm.LIST and question.act is None and question.follows
    if bare and not question.about and before.speaker:
        words = (*question.speaker_words, *question.topic)
        name = question.speaker or " ".join(word.printed for word in question.topic)
        named = replace(before, speaker=name, speaker_words=words, people=frozenset())
        return replace(named, text=question.text, only_people=False, language=question.language)
    if bare:
        topic = question.topic or question.speaker_words
        return replace(
            before, text=question.text, topic=topic, addressed=0, language=question.language
        )
    if lacks_speaker(question) and before.speaker:
        taken = replace(
            question,
            speaker=before.speaker,
            speaker_words=before.speaker_words,
            people=before.people,
            only_people=before.only_people,
            loose=False,
        )
        keeps = question.follows and not question.topic
        return replace(taken, topic=before.topic if keeps else question.topic)
    if question.follows and not question.topic:
        return replace(question, topic=before.topic)
    return question
