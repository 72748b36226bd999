"""Where the name of a body or group ends, though its phrase ran on.

A phrase is read as long as nothing forbids the next word, and an object, a place or a chairman may stand
right behind a subject. As the name that is shown it ends where it is complete (Badawi, Carter and Gully
§ 1.8: a genitive with the article closes the chain):

- «الأمم المتحدة | سفيرة للنوايا الحسنة»، «اتحاد الكرة الإماراتي | استبعاد اللاعب»: an indefinite noun behind it
- «المنتخب الإسباني | ضيفه»، «وزارة الدفاع | بيانها»: a noun with the body's own pronoun
- «المملكة | برئاسة نائب المحافظ»، «واتساب | بكل الأحوال»، «ريال مدريد | في ركبته»
"""

from dataclasses import replace

from bot.arabic.wordclass import WordClass
from bot.quotes.deeds import is_deed
from bot.quotes.phrase_starts import superlative
from bot.quotes.phrases import NounPhrase, only_verb
from bot.quotes.purposes import names_purpose
from bot.quotes.reading import Reading
from bot.quotes.times import MONTHS

#: Who commands a body may be part of its name («التحالف بقيادة السعودية»), who chairs it is not.
_LED = frozenset({"بقياده", "بزعامه"})
#: «وأضافت اللجنة»: «لجنة | مكونة من قضاة» without the judges.
_MADE_OF = frozenset("مكون مكونه مولف مولفه نشرته نشرتها".split())
#: «"دويتشه" بنك | أكثر من ألف»: no adjective of the bank.
_COMPARED = frozenset({"اكثر", "اقل"})
#: «ثلث المستطلعة | آراؤهم»: what a participle is told of.
_TOLD = frozenset({"اراوهم", "ارايهم", "بهم", "بهما", "فيهم", "عليهم"})
#: «البيت الأبيض | العام الماضي».
_WHEN = frozenset("ماضي ماضيه جاري جاريه حالي حاليه مقبل مقبله فايت قادم قادمه".split())
#: Letters of abbreviations that look like words: «"إم آي 5"».
_SHORT = 3


def own_name(reading: Reading, phrase: NounPhrase, *, speaks: bool = False) -> NounPhrase:
    """The phrase without what stands behind the body's name; a phrase with appositions as it is.

    ``speaks`` tells that it is a speaker's, of which the content or a pause behind it shows the end.
    """
    if phrase.commas or phrase.bearer:
        return phrase
    end = next(
        (
            i
            for i in range(phrase.head + 1, phrase.end)
            if _behind(reading, phrase, i) or not (speaks or _goes_on(reading, phrase, i))
        ),
        phrase.end,
    )
    return replace(phrase, end=end) if end < phrase.end else phrase


def _behind(reading: Reading, phrase: NounPhrase, i: int) -> bool:
    """Whether the name is complete before token ``i``, and what stands there is no part of it."""
    head, word = phrase.head_class(reading), reading.word(i)
    before = head if i - 1 == phrase.head else reading.word(i - 1)
    alone = i - 1 == phrase.head and (head.name or head.unknown or head.place)
    office = word.title == "office" and before.name and not (head.title or word.definite)
    year = reading.form(i) == "عام" and not before.noun  # «نادي فيورنتينا | عام 2016»
    if office or year or superlative(reading, i) or reading.form(i) in _COMPARED:
        return True  # «داميان كولينز | رئيس اللجنة»، «شركة جاغوار لاند روفر | أكبر شركة»
    complete = before.definite or before.place or alone
    if not reading.tokens[i].is_word or reading.inside(i):
        return complete and _says(reading, i)
    if reading.word(i).stem in _MADE_OF and i + 1 == phrase.end:
        return True
    closed = reading.mark(i - 1) is not None
    if closed and word.definite and not word.nisba and _leads_on(reading, i + 1):
        return True  # «شركة "كريم" | المتخصصة في تقديم الخدمات»
    if reading.form(i) in {"في", "من"}:
        deed = reading.form(i) == "في" and i - 1 == phrase.head and is_deed(reading.word(i + 1))
        part = reading.form(i) == "من" and not before.definite  # «عدة أفراد | من أسرته»
        if deed or reading.form(i + 1) == "عام":
            return True
        return alone or (not part and _no_place(reading.word(i + 1)))
    if word.bi_noun:
        return reading.form(i) not in _LED and not _of_body(reading, i)
    if not complete or before.title or word.function or word.joined or _for(reading, i):
        return False
    if word.slot & {"time"} and reading.word(i + 1).stem in _WHEN:
        return True
    own = alone and word.definite and word.adjective and not (word.nisba or head.place)
    return own or (_another_noun(word) and reading.form(i) not in _TOLD)


#: «مكتب المسؤولية المهنية التابع | لمكتب التحقيقات».
_TIED = frozenset({"تابع", "تابعه", "موالي", "مواليه"})


def _goes_on(reading: Reading, phrase: NounPhrase, i: int) -> bool:
    """Whether a noun with ل behind a whole name goes on with it: «التحالف العربي | لدعم الشرعية»."""
    before = phrase.head_class(reading) if i - 1 == phrase.head else reading.word(i - 1)
    brand = before.speaker and not before.noun  # «فيسبوك | للحصول على بيانات»
    named = before.definite or before.place or before.name or before.unknown or brand
    aside = reading.word(i).li_noun and named and not before.title
    return not aside or before.stem in _TIED or names_purpose(reading, phrase, i)


def _leads_on(reading: Reading, i: int) -> bool:
    """A preposition behind a participle: «المتخصصة | في»، «التابع | للرئيس»."""
    return reading.form(i) in {"في", "من", "علي", "الي", "عن"} or reading.form(i).startswith("لل")


def _says(reading: Reading, i: int) -> bool:
    """«محكمة العدل الدولية | "هزيمة أخرى"»: marks that hold common words, no name."""
    mark = reading.opens(i)
    if mark is None or mark.close - i <= 2:
        return False
    inner = reading.word(i + 1)
    listed = inner.definite or inner.proper or inner.unknown or inner.speaker or inner.verb
    common = inner.noun and not (listed or inner.bi_noun) and len(inner.stem) > _SHORT
    return common or (only_verb(inner) and inner.stem[:1] in "يت")


def _no_place(word: WordClass) -> bool:
    own = word.owned and not (word.speaker or word.place)  # «أوبك» reads as "your ..."
    return own or bool(word.slot & {"time", "venue"}) or word.stem in MONTHS


def _for(reading: Reading, i: int) -> bool:
    """«الحساب الرسمي | لغاب»: ل with a noun or a name."""
    word, form = reading.word(i), reading.form(i)
    return word.li_noun or (form.startswith("ل") and reading.words.of(form[1:]).unknown)


def _of_body(reading: Reading, i: int) -> bool:
    """«مسؤول | بوزارة الدفاع»: a body or place, of which the head is a member."""
    inner = reading.words.of(reading.form(i)[1:])
    body = inner.speaker or inner.place or inner.title or inner.kind
    return bool(body) and inner.stem != "تنظيم"  # «حركة حماس | بتنظيم الاحتجاجات»


def _another_noun(word: WordClass) -> bool:
    """A noun that no complete phrase goes on with: indefinite, or with a pronoun of its own."""
    listed = word.proper or word.unknown or word.place or word.adjective
    return word.noun and (word.owned or not (word.definite or listed))
