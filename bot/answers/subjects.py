"""What many statements are about: the nouns that most of them share."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from bot.arabic.morphology import PartOfSpeech
from bot.arabic.script import form
from bot.arabic.terms import TermReader
from bot.arabic.tokens import Token, tokenize

#: Shorter words are hardly ever what a statement is about.
MIN_LETTERS = 3
#: A noun of one statement alone is no subject of many.
MIN_SHARED = 2
_NOUNS = frozenset({PartOfSpeech.NOUN, PartOfSpeech.PROPER})


def subjects(texts: Sequence[str], terms: TermReader, most: int) -> tuple[str, ...]:
    """The nouns that stand in the most texts, in the form in which they are printed most often."""
    shared: Counter[str] = Counter()
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        of_text: dict[str, str] = {}
        for token in tokenize(text):
            lemma = _noun(token, terms)
            if lemma:
                of_text.setdefault(lemma, token.bare)
        shared.update(of_text.keys())
        for lemma, word in of_text.items():
            printed[lemma][word] += 1
    often = [lemma for lemma, count in shared.most_common(most) if count >= MIN_SHARED]
    return tuple(printed[lemma].most_common(1)[0][0] for lemma in often)


def _noun(token: Token, terms: TermReader) -> str:
    """The folded lemma of a word that is a noun first of all, else ""."""
    if not token.is_word or len(token.form) < MIN_LETTERS or token.form in terms.stop:
        return ""
    analyses = terms.morphology.analyse(token.form)
    if not analyses:
        return token.form.removeprefix("ال")
    first = analyses[0]
    return form(first.lemma) if first.part in _NOUNS and not first.proclitics.strip("ال") else ""
