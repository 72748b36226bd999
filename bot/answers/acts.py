"""How well a quote's act fits the act asked for."""

from bot.model.answer import StoredQuote
from bot.model.question import Question
from bot.model.quote import Act

#: Acts that people ask for in each other's words.
_NEAR: dict[Act, frozenset[Act]] = {
    Act.CALL: frozenset({Act.DEMAND}),
    Act.DEMAND: frozenset({Act.CALL}),
    Act.DENY: frozenset({Act.REJECT}),
    Act.REJECT: frozenset({Act.DENY, Act.CONDEMN}),
    Act.ACCUSE: frozenset({Act.CONDEMN}),
    Act.CONDEMN: frozenset({Act.ACCUSE, Act.REJECT}),
    Act.ANNOUNCE: frozenset({Act.AFFIRM, Act.EXPLAIN}),
    Act.AFFIRM: frozenset({Act.ANNOUNCE, Act.EXPLAIN}),
    Act.EXPLAIN: frozenset({Act.AFFIRM}),
    Act.THREATEN: frozenset({Act.WARN}),
    Act.CLAIM: frozenset({Act.ACCUSE}),
    Act.EXPECT: frozenset({Act.OPINION}),
}
NEAR_FACTOR = 0.55
#: The act fits but its verb is another («اعتذر» asked, «أعرب» found): acts that gather many verbs.
_WIDE = frozenset({Act.EXPRESS, Act.ASK, Act.PRAISE})
WIDE_FACTOR = 0.6
EXACT_FACTOR = 0.95


def act_factor(question: Question, stored: StoredQuote) -> float:
    """1 for the very verb, less for its act, a near act, 0 where the act does not fit.

    A negated quote («لم يؤكد») does not answer who affirmed; it does where negation was asked.
    """
    if question.act is None:
        return 1.0
    if question.negated != stored.quote.negated:
        return 0.0
    if stored.cue_terms & frozenset(question.cue):
        return 1.0
    if stored.quote.act is question.act:
        return WIDE_FACTOR if question.act in _WIDE else EXACT_FACTOR
    near = stored.quote.act in _NEAR.get(question.act, frozenset())
    return NEAR_FACTOR if near and question.topic else 0.0
