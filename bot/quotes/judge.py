"""Accept a candidate as a quote, or refuse it with a reason that can be looked up."""

from bot.model.quote import Act, Kind
from bot.quotes import subjects
from bot.quotes.candidates import Candidate
from bot.quotes.phrases import NounPhrase
from bot.quotes.reading import Reading
from bot.quotes.titles import words_of
from bot.quotes.turns import Identity

#: Frames that the verb alone does not prove: their speaker must be one who can speak.
_WEAK = frozenset({"object", "preposition"})
#: «أظهرت الدراسة أن»: only a text can show in this sense.
_SHOWING = frozenset({"اظهر", "اظهرت", "يظهر", "تظهر", "سيظهر", "ستظهر"})
#: «وجدت الدراسة أن»، «لاحظ الباحثون أن»: found by a text or by those who search, else told as a story.
_FINDING = frozenset(
    "وجد وجدت وجدوا يجد تجد اكتشف اكتشفت اكتشفوا اثبت اثبتت يثبت تثبت لاحظ لاحظت لاحظوا ابرز ابرزت يبرز تبرز".split()
)
#: «وأبرز السيد بوريطة أن»: in the Maghreb persons say so; of anything else it shows.
_POINTING = frozenset({"ابرز", "ابرزت", "يبرز", "تبرز"})
_SEARCHERS = frozenset("باحثون باحثين علماء خبراء محققون محققين اطباء باحث باحثه عالم خبير".split())


def judge(reading: Reading, candidate: Candidate, identity: Identity) -> str:
    """Why the candidate is no quote, or "" where it is one."""
    kind = candidate.rule.rsplit("-", 1)[-1]
    speaker = candidate.speaker
    if speaker is not None and kind in _WEAK and not subjects.is_speaker_like(reading, speaker):
        printed = speaker.printed(reading)
        if not identity.named or identity.who == printed:
            return "the subject is not one who speaks"
    if speaker is not None and kind != "document" and _is_thing(reading, speaker, identity):
        return "the subject is not one who speaks"
    if _is_verdict(reading, candidate):
        return "a verdict, not a statement"
    if (
        candidate.act is Act.OPINION
        and identity.kind is Kind.DOCUMENT
        and not (_finds(reading, candidate) or _argues(reading, identity))
    ):
        return "a text has no opinion"
    form = reading.form(candidate.cue[0])
    told = _stripped(form) in _POINTING and identity.kind is Kind.PERSON
    if _stripped(form) in _FINDING and identity.kind is not Kind.DOCUMENT and not told:
        head = speaker.head_class(reading).stem if speaker is not None else ""
        if head not in _SEARCHERS:
            return "found out, not said"
    if form.lstrip("وف") in _SHOWING and identity.kind is not Kind.DOCUMENT:
        return "shown by a thing, not said"
    return ""


#: Relatives, with their pronouns: «قالت خطيبته».
_KIN = tuple("خطيب صهر شقيق زوج ابن ابنت والد جد عم خال حفيد نجل".split())


def _is_thing(reading: Reading, speaker: NounPhrase, identity: Identity) -> bool:
    """«التاريخ يقول إن»، «تقول كلماتها»: one word for a thing, that stands for nobody the article names.

    Participles («المنقذ») are people as often.
    """
    word = speaker.head_class(reading)
    resolved = identity.who != speaker.printed(reading)
    if speaker.end != speaker.start + 1 or resolved or not word.noun:
        return False
    listed = word.title or word.speaker or word.place or word.kind or word.proper or word.unknown
    form = reading.form(speaker.head)
    people = form.endswith(("ون", "ين", "ان")) or word.stem[:1] == "م"
    people = people or form.startswith(_KIN)
    return (word.definite or word.owned) and not (listed or word.adjective or people)


def _is_verdict(reading: Reading, candidate: Candidate) -> bool:
    """«محكمة تدين مدير مصرف»: a court condemns by its judgment."""
    if candidate.act is not Act.CONDEMN or candidate.speaker is None:
        return False
    return candidate.speaker.head_class(reading).stem in {"محكمه", "قضاء"}


#: «خلصت الدراسة إلى أن»: what a text can find, though it has no opinion.
_FINDINGS = frozenset("توصل توصلت خلص خلصت يخلص تخلص".split())


#: «واعتبرت الرسالة أن»: texts in which somebody argues.
_ARGUING = frozenset({"رساله", "مقال", "مقاله", "افتتاحيه", "مذكره", "عريضه"})


def _argues(reading: Reading, identity: Identity) -> bool:
    head = words_of(identity.who)[:1]
    return bool(head) and reading.words.of(head[0]).stem in _ARGUING


def _finds(reading: Reading, candidate: Candidate) -> bool:
    return reading.form(candidate.cue[0]).lstrip("وف") in _FINDINGS


def _stripped(form: str) -> str:
    """The form without و or ف where it is none of the verb's own letters."""
    return form if form in _FINDING else form[1:]
