"""What quotation marks hold: speech, or the name of a body, a slogan, a title.

- speech: «وقال اللاعب لبي بي سي | "أشعر بالحرج لنيمار"»، «وقالت في بيان على تويتر | "الوضع تحت السيطرة"»
- names: «لشبكة | "إيه بي سي"»، «تحت شعار | "جيل محصن"»
"""

from bot.quotes.cues import Cue
from bot.quotes.phrases import only_verb
from bot.quotes.reading import Reading

#: Marks with fewer words than this are not speech unless nothing else follows.
MIN_QUOTED_WORDS = 3
#: What marks give the name of: «تحت شعار "جيل محصن"»، «بعنوان "..."».
_NAMING = frozenset("ل باسم شعار عنوان بعنوان اسم مسمي لقب وسم هاشتاغ".split())


def names_body(reading: Reading, i: int) -> bool:
    """Whether the word before marks calls for a name: «لشبكة "إيه بي سي"»، «صحيفة "ديلي ميل"»."""
    if not i or not reading.tokens[i - 1].is_word:
        return False
    word, form = reading.word(i - 1), reading.form(i - 1)
    if reading.form(i - 2) == "في" and "venue" in word.slot:
        return False  # «وذكر في بيان | "لا نخطط لشيء"»
    inner = reading.words.of(form[1:]) if form[:1] in "لبو" and len(form) > 3 else word
    listed = word.speaker or inner.speaker or "recipient" in inner.slot
    office = word.title in {"office", "trade"} and not word.definite  # «مؤسس | "فيسبوك"»
    return bool(listed) or office or form in _NAMING


#: «مرددين شعار | "الشعب يريد"»، «هتفوا بشعارات "..."»: what the marks hold was said.
_CHANTED = frozenset({"ردد", "هتف"})
_SLOGANS = ("شعار", "شعارات", "هتافات", "هتاف", "عباره", "عبارات")


def is_slogan(reading: Reading, cue: Cue, i: int) -> bool:
    """«مرددين | شعار "الشعب يريد"»: a verb of chanting with what was chanted."""
    return cue.lemma in _CHANTED and reading.form(i).endswith(_SLOGANS)


_NETWORKS = frozenset("تويتر فيسبوك انستغرام سناب يوتيوب".split())


_BEGINS_SPEECH = frozenset("لا لن لم نحن انا انت هذا هذه هناك لقد قد كنت كان كانت ليس ليست".split())


def is_speech(reading: Reading, i: int, words: int) -> bool:
    """«لبي بي سي | "أشعر بالحرج لنيمار"»، «في بيان على تويتر | "الوضع تحت السيطرة"»: marks that hold a sentence."""
    if words < MIN_QUOTED_WORDS:
        return False
    posted = reading.form(i - 1) in _NETWORKS and reading.form(i - 2) in {"علي", "عبر", "في"}
    first, word = reading.form(i + 1), reading.word(i + 1)
    verb = (only_verb(word) or first in reading.lexicon.cues) and first[:1] in "ايتن"
    return posted or verb or first in _BEGINS_SPEECH
