"""Why the form of a reporting verb reports nothing where it stands.

The author's own voice («يذكر أن»), what is shown or possible and not said («ما يؤكد أن»، «يمكن أن
تكشف»), passives without an agent, and words that are nouns or prepositions there.
"""

from bot.arabic.conjugation import Agreement, Tense
from bot.model.quote import Act
from bot.quotes import antecedents
from bot.quotes.complements import Complement
from bot.quotes.cues import Cue, behind_words
from bot.quotes.marks import COMMAS
from bot.quotes.phrases import RELATIVES, NounPhrase
from bot.quotes.reading import Reading
from bot.quotes.slots import skip_slots

PASSIVE = "passive: the accused stands behind the verb"


def _accused(reading: Reading, cue: Cue, found: Complement) -> bool:
    """«بعدما اتهم بتبديد أموال»، «واتهمت بنسخ منتجات»: the active has an object."""
    if cue.lemma != "اتهم" or found.kind != "preposition":
        return False
    nominative = reading.form(cue.end).endswith(("و", "ون")) and reading.word(cue.end).noun
    if nominative:
        return True  # «ويتهم | مسلحو الجماعة بقتل عشرين رجلا»
    relative = reading.form(cue.start - 1).removeprefix("و") in RELATIVES
    return found.marker == cue.end and not (cue.pronoun or relative)


def unfit(reading: Reading, cue: Cue, who: NounPhrase | None, found: Complement) -> str:
    """Why the subject, or its absence, does not go with the verb, or ""."""
    reason = _subjectless(reading, cue, found) if who is None else ""
    if reason:
        return reason
    charged = reading.form(cue.start) == "اتهم" and reading.form(cue.end) == "فيها"
    if charged and found.kind in {"quote", "object"}:
        return PASSIVE  # «القضية الرابعة التي اتهم | فيها سلمان خان بسبب اصطياد حيوانات»
    if _counted_as(reading, cue, who, found):
        return "counted as, not said"
    reason = _otherwise_meant(reading, cue, found)
    if reason:
        return reason
    if _is_called(reading, cue, found) or _counts_as(reading, cue):
        return "called or counted, not said"
    if who is not None and "person" in cue.takes and not _is_person(reading, who):
        return "done, not said: the subject is no person"
    return ""


def _subjectless(reading: Reading, cue: Cue, found: Complement) -> str:
    """Why the verb without a subject is not one whose subject is dropped, or ""."""
    if _accused(reading, cue, found):
        return PASSIVE
    if found.kind == "object" and _of_a_thing(reading, cue):
        return "what is shown, not said"
    if _announced(reading, cue, found):
        return "passive without an agent"
    if _impersonal(reading, cue):
        return "what is shown, not said"
    return "no subject: passive, or not at the head of a clause" if _agentless(reading, cue) else ""


def _otherwise_meant(reading: Reading, cue: Cue, found: Complement) -> str:
    """Why the verb has another of its meanings by what it governs, or ""."""
    if cue.lemma == "أقر" and cue.pronoun:
        return "passed, not admitted"
    second = cue.takes & {"describe", "second", "addr", "blame"} or cue.lemma == "اعتبر"
    if cue.pronoun and found.kind == "object" and not second:
        return "the pronoun is its object"  # «وانتقده | الرئيس»
    if cue.lemma == "أدان" and _OWED & set(reading.forms[cue.end : found.start + 3]):
        return "owed, not condemned"
    if cue.lemma == "لوح" and reading.form(found.start).removeprefix("ب") in _WAVED:
        return "waved, not threatened"
    if cue.lemma != "اعترف":
        return ""
    if cue.negated and found.kind == "preposition":
        return "not recognised, rather than not admitted"
    return "recognised, not admitted" if _recognised(reading, found) else ""


#: «ويدين الريال | بالفضل في هذا الفوز إلى نجمه»: what is owed.
_OWED = frozenset({"بالفضل", "بفضل", "بالشكر", "بالولاء"})


def _is_person(reading: Reading, phrase: NounPhrase) -> bool:
    """«هاجم النائب الحكومة» speaks, «هاجم مسلحون الشرطة» does not."""
    head = phrase.head_class(reading)
    return bool(head.title) or head.name or bool(phrase.commas)


#: «يمكن أن تكشف البيانات أن المريض»، «من المقرر أن يعلن البنك قراره اليوم».
_MODAL = frozenset(
    "يمكن يجب ينبغي يفترض تستطيع يستطيع المقرر المنتظر المرتقب المتوقع المفترض".split()
)


#: «دون أن يكشف التفاصيل».
_UNREAL = _MODAL | {"دون", "بدون"}


def _behind_preposition(reading: Reading, cue: Cue) -> bool:
    """«رغم نفي الأمن العام»، «رفض ذكر مزيد»; «منذ قال ترامب» is a verb."""
    before = reading.form(cue.start - 1)
    if cue.start == reading.sentence(cue.start).start:
        return False
    if before not in _BEFORE_NOUN and before.removeprefix("و") not in _BEFORE_NOUN:
        return False
    return before != "منذ" or reading.word(cue.start).noun


#: «رفض أن يعلق»: no statement, but its refusal.
_WITHHELD = frozenset(
    f"{prefix}{verb}"
    for prefix in "يت"
    for verb in ("علق", "كشف", "فصح", "جيب", "دلي", "حدد", "ذكر", "رد", "ناقش", "سمي", "تحدث")
)
#: «، ما يؤكد استهتارهم»، «مما يشير إلى أن»: facts show, nobody speaks.
_WHICH = frozenset({"ما", "مما", "بما"})


def _announced(reading: Reading, cue: Cue, found: Complement) -> bool:
    """«وفي وقت سابق، أعلن أن موعد القمة هو 12 يونيو»: nobody before it in its sentence, no و."""
    if cue.tense is not Tense.PERFECT or cue.conjoined or cue.lemma not in {"أعلن", "ذكر", "كشف"}:
        return False
    direct = found.kind == "an" and found.marker == cue.end
    return direct and reading.form(cue.start - 1) in COMMAS


def _of_a_thing(reading: Reading, cue: Cue) -> bool:
    """«أما الانخفاض في التصدير، يؤكد تباطؤ التجارة»: behind a comma and not joined, no person's."""
    loose = cue.tense is Tense.IMPERFECT and not cue.conjoined
    return loose and reading.form(cue.start - 1) in COMMAS


def _impersonal(reading: Reading, cue: Cue) -> bool:
    if cue.tense is not Tense.IMPERFECT or cue.conjoined or cue.lemma in {"قال", "وصف", "اعتبر"}:
        return False
    before, pause = reading.form(cue.start - 1), reading.form(cue.start - 2)
    if before == "ما" and cue.lemma in {"أشار", "أكد", "كشف", "أظهر", "أثبت"}:
        return True
    return before == "مما" or (before in _WHICH and pause in {*COMMAS, "وهو", "وهي", "وهذا", '"'})


#: A finite verb does not follow these; the word is a noun there («رغم نفي الأمن العام»).
_BEFORE_NOUN = frozenset(
    "رغم بعد قبل منذ في من علي الي عن مع وسط دون بدون خلال عقب بين ضد حول بشان عدم اثر بسبب رغم كل اي ثمه هناك"
    " احد احدي رفض رفضت ورفض ورفضت يرفض ترفض".split()
)


def is_between(reading: Reading, cue: Cue) -> bool:
    """«تحتوي على ما بين 5 وألف»: the preposition, unless a shadda or و shows the verb."""
    if cue.lemma != "بين" or _doubled(reading, cue):
        return False
    return not (cue.conjoined and cue.perfect) or _between(reading, cue)


def _doubled(reading: Reading, cue: Cue) -> bool:
    """«بيّن المدير أن»: printed with its shadda."""
    token = reading.tokens[cue.start]
    return "\u0651" in reading.text[token.start : token.end]


def _between(reading: Reading, cue: Cue) -> bool:
    """«بين يونايتد وبين ليفربول»: the second of two."""
    start = reading.sentence(cue.start).start
    after = reading.word(cue.end)
    genitive = after.definite and reading.form(cue.end).endswith("ين")  # «وبين المتهمين 35 شخصا»
    if genitive or reading.form(cue.end) in {"هذا", "هذه", "ما", "من", "يدي"}:
        return True
    return any(reading.form(i) == "بين" for i in range(start, cue.start))


#: «لكنه يعتقد أن»: the pronoun tells that somebody believes.
_OF_SOMEBODY = frozenset("لكنه ولكنه لكنها ولكنها لكنهم انه انها انهم وهو وهي هو هي وهم".split())


#: «البيان الذي أعلنت | عنه»، «ما أكد | عليه»: the pronoun stands for what was said.
_RESUMING = frozenset("عليه به عنه اليه عليها بها عنها اليها".split())
#: «وأكثر ما | يلفت الانتباه»، «وأبرز ما | يكشف ذلك».
_MOST = frozenset("اكثر واكثر ابرز وابرز اهم واهم اول واول اخطر واخطر اجمل واجمل اخر واخر".split())


def _resumed(reading: Reading, cue: Cue) -> bool:
    before = reading.form(cue.start - 1)
    relative = before in RELATIVES and cue.lemma in {
        "أعلن",
        "كشف",
        "أكد",
        "شدد",
        "أفصح",
        "عبر",
        "أعرب",
    }
    return reading.form(cue.end) in _RESUMING and (before == "ما" or relative)


#: «سجلها»، «كتبها»: of a thing that was made.
_MAKING = frozenset({"سجل", "كتب", "دون"})


def _made(reading: Reading, cue: Cue) -> bool:
    """«في تغريدة | كتبها بالعربية إن»، «الأهداف التي | سجلها»: the pronoun is what he made."""
    return cue.lemma in _MAKING and not reading.opens(cue.end) and reading.form(cue.end) != ":"


def out_of_place(reading: Reading, cue: Cue) -> str:
    """Why the form cannot be a reporting verb where it stands, or ""."""
    if reading.form(cue.start - 1) not in _OF_SOMEBODY and _boilerplate(reading, cue.start):
        return "the author's own voice"
    if _resumed(reading, cue):
        return "what was said stands before it"
    if cue.pronoun and _made(reading, cue):
        return "in the clause of where it was said"
    reason = _by_what_precedes(reading, cue)
    if reason:
        return reason
    anybody = cue.end + (reading.form(cue.end) == "بعد")
    if cue.negated and reading.form(anybody) in {"اي", "ايه", "احد"}:
        return "nobody said it"  # «ولم تعلن | أي جهة مسؤوليتها»، «ولم تعلن بعد | أي أرقام رسمية»
    if _undecided(reading, cue):
        return "neither confirmed nor denied"
    if _behind_preposition(reading, cue):
        return "a noun behind a preposition"
    if cue.lemma == "رفض" and reading.form(cue.end + 1) in _WITHHELD:
        return "refused to speak"
    if _like_preposition(reading, cue):
        return "a preposition or a number, as it is printed"
    return "the preposition بين" if is_between(reading, cue) else ""


#: «عقب»، «دون» and «ثمن» (an eighth) are printed as «عقّب»، «دوّن» and «ثمّن».
_PRINTED_ALIKE = frozenset({"عقب", "دون", "ثمن"})


def _like_preposition(reading: Reading, cue: Cue) -> bool:
    """«النساء عقب | هزيمة التنظيم»، «دون | موافقة وليها»، «ثمن | نهائي دوري الأبطال»."""
    after = reading.word(cue.end)
    somebody = after.definite or after.title or after.speaker or after.place or after.function
    common = after.noun and not (somebody or after.proper or after.unknown or after.kind)
    return reading.form(cue.start) in _PRINTED_ALIKE and common


_NO_ANTECEDENT = frozenset({"للذين", "للذي", "للتي", "بالذي", "بالتي"})


def _by_what_precedes(reading: Reading, cue: Cue) -> str:
    """Why the two words before the form do not let it report, or ""."""
    last, other = reading.form(cue.start - 1), reading.form(cue.start - 2)
    if last == "ماذا":
        return "asked, not said"  # «ماذا قالت خطيبته بعد إعلان "وفاته"؟»
    if last == "ما" and other in _MOST:
        return "what is shown, not said"
    if last == "ان" and other in _UNREAL:
        return "possible or left unsaid, not said"
    return "a relative clause without antecedent" if last in _NO_ANTECEDENT else ""


#: What may stand before a verb whose subject is dropped, besides marks: a clause begins there.
_BEFORE_DROPPED = frozenset(
    "ان انه انها انهم ما مما بما عما الذي التي الذين والذي والتي ثم كما حين عندما بينما فيما حيث اذ لكن ولكن لكنه"
    " ولكنه لكنها ولكنها لكنهم قد وقد فقد لم لن لا ولم ولن ولا من كان كانت وكان وكانت كانوا سبق حتي بعدما وهو وهي وهم"
    " الا غير لا اما او لمن وما هو هي".split()
)


#: «نشرت الحركة بيانا قالت فيه»: the subject is the one who published.
_IN_IT = frozenset({"فيه", "فيها", "خلاله", "خلالها", "عبره", "عبرها"})


#: «أما بخصوص الحكومة | أكد أنه»، «وعن الحرب | قال»: what he speaks of stands first.
_TOPICAL = frozenset("اما واما وعن وحول وبشان وبخصوص".split())


def _agentless(reading: Reading, cue: Cue) -> bool:
    """Whether a verb without subject has none at all: «في بلد تعتبر فيه التقاليد قوية»."""
    if cue.conjoined or cue.start == reading.sentence(cue.start).start:
        return False
    if cue.agreement is Agreement.FIRST:
        return False
    impersonal = cue.tense is Tense.IMPERFECT and cue.act in {Act.OPINION, Act.EXPECT}
    before = reading.tokens[cue.start - 1]
    heads = not before.is_word or before.form in _BEFORE_DROPPED
    start = reading.sentence(cue.start).start
    heads = heads or reading.form(start) in _TOPICAL
    heads = (
        heads or skip_slots(reading, start, cue.start) >= cue.start
    )  # «في ذات السياق | تابع أنه»
    whose = antecedents.described(reading, cue) or antecedents.qualified(reading, cue)
    described = whose is not None or reading.form(cue.end) in _IN_IT
    return (impersonal and not cue.pronoun) or not (heads or described)


def _boilerplate(reading: Reading, i: int) -> bool:
    """Whether the author speaks for himself: «يذكر أن»، «من المتوقع أن»، «يشار إلى أن»."""
    for words, _ in reading.lexicon.boilerplate:
        for offset in range(len(words)):
            start = i - offset
            if start < 0:
                continue
            first = reading.form(start)
            if first != words[0] and first[1:] != words[0]:
                continue
            if behind_words(reading, start + 1, words[1:]):
                return True
    return False


#: What something counts as begins with a superlative or «one of».
_SUPERLATIVES = frozenset(
    "اكبر اصغر اهم ابرز اول اخر اكثر اقل افضل اسوا اشهر اعلي اقوي اسرع اقدم احدث احد احدي واحدا واحده".split()
)


def _counted_as(reading: Reading, cue: Cue, who: NounPhrase | None, found: Complement) -> bool:
    """«الرجل يعتبر أكبر مستثمر»: who considers somebody names him before he says as what."""
    if cue.lemma != "اعتبر" or cue.perfect or found.kind != "object":
        return False
    if who is not None and reading.form(who.head) in _SUPERLATIVES:
        return True  # «التي تعتبر | إحدى اتفاقيات التجارة الحرة»
    if who is None and cue.conjoined and not cue.pronoun:
        word = reading.word(found.start)
        if word.noun and not (word.definite or word.owned or word.function):
            return True  # «وتعتبر شارة سياسية»
    first = found.start + (reading.form(found.start) in {"هذا", "هذه", "ذلك"})
    return reading.form(first) in _SUPERLATIVES


def _is_called(reading: Reading, cue: Cue, found: Complement) -> bool:
    """«شركة تدعى أوتونيوم»: printed with an alif, and no clause behind it, it is a passive."""
    bare = reading.tokens[cue.start].bare
    return cue.lemma == "ادعى" and bare.endswith("ى") and not cue.perfect and found.kind == "quote"


def _counts_as(reading: Reading, cue: Cue) -> bool:
    """«تعد | تذكيرا بأن النجاح زائل»: with an accusative behind it, it is no form of «وعد»."""
    word, bare = reading.word(cue.end), reading.bare(cue.end)
    accusative = word.noun and not word.definite and bare.endswith("ا") and len(bare) > 3
    return cue.lemma == "وعد" and not cue.perfect and not cue.pronoun and accusative


_WAVED = frozenset("الاعلام اعلام العلم علم الرايات رايات يده يدها ايديهم صور صوره".split())
_RECOGNISED = frozenset("استقلال سياده دوله حكومه اسراييل فلسطين".split())


def _recognised(reading: Reading, found: Complement) -> bool:
    """«اعترف العراق | باستقلال الكويت»: an act of states."""
    word = reading.word(found.start)
    stems = {word.stem, reading.form(found.start)[found.skip :]}
    return found.kind == "preposition" and bool(stems & _RECOGNISED)


def _undecided(reading: Reading, cue: Cue) -> bool:
    """«لم يؤكد أو ينفي الخبر»: neither said."""
    negations = {"لم", "لا", "لن"}
    before = {reading.form(i) for i in range(max(cue.start - 4, 0), cue.start - 1)}
    return reading.form(cue.start - 1) == "او" and bool(before & negations)
