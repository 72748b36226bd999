"""Names across scripts and spellings: a key of consonants, equal for «لافروف», Lavrov and Lavrof.

Vowels are left out (Arabic writes few, Latin too many), and consonants that transliterations mix
are one: b and p, f and v, the velars, the sibilants, the dentals. The key is coarse on purpose; it
is compared word by word and only for names.
"""

import re
from functools import lru_cache

from bot.arabic.script import form

_ARABIC = {
    "B": "بپ", "F": "فڤ", "T": "تطث", "D": "دضذظ", "K": "كقغجخگ", "S": "سصز", "X": "شچژ",
    "R": "ر", "L": "ل", "M": "م", "N": "ن", "H": "حه",
}  # fmt: skip
_BY_ARABIC = {letter: key for key, letters in _ARABIC.items() for letter in letters}
_DIGRAPHS = (
    ("sch", "X"), ("tsch", "X"), ("sh", "X"), ("ch", "X"), ("kh", "K"), ("gh", "K"), ("th", "T"),
    ("dh", "D"), ("ph", "F"), ("ck", "K"), ("ts", "S"), ("zh", "X"), ("ce", "S"), ("ci", "S"),
)  # fmt: skip
_LATIN = {
    "b": "B", "p": "B", "f": "F", "v": "F", "t": "T", "d": "D", "k": "K", "q": "K", "g": "K",
    "j": "K", "c": "K", "x": "KS", "s": "S", "z": "S", "r": "R", "l": "L", "m": "M", "n": "N",
    "h": "H",
}  # fmt: skip
_ACCENTS = str.maketrans(
    "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿğışčćžšłđ", "aaaaaaceeeeiiiinoooooouuuuyygiscczsld"
)
_SILENT_H = re.compile(r"(?<=[aeiou])h$")
_REPEAT = re.compile(r"(.)\1+")
#: Keys shorter than this match too many words to prove anything.
MIN_KEY = 2


@lru_cache(maxsize=1 << 15)
def consonants(word: str) -> str:
    """The consonant key of one word of a name in either script, "" where it has no letters.

    >>> consonants("لافروف") == consonants("Lavrov") == consonants("Lavrof") == "LFRF"
    True
    >>> consonants("Erdoğan") == consonants("أردوغان")
    True
    """
    folded = form(word).translate(_ACCENTS)
    folded = folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded
    if any("a" <= letter <= "z" for letter in folded):
        key = _latin(folded)
    else:
        key = "".join(_BY_ARABIC.get(letter, "") for letter in folded.removesuffix("ه"))
    return _REPEAT.sub(r"\1", key)


def _latin(word: str) -> str:
    word = _SILENT_H.sub("", word.removesuffix("'s").removesuffix("’s"))
    for digraph, key in _DIGRAPHS:
        word = word.replace(digraph, key)
    return "".join(letter if letter in _ARABIC else _LATIN.get(letter, "") for letter in word)
