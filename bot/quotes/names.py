"""A run of words that is a person's name, ranks before it: «اللواء ركن (م) | أرتيوم كالينين»."""

from bot.arabic.wordclass import NAME_PARTICLES
from bot.quotes.marks import COMMAS
from bot.quotes.phrases import SUBORDINATORS, only_verb
from bot.quotes.reading import Reading
from bot.quotes.states import is_state, outside

#: Longest name in the gold: five words.
MAX_NAME = 5
#: Second parts of names: «عصام | الدين»، «سعد | الله»، «سيف | الإسلام».
FAITH = frozenset({"الدين", "الله", "الاسلام"})


def name_run(reading: Reading, i: int, limit: int) -> int:
    """The end of the run of names at ``i``; ``i`` where none begins."""
    first = i
    limit = min(limit, len(reading.tokens))
    while i < limit and i - first < MAX_NAME and is_name(reading, i, inner=i > first):
        i += 1
    return i


def behind_ranks(reading: Reading, i: int, limit: int) -> int:
    """Past «اللواء ركن (م)»، «د.»."""
    while i < limit:
        if (
            reading.word(i).title == "rank"
            or (i and reading.form(i - 1) == "(" and _bracketed(reading, i))
            or (reading.form(i) in {"(", ")"} and reading.word(max(i - 2, 0)).title == "rank")
        ):
            i += 1
        elif len(reading.form(i)) == 1 and reading.form(i + 1) == ".":
            i += 2
        else:
            return i
    return i


def _bracketed(reading: Reading, i: int) -> bool:
    return len(reading.form(i)) == 1 and reading.form(i + 1) == ")"


def calls_ali(reading: Reading, i: int) -> bool:
    """«قال علي المنصوري»: the name, before a surname."""
    if not reading.is_word(i + 1):
        return False
    after = reading.word(i + 1)
    surname = (after.definite and (after.nisba or after.unknown)) or after.unknown or after.proper
    return surname and not (after.title or after.speaker or after.place)


#: «ورد الوزير سامي الخطيب | قائلا:»: the participle is no surname.
_SAYING = frozenset("قايلا قايله قايلين مضيفا مضيفه قوله قولها قولهم".split())


def is_name(reading: Reading, i: int, *, inner: bool) -> bool:
    """A word that is a name; behind another one («أرتيوم كالينين») any that is nothing listed."""
    if not reading.tokens[i].is_word:
        return False
    word, form = reading.word(i), reading.form(i)
    if form in NAME_PARTICLES or reading.form(i - 1) in NAME_PARTICLES:
        return True
    if inner and form in FAITH:
        return True  # «عصام | الدين كرشوم»
    if reading.tokens[i].bare == "علي" and not inner:
        return calls_ali(reading, i)
    listed = word.title or word.speaker or word.slot or word.place or word.function
    listed = listed or (inner and _of_saying(reading, i))
    if listed or form in SUBORDINATORS or form in _SAYING or form.startswith("لل"):
        return False
    if not inner and (only_verb(word) or not (word.proper or word.unknown)):
        return _may_be_foreign(reading, i)
    joined = word.bi_noun or word.li_noun
    if inner:
        after = reading.form(i + 1)
        closed = after in COMMAS or after in SUBORDINATORS or after == ":"
        # «محمد الأسعد إن»، but «انتقد ترودو | التعريفات، ووصفها»، «وصف ترودو | الهجوم بأنه»
        alone = after in SUBORDINATORS and not after.startswith("ب")
        person = word.adjective or bool(word.kind) or alone or after == ":"
        known = word.nisba or word.unknown or word.proper or (closed and word.noun and person)
        if word.owned or (word.definite and not known):
            return False
        return not joined or after in COMMAS or after in SUBORDINATORS or after == ":"
    if word.definite:
        return _may_be_foreign(reading, i)
    return (word.unknown or word.proper) and not joined


def _of_saying(reading: Reading, i: int) -> bool:
    """«محمد هنيدي | ساخرا:»، «وكتبت القاضية ناومي باكوالد | تقول:»: how he said it, a second verb of it."""
    word = reading.word(i)
    verb = reading.form(i) in reading.lexicon.cues and not (word.name or word.proper)
    return is_state(reading, i) or outside(reading, i) or verb


def _may_be_foreign(reading: Reading, i: int) -> bool:
    """«اللاجئين جيري سيمبسون»: an indefinite word between a complete title and a name is one too."""
    word, before, after = reading.word(i), reading.word(i - 1), reading.word(i + 1)
    if word.definite and before.definite and after.unknown:
        return not (word.title or word.speaker)
    if word.definite or word.owned or word.bi_noun or word.li_noun:
        return False
    complete = before.definite or before.place or before.proper or reading.form(i - 1) in COMMAS
    form = reading.form(i)
    return complete and (after.unknown or after.proper) and form not in reading.lexicon.cues


def foreign_name(reading: Reading, i: int) -> bool:
    """A name whose first part is also a word: «الرئيس الصيني شي جين بينج»."""
    word = reading.word(i)
    if word.definite or word.owned or word.function or word.speaker or word.slot or word.place:
        return False
    if len(reading.form(i)) < 2 or i + 1 >= len(reading.tokens) or is_state(reading, i):
        return False
    for j in range(i, min(i + 3, len(reading.tokens))):
        other = reading.word(j)
        if not reading.tokens[j].is_word or other.definite or other.function:
            return False
        if other.unknown:
            return True
    return False
