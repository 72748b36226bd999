"""Text with entities for Telegram: offsets in UTF-16 units, split without breaking anything.

A message is built of blocks; a block (a quote with its speaker and act) is never divided between
two messages unless it is longer than one, and then only at white space.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

#: Telegram's limits for one message, in UTF-16 units and entities.
MAX_UNITS = 4096
MAX_ENTITIES = 100
RLM = "\u200f"
FSI, PDI = "\u2068", "\u2069"


def units(text: str) -> int:
    """Length in UTF-16 units: «😀» is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Entity:
    """A formatted range of a message, in UTF-16 units."""

    kind: str
    offset: int
    length: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """Text with its entities."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    def __add__(self, other: "Rich") -> "Rich":
        """The two in a row."""
        base = units(self.text)
        moved = (Entity(e.kind, e.offset + base, e.length, e.url) for e in other.entities)
        return Rich(self.text + other.text, (*self.entities, *moved))

    @property
    def units(self) -> int:
        """Length in UTF-16 units."""
        return units(self.text)


def plain(text: str) -> Rich:
    """Text without formatting."""
    return Rich(text)


def styled(text: str, kind: str, url: str = "") -> Rich:
    """Text in one format; empty text gives nothing."""
    return Rich(text, (Entity(kind, 0, units(text), url),)) if text else Rich()


def linked(words: Rich, url: str) -> Rich:
    """Text that leads to an address, its formats kept; the plain text where there is none."""
    if not url or not words.text:
        return words
    return Rich(words.text, (Entity("text_link", 0, words.units, url), *words.entities))


def isolated(text: str) -> str:
    """A foreign name or number in an isolate, so that it does not turn what stands around it."""
    return f"{FSI}{text}{PDI}"


def join(parts: Iterable[Rich], separator: str = "") -> Rich:
    """The parts in a row with the separator between them."""
    whole = Rich()
    for number, part in enumerate(part for part in parts if part.text):
        whole = whole + plain(separator if number else "") + part
    return whole


@dataclass(slots=True)
class _Page:
    blocks: list[Rich] = field(default_factory=list)
    units: int = 0
    entities: int = 0


def paginate(blocks: Iterable[Rich], gap: str = "\n\n") -> list[Rich]:
    """Blocks to messages within Telegram's limits, in order, none divided that fits in one."""
    pages: list[_Page] = [_Page()]
    for block in blocks:
        for piece in _fit(block):
            page = pages[-1]
            needed = piece.units + (units(gap) if page.blocks else 0)
            full = (
                page.units + needed > MAX_UNITS
                or page.entities + len(piece.entities) > MAX_ENTITIES
            )
            if full and page.blocks:
                page = _Page()
                pages.append(page)
                needed = piece.units
            page.blocks.append(piece)
            page.units += needed
            page.entities += len(piece.entities)
    return [join(page.blocks, gap) for page in pages if page.blocks]


def _fit(block: Rich) -> list[Rich]:
    """The block, or its pieces where it is longer than a message."""
    pieces = []
    rest = block
    while rest.units > MAX_UNITS:
        cut = _cut_place(rest.text)
        pieces.append(_slice(rest, 0, cut))
        rest = _slice(rest, cut, len(rest.text))
    return [*pieces, rest]


def _cut_place(text: str) -> int:
    """Code points that fit in a message, back to the last white space, never inside a cluster."""
    end = min(len(text), MAX_UNITS)
    while (over := units(text[:end]) - MAX_UNITS) > 0:
        end -= (over + 1) // 2
    space = max(text.rfind(" ", 1, end), text.rfind("\n", 1, end))
    if space > end // 2:
        return space + 1
    while end > 1 and (text[end] in "\u200d\ufe0f" or text[end - 1] == "\u200d"):
        end -= 1
    return end


def _slice(block: Rich, start: int, end: int) -> Rich:
    """A range of code points with the entities that touch it."""
    low, high = units(block.text[:start]), units(block.text[:end])
    kept = []
    for entity in block.entities:
        first, last = max(entity.offset, low), min(entity.offset + entity.length, high)
        if first < last:
            kept.append(Entity(entity.kind, first - low, last - first, entity.url))
    return Rich(block.text[start:end], tuple(kept))
