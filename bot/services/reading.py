"""An article to quotes and index terms, and a question to its parts: pure work for the worker."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answers import vocabulary
from bot.answers.question import Grammar, understand
from bot.arabic import lexicon
from bot.arabic.morphology import Morphology
from bot.arabic.script import is_arabic
from bot.arabic.sentences import split_sentences
from bot.arabic.terms import TermReader, term_reader
from bot.arabic.tokens import tokenize
from bot.arabic.wordclass import WordClasses
from bot.model.article import Article
from bot.model.question import Question
from bot.model.quote import Quote, Span
from bot.ports import IndexedQuote, ReadArticle
from bot.quotes.pipeline import extract

#: Texts longer than this are cut before reading; 1 MB of news is a book.
MAX_CHARACTERS = 1_000_000
#: A first line longer than this is no headline; its beginning is indexed as one.
HEADLINE_CHARACTERS = 200
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
        bounds = sentences(text)
        roles: dict[str, str] = {}
        for quote in extraction.quotes:
            if quote.role and quote.role not in roles.get(quote.who, ""):
                roles[quote.who] = f"{roles.get(quote.who, '')} {quote.role}"
        indexed = tuple(
            self.index(text, quote, roles.get(quote.who, ""), bounds) for quote in extraction.quotes
        )
        headline = Article("", text).headline[:HEADLINE_CHARACTERS]
        lead = text[: bounds[min(LEAD_SENTENCES, len(bounds)) - 1].end] if bounds else ""
        head = self.terms.of_text(f"{headline} {lead[:LEAD_CHARACTERS]}")
        return ReadArticle(
            extraction, indexed, is_arabic(text), head, self.terms.of_text(text[:BODY_CHARACTERS])
        )

    def index(self, text: str, quote: Quote, roles: str, bounds: Sequence[Span]) -> IndexedQuote:
        """The terms by which a quote is found: its content, what stands near, its speaker, its verb.

        ``roles`` are the titles that the speaker has in the article, wherever they are printed; a
        word of them proves nothing of what he spoke about.
        """
        cue = self.terms.of_verb(tokenize(quote.cue.of(text)))
        speaker = self.terms.of_text(f"{quote.who} {roles}", names=True)
        around = self.terms.of_text(_context(text, quote, bounds))
        own = frozenset(speaker)
        return IndexedQuote(
            quote=quote,
            topic=self.terms.of_text(quote.words(text)),
            near=self.terms.of_text(_near(text, quote)),
            context=tuple(term for term in around if term not in own),
            speaker=speaker,
            cue=(*cue, f"a{quote.act.value}"),
        )

    def understand(self, question: str, now: datetime | None = None) -> Question:
        """The parts of a question."""
        return understand(question, self.grammar, now)


def _near(text: str, quote: Quote) -> str:
    """What stands between cue and content, the speaker left out: whom he addressed, and where."""
    start, end = quote.cue.end, quote.content[0].start
    if start >= end:
        return ""
    speaker = quote.speaker
    if speaker is None or speaker.start < start:
        return text[start:end]
    return f"{text[start : speaker.start]} {text[speaker.end : end]}"


def _context(text: str, quote: Quote, bounds: Sequence[Span]) -> str:
    """The quote's sentences and the one before."""
    parts = (quote.cue, *quote.content, *((quote.speaker,) if quote.speaker else ()))
    start, end = min(span.start for span in parts), max(span.end for span in parts)
    first = max(bisect_right(bounds, start, key=lambda span: span.start) - 1, 0)
    last = max(bisect_right(bounds, end - 1, key=lambda span: span.start) - 1, first)
    return text[bounds[max(first - 1, 0)].start : bounds[last].end]


def sentences(text: str) -> list[Span]:
    """The sentences of a text, paragraph by paragraph, in order."""
    found: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        tokens = tokenize(text, start, start + len(line))
        for first, last in split_sentences(tokens, inside=lambda _: False):
            found.append(Span(tokens[first].start, tokens[last - 1].end))
        start += len(line)
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
