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
    ("dh", "D"), ("ph", "F"), ("ck", "K"), ("dj", "K"), ("ts", "S"), ("zh", "X"), ("ce", "S"), ("ci", "S"),
)  # fmt: skip
_LATIN = {
    "b": "B", "p": "B", "f": "F", "v": "F", "t": "T", "d": "D", "k": "K", "q": "K", "g": "K",
    "j": "K", "c": "K", "x": "KS", "s": "S", "z": "S", "r": "R", "l": "L", "m": "M", "n": "N",
    "h": "H",
}  # fmt: skip
_ACCENTS = str.maketrans(
    "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿğışčćžšłđ", "aaaaaaceeeeiiiinoooooouuuuyygiscczsld"
)
#: Vowels, and Arabic's letters for one at the beginning of a name.
_OPEN = frozenset("aeiouاع")
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

    A single consonant proves nothing, so that a vowel before it counts: «أوتشا», OCHA; «علي», Ali.

    >>> consonants("أوتشا") == consonants("OCHA") == "AX"
    True
    """
    folded = form(word).translate(_ACCENTS)
    folded = folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded
    if any("a" <= letter <= "z" for letter in folded):
        key = _latin(folded)
    else:
        spelt = folded.removesuffix("ه").replace("تش", "ش").replace("دج", "ج")
        key = "".join(_BY_ARABIC.get(letter, "") for letter in spelt)
    key = _REPEAT.sub(r"\1", key)
    return f"A{key}" if len(key) == 1 and folded[0] in _OPEN else key


#: Latin spellings that stand for two sounds: «مايكل» Michael, «شارل» Charles; «جونسون» Johnson.
_DOUBTFUL = (
    (re.compile("sch"), "sk"),
    (re.compile("ch"), "k"),
    (re.compile("h(?=[^aeiou]|$)"), ""),
    (re.compile("th"), "d"),
    (re.compile("c(?=[ei])"), "k"),
    (re.compile("gh"), ""),
    (re.compile("j"), "y"),
    (re.compile("^x"), "s"),
    (re.compile("(?<=[a-z]{3})s$"), ""),
    # French: «دوفالييه» Duvallier, «رينو» Renault, «بيجو» Peugeot.
    (re.compile("(?<=i)er$|(?<=au)lt$|(?<=[eo])t$|(?<=ai)s$|(?<=eau)x$"), ""),
)


@lru_cache(maxsize=1 << 13)
def spellings(word: str) -> tuple[str, ...]:
    """The key of a Latin word, and those of the other sounds that its letters may stand for.

    >>> consonants("جونسون") in spellings("Johnson"), consonants("مايكل") in spellings("Michael")
    (True, True)
    """
    lower = word.lower()
    other = (pattern.sub(sound, lower) for pattern, sound in _DOUBTFUL if pattern.search(lower))
    return tuple(dict.fromkeys(consonants(one) for one in (lower, *other)))


def _latin(word: str) -> str:
    word = _SILENT_H.sub("", word.removesuffix("'s").removesuffix("’s"))
    for digraph, key in _DIGRAPHS:
        word = word.replace(digraph, key)
    return "".join(letter if letter in _ARABIC else _LATIN.get(letter, "") for letter in word)


@lru_cache(maxsize=1 << 14)
def name_keys(name: str) -> tuple[str, ...]:
    """Consonant keys of a name's words, in order, each once; too short ones left out.

    >>> name_keys("سيرغي لافروف") == name_keys("Sergei Lavrov")
    True
    """
    keys = (consonants(word) for word in re.split(r"[\s_]+", name))
    return tuple(dict.fromkeys(key for key in keys if len(key) >= MIN_KEY))
