"""Ranking: what speaks for a quote, what is shown, and when nothing is."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.answers.compose import compose
from bot.answers.evidence import (
    AT,
    BESIDE,
    FEATURES,
    NO_NAMES,
    Archived,
    alone,
    continued,
    contrasted,
    features,
    refused,
    settled,
    spoken,
    titled,
    weighed,
)
from bot.answers.rank import FEW_WEAK, MENTIONED, WEAK, Ranking, merge, rank, same_statement
from bot.answers.relevance import ANSWERING, MODELS, load, logistic
from bot.arabic.terms import NUMBER
from bot.model.answer import Hit, Place, Ranked, Status
from bot.model.question import QuestionForm, TopicWord
from bot.model.quote import Act, Span
from tests.builders import DAY, candidate, question, stored, topic

#: An archive of a hundred quotes, five on the war, one on peace, ten by Lavrov.
ARCHIVED = Archived({"lحرب": 5, "lسلام": 1}, {"kLFRF": 10, "cru": 20}, 100)
LAVROV = TopicWord("لافروف", (("kLFRF", 0.9),), name=True)
RUSSIAN = TopicWord("الروسي", (("cru", 1.0),))


def numbers(asked: object, item: object) -> dict[str, float]:
    """The numbers of a candidate by name."""
    found = features(asked, item, weighed(asked, ARCHIVED))  # type: ignore[arg-type]
    return {name: round(value, 6) for name, value in zip(FEATURES, found, strict=True)}


@pytest.mark.parametrize(
    ("field", "level"),
    [
        ("terms", "content"),
        ("near_terms", "near"),
        ("context_terms", "context"),
        ("speaker_terms", "speaker_words"),
        ("head_terms", "head"),
        ("body_terms", "body"),
    ],
)
def test_where_a_word_stands(field: str, level: str) -> None:
    """A word counts once, at the first level that holds it: content, beside, sentence, article."""
    held: Any = {field: {"lحرب"}}
    found = numbers(question(topic=topic("حرب")), candidate(**held))
    levels = ("content", "near", "context", "speaker_words", "head", "body")
    assert {name: found[name] for name in levels if found[name]} == {level: 1.0}


def test_rare_words_count_more() -> None:
    """Of two words the rarer one covers more of the topic."""
    asked = question(topic=topic("حرب", "سلام"))
    common = numbers(asked, candidate(terms={"lحرب"}))["content"]
    rare = numbers(asked, candidate(terms={"lسلام"}))["content"]
    assert 0 < common < 0.5 < rare < 1


def test_names_are_looked_at_apart() -> None:
    """Names of the topic are a number of their own; without any it is a fixed one."""
    asked = question(topic=(LAVROV, *topic("حرب")))
    assert numbers(asked, candidate(terms={"lحرب"}))["names"] == 0
    assert numbers(asked, candidate(terms={"kLFRF"}))["names"] == 0.9
    assert numbers(asked, candidate(body_terms={"kLFRF"}))["names_article"] == 0.9
    assert numbers(question(topic=topic("حرب")), candidate())["names"] == NO_NAMES


def test_whom_the_act_is_done_to_stands_beside_the_content() -> None:
    """«من اتهم إيران»: Iran in the accusation itself is another accused's affair."""
    asked = question(topic=topic("حرب"), act=Act.ACCUSE, addressed=1)
    inside = numbers(asked, candidate(act=Act.ACCUSE, terms={"lحرب"}))["content"]
    beside = numbers(asked, candidate(act=Act.ACCUSE, near_terms={"lحرب"}))["content"]
    assert inside < beside == 1


def test_speakers_are_found_by_name_and_less_surely_around() -> None:
    """The name and title prove most, the sentence less, the article least."""
    asked = question(speaker_words=(LAVROV,))
    assert numbers(asked, candidate(speaker_terms={"kLFRF"}))["speaker"] == 0.9
    assert numbers(asked, candidate(context_terms={"kLFRF"}))["speaker_context"] == 0.9
    assert numbers(asked, candidate(body_terms={"kLFRF"}))["speaker_article"] == 0.9
    assert numbers(question(), candidate())["speaker"] == 0


def test_a_title_that_nobody_has_counts_little_an_unknown_name_much() -> None:
    """An unknown name is not made up for by a title; an unknown title is by the name."""
    title = TopicWord("الباحث", (("lباحث", 1.0),))
    merkel = TopicWord("ميركل", (("kMRKL", 0.9),), name=True)
    held = candidate(speaker_terms={"kLFRF", "cru"})
    assert numbers(question(speaker_words=(title, LAVROV)), held)["speaker"] > 0.6
    assert numbers(question(speaker_words=(RUSSIAN, merkel)), held)["speaker"] < 0.4


def test_what_a_speaker_does_by_his_words_answers_for_the_act() -> None:
    """«قال إنه لا صحة للخبر» is a denial for who asks for one; other saying is none."""
    asked = question(topic=topic("حرب"), act=Act.DENY, form=QuestionForm.WHO)
    denies = candidate(act=Act.SAY, cue_terms={"adeny"})
    assert numbers(asked, denies)["near_act"] == 1
    assert not refused(asked, denies)
    assert refused(asked, candidate(act=Act.SAY))
    assert numbers(asked, candidate(act=Act.WARN, cue_terms={"adeny"}))["other_act"] == 1


def test_yes_and_no_settle_a_question() -> None:
    """«هل أكد الوزير الإقالة؟» is answered by his denial, and by plain words on the matter; a threat is no answer."""
    asked = question(topic=topic("حرب"), act=Act.AFFIRM, form=QuestionForm.WHETHER)
    for act in (Act.DENY, Act.AFFIRM, Act.SAY):
        assert not refused(asked, candidate(act=act, negated=act is Act.AFFIRM))
    assert refused(asked, candidate(act=Act.THREATEN, negated=True))
    who = question(topic=topic("حرب"), act=Act.AFFIRM, form=QuestionForm.WHO)
    assert refused(who, candidate(act=Act.AFFIRM, negated=True))


def test_where_one_did_what_is_asked_others_did_not() -> None:
    """``unacted`` tells of every other act beside one that fits, and of none where nobody's fits."""
    asked = question(topic=topic("حرب"), act=Act.WARN)
    items = [candidate(1, act=Act.WARN, terms={"lحرب"}), candidate(2, act=Act.SAY, terms={"lحرب"})]
    rows = [features(asked, item, weighed(asked, ARCHIVED)) for item in items]
    contrasted(asked, rows)
    assert [row[AT["unacted"]] for row in rows] == [0.0, 1.0]
    contrasted(asked, rows[1:])
    assert rows[1][AT["unacted"]] == 0.0


def test_a_speaker_goes_on_about_a_thing_in_the_article() -> None:
    """``thread`` is what his best words there hold beyond these, however far off; another's count for nothing."""
    asked = question(topic=topic("حرب"))
    items = [
        candidate(1, article=1, speaker=1, terms={"lحرب"}),
        candidate(1 + 2 * BESIDE, article=1, speaker=1),
        candidate(2 + 2 * BESIDE, article=1, speaker=2),
    ]
    rows = [features(asked, item, weighed(asked, ARCHIVED)) for item in items]
    continued(items, rows)
    assert [row[AT["thread"]] for row in rows] == [0.0, 1.0, 0.0]
    assert [row[AT["beside"]] for row in rows] == [0.0, 0.0, 0.0]


COACH = TopicWord("مدرب", (("lمدرب", 1.0),))
MINISTER = TopicWord("وزير الخارجية", (("nforeign-minister", 1.0),))


@pytest.mark.parametrize(
    ("office", "held", "told"),
    [
        (COACH, {"speaker_terms": {"lمدرب"}, "head_terms": {"cru"}}, True),
        (COACH, {"speaker_terms": {"lمدرب"}}, False),
        (COACH, {"head_terms": {"cru", "lمدرب"}}, False),
        (COACH, {"speaker_terms": {"cru"}, "head_terms": {"lمدرب"}}, False),
        (MINISTER, {"speaker_terms": {"nforeign-minister"}, "head_terms": {"cru"}}, False),
        (MINISTER, {"speaker_terms": {"nforeign-minister"}, "context_terms": {"cru"}}, True),
    ],
)
def test_a_title_may_be_told_by_the_article(
    office: TopicWord, held: dict[str, Any], told: bool
) -> None:
    """A coach in the report on Russia's coach is he; nobody without the office is, nor a minister whose country is far."""
    asked = question(speaker_words=(office, RUSSIAN))
    item = candidate(**held)
    words = weighed(asked, ARCHIVED)
    assert titled(item, features(asked, item, words), words) is told


def test_of_two_coaches_neither_is_known() -> None:
    """Where another in the article may hold the office nobody is taken for its holder."""
    one, other = candidate(1, article=1, speaker=1), candidate(2, article=1, speaker=2)
    assert alone([one, other], []) == []
    assert alone([one], [other]) == []
    assert alone([one], [candidate(3, article=2, speaker=2)]) == [one]


def test_who_stands_beside_an_office_does_not_hold_it() -> None:
    """The Leader is not the Iranian foreign minister, though the country is his and the minister is near."""
    asked = question(speaker_words=(MINISTER, RUSSIAN))
    leader = candidate(speaker_terms={"cru"}, context_terms={"nforeign-minister"})
    words = weighed(asked, ARCHIVED)
    assert not spoken(asked, leader, features(asked, leader, words), words)


def test_a_name_is_never_told_by_the_article() -> None:
    """What others say in the report on Lavrov is not Lavrov's."""
    asked = question(speaker_words=(LAVROV,))
    item = candidate(head_terms={"kLFRF"})
    words = weighed(asked, ARCHIVED)
    assert not spoken(asked, item, features(asked, item, words), words)


@pytest.mark.parametrize(
    ("number", "parts", "held"),
    [
        (2, {}, 1.0),
        (1 + BESIDE + 1, {}, 0.0),
        (2, {"speaker": 2}, 0.0),
        (2, {"article": 9}, 0.0),
    ],
)
def test_a_speaker_goes_on_about_a_thing(number: int, parts: dict[str, int], held: float) -> None:
    """Words next to those that name the topic share in it: same speaker, same article, not far."""
    asked = question(topic=topic("حرب"))
    items = [
        candidate(1, article=1, terms={"lحرب"}),
        candidate(number, **({"article": 1} | parts)),
    ]
    rows = [features(asked, item, weighed(asked, ARCHIVED)) for item in items]
    continued(items, rows)
    assert [row[AT["beside"]] for row in rows] == [0.0, held]


@pytest.mark.parametrize(
    ("asked_act", "act", "out"),
    [
        (Act.ACCUSE, Act.SAY, False),
        (Act.ANNOUNCE, Act.OPINION, False),
        (Act.ACCUSE, Act.PRAISE, True),
        (Act.DENY, Act.SAY, True),
        (Act.PRAISE, Act.SAY, True),
    ],
)
def test_plain_saying_tells_some_acts(asked_act: Act, act: Act, out: bool) -> None:
    """«الموساد يقف خلف الاغتيال» accuses without the verb; nothing is denied or praised by saying alone."""
    asked = question(topic=topic("حرب"), act=asked_act)
    assert refused(asked, candidate(act=act)) is out
    if not out:
        assert refused(question(act=asked_act), candidate(act=act))


@pytest.mark.parametrize(
    ("act", "cue", "name"),
    [
        (Act.EXPLAIN, {"lحذر"}, "cue"),
        (Act.WARN, set(), "act"),
        (Act.SAY, set(), "say_act"),
        (Act.PRAISE, set(), "other_act"),
    ],
)
def test_acts(act: Act, cue: set[str], name: str) -> None:
    """The very verb, its act, plain saying, another act: one of them holds."""
    found = numbers(question(act=Act.WARN, cue=("lحذر",)), candidate(act=act, cue_terms=cue))
    assert [n for n in ("cue", "act", "near_act", "say_act", "other_act") if found[n]] == [name]


def test_near_acts_and_polarity() -> None:
    """What was called for may answer what was demanded; «لم يؤكد» does not answer who affirmed."""
    assert numbers(question(act=Act.DEMAND), candidate(act=Act.CALL))["near_act"] == 1
    assert numbers(question(act=Act.WARN), candidate(act=Act.WARN, negated=True))["polarity"] == 1
    assert numbers(question(), candidate(negated=True))["polarity"] == 0


def test_how_many_is_answered_by_numbers() -> None:
    """A number in the content counts where it is asked how many, and only there."""
    counted = candidate(cue_terms={NUMBER})
    assert numbers(question(form=QuestionForm.HOW_MANY), counted)["number"] == 1
    assert numbers(question(form=QuestionForm.HOW_MANY), candidate())["number"] == 0
    assert numbers(question(), counted)["number"] == 0


def test_what_holds_less_than_the_best_is_told_so() -> None:
    """``missed`` is the distance to the best content among those that fit speaker and act."""
    asked = question(topic=topic("حرب"), speaker_words=(LAVROV,))
    items = [
        candidate(1, terms={"lحرب"}, speaker_terms={"kLFRF"}),
        candidate(2, speaker_terms={"kLFRF"}),
        candidate(3, terms={"lحرب"}),
    ]
    rows = [features(asked, item, weighed(asked, ARCHIVED)) for item in items]
    contrasted(asked, rows)
    assert [row[0] for row in rows] == [0, 1, 0]
    acted = question(topic=topic("حرب"), act=Act.WARN)
    rows = [features(acted, item, weighed(acted, ARCHIVED)) for item in items]
    contrasted(acted, rows)
    assert [row[0] for row in rows] == [0, 0, 0]


@pytest.mark.parametrize(
    ("form", "asked", "act", "cue", "negated", "out"),
    [
        (QuestionForm.WHAT, Act.WARN, Act.SAY, set(), False, True),
        (QuestionForm.WHAT, Act.WARN, Act.WARN, set(), False, False),
        (QuestionForm.WHAT, Act.DEMAND, Act.CALL, set(), False, False),
        (QuestionForm.WHETHER, Act.DENY, Act.REJECT, set(), False, True),
        (QuestionForm.WHETHER, Act.DENY, Act.DENY, set(), False, False),
        (QuestionForm.WHETHER, Act.EXPRESS, Act.EXPRESS, set(), False, True),
        (QuestionForm.WHETHER, Act.EXPRESS, Act.EXPRESS, {"lاعتذر"}, False, False),
        (QuestionForm.WHO, Act.WARN, Act.WARN, set(), True, True),
    ],
)
def test_where_the_act_alone_is_asked_it_must_fit(
    form: QuestionForm, asked: Act, act: Act, cue: set[str], negated: bool, out: bool
) -> None:
    """A question "did he deny anything" is answered by denials; an apology by the verb, not by any feeling."""
    wanted = question(form=form, act=asked, cue=("lاعتذر",))
    assert refused(wanted, candidate(act=act, cue_terms=cue, negated=negated)) is out
    assert not refused(replace(wanted, topic=topic("حرب")), candidate(act=act))


def test_words_that_no_speaker_has_are_the_topics() -> None:
    """«هل نفت روسيا قصف»: what stands behind the speaker's name is asked of the content."""
    bombing = topic("قصف")[0]
    asked = question(speaker_words=(RUSSIAN, bombing), topic=topic("حرب"), loose=True)
    found = settled(asked, ARCHIVED)
    assert found.speaker_words == (RUSSIAN,)
    assert [word.printed for word in found.topic] == ["قصف", "حرب"]


@pytest.mark.parametrize(
    ("words", "loose"),
    [((RUSSIAN, *topic("قصف")), False), (topic("قصف", "حرب"), True), ((RUSSIAN, LAVROV), True)],
)
def test_words_that_may_be_the_speakers_stay(words: tuple[TopicWord, ...], loose: bool) -> None:
    """They stay where a preposition parts them, where the first is unknown, where all are known."""
    asked = question(speaker_words=words, loose=loose)
    assert settled(asked, ARCHIVED) is asked


def test_more_of_the_topic_stands_first() -> None:
    """Two topic words found are better than one; the numbers are told for ``--explain``."""
    both = candidate(2, terms={"lحرب", "lسلام"}, head_terms={"lحرب"})
    one = candidate(1, terms={"lحرب"})
    found = rank(question(topic=topic("حرب", "سلام")), [one, both], ARCHIVED)
    assert found.answers[0].candidate is both
    assert dict(found.answers[0].parts)["content"] == 1
    assert 0.5 < found.answerable < 1


def test_where_the_best_is_no_likely_answer_nothing_is_shown() -> None:
    """A quote that holds a common word of the question only is no answer."""
    asked = question(topic=topic("حرب", "زلزال"), act=Act.PRAISE)
    found = rank(asked, [candidate(body_terms={"lحرب"})], ARCHIVED)
    assert found.answers == ()
    assert rank(asked, [], ARCHIVED) == Ranking()


def test_what_only_touches_on_the_topic_is_a_mention() -> None:
    """Between an answer and nothing there is what may be told as mentioned."""
    asked = question(topic=topic("حرب", "زلزال", "سلام"))
    items = [candidate(n, terms={"lسلام"}, article=n) for n in (1, 2)]
    found = rank(asked, items, ARCHIVED)
    assert not found.answers
    assert bool(found.mentions) == (found.answerable >= MENTIONED)


def test_of_weak_answers_few_are_shown() -> None:
    """Where even the best is unsure, a long list of equals is noise."""
    asked = question(topic=topic("حرب", "سلام"))
    items = [candidate(n, terms={"lسلام"}, body_terms={"lحرب"}, article=1) for n in range(9)]
    found = rank(asked, items, ARCHIVED)
    shown = (*found.answers, *found.mentions)
    assert len(shown) == (FEW_WEAK if shown and shown[0].score < WEAK else len(shown))
    sure = [candidate(n, terms={"lسلام", "lحرب"}) for n in range(9)]
    assert len(rank(asked, sure, ARCHIVED).answers) == 9


def test_latest_first_where_asked() -> None:
    """The word "latest" orders by date."""
    old = candidate(1, speaker_terms={"kLFRF"})
    new = candidate(2, speaker_terms={"kLFRF"}, date=DAY + timedelta(days=1))
    asked = question(speaker_words=(LAVROV,), latest=True)
    assert [r.candidate.id for r in rank(asked, [old, new], ARCHIVED).answers] == [2, 1]


def test_weights_are_there_for_every_number() -> None:
    """The fitted table has a weight for each number, and no number speaks the wrong way."""
    weights = load().weights
    assert {model: len(row) for model, row in weights.items()} == {
        "speaker": len(FEATURES),
        "topic": len(FEATURES),
        "answer": len(ANSWERING),
    }
    assert set(weights) == set(MODELS)
    assert weights["topic"][FEATURES.index("content")] > 0 > weights["topic"][0]
    assert logistic((1.0,), (0.0,)) == 0.5
    assert logistic((1.0,), (999.0,)) < 1


def hit(number: int, **parts: object) -> Hit:
    """A hit on a stored quote."""
    return Hit(stored(number, **parts), 0.5)  # type: ignore[arg-type]


def test_one_statement_in_two_places_is_one_hit() -> None:
    """The same words of one speaker are joined, and tell where else they stand."""
    found = merge([hit(1), hit(2)])
    assert len(found) == 1
    assert found[0].also_in == (Place("a2", (Span(10, 20),)),)


def test_same_words_of_two_speakers_are_two() -> None:
    """A statement is words and speaker."""
    assert not same_statement(stored(1), stored(2, who="بوتين"))
    assert same_statement(stored(1), stored(2, who="سيرغي لافروف"))
    assert merge([]) == []


def test_compose_names_what_nothing_holds() -> None:
    """A topic word that no quote holds is told, and nothing is made up."""
    answer = compose(question(topic=topic("زلزال")), Ranking(), [], {"lزلزال": 0}, 2)
    assert answer.status is Status.NOTHING_STORED
    assert answer.unmatched == ("زلزال",)
    assert answer.articles == 2


def test_compose_of_no_question() -> None:
    """A greeting gets no quotes."""
    status = compose(question(form=None), Ranking(), [], {}, 0).status
    assert status is Status.NOT_A_QUESTION


def test_compose_of_an_answer() -> None:
    """Found quotes are shown as far as they are still stored; known words are not complained of."""
    ranked = tuple(Ranked(candidate(n), 0.9) for n in (1, 2))
    answer = compose(question(topic=topic("حرب")), Ranking(ranked), [stored(1)], {"lحرب": 1}, 1)
    assert answer.status is Status.ANSWERED
    assert [one.stored.id for one in answer.hits] == [1]
    assert answer.unmatched == ()


def test_mentions_are_no_answer() -> None:
    """What only touches on the question is kept apart, and the status says that nothing answers."""
    ranking = Ranking(mentions=(Ranked(candidate(1), 0.1),))
    answer = compose(question(topic=topic("حرب")), ranking, [stored(1)], {"lحرب": 1}, 1)
    assert answer.status is Status.NOTHING_STORED
    assert [one.stored.id for one in answer.mentions] == [1]
