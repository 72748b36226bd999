"""Definite noun phrases that point back: «الصحيفة البريطانية»، «المتحدثة»، «المصدر».

A definite noun without a name speaks for the last speaker of the same noun («متحدثة باسم الوزارة»,
then «المتحدثة»); a body with no more than an adjective for the last body of that noun that has a
name («المنظمة الحقوقية» for «منظمة "هيومن رايتس ووتش"»), unless their adjectives of origin differ.
"""

from collections.abc import Sequence

from bot.arabic.script import form
from bot.model.quote import Kind
from bot.quotes.phrases import NounPhrase
from bot.quotes.reading import Reading
from bot.quotes.titles import content_words, other_origin
from bot.quotes.turns import Identity, Turn

#: Turns looked back at.
BACK = 8
#: A noun with an adjective; a longer phrase names somebody by itself.
MAX_WORDS = 2
_SOURCE = "مصدر"


def speaker_meant(reading: Reading, phrase: NounPhrase, turns: Sequence[Turn]) -> Identity | None:
    """The earlier speaker whom a definite phrase without a name means, or None."""
    if _same_one(reading, phrase) and turns:
        return turns[-1].identity
    alone = phrase.end == phrase.head + 1  # not «المتحدث باسم الخطوط الجوية»
    speaking = alone and reading.form(phrase.head) in _SPEAKING and bool(turns)
    if speaking and turns[-1].identity.kind is Kind.PERSON:
        return turns[-1].identity
    if reading.form(phrase.head) in _HONORIFICS or _by_age(reading, phrase):
        people = (t.identity for t in reversed(turns) if t.identity.kind is Kind.PERSON)
        return next(people, None)
    head = phrase.head_class(reading)
    words = content_words(phrase.named(reading))
    if not head.definite or not words or len(words) > MAX_WORDS:
        return None
    recent = turns[: -BACK - 1 : -1]
    for turn in recent:
        identity = turn.identity
        known = content_words(identity.who)[:1], content_words(identity.role)[:1]
        other = other_origin(words, content_words(identity.who)) or _are_two(reading, identity.who)
        if words[:1] in known and not other:
            return identity
    if words == (_SOURCE,):
        bodies = (t.identity for t in recent if t.identity.kind is Kind.ORGANIZATION)
        return next(bodies, None)
    return None


def _are_two(reading: Reading, who: str) -> bool:
    """«الشرطة ومكتب المدعي العام» spoke: the police alone is not both."""
    second = "".join(who.split()[1:2])
    return second.startswith("و") and reading.words.of(form(second)).joined


#: The speaker of the turn, whatever he is called.
_SPEAKING = frozenset({"المتحدث", "المتكلم", "المتحدثه"})
#: «المصدر نفسه»، «ذات المتحدث»، «الوزير ذاته»: who spoke last.
_SELF = frozenset("نفسه نفسها ذاته ذاتها عينه ذات نفس".split())
#: «وأوضح معاليه»: Gulf courtesy for a pronoun.
_HONORIFICS = frozenset(
    "معاليه معاليها سعادته سعادتها سموه سموها فخامته جلالته فضيلته سيادته سيادتها حضرته غبطته محدثنا محدثتنا مصدرنا".split()
)


def _by_age(reading: Reading, phrase: NounPhrase) -> bool:
    """«وأوضح صاحب الـ41 عاما»: who spoke or was named last, by the age."""
    article = reading.form(phrase.head + 1).startswith("ال")
    counted = any(reading.is_number(i) for i in range(phrase.head + 1, phrase.head + 4))
    return reading.form(phrase.head) in {"صاحب", "صاحبه", "ابن", "ابنه"} and article and counted


def _same_one(reading: Reading, phrase: NounPhrase) -> bool:
    first, last = reading.form(phrase.head), reading.form(phrase.end - 1)
    alone = phrase.end - phrase.start <= MAX_WORDS
    return alone and (first in _SELF or last in _SELF or reading.form(phrase.end) in _SELF)
