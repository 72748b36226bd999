"""Words of a question to groups of index terms, one group a word.

A group says by which terms a quote may hold the word and how much each proves: the lemma fully, a
root or a gloss less, a synonym of an English word least. A word is never dropped silently.
"""

from collections.abc import Iterable, Sequence

from bot.answers.vocabulary import Vocabulary
from bot.arabic.terms import WEIGHTS, TermReader, stem
from bot.arabic.tokens import Token
from bot.model.question import TopicWord

#: Consonants in a key that may match: two for a capitalised name («عباس», BS), four for a word.
SHORT_KEY = 2
LONG_KEY = 4
#: A key of so few consonants is also other names' («المومني», «عمّان»): it proves less, the least where
#: both are Arabic and the spelling itself could agree.
SURE_LATIN, SURE_ARABIC = 2, 3
SHORT_WEIGHT_LATIN, SHORT_WEIGHT_ARABIC = 0.6, 0.5
#: Names of capitals that are stop words in small letters.
_CAPITALS = {"US": "us", "USA": "us", "UK": "gb", "UAE": "ae", "U.S": "us", "U.K": "gb"}
#: What Latin script writes apart before a name and Arabic joins to it or leaves out: «الفهري», El Fihri; and
#: what is said to anybody.
_PARTICLES = frozenset("el al ul ad ar ash dr mr mrs ms prof".split())
#: The word itself of a phrase that names a concept: «الرئيس» is the president, «رئيس» anybody's head.
OWN_OF_CONCEPT = 0.5
#: A synonym from the thesaurus, against the word itself; fitted by folds on the shared questions.
SYNONYM_WEIGHT = 0.55
#: An Arabic word's gloss against its lemma: two Arabic words that share a gloss are synonyms.
ARABIC_GLOSS_WEIGHT = 0.45


def groups(
    tokens: Iterable[Token], reader: TermReader, vocabulary: Vocabulary, *, names: bool = False
) -> tuple[TopicWord, ...]:
    """A group of weighted terms for each content word, in order, repeated words once.

    ``names`` tells that the words name a speaker.
    """
    found: dict[str, TopicWord] = {}
    listed = list(tokens)
    i = 0
    while i < len(listed):
        token = listed[i]
        if names and token.form in _PARTICLES and i + 1 < len(listed):
            i += 1
            continue
        pair = f"{token.form} {listed[i + 1].form}" if i + 1 < len(listed) else ""
        whole = reader.country(pair)
        if whole:
            printed = f"{token.bare} {listed[i + 1].bare}"
            found.setdefault(pair, TopicWord(printed, ((f"c{whole.lower()}", 1.0),)))
            i += 2
            continue
        named = reader.concepts.at(listed, i)
        if named is not None:
            phrase = listed[i : named[1]]
            word = _concept(phrase, named[0], reader, vocabulary, names=names)
            found.setdefault(" ".join(part.form for part in phrase), word)
            i = named[1]
            continue
        group = _group(token, reader, vocabulary, names=names)
        if group.terms:
            found.setdefault(token.form, group)
        i += 1
    return tuple(found.values())


def _concept(
    phrase: Sequence[Token],
    concepts: Sequence[str],
    reader: TermReader,
    vocabulary: Vocabulary,
    *,
    names: bool,
) -> TopicWord:
    """The group of a phrase that names a concept; a single word is also looked for by itself.

    Who asks what Beijing said asks for China's officials; who asks about Jerusalem, not for all of Israel.
    """
    weights = {f"n{concept}": 1.0 for concept in concepts}
    if len(phrase) == 1:
        for term, weight in _group(phrase[0], reader, vocabulary, names=names).terms:
            whole = names and term[0] == "c"
            weights.setdefault(term, weight * (1.0 if whole else OWN_OF_CONCEPT))
    return TopicWord(" ".join(token.bare for token in phrase), tuple(weights.items()))


def possessor(word: str) -> str:
    """A Latin word without the sign of its genitive: "Norway's", "Daniels'"."""
    return word.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")


def _proves(key: str, token: Token) -> bool:
    """Whether a consonant key may stand for the word: a name's, and not too short by chance."""
    length = len(key) - 1
    if token.form.isascii():
        return length >= (SHORT_KEY if token.bare[:1].isupper() else LONG_KEY)
    return length >= SHORT_KEY


def _group(token: Token, reader: TermReader, vocabulary: Vocabulary, *, names: bool) -> TopicWord:
    weights: dict[str, float] = {}
    latin = token.form.isascii()
    code = reader.country(possessor(token.form))
    if token.bare in _CAPITALS:
        return TopicWord(token.bare, ((f"c{_CAPITALS[token.bare]}", 1.0),))
    for term in reader.of_word(token, names=names):
        weight = WEIGHTS[term[0]]
        if term[0] == "k" and (code or not (names or _proves(term, token))):
            continue
        if term[0] == "g":
            weight = 1.0 if latin else ARABIC_GLOSS_WEIGHT
        if term[0] == "k" and len(term) <= (SURE_LATIN if latin else SURE_ARABIC):
            weight = SHORT_WEIGHT_LATIN if latin else SHORT_WEIGHT_ARABIC
        weights[term] = max(weights.get(term, 0.0), weight)
    if latin and weights:
        for synonym in vocabulary.synonyms.get(stem(token.form), ()):
            weights.setdefault(f"g{synonym}", SYNONYM_WEIGHT)
    if code and weights:
        weights[f"c{code.lower()}"] = 1.0
    return TopicWord(token.bare, tuple(weights.items()), _is_name(token, weights, latin=latin))


def _is_name(token: Token, weights: dict[str, float], *, latin: bool) -> bool:
    """Whether a word is a name for all that is known: capitalised, or in no dictionary."""
    if any(term[0] == "c" for term in weights):
        return False
    return token.bare[:1].isupper() if latin else not any(term[0] in "rg" for term in weights)
