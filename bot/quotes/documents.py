"""Statements that a text makes: «جاء في بيان الوزارة: "..."»، «أصدرت الوزارة بيانا جاء فيه».

The speaker is the document; where its issuer is the subject of the sentence, the issuer.
"""

from bot.arabic.conjugation import Agreement
from bot.quotes import complements, subjects
from bot.quotes.candidates import Candidate
from bot.quotes.content import measure
from bot.quotes.cues import Cue
from bot.quotes.frames import Scene
from bot.quotes.marks import COMMAS
from bot.quotes.phrases import NounPhrase
from bot.quotes.reading import Reading
from bot.quotes.slots import skip_slots
from bot.quotes.speakers import parse

#: The document stands within this many tokens before «جاء فيه».
BACK = 6
_TAKES = frozenset({"an", "quote", "colon"})
_ISSUED = frozenset("اصدر اصدرت تصدر نشر نشرت وزع وزعت القي القت واصدر واصدرت ونشر ونشرت".split())


def match(scene: Scene, cue: Cue) -> Candidate | None:
    """The statement of a cue that takes a document, or None."""
    reading = scene.reading
    limit = reading.sentence(cue.start).end
    if "document" in cue.takes:
        speaker = parse(reading, cue.end, limit, strict=False)
        start = speaker.end if speaker is not None else limit
        printed = True
    else:
        speaker, printed = _issuer(reading, cue)
        start = cue.end
    found = _complement(scene, cue, start, limit)
    extent = measure(reading, found, scene.breaks) if found is not None else None
    if speaker is None or extent is None:
        return None
    return Candidate(
        cue=(cue.start, cue.end),
        act=cue.act,
        extent=extent,
        rule="document",
        agreement=Agreement.ANY,
        speaker=speaker if printed else None,
        antecedent=None if printed else speaker,
    )


def _complement(scene: Scene, cue: Cue, start: int, limit: int) -> complements.Complement | None:
    wider = Cue(cue.start, cue.end, cue.lemma, cue.act, cue.trust, _TAKES, cue.tense, cue.agreement)
    return complements.find(scene.reading, wider, start, limit, {})


def _issuer(reading: Reading, cue: Cue) -> tuple[NounPhrase | None, bool]:
    """Who issued the document before the cue, or the document itself."""
    sentence = reading.sentence(cue.start)
    for i in range(sentence.start, cue.start):
        if reading.form(i) in _ISSUED:
            ahead = parse(reading, sentence.start, i, strict=False) if i > sentence.start else None
            begin = skip_slots(reading, sentence.start + 1, i)
            if ahead is None and begin < i:
                ahead = parse(reading, begin, i, strict=False)
            behind = parse(reading, skip_slots(reading, i + 1, cue.start), cue.start, strict=True)
            subject = ahead if ahead is not None and _speaks(reading, ahead) else behind
            if subject is not None and _speaks(reading, subject):
                return subject, True
    return _document_before(reading, cue), True


def _speaks(reading: Reading, phrase: NounPhrase) -> bool:
    document = "document" in phrase.head_class(reading).speaker
    return subjects.is_speaker_like(reading, phrase) and not document


def _document_before(reading: Reading, cue: Cue) -> NounPhrase | None:
    end = cue.start - (reading.form(cue.start - 1) in COMMAS)
    for i in range(end - 1, max(-1, end - BACK), -1):
        agency = reading.form(i - 1) == "وكاله"  # «وكالة الأنباء»
        if "document" in reading.word(i).speaker and not agency:
            return parse(reading, i, end, strict=True)
    return None
