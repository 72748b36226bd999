"""A digest as messages and as a picture: pure. Its words are the articles' own, its own words few."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from bot.model.answer import Hit, StoredQuote
from bot.model.chart import Chart
from bot.model.digest import Digest, Story
from bot.model.quote import Mode
from bot.services.agreement import agreement
from bot.services.charting import by_act
from handlers.catalogue import Catalogue
from handlers.render import (
    Links,
    called,
    clean,
    latin_lead,
    lead_line,
    spans_of,
    speaker_line,
)
from handlers.rich import Rich, isolated, join, linked, paginate, plain, styled

#: Characters of a quote that is shown whole; a longer one is cut at the end of a clause.
WHOLE = 320
#: Where a clause ends.
_CLAUSE = "،.؛:؟!"
#: Acts that have a colour of their own in the picture.
ACTS = 5
_PLACES = 3


@dataclass(frozen=True, slots=True)
class Look:
    """How a digest looks: texts, zone, deep links, and the edition that its buttons lead to."""

    texts: Catalogue
    zone: str
    links: Links
    edition: int = 0


def pages(digest: Digest, look: Look) -> list[Rich]:
    """The messages of a digest; no story is divided that fits in one."""
    texts = look.texts
    blocks = [_heading(digest, look)]
    blocks += [_story(number, story, look) for number, story in enumerate(digest.stories, 1)]
    if digest.week is not None:
        blocks += _week(digest, look)
    if not digest.stories:
        blocks.append(plain(lead_line(texts.text("digest_nothing"), texts)))
    return paginate(blocks)


def title(digest: Digest, look: Look) -> str:
    """«موجز الاقتباسات · الثلاثاء ١٠ أبريل ٢٠١٨», by the day on which it appears."""
    zone = ZoneInfo(look.zone)
    day = digest.until.astimezone(zone)
    language = look.texts.language
    if digest.week is not None:
        begun = look.texts.date(digest.since.astimezone(zone))
        return look.texts.text("digest_week", since=begun, until=look.texts.date(day))
    written = str(format_date(day, "EEEE d MMMM y", locale=language))
    return look.texts.text("digest_title", day=look.texts.digits_of(written))


def figures(digest: Digest, texts: Catalogue) -> str:
    """«٤١ خبرًا · ١٨٧ اقتباسًا · ٦٣ متحدثًا»."""
    return texts.text(
        "stats_figures",
        articles=texts.count("articles_there", digest.articles),
        quotes=texts.count("quotes", digest.quotes),
        speakers=texts.count("speakers_count", digest.speakers),
    )


def _heading(digest: Digest, look: Look) -> Rich:
    texts = look.texts
    lines = [figures(digest, texts)]
    if digest.late:
        lines.append(texts.count("digest_late", digest.late))
    told = [plain(lead_line(line, texts)) for line in lines]
    return join([styled(title(digest, look), "bold"), *told], "\n")


def _story(number: int, story: Story, look: Look) -> Rich:
    texts = look.texts
    words = clean(story.title) or texts.text("digest_untitled")
    head = lead_line(f"{texts.number(number)}. ", texts)
    lines = [plain(head) + styled(words, "bold")]
    if story.disputed:
        lines.append(plain(lead_line(texts.text("digest_disputed"), texts)))
    for hit in story.quotes:
        lines += _statement(hit, look)
    return join(lines, "\n")


def _statement(hit: Hit, look: Look) -> list[Rich]:
    """Speaker with title, the act, the words, and the source with link and time."""
    stored, texts = hit.stored, look.texts
    act = texts.text(f"act.{stored.quote.act.value}.{agreement(stored)}")
    words, whole = shortened(" … ".join(clean(part) for part in spans_of(stored)))
    shown = f"«{words}»" if stored.quote.mode is Mode.DIRECT and whole else words
    if stored.quote.mode is Mode.DIRECT and not whole:
        shown = f"«{words}"
    quote = styled(latin_lead(shown) + shown, "blockquote")
    line = plain(lead_line("", texts)) + linked(plain(_source(stored, look)), stored.url)
    others = {place.article for place in hit.also_in} - {stored.article}
    if others:
        more = texts.text("also_in", articles=texts.count("other_articles", len(others)))
        line = line + plain(f" · {more}")
    if not whole:
        line = (
            line
            + plain(" · ")
            + linked(plain(texts.text("digest_more")), look.links.quote(stored.id))
        )
    return [speaker_line(stored, look.links), plain(lead_line(act, texts)), quote, line]


def _source(stored: StoredQuote, look: Look) -> str:
    local = stored.date.astimezone(ZoneInfo(look.zone))
    written = look.texts.digits_of(str(format_time(local, "HH:mm", locale="en")))
    source = clean(stored.source)
    time = isolated(written)
    return f"{isolated(source)} · {time}" if source else time


def shortened(words: str) -> tuple[str, bool]:
    """The words, cut behind a clause where they are long; whether they are whole.

    No word is divided and none is added but the dots.
    """
    if len(words) <= WHOLE:
        return words, True
    clause = max(words.rfind(sign, WHOLE // 2, WHOLE) for sign in _CLAUSE)
    cut = clause + 1 if clause > 0 else max(words.rfind(" ", WHOLE // 2, WHOLE), WHOLE // 2)
    return words[:cut].rstrip(" ،؛:") + " …", False


def _week(digest: Digest, look: Look) -> list[Rich]:
    """Who changed position, who was quoted most, who is new."""
    texts, found = look.texts, digest.week
    if found is None:
        return []
    blocks = []
    for first, second in found.changes[:_PLACES]:
        lines = [
            plain(lead_line(texts.text("digest_changed"), texts)),
            speaker_line(first, look.links),
        ]
        lines += [part for one in (first, second) for part in _dated(one, look)]
        blocks.append(join(lines, "\n"))
    if found.most_quoted:
        names = texts.list(f"{called(who)} ({texts.number(n)})" for who, n in found.most_quoted)
        blocks.append(plain(lead_line(texts.text("digest_most_quoted", names=names), texts)))
    if found.new_voices:
        names = texts.list(called(who) for who in found.new_voices)
        blocks.append(plain(lead_line(texts.text("digest_new", names=names), texts)))
    return blocks


def _dated(stored: StoredQuote, look: Look) -> list[Rich]:
    texts = look.texts
    act = texts.text(f"act.{stored.quote.act.value}.{agreement(stored)}")
    day: datetime = stored.date.astimezone(ZoneInfo(look.zone))
    words, _ = shortened(clean(stored.text))
    line = lead_line(f"{texts.date(day)} · {act}", texts)
    return [plain(line), styled(latin_lead(words) + words, "blockquote")]


def chart(digest: Digest, look: Look) -> Chart:
    """Who spoke how often in the period, by act: a row for each speaker."""
    texts = look.texts
    names = list(dict.fromkeys(who for who, _, _ in digest.voices))
    series = by_act(
        digest.voices,
        names,
        ACTS,
        lambda act: texts.text(f"noun.{act.value}"),
        texts.text("other_acts"),
    )
    shown = tuple(called(name) for name in names)
    words = title(digest, look), figures(digest, texts)
    return Chart(*words, shown, series, texts.language == "ar", rows=True)


def alt_text(digest: Digest, look: Look) -> str:
    """What the picture shows, in words, for its caption."""
    spoken = Counter[str]()
    for who, _, n in digest.voices:
        spoken[called(who)] += n
    most = spoken.most_common(_PLACES)
    names = look.texts.list(f"{who} ({look.texts.number(n)})" for who, n in most)
    return look.texts.text("digest_alt", title=title(digest, look), names=names)
