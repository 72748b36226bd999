"""Title and name: «وزير الخارجية الروسي سيرجي لافروف» -> the office, and who holds it.

The name begins where the title's chain of genitives is complete and a word follows that is no noun
of the language: unknown to the lexicon, or known only as a name (Wright II § 95 on the genitive).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.arabic.lexicon import load
from bot.arabic.script import form
from bot.arabic.wordclass import WordClass
from bot.model.quote import Kind
from bot.quotes.appositions import CALLED
from bot.quotes.naming import behind_title, from_place, name_end
from bot.quotes.phrases import NounPhrase, behind_letters, is_name_in_ba
from bot.quotes.reading import Reading

_EDGES = ' "“”«»،,.:#()'
_KINDS = (
    ("document", Kind.DOCUMENT),
    ("anonymous", Kind.ANONYMOUS),
    ("group", Kind.GROUP),
    ("organization", Kind.ORGANIZATION),
    ("media", Kind.ORGANIZATION),
    ("quantifier", Kind.GROUP),
)


#: «هبة | (32 عاما)»: an age is no part of the name.
_AGE = re.compile(r"\s*\(\s*\d+[^()]*\)")

#: Phrases that are taken apart once: those of some hundred articles.
MEMO = 20_000


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker phrase taken apart: printed role and name, "" where missing, and its kind."""

    role: str
    name: str
    kind: Kind
    definite: bool

    @property
    def name_words(self) -> tuple[str, ...]:
        """The name's folded words, hashtag underscores split."""
        return words_of(self.name)

    @property
    def role_words(self) -> frozenset[str]:
        """The role's folded words without article, for comparing titles."""
        return role_key(self.role)


def trimmed(text: str) -> str:
    """A name without marks at its edges, but with those that it opened: «شبكة "النيل"»."""
    bare = _AGE.sub("", text).strip(_EDGES)
    for opening, closing in (('"', '"'), ("«", "»"), ("“", "”"), ("(", ")")):
        opened = bare.count(opening) - (bare.count(closing) if closing != opening else 0)
        if opened % 2 and text.rstrip(" ،,.:").endswith(closing):
            return bare + closing
        if opened % 2 and text.lstrip().startswith(opening):
            return opening + bare
    return bare


#: Forms of address of the Gulf, Jordan and Morocco: «صاحب السمو الملكي | الأمير فيصل بن فرحان».
_ADDRESS_HEADS = frozenset("صاحب صاحبه حضره جلاله سمو دوله".split())
_ADDRESS_WORDS = frozenset(
    "السمو الجلاله المعالي الفخامه الغبطه السعاده صاحب السماحه الفضيله".split()
)
_ADDRESS_RANKS = frozenset("الملكي الملكيه".split())


def addressed_as(reading: Reading, i: int, end: int) -> int:
    """Past «صاحب السمو الملكي» at ``i``, ``i`` where no such form of address stands."""
    if i + 1 >= end or reading.form(i) not in _ADDRESS_HEADS:
        return i
    if reading.form(i + 1) not in _ADDRESS_WORDS:
        return i
    j = i + 2
    while j < end and reading.form(j) in _ADDRESS_WORDS | _ADDRESS_RANKS:
        j += 1
    return j


@lru_cache(MEMO)
def words_of(text: str) -> tuple[str, ...]:
    """Folded words of a phrase, marks left out: «#إيمانويل_ماكرون» -> («ايمانويل», «ماكرون»)."""
    cleaned = "".join(c if c.isalnum() or c.isspace() else " " for c in form(text))
    return tuple(cleaned.split())


@lru_cache(MEMO)
def content_words(text: str) -> tuple[str, ...]:
    """Folded words without article; spellings of America are one («الأميركي», «الأمريكي»)."""
    found = []
    for word in words_of(text):
        stem = word[2:] if word.startswith("ال") and len(word) > 3 else word
        stem = stem[2:] if stem.startswith("لل") and len(stem) > 4 else stem
        found.append(stem.replace("اميرك", "امريك").removesuffix("ه"))
    return tuple(word for word in found if word)


def other_origin(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the adjectives of origin differ: «الصحيفة البريطانية»، «صحيفة "لوموند" الفرنسية»."""
    own = {word for word in words[1:] if word.endswith("ي")}
    theirs = {word for word in other[1:] if word.endswith("ي")}
    return bool(own) and bool(theirs) and not own & theirs


def role_key(text: str) -> frozenset[str]:
    """The words of a title for comparing; a country and its adjective are one.

    «وزير خارجية ألمانيا» is «وزير الخارجية الألماني», «رئيس فرنسا» «الرئيس الفرنسي».
    """
    return frozenset(_origin(word) for word in content_words(text))


def _origin(word: str) -> str:
    for ending in ("يا", "ي", "ا"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """The stems of countries, as :func:`role_key` has them and their adjectives."""
    names = (content_words(name) for place in load().places for name in place.arabic)
    return frozenset(_origin(words[0].removesuffix("ه")) for words in names if words)


def origins(role: str) -> frozenset[str]:
    """The countries that a title names: «زعيم كوريا الشمالية»، «الرئيس الأمريكي»."""
    stems = (_origin(word.removesuffix("ه")) for word in content_words(role)[1:])
    return frozenset(stem for stem in stems if stem in _countries())


def split(reading: Reading, phrase: NounPhrase) -> Named:
    """Role, name and kind of a speaker phrase."""
    if _speaks_for(reading, phrase):
        role = trimmed(reading.printed(phrase.start, phrase.end)[phrase.skip :])
        return Named(role, "", Kind.PERSON, definite=True)
    if phrase.bearer:
        return _of_bearer(reading, phrase)
    marked = _marked_name(reading, phrase)
    if marked is not None:
        return marked
    segments = _segments(reading, phrase)
    skip = phrase.skip
    roles: list[str] = []
    names: list[str] = []
    for start, end in segments:
        head = phrase.head_class(reading) if start == phrase.start else None
        bare = (bool(roles) or (start == phrase.start and len(segments) > 1)) and not names
        cut, name_end = (end, end)
        if not names:
            cut, name_end = _name_range(reading, start, end, head, after_title=bare)
        if name_end > cut:
            names.append(_printed(reading, cut, name_end, skip if cut == phrase.start else 0))
        role = _without_ranks(reading, start, cut)[skip if start == phrase.start else 0 :]
        if role:
            roles.append(role)
        if end > name_end > cut and not _honours(reading, name_end, end):
            roles.append(trimmed(reading.printed(name_end, end)))
    name = names[0] if names else ""
    head = phrase.head_class(reading)
    return Named(
        role=" ".join(roles) if name or head.title else "",
        name=name,
        kind=kind_of(reading, phrase, named=bool(name)),
        definite=_definite(reading, phrase),
    )


def _marked_name(reading: Reading, phrase: NounPhrase) -> Named | None:
    """«الزوجة | "دانييلا"»: the name of a person in marks behind what she is."""
    mark = reading.mark(phrase.end - 1)
    head = phrase.head_class(reading)
    if mark is None or (mark.open, mark.close) != (phrase.head + 1, phrase.end - 1):
        return None
    person = head.definite and (head.kind == "person" or head.title)
    if not person or phrase.commas:
        return None
    role = trimmed(reading.printed(phrase.start, mark.open)[phrase.skip :])
    name = trimmed(reading.printed(mark.open + 1, mark.close))
    return Named(role, name, Kind.PERSON, definite=True)


def _honours(reading: Reading, start: int, end: int) -> bool:
    """«التقى النائب جبران باسيل | البطريرك الراعي»: a lone title with the article is the next one's."""
    word = reading.word(start)
    return end == start + 1 and bool(word.title) and word.definite


#: Whose relative or office it is, the name behind tells: «نجل الرئيس السابق حسني مبارك».
KIN = frozenset(
    "زوجه زوج ارمله نجل ابن ابنه شقيق شقيقه والد والده ارملته خطيبه طليق طليقه حفيد حفيده".split()
)


def _speaks_for(reading: Reading, phrase: NounPhrase) -> bool:
    """«متحدث باسم القائد العسكري خليفة حفتر»: the name is not the speaker's."""
    head = phrase.head_class(reading).stem
    first_comma = phrase.commas[0] if phrase.commas else phrase.end - 1
    for i in range(phrase.start, first_comma):
        word = reading.word(i + 1)
        if reading.form(i) == "باسم":
            office = bool(word.title) and word.title != "trade" and not word.speaker
            return office and not _has_rank(reading, i + 2, phrase.end)
    second = phrase.start + 1
    first = reading.word(second) if phrase.end > phrase.start + 2 else None
    titled = first is not None and first.title in {"office", "rank"}
    if head in KIN:
        return titled and not phrase.commas
    return head in _AGENTS and not phrase.commas and _is_client(reading, second, phrase.end)


#: Who acts for one person: «محامي الرئيس السابق دونالد ترامب»، «وكيل أعمال النجم محمد صلاح».
_AGENTS = frozenset("محامي محاميه وكيل وكيله مدير مديره".split())


def _is_client(reading: Reading, i: int, end: int) -> bool:
    """Whether a person's title with the article begins at ``i``, behind «أعمال» if there is one."""
    business = reading.form(i) == "اعمال"
    i += business
    managed = business or reading.word(i - 1).stem not in {"مدير", "مديره"}
    word = reading.word(i)
    whose = bool(word.title) and (word.definite or reading.form(i) == "رجل")
    return managed and whose and i + 1 < end and reading.form(i + 1) not in {"العام", "العامه"}


def _has_rank(reading: Reading, start: int, end: int) -> bool:
    """«المتحدث باسم القائد العام | اللواء يحيى رسول»: a rank begins the speaker's own name."""
    return any(
        reading.word(i).title == "rank" and reading.word(i).definite for i in range(start, end - 1)
    )


def _of_bearer(reading: Reading, phrase: NounPhrase) -> Named:
    """«المدير المساعد في الوكالة لبرنامج اللاجئين | جيري سيمبسون»: where the name begins is known."""
    role = _without_ranks(reading, phrase.start, phrase.bearer)[phrase.skip :]
    name = trimmed(reading.printed(phrase.bearer, phrase.end))
    return Named(role, name, Kind.PERSON, definite=True)


def _printed(reading: Reading, start: int, end: int, skip: int) -> str:
    return trimmed(reading.printed(start, end)[skip:])


def _segments(reading: Reading, phrase: NounPhrase) -> list[tuple[int, int]]:
    called = (comma + 1 + (reading.form(comma + 1) in CALLED) for comma in phrase.commas)
    edges = [phrase.start, *called]
    ends = [*phrase.commas, phrase.end]
    return [(start, end) for start, end in zip(edges, ends, strict=True) if start < end]


def _name_range(
    reading: Reading, start: int, end: int, head: WordClass | None, *, after_title: bool
) -> tuple[int, int]:
    """Where the name stands in a segment; an empty range at ``end`` where it has none."""
    lettered = behind_letters(reading, start)
    if start < lettered < end:
        return lettered, name_end(reading, lettered, end)
    first = addressed_as(reading, start + (reading.form(start) == "#"), end)
    if first >= end:
        return end, end
    head = head if head is not None and first == start else reading.word(first)
    if _body(head) or _is_place(reading, first):
        return end, end
    if head.nisba and head.definite and not head.title and end > first + 1:
        after = reading.word(first + 1)
        named = (after.unknown or after.proper) and not (after.definite or after.speaker)
        return (first + 1, name_end(reading, first + 1, end)) if named else (end, end)
    alone = head.nisba and not head.definite and end == first + 1
    alone = alone or (head.verb and not head.noun) or is_name_in_ba(reading, first)
    if not head.title and (head.name or after_title or alone):
        if not after_title and _of_country(reading, first, end):
            return first + 2, name_end(reading, first + 2, end)
        return start, name_end(reading, first, end)
    if not head.title:
        return end, end
    begin, last = behind_title(reading, first, end, head)
    former = last > begin and not head.definite and reading.form(last - 1) in _FORMER
    return (end, end) if former else (begin, last)


def _of_country(reading: Reading, first: int, end: int) -> bool:
    """«دافع الألماني | يورغن كلوب عن حارسه»: a verb that reads as a name, before one by his country."""
    if end < first + 4:
        return False
    word, after = reading.word(first + 1), reading.word(first + 2)
    return word.definite and word.nisba and from_place(reading, word) and after.name


#: «حارس ليفربول | السابق»: the office was that body's, so that it is no name before it.
_FORMER = frozenset({"السابق", "السابقه", "الاسبق", "الحالي", "الحاليه", "الجديد", "الجديده"})


def _is_place(reading: Reading, i: int) -> bool:
    """«كوريا الشمالية»، «جنوب أفريقيا»: a country or city of two words."""
    return (reading.form(i), reading.form(i + 1)) in reading.lexicon.place_words


def _body(head: WordClass) -> bool:
    spoken = head.speaker - {"quantifier"}
    return bool(spoken or head.place) and not head.title


def _without_ranks(reading: Reading, start: int, end: int) -> str:
    """The role as printed, military and polite ranks left out where an office stands."""
    if behind_letters(reading, start) >= end:
        return ""  # «رئيس القسم، | أ.د. منى الشافعي»
    first = addressed_as(reading, start, end)
    while first < end and reading.word(first).title == "rank" and end - first > 1:
        first += 1
    last = end
    while last > first + 1 and (
        reading.word(last - 1).title == "rank" or _letter(reading, last - 1)
    ):
        last -= 1
    return trimmed(reading.printed(first, last)) if last > first else ""


def _letter(reading: Reading, i: int) -> bool:
    """«وزير الصحة | د. خالد العبد»: a letter that stands for a title, or its dot."""
    return reading.form(i) == "." or (len(reading.form(i)) == 1 and reading.form(i + 1) == ".")


def _definite(reading: Reading, phrase: NounPhrase) -> bool:
    words = [reading.word(i) for i in range(phrase.head, phrase.end)]
    known = any(word.definite or word.place or word.owned for word in words)
    return known or any(word.unknown or word.proper for word in words[1:])


def kind_of(reading: Reading, phrase: NounPhrase, *, named: bool) -> Kind:
    """Person, body, group, document or nameless source, by the head of the phrase."""
    word = phrase.head_class(reading)
    form_ = reading.form(phrase.head)[phrase.skip :]
    if named:
        return Kind.PERSON
    if word.place or _is_place(reading, phrase.head) or reading.tokens[phrase.head].kind == "mark":
        return Kind.ORGANIZATION
    for label, kind in _KINDS:
        if label in word.speaker and not word.title:
            return kind
    if word.title and reading.tokens[phrase.head].kind == "word":
        return Kind.PERSON if _definite(reading, phrase) else Kind.ANONYMOUS
    if form_.endswith("ات") and word.noun and word.definite:
        return Kind.GROUP
    if form_.endswith(("ون", "ين")) and word.noun and (word.definite or form_[-3] == "ي"):
        return Kind.GROUP
    if reading.is_number(phrase.head):
        return Kind.GROUP
    if word.kind == "group":
        return Kind.ORGANIZATION
    known = word.definite or word.unknown or word.proper or word.owned
    return Kind.PERSON if known or _given_like_noun(reading, phrase) else Kind.ANONYMOUS


def _given_like_noun(reading: Reading, phrase: NounPhrase) -> bool:
    """«غلام خوشرو»، «سما المصري»: a given name that is a noun besides, before a surname and nothing else."""
    if phrase.end != phrase.head + 2 or not reading.tokens[phrase.end - 1].is_word:
        return False
    head, surname = phrase.head_class(reading), reading.word(phrase.end - 1)
    listed = head.adjective or head.owned or head.stem in KIN or surname.title
    proper = surname.unknown or (surname.proper and not surname.adjective)
    return proper and not (listed or surname.place or surname.speaker)
