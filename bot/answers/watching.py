"""Standing wishes: which quote somebody wants to be told of.

A word is looked for by its lemma, as a name or as a country; in quotation marks as it is printed.
Roots and English glosses are too wide for an alert: «حكم» would bring «حكومة».
"""

import re
from collections.abc import Iterable

from bot.arabic.script import form
from bot.arabic.terms import TermReader
from bot.arabic.tokens import tokenize
from bot.model.watch import Need, Watch

#: Kinds of terms that an alert is met by: lemma, name, country, office.
_NARROW = frozenset("lkcn")
#: Words between marks are looked for as printed: «"حذر" داعش».
_LITERAL = re.compile(r'["“”«»]([^"“”«»]+)["“”«»]')
#: Words of a wish at most; more is no wish but a text.
MOST = 8


def needs_of(text: str, terms: TermReader) -> tuple[Need, ...]:
    """What a quote must have, word by word; stop words are no need.

    >>> # «"حذر" داعش» -> the printed «حذر», and «داعش» in any form
    """
    literal = [word for marked in _LITERAL.findall(text) for word in marked.split()]
    found = [Need(word, literal=True) for word in literal]
    rest = [token for token in tokenize(_LITERAL.sub(" ", text)) if token.is_word]
    for token in rest:
        known = terms.of_word(token, names=True)
        narrow = tuple(term for term in known if term[0] in _NARROW)
        country = terms.country(token.bare)
        narrow += (f"c{country.lower()}",) if country else ()
        if narrow:
            found.append(Need(token.bare, narrow))
    return tuple(found[:MOST])


def meets(watch: Watch, terms: frozenset[str], printed: Iterable[str], source: str) -> bool:
    """Whether a quote with these terms and printed words, from that source, is wished for."""
    if watch.source and watch.source not in form(source):
        return False
    forms = frozenset(form(word) for word in printed)
    return all(
        form(need.printed) in forms if need.literal else not terms.isdisjoint(need.terms)
        for need in watch.needs
    )
