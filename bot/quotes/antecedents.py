"""Phrases that name a dropped subject by grammar, without being its printed place.

- a relative's antecedent: «وزير الخارجية الذي قال إن»
- a document that an imperfect describes: «ألقت طائرات منشورات تحذر السكان»
- the subject right before a masdar of saying: «اكتفت نيروبي بالقول إنها»
"""

from bot.arabic.conjugation import Agreement, Tense
from bot.arabic.wordclass import WordClass
from bot.quotes import subjects
from bot.quotes.cues import Cue
from bot.quotes.gluing import split_conjunction
from bot.quotes.marks import COMMAS
from bot.quotes.phrases import JOINED_RELATIVES, NounPhrase, name_segment
from bot.quotes.reading import Reading
from bot.quotes.speakers import parse, parse_joined

#: A described document stands within this many tokens before its verb.
DESCRIBED_BACK = 8


#: «نشر تغريدة يقول فيها»: he says in it, it does not.
_IN_IT = frozenset({"فيه", "فيها", "خلاله", "خلالها"})


def find(reading: Reading, cue: Cue) -> NounPhrase | None:
    """Who a dropped subject is by grammar: a relative's antecedent or the main clause's subject."""
    sentence = reading.sentence(cue.start)
    if cue.start == sentence.start:
        return None
    relative = cue.start - 1
    while relative > sentence.start and reading.form(relative) in {
        "قد",
        "لم",
        "لا",
        "لن",
        "كان",
        "كانت",
        "كانوا",
        "سبق",
    }:
        relative -= 1
    if reading.form(relative) in JOINED_RELATIVES:
        phrase = ending_at(reading, sentence.start, relative)
        if phrase is not None and _resumed(reading, cue, phrase):
            return None
        return phrase if phrase is not None and subjects.agrees(reading, phrase, cue) else None
    return preceded(reading, cue) or described(reading, cue) or qualified(reading, cue)


def _resumed(reading: Reading, cue: Cue, phrase: NounPhrase) -> bool:
    """«بعض الدول، التي | وصفها بالخائنة»: the pronoun is the antecedent, who does not speak."""
    head = phrase.head_class(reading)
    person = head.title or head.kind == "person" or head.name
    feminine = reading.form(cue.start).endswith("ها")
    return bool(cue.pronoun) and feminine and cue.agreement is Agreement.MASCULINE and not person


#: Tokens between «سبق» and the verb that it puts earlier.
PRECEDED_BACK = 12


def preceded(reading: Reading, cue: Cue) -> NounPhrase | None:
    """«وسبق للوزير أن | حذر من نقص الأدوية»: the subject stands behind «سبق» with its ل."""
    low = max(reading.sentence(cue.start).start, cue.start - PRECEDED_BACK)
    if reading.form(cue.start - 1) != "ان":
        return None
    for i in range(cue.start - 3, low - 1, -1):
        if reading.form(i) in {"سبق", "وسبق"} and reading.word(i + 1).li_noun:
            phrase = parse_joined(reading, i + 1, cue.start - 1, strict=False)
            return phrase if phrase is not None and phrase.end == cue.start - 1 else None
    return None


#: Endings of nouns that a plural verb, and that no singular one, may describe.
_PLURAL = ("ين", "ون", "ات", "اء", "ال", "ان", "اب", "وم", "ود", "اص")


def qualified(reading: Reading, cue: Cue) -> NounPhrase | None:
    """Whom an indefinite noun's clause is of: «مقابلة مع ضابط | قال إن»، «إلى سكان | قالوا إن».

    Behind an indefinite noun the clause has no relative pronoun (Badawi, Carter and Gully § 5.2).
    """
    if not cue.perfect or cue.conjoined or cue.trust == "D":
        return None
    start = reading.sentence(cue.start).start
    if cue.start - 2 < start or not reading.tokens[cue.start - 1].is_word:
        return None
    phrase = ending_at(reading, start, cue.start)
    if phrase is None or phrase.end != cue.start or phrase.start == start:
        return None
    head = phrase.head_class(reading)
    human = head.title or head.kind == "person" or head.speaker & {"anonymous", "group"}
    inner = (reading.word(i) for i in range(phrase.start, phrase.end))
    if not human or any(w.definite or w.place or w.owned or w.name for w in inner):
        return None
    plural = reading.form(phrase.head).endswith(_PLURAL) or head.speaker & {"group"}
    fits = cue.agreement is Agreement.PLURAL if plural else subjects.agrees(reading, phrase, cue)
    return phrase if fits else None


def described(reading: Reading, cue: Cue) -> NounPhrase | None:
    """An imperfect that describes a document before it: «ألقت طائرات منشورات تحذر السكان»."""
    if reading.form(cue.end) in _IN_IT:
        return _apposed(reading, cue) or _who_gave(reading, cue)
    if cue.tense is not Tense.IMPERFECT or cue.conjoined or reading.form(cue.start - 1) == "ان":
        return None
    low = max(reading.sentence(cue.start).start, cue.start - DESCRIBED_BACK)
    for i in range(cue.start - 1, low - 1, -1):
        word = reading.word(i)
        if "document" in word.speaker and not word.definite:
            return parse(reading, i, cue.start, strict=True)
        if reading.form(i).endswith("ا") and "document" in _nominative(reading, i).speaker:
            return _issuer(reading, low, i)
    return None


#: What one does with a statement of one's own.
_ISSUING = frozenset("اصدر اصدرت اصدروا نشر نشرت نشروا وزع وزعت كتب كتبت اعد اعدت".split())


def _nominative(reading: Reading, i: int) -> WordClass:
    """«تقريرا»: the word without its accusative."""
    return reading.words.of(reading.form(i)[:-1])


def _issuer(reading: Reading, low: int, document: int) -> NounPhrase | None:
    """«نشر الاتحاد | تقريرا يشيد بالموهبة»: who issued it says it (GUIDELINES, on «أصدر»)."""
    for i in range(document - 1, low - 1, -1):
        if split_conjunction(reading.form(i))[0] in _ISSUING:
            phrase = parse(reading, i + 1, document, strict=True, after_verb=True)
            whole = phrase is not None and phrase.end == document
            return (
                phrase if phrase and whole and subjects.is_speaker_like(reading, phrase) else None
            )
    return None


#: «تصريحات | أدلى بها الوزير»: what one does with words of one's own.
_GIVING = frozenset(
    "ادلي ادلت القاها القاه القتها اجراها اجرته اجرتها نشرها نشره عقده عقدته".split()
)
#: Tokens from there to the verb: «أدلى بها مايك بومبيو، وزير الخارجية الأمريكي، الجمعة الماضية أعرب خلالها».
GIVEN_BACK = 16


def _who_gave(reading: Reading, cue: Cue) -> NounPhrase | None:
    """«تصريحات أدلى بها | مايك بومبيو، الجمعة، أعرب خلالها»: who made the statement says what is in it."""
    low = max(reading.sentence(cue.start).start, cue.start - GIVEN_BACK)
    for i in range(cue.start - 1, low - 1, -1):
        if reading.form(i) in _GIVING:
            start = i + 1 + (reading.form(i + 1) in {"به", "بها"})
            phrase = parse(reading, start, cue.start, strict=True, after_verb=True, apposed=True)
            named = phrase is not None and subjects.is_speaker_like(reading, phrase)
            return phrase if named else None
    return None


def _apposed(reading: Reading, cue: Cue) -> NounPhrase | None:
    """«نشر التنظيم تسجيلا لزعيمه، أيمن الظواهري، | يحث فيه أتباعه»: the name between the commas speaks."""
    close = cue.start - 1
    low = max(reading.sentence(cue.start).start, close - DESCRIBED_BACK)
    if reading.form(close) not in COMMAS:
        return None
    opening = next((i for i in range(close - 1, low, -1) if reading.form(i) in COMMAS), None)
    whole = opening is not None and name_segment(reading, opening + 1, close) == close
    return ending_at(reading, low, close) if whole else None


def ending_at(reading: Reading, low: int, end: int) -> NounPhrase | None:
    """The longest phrase that ends right before ``end``: «وزير الخارجية الذي قال»."""
    stop = end - 1 if reading.form(end - 1) in COMMAS else end
    best: NounPhrase | None = None
    for start in range(stop - 1, max(low, stop - 10) - 1, -1):
        phrase = parse(reading, start, stop, strict=True)
        if phrase is not None and phrase.end == stop and subjects.is_speaker_like(reading, phrase):
            best = phrase
    return best or _behind_li(reading, low, stop)


def _behind_li(reading: Reading, low: int, stop: int) -> NounPhrase | None:
    """«أفضل بديل | لغريزمان، الذي قال»: a name with its ل."""
    for start in range(stop - 1, max(low, stop - 4) - 1, -1):
        if reading.word(start).li_noun:
            phrase = parse_joined(reading, start, stop, strict=True)
            inner = reading.words.of(reading.form(start)[1:])
            named = phrase is not None and (inner.name or inner.place)
            return phrase if phrase is not None and named and phrase.end == stop else None
    return None
