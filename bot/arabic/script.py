"""Folding of Arabic script for matching; the stored text itself is never altered.

Two levels: :func:`fold` keeps the length, so that offsets stay true; :func:`form` also drops what
is not written in most texts (harakat, tatweel, direction marks), and is for comparing words only.
"""

import re
from functools import lru_cache

#: Letters that writers confuse: hamza seats, alef maqsura and ya, ta marbuta and ha; Persian and
#: Urdu shapes of kaf, ya and ha occur in text that was typed on other keyboards.
_LETTERS = str.maketrans("أإآٱىةؤئکیھۀ", "اااايهويكيهه")
#: Arabic-Indic and extended Arabic-Indic digits.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_FOLD = {**_LETTERS, **_DIGITS}
#: Harakat, dagger alef, Quranic marks, tatweel, and the direction and joining controls.
UNWRITTEN = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c"
_UNWRITTEN = re.compile(f"[{UNWRITTEN}]")
#: Bidi controls that a user could use to make text read otherwise than it is.
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ARABIC = re.compile("[\u0621-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")
#: Letters that Persian and Urdu have and Arabic lacks; news Arabic uses them in names only.
_PERSIAN = re.compile("[پچژگٹڈڑںےکی]")
#: Share of letters above which a text counts as Persian or Urdu; Arabic news stays under 0.005.
PERSIAN_SHARE = 0.02


def fold(text: str) -> str:
    """Fold letters and digits one for one: ``len(fold(t)) == len(t)``.

    >>> fold("إندماجُ القاعدة ١٢")
    'اندماجُ القاعده 12'
    """
    return text.translate(_FOLD)


def bare(text: str) -> str:
    """Drop harakat, tatweel and direction marks, and keep the letters as printed.

    >>> bare("حذّر عـــلى")
    'حذر على'
    """
    return _UNWRITTEN.sub("", text)


@lru_cache(maxsize=1 << 16)
def form(word: str) -> str:
    """The form to match a word by: bare and folded, lower case where there is case.

    >>> form("وأعتبر"), form("مُؤكِّداً"), form("على")
    ('واعتبر', 'موكدا', 'علي')
    """
    return letters_of(word)


def letters_of(text: str) -> str:
    """The same of a longer text, which no memo keeps: an article is read once, and may be erased."""
    return fold(bare(text)).lower()


def strip_bidi(text: str) -> str:
    """Text without direction controls, so that it cannot reorder what stands around it."""
    return _BIDI.sub("", text)


def is_arabic(text: str) -> bool:
    """Whether at least half of the letters are Arabic and few are Persian or Urdu only.

    Letters of the first 4,000 code points decide, enough for any headline and lead.
    """
    letters = _LETTER.findall(text[:4000])
    arabic = sum(1 for letter in letters if _ARABIC.match(letter))
    foreign = len(_PERSIAN.findall(text[:4000]))
    return bool(letters) and arabic * 2 >= len(letters) and foreign <= len(letters) * PERSIAN_SHARE
