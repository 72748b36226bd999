"""Gender and number of the verb before a quote: the article's own verb tells, else who speaks.

«قالت موسكو» and «موسكو تحذّر» are feminine by their verbs, whatever the name looks like.
"""

from bot.arabic.script import form
from bot.model.answer import StoredQuote
from bot.model.quote import Kind

#: Perfect verbs whose own root ends in ت.
_ROOT_T = frozenset(map(form, "لفت ألفت بات ثبت أثبت نعت صوّت سكت".split()))
#: Perfect verbs of the fifth and sixth form begin with ت and are masculine.
_PERFECT_T = frozenset(
    map(
        form,
        "توقع تعهد تحدث تابع توعد تمنى تساءل تطرق ترقب تبنى تعرض تنبأ تذكر تحدى تخوف تأسف تراجع"
        " تفاءل تناول تكلم تمسك تحفظ تهرب توسل ترحم تقدم تدخل تباهى".split(),
    )
)
#: Bodies that are masculine though one would not see it, and words that are feminine collectives.
_MASCULINE = frozenset(
    map(
        form,
        "مجلس جيش حزب مكتب البيت الكرملين نادي فريق برنامج مركز المرصد الاتحاد البنك صندوق التحالف"
        " الجيش المجلس الحزب البرلمان النادي المنتخب اجتماع بيان وفد تنظيم موقع تلفزيون التلفزيون"
        " راديو معهد جهاز ائتلاف تيار مصدر مسؤول الفاتيكان الأردن لبنان العراق المغرب اليمن السودان"
        " الناتو البنتاغون الكونغرس الكونجرس الصليب الهلال".split(),
    )
)
_PEOPLE = frozenset({Kind.GROUP, Kind.ANONYMOUS})


def agreement(stored: StoredQuote) -> str:
    """Which form of the act fits: "m", "f" or "p"."""
    return _of_verb(stored.cue) or _of_speaker(stored)


def _of_verb(cue: str) -> str:
    """What a finite verb tells; "" for a noun, or a verb that tells nothing."""
    words = cue.split()
    verb = form(words[0]) if len(words) == 1 else ""
    bare = verb[1:] if verb[:1] in "وف" and len(verb) > 3 else verb
    if bare.endswith(("وا", "ون")) and len(bare) > 3:
        return "p"
    if bare.endswith("ت") and bare not in _ROOT_T and len(bare) > 3:
        return "f"
    if bare.startswith("ت") and bare not in _PERFECT_T and len(bare) > 3:
        return "f"
    return "m" if bare.startswith("ي") and len(bare) > 3 else ""


def _of_speaker(stored: StoredQuote) -> str:
    """What the speaker's title or name tells."""
    quote = stored.quote
    words = [form(word.strip('#"«“()')) for word in quote.who.replace("_", " ").split()]
    head = words[0] if words else ""
    if quote.kind is Kind.PERSON:
        role = quote.role.split()
        return "f" if role and role[0].endswith("ة") else "m"
    if head in _MASCULINE:
        return "m"
    if quote.kind in _PEOPLE and head.endswith(("ون", "ين")):
        return "p"
    if head.endswith(("ه", "ات", "ا")):
        return "f"
    place = quote.kind is Kind.ORGANIZATION and len(words) == 1 and not head.startswith("ال")
    return "f" if place else "m"
