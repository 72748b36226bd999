"""The words that questions are asked with, in both languages."""

from dataclasses import dataclass
from functools import lru_cache

from bot.arabic.lexicon import rows
from bot.arabic.script import form
from bot.arabic.terms import stem
from bot.model.question import QuestionForm
from bot.model.quote import Act

_FORMS = frozenset(form_.value for form_ in QuestionForm)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Interrogatives by folded word, English verbs by stem (act, base form), Arabic ones by form, synonyms by stem."""

    interrogatives: dict[str, QuestionForm]
    acts: dict[str, Act]
    bases: dict[str, str]
    asked: dict[str, Act]
    synonyms: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def load() -> Vocabulary:
    """The tables of the installed package.

    Raises:
        LexiconError: a row is malformed.
    """
    verbs = tuple(rows("acts_english", 3, {1: {act.value for act in Act}}))
    return Vocabulary(
        interrogatives={
            form(row[0]): QuestionForm(row[1]) for row in rows("interrogatives", 3, {1: _FORMS})
        },
        acts={stem(row[0]): Act(row[1]) for row in reversed(verbs)},
        asked={
            form(one): Act(row[1])
            for row in rows("acts_arabic", 3, {1: {act.value for act in Act}})
            for one in row[0].split("; ")
        },
        bases={stem(row[0]): row[0] for row in reversed(verbs)},
        synonyms={row[0]: tuple(row[1].split()) for row in rows("thesaurus", 3)},
    )
