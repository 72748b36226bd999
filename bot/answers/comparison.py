"""Questions that compare: who is for and who against, and how one speaker's words went on in time.

Stored quotes stand side by side; no sentence about them is made here. What tells the sides is the act
alone: who affirmed, agreed, praised or admitted, and who denied, rejected or condemned.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.arabic.tokens import Token
from bot.model.answer import Hit
from bot.model.quote import Act

_DISPUTE = frozenset(
    "disagree disagrees disagreed contradict contradicts contradicted dispute disputes disputed disagreement"
    " يختلف يختلفون اختلف يخالف خالف يناقض ناقض تناقض التناقض خلاف الخلاف يتعارض يعارضه".split()
)
_CHANGE = frozenset(
    "change changed changes evolve evolved timeline تغير تغيرت تطور تطورت تبدل".split()
)
_POSITION = frozenset(
    "position positions stance stances view views mind words موقف مواقف راي اراء اقوال تصريحات كلام".split()
)
#: Words that join the parts of such a question and ask for nothing.
_JOINING = frozenset(
    {"with", "over", "time", "مع", "بين", "its", "his", "her", "their", "there", "any"}
)
_HOW = frozenset("how did do does has have كيف هل".split())
#: What parts the topic from who is asked about.
_ABOUT = frozenset("about on over regarding بشان حول عن علي في بخصوص".split())
_TOWARDS = frozenset("towards toward of من تجاه ازاء".split())
_FOR = frozenset({Act.AFFIRM, Act.AGREE, Act.PRAISE, Act.ADMIT})
_AGAINST = frozenset({Act.DENY, Act.REJECT, Act.CONDEMN})


@dataclass(frozen=True, slots=True)
class Comparison:
    """The question's topic without the words that compare, and whose words are followed in time."""

    tokens: tuple[Token, ...]
    speaker: tuple[Token, ...] = ()
    sides: bool = False
    oldest: bool = False


def comparison(tokens: Sequence[Token]) -> Comparison:
    """What a question compares: «من يختلف مع لافروف بشأن سوريا», "how did his position on Syria change"."""
    forms = {token.form.removesuffix("'s") for token in tokens}
    if forms & _DISPUTE:
        about = next((i for i, t in enumerate(tokens) if t.form in _ABOUT), -1)
        kept = tuple(t for t in tokens[about + 1 :] if t.form not in _DISPUTE | _JOINING)
        return Comparison(kept, sides=True)
    if forms & _CHANGE and (forms & _POSITION or "timeline" in forms):
        kept = tuple(t for t in tokens if t.form not in _CHANGE | _POSITION | _JOINING | _HOW)
        kept = kept[1:] if kept and kept[0].form in _TOWARDS else kept
        end = next((i for i, t in enumerate(kept) if t.form in _ABOUT | _TOWARDS), len(kept))
        return Comparison(kept[end + 1 :], kept[:end], oldest=True)
    return Comparison(tuple(tokens))


def side(hit: Hit) -> int:
    """1 where a statement affirms, -1 where it denies, 0 where it does neither; «لم يؤكد» turns it."""
    quote = hit.stored.quote
    turned = -1 if quote.negated else 1
    return turned * ((quote.act in _FOR) - (quote.act in _AGAINST))


def sides(hits: Sequence[Hit]) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """Who is for and who against, each in its order; empty where it is not two speakers' dispute."""
    found = tuple(h for h in hits if side(h) > 0), tuple(h for h in hits if side(h) < 0)
    speakers = [{hit.stored.quote.who for hit in one} for one in found]
    disputed = all(speakers) and len(speakers[0] | speakers[1]) > 1
    return found if disputed else ((), ())
