"""Which acts answer for an act asked for."""

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
    Act.WARN: frozenset({Act.THREATEN}),
    Act.CLAIM: frozenset({Act.ACCUSE}),
    Act.EXPECT: frozenset({Act.OPINION}),
}
#: Acts that gather many verbs: «اعتذر» asked is not answered by «أعرب عن قلقه».
WIDE = frozenset({Act.EXPRESS, Act.ASK, Act.PRAISE})


def fitting(act: Act) -> frozenset[Act]:
    """The acts whose quotes may answer for an act: itself and its near ones."""
    return frozenset({act}) | _NEAR.get(act, frozenset())


def term_of(act: Act) -> str:
    """The index term of an act, among those of a quote's cue."""
    return f"a{act.value}"
