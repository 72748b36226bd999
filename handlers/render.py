"""Values to messages: pure, without Telegram objects.

Every paragraph of an Arabic interface begins with an Arabic letter or a right-to-left mark, foreign
names and numbers stand in isolates, and a quote's words are the article's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.answer import Answer, Hit, StoredQuote
from bot.model.quote import Act, Mode
from bot.services.agreement import agreement
from handlers.catalogue import Catalogue
from handlers.rich import RLM, Rich, isolated, join, linked, paginate, plain, styled

#: Quotes under this confidence are marked as doubtful.
LOW_CONFIDENCE = 0.7
#: A quote of more lines than three on a phone folds: some 45 characters a line.
FOLD_CHARACTERS = 140
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_LATIN_START = re.compile(r"^[^\u0621-\u064a]*[A-Za-z0-9]")
#: Acts whose statements matter first in an article's reply.
_FIRST = (Act.WARN, Act.ACCUSE, Act.DENY, Act.THREATEN, Act.ANNOUNCE, Act.DEMAND)


@dataclass(frozen=True, slots=True)
class Links:
    """Deep links into the bot: ``bot`` is its user name, ``chat`` the archive that is shown."""

    bot: str = ""
    chat: str = ""

    def speaker(self, key: int) -> str:
        """The address of a speaker's page, or ""."""
        return f"https://t.me/{self.bot}?start=s_{self.chat}_{key}" if self.bot and key else ""

    def quote(self, key: int) -> str:
        """The address of a quote, or ""."""
        return f"https://t.me/{self.bot}?start=q_{self.chat}_{key}" if self.bot and key else ""


NO_LINKS = Links()


@dataclass(frozen=True, slots=True)
class Reply:
    """Messages to send; ``highlight`` is a passage of the article to reply to, or "".

    ``formatting`` is that of the message that holds it, as it is kept.
    """

    pages: tuple[Rich, ...]
    article: str = ""
    message_id: int | None = None
    highlight: str = ""
    position: int = 0
    formatting: str = ""


def clean(text: str) -> str:
    """Text of others without direction controls."""
    return _BIDI.sub("", text)


def called(name: str) -> str:
    """A name as it is shown: without the marks of a hashtag and direction controls."""
    return clean(name).replace("_", " ").removeprefix("#")


def by_speaker(quotes: Sequence[StoredQuote]) -> list[list[StoredQuote]]:
    """Quotes by speaker: who warned or accused first, then in the order of the text."""
    groups: dict[str, list[StoredQuote]] = {}
    for stored in quotes:
        groups.setdefault(stored.quote.who, []).append(stored)
    return sorted(groups.values(), key=lambda group: -sum(q.quote.act in _FIRST for q in group))


def speaker_line(stored: StoredQuote, links: Links) -> Rich:
    """«**ألكسندر بورتنيكوف** · مدير جهاز الأمن الفدرالي الروسي», the name leading to his page."""
    name = called(stored.quote.who)
    link = links.speaker(stored.speaker)
    line = plain(latin_lead(name)) + linked(styled(name, "bold"), link)
    if stored.quote.role and stored.quote.role != stored.quote.who:
        line = line + plain(f" · {clean(stored.quote.role)}")
    return line


def statement(stored: StoredQuote, texts: Catalogue) -> list[Rich]:
    """The act and the words in a blockquote, in marks where the article has them."""
    quote = stored.quote
    label = texts.text(f"act.{quote.act.value}.{agreement(stored)}")
    if quote.confidence < LOW_CONFIDENCE:
        label = f"{label} ({texts.text('perhaps')})"
    words = " … ".join(clean(span) for span in spans_of(stored))
    shown = f"«{words}»" if quote.mode is Mode.DIRECT else words
    kind = "expandable_blockquote" if len(shown) > FOLD_CHARACTERS else "blockquote"
    lead = RLM if _LATIN_START.match(shown) else ""
    if stored.revised:
        label = f"{label} ({texts.text('revised')})"
    return [plain(lead_line(label, texts)), styled(lead + shown, kind)]


def latin_lead(words: str) -> str:
    """The mark before a line of the article's that begins with Latin or a digit, else ""."""
    return RLM if _LATIN_START.match(words) else ""


def spans_of(stored: StoredQuote) -> list[str]:
    """The content's spans apart; they lie one behind the other in ``stored.text``."""
    found, at = [], 0
    for span in stored.quote.content:
        length = span.end - span.start
        found.append(stored.text[at : at + length])
        at += length
    return found


def position_of(stored: StoredQuote) -> int:
    """Where a quote's words begin in the message that holds them, in UTF-16 units."""
    return stored.quote.content[0].start - stored.start + stored.wide


def source_line(stored: StoredQuote, texts: Catalogue) -> Rich:
    """Source and date, linked to the article's address where there is one."""
    date = texts.date(stored.date)
    source = clean(stored.source)
    line = texts.text("source", source=isolated(source), date=date) if source else date
    line = lead_line(line, texts)
    return styled(line, "text_link", stored.url) if stored.url else plain(line)


def lead_line(line: str, texts: Catalogue) -> str:
    """A line of the Arabic interface that would begin with a digit or Latin gets a mark before."""
    return RLM + line if texts.language == "ar" and not line[:1].isalpha() else line


def answered(
    found: Answer, texts: Catalogue, links: Links = NO_LINKS, shown: slice | None = None
) -> Reply:
    """The reply to a question; hits of one article highlight the words in the forwarded message.

    Of a list a slice is shown, numbered; the heading counts all.
    """
    if not found.hits:
        return Reply(tuple(paginate([_nothing(found, texts), *_mentioned(found, texts, links)])))
    what = looked_for(found, texts)
    count = texts.count("quotes", len(found.hits))
    blocks = [plain(lead_line(texts.text("found", what=what, quotes=count), texts))]
    if found.people:
        people = texts.count("people", len(found.people))
        blocks.append(plain(lead_line(texts.text("which_person", people=people), texts)))
    blocks.extend(_sides(found, texts, links) or _numbered(found.hits, shown, texts, links))
    first = found.hits[0].stored
    single = len({hit.stored.article for hit in found.hits}) == 1
    return Reply(
        pages=tuple(paginate(blocks)),
        article=first.article if single else "",
        message_id=first.message_id if single else None,
        highlight=spans_of(first)[0] if single else "",
        position=position_of(first),
        formatting=first.formatting,
    )


def _numbered(
    hits: Sequence[Hit], shown: slice | None, texts: Catalogue, links: Links
) -> list[Rich]:
    """The hits of a slice with their numbers, where there are several."""
    blocks = [(number, hit_block(hit, texts, links)) for number, hit in enumerate(hits, start=1)]
    chosen = blocks[shown] if shown is not None else blocks
    if len(hits) == 1:
        return [block for _, block in chosen]
    return [plain(lead_line(f"{texts.number(n)}. ", texts)) + block for n, block in chosen]


def _sides(found: Answer, texts: Catalogue, links: Links) -> list[Rich]:
    """Who is for, then who is against, each under its heading."""
    blocks: list[Rich] = []
    for key, hits in zip(("side_for", "side_against"), found.sides, strict=False):
        blocks.append(plain(lead_line(texts.text(key), texts)))
        blocks.extend(hit_block(hit, texts, links) for hit in hits)
    return blocks


def _mentioned(found: Answer, texts: Catalogue, links: Links) -> list[Rich]:
    """What touches on the question, under a heading that says that it is no answer."""
    if not found.mentions:
        return []
    heading = plain(lead_line(texts.text("mentioned"), texts))
    return [heading, *(hit_block(hit, texts, links) for hit in found.mentions)]


def hit_block(hit: Hit, texts: Catalogue, links: Links = NO_LINKS) -> Rich:
    """One answer: speaker, act, words, source."""
    line = source_line(hit.stored, texts)
    others = {place.article for place in hit.also_in} - {hit.stored.article}
    if others:
        more = texts.text("also_in", articles=texts.count("other_articles", len(others)))
        line = line + plain(f" · {more}")
    return join([speaker_line(hit.stored, links), *statement(hit.stored, texts), line], "\n")


def looked_for(found: Answer, texts: Catalogue) -> str:
    """What was understood: «تحذيرات عن «الاندماج»», "Warnings by Putin"."""
    question = found.question
    fits = question.act is not None and (
        not found.hits or any(hit.stored.quote.act is question.act for hit in found.hits)
    )
    what = texts.text(f"noun.{question.act.value}" if question.act and fits else "anything")
    if question.speaker:
        what = texts.text("by", what=what, speaker=isolated(clean(question.speaker)))
    if question.topic:
        topic = " ".join(clean(word.printed) for word in question.topic)
        what = texts.text("about", what=what, topic=topic)
    return what


def _nothing(found: Answer, texts: Catalogue) -> Rich:
    if not found.articles:
        return plain(texts.text("nothing_yet"))
    articles = texts.count("in_articles", found.articles)
    if found.question.sides and found.question.topic and not found.unmatched:
        topic = " ".join(clean(word.printed) for word in found.question.topic)
        line = texts.text("nothing_sides", topic=topic, articles=articles)
        return plain(lead_line(line, texts))
    asked = looked_for(found, texts)
    what = asked[:1].lower() + asked[1:]
    line = texts.text("nothing", articles=articles, what=what)
    if found.unmatched:
        words = texts.text("comma").join(clean(word) for word in found.unmatched)
        line = f"{line}\n{texts.text('unmatched', words=words)}"
    return plain(lead_line(line, texts))
