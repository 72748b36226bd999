"""Index terms: what a word is found by, in Arabic and, through glosses, in English.

A term is a letter and a word: ``l`` lemma, ``r`` root, ``g`` stem of an English gloss, ``k``
consonant key of a name, ``c`` code of a country, ``n`` an office, body or place named by a phrase. A
quote is indexed by all terms of its words; a question asks for groups of terms, one group a word.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import snowballstemmer

from bot.arabic.concepts import Concepts, concepts
from bot.arabic.lexicon import Lexicon, rows
from bot.arabic.morphology import Morphology, PartOfSpeech
from bot.arabic.names import MIN_KEY, consonants, spellings
from bot.arabic.script import form
from bot.arabic.tokens import Token, TokenKind, tokenize

#: How much a match by this kind of term proves, the first letter of the term being its kind. By
#: lemma fully; roots are wide («حكم» rule, judgement, government), glosses wider.
WEIGHTS = {"l": 1.0, "n": 1.0, "c": 0.95, "k": 0.9, "g": 0.8, "r": 0.65}
#: Readings of a word that are indexed; later ones of the lexicon are rare.
READINGS = 4
_MIN_GLOSS = 3
_MIN_DIGITS = 2
#: Glosses and English words that are stemmed once; the lexicon has 60,000 glosses.
MEMO = 50_000
#: An unknown word longer than this may carry و، ف، ب or ل: «وداعش»، «بفيسبوك».
MIN_JOINED = 4
#: An unknown word longer than this may be a plural: «الحوثيين».
MIN_PLURAL = 6
#: Consonants of two words together that are telling.
MIN_COMPOUND = 5
_STEMMER = snowballstemmer.stemmer("english")


#: The term of a content that has a number in it.
NUMBER = "anumber"
#: Kinds of terms in the order of their numbers; ``a`` is an act.
_KINDS = "lnckgra"
#: Bits of a key below the number of its kind.
KIND_SHIFT = 29


def term_key(term: str) -> int:
    """A term as 32 bits: its kind in the upper three, a checksum of all of it in the rest.

    >>> spelled(term_key("lحرب"))[0]
    'l'
    """
    kind = _KINDS.find(term[:1]) % (1 << 3)
    return kind << KIND_SHIFT | crc32(term.encode()) >> 3


def spelled(key: int) -> str:
    """A key as a term that nothing but equal terms equals: its kind and the checksum."""
    kind = key >> KIND_SHIFT
    return f"{_KINDS[kind : kind + 1] or '?'}{key:x}"


def of_kind(keys: Sequence[int], kind: str) -> int:
    """How many of the keys, which are in order, are of a kind: ``c`` countries, ``n`` offices and bodies."""
    first = kind_number(kind) << KIND_SHIFT
    return bisect_left(keys, first + (1 << KIND_SHIFT)) - bisect_left(keys, first)


def kind_number(kind: str) -> int:
    """What stands for a kind of terms in the bits of a key above ``KIND_SHIFT``."""
    return _KINDS.index(kind)


@dataclass(frozen=True, slots=True)
class TermReader:
    """Reads index terms of text in either language."""

    lexicon: Lexicon
    morphology: Morphology
    stop: frozenset[str]
    countries: dict[str, str]
    concepts: Concepts
    homographs: frozenset[str]
    memo: dict[tuple[str, bool], tuple[str, ...]]

    def of_text(self, text: str, *, names: bool = False) -> tuple[str, ...]:
        """Distinct terms of all content words, in order of first appearance.

        ``names`` tells that the text names somebody, so that every word gets a consonant key;
        elsewhere only words that may be names do.
        """
        tokens = [token for token in tokenize(text) if tells(token)]
        return distinct(self.of_tokens(tokens, names=names))

    def of_tokens(
        self,
        tokens: Sequence[Token],
        *,
        names: bool = False,
        called: frozenset[int] = frozenset(),
    ) -> list[tuple[str, ...]]:
        """The terms of each word, with those of the phrase or country that begins there.

        ``called`` has the places of words that name something, in quotation marks.
        """
        found = []
        for i, token in enumerate(tokens):
            terms = self.of_word(token, names=names or token.start in called)
            more = (*self._country(tokens, i), *self._compound(tokens, i))
            named = self.concepts.at(tokens, i)
            if named is not None:
                more = (*more, *(f"n{concept}" for concept in named[0]))
            found.append((*terms, *more) if more else terms)
        return found

    def of_verb(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The terms by which a verb of saying is known: lemma and gloss, no root or name."""
        return tuple(t for token in tokens for t in self.of_word(token) if t[0] in "lg")

    def of_word(self, token: Token, *, names: bool = False) -> tuple[str, ...]:
        """The terms of one word; none for a stop word."""
        key = (token.form, names)
        terms = self.memo.get(key)
        if terms is None:
            if len(self.memo) >= MEMO:
                self.memo.clear()
            terms = self.memo[key] = tuple(dict.fromkeys(self._word(token, names=names)))
        return terms

    def _word(self, token: Token, *, names: bool) -> Iterable[str]:
        if token.form in self.stop:
            return ()
        parts = [part for part in token.form.split("_") if part]
        if len(parts) > 1:
            return (term for part in parts for term in self.of_text(part))
        if token.form.isascii():
            return self._latin(token.form)
        return self._arabic(token.form, names=names)

    def _latin(self, word: str) -> tuple[str, ...]:
        """«Moody's» is looked for with and without its s, «al-Qaeda» without its article."""
        word = word.removeprefix("al-").replace("’", "'")
        keys = {*spellings(word), *spellings(word.replace("'", ""))}
        found = [f"g{stem(part)}" for part in word.split("-") if part not in self.stop]
        return (*found, *sorted(f"k{key}" for key in keys if len(key) >= MIN_KEY))

    def _arabic(self, word: str, *, names: bool) -> Iterator[str]:
        analyses = self.morphology.analyse(word)
        for analysis in analyses[:READINGS]:
            yield f"l{form(analysis.lemma)}"
            if analysis.root:
                yield f"r{form(analysis.root)}"
            for gloss in analysis.glosses:
                yield from (f"g{s}" for s in gloss_stems(gloss, self.stop))
        if not analyses:
            yield f"l{_strip_article(word)}"
            if word[0] in "وفبل" and len(word) > MIN_JOINED:
                yield f"l{_strip_article(word[1:])}"
                yield f"k{consonants(word[1:])}"
            if word.endswith(("ين", "ون")) and len(word) > MIN_PLURAL:
                yield f"k{consonants(word[:-2])}"
        key = consonants(word)
        proper = word in self.homographs or any(
            a.part is PartOfSpeech.PROPER or a.proclitics for a in analyses
        )
        if len(key) >= MIN_KEY and (names or proper or not analyses):
            yield f"k{key}"

    def _country(self, tokens: Sequence[Token], i: int) -> Iterator[str]:
        pair = f"{tokens[i].form} {tokens[i + 1].form}" if i + 1 < len(tokens) else ""
        single = tokens[i].form
        joined = single[1:] if single[:1] in "وبلف" else ""
        for name in (pair, pair[1:], single, joined, joined.removeprefix("ل")):
            code = self.countries.get(name)
            if code:
                yield f"c{code.lower()}"
                return

    def _compound(self, tokens: Sequence[Token], i: int) -> Iterator[str]:
        """The key of a name of two words that Latin script writes as one.

        «حزب الله», Hezbollah; «روس كوسموس», Roscosmos: of any two words one of which no dictionary has.
        """
        if i + 1 == len(tokens):
            return
        first, second = tokens[i].form, tokens[i + 1].form
        if second == "الله" or first in {"عبد", "ابو", "ابن"}:
            yield f"k{consonants(first + second.removeprefix('ال'))}"
        elif not first.isascii() and not second.startswith("ال") and self._unknown(first, second):
            key = consonants(first + second)
            if len(key) >= MIN_COMPOUND:
                yield f"k{key}"

    def _unknown(self, *words: str) -> bool:
        """Whether none of the words is a grammar word and one is in no dictionary."""
        known = [word in self.stop or bool(self.morphology.analyse(word)) for word in words]
        return not all(known) and self.stop.isdisjoint(words)

    def country(self, phrase: str) -> str | None:
        """The code of a country, its government's seat or its people: «موسكو», "Russian"."""
        return self.countries.get(form(phrase))


def tells(token: Token) -> bool:
    """Whether a token may be looked for: a word, or a number of several digits («المادة 12»)."""
    return token.is_word or (token.kind is TokenKind.NUMBER and len(token.form) >= _MIN_DIGITS)


def distinct(terms: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The terms of words in a row, each once."""
    return tuple(dict.fromkeys(term for of_word in terms for term in of_word))


@lru_cache(MEMO)
def stem(word: str) -> str:
    """The Snowball stem of an English word, lower case."""
    return str(_STEMMER.stemWord(word.lower().removesuffix("'s").removesuffix("’s")))


@lru_cache(MEMO)
def gloss_stems(gloss: str, stop: frozenset[str]) -> tuple[str, ...]:
    """Stems of the content words of one gloss: «be_inserted» -> («insert»)."""
    words = gloss.replace("_", " ").replace("-", " ").replace("(", " ").replace(")", " ").split()
    kept = [w.lower() for w in words if len(w) >= _MIN_GLOSS and w.isalpha()]
    return tuple(stem(word) for word in kept if word not in stop)


def term_reader(lexicon: Lexicon, morphology: Morphology) -> TermReader:
    """A reader over the installed lexicon."""
    stop = frozenset(form(row[0]) for row in rows("stopwords", 3, {1: {"ar", "en"}}))
    homographs = frozenset(form(row[0]) for row in rows("homographs", 3))
    return TermReader(lexicon, morphology, stop, _countries(lexicon), concepts(), homographs, {})


def _countries(lexicon: Lexicon) -> dict[str, str]:
    """Names, seats and adjectives of origin, folded, to codes."""
    found: dict[str, str] = {}
    for place in lexicon.places:
        names = (
            *place.arabic,
            *place.english,
            *place.seats_arabic,
            *place.seats_english,
            *place.people_english,
        )
        for name in names:
            found.setdefault(form(name), place.code)
        for name in place.arabic:
            for nisba in _nisbas(form(name)):
                found.setdefault(nisba, place.code)
    return found


def _nisbas(name: str) -> Iterable[str]:
    """«روسيا» -> «روسي»، «فرنسا» -> «فرنسي»، «السعودية» -> «سعودي», with article and feminine."""
    if " " in name:
        return ()
    base = _strip_article(name)
    if base.endswith("يا"):
        base = base[:-1]
    elif base.endswith(("ا", "يه")):
        base = base[:-1] + ("ي" if base.endswith("ا") else "")
    else:
        base += "ي"
    return (base, f"ال{base}", f"{base}ه", f"ال{base}ه", f"{base}ون", f"{base}ين", f"ال{base}ين")


def _strip_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
