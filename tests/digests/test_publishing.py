"""A digest as a page and as a feed: well-formed, escaped, nothing but stored words."""

from datetime import timedelta
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from bot.model.answer import Hit, StoredQuote
from bot.model.digest import Digest, Story
from bot.model.quote import Act, Mode
from bot.services import publishing
from tests.builders import DAY, stored

ATOM = "{http://www.w3.org/2005/Atom}"


def digest(*quotes: StoredQuote) -> Digest:
    """A digest of one disputed story."""
    hits = tuple(Hit(one, 1.0) for one in quotes)
    story = Story("عنوان <b>\u202e\x07</b>", ("a",), hits, ("وكالة",), disputed=True)
    return Digest(DAY - timedelta(days=1), DAY, 1, len(quotes), 1, (story,))


QUOTE = stored(
    1, "#محمود_عباس", Act.WARN, "<script>alert(1)</script>", role="الرئيس & القائد",
    url="https://example.org/a?b=1&c=2", mode=Mode.DIRECT,
)  # fmt: skip


class Tags(HTMLParser):
    """Counts what is open."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note a tag."""
        del attrs
        self.seen.append(tag)
        if tag not in {"meta", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every end has its beginning."""
        assert self.open.pop() == tag


def test_the_page_is_whole_and_escaped() -> None:
    """Right to left, balanced, no element of an article's, the picture inside."""
    page = publishing.page(digest(QUOTE), "AAAA")
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert "script" not in tags.seen
    assert "img" in tags.seen
    assert 'dir="rtl"' in page
    assert "«&lt;script&gt;alert(1)&lt;/script&gt;»" in page
    assert "محمود عباس" in page
    assert "\u202e" not in page
    assert "تحذيرات" in page
    assert "أقوال متعارضة" in page
    assert "7 نوفمبر 2018" in page


def test_addresses_that_are_no_web_pages_are_no_links() -> None:
    """A javascript: address stays out."""
    page = publishing.page(digest(stored(1, url="javascript:alert(1)")))
    assert "javascript" not in page
    assert "<a " not in page


def test_the_feed_is_valid_atom() -> None:
    """Well-formed, with an id, a title, a time and an author, an entry a story."""
    root = ET.fromstring(  # noqa: S314 - our own feed
        publishing.atom(digest(QUOTE), "local")
    )
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{name}") is not None
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "عنوان <b></b>"
    assert entry.findtext(f"{ATOM}updated") == DAY.isoformat()
    links = [link.get("href") for link in entry.findall(f"{ATOM}link")]
    assert links == ["https://example.org/a?b=1&c=2"]


def test_every_act_has_a_name() -> None:
    """The table names each of the acts in both languages."""
    assert set(publishing.act_names()) == set(Act)
