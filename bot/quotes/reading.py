"""An article as the rules read it: tokens, paragraphs, sentences, marks, word classes."""

from dataclasses import dataclass

from bot.arabic.lexicon import Lexicon
from bot.arabic.sentences import split_sentences
from bot.arabic.tokens import Token, TokenKind, tokenize
from bot.arabic.wordclass import WordClass, WordClasses
from bot.model.quote import Span
from bot.quotes.context import in_context
from bot.quotes.gluing import apart
from bot.quotes.marks import Mark, enclosing, pair

#: A line of at most this many tokens without a final stop is a headline or a label. Median of the
#: gold's headlines is 11 words, the longest 20.
HEADLINE_TOKENS = 26


@dataclass(frozen=True, slots=True)
class Sentence:
    """Half-open token range of a sentence, its paragraph, and whether it is a headline's."""

    start: int
    end: int
    paragraph: int
    headline: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the rules look at; indices are token indices unless said otherwise."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    sentence_at: tuple[int, ...]
    marks: tuple[Mark, ...]
    mark_at: tuple[int, ...]
    strays: frozenset[int]
    words: WordClasses
    forms: tuple[str, ...]
    classes: tuple[WordClass, ...]
    triggers: tuple[int, ...]
    padded: tuple[str, ...]

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon behind the word classes."""
        return self.words.lexicon

    def word(self, i: int) -> WordClass:
        """The class of token ``i``; past the end, a word that may be nothing."""
        return self.classes[i] if i < len(self.classes) else _NOTHING

    def form(self, i: int) -> str:
        """The folded form of token ``i``, or "" outside the text.

        The rules ask ten thousand times an article: beside the text stand empty forms, which an
        index behind its end or before its beginning finds.
        """
        try:
            return self.padded[i]
        except IndexError:
            return ""

    def is_word(self, i: int) -> bool:
        """Whether token ``i`` is a word; past the end there is none."""
        return i < len(self.tokens) and self.tokens[i].is_word

    def is_number(self, i: int) -> bool:
        """Whether token ``i`` is a number; past the end there is none."""
        return i < len(self.tokens) and self.tokens[i].kind is TokenKind.NUMBER

    def bare(self, i: int) -> str:
        """The form of token ``i`` as it is printed but for vowel signs, or "" past the end."""
        return self.tokens[i].bare if i < len(self.tokens) else ""

    def may(self, i: int, what: int) -> bool:
        """Whether token ``i`` may open such a statement (a ``Trigger``), by its form."""
        return i < len(self.triggers) and self.triggers[i] & what != 0

    def sentence(self, i: int) -> Sentence:
        """The sentence that holds token ``i``."""
        return self.sentences[self.sentence_at[i]]

    def mark(self, i: int) -> Mark | None:
        """The quotation marks around token ``i``, the mark characters counted in, or None."""
        number = self.mark_at[i]
        return self.marks[number] if number >= 0 else None

    def inside(self, i: int) -> bool:
        """Whether token ``i`` stands inside quotation marks."""
        mark = self.mark(i)
        return mark is not None and i in mark

    def opens(self, i: int) -> Mark | None:
        """The mark that token ``i`` opens, or None."""
        mark = self.mark(i) if i < len(self.tokens) else None
        return mark if mark is not None and mark.open == i else None

    def span(self, start: int, end: int) -> Span:
        """Code points from token ``start`` to the one before ``end``."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def printed(self, start: int, end: int) -> str:
        """The text from token ``start`` to the one before ``end``, verbatim."""
        return self.span(start, end).of(self.text) if end > start else ""


def read(text: str, words: WordClasses) -> Reading:
    """Read a text: any string gives a value, in time linear in its length."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    marks: list[Mark] = []
    strays: list[int] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        base = len(tokens)
        own = tuple(apart(tokenize(text, start, start + len(line)), words))
        start += len(line) + 1
        tokens.extend(own)
        paired, stray = pair(own, text)
        marks.extend(Mark(m.open + base, m.close + base, closed=m.closed) for m in paired)
        strays.extend(base + i for i in stray)
        sentences.extend(_sentences(own, paired, base, number))
    at = [0] * len(tokens)
    for number, sentence in enumerate(sentences):
        at[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)
    forms = tuple(_spelt_out(tokens, i) for i in range(len(tokens)))
    return Reading(
        text=text,
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        sentence_at=tuple(at),
        marks=tuple(marks),
        mark_at=tuple(enclosing(marks, len(tokens))),
        strays=frozenset(strays),
        words=words,
        forms=forms,
        classes=in_context(
            forms,
            [
                words.of(_LETTER) if spelt == _SPELT else words.of_token(token)
                for spelt, token in zip(forms, tokens, strict=True)
            ],
            words.lexicon,
        ),
        triggers=tuple(map(words.triggers.of, forms)),
        padded=forms + _BESIDE,
    )


#: Empty forms behind the last token, and so, counted backwards, before the first.
_BESIDE = ("",) * 64
_NOTHING = WordClass("")
#: Letters of a station's name: «إن تي في»، «إن بي سي».
_LETTERS = frozenset({"تي", "بي", "سي"})
#: The form of «إن» as a letter, and a letter whose class it has.
_SPELT, _LETTER = "ان-", "سي"


def _spelt_out(tokens: list[Token], i: int) -> str:
    """The form of a token; «إن» in «قناة إن تي في» is a letter and no subordinator."""
    form = tokens[i].form
    if form != "ان":
        return form
    after = tokens[i + 1].form if i + 1 < len(tokens) else ""
    before = [token.form for token in tokens[max(0, i - 2) : i]]
    station = before[-1:] in (["سي"], ["لسي"]) and after == "ان"
    second = before[-2:] in (["سي", "ان"], ["لسي", "ان"])
    return _SPELT if after in _LETTERS or station or second else form


def _sentences(
    tokens: tuple[Token, ...], marks: list[Mark], base: int, paragraph: int
) -> list[Sentence]:
    at = tuple(enclosing(marks, len(tokens)))

    def inside(i: int) -> bool:
        mark = marks[at[i]] if at[i] >= 0 else None
        return mark is not None and i != mark.close - (not mark.closed)

    ranges = split_sentences(tokens, inside=inside)
    headline = bool(tokens) and len(tokens) <= HEADLINE_TOKENS and tokens[-1].form != "."
    return [Sentence(base + s, base + e, paragraph, headline) for s, e in ranges]
