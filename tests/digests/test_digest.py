"""Digests: stories, order, both sides, limits, what a week shows."""

from datetime import timedelta

from bot.arabic.terms import term_key
from bot.digests.compose import (
    MIN_CONFIDENCE,
    PER_SPEAKER,
    PER_STORY,
    compose,
    stories_within,
)
from bot.digests.stories import group
from bot.digests.weekly import changes, week
from bot.digests.weight import weight
from bot.model.answer import Hit, StoredQuote
from bot.model.article import Dated
from bot.model.digest import Story, voiced
from bot.model.quote import Act, Kind
from bot.store.terms import packed
from tests.builders import DAY, stored

WAR = ("lحرب", "lصاروخ", "lمدينه", "lقصف", "lهدنه")
GOLD = ("lذهب", "lسعر", "lسوق", "lاونصه", "lبورصه")


def dated(name: str, terms: tuple[str, ...], quotes: int = 1, **parts: object) -> Dated:
    """An article of the day with these terms."""
    values: dict[str, object] = {
        "id": name, "headline": f"عنوان {name}", "source": "وكالة", "url": "", "date": DAY,
        "head": packed(terms[:2]), "body": packed(terms), "quotes": quotes,
    }  # fmt: skip
    return Dated(**(values | parts))  # type: ignore[arg-type]


def told(*quotes: StoredQuote) -> Story:
    """The story of one article with these quotes."""
    (story,) = compose([[dated("a", WAR)]], {"a": quotes})
    return story


def test_articles_of_one_event_are_one_story() -> None:
    """Articles that share their terms are grouped, others stand alone; the biggest group first."""
    groups = group([dated("c", GOLD), dated("a", WAR), dated("b", (*WAR, "lشيء"))])
    assert [sorted(one.id for one in members) for members in groups] == [["a", "b"], ["c"]]


def test_the_most_central_article_leads() -> None:
    """The one that is likest to the others gives the title."""
    many = [dated("x", (*WAR[:3], "lا")), dated("y", (*WAR, "lب")), dated("z", (*WAR[2:], "lج"))]
    (members,) = group(many)
    assert members[0].id == "y"


def test_common_words_join_nothing() -> None:
    """Kinds of terms that are wide do not count, and no articles make no groups."""
    root = tuple(f"r{letter}" for letter in "ابتثج")
    assert len(group([dated("a", (*root, "lا")), dated("b", (*root, "lب"))])) == 2
    assert group([]) == []
    assert term_key("lا") >> 29 == 0


def test_weightier_statements_stand_first() -> None:
    """A warning before a remark, a named speaker before a nameless one, a president before others."""
    warning = weight(stored(act=Act.WARN))
    assert warning > weight(stored(act=Act.SAY))
    assert warning > weight(stored(act=Act.WARN, kind=Kind.ANONYMOUS))
    assert warning < weight(stored(act=Act.WARN, role="الرئيس الفرنسي"))
    assert warning < weight(stored(act=Act.WARN, role="وزير المالية"))
    story = told(stored(1, act=Act.SAY, text="قول"), stored(2, act=Act.WARN, text="تحذير"))
    assert [hit.stored.id for hit in story.quotes] == [2, 1]


def test_repeated_statements_rise_and_stand_once() -> None:
    """A statement that three articles have stands before an equal one, once."""
    quotes = [stored(n, article=f"a{n}", text="أزمة كبيرة في السيولة قريبا") for n in range(3)]
    other = stored(9, "غيره", article="a0", text="شيء آخر تماما لا يشبه ذلك")
    groups = [[dated(f"a{n}", WAR) for n in range(3)]]
    (story,) = compose(
        groups, {f"a{n}": [quotes[n]] for n in range(3)} | {"a0": [other, quotes[0]]}
    )
    assert [hit.stored.id for hit in story.quotes] == [0, 9]
    assert len(story.quotes[0].also_in) == 2
    assert story.sources == ("وكالة",)


def test_both_sides_stand_next_to_each_other() -> None:
    """A denial follows another speaker's claim at once, however little it weighs, and is marked."""
    quotes = [
        stored(n, f"متحدث{n}", Act.WARN, text=f"{'كلمة ' * n} رقم السلاح {n}", speaker=n)
        for n in range(1, 9)
    ]
    denial = stored(20, "موسكو", Act.DENY, text="استخدام السلاح", speaker=20, kind=Kind.ANONYMOUS)
    story = told(*quotes, denial)
    assert story.disputed
    assert story.quotes[1].stored is denial
    own = stored(2, "متحدث1", Act.DENY, text="رقم السلاح", speaker=1)
    assert not told(quotes[0], own).disputed
    assert not told(quotes[0], stored(2, "غيره", Act.DENY, text="شيء آخر", speaker=5)).disputed


def test_one_speaker_is_not_heard_too_often() -> None:
    """At most three statements of a speaker, six of a story, none twice."""
    quotes = [
        stored(
            n, "واحد" if n < 6 else f"متحدث{n}", text=f"{'كلمة ' * n} رقم {n}", speaker=min(n, 6)
        )
        for n in range(1, 12)
    ]
    for one in quotes[:5]:
        assert one.quote.who == "واحد"
    story = told(
        *(stored(q.id, q.quote.who, text=q.text, speaker=1 if q.id < 6 else q.id) for q in quotes)
    )
    assert len(story.quotes) <= PER_STORY
    assert sum(hit.stored.quote.who == "واحد" for hit in story.quotes) <= PER_SPEAKER


def test_doubtful_quotes_are_left_out() -> None:
    """A quote under the confidence floor is in no digest; a story without any is none."""
    low = stored(confidence=MIN_CONFIDENCE - 0.1)
    assert compose([[dated("a", WAR)]], {"a": [low]}) == ()
    assert compose([], {}) == ()


def test_a_size_is_shared_out() -> None:
    """Every story gets its best statement before any gets its second; no more than asked for."""
    hits = tuple(Hit(stored(n), 1.0) for n in range(4))
    stories = [Story("a", ("a",), hits), Story("b", ("b",), hits[:1]), Story("c", ("c",), hits)]
    assert [len(one.quotes) for one in stories_within(stories, 5)] == [2, 1, 2]
    assert [len(one.quotes) for one in stories_within(stories, 2)] == [1, 1]
    assert [len(one.quotes) for one in stories_within(stories, 99)] == [4, 1, 4]
    disputed = Story("d", ("d",), hits, disputed=True)
    assert [len(one.quotes) for one in stories_within([disputed, stories[0]], 3)] == [2, 1]


def test_a_week_as_a_whole() -> None:
    """Who spoke most, who is new, and who said the opposite of what he had said."""
    first = stored(1, "لافروف", Act.AFFIRM, speaker=1, article="a")
    second = stored(2, "لافروف", Act.DENY, speaker=1, article="b", date=DAY + timedelta(days=1))
    new = stored(3, "ماكرون", Act.SAY, speaker=2, article="c")
    nobody = stored(4, "مصدر", Act.SAY, speaker=3, article="c", kind=Kind.ANONYMOUS)
    lemmas = {1: frozenset({11, 12, 13}), 2: frozenset({11, 12})}
    heard = [voiced(one) for one in (second, first, new, nobody)]
    found = week(heard, frozenset({1}))
    assert found.most_quoted == (("لافروف", 2), ("ماكرون", 1))
    assert found.new_voices == ("ماكرون",)
    assert changes(heard, lemmas) == [(first.id, second.id)]
    assert changes(heard, {}) == []
