"""Where a noun phrase that names a speaker may begin, and where it may not.

«قال | أكبر بنوك إيطاليا»; not «الذي | ترأس اجتماعا»، «لـ | CNN».
"""

from bot.arabic.tokens import TokenKind
from bot.arabic.wordclass import WordClass
from bot.quotes.personal import begins_name
from bot.quotes.phrases import (
    RELATIVES,
    SUBORDINATORS,
    holds_name,
    is_name_in_ba,
    only_verb,
)
from bot.quotes.reading import Reading
from bot.quotes.states import is_state

#: «أكبر» is a given name besides («أكبر خان»), so that a common noun must stand behind it.
_SUPERLATIVES = frozenset("اكبر كبري اصغر اهم ابرز اشهر اقوي اعلي ارفع اقدم احدث اغني".split())


def superlative(reading: Reading, i: int) -> bool:
    """«أكبر | بنوك إيطاليا», «أبرز | مرشحي المعارضة»: the head is the noun behind it."""
    if reading.form(i) not in _SUPERLATIVES:
        return False
    word = reading.word(i + 1)
    common = word.noun and not (word.unknown or word.name or word.bi_noun or word.li_noun)
    return common and reading.is_word(i + 1) and not (word.definite or word.function)


#: «حق تنظيم | مونديال 2022»: the organising of it, no organisation.
_EVENTS = frozenset(
    "مونديال كاس بطوله نهاييات دوره مسابقه مهرجان حفل مباراه مباريات انتخابات مظاهرات اولمبياد موتمر قمه معرض".split()
)


def can_begin(reading: Reading, i: int, *, after_verb: bool = False) -> bool:
    """Whether token ``i`` may be the first of the phrase; ``after_verb`` as in ``speakers.parse``."""
    token, word = reading.tokens[i], reading.word(i)
    if token.kind is TokenKind.MARK:
        return _name_in_marks(reading, i)
    if token.kind is TokenKind.NUMBER:
        return after_verb and i + 1 < len(reading.tokens)
    if after_verb and begins_name(reading, i):
        return True
    agency = token.form in {"انباء", "الانباء"} and reading.form(i - 1) == "وكاله"
    if token.bare in {"إما", "أما"} or token.form in RELATIVES or agency:
        return False
    if not token.is_word or word.function or "time" in word.slot or "opener" in word.slot:
        return bool(word.speaker & {"quantifier"})
    if is_name_in_ba(reading, i):
        return after_verb
    if _is_no_subject(reading, i, after_verb=after_verb):
        return False
    if _is_told_or_said(reading, i, word):
        return False
    organising = word.stem == "تنظيم" and reading.word(i + 1).stem in _EVENTS
    if organising or word.stem == "مونديال":
        return False
    return _may_name(reading, i, word, after_verb=after_verb)


def _is_no_subject(reading: Reading, i: int, *, after_verb: bool) -> bool:
    modal = _is_modal(reading, i) or reading.form(i) in _TO_PERSONS
    return after_verb and (modal or _is_accusative(reading, i))


#: Letters of «رضا» and «ندا»: names.
_NAME_LETTERS = 4


def _is_accusative(reading: Reading, i: int) -> bool:
    """«على ما يرونه | توجها عنصريا»: no subject, unless it is a dual before its genitive («زعيما البلدين»)."""
    word, after = reading.word(i), reading.word(i + 1)
    listed = word.definite or word.title or word.speaker or word.place or word.kind
    named = word.proper or word.unknown or word.name or after.unknown or after.proper
    form = reading.form(i)
    ends = form.endswith("ا") and not (form.endswith("ها") or word.owned)
    accusative = ends and len(form) > _NAME_LETTERS and word.noun
    dual = after.noun and (after.definite or not after.adjective)
    return accusative and not (listed or named or dual)


#: «لا تصدق أي رياضي قال | لك اعتزلت».
_TO_PERSONS = frozenset("لك لكم له لها لهم لنا اليه اليها اليهم اليك".split())
_MODAL = frozenset("ضروره اهميه وجوب امكانيه احتمال احتماليه صعوبه استحاله حتميه امكان".split())


def _is_modal(reading: Reading, i: int) -> bool:
    """«ويرى | ضرورة أن يعرف المستخدم»: what he holds of the clause, his own subject dropped."""
    return reading.form(i) in _MODAL and reading.form(i + 1) == "ان"


def _name_in_marks(reading: Reading, i: int) -> bool:
    mark = reading.opens(i)
    if mark is None or not holds_name(mark):
        return False
    inner, form = reading.word(i + 1), reading.form(i + 1)
    known = inner.noun and not (inner.proper or inner.unknown or inner.place or inner.definite)
    if known and form.endswith("ا") and len(form) > 3:
        return False  # «عسكري اعتبر | "بطلا وطنيا"»
    return not (inner.bi_noun or inner.li_noun or only_verb(inner))


def _is_told_or_said(reading: Reading, i: int, word: WordClass) -> bool:
    """A noun with ب or ل, a conjunction, whom one tells, or the next verb: «نفتها | وأكدت أن»."""
    form = reading.form(i)
    said = form[:1] == "و" and form[1:] in reading.lexicon.cues
    told = form[:1] == "ل" and "recipient" in reading.lexicon.slots.get(form[1:], ())
    attached = bool(word.bi_noun or word.li_noun)
    return attached or form in SUBORDINATORS or is_told(reading, i) or said or told


def _may_name(reading: Reading, i: int, word: WordClass, *, after_verb: bool) -> bool:
    verb = only_verb(word) or (word.verb and not word.definite)
    if verb and reading.form(i - 1) in RELATIVES:
        return False  # «الذي | ترأس اجتماعا»
    form = reading.form(i)
    if after_verb and only_verb(word):
        foreign = i + 2 < len(reading.tokens) and _closes_name(reading, i + 1)
        plain = form[0] not in "يتسن" or foreign
        return plain and form not in reading.lexicon.cues
    if is_state(reading, i) and after_verb:
        return False
    known_noun = word.noun or word.proper or word.title or word.speaker or word.place
    return bool(known_noun or word.unknown) and not only_verb(word)


def _closes_name(reading: Reading, i: int) -> bool:
    """«يوب | هاينكس مدرب»، «يان | بولد،»: the second word of a foreign name."""
    word, after = reading.word(i), reading.form(i + 1)
    if not reading.tokens[i].is_word or word.function or reading.form(i) in SUBORDINATORS:
        return False
    return word.unknown or after in SUBORDINATORS or after in {"،", ",", ":", '"', "«"}


def is_told(reading: Reading, i: int) -> bool:
    """«للعربية.نت»، «لليكيب»، «لـCNN»: an unknown word with لل, or Latin with ل, is a medium that was told."""
    form = reading.form(i)
    if form.startswith("ل") and len(form) > 2 and form[1:].isascii():
        return True
    return form.startswith("لل") and reading.word(i).unknown
