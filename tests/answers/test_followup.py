"""Questions that go on from the one before, that compare, and that are loosened."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.change import loosened, narrowed
from bot.answers.comparison import side, sides
from bot.answers.compose import compose
from bot.answers.evidence import Archived
from bot.answers.followup import resumed
from bot.answers.rank import Ranking, rank
from bot.model.answer import Hit, Ranked, Status
from bot.model.question import Dropped, Question, QuestionForm
from bot.model.quote import Act
from bot.model.speaker import Person, SpeakerName
from bot.services.reading import Reader
from tests.builders import DAY, candidate, question, stored, topic

LAVROV_AR = "ماذا قال لافروف عن المخدرات؟"
LAVROV_EN = "what did Lavrov say about drugs?"
WHO_EN = "who warned about the merger?"


def parts(found: Question) -> tuple[str | None, str, str | None, tuple[str, ...]]:
    """Form, speaker, act and topic."""
    return (
        found.form.value if found.form else None,
        " ".join(word.printed for word in found.speaker_words),
        found.act.value if found.act else None,
        tuple(word.printed for word in found.topic),
    )


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (LAVROV_AR, "وبوتين؟", ("what", "بوتين", None, ("المخدرات",))),
        (LAVROV_AR, "وماذا قال عن سوريا؟", ("what", "لافروف", None, ("سوريا",))),
        (LAVROV_AR, "وعن سوريا؟", ("what", "لافروف", None, ("سوريا",))),
        (LAVROV_AR, "وماذا عن سوريا؟", ("what", "لافروف", None, ("سوريا",))),
        (LAVROV_AR, "متى قال ذلك؟", ("when", "لافروف", None, ("المخدرات",))),
        (LAVROV_AR, "ماذا قال بوتين عن سوريا؟", ("what", "بوتين", None, ("سوريا",))),
        (LAVROV_AR, "من هاجم باريس؟", ("who", "", "condemn", ("باريس",))),
        (LAVROV_AR, "كم قتيلا في سوريا؟", ("how_many", "", None, ("قتيلا", "سوريا"))),
        (LAVROV_EN, "and Putin?", ("what", "Putin", None, ("drugs",))),
        (LAVROV_EN, "and about Syria?", ("what", "Lavrov", None, ("Syria",))),
        (LAVROV_EN, "what did he say about Syria?", ("what", "Lavrov", None, ("Syria",))),
        (LAVROV_EN, "what did he say?", ("what", "Lavrov", None, ("drugs",))),
        (LAVROV_EN, "did he deny it?", ("whether", "Lavrov", "deny", ())),
        (WHO_EN, "and the earthquake?", ("who", "", "warn", ("earthquake",))),
        (WHO_EN, "what about Syria?", ("who", "", "warn", ("Syria",))),
        (WHO_EN, "and who praised it?", ("who", "", "praise", ("merger",))),
        (WHO_EN, "what did he say?", (None, "", None, ())),
        ("", "what did he say about Syria?", (None, "", None, ("Syria",))),
        ("", "ماذا قال؟", (None, "", None, ())),
        ("", "وماذا عن سوريا؟", ("list", "", None, ("سوريا",))),
        ("", "وزير الخارجية", ("list", "وزير الخارجية", None, ())),
    ],
)  # fmt: skip
def test_what_is_lacking_is_taken_over(
    reader: Reader, before: str, text: str, expected: tuple[object, ...]
) -> None:
    """Speaker, act and topic come from the question before where this one has none of its own."""
    earlier = resumed(reader.understand(before), None) if before else None
    found = resumed(reader.understand(text), earlier)
    kept = parts(found)
    assert kept[0] == expected[0]
    if found.form is not None:
        assert kept == expected


@settings(max_examples=100, deadline=None)
@given(one=st.text(max_size=40), other=st.text(max_size=40))
def test_any_two_texts_give_a_question(reader: Reader, one: str, other: str) -> None:
    """Whatever follows whatever, there is a value."""
    found = resumed(reader.understand(one), reader.understand(other))
    assert found.text == one


@pytest.mark.parametrize(
    ("text", "speaker", "words", "is_sides", "oldest"),
    [
        ("من يختلف مع لافروف بشأن سوريا؟", "", ("سوريا",), True, False),
        ("who disagrees about the nuclear deal?", "", ("nuclear deal",), True, False),
        ("how did Lavrov's position on Syria change?", "Lavrov's", ("Syria",), False, True),
        ("كيف تغير موقف لافروف من سوريا؟", "لافروف", ("سوريا",), False, True),
        ("timeline of Putin on Syria", "Putin", ("Syria",), False, True),
        ("what did Lavrov say about change?", "Lavrov", ("change",), False, False),
    ],
)
def test_questions_that_compare(
    reader: Reader, text: str, speaker: str, words: tuple[str, ...], is_sides: bool, oldest: bool
) -> None:
    """Disagreement asks for both sides, a change of position for the order of time."""
    found = reader.understand(text)
    assert " ".join(word.printed for word in found.speaker_words) == speaker
    assert tuple(word.printed for word in found.topic) == words
    assert (found.sides, found.oldest) == (is_sides, oldest)


def hit(number: int, who: str, act: Act, *, negated: bool = False) -> Hit:
    """A hit by somebody with an act."""
    return Hit(stored(number, who, act, text=f"كلام رقم {number}", negated=negated), 0.9)


def test_sides_are_told_by_acts() -> None:
    """Who affirmed stands against who denied; «لم يؤكد» is a denial; saying is neither."""
    assert side(hit(1, "أ", Act.AFFIRM)) == 1
    assert side(hit(1, "أ", Act.AFFIRM, negated=True)) == -1
    assert side(hit(1, "أ", Act.SAY)) == 0
    pro, con, other = hit(1, "أ", Act.AFFIRM), hit(2, "ب", Act.DENY), hit(3, "ج", Act.SAY)
    assert sides([con, pro, other]) == ((pro,), (con,))
    assert sides([pro, other]) == ((), ())
    assert sides([pro, hit(4, "أ", Act.DENY)]) == ((), ())


def test_an_answer_of_sides_has_both() -> None:
    """The quotes of both sides are the answer; without a dispute nothing is stored."""
    ranking = Ranking((Ranked(candidate(1), 0.9), Ranked(candidate(2), 0.9)))
    loaded = [hit(1, "أ", Act.AFFIRM).stored, hit(2, "ب", Act.DENY).stored]
    asked = question(topic=topic("حرب"), sides=True)
    found = compose(asked, ranking, loaded, {"lحرب": 1}, 1)
    assert [one.stored.id for one in found.hits] == [1, 2]
    assert len(found.sides) == 2
    alone = compose(asked, ranking, loaded[:1], {"lحرب": 1}, 1)
    assert alone.status is Status.NOTHING_STORED


def test_oldest_first_where_a_change_is_asked() -> None:
    """One speaker's words stand in the order of time."""
    items = [candidate(n, terms={"lحرب"}, date=DAY.replace(day=day)) for n, day in ((1, 9), (2, 3))]
    asked = question(topic=topic("حرب"), oldest=True)
    found = rank(asked, items, Archived({"lحرب": 1}, {}, 100))
    assert [one.candidate.id for one in found.answers] == [2, 1]


def test_what_was_said_otherwise_is_a_mention() -> None:
    """Nobody praised it; what was said of it is told as such, not as an answer."""
    asked = question(topic=topic("حرب"), act=Act.PRAISE)
    found = rank(asked, [candidate(1, terms={"lحرب"})], Archived({"lحرب": 1}, {}, 100))
    assert found.answers == ()
    assert [one.candidate.id for one in found.mentions] == [1]


def test_loosening_and_narrowing() -> None:
    """A dropped part is gone, the rest stays; a chosen person is the only one left."""
    asked = question(
        form=QuestionForm.WHAT,
        act=Act.WARN,
        cue=("lحذر",),
        since=DAY,
        speaker="إبراهيم",
        speaker_words=topic("ابراهيم"),
        topic=topic("حرب"),
    )
    assert loosened(asked, Dropped.ACT).act is None
    assert loosened(asked, Dropped.DATE).since is None
    assert loosened(asked, Dropped.SPEAKER).speaker_words == ()
    assert loosened(asked, Dropped.SPEAKER).topic == asked.topic
    person = Person((SpeakerName(4, "عباس إبراهيم", "person"),))
    found = narrowed(asked, person)
    assert found.speaker == "عباس إبراهيم"
    assert found.people == {4}
    assert found.only_people
