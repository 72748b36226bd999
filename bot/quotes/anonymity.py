"""The clause by which a source stays unnamed: «مسؤول، طلب عدم نشر اسمه، إن».

It stands between the speaker and what he said, with or without commas; it is neither a name nor an
act of its own, though «طلب»، «رفض» and «اشترط» are reporting verbs elsewhere. Forms are those of the
news agencies' rule that a reason for anonymity is given: «رفض الكشف عن هويته»، «مفضلا عدم ذكر اسمها»،
«شريطة عدم الكشف عن اسمه»، «لم تذكر اسمه»، «فضّلوا حجب هوياتهم».
"""

from bot.quotes.marks import COMMAS
from bot.quotes.reading import Reading

#: What opens the clause, besides a negated verb.
_OPENERS = frozenset(
    "طلب طلبت طلبا طلبوا طلبتا رفض رفضت رفضا رفضوا فضل فضلت فضلا فضلوا اشترط اشترطت اشترطا اشترطوا"
    " اثر اثرت اثروا مفضلا مفضله مفضلين مشترطا مشترطه مشترطين طالبا طالبه طالبين رافضا رافضه رافضين"
    " شريطه بشرط شرط يرفض ترفض يفضل تفضل".split()
)
#: How it is told that the name is not told.
_KEPT = frozenset("عدم الا ذكر نشر الكشف كشف الافصاح حجب ابقاء اخفاء التعريف الاعلان".split())
_NEGATED = frozenset("لم لا لن".split())
_TELLS = frozenset(
    "يذكر تذكر يكشف تكشف ينشر تنشر يسم تسم تسمه يسمه يفصح تفصح يشا تشا يرغب ترغب يرد ترد".split()
)
_NAME = frozenset(
    "اسمه اسمها اسمهم اسمهما اسماءهم اسمائهم اسماوهم اسمايهم هويته هويتها هويتهم هويتهما هوياتهم"
    " هوياتهما الاسم اسميهما نفسه نفسها".split()
)
#: Tokens from the opener to the name; «طلب عدم الكشف عن اسمه الكامل» has six.
MAX_CLAUSE = 9


def withheld(reading: Reading, i: int) -> int:
    """The end of such a clause that begins at ``i``, a closing comma included; ``i`` where none does."""
    plain = reading.form(i).removeprefix("و")
    if plain in _NEGATED:
        kept = reading.form(i + 1) in _TELLS
    else:
        kept = plain in _OPENERS and reading.form(i + 1) in _KEPT
    if not kept:
        return i
    for j in range(i + 2, min(i + MAX_CLAUSE, reading.sentence(i).end)):
        if not reading.tokens[j].is_word:
            return i
        if reading.form(j) in _NAME:
            return _reason(reading, j + 1)
    return i


def _reason(reading: Reading, i: int) -> int:
    """Past «لأسباب أمنية»، «لحساسية الموضوع» and the comma that closes the clause."""
    if reading.form(i) in COMMAS:
        return i + 1
    for j in range(i, min(i + MAX_CLAUSE, reading.sentence(i - 1).end)):
        if reading.form(j) in COMMAS and reading.form(i)[:1] in {"ل", "خ"}:
            return j + 1
        if not reading.tokens[j].is_word:
            break
    return i
