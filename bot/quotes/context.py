"""What the words of a text tell about each other: which of them are names, though they read otherwise."""

from dataclasses import replace

from bot.arabic.lexicon import Lexicon
from bot.arabic.wordclass import WordClass
from bot.quotes.deeds import is_deed
from bot.quotes.marks import COMMAS

#: A name of fewer letters may begin with what looks like a particle by chance.
MIN_NAME = 4
_NAMED = WordClass("", proper=True, unknown=True)
#: What begins content, or a slot before it: between it and a verb of saying stands the subject alone.
_CONTENT = COMMAS | frozenset('ان انه انها بان : " « “ في لقناه لوكاله'.split())
_SAYING = frozenset(
    "قال قالت اضاف اضافت يقول تقول تابع تابعت اوضح اوضحت ذكر ذكرت اكد اكدت اشار اشارت".split()
)


def in_context(
    forms: tuple[str, ...], classes: list[WordClass], lexicon: Lexicon
) -> tuple[WordClass, ...]:
    """The classes, with what other words of the text tell.

    The first word of a place of several words is known as one («حذرت الولايات المتحدة»، «المملكة
    العربية السعودية»), and a name that the text also prints bare is known behind و, ل and ب
    («لترامب»، «وميركل»). A surname that is also a word is a name behind a cue («واعتبر ماس أن»).
    """
    known = frozenset(forms)
    surnames = _surnames(forms, classes, lexicon)
    for i, word in enumerate(classes):
        prefix = forms[i][:1]
        if word.unknown and prefix in "ولب" and forms[i][1:] in known and len(forms[i]) > MIN_NAME:
            classes[i] = replace(
                word,
                unknown=False,
                noun=True,
                joined=prefix == "و",
                joined_verb=prefix == "و",
                li_noun=prefix == "ل",
                bi_noun=prefix == "ب",
            )
        elif forms[i] == "متحدثا" and forms[i + 1 : i + 2] == ("باسم",):
            classes[i] = replace(word, slot=frozenset())  # «لكن متحدثا باسم المدرسة نفى»
        elif word.title and not word.definite and forms[i + 1 : i + 2] == ("بن",):
            classes[i] = replace(word, title="", proper=True, noun=False)  # «سلطان | بن سحيم»
        elif _speaks(forms, classes, i, lexicon):
            classes[i] = replace(_NAMED, stem=word.stem)
        elif forms[i] in surnames and (
            _beside_saying(forms, i, lexicon) or (i > 0 and classes[i - 1].name)
        ):
            classes[i] = replace(
                word,
                proper=True,
                verb=False,
                adjective=False,
                noun=False,
                owned=False,
                slot=frozenset(),
            )
    for i in range(len(forms) - 1):
        if forms[i : i + 2] in lexicon.place_words or forms[i : i + 3] in lexicon.place_words:
            classes[i] = replace(classes[i], place=True, verb=False)
    return tuple(classes)


#: What may stand between a surname and the colon or verb of its statement, or nothing.
_BEFORE_SAYING = frozenset({"قد", "لم", "لا", "لن"})


def _beside_saying(forms: tuple[str, ...], i: int, lexicon: Lexicon) -> bool:
    """«وأكد شكري»، «شكري: ...»، «شكري يحذر»: where a surname that is also a word is taken for one."""
    after = forms[i + 1] if i + 1 < len(forms) else ""
    said = i > 0 and forms[i - 1].removeprefix("و") in lexicon.cues
    return said or after == ":" or after in lexicon.cues or after in _BEFORE_SAYING


#: Tokens before a given name within which its title stands: «وزير الخارجية المصري | سامح شكري».
TITLE_BACK = 6


def _surnames(forms: tuple[str, ...], classes: list[WordClass], lexicon: Lexicon) -> frozenset[str]:
    """Words that the text prints behind a given name: «، هايكو ماس،»، «الوزير سامح شكري إن»."""
    found = set()
    for i in range(1, len(forms) - 2):
        first, last = classes[i], classes[i + 1]
        kind = last.noun or last.verb or last.proper or (last.nisba and last.definite)
        if not first.name or first.definite or not kind:
            continue
        listed = last.title or last.speaker or last.slot or last.place or last.function
        if listed or last.bi_noun or last.li_noun or forms[i + 1] in lexicon.cues or is_deed(last):
            continue
        after = forms[i + 2]
        origin = last.nisba and last.definite  # «، خالد اليماني،»
        common = last.noun and not last.definite
        apart = forms[i - 1] in COMMAS and after in COMMAS and (common or origin)
        if apart or (_titled(classes, i) and (after in _BEHIND_NAMES or after in lexicon.cues)):
            found.add(forms[i + 1])
    found.update(form.rpartition("_")[2] for form in forms if "_" in form)  # «#سعد_الحريري»
    return frozenset(found)


#: What a whole name ends before.
_BEHIND_NAMES = COMMAS | frozenset("ان انه انها : ( . علي الي في من عن خلال امام عقب بعد".split())


def _titled(classes: list[WordClass], i: int) -> bool:
    """Whether a title, complete, stands before the given name at ``i``."""
    before = classes[i - 1]
    back = classes[max(0, i - TITLE_BACK) : i]
    return bool(before.title) or (
        (before.definite or before.place) and any(word.title for word in back)
    )


#: «وأكد | عيد أن»: given names that are times besides.
_NAMES_OF_TIME = frozenset({"عيد", "ربيع", "صباح"})


def _speaks(forms: tuple[str, ...], classes: list[WordClass], i: int, lexicon: Lexicon) -> bool:
    """«وقال | هوراك إنه»، «وأضاف | باكل أن»: a foreign name that reads as a noun with «your» or with بـ.

    Nobody tells «your» thing in the news, and no ب stands between such a verb and its content.
    """
    word, form = classes[i], forms[i]
    told = 0 < i < len(forms) - 1 and forms[i - 1].removeprefix("و") in _SAYING
    if not told or forms[i + 1] not in _CONTENT or word.function:
        return False
    yours = (
        form not in lexicon.slots and word.owned and form.endswith("ك") and len(form) > MIN_NAME - 1
    )
    inner = word.bi_noun and not (word.definite or form[1:] in lexicon.slots)
    in_ba = inner and form.startswith("با") and not form.startswith("بال")
    at_once = forms[i + 1] in {"ان", "انه", "انها", ":"}
    return yours or (at_once and (in_ba or form in _NAMES_OF_TIME))
