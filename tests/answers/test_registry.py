"""Who is who across articles: names join and split, by rule and by hand."""

import pytest

from bot.answers.registry import (
    HOLDERS,
    ambiguous,
    called,
    held_by,
    is_person,
    keys_of,
    meant,
    named,
    names_of,
    one_person,
    persons,
    words_of,
)
from bot.model.speaker import Link, SpeakerName
from bot.services.reading import Reader
from tests.builders import question


def name(key: int, printed: str, quotes: int = 1, kind: str = "person") -> SpeakerName:
    """A name of the archive."""
    return SpeakerName(key, printed, kind, quotes)


LAVROV = [name(1, "سيرجي لافروف", 3), name(2, "لافروف"), name(3, "سيرغي فيكتوروفيتش لافروف")]
IBRAHIM = [name(4, "عباس إبراهيم", 2), name(5, "خليل إبراهيم"), name(6, "إبراهيم")]


def groups(*listed: SpeakerName, links: tuple[Link, ...] = ()) -> list[set[int]]:
    """The keys of each person's names."""
    return [set(person.keys) for person in persons(listed, links)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("سيرجي لافروف", "person"), ("لافروف", "person"), True),
        (("سيرجي لافروف", "person"), ("سيرغي لافروف", "person"), True),
        (("Sergei Lavrov", "person"), ("سيرغي لافروف", "person"), True),
        (("عباس إبراهيم", "person"), ("خليل إبراهيم", "person"), False),
        (("عباس إبراهيم", "person"), ("إبراهيم عباس", "person"), False),
        (("وزارة الصحة", "organization"), ("وزارة الصحة الفلسطينية", "organization"), False),
        (("وزارة الصحة", "organization"), ("وزارة الصحّة", "organization"), True),
        (("أب", "person"), ("أب", "person"), True),
    ],
)
def test_names_of_one_person(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    """The same surname and the shorter's words in the longer; bodies by the same words only."""
    first = SpeakerName(1, one[0], one[1])
    assert one_person(first, SpeakerName(2, other[0], other[1])) is same


def test_one_persons_names_are_joined() -> None:
    """Spellings, the surname alone and the patronymic are one, led by the fullest name."""
    (person,) = persons(LAVROV)
    assert person.name == "سيرغي فيكتوروفيتش لافروف"
    assert person.quotes == 5
    assert person.keys == {1, 2, 3}


def test_two_of_one_surname_stay_two() -> None:
    """A bare surname that two persons have is neither's."""
    assert groups(*IBRAHIM) == [{4}, {6}, {5}] or groups(*IBRAHIM) == [{4}, {5}, {6}]


def test_what_a_user_said_comes_first() -> None:
    """A split keeps names apart, a join brings them together, whatever the rule says."""
    apart = Link("لافروف", "سيرجي لافروف", together=False)
    assert {1} in groups(LAVROV[0], LAVROV[1], links=(apart,))
    joined = Link("عباس إبراهيم", "خليل إبراهيم", together=True)
    assert {4, 5} <= groups(*IBRAHIM, links=(joined,))[0]


def test_names_and_titles_in_a_question(reader: Reader) -> None:
    """A surname means its person by all his names; what is a title or a country names nobody."""
    asked = reader.understand("ماذا قال لافروف عن سوريا؟")
    assert [word.printed for word in names_of(asked)] == ["لافروف"]
    assert "LFRF" in keys_of(names_of(asked))
    found, several = named(asked, persons([*LAVROV, *IBRAHIM]))
    assert found.people == {1, 2, 3}
    assert several == ()
    titled = reader.understand("ماذا قال وزير الخارجية الروسي عن سوريا؟")
    assert names_of(titled) == ()
    assert meant(titled, persons(LAVROV)) == ()


def test_a_surname_of_two_is_ambiguous(reader: Reader) -> None:
    """«ماذا قال إبراهيم» may mean two people; with the first name it means one."""
    known = persons(IBRAHIM)
    asked = reader.understand("ماذا قال إبراهيم عن المطار؟")
    assert {person.name for person in ambiguous(asked, meant(asked, known))} == {
        "عباس إبراهيم",
        "خليل إبراهيم",
    }
    full = reader.understand("ماذا قال عباس إبراهيم عن المطار؟")
    assert ambiguous(full, meant(full, known)) == ()


def test_a_title_means_who_is_quoted_under_it(reader: Reader) -> None:
    """The minister is found by his name elsewhere too; too many holders, or a country, mean nobody."""
    asked = reader.understand("ماذا قال وزير الخارجية الروسي عن سوريا؟")
    assert held_by(asked, LAVROV).people == {1, 2, 3}
    many = [name(n, f"{word} مسؤول") for n, word in enumerate(("خالد", "سمير", "نبيل", "فادي"))]
    assert len(many) > HOLDERS
    assert held_by(asked, many[:1]).people == {0}
    crowd = [
        name(n, full) for n, full in enumerate(("علي سالم", "نبيل فهد", "فادي رزق", "سمير طه"))
    ]
    assert held_by(asked, crowd).people == frozenset()
    country = reader.understand("ماذا قالت روسيا عن سوريا؟")
    assert held_by(country, LAVROV).people == frozenset()


def test_who_is_called_so() -> None:
    """A name is known by sound and, in Arabic, by its letters: «المومني» is not «عمّان»."""
    momani = [name(1, "خالد المومني"), name(2, "بعثة الصندوق في عمان", kind="organization")]
    assert [p.name for p in called(words_of("المومني"), persons(momani))] == ["خالد المومني"]
    assert [p.name for p in called(words_of("Momani"), persons(momani))] == ["خالد المومني"]
    assert called(words_of("xyz"), persons([name(3, "قيس سعيد")])) == ()
    assert called(words_of(""), persons(momani)) == ()
    assert "MN" in keys_of(words_of("Momani"))


def test_a_title_is_no_persons_name() -> None:
    """«وزير الخارجية» as a speaker is nobody's name; neither is a ministry."""
    assert is_person(LAVROV[0])
    assert not is_person(name(9, "وزير الخارجية"))
    assert not is_person(name(9, "وزارة الخارجية", kind="organization"))
    assert meant(question(), persons(LAVROV)) == ()
