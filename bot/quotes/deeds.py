"""Verbal nouns (maṣdar) by their patterns (Wright I § 202): what somebody did, and nobody's name."""

from bot.arabic.wordclass import WordClass

#: Letters of «تقديم» and «إقناع»; of «استعادة» and «استخدام».
_SECOND, _TENTH = 5, 7


def is_deed(word: WordClass) -> bool:
    """«نجح العلماء في | تقديم ابتكار»: a verbal noun of the second form.

    >>> is_deed(WordClass("تقديم", noun=True)), is_deed(WordClass("تلميذ", noun=True))
    (True, False)
    """
    stem = word.stem
    plain = word.noun and not (word.speaker or word.proper)
    return plain and len(stem) == _SECOND and stem[0] == "ت" and stem[3] == "ي"


def is_act(word: WordClass) -> bool:
    """Those of the fourth and tenth forms besides: «في | إقناع المدعية»، «في | استعادة مواقع».

    >>> is_act(WordClass("اقناع", noun=True)), is_act(WordClass("استعاده", noun=True))
    (True, True)
    """
    stem = word.stem
    fourth = len(stem) == _SECOND and stem[0] == "ا" and stem[3] == "ا"
    tenth = len(stem) == _TENTH and stem.startswith("است")
    listed = word.definite or word.speaker or word.place or word.title or word.proper
    return is_deed(word) or (word.noun and not listed and (fourth or tenth))
