"""An article to quotes and index terms, and a question to its parts: pure work for the worker."""

from dataclasses import dataclass
from datetime import datetime

from bot.answers import vocabulary
from bot.answers.question import Grammar, understand
from bot.arabic import lexicon
from bot.arabic.morphology import Morphology
from bot.arabic.script import is_arabic
from bot.arabic.terms import TermReader, term_reader
from bot.arabic.tokens import tokenize
from bot.arabic.wordclass import WordClasses
from bot.model.article import Article
from bot.model.question import Question
from bot.model.quote import Quote
from bot.ports import IndexedQuote, ReadArticle
from bot.quotes.pipeline import extract

#: Texts longer than this are cut before reading; 1 MB of news is a book.
MAX_CHARACTERS = 1_000_000
#: A first line longer than this is no headline; its beginning is indexed as one.
HEADLINE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything loaded that reading needs."""

    words: WordClasses
    terms: TermReader
    grammar: Grammar

    def read(self, text: str) -> ReadArticle:
        """Quotes of a text with their terms."""
        extraction = extract(text[:MAX_CHARACTERS], self.words)
        head = self.terms.of_text(Article("", text).headline[:HEADLINE_CHARACTERS])
        indexed = tuple(self.index(text, quote, head) for quote in extraction.quotes)
        return ReadArticle(extraction, indexed, is_arabic(text))

    def index(self, text: str, quote: Quote, head: tuple[str, ...] = ()) -> IndexedQuote:
        """The terms by which a quote is found: its content, its speaker, its verb."""
        cue = self.terms.of_verb(tokenize(quote.cue.of(text)))
        return IndexedQuote(
            quote=quote,
            topic=self.terms.of_text(quote.words(text)),
            near=self.terms.of_text(_near(text, quote)),
            head=head,
            speaker=self.terms.of_text(f"{quote.who} {quote.role}", names=True),
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


def make_reader(morphology: Morphology) -> Reader:
    """A reader over the installed lexicon and a morphology.

    Raises:
        LexiconError: the installed lexicon is malformed.
    """
    tables = lexicon.load()
    words = WordClasses(tables, morphology)
    terms = term_reader(tables, morphology)
    return Reader(words, terms, Grammar(words, terms, vocabulary.load()))
