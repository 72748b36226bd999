"""Gender and number inside a noun phrase: what disagrees with it is not of it.

Grammar (Badawi, Carter and Gully, Modern Written Arabic, § 2.1): an adjective has the gender of its
noun. «حثت منظمة الصحة العالمية | المرافق على».
"""

from bot.arabic.wordclass import WordClass
from bot.quotes.progress import Progress
from bot.quotes.reading import Reading


def another_gender(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """«نعى شريف إسماعيل رئيس مجلس الوزراء | الفنانة الكبيرة»: a woman's title behind a man's is the object."""
    feminine = word.definite and _is_womans(reading, reading.form(i))
    head = state.head
    man = head is not None and bool(head.title) and not head.stem.endswith("ه")
    return feminine and man and state.definite and not reading.word(i - 1).title


def _is_womans(reading: Reading, form: str) -> bool:
    return form.endswith("ه") and bool(reading.words.of(form[:-1]).title)


def disagrees(reading: Reading, i: int) -> bool:
    """Whether an adjective cannot be the last noun's by gender or number."""
    plural = reading.form(i).endswith("ين") and not reading.form(i - 1).endswith(("ين", "ون"))
    return plural or _other_gender(reading, i) or _breaks_gender(reading, i)


def unlike_head(reading: Reading, i: int, state: Progress) -> bool:
    """«الاتحاد الدولي (الفيفا) | القائمة النهائية»: behind a bracket, not of the head's gender."""
    feminine = state.head is not None and state.head.stem.endswith("ه")
    return reading.tokens[i].bare.endswith("ة") != feminine


def _breaks_gender(reading: Reading, i: int) -> bool:
    """«حثت منظمة الصحة العالمية | المرافق على»: no masculine adjective behind a feminine one."""
    last = reading.word(i - 1)
    plain = last.adjective and not (last.speaker or last.title)
    before = plain and reading.tokens[i - 1].bare.endswith("ة")
    return before and not reading.tokens[i].bare.endswith(("ة", "ى", "اء"))


def _other_gender(reading: Reading, i: int) -> bool:
    """«وصف الوزير | الاتفاقية بأنها»: no feminine adjective behind a man's title."""
    title = reading.word(i - 1).title and not reading.tokens[i - 1].bare.endswith("ة")
    return bool(title) and reading.tokens[i].bare.endswith("ة")
