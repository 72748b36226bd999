"""How much a statement matters in a digest: its act, who made it, and how many repeat it."""

from bot.arabic.script import form
from bot.model.answer import Hit, StoredQuote
from bot.model.quote import Act, Kind

#: Statements that matter first (conversation.md §1); what is not listed comes last.
_ACTS = {
    act: 1.0 - place / 20
    for place, act in enumerate(
        (
            Act.WARN, Act.ACCUSE, Act.DENY, Act.THREATEN, Act.ANNOUNCE, Act.DEMAND, Act.CALL,
            Act.REJECT, Act.CONDEMN, Act.ADMIT, Act.PROMISE, Act.AFFIRM, Act.EXPECT, Act.CLAIM,
            Act.OPINION, Act.PRAISE, Act.AGREE, Act.EXPRESS, Act.EXPLAIN, Act.ASK, Act.SAY,
        )
    )
}  # fmt: skip
#: Nameless sources stand behind the named; heads of state, governments and bodies before others.
_ANONYMOUS, _HEAD, _MINISTER, _BODY = 0.6, 1.2, 1.1, 1.05
_HEADS = frozenset(
    map(form, "الرئيس رئيس الملك ملك الأمير أمير السلطان المرشد المستشارة المستشار البابا".split())
)
_MINISTERS = frozenset(map(form, "وزير وزيرة الوزير الوزيرة سفير مبعوث أمين الأمين".split()))
#: Each further article that has the statement adds so much, up to four.
_REPEATED, _MOST_REPEATED = 0.08, 4


def weight(stored: StoredQuote) -> float:
    """The weight of a statement by itself, above 0."""
    return round(_ACTS[stored.quote.act] * _standing(stored) * stored.quote.confidence, 4)


def repeated(hit: Hit) -> float:
    """The weight of a statement with all the articles that have it."""
    others = {place.article for place in hit.also_in} - {hit.stored.article}
    return round(hit.score * (1.0 + _REPEATED * min(len(others), _MOST_REPEATED)), 4)


def _standing(stored: StoredQuote) -> float:
    kind = stored.quote.kind
    if kind is Kind.ANONYMOUS:
        return _ANONYMOUS
    first = form(stored.quote.role.split()[0]) if stored.quote.role.strip() else ""
    if first in _HEADS:
        return _HEAD
    if first in _MINISTERS:
        return _MINISTER
    return _BODY if kind is Kind.ORGANIZATION else 1.0
