"""Where content is left: the author turns to another matter, or an adjunct of the act begins.

«حذر من الاندماج | خلال اجتماع»، «أعلن تأجيل القمة، | فيما وصل الوفد»، «استقال | دون ذكر الأسباب».
"""

from bot.arabic.conjugation import Tense
from bot.arabic.triggers import Trigger
from bot.arabic.wordclass import WordClass
from bot.quotes.complements import DASHES
from bot.quotes.marks import COMMAS
from bot.quotes.phrases import RELATIVES, only_verb
from bot.quotes.reading import Reading

#: A turn to another matter behind a comma, as word forms; each with what it marks.
_TURNS: tuple[tuple[str, ...], ...] = (
    ("ولم", "يعلق"), ("وهو", "الامر"),
    ("بينما",), ("فيما",), ("في", "الوقت", "الذي"), ("في", "وقت"), ("في", "حين"), ("في", "خطوه"),
    ("في", "اشاره"), ("في", "تصريحات"), ("في", "تصريح"), ("وسط",), ("وكان",), ("وكانت",), ("من", "جانبه"),
    ("من", "جانبها"), ("بدوره",), ("بدورها",), ("ومن", "جانبه"), ("وهو", "ما"), ("وهي",), ("الامر", "الذي"),
    ("تعليقا", "علي"), ("ردا", "علي"), ("خلال", "مؤتمر"), ("خلال", "موتمر"), ("علي", "حد"), ("وياتي",),
    ("وتاتي",), ("وجاء",), ("وجاءت",), ("ما", "اثار"), ("مما",), ("علي", "ان"), ("الا", "ان"),
)  # fmt: skip
#: «فيما» and the like are turns only where a verb follows at once; the rest of the time they join.
_CONDITIONAL = frozenset({"فيما", "وهي"})
#: A relative clause behind fewer words than this tells which one is meant: «التهم التي وجهت إليها».
RESTRICTIVE = 3


def leaves_noun(reading: Reading, i: int, start: int) -> bool:
    """Whether an adjunct begins that belongs to the act and not to the noun that was its content.

    «حذر من الاندماج | خلال اجتماع»، «أعرب عن قلقه إزاء الصراع، | الذي شهد».
    """
    form, after = reading.form(i), reading.form(i + 1)
    if reading.form(i - 1) in COMMAS and _leaves_behind_comma(reading, i):
        return True
    if form in {"بعدما", "عندما", "حينما"} or _when_said(reading, i):
        return True
    if form == "في" and after == "وقت" and reading.form(i + 2) in {"لاحق", "سابق"}:
        return True
    if _joins_verb(reading, i, start) or in_speech(reading, i):
        return True
    if form in {"وخصوصا", "خصوصا", "خاصه", "وخاصه"} and after.removeprefix("و") in THAT:
        return True
    relative = form in RELATIVES and i - start >= RESTRICTIVE
    unique = _is_unique(reading.word(i - 1)) or after in reading.lexicon.cues
    return relative and _is_past(reading, i + 1) and unique


_LEAVING = RELATIVES | {"لكن", "ولكن", "مما"}


def _leaves_behind_comma(reading: Reading, i: int) -> bool:
    """«على تخفيف التصعيد، | كما أجرى الرئيس اتصالات»، «القلق، | الذي»، «التهدئة، | غير أن»."""
    form, after = reading.form(i), reading.form(i + 1)
    if reading.word(i).resumed or form in _LEAVING:
        return True
    if form in {"غير", "بيد"} and after in THAT:
        return True
    return (form == "كما" and reading.word(i + 1).verb) or _adjunct(reading, i)


def _when_said(reading: Reading, i: int) -> bool:
    """«الاندماج | خلال اجتماع»، «التأجيل | حيث»، «الحوار | بعد أن»; «من خلال» is a means."""
    form, before = reading.form(i), reading.form(i - 1)
    if form in {"بعد", "قبل", "علي"}:
        return reading.form(i + 1) == "ان"
    meeting = reading.form(i + 1) in _MEETINGS or before in COMMAS
    during = form in {"خلال", "اثناء"} and meeting
    return before != "من" and (form == "حيث" or during)


#: «حذر من الاندماج | خلال اجتماع»: where he spoke; «ضبط شخصين خلال حملة أمنية» goes on.
_MEETINGS = frozenset(
    "اجتماع اجتماعه اجتماعها لقاء لقايه لقايها موتمر موتمره مقابله مقابلته جلسه كلمه كلمته كلمتها خطاب خطابه زياره زيارته"
    " زيارتها مكالمه اتصال قمه استقباله مباحثات محادثات مداخله حديثه حديثها حوار ندوه".split()
)


def _is_unique(word: WordClass) -> bool:
    """A name, a place, «النووي»: what it is needs no clause to tell, as «المناطق التي حررها» does."""
    return word.name or word.place or word.unknown or word.nisba or word.proper


#: «تجديد العقد، | في صفقة هي الأكبر»، «حملها، | عبر وسائل التواصل»: how and when it was announced.
_ADJUNCTS = frozenset("عبر خلال عقب اثر وسط منذ بعد".split())
_ADJUNCT_PHRASES = frozenset(
    {
        ("علي", "وقع"),
        ("في", "صفقه"),
        ("في", "اعقاب"),
        ("في", "ظل"),
        ("علي", "خلفيه"),
        ("في", "رساله"),
    }
)


def _adjunct(reading: Reading, i: int) -> bool:
    form = reading.form(i)
    return form in _ADJUNCTS or (form, reading.form(i + 1)) in _ADJUNCT_PHRASES


_SPEECHES = frozenset("بيان تصريح تصريحات تغريده تدوينه منشور مقابله مداخله".split())
#: «ما جاء | في بيان الوزارة» tells where something stands.
_STANDS = frozenset(
    "جاء ورد وردت جاءت نشر نشرت ذكر ذكرت اعلن قال قاله قالت كتب كتبت اضاف اضافت اكد اكدت".split()
)


_PAGES = frozenset(
    "صفحته صفحتها صفحتهم حسابه حسابها حسابهم موقعه موقعها تويتر انستغرام فيسبوك".split()
)


def in_speech(reading: Reading, i: int) -> bool:
    """«دعا إلى الهدوء | في بيان صدر أمس»، «عن "أسفها" | خلال مؤتمر صحفي»: where it was said."""
    form, after = reading.form(i), reading.form(i + 1)
    before, whose = reading.form(i - 1), reading.word(i + 2)
    if form not in {"في", "خلال", "عبر"} or before.removeprefix("و") in _STANDS:
        return False
    press = after == "موتمر" and reading.form(i + 2) in {"صحفي", "صحافي"}
    somebodys = whose.definite or whose.name or whose.place or whose.proper
    page = form == "عبر" and after in _PAGES
    speech = (after in _SPEECHES and not somebodys) or press or page
    return speech and not _described_behind(reading, i)


#: «وصفت الوزارة الطلب في بيان لها | بأنه خطوة»: the tokens within which the description follows.
DESCRIBED = 12


def _described_behind(reading: Reading, i: int) -> bool:
    end = min(i + DESCRIBED, reading.sentence(i).end)
    return any(reading.form(j).startswith("بان") for j in range(i, end))


def _joins_verb(reading: Reading, i: int, start: int) -> bool:
    """«اتهمهم بالمضاربة | ويمهلهم أسبوعا»: a verb is joined to no noun, but to the main verb.

    Where a verb stands in the content already («من هجمات تستهدف المدنيين وتقتلهم»), to that one.
    """
    form = reading.form(i)
    inner = reading.words.of(form[1:]) if form.startswith("و") and len(form) > 3 else None
    if inner is None or not only_verb(inner) or not reading.word(i).joined_verb:
        return False
    return not any(_may_be_verb(reading, j) for j in range(start, i))


def _may_be_verb(reading: Reading, j: int) -> bool:
    word = reading.word(j)
    relative = "relative" in word.slot and (reading.form(j) != "من" or reading.word(j + 1).verb)
    return reading.tokens[j].is_word and (only_verb(word) or relative)


THAT = frozenset({"ان", "انه", "انها", "انهم"})


def turns(reading: Reading, i: int) -> bool:
    """Whether the author turns to another matter at ``i``, behind a comma or a closing mark."""
    before = reading.form(i - 1)
    if reading.tokens[i].bare in {"أما", "وأما"} and before in COMMAS:
        return True
    if reading.form(i) == "وذلك" and _adds(reading, i, before):
        return True
    if before in COMMAS and (_is_state(reading, i) or _passes_on(reading, i)):
        return True
    if _withheld(reading, i):
        return True
    if before not in COMMAS and before not in DASHES and reading.mark(i - 1) is None:
        return False
    for turn in _TURNS:
        if all(reading.form(i + n) == word for n, word in enumerate(turn)):
            conditional = turn[0] in _CONDITIONAL
            return not conditional or _is_past(reading, i + 1)
    return False


def _passes_on(reading: Reading, i: int) -> bool:
    """«محذرا من المخاطر، | ونقلت شبكة "روسيا اليوم" كلمة ألقاها»: the outlet's turn, the author's sentence."""
    relays = reading.form(i).startswith("و") and reading.may(i, Trigger.RELAY)
    return relays and "media" in reading.word(i + 1).speaker


_UNTOLD = frozenset(
    "تقديم اعطاء الادلاء الخوض ذكر الكشف تحديد توضيح تفصيل يذكر يكشف يحدد يوضح تذكر تكشف تحدد توضح".split()
)


def _withheld(reading: Reading, i: int) -> bool:
    """«دون ذكر الأسباب»، «من دون أن يحدد موعدا»، «في إشارة إلى»: the author's own remark."""
    if (reading.form(i), reading.form(i + 1)) == ("في", "اشاره"):
        return reading.form(i + 2) == "الي"
    start = i + (reading.form(i) == "من")
    if reading.form(start) not in {"دون", "بدون"}:
        return False
    return reading.form(start + 1 + (reading.form(start + 1) == "ان")) in _UNTOLD


def _adds(reading: Reading, i: int, before: str) -> bool:
    """«، وذلك وسط مخاوف»، «وذلك بعد»: the author adds when and why; «وذلك أمر» is a subject."""
    pause = before in COMMAS or before in DASHES or reading.mark(i - 1) is not None
    after = reading.form(i + 1)
    if after == "علي":
        return pause and reading.form(i + 2) == "خلفيه"
    next_ = reading.word(i + 1)
    function = next_.function or bool(next_.slot) or next_.bi_noun
    return (function and (pause or after in _WHEN)) or (pause and after in _WHY)


_WHEN = frozenset("وسط خلال عقب بعد قبل بحسب وفق اثر منذ".split())
_WHY = frozenset("تعقيبا ردا رغم بهدف بسبب".split())


def _is_state(reading: Reading, i: int) -> bool:
    """A participle that tells what the speaker did meanwhile: «، مقدما للصحفيين رسما»."""
    form, word = reading.form(i), reading.word(i)
    accusative = form.startswith("م") and form.endswith("ا") and len(form) > 4
    return accusative and word.adjective and not word.definite and not word.owned


def _is_past(reading: Reading, i: int) -> bool:
    word, form = reading.word(i), reading.form(i)
    known = reading.lexicon.cues.get(form, ())
    if any(option.inflection.tense is Tense.PERFECT for option in known):
        return True
    return word.verb and not word.noun and not form.startswith(("ي", "ت"))
