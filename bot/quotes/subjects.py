"""The subject of a cue: behind it (the default), before it, or dropped.

- behind: «قال، أمس، الرئيس الروسي إن»; time, place and turn openers between are skipped
- before: «موسكو تحذّر العالم من»، «لكن الأمن العام أوضح»، «وكانت الصين قد حذرت»، «أما الوزير فكتب»
- dropped: «وأضاف أن»; a lone noun behind «حث» or «طالب» is then whom he addressed
"""

from bot.arabic.conjugation import Agreement
from bot.quotes.complements import skip_aside
from bot.quotes.cues import Cue, split_conjunction
from bot.quotes.phrases import (
    COMMAS,
    MAX_NAME_IN_MARKS,
    SUBORDINATORS,
    NounPhrase,
    only_verb,
)
from bot.quotes.reading import Reading
from bot.quotes.speakers import is_told, parse

_ADVERBS = frozenset(
    "ايضا كذلك قد لقد ثم هناك هنا علنا صراحه مرارا رسميا جميعا قايلا قايله مجددا اولا ثانيا اخيرا فقط".split()
)
_WITH_PRONOUN = frozenset(
    "فيها فيه له لها لهم عنه عنها منه منها به بها اليه اليها معه معها فيهما عليه عليها".split()
)
_PLACE_HEADS = frozenset(
    {"لسان", "هامش", "صفحته", "صفحتها", "حسابه", "حسابها", "تويتر", "هواء", "موقع", "اثر", "خلفيه"}
)
_OPENER_PREPOSITIONS = frozenset({"من", "ومن", "علي", "وعلي", "في", "وفي"})
_PLACE_PREPOSITIONS = frozenset(
    "في خلال عبر علي طوال طيله امام لدي عقب بعد قبل اثناء مع وسط اثر منذ بشان حول حيال ازاء رغم ضمن بحضور قرب".split()
)
#: Openers of a clause whose subject may stand before its verb; «وكانت الصين قد حذرت».
_CLAUSE = frozenset(
    "لكن ولكن كان وكان كانت وكانت كانوا وكانوا اما واما بينما وبينما فيما وفيما حيث اذ الا كما غير بيد"
    " ان لان ولطالما لطالما سبق وسبق".split()
)
_BEFORE_VERB = frozenset("قد لم لا لن وقد فقد سوف بدوره بدورها ايضا".split())
#: «وختم حديثه قائلا»: what he said is no subject.
_OWN_SPEECH = frozenset(
    "حديثه حديثها حديثهم كلامه كلامها تصريحه تصريحاته تصريحاتها كلمته كلمتها خطابه خطابها مداخلته"
    " بيانه رسالته مقاله".split()
)
#: «نحو 65 في المئة من السيدات».
_ABOUT = frozenset("نحو حوالي قرابه زهاء".split())
#: A foreign name that looks like a verb («إرين») is longer than an Arabic root.
MIN_FOREIGN_LETTERS = 3
#: Tokens of a phrase between two commas; «في أول بيان لها منذ اختفائه» has six.
MAX_PARENTHESIS = 12
#: How far before the verb its subject may begin: «أما ... فكتب» at most 24 tokens.
MAX_BEFORE = 26
#: Whom one addresses rather than who speaks, when a lone noun stands behind «دعا» or «طالب».
_ADDRESSED = frozenset(
    "مجتمع دول جميع اطراف مواطنين جماهير شعب عالم كل صحفيين صحافيين قاده بلدان شعوب ايه نظيره"
    " نظيرته نظراءه مسوولين فلسطينيين اسراييليين المجتمع الكونغرس اللبنانيين".split()
)
#: Verbs that cannot do without an addressee: a lone noun behind them is never the subject.
_NEED_ADDRESSEE = frozenset({"حث", "حض", "ناشد", "اتهم", "شكر", "هنأ", "أبلغ", "أخبر", "حمل"})


def skip_slots(reading: Reading, i: int, limit: int, keep: frozenset[str] = frozenset()) -> int:
    """Past adverbs, times, places of speaking, turn openers and asides that begin at ``i``.

    ``keep`` names prepositions that the verb governs, at which to stop: «شدد على».
    """
    while i < limit:
        if reading.tokens[i].bare in keep:
            return i
        step = _skip_one(reading, i, limit)
        if step <= i:
            return i
        i = step
    return i


def _skip_one(reading: Reading, i: int, limit: int) -> int:
    form = reading.form(i)
    aside = skip_aside(reading, i, limit)
    if aside > i:
        return aside
    if form in COMMAS:
        return _skip_parenthesis(reading, i, limit)
    if form in _OPENER_PREPOSITIONS and i + 1 < limit and "opener" in reading.word(i + 1).slot:
        return i + 2
    if form in _ADVERBS or form in _WITH_PRONOUN or form in _OWN_SPEECH:
        return i + 1
    word = reading.word(i)
    if word.slot & {"time", "opener"} and form not in _PLACE_PREPOSITIONS:
        return _skip_time(reading, i + 1, limit)
    if is_told(reading, i):
        return i + 1
    if form in _PLACE_PREPOSITIONS:
        return _skip_place(reading, i, limit)
    return _skip_told(reading, i, limit)


def _skip_told(reading: Reading, i: int, limit: int) -> int:
    """«لواشنطن بوست»، «لبرنامج «صباح الخير»»، «لوكالة الأنباء»: the medium that was told."""
    form, word = reading.form(i), reading.word(i)
    told = reading.words.of(form[1:]) if form.startswith("ل") and len(form) > 3 else None
    if told is not None and told.place and not word.place:
        return _foreign_end(reading, i + 1, limit)
    if not (word.li_noun and _is_recipient(reading, i)):
        return i
    mark = reading.opens(i + 1) if i + 1 < limit else None
    if mark is not None and mark.closed and mark.close - i <= MAX_NAME_IN_MARKS:
        return mark.close + 1
    genitive = i + 1 < limit and reading.word(i + 1).definite and not reading.word(i + 1).title
    return i + 1 + genitive


def _foreign_end(reading: Reading, i: int, limit: int) -> int:
    """«وقالت لواشنطن | بوست | إنها»: the rest of a foreign paper's name."""
    while i < limit and reading.word(i).unknown:
        i += 1
    return i


def _skip_parenthesis(reading: Reading, i: int, limit: int) -> int:
    """«، في أول بيان لها منذ اختفائه، بتحقيق»: a phrase between commas that begins as a place does."""
    if i + 1 < limit and reading.form(i + 1) in _PLACE_PREPOSITIONS - {"علي"}:
        for j in range(i + 2, min(limit, i + MAX_PARENTHESIS)):
            if reading.form(j) in COMMAS:
                return j + 1
            verb = only_verb(reading.word(j)) and reading.form(j) not in _WITH_PRONOUN
            if verb or reading.form(j) in SUBORDINATORS:
                break
    return i + 1


def _is_recipient(reading: Reading, i: int) -> bool:
    stems = (reading.words.of(reading.form(i)[1:]).stem, reading.word(i).stem)
    return any("recipient" in reading.lexicon.slots.get(stem, ()) for stem in stems)


def _skip_time(reading: Reading, i: int, limit: int) -> int:
    """«الأسبوع الماضي»، «يوم 4 مايو»: what goes on from a word of time."""
    while i < limit:
        word, token = reading.word(i), reading.tokens[i]
        adjective = token.is_word and word.adjective and word.definite and not word.title
        if not (adjective or word.slot & {"time"} or token.kind == "number"):
            return i
        i += 1
    return i


def _skip_place(reading: Reading, i: int, limit: int) -> int:
    """«في بيان صادر عن مكتبه»، «خلال مؤتمر صحفي»: a preposition with its noun phrase."""
    if i + 1 >= limit or not reading.tokens[i + 1].is_word:
        return i
    form, inner = reading.form(i), reading.word(i + 1)
    if reading.form(i + 1) in {"ان", "ما"} or reading.form(i + 1) == "انه":
        return i
    if form == "علي" and inner.stem not in _PLACE_HEADS:
        return i
    return _behind_clause(reading, _phrase_end(reading, i + 1, limit), limit)


def _behind_clause(reading: Reading, i: int, limit: int) -> int:
    """Past the clause of an indefinite noun: «في تغريدة | نشرها الثلاثاء»، «مؤتمر | عقده في باريس»."""
    if i >= limit or not reading.tokens[i].is_word:
        return i
    word, form = reading.word(i), reading.form(i)
    owned = form.endswith(("ه", "ها")) and word.verb and not reading.word(i - 1).definite
    if not owned or form in _WITH_PRONOUN:
        return i
    return skip_slots(reading, i + 1, limit)


def _phrase_end(reading: Reading, i: int, limit: int) -> int:
    phrase = parse(reading, i, limit, strict=True)
    return phrase.end if phrase is not None else i + 1


def behind(reading: Reading, cue: Cue, limit: int, *, strict: bool) -> NounPhrase | None:
    """The noun phrase behind the cue, up to ``limit``, or None."""
    start = skip_slots(reading, cue.end, limit, cue.takes)
    counted = start + 1 < limit and reading.tokens[start + 1].kind == "number"
    begin = start + (counted and reading.form(start) in _ABOUT)
    if start >= limit or (
        reading.opens(start) is not None
        and "quote" in cue.takes
        and not _quoted_name(reading, start, limit, cue)
    ):
        return None
    phrase = parse(reading, begin, limit, strict=strict, after_verb=begin in (cue.end, start + 1))
    if phrase is not None and strict and _is_object(reading, phrase):
        return None
    return phrase


def _quoted_name(reading: Reading, i: int, limit: int, cue: Cue) -> bool:
    """«وقالت "أبل" إن»، «وتوقعت "فاروس" للأبحاث، أن»: a short name in marks, content behind it."""
    mark = reading.opens(i)
    if mark is None or not mark.closed or mark.close - i > MAX_NAME_IN_MARKS:
        return False
    after = mark.close + 1
    if after >= limit:
        return False
    governed = reading.tokens[after].bare in cue.takes or reading.form(after) in SUBORDINATORS
    return governed or reading.word(after).li_noun


def _is_object(reading: Reading, phrase: NounPhrase) -> bool:
    """A sound plural in -in is an object («أبلغ الصحفيين»), and so is his own («تتهم عدوها»)."""
    form, word = reading.form(phrase.head), reading.word(phrase.head)
    if word.owned and not (word.title or word.speaker or word.name):
        return True
    return form.endswith("ين") and len(form) > 5 and word.noun and not word.proper


def before(reading: Reading, cue: Cue) -> NounPhrase | None:
    """The subject before the cue, where it fills its clause from the beginning, or None."""
    sentence = reading.sentence(cue.start)
    if cue.conjoined and not (
        reading.form(cue.start).startswith("ف") and _topic(reading, sentence.start)
    ):
        return None
    end = cue.start
    while end > sentence.start and reading.form(end - 1) in _BEFORE_VERB:
        end -= 1
    for start in _clause_starts(reading, sentence.start, end):
        phrase = parse(reading, start, end, strict=False)
        if phrase is None or not _leads_to(reading, phrase, end):
            continue
        if agrees(reading, phrase, cue):
            return phrase
    return None


def _leads_to(reading: Reading, phrase: NounPhrase, end: int) -> bool:
    """Whether only slots, or a relative clause in commas, stand between the phrase and the verb.

    «اردوغان الذي أشرف على الاحتفال، أشاد». A head that names nobody must stand right before.
    """
    if _relative_between(reading, phrase.end, end):
        return is_speaker_like(reading, phrase)
    if not _reaches(reading, phrase.end, end):
        return False
    if is_speaker_like(reading, phrase):
        return True
    word = phrase.head_class(reading)
    return phrase.end == end and word.noun and (word.definite or word.owned)


def _relative_between(reading: Reading, start: int, end: int) -> bool:
    first = start + (reading.form(start) in COMMAS)
    return reading.form(first) in {"الذي", "التي", "الذين"} and reading.form(end - 1) in COMMAS


def _topic(reading: Reading, i: int) -> bool:
    """«أما الوزير فكتب»: the subject stands before و or ف only behind «أما»."""
    return reading.form(i) in {"اما", "واما"}


def _clause_starts(reading: Reading, sentence_start: int, end: int) -> list[int]:
    """Where the clause of a verb at ``end`` may begin: behind the last clause opener, or at all."""
    low = max(sentence_start, end - MAX_BEFORE)
    starts = [
        i + 1
        for i in range(end - 1, low - 1, -1)
        if reading.form(i) in _CLAUSE or is_separator(reading, i)
    ]
    if low == sentence_start:
        first = sentence_start
        while first < end and not reading.tokens[first].is_word and reading.form(first) != "#":
            first += 1
        starts.append(_behind_dateline(reading, first, end))
    return [start for start in starts if start < end]


def is_separator(reading: Reading, i: int) -> bool:
    """A colon, bar or dash between a label and a clause: «ألمانيا ـ اتحاد المعلمين يطالب»."""
    form = reading.form(i)
    if form in {":", "|"}:
        return True
    dash = form in {"-", "–", "—", "ـ"}
    return dash and reading.tokens[i].start > reading.tokens[i - 1].end


def _behind_dateline(reading: Reading, start: int, end: int) -> int:
    """Past «دبي، الإمارات العربية المتحدة (CNN) --»."""
    for i in range(start, min(end, start + 16)):
        if reading.form(i) in {"--", "–", "—"} and reading.form(i - 1) == ")":
            return i + 1
    return start


def _reaches(reading: Reading, i: int, end: int) -> bool:
    return i == end or (
        skip_slots(reading, i, end + 1) in (end, end + 1)
        and not _starts_sentence_end(reading, i, end)
    )


def _starts_sentence_end(reading: Reading, i: int, end: int) -> bool:
    return any(reading.sentence_at[j] != reading.sentence_at[end] for j in range(i, end))


def agrees(reading: Reading, phrase: NounPhrase, cue: Cue) -> bool:
    """Whether gender allows the phrase as subject: «الوزارة أعلنت», not «الوزارة أعلن»."""
    bare = reading.tokens[phrase.head].bare
    word = reading.word(phrase.head)
    feminine = bare.endswith("ة") and (bool(word.title) or not (word.proper or word.unknown))
    if cue.agreement is Agreement.MASCULINE:
        return not feminine
    if cue.agreement is Agreement.FEMININE:
        masculine_title = bool(word.title) and not feminine and not bare.endswith("ات")
        return not masculine_title
    return True


def is_speaker_like(reading: Reading, phrase: NounPhrase) -> bool:
    """Whether the head can speak: a name, title, body, document, group, place or people."""
    word = phrase.head_class(reading)
    form = reading.form(phrase.head)[phrase.skip :]
    if reading.tokens[phrase.head].kind != "word":
        return True
    listed = word.title or word.speaker - {"quantifier"} or word.place or word.name
    listed = listed or (bool(phrase.commas) and reading.word(phrase.commas[0] + 1).title)
    listed = listed or (word.nisba and not word.definite)
    listed = listed or (word.verb and not word.noun and len(form) > MIN_FOREIGN_LETTERS)
    if listed or word.kind or (form.endswith(("يون", "يين")) and word.noun):
        return True
    return "quantifier" in word.speaker and _counts_people(reading, phrase)


def _counts_people(reading: Reading, phrase: NounPhrase) -> bool:
    """«عدد من الخبراء»، «سبعة من كل عشرة مجيبين», not «إحدى اتفاقيات التجارة»."""
    for i in range(phrase.head + 1, phrase.end):
        word, form = reading.word(i), reading.form(i)
        human = word.speaker - {"quantifier", "document"} or word.title
        if human or form.endswith(("ون", "ين")) or word.nisba:
            return True
    return False


def is_addressee(reading: Reading, phrase: NounPhrase, cue: Cue) -> bool:
    """Whether a lone noun behind the verb is whom he addressed, its subject being dropped.

    «وحث دول العالم على»: the verb needs an object, and a masculine verb has no feminine subject.
    """
    word = reading.word(phrase.head)
    if cue.lemma in _NEED_ADDRESSEE or cue.pronoun:
        return not cue.pronoun
    if word.owned or (word.stem in _ADDRESSED and cue.conjoined):
        return True
    return not agrees(reading, phrase, cue) and not word.name


def main_subject(reading: Reading, cue_start: int) -> NounPhrase | None:
    """The subject of the sentence's main verb, when the cue hangs on it: «ووجه بوتين برقية، حذر فيها».

    The verb is the sentence's first word that can only be a verb or begins the sentence as one.
    """
    sentence = reading.sentence(cue_start)
    limit = min(cue_start, sentence.start + MAX_BEFORE)
    begin = sentence.start
    if sentence.headline:
        begin = max([begin, *(i + 1 for i in range(begin, limit) if is_separator(reading, i))])
    for i in _verb_places(reading, begin, limit):
        rest, _ = split_conjunction(reading.form(i))
        word, inner = reading.word(i), reading.words.of(rest)
        if not (word.verb or inner.verb) or word.speaker or word.place:
            continue
        start = skip_slots(reading, i + 1, limit)
        phrase = parse(reading, start, limit, strict=True)
        if phrase is None or _is_object(reading, phrase):
            continue
        if is_speaker_like(reading, phrase):
            return phrase
    return _nominal_subject(reading, begin, limit)


_LEADING = frozenset("قد وقد فقد لقد ولقد و ف ثم كما".split())


def _verb_places(reading: Reading, start: int, limit: int) -> list[int]:
    """Where a main verb may stand: first in its sentence, or behind an adverbial and its comma."""
    while start < limit and reading.form(start) in _LEADING:
        start += 1
    first = skip_slots(reading, start, limit)
    after = [i + 1 for i in range(start, limit - 1) if reading.form(i) in COMMAS][:2]
    places = [start, start + 1, first, *after]
    return [i for i in dict.fromkeys(places) if i < limit and reading.tokens[i].is_word]


def _nominal_subject(reading: Reading, start: int, limit: int) -> NounPhrase | None:
    """The subject of a sentence that begins with its subject: «الوزير وصل إلى باريس، مؤكدا»."""
    openers = _LEADING | _CLAUSE
    begins = (start, start + 1) if reading.form(start) in openers else (start,)
    for first in begins:
        phrase = parse(reading, first, limit, strict=True) if first < limit else None
        if phrase is None or not is_speaker_like(reading, phrase):
            continue
        after = skip_slots(reading, phrase.end, limit)
        if after >= limit or reading.word(after).verb or reading.form(after) in COMMAS:
            return phrase
    return None
