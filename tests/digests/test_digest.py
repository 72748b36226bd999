"""Digests: stories, order, limits."""

from datetime import timedelta

from bot.digests.compose import PER_SPEAKER, PER_STORY, compose, weight
from bot.digests.stories import group
from bot.model.answer import Candidate
from bot.model.quote import Act, Kind
from tests.builders import DAY, candidate, stored

WAR = frozenset({"lحرب", "lصاروخ", "lمدينه", "lقصف", "lهدنه"})
GOLD = frozenset({"lذهب", "lسعر", "lسوق", "lاونصه", "lبورصه"})
UNTIL = DAY + timedelta(days=1)


def terms(of: dict[int, frozenset[str]]) -> dict[int, Candidate]:
    """The index terms of quotes by their keys."""
    return {key: candidate(key, terms=held) for key, held in of.items()}


def test_articles_of_one_event_are_one_story() -> None:
    """Articles that share their terms are grouped, others stand alone."""
    quotes = [
        stored(1, article="a"),
        stored(2, article="b", text="شيء آخر تماما"),
        stored(3, article="c", text="سعر الذهب ارتفع"),
    ]
    groups = group(quotes, terms({1: WAR, 2: WAR, 3: GOLD}), {})
    assert sorted(sorted(one) for one in groups) == [["a", "b"], ["c"]]


def test_headlines_tell_events_too() -> None:
    """A shared headline joins articles; the title is the most central article's."""
    quotes = [stored(n, article=f"x{n}", text=f"كلام رقم {n}") for n in range(3)]
    titles = {f"x{n}": "قصف المدينة" for n in range(3)}
    digest = compose(quotes, terms(dict.fromkeys(range(3), WAR)), titles, DAY, UNTIL)
    assert digest.stories[0].title == "قصف المدينة"
    assert len(digest.stories[0].articles) == 3


def test_weightier_statements_stand_first() -> None:
    """A warning stands before a remark, a named speaker before a nameless one."""
    warning = weight(stored(act=Act.WARN))
    assert warning > weight(stored(act=Act.SAY))
    assert warning > weight(stored(act=Act.WARN, kind=Kind.ANONYMOUS))


def test_one_speaker_is_not_heard_too_often() -> None:
    """At most three statements of a speaker, six of a story, none twice."""
    quotes = [
        stored(
            n,
            article="a",
            text=f"{'كلمة ' * n} رقم {n}",
            who="واحد" if n < 6 else f"متحدث{n}",
        )
        for n in range(1, 12)
    ]
    story = compose(quotes, terms(dict.fromkeys(range(12), WAR)), {}, DAY, UNTIL).stories[0]
    assert len(story.quotes) <= PER_STORY
    assert sum(hit.stored.quote.who == "واحد" for hit in story.quotes) <= PER_SPEAKER


def test_doubtful_quotes_are_left_out() -> None:
    """A quote under the confidence floor is in no digest; the figures count what is in."""
    digest = compose([stored(confidence=0.2), stored(2)], terms({2: WAR}), {}, DAY, UNTIL)
    assert (digest.articles, digest.quotes, digest.speakers) == (1, 1, 1)


def test_an_empty_period_has_no_story() -> None:
    """Nothing in, nothing out."""
    assert compose([], {}, {}, DAY, UNTIL).stories == ()
