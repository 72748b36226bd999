"""Ranking: topic, act, speaker, near-duplicates, order."""

from datetime import timedelta

import pytest

from bot.answers.acts import act_factor
from bot.answers.compose import compose
from bot.answers.rank import coverage, merge, rank, same_statement, score
from bot.model.answer import Status
from bot.model.question import QuestionForm, TopicWord
from bot.model.quote import Act, Span
from tests.builders import DAY, question, stored, topic

HOLDS = frozenset({"lحرب", "lسلام"})


def test_more_of_the_topic_stands_first() -> None:
    """Two topic words found are better than one."""
    both = stored(1, terms=HOLDS)
    one = stored(2, text="الحرب طويلة", terms=frozenset({"lحرب"}))
    found = rank(question(topic=topic("حرب", "سلام")), [one, both], {"lحرب": 2, "lسلام": 1}, 10)
    assert found[0].stored is both


def test_too_little_of_the_topic_is_not_shown() -> None:
    """A quote that holds a common word of the question only is no answer."""
    asked = question(topic=topic("حرب", "زلزال"))
    assert score(asked, stored(terms=HOLDS), {"lحرب": 9}, 10) is None


def test_words_beside_the_content_count_less() -> None:
    """Whom one accused stands beside the content; the headline counts least."""
    word = topic("حرب")
    inside = coverage(word, ((HOLDS, 1.0),), {}, 0)
    beside = coverage(word, ((frozenset(), 1.0), (HOLDS, 0.9)), {}, 0)
    assert inside > beside > 0
    assert coverage((), ((HOLDS, 1.0),), {}, 0) == 0


@pytest.mark.parametrize(
    ("asked", "act", "cue", "negated", "low", "high"),
    [
        (None, Act.SAY, frozenset(), False, 1, 1),
        (Act.WARN, Act.WARN, frozenset(), False, 0.9, 0.99),
        (Act.WARN, Act.WARN, frozenset({"lحذر"}), False, 1, 1),
        (Act.WARN, Act.SAY, frozenset(), False, 0, 0),
        (Act.WARN, Act.WARN, frozenset(), True, 0, 0),
        (Act.EXPRESS, Act.EXPRESS, frozenset(), False, 0.5, 0.7),
    ],
)
def test_act_factor(
    asked: Act | None, act: Act, cue: frozenset[str], negated: bool, low: float, high: float
) -> None:
    """The very verb is best, its act next; another act or polarity is no answer."""
    wanted = question(act=asked, cue=("lحذر",))
    factor = act_factor(wanted, stored(act=act, cue_terms=cue, negated=negated))
    assert low <= factor <= high


def test_near_acts_need_a_topic() -> None:
    """What was "called for" may answer "demanded", where the topic fits too."""
    near = stored(act=Act.CALL)
    assert act_factor(question(act=Act.DEMAND, topic=topic("حرب")), near) > 0
    assert act_factor(question(act=Act.DEMAND), near) == 0


def test_another_speaker_is_no_answer() -> None:
    """Quotes of others are left out where a speaker is asked for."""
    asked = question(speaker_words=(TopicWord("بوتين", (("kBTN", 0.9),)),))
    assert score(asked, stored(speaker_terms=frozenset({"kLFRF"})), {}, 1) is None
    assert score(asked, stored(speaker_terms=frozenset({"kBTN"})), {}, 1) is not None


def test_one_statement_in_two_places_is_one_hit() -> None:
    """The same words of one speaker are joined, and tell where else they stand."""
    first, again = stored(1, terms=HOLDS), stored(2, terms=HOLDS)
    found = rank(question(topic=topic("حرب")), [first, again], {}, 2)
    assert len(found) == 1
    assert found[0].also_in[0].article == "a2"
    assert found[0].also_in[0].content == (Span(10, 20),)


def test_same_words_of_two_speakers_are_two() -> None:
    """A statement is words and speaker."""
    assert not same_statement(stored(1), stored(2, who="بوتين"))
    assert same_statement(stored(1), stored(2, who="سيرغي لافروف"))
    assert merge([]) == []


def test_latest_first_where_asked() -> None:
    """The word "latest" orders by date."""
    old = stored(1, text="قديم")
    new = stored(2, text="حديث جدا", date=DAY + timedelta(days=1))
    found = rank(question(latest=True), [old, new], {}, 2)
    assert [hit.stored for hit in found] == [new, old]


def test_compose_names_what_nothing_holds() -> None:
    """A topic word that no quote holds is told, and nothing is made up."""
    answer = compose(question(topic=topic("زلزال")), [], {"lزلزال": 0}, 5, 2)
    assert answer.status is Status.NOTHING_STORED
    assert answer.unmatched == ("زلزال",)
    assert answer.articles == 2


def test_compose_of_no_question() -> None:
    """A greeting gets no quotes."""
    assert compose(question(form=None), [], {}, 0, 0).status is Status.NOT_A_QUESTION


def test_compose_of_an_answer() -> None:
    """Found quotes are shown, known words are not complained of."""
    answer = compose(question(topic=topic("حرب")), [stored(terms=HOLDS)], {"lحرب": 1}, 1, 1)
    assert answer.status is Status.ANSWERED
    assert answer.unmatched == ()


@pytest.mark.parametrize(
    ("form", "status"),
    [
        (QuestionForm.WHAT, Status.ANSWERED),
        (QuestionForm.WHO, Status.NOTHING_STORED),
        (QuestionForm.WHETHER, Status.NOTHING_STORED),
    ],
)
def test_what_somebody_said_answers_whatever_the_act(form: QuestionForm, status: Status) -> None:
    """What he expected of the war is answered by what he said of it; whether he did is not."""
    asked = question(form=form, act=Act.EXPECT, topic=topic("حرب"), speaker_words=topic("لافروف"))
    held = stored(act=Act.SAY, terms=HOLDS, speaker_terms=frozenset({"lلافروف"}))
    assert compose(asked, [held], {"lحرب": 1}, 1, 1).status is status
