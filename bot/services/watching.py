"""Alerts: which standing wishes the quotes of a new article meet."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.watching import meets
from bot.arabic.script import form
from bot.arabic.tokens import tokenize
from bot.errors import InputError
from bot.model.answer import StoredQuote
from bot.model.article import Article
from bot.model.watch import Watch
from bot.ports import IndexedQuote, Language, ReadArticle

#: A wish of a source: «/watch from:alarabiya».
_FROM = ("from:", "من:")
#: Alerts that a chat may have; more would make every article one.
MOST = 50


@dataclass(frozen=True, slots=True)
class Alert:
    """A wish, and the quotes that meet it."""

    watch: Watch
    quotes: tuple[StoredQuote, ...]


async def wished(language: Language, text: str, thread: int | None) -> Watch:
    """The alert that a text asks for: words, words in marks, ``from:SOURCE``.

    Raises:
        InputError: nothing in the text can be looked for.
    """
    words = text.split()
    source = " ".join(word.partition(":")[2] for word in words if word.startswith(_FROM))
    rest = " ".join(word for word in words if not word.startswith(_FROM))
    needs = await language.needs(rest) if rest else ()
    if not needs and not source:
        raise InputError("nothing to look for")
    return Watch(" ".join(words), needs, form(source.removeprefix("@")), thread)


def alerts_of(
    article: Article, read: ReadArticle, quotes: Sequence[StoredQuote], watches: Sequence[Watch]
) -> tuple[Alert, ...]:
    """The wishes that are met at once, each with its quotes in text order."""
    pairs = list(zip(read.indexed, quotes, strict=False))
    found = []
    for watch in watches:
        if watch.paused or watch.digest:
            continue
        met = tuple(stored for one, stored in pairs if _meets(watch, one, stored, article))
        if met:
            found.append(Alert(watch, met))
    return tuple(found)


def _meets(watch: Watch, one: IndexedQuote, stored: StoredQuote, article: Article) -> bool:
    terms = frozenset((*one.topic, *one.near, *one.speaker, *one.cue))
    printed = f"{one.quote.cue.of(article.text)} {stored.quote.who} {stored.text}"
    words = [token.bare for token in tokenize(printed) if token.is_word]
    return meets(watch, terms, words, f"{article.source} {article.url}")
