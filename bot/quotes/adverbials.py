"""How, how often and on which date a statement was made: adverbials that are no part of it.

- «ونفت روسيا | بشكل قاطع هذه الاتهامات»، «موسكو نفت | على الدوام أي ضلوع لها»
- «نفت | في وقت سابق من الشهر الجاري إجراء محادثات»، «أعلن الجيش | في فبراير/شباط 2018، بدء خطة»

Nothing is read from them; the slots skip them (``slots.skip_slots``).
"""

from bot.quotes.marks import COMMAS
from bot.quotes.phrases import only_verb
from bot.quotes.reading import Reading
from bot.quotes.times import MONTHS

#: «بشكل | قاطع»: nouns whose adjective tells how.
_HOW = frozenset("بشكل بصوره بطريقه بلهجه بنبره بصيغه بلغه".split())
_ALONE = frozenset(
    "بشده بحزم بوضوح بصراحه بالفعل بالتفصيل بالاجماع باستمرار بدقه بجديه بحراره".split()
)
_PAIRS = frozenset(
    {("علي", "الدوام"), ("علي", "الفور"), ("علي", "الملا"), ("في", "المقابل"), ("في", "البدايه")}
)
#: Adjectives of one noun: «بشكل قاطع وصريح».
_MOST = 3
#: «في | مطلع يناير»، «منذ | أواخر الشهر الماضي».
_IN = frozenset("في خلال منذ مطلع اواخر اوايل منتصف نهايه بدايه".split())
_EDGES = frozenset("مطلع اواخر اوايل منتصف نهايه بدايه".split())
_SPANS = frozenset("العام الشهر الاسبوع السنه القرن الربع عام سنه شهر هذا هذه".split())
_WHICH = frozenset(
    "الماضي الماضيه الجاري الجاريه الحالي الحاليه المقبل المقبله السابق المنصرم المنصرمه الفايت نفسه نفسها"
    " الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
)
_EARLIER = frozenset({"سابق", "لاحق", "متاخر", "مبكر"})
#: Digits of a year.
_DIGITS = 4
#: Tokens of a date: «في وقت سابق من شهر يناير/كانون الثاني الماضي» has ten.
_LONGEST = 12


def skip_adverbial(reading: Reading, i: int, limit: int) -> int:
    """Past the adverbial that begins at ``i``, ``i`` where none does."""
    form = reading.form(i)
    if form in _ALONE or (form, reading.form(i + 1)) in _PAIRS:
        return min(i + 1 + (form not in _ALONE), limit)
    if form in _HOW:
        return _adjectives(reading, i + 1, limit)
    return _date(reading, i, limit) if form in _IN else i


def _adjectives(reading: Reading, i: int, limit: int) -> int:
    end = i
    while end < min(limit, i + _MOST) and reading.is_word(end):
        word = reading.word(end)
        plain = (word.adjective or word.noun) and not (word.definite or word.function or word.title)
        if not plain or only_verb(word):
            break
        end += 1
        if not reading.form(end).startswith("و"):
            break
    return end if end > i else i - 1


def _date(reading: Reading, start: int, limit: int) -> int:
    """«في وقت سابق من الشهر الجاري»، «في فبراير/شباط 2018»، «خلال العام الماضي»: to its last word of time."""
    i, known = start + 1, False
    if (reading.form(i), reading.form(i + 1) in _EARLIER) == ("وقت", True):
        i, known = i + 2, True
    while i < min(limit, start + _LONGEST):
        form = reading.form(i)
        named = form in MONTHS or form in _SPANS
        number = known and _is_year(reading, i)
        joins = form in {"من", "/"} and reading.form(i + 1) in _SPANS | MONTHS | _EDGES
        if not (named or number or joins or form in _EDGES or (known and form in _WHICH)):
            break
        known = known or named
        i += 1
    dated = known and (i >= limit or reading.form(i) in COMMAS or _ends(reading, i))
    return i if dated else start


def _is_year(reading: Reading, i: int) -> bool:
    """«في فبراير | 2018», not «في مايو الماضي | 12 شرطا»."""
    four = reading.is_number(i) and len(reading.form(i)) == _DIGITS
    return four and reading.form(i - 1) in MONTHS | {"عام", "سنه", "الاول", "الثاني"}


def _ends(reading: Reading, i: int) -> bool:
    """Whether the date is whole: no noun behind «شهر» and the like still belongs to it."""
    return reading.form(i - 1) not in {"عام", "شهر", "سنه", "من", "/", "هذا", "هذه"} | _EDGES
