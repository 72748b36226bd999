"""Verbal nouns that carry a statement.

- with the speaker's pronoun: «بقوله إن»، «في قولها: "..."»
- definite, behind a verb of effort: «حرص على الإيضاح أن»، «جدد التأكيد أن»
- with its speaker as genitive and a clause: «تهديد الرئيس روحاني بأنه»

A masdar with a bare noun («وسط تحذيرات من»، «نفي الأمن العام لأي خلفية») is the author's sentence.
"""

from bot.arabic.conjugation import Agreement, Tense
from bot.arabic.lexicon import CueForm
from bot.model.quote import Act
from bot.quotes import antecedents, complements, subjects
from bot.quotes.candidates import Candidate
from bot.quotes.content import measure
from bot.quotes.cues import Cue
from bot.quotes.frames import Scene
from bot.quotes.gluing import split_conjunction
from bot.quotes.phrases import NounPhrase
from bot.quotes.reading import Reading
from bot.quotes.slots import skip_slots
from bot.quotes.speakers import parse

NEAR = 10
#: Behind these the masdar is denied or conditional, and nothing was said.
_UNSAID = frozenset({"عدم", "دون", "رغم", "قبل", "بانتظار", "تجنب", "رفض"})


def match(scene: Scene, i: int, *, light: bool = False) -> Candidate | None:
    """The statement whose cue is the masdar at token ``i``, or None.

    ``light`` tells that it needs a light verb, as its form may be a verb's too: «وعدا»، «نفي».
    """
    reading = scene.reading
    carrier = _light_verb(reading, i)
    if light and carrier is None:
        return None
    for found, definite in _readings(reading, i, light=carrier is not None):
        if carrier is not None:
            candidate = _behind_light(scene, carrier, i, found)
            if candidate is not None or light:
                return candidate
        if reading.form(i).startswith("ال") and not _effort(reading, i):
            continue
        cue = _cue(i, found)
        speaker = None
        start = i + 1
        limit = min(reading.sentence(i).end, i + NEAR)
        if not found.inflection.pronoun and not definite:
            speaker = _genitive(reading, i, limit)
            if speaker is None:
                continue
            start = speaker.end
        candidate = _complete(scene, cue, start, limit, speaker)
        if candidate is not None:
            return candidate
    return None


#: Verbs that only carry the masdar: «وكرر الجيش تحذير السكان من»، «وجه الوزير الشكر إلى نظيره على».
_LIGHT = frozenset(
    "كرر كررت جدد جددت اعاد اعادت وجه وجهت اطلق اطلقت اصدر اصدرت يكرر تكرر يجدد تجدد يوجه توجه قدم قدمت"
    " يقدم تقدم تقدمت يتقدم رفع رفعت يرفع توجه توجهت يتوجه قطع قطعت يقطع تقطع اسند اسندت مجددا مجدده مكررا مكرره موجها موجهه ووجه".split()
)
#: What a rejection, denial or condemnation is of: «جدد رفضه | لأي تهجير».
_OF_THINGS = frozenset({Act.REJECT, Act.DENY, Act.CONDEMN})
LIGHT_BACK = 7


def _light_verb(reading: Reading, i: int) -> int | None:
    low = max(reading.sentence(i).start, i - LIGHT_BACK)
    for j in range(i - 1, low - 1, -1):
        if split_conjunction(reading.form(j))[0] in _LIGHT or reading.form(j) in _LIGHT:
            return j
    return None


def _behind_light(scene: Scene, verb: int, i: int, found: CueForm) -> Candidate | None:
    """The statement of a light verb with its masdar; the subject stands between them."""
    reading = scene.reading
    speaker = parse(reading, skip_slots(reading, verb + 1, i), i, strict=True)
    takes = found.verb.takes - {"obj", "describe", "blame"}
    if found.verb.act in _OF_THINGS:
        takes |= {"ل"}
    cue = Cue(i, i + 1, found.verb.lemma, found.verb.act, "C", takes, Tense.MASDAR, Agreement.ANY)
    limit = min(reading.sentence(i).end, i + NEAR)
    complement = complements.find(reading, cue, i + 1, limit, scene.cues)
    extent = measure(reading, complement, scene.breaks) if complement is not None else None
    if extent is None or (speaker is not None and not subjects.is_speaker_like(reading, speaker)):
        return None
    return Candidate(
        cue=(verb, verb + 1),
        act=found.verb.act,
        extent=extent,
        rule="masdar-light",
        agreement=Agreement.ANY,
        speaker=speaker,
    )


def _effort(reading: Reading, i: int) -> bool:
    """«حرص | على الإيضاح أن»: a definite masdar behind a verb's preposition."""
    return reading.form(i - 1) in {"علي", "الي", "في"}


def _readings(reading: Reading, i: int, *, light: bool) -> list[tuple[CueForm, bool]]:
    form = reading.form(i)
    if reading.form(i - 1) in _UNSAID:
        return []
    found: list[tuple[CueForm, bool]] = []
    effort = light or _effort(reading, i)
    for prefix, definite in (("", False), ("ال", True), ("ب", False), ("بال", True)):
        if not form.startswith(prefix) or (definite and not effort and prefix == "ال"):
            continue
        found.extend(
            (option, definite)
            for option in verbs_of(reading, i, form[len(prefix) :])
            if not (definite and option.inflection.pronoun)
        )
    return found


def verbs_of(reading: Reading, i: int, stem: str) -> list[CueForm]:
    """Verbs whose masdar the stem is, the accusative «تحذيرا» included."""
    cues = reading.lexicon.cues
    bare = reading.tokens[i].bare
    found = [option for option in cues.get(stem, ()) if option.inflection.fits(bare)]
    if stem.endswith("ا"):
        found += cues.get(stem[:-1], ())
    if stem.endswith("ات"):
        found += cues.get(stem[:-2], ())  # «اتهامات»، «انتقادات»
    return [option for option in found if option.inflection.tense is Tense.MASDAR]


def _cue(i: int, found: CueForm) -> Cue:
    verb = found.verb
    takes = verb.takes & {"an", "quote", "colon"}
    return Cue(
        i, i + 1, verb.lemma, verb.act, verb.trust, takes, Tense.MASDAR, found.inflection.agreement
    )


def _genitive(reading: Reading, i: int, limit: int) -> NounPhrase | None:
    speaker = parse(reading, i + 1, limit, strict=True)
    if speaker is None or not subjects.is_speaker_like(reading, speaker):
        return None
    return speaker


def _complete(
    scene: Scene, cue: Cue, start: int, limit: int, speaker: NounPhrase | None
) -> Candidate | None:
    reading = scene.reading
    found = complements.find(reading, cue, start, limit, scene.cues)
    if found is None or skip_slots(reading, start, found.marker) < found.marker:
        return None
    clausal = speaker is None or found.kind == "an"
    extent = measure(reading, found, scene.breaks) if clausal else None
    if extent is None:
        return None
    return Candidate(
        cue=(cue.start, cue.end),
        act=cue.act,
        extent=extent,
        rule=f"masdar-{found.kind}",
        agreement=cue.agreement,
        speaker=speaker,
        antecedent=_subject_before(reading, cue) if speaker is None else None,
        chained=speaker is None,
    )


def _subject_before(reading: Reading, cue: Cue) -> NounPhrase | None:
    """«اكتفت نيروبي بالقول إنها»: the subject stands right before what it did not more than say."""
    if reading.form(cue.start) != "بالقول":
        return None
    return antecedents.ending_at(reading, reading.sentence(cue.start).start, cue.start)
