"""What a speaker does by his own words, whatever verb reports them.

«قال إننا نعترف بالخطأ» admits, «قال: لا صحة لهذه الأنباء» denies, though both are told with «قال» (J. L.
Austin, How to Do Things with Words, 1962: explicit performatives). A reporting verb of the lexicon in the
first person of the imperfect performs its act («نعترف»، «أدعو»، «نطالب»), and so do the phrases of
``performatives.tsv``. Behind a negation («لا نعترف») nothing is performed.
"""

from collections.abc import Sequence
from functools import lru_cache

from bot.arabic.lexicon import rows
from bot.arabic.script import form
from bot.arabic.tokens import Token
from bot.model.quote import Act

#: Verbs that report anything and perform nothing.
_PLAIN = frozenset({Act.SAY, Act.EXPLAIN, Act.ASK})
_NEGATIONS = frozenset({"لا", "لن", "لم", "ما"})
_PREFIXES = ("أ", "ن")


def performed(tokens: Sequence[Token]) -> frozenset[Act]:
    """The acts that a content performs, by its words in order.

    >>> from bot.arabic.tokens import tokenize
    >>> sorted(performed(tokenize("إننا نعترف بالخطأ ولا صحة لما نشر")))
    [<Act.ADMIT: 'admit'>, <Act.DENY: 'deny'>]
    >>> performed(tokenize("لا نعترف بهذه الحكومة"))
    frozenset()
    """
    words = [token.form for token in tokens if token.is_word]
    verbs, phrases = _verbs(), _phrases()
    found = set()
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        act = verbs.get(word) or verbs.get(word.removeprefix("و"))
        if act is not None and before not in _NEGATIONS:
            found.add(act)
        for rest, does in phrases.get(word, phrases.get(word.removeprefix("و"), ())):
            if tuple(words[i + 1 : i + 1 + len(rest)]) == rest:
                found.add(does)
    return frozenset(found)


@lru_cache(maxsize=1)
def _verbs() -> dict[str, Act]:
    """First persons of the imperfect, folded, to the acts that they perform."""
    found: dict[str, Act] = {}
    for _, imperfect, _, _, act, *_ in rows("verbs", 8):
        if imperfect != "-" and Act(act) not in _PLAIN:
            for prefix in _PREFIXES:
                found.setdefault(form(prefix + imperfect[1:]), Act(act))
    return found


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Act]]]:
    """By first folded word: the words that follow in a phrase, and what it does."""
    found: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    for phrase, act, _ in rows("performatives", 3, {1: {act.value for act in Act}}):
        first, *rest = (form(word) for word in phrase.split())
        found.setdefault(first, []).append((tuple(rest), Act(act)))
    return found
