"""The circumstance of a speaker (ḥāl, Wright II § 44): how he said it, and no part of who he is.

- «وتساءل الرئيس | متعجبا»، «وقال صلاح | مازحا بعد القرعة»: an indefinite accusative
- «وقالت | مازحة إن»، «وقالت جيني | ضاحكة:»: a feminine, by a list and by the content behind it
- «زاد جلال | بحديثه:»، «وتابع | بقوله:»، «وقالت المصري | في رسالتها»: his own speech
"""

from bot.quotes.marks import COMMAS
from bot.quotes.phrases import SUBORDINATORS
from bot.quotes.reading import Reading

#: Letters of names that end as an accusative does: «رضا»، «هدى».
_NAME = 4
_MASCULINE = frozenset("مازحا ضاحكا ساخرا باكيا قايلا هازيا هامسا صارخا صحافيا".split())
_FEMININE = frozenset(
    "مازحه ضاحكه ساخره متهكمه غاضبه باكيه مبتسمه متعجبه مستغربه مستنكره متسايله مندهشه حازمه متاثره معلقه قايله"
    " مضيفه موضحه موكده مشدده محذره منتقده معتبره متابعه مستدركه مخاطبه".split()
)
#: «بحديثه»، «في تصريحاته»: said by himself, whatever it is.
_SPEECHES = frozenset(
    "حديث كلام تصريح تصريحات كلمه خطاب مداخله قول رسال بيان مقال مقالت تغريدت تغريدات رد كلمت مداخلت تعليق".split()
)
_PRONOUNS = ("ها", "هم", "ه")
#: «مقالة نشرت في الصحيفة، قال بويري | فيها»: of what was said before.
_IN_IT = frozenset("فيها فيه خلالها خلاله".split())


def is_state(reading: Reading, i: int) -> bool:
    """An indefinite accusative adjective tells how, not who: «وتساءل الرئيس متعجبا»."""
    form, word = reading.form(i), reading.word(i)
    accusative = form.endswith("ا") and len(form) > _NAME and word.adjective
    plain = accusative and not (word.definite or word.proper or word.title or word.place)
    listed = form in _MASCULINE or (form in _FEMININE and _content(reading, i + 1))
    return plain or listed or _is_printed_accusative(reading, i)


def _is_printed_accusative(reading: Reading, i: int) -> bool:
    """«لم يسجل القحطاني | هدفاً»: with its sign printed, an accusative beyond doubt."""
    if i >= len(reading.tokens) or not reading.word(i).noun:
        return False
    token = reading.tokens[i]
    return "\u064b" in reading.text[token.start : token.end]


def outside(reading: Reading, i: int) -> bool:
    """Whether what stands behind a speaker's phrase is how he said it: it is no part of the phrase."""
    return own_speech(reading, i) or reading.form(i) in _IN_IT


def tells_how(reading: Reading, i: int) -> bool:
    """A circumstance with the content right behind it: «وقال | ساخرا إن»، «وتابع | بقوله:»."""
    said = own_speech(reading, i) and reading.form(i).startswith("ب")
    pause = reading.form(i + 1) in COMMAS
    return (is_state(reading, i) or said) and _content(reading, i + 1) and not pause


def own_speech(reading: Reading, i: int) -> bool:
    """«بحديثه»، «تصريحاته»: what the speaker said, by its pronoun."""
    stem = reading.form(i).removeprefix("ب")
    end = next((one for one in _PRONOUNS if stem.endswith(one)), "")
    if reading.bare(i).endswith("ة"):
        return False  # «دراسة | حديثة»
    return bool(end) and stem.removesuffix(end) in _SPEECHES


def _content(reading: Reading, i: int) -> bool:
    form = reading.form(i)
    return form in SUBORDINATORS or form == ":" or form in COMMAS or reading.opens(i) is not None
