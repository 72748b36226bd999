"""Words that the printer ran together: «حذرالبيان من»، «وكالة موديزأنه يمكن».

Only what neither lexicon nor morphology knows is taken apart, and only where the first part is a
reporting verb before the article, or the last a subordinator written with its hamza.
"""

from collections.abc import Iterator, Sequence

from bot.arabic.script import form
from bot.arabic.tokens import Token
from bot.arabic.wordclass import WordClasses

#: Shortest run-together word: a verb of three letters, the article, a noun of two.
MIN_LETTERS = 7
#: Shortest first part.
MIN_FIRST = 3
_SUBORDINATORS = ("أنهم", "أنها", "أنه")


def split_conjunction(form: str) -> tuple[str, bool]:
    """The form without و or ف, and whether it had one; «وصف» is told apart by the lexicon."""
    if len(form) > 2 and form[0] in "وف":
        return form[1:], True
    return form, False


def apart(tokens: Sequence[Token], words: WordClasses) -> Iterator[Token]:
    """The tokens, with words that were run together in two."""
    for token in tokens:
        cut = _cut(token, words) if token.is_word and len(token.form) >= MIN_LETTERS else 0
        if not cut:
            yield token
            continue
        first, second = token.bare[:cut], token.bare[cut:]
        middle = token.start + cut
        yield Token(token.start, middle, token.kind, first, form(first))
        yield Token(middle, token.end, token.kind, second, form(second))


def _cut(token: Token, words: WordClasses) -> int:
    """Letters of the first part, 0 where the word is one."""
    printed = token.end - token.start == len(token.bare) == len(token.form)
    if not printed or not words.of_token(token).unknown:
        return 0
    for ending in _SUBORDINATORS:
        if token.bare.endswith(ending):
            return len(token.bare) - len(ending)
    at = token.form.find("ال", MIN_FIRST)
    if at < 0 or len(token.form) - at < MIN_FIRST + 1:
        return 0
    first = split_conjunction(token.form[:at])[0]
    known = words.of(token.form[at:])
    return at if first in words.lexicon.cues and known.noun else 0
