"""What a cue governs: the marker behind which the content begins.

- clause: «قال إن»، «أفاد بأن»، «أشار إلى أن»، «حذر من أن»
- quotation marks or colon: «قال: "..."»، «وأضاف "..."»
- governed preposition and noun: «دعا إلى وقف»، «حذر من الاندماج»، «طالب بالاعتذار»
- bare object: «نفت السلطات إلغاء الطرح»، «أعلنت الشركة إطلاق هاتف»

Distances: the marker stands within 25 tokens of the cue (arabic_news.md §6.2: p99 is 24).
"""

from dataclasses import dataclass

from bot.arabic.conjugation import Tense
from bot.arabic.triggers import Trigger
from bot.model.quote import Act
from bot.quotes.cues import SAYING, Cue
from bot.quotes.marked import MIN_QUOTED_WORDS, is_slogan, is_speech, names_body
from bot.quotes.marks import COMMAS
from bot.quotes.phrases import (
    JOINED_RELATIVES,
    MAX_NAME_IN_MARKS,
    RELATIVES,
    SUBORDINATORS,
    only_verb,
)
from bot.quotes.reading import Reading

WINDOW = 40
#: «قبل أن يغادر»: behind these the subordinator belongs to the adverb and not to the cue.
_ADVERBIAL = frozenset(
    "قبل بعد منذ دون بدون الا رغم غير بيد شريطه بمجرد كما لولا لدرجه الي حد مع".split()
)
#: «متسائلا إذا كان»، «وتساءل لماذا»: an indirect question without a subordinator.
_QUESTIONS = frozenset("اذا هل لماذا كيف متي اين".split())
_PREPOSITIONS = {"الي": "إلى", "علي": "على", "من": "من", "عن": "عن", "في": "في"}
_FUSED = {"مما": "من", "ممن": "من", "عما": "عن", "عمن": "عن", "بما": "ب", "لما": "ل"}
#: Words between a doubtful verb and marks that are its content: a short name.
ADJOINING = 3
DASHES = frozenset({"-", "–", "—", "--"})
#: A dashed or bracketed aside is at most this long.
MAX_ASIDE = 30


@dataclass(frozen=True, slots=True)
class Complement:
    """Where content begins.

    ``kind`` is "an", "quote", "colon", "preposition" or "object"; ``marker`` the token at which the
    speaker's slot ends; ``start`` the first content token, of which ``skip`` letters (a fused
    preposition) stay out. It does not end before token ``reach``: «وصف الضربات التي أعلنت فرنسا شنها | بأنها».
    """

    kind: str
    marker: int
    start: int
    skip: int = 0
    reach: int = 0


def skip_aside(reading: Reading, i: int, limit: int) -> int:
    """Past a bracket or a dashed aside that begins at ``i``; ``i`` where none does."""
    form = reading.form(i)
    if form == "(":
        closes = frozenset({")"})
    elif form in DASHES:
        closes = DASHES
    else:
        return i
    for j in range(i + 1, min(limit, i + MAX_ASIDE)):
        if reading.form(j) in closes:
            return j + 1
    return i


def find(
    reading: Reading, cue: Cue, start: int, limit: int, cues: dict[int, tuple[Cue, ...]]
) -> Complement | None:
    """The first marker that the cue may govern from ``start`` on, within the window."""
    limit = min(limit, start + WINDOW)
    i = start
    relative = False
    loose: Complement | None = None
    while i < limit:
        aside = skip_aside(reading, i, limit)
        if aside > i:
            i = aside
            continue
        if reading.form(i) == "الا" and reading.form(i + 1).startswith("ان"):
            break  # «ولم تذكر الشركة عدد كلمات السر، | إلا أن مصدرا قال إنه كبير»
        found = _at(reading, cue, i, limit, relative=relative)
        if found is not None:
            another = _of_another(reading, cue, start, i, cues)
            return None if another or (i - 1 > start and _blocks(reading, i - 1, cues)) else found
        if loose is None and _loosely(reading, cue, i):
            loose = _clause(reading, i, i - 1)
        mark = reading.opens(i)
        if mark is not None:
            i = mark.close + mark.closed
            continue
        if not relative and _blocks(reading, i, cues) and (i > start or not cues[i][0].conjoined):
            return None
        relative = _in_relative(reading, i, relative=relative)
        i += 1
    return loose


def _of_another(
    reading: Reading, cue: Cue, start: int, i: int, cues: dict[int, tuple[Cue, ...]]
) -> bool:
    """«كتب أحدهم رسالة تصف الاقتراح | بأنه مهزلة»: the description is the other verb's."""
    if "describe" in cue.takes or not reading.form(i).startswith("بان"):
        return False
    return any(
        "describe" in option.takes and reading.form(j - 1) not in RELATIVES
        for j in range(start, i)
        for option in cues.get(j, ())
    )


def _loosely(reading: Reading, cue: Cue, i: int) -> bool:
    """«وقال العقيد | إلى أن المحافظة نقطة انطلاق»: «إلى» by a slip, where no clause of the verb's own follows."""
    slip = reading.form(i) == "ان" and reading.form(i - 1) == "الي" and "until" not in cue.takes
    return slip and "an" in cue.takes and cue.trust in "AB" and i - cue.end <= WINDOW // 2


def _in_relative(reading: Reading, i: int, *, relative: bool) -> bool:
    form = reading.form(i)
    if form in JOINED_RELATIVES or form in {"وهو", "وهي"}:
        return True
    return relative and form not in COMMAS


def _blocks(reading: Reading, i: int, cues: dict[int, tuple[Cue, ...]]) -> bool:
    """Whether another statement begins here, so that what follows is not this cue's."""
    if reading.form(i - 1) in {"عدم", "دون", "بدون", "رفض"}:
        return False
    paused = reading.form(i - 1) in COMMAS
    if reading.form(i - 1) == "في" and all(option.pronoun for option in cues.get(i, ())):
        return False  # «قال المتحدث في | إفادته الصحفية "الرئيس لا يعتقد"»
    if "venue" in reading.word(i - 1).slot and all(option.pronoun for option in cues.get(i, ())):
        return False  # «قال الوزير في تغريدة | كتبها بالإنجليزية إن»
    return any(
        (option.finite and option.trust in "AB" and not _goes_on(option))
        or (option.perfect and option.trust == "C" and option.conjoined and paused)
        or _continues(reading, option)
        for option in cues.get(i, ())
    )


def _continues(reading: Reading, cue: Cue) -> bool:
    """«رد النائب على القرار | مشيرا إلى أن ...، قائلا: "..."»: a statement of its own between."""
    if cue.tense is not Tense.PARTICIPLE or cue.lemma == SAYING:
        return False
    after = reading.form(cue.end)
    return after in SUBORDINATORS or (
        after in _PREPOSITIONS and reading.form(cue.end + 1) in SUBORDINATORS
    )


def _goes_on(cue: Cue) -> bool:
    """«وكتب الوزير على تويتر يقول إن»: the same speaker, the verb as a circumstance."""
    return cue.lemma == SAYING and cue.tense is Tense.IMPERFECT and not cue.conjoined


def _at(reading: Reading, cue: Cue, i: int, limit: int, *, relative: bool) -> Complement | None:
    form = reading.form(i)
    takes = cue.takes
    if form in SUBORDINATORS and "an" in takes and not _hangs_on_word(reading, cue, i):
        return _clause(reading, i, i)
    if form == ":" and ({"colon", "quote"} & takes or cue.lemma == SAYING):
        return _colon(reading, i, limit)
    whether = form == "ما" and reading.form(i + 1) == "اذا"
    if cue.act is Act.ASK and (form in _QUESTIONS or whether):
        return Complement("an", i, i)
    mark = reading.opens(i)
    if mark is not None and "ب" in takes and reading.word(i + 1).bi_noun:
        return Complement("preposition", i, i + 1, skip=1)
    if mark is not None and "quote" in takes:
        return _quoted(reading, cue, i, mark.close)
    if relative:
        return None
    return _governed(reading, cue, i)


def _hangs_on_word(reading: Reading, cue: Cue, i: int) -> bool:
    """Whether the clause at ``i`` is that of the word before it, and not the cue's."""
    before = reading.form(i - 1)
    adverbial = before in _ADVERBIAL and not (before == "الي" and "until" in cue.takes)
    if adverbial or before in _FIRST_OF or _is_modal(before):
        return True
    return _feels(reading, cue, i - 1) or _is_likely(reading, i)


#: «أضافت له أرقاما قياسية، أولها | أنه الأكبر سنا»: the clause is what it is.
_FIRST_OF = frozenset("اولها اوله اولهما ابرزها اهمها اخرها اقلها ادناها".split())


#: «لا يمكنك | أن تستغني»، «يجب | أن يرحل»: the clause is the modal verb's.
_MODALS = frozenset("يجب ينبغي يستطيع تستطيع يتوجب يتعين لابد بد".split())


def _feels(reading: Reading, cue: Cue, i: int) -> bool:
    """«كتبت هذه الأغنية بعد أن التقت به، إذ فوجئت | أنها متزوجة»: the clause is the verb's right before it."""
    word = reading.word(i)
    return i > cue.end and only_verb(word) and reading.form(i - 1) in _CAUSAL


_CAUSAL = frozenset({"اذ", "حيث", "لانه", "لانها"})


def _is_modal(form: str) -> bool:
    return form in _MODALS or form.removeprefix("و").startswith("يمكن")


def _is_likely(reading: Reading, i: int) -> bool:
    """«فإنه من الوارد | أن تتراجع»، «الذين نجوا ومن المقرر | أن يغادروا»: the clause is the predicate's."""
    definite = reading.word(i - 1).definite
    if definite and reading.form(i - 2) == "ومن":
        return True
    predicate = definite and reading.form(i - 2) == "من"
    return predicate and reading.form(i - 3) in {"فانه", "فان", "انه", "فليس", "ليس"}


def _clause(reading: Reading, i: int, marker: int) -> Complement:
    """«ألا يتدخل» keeps its negation in the content; «أن لا» as well."""
    inside = reading.tokens[i].bare == "ألا" or reading.form(i) == "الا"
    return Complement("an", marker, i if inside else i + 1)


#: «كتب مسلسلات مثل:» lists.
_LISTING = frozenset({"مثل", "التاليه", "التالي", "الاتيه", "الاتي", "منها", "وهي", "هي"})


def _colon(reading: Reading, i: int, limit: int) -> Complement | None:
    if reading.form(i - 1) in _LISTING:
        return None
    start = i + 1
    while start < limit and reading.form(start) in {":", "ان", "بان", "-"}:
        start += 1
    mark = reading.opens(start)
    if start >= limit and mark is not None and _next_paragraph(reading, i, start):
        return Complement("colon", i, mark.open + 1)  # «يقول الكاتب: ¶ "..."»
    return Complement("colon", i, mark.open + 1 if mark else start) if start < limit else None


def _next_paragraph(reading: Reading, i: int, start: int) -> bool:
    return reading.sentence(start).paragraph == reading.sentence(i).paragraph + 1


def _quoted(reading: Reading, cue: Cue, i: int, close: int) -> Complement | None:
    """Quotation marks as content, unless they name a body: «شبكة "روسيا اليوم"»."""
    words = sum(
        1 for j in range(i + 1, min(close, len(reading.tokens))) if reading.tokens[j].is_word
    )
    chanted = is_slogan(reading, cue, i - 1) and words >= MIN_QUOTED_WORDS
    named = i > cue.end and names_body(reading, i) and not chanted
    if words <= MAX_NAME_IN_MARKS and named and not is_speech(reading, i, words):
        return None
    if words <= MAX_NAME_IN_MARKS and "an" in cue.takes and _clause_follows(reading, close + 1):
        return None
    if "addr" in cue.takes and _addressed(reading, cue, close + 1):
        return None
    short = words < MIN_QUOTED_WORDS and not (cue.trust == "A" and i == cue.end)
    apart = cue.trust == "D" and not _adjoins(reading, cue, i)
    if apart or (short and not _ends_clause(reading, close + 1)):
        return None
    return Complement("quote", i, i + 1)


def _addressed(reading: Reading, cue: Cue, i: int) -> bool:
    """«ومتهما «سماسرة السوق» | بتهريب الدقيق»: the marks hold whom the verb addresses."""
    if i >= len(reading.tokens):
        return False
    bi = "ب" in cue.takes and reading.word(i).bi_noun
    return bi or reading.tokens[i].bare in cue.takes - {"an", "quote", "colon"}


def _adjoins(reading: Reading, cue: Cue, i: int) -> bool:
    """Whether marks stand right behind the cue, a comma, or few words: «وعلق اللاعب، "..."»."""
    return reading.form(i - 1) in COMMAS or i - cue.end <= ADJOINING


def _clause_follows(reading: Reading, i: int) -> bool:
    return any(reading.form(j) in SUBORDINATORS for j in range(i, i + 2))


def _ends_clause(reading: Reading, i: int) -> bool:
    return (
        i >= len(reading.tokens)
        or reading.form(i) in {".", "،", ",", "؟", "!"}
        or (reading.sentence_at[i] != reading.sentence_at[i - 1])
    )


#: «حزب "النداء" | بزعامة فلان»: who leads it, not what is demanded.
_LED = frozenset("بزعامه بقياده برياسه برعايه بحضور بمشاركه".split())


def _governed(reading: Reading, cue: Cue, i: int) -> Complement | None:
    form = reading.form(i)
    preposition = _PREPOSITIONS.get(form)
    if form == "من" and only_verb(reading.word(i + 1)):
        return None  # «كل من تسول له نفسه»
    if preposition and preposition in cue.takes:
        return _behind(reading, cue, i)
    fused = _FUSED.get(form)
    if fused and fused in cue.takes:
        return Complement("preposition", i, i, skip=1)
    word = reading.word(i)
    if form in {"بالقول", "بقوله", "بقولها"}:
        return _said(reading, i + 1, i)
    if (
        "ب" in cue.takes
        and not reading.may(i, Trigger.ACCORDING)  # «لن تقر، | بحسب الوزير»: who says it
        and form not in _LED
        and (word.bi_noun or _detached(reading, i, "ب") or _governed_by(reading, cue, i))
    ):
        return _attached(reading, i, "ب")
    if "ل" in cue.takes and word.li_noun and not word.slot & {"recipient"}:
        return Complement("preposition", i, i)
    return None


def _governed_by(reading: Reading, cue: Cue, i: int) -> bool:
    """«أشاد المتحدث باسم الحركة | بدور الجيش»: a word that may be بـ with a noun, behind a subject."""
    word = reading.word(i)
    unnamed = reading.form(i - 2) == "لم"  # «جهات لم تحددها | بنشر الشائعات»
    complete = (
        reading.word(i - 1).definite or reading.word(i - 1).place or reading.form(i - 1) in COMMAS
    ) or unnamed
    return (
        word.bi_maybe
        and reading.form(i) != "باسم"
        and i > cue.end
        and complete
        and not (word.title or word.speaker or word.place)
    )


def _detached(reading: Reading, i: int, letter: str) -> bool:
    """«بـ"الفظيع"»، «بـ 20 مليون»: the preposition is written apart."""
    return reading.form(i) == letter


def _behind(reading: Reading, cue: Cue, i: int) -> Complement | None:
    after = reading.form(i + 1)
    if after in SUBORDINATORS and "an" in cue.takes:
        return _clause(reading, i + 1, i)
    mark = reading.opens(i + 1)
    if mark is not None:
        outlet = mark.close - mark.open <= MAX_NAME_IN_MARKS and _clause_follows(
            reading, mark.close + 1
        )
        return None if outlet else Complement("preposition", i, i + 2)
    if after in {"القول", "التاكيد"}:
        return _said(reading, i + 2, i)
    if i + 1 >= len(reading.tokens) or reading.form(i + 1) in COMMAS:
        return None
    return Complement("preposition", i, i + 1)


def _said(reading: Reading, i: int, marker: int) -> Complement | None:
    """«وشدد على القول "هذا ما يجري"»: the masdar of saying adds nothing."""
    i += reading.form(i) == ":"
    mark = reading.opens(i)
    if mark is not None:
        return Complement("quote", marker, i + 1)
    return _clause(reading, i, marker) if reading.form(i) in SUBORDINATORS else None


def _attached(reading: Reading, i: int, letter: str) -> Complement:
    if reading.form(i) != letter:
        return Complement("preposition", i, i, skip=1)
    mark = reading.opens(i + 1)
    return Complement("preposition", i, i + 2 if mark else i + 1)
