"""The frames of finite verbs: cue, speaker and content in one sentence.

VSO «قال الوزير إن»، SVO «الوزير قال إن»، dropped «وأضاف أن», each with every complement that the
verb may take. What fits no frame is rejected with its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.arabic.conjugation import Agreement, Tense
from bot.arabic.wordclass import WordClass
from bot.model.quote import Act
from bot.quotes import antecedents, bearers, complements, objects, subjects
from bot.quotes.candidates import Candidate, Rejected
from bot.quotes.complements import Complement
from bot.quotes.content import measure
from bot.quotes.cues import Cue
from bot.quotes.marks import COMMAS
from bot.quotes.phrases import RELATIVES, NounPhrase
from bot.quotes.reading import Reading
from bot.quotes.slots import behind_clause, behind_parenthesis, skip_slots
from bot.quotes.speakers import parse
from bot.quotes.unsaid import PASSIVE, out_of_place, unfit

#: Tokens between a doubtful verb's subject and its clause: «تعد ... بأن النجاح» is no promise.
DOUBTFUL_REACH = 8


@dataclass(frozen=True, slots=True)
class Scene:
    """A reading with its cues and the test for where another statement begins."""

    reading: Reading
    cues: dict[int, tuple[Cue, ...]]
    breaks: Callable[[int, int], bool]


def match(scene: Scene, options: tuple[Cue, ...]) -> Candidate | Rejected:
    """The best candidate of a finite cue's readings, or why there is none."""
    reason = "no frame"
    for cue in options:
        if not cue.finite:
            continue
        found = _match_one(scene, cue)
        if isinstance(found, Candidate):
            return found
        reason = found.reason
    return Rejected((options[0].start, options[0].end), reason)


def _match_one(scene: Scene, cue: Cue) -> Candidate | Rejected:
    reading = scene.reading
    where = (cue.start, cue.end)
    reason = out_of_place(reading, cue)
    if reason:
        return Rejected(where, reason)
    ours = cue.agreement is Agreement.FIRST
    ahead = None if ours else subjects.before(reading, cue)
    free = ahead is None and not ("rest" in cue.takes and cue.end > cue.start + 1)
    behind = _subject_behind(reading, cue) if free else None
    if isinstance(behind, str):
        return Rejected(where, behind)
    subject, found = _content_behind(scene, cue, behind)
    if found is None and subject is not None and _may_be_object(cue):
        subject, found = None, complement(scene, cue, cue.end, reading.sentence(cue.start).end)
    if found is None:
        found = _fronted(reading, cue)
    if found is None:
        return Rejected(where, "no content that the verb governs")
    if free and not ours:
        subject = _refined(reading, cue, subject, found)
    own = ahead or _own_subject(scene, cue, subject, found)
    if own is None and subject is not None and _passive_accusation(cue):
        return Rejected(where, PASSIVE)
    reason = unfit(reading, cue, own, found)
    return Rejected(where, reason) if reason else _build(scene, cue, found, own)


def _own_subject(
    scene: Scene, cue: Cue, subject: NounPhrase | None, found: Complement
) -> NounPhrase | None:
    """The phrase behind the verb if it is the subject, with its whole name; None if an addressee."""
    if subject is None or _joined_call(scene.reading, cue):
        return None
    blamed = "blame" in cue.takes and subject.end == found.marker
    if blamed or _only_addressed(scene, cue, subject, found):
        return None
    addressed = bool(cue.takes & {"addr", "describe"})
    return bearers.named(scene.reading, subject, found.marker, addressed=addressed)


def _passive_accusation(cue: Cue) -> bool:
    return cue.lemma == "اتهم" and not cue.conjoined and cue.tense is Tense.PERFECT


#: Words of direct speech that stands before its verb: «"الوضع كارثي"، يقول أبو محمد».
MIN_FRONTED = 2


def _fronted(reading: Reading, cue: Cue) -> Complement | None:
    """«"هناك كانت غرفتي"، | يقول الصياد»: direct speech before its verb, as in features."""
    close = cue.start - 1 - (reading.form(cue.start - 1) in COMMAS)
    mark = reading.mark(close) if close >= 0 else None
    if cue.trust != "A" or cue.conjoined or mark is None or mark.close != close:
        return None
    words = sum(reading.tokens[i].is_word for i in range(mark.open, close))
    first = reading.sentence(cue.start).start == mark.open
    return Complement("quote", cue.end, mark.open + 1) if words >= MIN_FRONTED and first else None


#: What is condemned or praised is as often a person or a country as what they did.
_OF_PERSONS = frozenset({"انتقد", "أدان", "استنكر", "شجب", "امتدح", "هاجم"})


def _may_be_object(cue: Cue) -> bool:
    """«ووصف | التقارير بالكاذبة»، «وانتقد | موسكو لدعمها»، «وناشدت | السكان توخي الحذر»: the subject being dropped."""
    addressed = {"addr", "second"} <= cue.takes
    return cue.conjoined and ("describe" in cue.takes or addressed or cue.lemma in _OF_PERSONS)


def _joined_call(reading: Reading, cue: Cue) -> bool:
    """«خامنئي يستبعد الحرب ويطالب | الجيش بالاستعداد»: in a headline the joined verb has its subject."""
    if "addr" not in cue.takes or cue.tense is not Tense.IMPERFECT:
        return False
    first = reading.sentence(cue.start).start
    return cue.conjoined and reading.sentence(cue.start).headline and cue.start > first


def _strict(cue: Cue) -> bool:
    """Whether the verb takes an object, so that the subject must end before it."""
    return bool(cue.takes & {"addr", "obj", "describe", "blame", "attribute", "second"})


#: «أكدا»، «قالوا»، «نرى»: a verb that shows more than one has its subject before it, or in itself.
_SUBJECTLESS = frozenset({Agreement.FIRST, Agreement.DUAL, Agreement.PLURAL})


#: «كما أنها | طالبت السلطات بالتحقيق»: the pronoun is the subject.
_PRONOUNS = frozenset("انه انها انهم لكنه ولكنه لكنها ولكنها لكنهم ولكنهم لانه لانها".split())


def _subject_behind(reading: Reading, cue: Cue) -> NounPhrase | str | None:
    """The subject behind the verb, None where it is dropped, or why the verb does not report."""
    limit = reading.sentence(cue.start).end
    if cue.agreement in _SUBJECTLESS or _relative_object(reading, cue):
        return None
    if reading.form(cue.start - 1) in _PRONOUNS:
        return None
    if "addr" in cue.takes and _in_headline(reading, cue):
        return "no subject: passive, or not at the head of a clause"
    subject = subjects.behind(reading, cue, limit, strict=_strict(cue))
    if subject is not None and "blame" in cue.takes and objects.is_blame(reading, subject.head):
        return None
    if subject is not None and _is_object(reading, cue, subject):
        return None
    demanding = _strict(cue) or cue.trust == "D"
    if subject is None or not demanding or subjects.is_speaker_like(reading, subject):
        return subject
    relative = reading.form(cue.start - 1).removeprefix("و") in RELATIVES
    return PASSIVE if cue.lemma == "اتهم" and not (cue.conjoined or relative) else None


def _in_headline(reading: Reading, cue: Cue) -> bool:
    """«هيومان رايتس ووتش تطالب | مصر بالإفراج»: in a headline the subject stands before; behind is the addressee."""
    sentence = reading.sentence(cue.start)
    before = sentence.headline and cue.tense is Tense.IMPERFECT and not cue.conjoined
    return before and cue.start > sentence.start and reading.tokens[cue.start - 1].is_word


def _relative_object(reading: Reading, cue: Cue) -> bool:
    """«لاورا إنغراهام، التي انتقدت | جيمس»: behind a relative pronoun the one criticised, its antecedent spoke."""
    judged = cue.lemma in _OF_PERSONS and not cue.pronoun
    if not judged or reading.form(cue.start - 1) not in RELATIVES:
        return False
    antecedent = antecedents.find(reading, cue)
    return antecedent is not None and subjects.is_speaker_like(reading, antecedent)


#: Countries that are masculine; the names of the others and of all towns are feminine.
_MASCULINE = frozenset(
    "العراق لبنان الاردن المغرب السودان اليمن الصومال البنتاغون الكرملين الفاتيكان الاتحاد البيت".split()
)


def _is_object(reading: Reading, cue: Cue, subject: NounPhrase) -> bool:
    """«وانتقد | موسكو»: a feminine name behind a masculine verb is whom he criticised."""
    word, alone = reading.word(subject.start), subject.end == subject.start + 1
    if not (alone and word.place and cue.perfect and cue.agreement is Agreement.MASCULINE):
        return False
    touching = subject.start == cue.end and not word.nisba
    return touching and reading.form(subject.start) not in _MASCULINE


def _content_behind(
    scene: Scene, cue: Cue, subject: NounPhrase | None
) -> tuple[NounPhrase | None, Complement | None]:
    """The content behind verb and subject, with the subject as it then stands."""
    limit = scene.reading.sentence(cue.start).end
    start = subject.end if subject is not None else cue.end
    after = scene.reading.word(
        start + 1
    )  # «أكدت مصادر | رفضها للقانون», not «وثائق | نشرها المكتب»
    own = scene.reading.word(start).noun and (after.li_noun or after.bi_noun or after.function)
    masdar = "obj" in cue.takes and own
    if subject is not None and not (masdar or _known(subject.head_class(scene.reading))):
        start = behind_clause(scene.reading, start, limit)
    found = complement(scene, cue, start, limit)
    objectless = found is None or found.kind != "object"
    if objectless and "describe" in cue.takes and not cue.pronoun and subject is not None:
        subject = _first_name(scene.reading, subject)
        found = complement(scene, cue, subject.end, limit)
    return subject, found


def _known(head: WordClass) -> bool:
    """«وأكدت طهران | رفضها»: a country or a name has no clause of its own behind it."""
    return head.definite or head.place or head.name


def _first_name(reading: Reading, subject: NounPhrase) -> NounPhrase:
    """«وصف بيرغن | الظواهري بأنه»: two names, the first is the subject."""
    second = subject.start + 1
    head = reading.word(subject.head)
    if head.definite:
        return subject
    # «وصف رئيس الأركان | العملية بالناجحة»، «وصفت وزارة خارجيتها | الطلب بأنه»
    second += head.title == "office" or reading.word(second).owned
    if reading.form(second - 1) == "باسم":
        return subject
    word = reading.word(second)
    if subject.end == second or not (word.definite or word.title):
        return subject
    return replace(subject, end=second, commas=())


def _refined(
    reading: Reading, cue: Cue, subject: NounPhrase | None, found: Complement
) -> NounPhrase | None:
    """The subject once more, now that its right edge is known: it ends before the content."""
    if subject is not None and "describe" in cue.takes:
        return subject
    if subject is None:
        if cue.agreement in _SUBJECTLESS:
            return None
        named = found.kind in {"an", "colon"} and _is_whole_name(reading, cue.end, found.marker)
        free = not _strict(cue) or named
        return subjects.behind(reading, cue, found.marker, strict=False) if free else None
    if found.marker < subject.end or found.kind in {"an", "colon"}:
        addressed = "addr" in cue.takes
        after_verb = subject.start == cue.end
        whole = parse(reading, subject.start, found.marker, strict=addressed, after_verb=after_verb)
        return whole or subject
    return subject


def _build(
    scene: Scene, cue: Cue, found: Complement, speaker: NounPhrase | None
) -> Candidate | Rejected:
    if found.kind == "quote" and _goes_on_behind(scene.reading, cue, found):
        found = replace(found, kind="object")
    extent = measure(scene.reading, found, scene.breaks)
    if extent is None:
        return Rejected((cue.start, cue.end), "nothing stands behind the marker")
    antecedent = None if speaker is not None else antecedents.find(scene.reading, cue)
    relative = scene.reading.form(cue.start - 1) in _PLURAL_RELATIVES
    if speaker is None and antecedent is None and relative:
        return Rejected((cue.start, cue.end), "a relative clause without antecedent")
    return Candidate(
        cue=(cue.start, cue.end),
        act=cue.act,
        extent=extent,
        rule=f"{_order(speaker, cue)}-{found.kind}",
        agreement=cue.agreement,
        speaker=speaker,
        antecedent=antecedent,
        negated=cue.negated,
    )


#: «منتقديه | الذين يقولون إن»: they, whom no phrase names, and nobody before.
_PLURAL_RELATIVES = frozenset({"الذين", "اللذين", "اللتين", "اللواتي", "اللاتي"})

_JUDGING = frozenset({Act.CONDEMN, Act.PRAISE, Act.DENY, Act.REJECT})


def _goes_on_behind(reading: Reading, cue: Cue, found: Complement) -> bool:
    """«انتقدت "الاستخدام المفرط للعنف" | من قبل الشرطة»: what the marks hold is the head of an object."""
    mark = reading.mark(found.start)
    behind = reading.form(mark.close + 1) if mark is not None and mark.closed else ""
    objective = "obj" in cue.takes and cue.act in _JUDGING
    return objective and found.marker + 1 == found.start and behind in {"من", "في", "ضد", "بحق"}


def _order(speaker: NounPhrase | None, cue: Cue) -> str:
    if speaker is None:
        return "dropped"
    return "before" if speaker.start < cue.start else "behind"


def _only_addressed(scene: Scene, cue: Cue, subject: NounPhrase, found: Complement) -> bool:
    if "addr" not in cue.takes or found.kind == "object":
        return False
    rest = skip_slots(scene.reading, subject.end, found.marker)
    alone = rest >= found.marker
    return alone and subjects.is_addressee(scene.reading, subject, cue)


def complement(scene: Scene, cue: Cue, start: int, limit: int) -> Complement | None:
    """What the cue governs from token ``start`` on, with or without a marker, or None."""
    reading = scene.reading
    if cue.takes & {"obj", "describe", "blame", "attribute"} and not (
        cue.pronoun and "describe" in cue.takes
    ):
        found = objects.bare(reading, cue, start, limit)
        if "describe" in cue.takes and found is None:
            return None
        if found is not None:
            return _clause_instead(scene, cue, found, limit) or found
    if "rest" in cue.takes:
        return objects.after_blame(reading, cue, start, limit)
    found = complements.find(
        reading, cue, behind_parenthesis(reading, start, limit), limit, scene.cues
    )
    if found is None and "second" in cue.takes:
        return objects.second(reading, cue, start, limit)
    if found is None or _reaches(reading, cue, start, found.marker):
        return found
    far = found.marker - start > DOUBTFUL_REACH and cue.trust == "D" and found.kind == "an"
    return None if far or found.kind == "preposition" else found


def _clause_instead(scene: Scene, cue: Cue, found: Complement, limit: int) -> Complement | None:
    """A clause of the verb's own behind a definite noun or a name that is no content.

    «أكد وزير المالية محمد | الجدعان في لقاء أن»: the subject was longer than its parse.
    """
    reading = scene.reading
    word = reading.word(found.start)
    joined = word.joined and reading.form(found.start).endswith(("ه", "ها"))  # «ونظيره الفرنسي»
    if "an" not in cue.takes:
        return None
    later = complements.find(reading, cue, found.start, limit, scene.cues)
    if later is None or later.kind not in {"an", "colon"} or later.marker == found.reach:
        return None
    named = _is_whole_name(reading, found.start, later.marker)
    if not (word.definite or word.name or word.title or joined or named):
        return None
    joined_cue = any(
        option.conjoined
        for i in range(found.start, later.marker)
        for option in scene.cues.get(i, ())
    )
    return None if joined_cue or _verb_between(reading, found.start, later.marker) else later


def _is_whole_name(reading: Reading, start: int, end: int) -> bool:
    """«أكدت وزيرة الصحة | هالة زايد | أن»: a given name that is a noun, before a surname and the clause."""
    last = reading.word(end - 1)
    words = all(reading.tokens[i].is_word for i in range(start, end))
    begins = skip_slots(reading, start, end) == start
    return words and begins and end - start in {2, 3} and last.name and not last.place


def _reaches(reading: Reading, cue: Cue, start: int, marker: int) -> bool:
    """Whether only slots and an addressee stand between the subject and the preposition.

    «وأكدت الوزارة، في بيان نشر على صفحتها: "..."»: that «على» is not the verb's.
    """
    at = skip_slots(reading, start, marker, cue.takes)
    return at >= marker or (cue.trust == "C" and not _verb_between(reading, at, marker))


def _verb_between(reading: Reading, start: int, end: int) -> bool:
    for i in range(start, end):
        word = reading.word(i)
        if "relative" in word.slot:
            return False
        if word.verb and not (word.noun or word.proper or word.function or word.place):
            # «جهات | لم يسمها»: the clause of an indefinite noun
            own = reading.form(i - 1) == "لم" and reading.form(i).endswith(("ه", "ها", "هم"))
            if not own:
                return True
    return False
