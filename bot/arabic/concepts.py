"""Phrases by which both languages name one office, body or place: «رئيس الوزراء», prime minister.

What is named by other words in each language meets neither by sound nor by gloss, so it is listed
(``concepts.tsv``). The longest phrase wins: «وزير الخارجية» is no mention of «الخارجية».
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.arabic.lexicon import rows
from bot.arabic.script import form
from bot.arabic.tokens import Token

#: A word shorter than this with its clitic off is too short to be sure of.
_MIN_REST = 3


@dataclass(frozen=True, slots=True)
class Concepts:
    """By first folded word: the words that follow in a phrase, and its concepts, the longest first."""

    phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]

    def at(self, tokens: Sequence[Token], i: int) -> tuple[tuple[str, ...], int] | None:
        """The concepts of the phrase that begins at token ``i``, and behind which token it ends.

        «سفير» is an ambassador and, at the United Nations, a representative.
        """
        for first in _without_clitics(tokens[i].form):
            for rest, named in self.phrases.get(first, ()):
                end = i + 1 + len(rest)
                if tuple(token.form for token in tokens[i + 1 : end]) == rest:
                    return named, end
        return None


def _without_clitics(word: str) -> list[str]:
    """The word as it is, then without «و», «ف», «ب», «ك», «ل»: «وبالقاهرة», «للأمم»."""
    found = [word]
    if word.endswith(("'s", "’s")):
        found.append(word[:-2])
    if word[:1] in "وف" and len(word) > _MIN_REST:
        found.append(word[1:])
    for stem in tuple(found):
        if stem.startswith("لل") and len(stem) > _MIN_REST + 1:
            found.append(f"ال{stem[2:]}")
        elif stem[:1] in "بكل" and len(stem) > _MIN_REST + 1:
            found.append(stem[1:])
    return found


def concepts() -> Concepts:
    """The phrases of the installed lexicon.

    Raises:
        LexiconError: a row is malformed.
    """
    named: dict[tuple[str, ...], list[str]] = {}
    for concept, arabic, english, _ in rows("concepts", 4):
        for phrase in (*arabic.split(";"), *english.split(";")):
            named.setdefault(tuple(form(word) for word in phrase.split()), []).append(concept)
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for (first, *rest), listed in sorted(named.items(), key=lambda one: -len(one[0])):
        found.setdefault(first, []).append((tuple(rest), tuple(dict.fromkeys(listed))))
    return Concepts(found)
