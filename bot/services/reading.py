"""An article to quotes and index terms, and a question to its parts: pure work for the worker."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from bot.answers import vocabulary
from bot.answers.acts import term_of
from bot.answers.question import Grammar, understand
from bot.answers.subjects import subjects
from bot.answers.watching import needs_of
from bot.arabic import lexicon
from bot.arabic.morphology import Morphology
from bot.arabic.script import is_arabic
from bot.arabic.sentences import split_sentences
from bot.arabic.terms import NUMBER, TermReader, distinct, tells, term_reader
from bot.arabic.tokens import Token, TokenKind, tokenize
from bot.arabic.wordclass import WordClasses
from bot.model.question import Question
from bot.model.quote import Kind, Quote, Span
from bot.model.watch import Need
from bot.ports import IndexedQuote, ReadArticle
from bot.quotes.introductions import introductions
from bot.quotes.performatives import performed
from bot.quotes.pipeline import extract

#: Texts longer than this are cut before reading; 1 MB of news is a book.
MAX_CHARACTERS = 1_000_000
#: Headline, and the sentences that news begins with: who did what.
LEAD_SENTENCES, LEAD_CHARACTERS = 3, 600
#: Of a longer text the beginning is indexed as its article's words; its quotes are all indexed.
BODY_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything loaded that reading needs."""

    words: WordClasses
    terms: TermReader
    grammar: Grammar

    def read(self, text: str) -> ReadArticle:
        """Quotes of a text with their terms."""
        text = text[:MAX_CHARACTERS]
        extraction = extract(text, self.words)
        terms = _terms_of(self, text)
        roles = _roles(extraction.quotes, terms.tokens, self.words)
        indexed = tuple(
            self._index(text, quote, roles.get(quote.who, ""), terms) for quote in extraction.quotes
        )
        return ReadArticle(extraction, indexed, is_arabic(text), *self._article(terms))

    def _article(self, terms: "_Terms") -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The terms of headline and lead, and of all."""
        first = terms.sentences[: LEAD_SENTENCES + 1]
        end = min(first[-1].end, LEAD_CHARACTERS) if first else 0
        return terms.within(Span(0, end)), terms.within(Span(0, BODY_CHARACTERS))

    def _index(self, text: str, quote: Quote, roles: str, terms: "_Terms") -> IndexedQuote:
        """The terms by which a quote is found: its content, what stands near, its speaker, its verb.

        ``roles`` are the titles that the speaker has in the article, wherever they are printed; a
        word of them proves nothing of what he spoke about.
        """
        cue = self.terms.of_verb(tokenize(quote.cue.of(text)))
        name = self.terms.of_text(quote.who, names=quote.kind is Kind.PERSON)
        speaker = tuple(dict.fromkeys((*name, *self.terms.of_text(roles))))
        own = frozenset(speaker)
        return IndexedQuote(
            quote=quote,
            topic=terms.within(*quote.content),
            near=terms.within(*_near(quote)),
            context=tuple(t for t in terms.within(_context(quote, terms)) if t not in own),
            speaker=speaker,
            cue=tuple(dict.fromkeys((*cue, term_of(quote.act), *_doing(quote.words(text))))),
        )

    def understand(self, question: str, now: datetime | None = None) -> Question:
        """The parts of a question."""
        return understand(question, self.grammar, now)

    def needs(self, text: str) -> tuple[Need, ...]:
        """What a quote must have to be told of."""
        return needs_of(text, self.terms)

    def topics(self, texts: Sequence[str], most: int) -> tuple[str, ...]:
        """The nouns that most of the texts share."""
        return subjects(texts, self.terms, most)


@dataclass(frozen=True, slots=True)
class _Terms:
    """A text's words with their terms, and its sentences."""

    tokens: tuple[Token, ...]
    starts: list[int]
    of_words: list[tuple[str, ...]]
    sentences: list[Span]

    def within(self, *spans: Span) -> tuple[str, ...]:
        """Distinct terms of the words that begin in any of the spans."""
        found: list[tuple[str, ...]] = []
        for span in spans:
            first, last = (bisect_left(self.starts, place) for place in span)
            found += self.of_words[first:last]
        return distinct(found)


def _terms_of(reader: Reader, text: str) -> _Terms:
    tokens = tokenize(text)
    words = [token for token in tokens if tells(token)]
    found = reader.terms.of_tokens(words, called=_called(tokens))
    return _Terms(tokens, [token.start for token in words], found, _sentences(text, tokens))


#: Words of a name in quotation marks.
_NAME_WORDS = 3
_OPENING = frozenset('"«“')
_CLOSING = frozenset('"»”')


def _called(tokens: Sequence[Token]) -> frozenset[int]:
    """Where the words begin that stand in marks as a name does: «شركة "نوفا تريس"»."""
    found: list[int] = []
    for i, token in enumerate(tokens):
        if token.form not in _OPENING:
            continue
        inner = list(takewhile(lambda one: one.is_word, tokens[i + 1 : i + 2 + _NAME_WORDS]))
        end = i + 1 + len(inner)
        if 0 < len(inner) <= _NAME_WORDS and end < len(tokens) and tokens[end].form in _CLOSING:
            found.extend(one.start for one in inner)
    return frozenset(found)


def _roles(quotes: Sequence[Quote], tokens: Sequence[Token], words: WordClasses) -> dict[str, str]:
    """The titles of each speaker in the article, in a row."""
    people = list(dict.fromkeys(q.who for q in quotes if q.kind is Kind.PERSON))
    beside = introductions(tokens, people, words)
    roles = {who: " ".join(titles) for who, titles in beside.items()}
    for quote in quotes:
        if quote.role and quote.role not in roles.get(quote.who, ""):
            roles[quote.who] = f"{roles.get(quote.who, '')} {quote.role}"
    return roles


#: Words that count, besides digits.
_NUMBERS = frozenset("الف الاف مليون ملايين مليار مليارات مئه مائه مئات عشرات نصف ثلث ربع".split())


def _doing(content: str) -> tuple[str, ...]:
    """The terms of what a content does beside what its verb tells, and of one that tells how many."""
    tokens = tokenize(content)
    counts = any(t.kind is TokenKind.NUMBER or t.form in _NUMBERS for t in tokens)
    acts = (term_of(act) for act in sorted(performed(tokens)))
    return (*acts, *((NUMBER,) if counts else ()))


def _near(quote: Quote) -> list[Span]:
    """What stands between cue and content, the speaker left out: whom he addressed, and where."""
    start, end = quote.cue.end, quote.content[0].start
    speaker = quote.speaker
    if speaker is None or not start <= speaker.start <= end:
        return [Span(start, max(start, end))]
    return [Span(start, speaker.start), Span(speaker.end, max(speaker.end, end))]


def _context(quote: Quote, terms: _Terms) -> Span:
    """The quote's sentences and the one before."""
    parts = (quote.cue, *quote.content, *((quote.speaker,) if quote.speaker else ()))
    start, end = min(span.start for span in parts), max(span.end for span in parts)
    bounds = terms.sentences
    first = max(bisect_right(bounds, start, key=lambda span: span.start) - 1, 0)
    last = max(bisect_right(bounds, end - 1, key=lambda span: span.start) - 1, first)
    return Span(bounds[max(first - 1, 0)].start, bounds[last].end)


def _sentences(text: str, tokens: Sequence[Token]) -> list[Span]:
    """The sentences of a text, paragraph by paragraph, in order."""
    found: list[Span] = []
    first = 0
    for line_end in (*(i for i, sign in enumerate(text) if sign == "\n"), len(text)):
        last = first
        while last < len(tokens) and tokens[last].start < line_end:
            last += 1
        paragraph = tokens[first:last]
        for start, end in split_sentences(paragraph, inside=lambda _: False):
            found.append(Span(paragraph[start].start, paragraph[end - 1].end))
        first = last
    return found


def make_reader(morphology: Morphology) -> Reader:
    """A reader over the installed lexicon and a morphology.

    Raises:
        LexiconError: the installed lexicon is malformed.
    """
    tables = lexicon.load()
    words = WordClasses(tables, morphology)
    terms = term_reader(tables, morphology)
    return Reader(words, terms, Grammar(words, terms, vocabulary.load()))
