"""Who is who across articles: names that are one person's, and those that are two people's.

«لافروف»، «سيرجي لافروف» and «سيرغي فيكتوروفيتش لافروف» are one; «عباس إبراهيم» and «إبراهيم رئيسي» are two.
Full names are one person's where one holds the other's words in order and both end in the same
surname; a surname alone is the person's of that surname where the archive has only one. What a user
joined or split by hand comes first. A title alone names nobody across articles.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from bot.arabic.lexicon import rows
from bot.arabic.names import consonants, name_keys, spellings
from bot.arabic.script import form
from bot.model.question import Question, TopicWord
from bot.model.speaker import Link, Person, SpeakerName

#: Kinds of speakers whose names are persons'.
_PERSONS = frozenset({"person"})
#: Share of a question's name that a person's name holds to be meant: surname and one name of three.
_MEANT = 0.6
#: Likeness of two Arabic spellings of one name, in per cent: «ترامب»، «ترمب»; «المومني» is not «عمّان».
LETTERS = 70
#: The same of two words of bodies' names: «حكومي» is not «الحكومة», «حماس» is «حماس».
SAME_WORD = 90
#: Letters of a Latin word whose sound may be a name's.
LATIN_LETTERS = 4
#: Persons at most whom a title means; «متحدث» is anybody's.
HOLDERS = 3
#: Words of a body's name that other bodies share.
_FEW = 2


def persons(names: Iterable[SpeakerName], links: Sequence[Link] = ()) -> tuple[Person, ...]:
    """The persons behind names, who is quoted most first."""
    listed = sorted(names, key=lambda n: (-len(name_keys(n.name)), -n.quotes, n.key))
    split = {frozenset((link.one, link.other)) for link in links if not link.together}
    groups: list[list[SpeakerName]] = []
    for name in listed:
        homes = [group for group in groups if _belongs(name, group, split)]
        short = len(name_keys(name.name)) < _FEW
        if homes and not (short and len(homes) > 1):
            homes[0].append(name)
        else:
            groups.append([name])
    for link in links:
        if link.together:
            _join(groups, link)
    found = (Person(tuple(sorted(g, key=_fullest))) for g in groups)
    return tuple(sorted(found, key=lambda person: (-person.quotes, person.name)))


def _fullest(name: SpeakerName) -> tuple[int, int, int]:
    return -len(name_keys(name.name)), -name.quotes, name.key


def _belongs(name: SpeakerName, group: Sequence[SpeakerName], split: set[frozenset[str]]) -> bool:
    """Whether a name is one of a group's, led by its fullest name."""
    if any(frozenset((name.name, other.name)) in split for other in group):
        return False
    return any(one_person(name, other) for other in group)


def one_person(one: SpeakerName, other: SpeakerName) -> bool:
    """Whether two names may be one's: the same surname, and the shorter's words in the longer, in order.

    Bodies are one by the same words only: «وزارة الخارجية» is many countries'.
    """
    a, b = name_keys(one.name), name_keys(other.name)
    if not a or not b:
        return one.name == other.name
    if one.kind not in _PERSONS or other.kind not in _PERSONS:
        return a == b and one.kind == other.kind
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return short[-1] == long[-1] and all(key in rest for key in short)


def _join(groups: list[list[SpeakerName]], link: Link) -> None:
    homes = [g for g in groups if any(n.name in (link.one, link.other) for n in g)]
    for other in homes[1:]:
        homes[0].extend(other)
        groups.remove(other)


def names_of(question: Question) -> tuple[TopicWord, ...]:
    """The words of a question's speaker that may be a name: no title, country, office or body."""
    return tuple(word for word in question.speaker_words if _may_name(word))


def _is_office(word: TopicWord) -> bool:
    return any(term[0] == "n" for term, _ in word.terms) or _is_title(word.printed)


def _may_name(word: TopicWord) -> bool:
    kinds = {term[0] for term, _ in word.terms}
    return "k" in kinds and not kinds & {"n", "c"} and not _is_common(word.printed)


def _is_common(word: str) -> bool:
    """Whether a word is a title's or names a sort of bodies: «الوزير»، «الحكومة»."""
    return _is_title(word) or form(word).removeprefix("ال") in _bodies()


def _is_title(word: str) -> bool:
    return form(word).removeprefix("ال") in _titles()


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    return frozenset(form(row[0]).removeprefix("ال") for row in rows("speakers", 3))


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(form(row[0]) for row in rows("titles", 3))


def held_by(question: Question, holders: Sequence[SpeakerName]) -> Question:
    """The question with the persons who hold its speaker's title, where they are few enough.

    A country alone is no title: «ماذا قالت روسيا» asks for her officials as such.
    """
    if not any(_is_office(word) for word in question.speaker_words):
        return question
    named = [name for name in holders if is_person(name)]
    if len(persons(named)) > HOLDERS:
        return question
    return replace(question, people=frozenset(name.key for name in named))


def named(question: Question, known: Sequence[Person]) -> tuple[Question, tuple[Person, ...]]:
    """The question with the persons that its speaker's name means, and those it may mean."""
    people = meant(question, known)
    found = frozenset(key for person in people for key in person.keys)
    return replace(question, people=found), ambiguous(question, people)


def is_person(name: SpeakerName) -> bool:
    """Whether a name is a person's own: neither a body's nor a title."""
    return name.kind in _PERSONS and not _is_title(name.name.split()[0])


def meant(question: Question, known: Sequence[Person]) -> tuple[Person, ...]:
    """The persons whose names a question's speaker may be, none where it names only a title."""
    return called(names_of(question), known)


def called(words: Sequence[TopicWord], known: Sequence[Person]) -> tuple[Person, ...]:
    """The persons whose names hold enough of a name's words."""
    return tuple(person for person in known if words and _share(words, person) >= _MEANT)


def _share(words: Sequence[TopicWord], person: Person) -> float:
    """How much of a name a person's own names hold; what only begins with a title is no name."""
    held = [
        word
        for name in person.names
        for word in re.split(r"[\s_]+", name.name)
        if is_person(name) or (name.kind not in _PERSONS and len(consonants(word)) > _FEW)
    ]
    least = LETTERS if person.names[0].kind in _PERSONS else SAME_WORD
    return sum(any(_alike(word, other, least) for other in held) for word in words) / len(words)


def _alike(word: TopicWord, other: str, least: int = LETTERS) -> bool:
    """Whether a word of a question and one of a name are one name: by sound, and in Arabic by letters too."""
    key = f"k{consonants(other)}"
    if not any(term == key for term, _ in word.terms):
        return False
    asked = form(word.printed).removeprefix("ال")
    if asked.isascii():
        return len(asked) >= LATIN_LETTERS
    return fuzz.ratio(asked, form(other).removeprefix("ال")) >= least


def ambiguous(question: Question, people: Sequence[Person]) -> tuple[Person, ...]:
    """The persons that a bare surname may mean, where they are more than one and each has a fuller name."""
    named = names_of(question)
    full = [p for p in people if len(p.name.split()) >= _FEW and p.names[0].kind in _PERSONS]
    surname = [p for p in full if _ends_with(p, named)] if len(named) == 1 else []
    return tuple(surname) if len(surname) > 1 else ()


def _ends_with(person: Person, words: Sequence[TopicWord]) -> bool:
    last = consonants(person.name.split()[-1])
    return any(term == f"k{last}" for word in words for term, _ in word.terms)


def words_of(name: str) -> tuple[TopicWord, ...]:
    """The words of a printed name as a question would have them, by sound alone."""
    return tuple(
        TopicWord(word, tuple((f"k{key}", 1.0) for key in _sounds(word))) for word in name.split()
    )


def _sounds(word: str) -> tuple[str, ...]:
    return spellings(word) if word.isascii() else (consonants(word),)


def keys_of(words: Iterable[TopicWord]) -> list[str]:
    """The consonant keys by which words look for speakers."""
    return list(
        dict.fromkeys(term[1:] for word in words for term, _ in word.terms if term[0] == "k")
    )
