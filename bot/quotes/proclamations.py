"""Texts in the first person of a body: «نؤكد أن»، «ونطالب الحكومة بـ».

An article that prints a statement in full gives its issuer once («أصدر الاتحاد بيانا، وفي ما يلي
نصه») and then lets him say «we». Everywhere else the first person is the author's or stands inside
somebody's speech, and is no cue.
"""

from dataclasses import dataclass

from bot.quotes.phrases import NounPhrase
from bot.quotes.reading import Reading, Sentence
from bot.quotes.slots import skip_slots
from bot.quotes.speakers import parse, parse_joined

#: The announcement stands in one of the first sentences.
FIRST_SENTENCES = 6
_ISSUED = frozenset("اصدر اصدرت نشر نشرت وزع وزعت تلقينا تلقت".split())
_TEXT = frozenset("نصه نصها التالي الاتي كاملا يلي نص".split())


@dataclass(frozen=True, slots=True)
class Proclamation:
    """A body's statement in full: its issuer, and the token from which «we» is the issuer."""

    issuer: NounPhrase
    start: int


def find(reading: Reading) -> Proclamation | None:
    """The proclamation that a text prints, or None."""
    for sentence in reading.sentences[:FIRST_SENTENCES]:
        issuer = _announced(reading, sentence) or _headed(reading, sentence)
        if issuer is not None:
            return Proclamation(issuer, sentence.end)
    return None


def _announced(reading: Reading, sentence: Sentence) -> NounPhrase | None:
    """«أصدر اتحاد الناشرين، عقب اجتماع طارئ، بيانا، وفي ما يلي نصه»."""
    inner = range(sentence.start, sentence.end)
    verb = next((i for i in inner if reading.form(i).lstrip("و") in _ISSUED), None)
    text = any(reading.form(i) in _TEXT for i in inner)
    document = any("document" in reading.word(i).speaker for i in inner)
    if verb is None or not text or not document:
        return None
    behind = parse(reading, skip_slots(reading, verb + 1, sentence.end), sentence.end, strict=True)
    return behind if behind is not None and _is_body(reading, behind) else None


def _headed(reading: Reading, sentence: Sentence) -> NounPhrase | None:
    """«بيان صادر عن نقابة الصحفيين» as a headline."""
    start = sentence.start
    if not sentence.headline or reading.form(start) not in {"بيان", "بلاغ"}:
        return None
    about = start + 2 if reading.form(start + 1) in {"صادر", "الصادر"} else start + 1
    about += reading.form(about) == "عن"
    found = parse(reading, about, sentence.end, strict=False)
    found = found or parse_joined(reading, about, sentence.end, strict=False)
    return found if found is not None and _is_body(reading, found) else None


def _is_body(reading: Reading, phrase: NounPhrase) -> bool:
    return bool(phrase.head_class(reading).speaker & {"organization", "group", "media"})
