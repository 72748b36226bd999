"""Which words may open a statement at all, by their form alone: the others no matcher looks at.

Nine words in ten of news open nothing. What a form may be is the lexicon's to say, so it is found
out once for every form and remembered.
"""

from bot.arabic.conjugation import Tense
from bot.arabic.lexicon import Lexicon

#: Forms remembered, here and of word classes: the vocabulary of some 4,000 articles.
MEMO_FORMS = 120_000
#: Verbs of passing on: «نقلت الوكالة عن الوزير قوله».
RELAYS = frozenset({"نقل", "نقلت", "نقلوا", "ينقل", "تنقل", "نسب", "نسبت", "اقتبس", "اقتبست"})


class Trigger:
    """What a word may open: a verb's statement, a masdar's, an attribution, a relay; bits of a number.

    Plain numbers, because the ``&`` of an enumeration costs as much as a rule.
    """

    CUE = 1
    MASDAR = 2
    ACCORDING = 4
    RELAY = 8


class Triggers:
    """The triggers of forms, remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Tell them from the cues, phrases and attributions of ``lexicon``."""
        self._lexicon = lexicon
        self._memo: dict[str, int] = {}

    def of(self, form: str) -> int:
        """What a folded form may open."""
        known = self._memo.get(form)
        if known is None:
            if len(self._memo) >= MEMO_FORMS:
                self._memo.clear()
            known = self._memo[form] = self._find(form)
        return known

    def _find(self, form: str) -> int:
        rest = form[1:] if len(form) > 2 and form[0] in "وف" else form
        lexicon = self._lexicon
        found = 0
        verbal = (form, rest, form.removeprefix("س"), rest.removeprefix("س"), form[1:])
        if any(stem in lexicon.cues or stem in lexicon.phrases for stem in verbal):
            found |= Trigger.CUE
        if self._is_masdar(form):
            found |= Trigger.MASDAR
        if form in lexicon.according or rest in lexicon.according:
            found |= Trigger.ACCORDING
        bare = form.removesuffix("ها").removesuffix("ه")
        if not RELAYS.isdisjoint((form, rest, bare)):
            found |= Trigger.RELAY
        return found

    def _is_masdar(self, form: str) -> bool:
        """«تحذير», «بتحذير», «التحذير», «بالتحذير», «تحذيرا», «تحذيرات»."""
        stems = {form.removeprefix(prefix) for prefix in ("", "ال", "ب", "بال")}
        stems |= {stem.removesuffix(ending) for stem in stems for ending in ("ا", "ات")}
        return any(
            option.inflection.tense is Tense.MASDAR
            for stem in stems
            for option in self._lexicon.cues.get(stem, ())
        )
