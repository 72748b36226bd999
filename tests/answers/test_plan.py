"""Where answers are looked for: the strictest first, short lists only, nothing hopeless."""

from bot.answers import plan as planning
from bot.answers.evidence import Archived
from bot.answers.plan import plan
from bot.model.question import TopicWord
from bot.model.quote import Act
from bot.model.search import Clause, Field
from tests.builders import question, topic

ARCHIVED = Archived({"lحرب": 5, "lسلام": 1}, {"kLFRF": 10, "cru": 20}, 100)
LAVROV = TopicWord("لافروف", (("kLFRF", 0.9),), name=True)


def test_all_of_it_is_asked_first() -> None:
    """Speaker, both topic words and the act; then less of the topic; the rarer word last alone."""
    asked = question(topic=topic("حرب", "سلام"), speaker_words=(LAVROV,), act=Act.WARN)
    found = plan(asked, ARCHIVED)
    assert found is not None
    first = found.quotes[0]
    assert {clause.field for clause in first} == {Field.SPEAKER, Field.TOPIC, Field.CUE}
    assert len(first) == 4
    assert any(len(conjunction) < 4 for conjunction in found.quotes)
    assert all(clause.field is not Field.TOPIC for c in found.articles for clause in c)
    assert found.speaker == ("kLFRF",)
    assert {"lحرب", "lسلام", "kLFRF"} <= found.terms


def test_what_nothing_holds_is_not_looked_for() -> None:
    """Where no speaker has the name there is no search; nor for a topic word without terms."""
    unknown = TopicWord("زلزال", (("gquake", 0.3),))
    assert plan(question(topic=(unknown,)), ARCHIVED) is None
    merkel = TopicWord("ميركل", (("kMRKL", 0.9),), name=True)
    assert plan(question(speaker_words=(merkel,)), ARCHIVED) is None
    known = question(speaker_words=(merkel,), people=frozenset({7}))
    found = plan(known, ARCHIVED)
    assert found is not None
    assert found.people == {7}


def test_what_no_quote_holds_is_looked_for_in_articles() -> None:
    """An article may tell of the earthquake beside its quotes; the word is not asked of quotes."""
    found = plan(question(topic=topic("زلزال", "حرب")), ARCHIVED)
    assert found is not None
    asked = {
        term for conjunction in found.articles for clause in conjunction for term in clause.terms
    }
    assert asked == {"lزلزال", "lحرب"}
    assert found.quotes == ((Clause(Field.TOPIC, ("lحرب",)),),)
    alone = plan(question(topic=topic("زلزال")), ARCHIVED)
    assert alone is not None
    assert alone.quotes == ()
    assert alone.articles == ((Clause(Field.BODY, ("lزلزال",)),),)


def test_a_period_alone_is_a_search() -> None:
    """The question "what happened yesterday" names nothing but the period."""
    found = plan(question(latest=True), ARCHIVED)
    assert found is not None
    assert found.quotes == ()
    assert found.articles == ()


def test_common_terms_are_left_out() -> None:
    """Of a word's terms those are asked that stand in few quotes; the best one in any case."""
    word = TopicWord("حرب", (("lحرب", 1.0), ("gstate", 0.8), ("gconflict", 0.8)))
    archived = Archived({"lحرب": 30_000, "gstate": 30_000, "gconflict": 3}, {}, 100_000)
    found = plan(question(topic=(word,)), archived)
    assert found is not None
    assert found.quotes[0] == (Clause(Field.TOPIC, ("lحرب",)),)
    assert planning.CLAUSE_QUOTES < 30_000
