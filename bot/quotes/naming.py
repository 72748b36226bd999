"""Where the name of a title's bearer begins and ends: «وزير خارجية روسيا | سيرغي لافروف».

The chain of genitives must be complete: behind «رئيس» the next noun is its genitive, behind «الرئيس»
or «رئيس الوزراء» a name may stand (Wright II § 95).
"""

from bot.arabic.wordclass import NAME_PARTICLES, WordClass
from bot.quotes.phrases import behind_letters, governs_people, is_letter, joins_unknown
from bot.quotes.reading import Reading
from bot.quotes.states import is_state

#: «المظنون | فيهم»، «المدعى | عليه»: a participle that is told of by a preposition with its pronoun.
TOLD_IN_TITLES = frozenset("فيه فيها فيهم عليه عليها عليهم".split())


#: «الملازم | أول»، «العميد | ركن»: the grade of a rank, no time.
RANK_ORDINALS = frozenset({"اول", "ثان", "ثاني", "ركن"})


def behind_title(reading: Reading, first: int, end: int, head: WordClass) -> tuple[int, int]:
    """The range of the name behind the title whose head is at ``first``; empty at ``end`` if none."""
    wants = head.title == "office" and not (head.definite or head.owned)
    body = False
    for i in range(first + 1, end):
        place = (reading.form(i - 1), reading.form(i)) in reading.lexicon.place_words
        if _skipped(reading, i) or place:  # «رئيس جنوب | أفريقيا»
            wants, body = False, False
            continue
        begin = end if wants and not body else _begins(reading, i, end, body=body)
        if begin < end:
            return begin, name_end(reading, max(begin, i), end)
        word = reading.word(i)
        if body and _of_body(reading, i):
            wants = False
            continue
        if not _fixed(reading, i):
            body = bool(word.speaker & {"organization"}) and not (
                word.definite or word.title or word.proper
            )
        wants = _wants_genitive(reading, i, wants=wants)
    return end, end


def _skipped(reading: Reading, i: int) -> bool:
    """Marks and what stands in them are nobody's name here, nor letters before one («أ.د.»)."""
    return behind_letters(reading, i) > i or not reading.tokens[i].is_word or reading.inside(i)


def _fixed(reading: Reading, i: int) -> bool:
    """A preposition, an attached one, or the grade of a rank: no body begins or ends there."""
    word = reading.word(i)
    attached = (word.bi_noun or word.li_noun) and not word.definite
    return attached or reading.form(i) in OPENING or _grade(reading, i)


#: Prepositions of titles, a genitive behind each: «المتحدث | باسم الوزارة»، «السفير لدى لبنان».
OPENING = frozenset({"باسم", "لدي", "في", "الي"})


def _grade(reading: Reading, i: int) -> bool:
    return reading.form(i) in RANK_ORDINALS and reading.word(i - 1).title == "rank"


def _begins(reading: Reading, i: int, end: int, *, body: bool) -> int:
    """Where a name begins at or right behind ``i``, the title being complete; ``end`` if none does."""
    word, before = reading.word(i), reading.word(i - 1)
    if _fixed(reading, i):
        return end
    told = from_place(reading, word) or of_team(before, word) or not word.nisba
    status = word.definite and word.noun and told
    listed = word.title or word.bi_noun or word.li_noun or governs_people(reading, i)
    if _in_place(reading, i) or _joined_noun(reading, i):
        return end
    if before.title == "rank" and not (status or listed or _construct(reading, i, end)):
        return i
    if body and _of_body(reading, i):
        return _behind_body(reading, i, end)
    if word.proper and word.definite and reading.form(i + 1) in {"بن", "بنت"} and i + 2 < end:
        return i  # «الأمير | الوليد بن طلال»
    if _given_like_title(reading, i, end) or _surname_alone(reading, i, end):
        return i
    if _of_several(reading, i):
        return end
    pair = (reading.form(i - 2), reading.form(i - 1))
    complete = before.definite or before.place or pair in reading.lexicon.place_words
    named = word.name or (complete and _foreign(reading, i, end))
    return i - (reading.form(i - 1) == "#") if named and not word.definite else end


def _construct(reading: Reading, i: int, end: int) -> bool:
    """«شيخ | طائفة الصاغة محمد سعيد»: a common noun with its genitive behind a rank."""
    word, after = reading.word(i), reading.word(i + 1)
    common = word.noun and not (word.definite or word.proper or word.unknown)
    return common and i + 1 < end and after.definite and after.noun and not after.proper


def _in_place(reading: Reading, i: int) -> bool:
    """«سفير السعودية | بروسيا»: a country behind بـ, which reads as a name too."""
    form, before = reading.form(i), reading.word(i - 1)
    complete = before.definite or before.place
    return complete and form.startswith("ب") and reading.words.of(form[1:]).place


def _joined_noun(reading: Reading, i: int) -> bool:
    """«وزيرة الثقافة | وتنمية المعرفة»، «نائب رئيس الوزراء | ووزير الخارجية»; «وودي» is a name."""
    inner = reading.words.of(reading.form(i)[1:])
    if joins_unknown(reading, i):
        return True
    return reading.word(i).joined and (bool(inner.title) or (inner.noun and not inner.nisba))


def from_place(reading: Reading, word: WordClass) -> bool:
    """An adjective of a country or city: «اللواء | الأمريكي»، «الرئيس | البوركيني»."""
    people = word.stem[: -2 if word.stem.endswith("يه") else -1]
    nisba = word.stem.endswith(("ي", "يه"))
    if not nisba:
        return False
    country = (f"ال{people}يه", people, f"{people}ا", f"ال{people}")
    listed = any(name[0].startswith(people) for name in reading.lexicon.place_words)
    return listed or any(reading.words.of(one).place for one in country)


def of_team(before: WordClass, word: WordClass) -> bool:
    """«الفريق | الطبي»، «رئيس الفريق | الأمني»: a team, of which the adjective is no lieutenant general's name."""
    return before.stem == "فريق" and word.nisba and not (word.proper or word.unknown)


def _wants_genitive(reading: Reading, i: int, *, wants: bool) -> bool:
    """Whether the title goes on behind ``i``: an indefinite noun still wants its genitive."""
    word, form = reading.word(i), reading.form(i)
    if form in OPENING:
        return True
    if (word.bi_noun or word.li_noun) and not word.definite:
        inner = reading.words.of(form[1:])
        return not (inner.definite or inner.place or inner.owned)
    if _grade(reading, i):
        return wants
    if (word.definite or word.owned) and not word.title:
        return False
    if word.title:
        return word.title == "office" and not word.definite
    if word.adjective and not word.proper:
        return wants
    named = (word.proper or word.unknown) and not word.speaker
    body_name = word.proper and bool(word.speaker)  # «حركة حماس | عزت الرشق»
    return not (word.definite or word.owned or word.place or named or body_name)


def _of_body(reading: Reading, i: int) -> bool:
    """A word or letter of a body's own name: «شركة | بي إيه إي سيستمز»."""
    word = reading.word(i)
    return (word.name or word.unknown or is_letter(reading, i)) and not word.title


def _behind_body(reading: Reading, i: int, end: int) -> int:
    """Where a person's name begins behind the own name of a body, ``end`` where it does not.

    «نجم نادي ليفربول | محمد صلاح»، «رئيسة جامعة غاستون بيرجيه | ماري لوران»: behind the name of a
    place, at a given name that is Arabic, else at the last two of three words and more.
    """
    stop = i
    while stop < end and (_of_body(reading, stop) or reading.word(stop).name):
        stop += 1
    if stop - i < 2 or _arabic_name(reading, i):
        return end
    if reading.word(i - 1).place or reading.word(i).place:
        return i + reading.word(i).place
    own = next((j for j in range(i + 1, stop) if _arabic_name(reading, j)), 0)
    if own and stop - own >= 2:
        return own
    if is_letter(reading, i):
        return end
    return stop - 2 if stop - i > 2 else end


def _arabic_name(reading: Reading, i: int) -> bool:
    """A given name that is a word of the language besides: «محمد»، «صلاح»، not «غاستون»."""
    word = reading.word(i)
    return word.proper and not word.unknown and (word.noun or word.adjective or word.verb)


def _surname_alone(reading: Reading, i: int, end: int) -> bool:
    """«الرئيس | السيسي»، «الوزير | الجبير»: a family name with the article, the last word of a title.

    «الرئيس البوركيني» is one of Burkina Faso, whose name begins as the adjective does.
    """
    word, before = reading.word(i), reading.word(i - 1)
    if not (word.definite and before.title and before.definite) or i + 1 < end:
        return False
    if not word.name or word.noun or word.adjective or len(word.stem) < MIN_SURNAME:
        return False
    return not from_place(reading, word)


#: Letters of a family name without its article: «جبير».
MIN_SURNAME = 4


def _given_like_title(reading: Reading, i: int, end: int) -> bool:
    """«النائبة | أميرة صابر»: a given name that is a title besides, behind one that is complete."""
    word, before = reading.word(i), reading.word(i - 1)
    if not (word.title and word.proper) or word.definite or i + 1 >= end:
        return False
    after = reading.word(i + 1)
    return bool(before.title) and before.definite and (after.name or after.unknown)


def _foreign(reading: Reading, i: int, end: int) -> bool:
    """A bare word behind a complete title, which the rest of the segment goes on from as a name."""
    word = reading.word(i)
    plain = not (word.title or word.speaker or word.slot or word.place or word.definite)
    plain = plain and reading.form(i).lstrip("وف") not in reading.lexicon.cues
    functional = (word.function and reading.tokens[i].bare != "علي") or reading.form(i) == "باسم"
    functional = functional or reading.form(i) in TOLD_IN_TITLES
    joined = word.bi_noun or word.li_noun or is_state(reading, i) or _joined_place(reading, i)
    return plain and not functional and not joined and i < end


def _of_several(reading: Reading, i: int) -> bool:
    """«المتحدث الأمني | أسماء المعتقلين»: a noun with a plural for its genitive, no name and surname."""
    word, after = reading.word(i), reading.word(i + 1)
    whole = reading.form(i) == "اسماء" or reading.form(i + 1).endswith(("ين", "ات"))
    plural = whole and after.definite and after.noun
    return word.noun and plural and not (after.proper or after.unknown or after.nisba)


def _joined_place(reading: Reading, i: int) -> bool:
    """«مؤسس علاقات قطر | وإسرائيل»: a second country."""
    form = reading.form(i)
    return form.startswith("و") and reading.words.of(form[1:]).place


def name_end(reading: Reading, i: int, end: int) -> int:
    """The end of the name that begins at ``i``: until a title, a body or the segment's end."""
    j = i + 1
    while j < end:
        word = reading.word(j)
        surname = word.definite and j == i + 1
        if surname and reading.form(j) == "الحاج" and j + 1 == end:
            return end  # «النائب سعيد | الحاج»: a surname, with no name behind it
        if reading.form(j) == "حاج" and j + 1 < end:
            j += 2  # «زياد | حاج طه»
            continue
        if (
            word.title
            and not (surname and word.title != "rank")
            and reading.form(j - 1) not in NAME_PARTICLES
        ):
            break
        if reading.form(j) in {"(", "في", "من", "باسم"} or word.speaker & {"organization"}:
            break
        j += 1
    return j
