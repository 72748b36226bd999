"""Titles beside a name and parted from it by a comma, anywhere in the article.

«قال وليد المعلم، وزير الخارجية السوري،» and «رئيس النادي، برونو دي كارفاليو،» tell who somebody is; a question by
title finds him by it. What is printed as his role stays as the frames found it.
"""

from collections.abc import Mapping, Sequence

from bot.arabic.tokens import Token, tokenize
from bot.arabic.wordclass import WordClasses
from bot.quotes.marks import COMMAS

#: Words of a title beside a name; what is longer tells a story.
LONGEST = 8


def introductions(
    tokens: Sequence[Token], names: Sequence[str], words: WordClasses
) -> Mapping[str, tuple[str, ...]]:
    """The titles that stand beside each name, as printed."""
    starts: dict[str, list[int]] = {}
    for i, token in enumerate(tokens):
        starts.setdefault(token.form, []).append(i)
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        forms = [token.form for token in tokenize(name)]
        places = [
            i
            for i in (starts.get(forms[0], ()) if forms else ())
            if [token.form for token in tokens[i : i + len(forms)]] == forms
        ]
        titles = (_beside(tokens, i, i + len(forms), words) for i in places)
        found[name] = tuple(dict.fromkeys(title for some in titles for title in some))
    return found


def _beside(tokens: Sequence[Token], start: int, end: int, words: WordClasses) -> list[str]:
    """The title behind the comma that follows the name, and the one before the comma before it."""
    found = []
    if end + 1 < len(tokens) and tokens[end].form in COMMAS and _title(tokens[end + 1], words):
        last = _until_mark(tokens, end + 1)
        found.append(" ".join(token.bare for token in tokens[end + 1 : last]))
    if start > 1 and tokens[start - 1].form in COMMAS:
        before = range(start - 2, max(start - 2 - LONGEST, -1), -1)
        stop = next((i for i in before if not tokens[i].is_word), before[-1] if before else 0)
        first = next((i for i in range(stop, start - 1) if _title(tokens[i], words)), None)
        if first is not None:
            found.append(" ".join(token.bare for token in tokens[first : start - 1]))
    return found


def _title(token: Token, words: WordClasses) -> bool:
    return token.is_word and bool(words.of_token(token).title)


def _until_mark(tokens: Sequence[Token], start: int) -> int:
    end = start
    while end < min(len(tokens), start + LONGEST) and tokens[end].is_word:
        end += 1
    return end
