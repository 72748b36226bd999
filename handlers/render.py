"""Values to messages: pure, without Telegram objects.

Every paragraph of an Arabic interface begins with an Arabic letter or a right-to-left mark, foreign
names and numbers stand in isolates, and a quote's words are the article's own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model.answer import Answer, Hit, StoredQuote
from bot.model.quote import Act, Mode
from bot.services.ingest import Ingested, Outcome
from handlers.catalogue import Catalogue
from handlers.rich import RLM, Rich, isolated, join, paginate, plain, styled

#: Quotes under this confidence are marked as doubtful.
LOW_CONFIDENCE = 0.7
#: A quote of more lines than three on a phone folds: some 45 characters a line.
FOLD_CHARACTERS = 140
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_LATIN_START = re.compile(r"^[^\u0621-\u064a]*[A-Za-z0-9]")
#: Acts whose statements matter first in an article's reply.
_FIRST = (Act.WARN, Act.ACCUSE, Act.DENY, Act.THREATEN, Act.ANNOUNCE, Act.DEMAND)


@dataclass(frozen=True, slots=True)
class Reply:
    """Messages to send; ``highlight`` is a passage of the article to reply to, or ""."""

    pages: tuple[Rich, ...]
    article: str = ""
    message_id: int | None = None
    highlight: str = ""
    position: int = 0


def clean(text: str) -> str:
    """Text of others without direction controls."""
    return _BIDI.sub("", text)


def ingested(found: Ingested, texts: Catalogue) -> Reply:
    """The reply to an article."""
    plain_keys = {
        Outcome.NOT_ARABIC: "not_arabic",
        Outcome.TOO_SHORT: "too_short",
        Outcome.NO_QUOTES: "no_quotes",
    }
    if found.outcome in plain_keys or not found.quotes:
        return Reply((plain(texts.text(plain_keys.get(found.outcome, "no_quotes"))),))
    speakers = {stored.quote.who for stored in found.quotes}
    count = texts.count("quotes", len(found.quotes))
    if found.outcome is Outcome.KNOWN and found.article is not None:
        heading = texts.text("known", date=texts.date(found.article.added), quotes=count)
    else:
        by = texts.count("by_speakers", len(speakers))
        heading = texts.text("speakers", quotes=count, speakers=by)
    blocks = [plain(_lead(heading, texts))]
    for group in by_speaker(found.quotes):
        blocks.extend(speaker_blocks(group, texts))
    blocks.append(source_line(found.quotes[0], texts))
    return Reply(tuple(paginate(block for block in blocks if block.text)))


def by_speaker(quotes: Sequence[StoredQuote]) -> list[list[StoredQuote]]:
    """Quotes by speaker: who warned or accused first, then in the order of the text."""
    groups: dict[str, list[StoredQuote]] = {}
    for stored in quotes:
        groups.setdefault(stored.quote.who, []).append(stored)
    return sorted(groups.values(), key=lambda group: -sum(q.quote.act in _FIRST for q in group))


def speaker_blocks(quotes: Sequence[StoredQuote], texts: Catalogue) -> Iterable[Rich]:
    """Name and title once, with the first statement; then each statement with its act."""
    for number, stored in enumerate(quotes):
        parts = [speaker_line(stored, texts)] if number == 0 else []
        yield join([*parts, *statement(stored, texts)], "\n")


def speaker_line(stored: StoredQuote, texts: Catalogue) -> Rich:
    """«**ألكسندر بورتنيكوف** · مدير جهاز الأمن الفدرالي الروسي»."""
    name = clean(stored.quote.who).replace("_", " ").removeprefix("#")
    line = plain(RLM if _LATIN_START.match(name) else "") + styled(name, "bold")
    if stored.quote.role and stored.quote.role != stored.quote.who:
        line = line + plain(f" · {clean(stored.quote.role)}")
    del texts
    return line


def statement(stored: StoredQuote, texts: Catalogue) -> list[Rich]:
    """The act and the words in a blockquote, in marks where the article has them."""
    quote = stored.quote
    label = texts.text(f"act.{quote.act.value}.{agreement(stored)}")
    if quote.confidence < LOW_CONFIDENCE:
        label = f"{label} ({texts.text('perhaps')})"
    words = " … ".join(clean(span) for span in _spans(stored))
    shown = f"«{words}»" if quote.mode is Mode.DIRECT else words
    kind = "expandable_blockquote" if len(shown) > FOLD_CHARACTERS else "blockquote"
    lead = RLM if _LATIN_START.match(shown) else ""
    return [plain(_lead(label, texts)), styled(lead + shown, kind)]


def _spans(stored: StoredQuote) -> list[str]:
    """The content's spans apart; they lie one behind the other in ``stored.text``."""
    found, at = [], 0
    for span in stored.quote.content:
        length = span.end - span.start
        found.append(stored.text[at : at + length])
        at += length
    return found


def agreement(stored: StoredQuote) -> str:
    """Which form of the act fits, "m", "f" or "p", by who speaks; bodies are feminine in Arabic unless their head is not."""
    words = stored.quote.who.split()
    head = clean(words[0]).strip('#"«“') if words else ""
    if stored.quote.kind == "person":
        role = stored.quote.role.split()
        return "f" if role and role[0].endswith("ة") else "m"
    if head.endswith(("ون", "ين")):
        return "p"
    return "f" if head.endswith(("ة", "ات", "ا", "قطر", "مصر")) else "m"


def source_line(stored: StoredQuote, texts: Catalogue) -> Rich:
    """Source and date, linked to the article's address where there is one."""
    date = texts.date(stored.date)
    source = clean(stored.source)
    line = texts.text("source", source=isolated(source), date=date) if source else date
    line = _lead(line, texts)
    return styled(line, "text_link", stored.url) if stored.url else plain(line)


def _lead(line: str, texts: Catalogue) -> str:
    """A line of the Arabic interface that would begin with a digit or Latin gets a mark before."""
    return RLM + line if texts.language == "ar" and not line[:1].isalpha() else line


def answered(found: Answer, texts: Catalogue) -> Reply:
    """The reply to a question; one single hit highlights its words in the forwarded article."""
    if not found.hits:
        return Reply(tuple(paginate([_nothing(found, texts), *_mentioned(found, texts)])))
    what = looked_for(found, texts)
    count = texts.count("quotes", len(found.hits))
    blocks = [plain(_lead(texts.text("found", what=what, quotes=count), texts))]
    if found.people:
        people = texts.count("people", len(found.people))
        blocks.append(plain(_lead(texts.text("which_person", people=people), texts)))
    blocks.extend(_sides(found, texts) or [hit_block(hit, texts) for hit in found.hits])
    first = found.hits[0].stored
    single = len({hit.stored.article for hit in found.hits}) == 1
    return Reply(
        pages=tuple(paginate(blocks)),
        article=first.article if single else "",
        message_id=first.message_id if single else None,
        highlight=_spans(first)[0] if single else "",
        position=first.quote.content[0].start,
    )


def _sides(found: Answer, texts: Catalogue) -> list[Rich]:
    """Who is for, then who is against, each under its heading."""
    blocks: list[Rich] = []
    for key, hits in zip(("side_for", "side_against"), found.sides, strict=False):
        blocks.append(plain(_lead(texts.text(key), texts)))
        blocks.extend(hit_block(hit, texts) for hit in hits)
    return blocks


def _mentioned(found: Answer, texts: Catalogue) -> list[Rich]:
    """What touches on the question, under a heading that says that it is no answer."""
    if not found.mentions:
        return []
    heading = plain(_lead(texts.text("mentioned"), texts))
    return [heading, *(hit_block(hit, texts) for hit in found.mentions)]


def hit_block(hit: Hit, texts: Catalogue) -> Rich:
    """One answer: speaker, act, words, source."""
    line = source_line(hit.stored, texts)
    others = {place.article for place in hit.also_in} - {hit.stored.article}
    if others:
        more = texts.text("also_in", articles=texts.count("articles", len(others)))
        line = line + plain(f" · {more}")
    return join([speaker_line(hit.stored, texts), *statement(hit.stored, texts), line], "\n")


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
    articles = texts.count("in_articles", found.articles)
    asked = looked_for(found, texts)
    what = asked[:1].lower() + asked[1:]
    line = texts.text("nothing", articles=articles, what=what)
    if found.unmatched:
        words = "، ".join(clean(word) for word in found.unmatched)
        line = f"{line}\n{texts.text('unmatched', words=words)}"
    return plain(_lead(line, texts))
