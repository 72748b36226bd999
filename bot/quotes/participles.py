"""Participles that go on with the same speaker: «مؤكدا أن»، «داعيا إلى»، «محذرا من».

A circumstantial accusative (Wright II § 44) opens a statement of its own by the speaker of the
statement before it, or by the subject of the main clause («وبرر الرئيس نظرته قائلا: "..."»).
"""

from dataclasses import replace

from bot.arabic.conjugation import Tense
from bot.quotes import complements, main_subjects
from bot.quotes.candidates import Candidate, Rejected
from bot.quotes.complements import Complement
from bot.quotes.content import measure
from bot.quotes.cues import SAYING, Cue
from bot.quotes.frames import Scene
from bot.quotes.marked import is_slogan
from bot.quotes.marks import COMMAS
from bot.quotes.objects import DEMONSTRATIVES, blamed
from bot.quotes.phrases import SUBORDINATORS, NounPhrase
from bot.quotes.reading import Reading
from bot.quotes.slots import skip_slots

#: The complement stands right behind the participle, but for an adverb or an addressee.
NEAR = 4
NEAR_ADDRESSEE = 14


def match(scene: Scene, options: tuple[Cue, ...]) -> Candidate | Rejected:
    """The candidate of a participle's readings, or why there is none."""
    for cue in options:
        if cue.tense is not Tense.PARTICIPLE:
            continue
        found = complement(scene.reading, cue, scene.cues)
        extent = measure(scene.reading, found, scene.breaks) if found is not None else None
        if extent is None or found is None:
            continue
        return Candidate(
            cue=(cue.start, cue.end),
            act=cue.act,
            extent=extent,
            rule=f"participle-{found.kind}",
            agreement=cue.agreement,
            chained=True,
            negated=cue.negated,
        )
    return Rejected((options[0].start, options[0].end), "a participle without content")


#: «كان المنتخب | مطالبا بالفوز»: what was demanded of it; the passive participle is written alike.
_BEING = frozenset(
    "كان كانت وكان وكانت بات باتت اصبح اصبحت ظل ليس يكن تكن يكون تكون سيكون ستكون".split()
)


def _of_whom(reading: Reading, cue: Cue) -> bool:
    if cue.lemma == "توقع" and reading.form(cue.start - 1) in _BEING:
        return True  # «لم يكن | متوقعا أن يؤدي إلى فجوة»
    return cue.lemma == "طالب" and _stands_before(reading, cue, _BEING, NEAR_ADDRESSEE)


def complement(reading: Reading, cue: Cue, cues: dict[int, tuple[Cue, ...]]) -> Complement | None:
    """What the participle governs, standing near it; None where it is a noun or an adjective."""
    if not _is_circumstance(reading, cue) or _of_whom(reading, cue):
        return None
    limit = reading.sentence(cue.start).end
    addressed = bool(cue.takes & {"addr", "describe", "blame"}) or bool(cue.pronoun)
    behind = skip_slots(reading, cue.end, limit, cue.takes)
    near = min(limit, behind + (NEAR_ADDRESSEE if addressed else NEAR))
    if cue.takes & {"describe", "blame"}:
        return _with_object(reading, cue, near)
    begin = cue.end + is_slogan(reading, cue, cue.end)  # «مرددين | شعار "..."»
    found = complements.find(reading, cue, begin, near, cues)
    if found is not None and (addressed or begin > cue.end or _adjacent(reading, cue, found)):
        return found
    needed = cue.lemma == "أضاف" and reading.word(cue.end).stem in _NEEDS
    objective = "obj" in cue.takes or cue.lemma == "رفض" or needed
    return _object(reading, cue, limit) if objective else None


#: «مضيفا | ضرورة عدم التهاون»: what is added is a demand.
_NEEDS = frozenset({"ضروره", "اهميه", "وجوب"})


def _adjacent(reading: Reading, cue: Cue, found: Complement) -> bool:
    return skip_slots(reading, cue.end, found.marker, cue.takes) >= found.marker


def _is_circumstance(reading: Reading, cue: Cue) -> bool:
    """Feminine and plural forms are also nouns («مذكرة»، «مطالبة»): they need a comma before."""
    if _is_predicate(reading, cue) or _is_city(reading, cue):
        return False
    if cue.start and reading.is_number(cue.start - 1) and cue.lemma != SAYING:
        return False  # «حكمت على 72 | متهما بالسجن»
    form = reading.form(cue.start)
    if (form.endswith("ا") and not form.endswith("يا")) or (form.endswith("يا") and len(form) > 4):
        return True
    before = reading.form(cue.start - 1)
    return (
        before in COMMAS or reading.mark(cue.start - 1) is not None or _opens_clause(reading, cue)
    )


def _is_city(reading: Reading, cue: Cue) -> bool:
    """«ومدينة الملك عبدالله»: joined, or before a name, it is the noun."""
    named = reading.word(cue.end).title or reading.word(cue.end).place
    return (
        cue.lemma == "أدان"
        and reading.form(cue.start).endswith("ه")
        and bool(cue.conjoined or named)
    )


#: «بات الفريق مطالبا بالفوز»: the participle says what became of the subject.
_COPULAS = frozenset(
    "بات باتت اصبح اصبحت يصبح تصبح ظل ظلت صار صارت بدا بدت يبدو تبدو يكون تكون ليس ليست وبات واصبح".split()
)
#: Tokens between copula and predicate.
PREDICATE_BACK = 7


def _is_predicate(reading: Reading, cue: Cue) -> bool:
    return _stands_before(reading, cue, _COPULAS, PREDICATE_BACK)


def _stands_before(reading: Reading, cue: Cue, verbs: frozenset[str], back: int) -> bool:
    """Whether one of the verbs stands at most ``back`` tokens before the cue, with no comma between."""
    low = max(reading.sentence(cue.start).start, cue.start - back)
    for i in range(cue.start - 1, low - 1, -1):
        if reading.form(i) in COMMAS:
            return False
        if reading.form(i) in verbs:
            return True
    return False


def _opens_clause(reading: Reading, cue: Cue) -> bool:
    after, next_ = reading.form(cue.end), reading.form(cue.end + 1)
    strong = after in SUBORDINATORS or after in {":", "اياه", "اياها"}
    marked = reading.opens(cue.end + 1) is not None  # «داعين إلى "سقوط الحكومة"»
    strong = strong or (after in {"الي", "من", "علي"} and (next_ in SUBORDINATORS or marked))
    return strong or reading.opens(cue.end) is not None


def _with_object(reading: Reading, cue: Cue, near: int) -> Complement | None:
    """«واصفا التقارير بغير الصحيحة»، «محملين السعودية المسؤولية»."""
    ends = cue.pronoun or cue.end >= near or not reading.is_word(cue.end)
    word = reading.word(cue.end)
    if (
        ends
        or (word.function and reading.form(cue.end) not in DEMONSTRATIVES)
        or not (word.function or word.noun or word.proper or word.unknown)
    ):
        return None
    if "blame" in cue.takes:
        return blamed(reading, cue.end, near)
    return Complement("object", cue.end, cue.end)


def _object(reading: Reading, cue: Cue, limit: int) -> Complement | None:
    """«مؤكدا قدرة روما»، «نافيا وجود خلاف»: a noun right behind, not an adjective of the same case."""
    i = skip_slots(reading, cue.end, limit)
    word = reading.word(i)
    mark = reading.opens(i) if i < limit else None
    if mark is not None:
        return Complement("object", i, i + 1)
    pointing = reading.form(i) in DEMONSTRATIVES
    noun = word.noun and not word.function and not word.bi_noun and not word.li_noun
    plain = i < limit and (noun or pointing)
    return Complement("object", i, i) if plain else None


def with_main_subject(reading: Reading, candidate: Candidate) -> Candidate:
    """A participle that continues no statement: the main clause's subject speaks."""
    return _spoken(candidate, main_subjects.main_subject(reading, candidate.cue[0]))


def with_clause_subject(reading: Reading, candidate: Candidate, begin: int) -> Candidate:
    """A participle behind the statement that ends at ``begin``: its own clause's subject, if one."""
    return _spoken(candidate, main_subjects.clause_subject(reading, begin, candidate.cue[0]))


def _spoken(candidate: Candidate, subject: NounPhrase | None) -> Candidate:
    if subject is None:
        return candidate
    return replace(candidate, speaker=subject, rule=candidate.rule.replace("participle", "main"))
