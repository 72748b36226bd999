"""A question to its parts: form, speaker, act, topic, period. A small grammar over tokens.

Arabic: [interrogative] [negation] verb [speaker] [preposition topic]: «ماذا قال لافروف عن المخدرات»،
«من حذّر من الاندماج»، «كم طفلا قتلوا في سوريا حسب اليونيسف»، «شو قال عباس عن السلام».
English: [interrogative] [auxiliary] [speaker] verb [preposition] topic: "what did Lavrov say about
drugs", "who warned about the merger", "did Putin deny anything", "Sam Spearing on gold".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.answers import arabic_grammar, english_grammar, period
from bot.answers.arabic_grammar import Parts
from bot.answers.comparison import comparison
from bot.answers.followup import opening
from bot.answers.topics import groups
from bot.answers.vocabulary import Vocabulary
from bot.arabic.script import strip_bidi
from bot.arabic.terms import TermReader
from bot.arabic.tokens import Token, tokenize
from bot.arabic.wordclass import WordClasses
from bot.model.question import Question, QuestionForm
from bot.model.quote import Act

#: A longer text is an article, not a question; Telegram's longest message is 4,096.
MAX_CHARACTERS = 500
#: Who asks why somebody rejected something asks for his reasons, not for rejections.
_WHY = frozenset("why لماذا ليش ليه علاش".split())
#: Forms whose time is the event's, not the statement's: «كم قتيلا سقط في 2017» is answered a year later.
_OF_EVENTS = frozenset({QuestionForm.HOW_MANY, QuestionForm.WHEN, QuestionForm.WHERE})
#: Acts done to somebody whom the verb has as its object, and who is not what it is about.
ADDRESSING = frozenset({Act.ACCUSE, Act.WARN, Act.THREATEN})
#: Words of greeting and thanks that ask nothing.
_SMALL_TALK = frozenset(
    "hello hi hey thanks thank thx ok okay yes no test مرحبا سلام السلام اهلا شكرا هاي صباح مساء نعم لا تمام"
    " عليكم وعليكم ورحمه الله وبركاته الخير النور حالك كيفك كيف انت من مساعده ساعدني help good morning"
    " evening bye العفو عفوا يعطيك العافيه جميل ممتاز".split()
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """What understanding a question needs."""

    words: WordClasses
    reader: TermReader
    vocabulary: Vocabulary


def understand(text: str, grammar: Grammar, now: datetime | None = None) -> Question:
    """The parts of a question; ``form`` is None where the text asks nothing. Any text gives a value.

    ``now`` is the instant that «أمس» and "last week" are counted from, the present by default.
    """
    cleaned = strip_bidi(text)[:MAX_CHARACTERS]
    tokens = tuple(t for t in tokenize(cleaned) if t.is_word or t.kind == "number")
    latin = sum(1 for token in tokens if token.form.isascii())
    language = "en" if latin * 2 > len(tokens) else "ar"
    plain = Question(text=text, language=language, form=None)
    small = all(token.form in _SMALL_TALK for token in tokens)
    if not tokens or (small and not _asks_on(tokens)):
        return plain
    if not any(token.form[:1].isalpha() for token in tokens):
        return plain
    time = period.find([token.form for token in tokens], now or datetime.now(UTC))
    kept = tuple(token for i, token in enumerate(tokens) if i not in time.used)
    begun = opening(kept, grammar.vocabulary.interrogatives.keys(), grammar.words)
    compared = comparison(begun.tokens)
    rules = english_grammar if language == "en" else arabic_grammar
    parts = rules.parse(compared.tokens, cleaned, grammar.words, grammar.vocabulary)
    if any(token.form in _WHY for token in compared.tokens):
        parts = replace(parts, act=None, cue=(), addressed=0)
    if compared.sides:
        parts = Parts(QuestionForm.WHO, topic=parts.topic or parts.speaker)
    if compared.oldest:
        parts = Parts(QuestionForm.LIST, compared.speaker, (*parts.speaker, *parts.topic))
    question = _assemble(plain, parts, grammar)
    if parts.form in _OF_EVENTS:
        time = period.Period()
    empty = not (question.topic or question.speaker_words or question.act)
    if empty and not (time.since or time.until or question.latest or parts.form):
        return plain
    follows = begun.follows or (empty and parts.form is not None)
    return replace(
        question,
        since=time.since,
        until=time.until,
        follows=follows,
        about=begun.about,
        sides=compared.sides,
        oldest=compared.oldest,
    )


def _asks_on(tokens: Sequence[Token]) -> bool:
    """«من؟»، «كيف؟» alone go on from what was asked."""
    return len(tokens) == 1 and tokens[0].form in {"من", "كيف"}


def _assemble(plain: Question, parts: Parts, grammar: Grammar) -> Question:
    speaker = groups(parts.speaker, grammar.reader, grammar.vocabulary, names=True)
    topic = groups(parts.topic, grammar.reader, grammar.vocabulary)
    return replace(
        plain,
        form=parts.form or QuestionForm.LIST,
        speaker=" ".join(token.bare for token in parts.speaker),
        speaker_words=speaker,
        act=parts.act,
        cue=grammar.reader.of_verb(parts.cue),
        negated=parts.negated,
        topic=topic,
        latest=parts.latest,
        loose=parts.loose,
        said=parts.said,
        addressed=min(parts.addressed, len(topic)) if parts.act in ADDRESSING else 0,
    )
