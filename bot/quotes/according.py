"""Attribution by phrase: «وفقا لـ»، «بحسب»، «على حد قول»، «حسبما ذكرت».

- before its clause: «وبحسب بيان الشركة، فإن الطرح تأجل»; before another cue it is that cue's relay
- behind its clause: «قتل نحو 123 شخصا، بحسب وزارة الصحة»; behind another statement it adds nothing
- with a verb of its own, that verb's act: «حسبما أعلنت الشرطة»، «وفقا لما ذكرته بلومبرغ»
"""

from dataclasses import dataclass

from bot.arabic.conjugation import Agreement
from bot.model.quote import Act
from bot.quotes import bearers, complements, datelines, subjects, unsaid
from bot.quotes.candidates import Candidate
from bot.quotes.complements import Complement
from bot.quotes.content import Extent, measure
from bot.quotes.cues import Cue
from bot.quotes.frames import Scene
from bot.quotes.gluing import split_conjunction
from bot.quotes.marks import COMMAS
from bot.quotes.modes import mode_of
from bot.quotes.phrases import NounPhrase, only_verb
from bot.quotes.reading import Reading
from bot.quotes.relays import is_relay_verb, relaying
from bot.quotes.slots import skip_slots
from bot.quotes.speakers import parse, parse_joined

#: Shortest clause that an attribution may cover, in words.
MIN_WORDS = 4
MIN_WORDS_AHEAD = 2
_LIMIT = 24
#: Words before a clause that are not part of what was said: «وقد قتل».
_LEADING = frozenset({"وقد", "قد", "كما", "لكن", "ولكن"})
_WHAT = frozenset({"ما", "لما"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A phrase of attribution: its tokens, its speaker or None, its own verb or None."""

    start: int
    end: int
    speaker: NounPhrase | None
    verb: Cue | None
    relay: NounPhrase | None = None
    pronoun: bool = False


def find(reading: Reading, i: int, cues: dict[int, tuple[Cue, ...]]) -> Attribution | None:
    """The attribution that begins at token ``i``, or None."""
    form = reading.form(i)
    rest, conjoined = split_conjunction(form)
    known = reading.lexicon.according
    options = known.get(form, ())
    for words, clausal in (*options, *known.get(rest, ())) if conjoined else options:
        end = _phrase_end(reading, i, words)
        if end is None:
            continue
        found = _complete(reading, i, end, cues, clausal=clausal)
        if found is not None:
            return found
    return None


def _phrase_end(reading: Reading, i: int, words: tuple[str, ...]) -> int | None:
    """The token behind the phrase's words; «وفقا ل» ends inside the token «للوكالة»."""
    for n, word in enumerate(words[1:], start=1):
        form = reading.form(i + n)
        if word == "ل":
            return i + n if form.startswith("ل") else None
        if form != word and not (
            word.startswith(("قول", "تعبير", "وصف", "زعم")) and _owned(form, word)
        ):
            return None
    return i + len(words)


def _owned(form: str, word: str) -> bool:
    return form.startswith(word) and form[len(word) :] in {"ه", "ها", "هم", "هما"}


def _complete(
    reading: Reading, i: int, end: int, cues: dict[int, tuple[Cue, ...]], *, clausal: bool
) -> Attribution | None:
    limit = min(len(reading.tokens), i + _LIMIT, reading.sentence(i).end)
    if reading.form(i + 1) == "لسان" and any(
        is_relay_verb(reading, j) for j in range(reading.sentence(i).start, i)
    ):
        return None  # «ونقلت الوكالة | على لسان الوزير قوله»
    owned = reading.form(end - 1).endswith(("ه", "ها", "هم"))
    if owned and reading.form(i) in {"علي", "وعلي"}:
        return Attribution(i, end, None, None, pronoun=True)
    verb_at = end + 1 if reading.form(end) in _WHAT else end if clausal else None
    if verb_at is not None:
        found = _with_verb(reading, i, verb_at, limit, cues)
        return found if found is None or _is_plain(reading, found) else None
    if end >= limit:
        return None
    speaker = parse(reading, end, limit, strict=False)
    if speaker is None and reading.form(end).startswith("ل"):
        speaker = parse_joined(reading, end, limit, strict=False)
    if speaker is None or not (_can_speak(reading, speaker) or _is_law(reading, speaker, i)):
        return None
    pause = next((j for j in range(speaker.end, limit) if reading.form(j) in {"فان", "ان"}), limit)
    return Attribution(i, end, bearers.named(reading, speaker, pause), None)


#: «كما» is also "as" and "besides": only these verbs attribute behind it, with a printed speaker.
_AS_VERBS = frozenset({"ذكر", "أفاد", "قال", "أعلن", "أكد", "أورد", "صرح"})


#: «التدخل كما يقول محللون | لم يقتصر على الاستفتاء»: the clause goes on.
_NEGATED = frozenset({"لم", "لن", "لا", "ليس", "ليست"})


def _is_plain(reading: Reading, found: Attribution) -> bool:
    if reading.form(found.start) not in {"كما", "وكما"} or found.verb is None:
        return True
    if found.speaker is None or found.verb.lemma not in _AS_VERBS:
        return False
    after = reading.form(found.speaker.end)
    return after in COMMAS or after in {".", ""} or after in _NEGATED


#: What one acts by, and nobody says: «تنفيذ الإصلاحات وفق | توصيات الصندوق»، «وفقا | للشريعة الإسلامية».
_NORMS = frozenset(
    "توصيات شريعه معايير معيار قواعد شروط مواصفات خطه جدول لوايح احكام ضوابط مبادي نظام اتفاق اتفاقيه".split()
)
#: What a sentence that begins with it says: «وحسب | القانون الاتحادي، فإن لكل ولاية قوانينها».
_LAWS = frozenset("قانون دستور مرسوم قرار قرارات لايحه".split())


def _is_law(reading: Reading, phrase: NounPhrase, at: int) -> bool:
    start = reading.sentence(at).start
    ahead = all(not reading.tokens[j].is_word for j in range(start, at))
    return ahead and phrase.head_class(reading).stem in _LAWS


#: A text behind these words, though as a noun of action it does not speak: «ووفقا | للإعلان الحكومي».
_TEXTS = frozenset({"اعلان"})


def _can_speak(reading: Reading, phrase: NounPhrase) -> bool:
    form = reading.form(phrase.head)
    word = phrase.head_class(reading)
    if word.stem in _NORMS:
        return False
    if word.stem in _TEXTS and word.definite:
        return True
    if word.title or word.speaker or word.place or word.name or word.kind == "person":
        return True
    active = word.definite and word.noun and word.stem.startswith("م") and form.endswith("ين")
    return active or form.endswith(("يين", "يون")) or reading.tokens[phrase.head].kind == "mark"


def _with_verb(
    reading: Reading, i: int, verb_at: int, limit: int, cues: dict[int, tuple[Cue, ...]]
) -> Attribution | None:
    options = [cue for cue in cues.get(verb_at, ()) if cue.finite]
    if is_relay_verb(reading, verb_at):
        options = [relaying(verb_at)]
    if not options:
        return None
    verb = options[0]
    if unsaid.is_between(reading, verb):
        return None
    speaker = subjects.behind(reading, verb, limit, strict=False)
    relay = None
    # «بحسب ما تعلنه كل دولة | عن إمكانياتها»: what it announces about, not from whom it has it
    own = verb.lemma in {"أعلن", "كشف", "قال", "تحدث"} and not is_relay_verb(reading, verb_at)
    if speaker is not None and not own:
        about = _sources(reading, speaker.end, limit)
        if about is not None:
            speaker, relay = about, speaker
    return Attribution(i, verb.end, speaker, verb, relay)


def _sources(reading: Reading, i: int, limit: int) -> NounPhrase | None:
    """«نقلا عن مصادر مطلعة» behind the outlet: the sources speak."""
    if reading.form(i) == "نقلا" and reading.form(i + 1) == "عن":
        return parse(reading, i + 2, limit, strict=False)
    about = skip_slots(reading, i, limit)
    if reading.form(about) == "عن":
        return parse(reading, about + 1, limit, strict=False)
    return None


def match(scene: Scene, found: Attribution, covered: bool) -> Candidate | None:  # noqa: FBT001
    """The statement that the attribution makes, or None where it only relays another one.

    ``covered`` tells that a statement with a cue of its own holds the clause before it.
    """
    reading = scene.reading
    sentence = reading.sentence(found.start)
    end = found.speaker.end if found.speaker is not None else found.end
    leads = _leads(reading, found, sentence.start)
    if leads:
        extent = _ahead(scene, found, end, sentence.end)
        if extent is None and not covered and end + 1 >= sentence.end:
            extent = _sentence_before(scene, sentence.start)
    elif covered:
        return None
    else:
        extent = _around(scene, sentence.start, found.start, end)
    if extent is None or (found.speaker is None and found.verb is None and not leads):
        return None
    return Candidate(
        cue=(found.start, found.end),
        act=found.verb.act if found.verb is not None else Act.SAY,
        extent=extent,
        rule="according-before" if leads else "according-behind",
        agreement=found.verb.agreement if found.verb is not None else Agreement.ANY,
        speaker=found.speaker,
        relay=found.relay,
    )


#: «وأسفرت المعارك، وفق المرصد، | عن مقتل مدنيين»: what the verb before governs.
_GOVERNED = frozenset({"عن", "الي", "علي"})


def _around(scene: Scene, start: int, at: int, end: int) -> Extent | None:
    """The clause before the phrase, and what goes on behind it between commas.

    «أعطت الرسالة، بحسب الخبير، حرية أكثر للمواطن»: two spans of one statement.
    """
    reading = scene.reading
    whole = _back(reading, start, at)
    limit = reading.sentence(start).end
    aside = reading.form(at - 1) in COMMAS and reading.form(end) in COMMAS and end + 1 < limit
    if reading.form(end) in _NEGATED and reading.form(at - 1) not in COMMAS:
        aside, end = True, end - 1
    if not aside or not reading.is_word(end + 1):
        return whole
    before = whole or _back(reading, start, at, least=1)  # «الموازنة، على حد قول الوزير، | لن تقر»
    after = reading.word(end + 1)
    apart = after.joined or after.joined_verb or scene.breaks(end + 1, start)
    other = after.function and reading.form(end + 1) not in _GOVERNED
    if before is None or apart or (other and whole is not None):
        return whole
    rest = measure(reading, Complement("an", end, end + 1), scene.breaks)
    if rest is None:
        return whole
    return Extent((*before.spans, *rest.spans), before.start, rest.end, before.mode)


def _leads(reading: Reading, found: Attribution, start: int) -> bool:
    """Whether the phrase opens its clause: at the head of its sentence, or joined behind a pause.

    «وهذا ليس صحيحا، ووفقا للخبراء فإن التفريغ يضر بها».
    """
    if all(not reading.tokens[j].is_word for j in range(start, found.start)):
        return True
    end = found.speaker.end if found.speaker is not None else found.end
    if reading.form(end) in COMMAS and reading.form(end + 1) in {"فان", "فانه", "فانها"}:
        return True
    conjoined = reading.form(found.start).startswith(("وو", "وبحسب", "وحسب", "وطبقا"))
    return conjoined and reading.form(found.start - 1) in COMMAS


def _sentence_before(scene: Scene, start: int) -> Extent | None:
    """«أوقفت السلطات التسجيل. وفقا للمنظمة.»: an attribution that is its own sentence."""
    reading = scene.reading
    number = reading.sentence_at[start] - 1
    if number < 0:
        return None
    before = reading.sentences[number]
    same = before.paragraph == reading.sentence(start).paragraph
    if not same or any(
        cue.finite for i in range(before.start, start) for cue in scene.cues.get(i, ())
    ):
        return None
    return _back(reading, before.start, before.end)


def _ahead(scene: Scene, found: Attribution, end: int, limit: int) -> Extent | None:
    """The clause behind «وبحسب X،», unless a cue of its own follows."""
    reading = scene.reading
    start = end if reading.form(end) in COMMAS else skip_slots(reading, end, limit)
    while start < limit and reading.form(start) not in COMMAS and start - end < _LIMIT:
        if reading.form(start) in {"فان", "فانه", "فانها"} or _begins_clause(reading, start, end):
            break
        start += 1
    start += reading.form(start) in COMMAS
    if any(
        _opens(scene, cue)
        for j in range(start, min(limit, start + 2))
        for cue in scene.cues.get(j, ())
    ):
        return None
    if reading.form(start) in {"فان", "ان"}:
        start += 1
    if start >= limit - MIN_WORDS_AHEAD:
        return None
    return measure(reading, Complement("an", found.start, start), scene.breaks)


#: What a clause begins with, right behind the one it is attributed to.
_CLAUSE = frozenset("اذا لا لم لن ليس ليست هناك كان كانت لقد قد فقد فقدت من كل لو".split())


def _begins_clause(reading: Reading, i: int, end: int) -> bool:
    """«ووفقا للجامعة | إذا شحنت الهاتف»، «وبحسب النشرة | فقد الريال»: no comma between them."""
    if i != end or not reading.tokens[i].is_word:
        return False
    return reading.form(i) in _CLAUSE or only_verb(reading.word(i))


def _opens(scene: Scene, cue: Cue) -> bool:
    """Whether a verb reports something of its own, so that the attribution is its relay."""
    limit = scene.reading.sentence(cue.start).end
    return cue.finite and (
        cue.trust == "A"
        or complements.find(scene.reading, cue, cue.end, limit, scene.cues) is not None
        or bool(cue.takes & {"obj", "second"} and cue.trust != "D")
    )


def _back(reading: Reading, start: int, end: int, least: int = MIN_WORDS) -> Extent | None:
    """The clause before the attribution, from the beginning of its sentence or behind its dateline."""
    start = datelines.behind(reading, start, end)
    while start < end and (not reading.tokens[start].is_word and reading.form(start) not in '"«“'):
        start += 1
    while start < end and reading.form(start) in _LEADING:
        start += 1
    while end > start and (not reading.tokens[end - 1].is_word or reading.form(end - 1) == "وذلك"):
        if reading.is_number(end - 1) or reading.form(end - 1) == ")":
            break
        end -= 1
    if sum(1 for j in range(start, end) if reading.tokens[j].is_word) < least:
        return None
    return Extent((reading.span(start, end),), start, end, mode_of(reading, start, end))
