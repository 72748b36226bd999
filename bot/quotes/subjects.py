"""The subject of a cue: behind it (the default), before it, or dropped.

- behind: «قال، أمس، الرئيس الروسي إن»; time, place and turn openers between are skipped
- before: «موسكو تحذّر العالم من»، «لكن الأمن العام أوضح»، «وكانت الصين قد حذرت»، «أما الوزير فكتب»
- dropped: «وأضاف أن»; a lone noun behind «حث» or «طالب» is then whom he addressed
"""

from bot.arabic.conjugation import Agreement
from bot.arabic.wordclass import WordClass
from bot.model.quote import Act
from bot.quotes import datelines
from bot.quotes.cues import Cue
from bot.quotes.deeds import is_act
from bot.quotes.marks import COMMAS
from bot.quotes.phrases import RELATIVES, SUBORDINATORS, NounPhrase, holds_name, only_verb
from bot.quotes.reading import Reading
from bot.quotes.slots import APPROXIMATELY, counted, skip_slots
from bot.quotes.speakers import parse, parse_joined

#: Openers of a clause whose subject may stand before its verb; «وكانت الصين قد حذرت».
CLAUSE_OPENERS = frozenset(
    "لكن ولكن كان وكان كانت وكانت كانوا وكانوا اما واما بينما وبينما فيما وفيما حيث اذ الا كما غير بيد"
    " ان فان لان ولطالما لطالما سبق وسبق".split()
)
_OPENS_CLAUSE = frozenset("حيث اذ بينما وبينما فيما وفيما".split())
BEFORE_VERB = frozenset("قد لم لا لن وقد فقد سوف بدوره بدورها ايضا".split())
#: A foreign name that looks like a verb («إرين») is longer than an Arabic root.
MIN_FOREIGN_LETTERS = 3
#: Tokens of a relative clause that no comma closes: «الرجل الذي أمضى ثلاثة عقود فيها يقول».
MAX_RELATIVE = 9
#: How far before the verb its subject may begin: «أما ... فكتب» at most 24 tokens.
MAX_BEFORE = 26
#: Whom one addresses rather than who speaks, when a lone noun stands behind «دعا» or «طالب».
_ADDRESSED = frozenset(
    "مجتمع دول جميع اطراف مواطنين جماهير شعب عالم كل صحفيين صحافيين قاده بلدان شعوب ايه نظيره"
    " نظيرته نظراءه مسوولين فلسطينيين اسراييليين المجتمع الكونغرس اللبنانيين".split()
)
#: Verbs that cannot do without an addressee: a lone noun behind them is never the subject.
_NEED_ADDRESSEE = frozenset({"حث", "حض", "ناشد", "اتهم", "شكر", "هنأ", "أبلغ", "أخبر", "حمل"})


#: Frames whose object may be a person or a body: «انتقد ماكرون | رئيس تركيا».
_OF_PERSONS = frozenset({"addr", "describe", "blame", "attribute", "second", "person"})

_JUDGING = frozenset({Act.CONDEMN, Act.PRAISE, Act.AGREE})


def behind(reading: Reading, cue: Cue, limit: int, *, strict: bool) -> NounPhrase | None:
    """The noun phrase behind the cue, up to ``limit``, or None."""
    start = skip_slots(reading, cue.end, limit, cue.takes)
    if reading.form(cue.start - 1) in RELATIVES and start > cue.end + 1:
        return None  # «الوزير الذي أكد في اتصال مع راديو مونت | كارلو أن»: it has its antecedent
    number = start + 1 < limit and reading.is_number(start + 1)
    # «نحو | 65 في المئة من السيدات»
    begin = start + (number and reading.form(start) in APPROXIMATELY)
    if start >= limit or (
        reading.opens(start) is not None
        and "quote" in cue.takes
        and not _quoted_name(reading, start, limit, cue)
    ):
        return None
    phrase = _more_than(reading, start, limit) or parse(
        reading,
        begin,
        limit,
        strict=strict,
        after_verb=begin in (cue.end, start + 1),
        apposed=not (cue.takes & _OF_PERSONS or cue.act in _JUDGING),
        governs=cue.takes | _ASKED_OF.get(cue.lemma, frozenset()),
    )
    if phrase is not None and strict and is_object(reading, phrase):
        return None
    return phrase


#: «طلبت اللجنة | من مونيكا بيكرت تقديم الأدلة»: of whom it was asked is no part of who asks.
_ASKED_OF = {"طلب": frozenset({"من"}), "التمس": frozenset({"من"})}
_COMPARED = frozenset({"اكثر", "اقل", "ازيد"})


def _more_than(reading: Reading, i: int, limit: int) -> NounPhrase | None:
    """«واتهمت | أكثر من 70 امرأة المنتج»، «وقال أكثر من ألف متظاهر إنهم»: a count of people."""
    if reading.form(i) not in _COMPARED or reading.form(i + 1) != "من":
        return None
    noun = counted(reading, i + 2, limit)
    people = noun < limit and reading.word(noun).kind == "person"
    return NounPhrase(i, noun + 1, noun) if people else None


def _quoted_name(reading: Reading, i: int, limit: int, cue: Cue) -> bool:
    """«وقالت "أبل" إن»، «وتوقعت "فاروس" للأبحاث، أن»: a short name in marks, content behind it."""
    mark = reading.opens(i)
    if mark is None or not holds_name(mark):
        return False
    after = mark.close + 1
    if after >= limit:
        return False
    behind = skip_slots(reading, after, limit)
    clause = reading.form(behind) in SUBORDINATORS  # «وقالت "أرامكو"، إن»
    if after < behind < limit and (clause or reading.opens(behind) is not None):
        return True
    if reading.form(after) == ":" and reading.opens(after + 1) is not None:
        return True  # «وتابع "مدبولي": "نعمل على توفير السلع"»
    governed = reading.tokens[after].bare in cue.takes or reading.form(after) in SUBORDINATORS
    return governed or reading.word(after).li_noun


def is_object(reading: Reading, phrase: NounPhrase) -> bool:
    """A sound plural in -in is an object («أبلغ الصحفيين»), and so is his own («تتهم عدوها»)."""
    form, word = reading.form(phrase.head), reading.word(phrase.head)
    if word.owned and not (word.title or word.speaker or word.name):
        return True
    if is_act(word) and phrase.end > phrase.start + 1:
        return True  # «رفضت | إلغاء مقدمة الأغنية»
    return form.endswith("ين") and len(form) > 5 and word.noun and not word.proper


def before(reading: Reading, cue: Cue) -> NounPhrase | None:
    """The subject before the cue, where it fills its clause from the beginning, or None."""
    sentence = reading.sentence(cue.start)
    if cue.conjoined and not (
        reading.form(cue.start).startswith("ف") and _topic(reading, sentence.start)
    ):
        return None
    end = cue.start
    while end > sentence.start and reading.form(end - 1) in BEFORE_VERB:
        end -= 1
    if reading.form(end - 1) in _OPENS_CLAUSE:
        return None  # «الاقتصاد غير رسمي، حيث | تشير التقديرات إلى»
    if end > sentence.start + 1 and reading.form(end - 1) == "كانوا":
        end -= 1  # «أن مسؤولين روس | كانوا قد هددوا»
    starts = _clause_starts(reading, sentence.start, end)
    if cue.agreement is Agreement.DUAL:
        starts.reverse()  # «واشنطن وباريس تدعوان»: both
    for start in starts:
        phrase = _at_clause(reading, start, end)
        if phrase is None or not _leads_to(reading, phrase, end):
            continue
        if agrees(reading, phrase, cue):
            return phrase
    return None


def _at_clause(reading: Reading, start: int, end: int) -> NounPhrase | None:
    """The subject at the head of a clause, و or ف left out: «والوزير يتعهد»، «فالرجل يقول»."""
    joined = (
        parse_joined(reading, start, end, strict=False) if opens_joined(reading, start) else None
    )
    return joined or parse(reading, start, end, strict=False)


def opens_joined(reading: Reading, i: int) -> bool:
    """Whether و or ف with one who may speak stands at ``i``: «والإعلام السعودي يصفه»."""
    form, word = reading.form(i), reading.word(i)
    if form[:1] not in "وف" or len(form) < 4 or word.title or word.speaker or word.place:
        return False
    inner = reading.words.of(form[1:])
    listed = inner.title or inner.speaker - {"document"} or inner.place
    return bool(listed) or (word.joined and (inner.unknown or inner.proper))


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
    inner = range(phrase.head + 1, phrase.end)
    complete = word.definite or word.owned
    if reading.sentence(phrase.head).headline:
        complete = complete or any(_completes(reading.word(i)) for i in inner)
    return phrase.end == end and word.noun and complete


def _completes(word: WordClass) -> bool:
    """«هيومان | رايتس ووتش تطالب»: behind a foreign word no genitive is wanted."""
    return word.definite or word.place or word.unknown


def _relative_between(reading: Reading, start: int, end: int) -> bool:
    first = start + (reading.form(start) in COMMAS)
    if reading.form(first) not in RELATIVES:
        return False
    if reading.form(end - 1) in COMMAS:
        return True
    verbs = [i for i in range(first + 1, end) if only_verb(reading.word(i))]
    return len(verbs) == 1 and end - first <= MAX_RELATIVE and end - verbs[0] > 1


def _topic(reading: Reading, i: int) -> bool:
    """«أما الوزير فكتب»: the subject stands before و or ف only behind «أما»."""
    return reading.form(i) in {"اما", "واما"}


def _clause_starts(reading: Reading, sentence_start: int, end: int) -> list[int]:
    """Where the clause of a verb at ``end`` may begin: behind the last clause opener, or at all."""
    low = max(sentence_start, end - MAX_BEFORE)
    starts = [
        i + 1
        for i in range(end - 1, low - 1, -1)
        if reading.form(i) in CLAUSE_OPENERS or is_separator(reading, i)
    ]
    joined = (i for i in range(end - 1, low - 1, -1) if opens_joined(reading, i))
    starts.extend(i for i in joined if _may_part(reading, i, sentence_start))
    if low == sentence_start:
        first = sentence_start
        while first < end and not reading.tokens[first].is_word and reading.form(first) != "#":
            first += 1
        starts.append(datelines.behind(reading, first, end))
    return [start for start in starts if start < end]


def _may_part(reading: Reading, i: int, start: int) -> bool:
    """Where و joins clauses and not nouns: behind a pause, or anywhere in a headline."""
    pause = i == start or reading.form(i - 1) in COMMAS
    return pause or reading.sentence(i).headline


def is_separator(reading: Reading, i: int) -> bool:
    """A colon, bar or dash between a label and a clause: «ألمانيا ـ اتحاد المعلمين يطالب»."""
    form = reading.form(i)
    if form in {":", "|"}:
        return True
    dash = form in {"-", "–", "—", "ـ", "/"}
    return dash and reading.tokens[i].start > reading.tokens[i - 1].end


def _reaches(reading: Reading, i: int, end: int) -> bool:
    return i == end or (
        skip_slots(reading, i, end + 1) in (end, end + 1)
        and not _starts_sentence_end(reading, i, end)
    )


def _starts_sentence_end(reading: Reading, i: int, end: int) -> bool:
    return any(reading.sentence_at[j] != reading.sentence_at[end] for j in range(i, end))


#: Men's callings that end as feminine nouns do: «الداعية عائض القرني يشكر».
_MENS = frozenset({"داعيه", "علامه", "خليفه", "رحاله", "نابغه"})


def agrees(reading: Reading, phrase: NounPhrase, cue: Cue) -> bool:
    """Whether gender allows the phrase as subject: «الوزارة أعلنت», not «الوزارة أعلن»."""
    bare = reading.tokens[phrase.head].bare
    word = reading.word(phrase.head)
    feminine = bare.endswith("ة") and (bool(word.title) or not (word.proper or word.unknown))
    feminine = feminine and word.stem not in _MENS
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
    if form in {"ذات", "نفس"} and phrase.end > phrase.head + 1:
        word = reading.word(phrase.head + 1)
    if reading.tokens[phrase.head].kind != "word":
        return True
    listed = word.title or word.speaker - {"quantifier"} or word.place or word.name
    listed = listed or (bool(phrase.commas) and reading.word(phrase.commas[0] + 1).title)
    listed = listed or (word.nisba and (not word.definite or _names_somebody(reading, phrase)))
    listed = listed or (word.verb and not word.noun and len(form) > MIN_FOREIGN_LETTERS)
    plural = word.noun and (form.endswith(("يون", "يين")) or _lost_nun(reading, phrase.head))
    if listed or word.kind or plural:
        return True
    return "quantifier" in word.speaker and _counts_people(reading, phrase)


def _lost_nun(reading: Reading, i: int) -> bool:
    """«منتجو الآيس كريم»، «زعيما شطري كوريا»: a plural or dual of people before its genitive."""
    form, word = reading.form(i), reading.word(i)
    bare = reading.words.of(form[:-1])
    accusative = reading.form(i - 1) in {"لكن", "ولكن", "ان"} and form.endswith("ا")
    if accusative and (bare.speaker or bare.title):
        return True  # «لكن بيانا ذكر أن»، «لكن مستشارا بالقوات أنكر»
    after = reading.word(i + 1)
    genitive = after.noun and not (after.bi_noun or reading.form(i + 1) == "باسم")
    titled = form.endswith(("ا", "ي")) and bool(bare.title)
    plural = form.endswith("و") and form.startswith("م")
    return genitive and not (word.definite or word.owned) and (titled or plural)


def _names_somebody(reading: Reading, phrase: NounPhrase) -> bool:
    """«أعلن الفرنسي أرسين فينغر»: an origin for a title."""
    after = reading.word(phrase.head + 1) if phrase.end > phrase.head + 1 else None
    return after is not None and (after.unknown or after.proper) and not after.definite


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
    definite = any(
        reading.word(i).definite or reading.word(i).place for i in range(phrase.head, phrase.end)
    )
    if word.owned or (word.stem in _ADDRESSED and cue.conjoined and definite):
        return True
    return not agrees(reading, phrase, cue) and not word.name
