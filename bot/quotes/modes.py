"""Whether content is direct, indirect or mixed: by its marks, and by the first person without any."""

from collections import Counter

from bot.model.quote import Mode
from bot.quotes.phrases import MAX_NAME_IN_MARKS
from bot.quotes.reading import Reading

#: Two quoted words make a statement mixed; one is a scare quote or a name (GUIDELINES).
MIXED_WORDS = 2
#: First persons that make a colon's content direct speech: «لافروف: لن نقبل».
_FIRST_PERSON_PREFIX = ("ن", "سن", "لن")


def mode_of(reading: Reading, start: int, end: int, kind: str = "") -> Mode:
    """Direct, indirect or mixed, by how many of the words stand inside marks."""
    words = [i for i in range(start, end) if reading.tokens[i].is_word]
    quoted = [i for i in words if reading.inside(i)]
    if len({reading.mark_at[i] for i in quoted}) == 1 and _names(reading, quoted, len(words)):
        return Mode.INDIRECT
    if words and len(quoted) == len(words):
        return Mode.DIRECT
    runs = Counter(reading.mark_at[i] for i in quoted)
    if any(count >= MIXED_WORDS for count in runs.values()):
        return Mode.MIXED
    if kind == "colon" and any(_first_person(reading, i) or _myself(reading, i) for i in words):
        return Mode.DIRECT
    return Mode.INDIRECT


def _names(reading: Reading, quoted: list[int], words: int) -> bool:
    """«مشروع "طريق التنمية"»، «شركة "نوفا تريس"»: one run of marks that is a name."""
    before = quoted[0] - 2
    if len(quoted) > MAX_NAME_IN_MARKS // 2 or len(quoted) == words or before < 0:
        return False
    if not reading.tokens[before].is_word:
        return False
    word = reading.word(before)
    body = word.speaker & {"organization", "media"} or reading.form(before) in _NAMED
    return bool(body) and not (word.definite or (word.verb and not word.noun))


_NAMED = frozenset(
    "مشروع برنامج منظومه منصه عمليه حمله فيلم كتاب مسلسل روايه لقب جايزه بطوله اسم مبادره".split()
)


def _myself(reading: Reading, i: int) -> bool:
    """«سأكون صريحة»، «لن أعتذر»، «لم أحسم»: the first person singular, by its hamza."""
    bare, word = reading.tokens[i].bare, reading.word(i)
    if bare.startswith("سأ"):
        return word.verb and not word.noun
    behind = reading.form(i - 1).removeprefix("و").removeprefix("ف") in {
        "لن",
        "لم",
        "لا",
        "كي",
        "ان",
    }
    return behind and bare.startswith("أ") and word.verb and len(bare) > SHORT_VERB


#: «أقل» and the like are no verbs.
SHORT_VERB = 3


def _first_person(reading: Reading, i: int) -> bool:
    form = reading.form(i)
    word = reading.word(i)
    ours = form.endswith("نا") and (word.owned or word.verb) and len(form) > 4
    imperfect = form.startswith(_FIRST_PERSON_PREFIX) and not form.endswith("ا")
    return ours or (imperfect and word.verb and not word.noun and len(form) > 3)
