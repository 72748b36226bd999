"""What holds for any text: spans, order, determinism, totality, linear time."""

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.arabic.tokens import tokenize
from bot.arabic.wordclass import WordClasses
from bot.quotes.pipeline import extract
from tests.quality.gold import examples

#: Pieces that make rules fire: cues, names, markers, marks, broken in any order.
PIECES = [
    "قال", "وقال", "أكد", "وأضاف", "محذرا من", "داعيا إلى", "الوزير", "لافروف", "إن", "أن", "بأن",
    ":", '"', "«", "»", "،", ".", "\n", "وفقا لـ", "بحسب", "على حد قوله", "نقلت وكالة تاس عن", "قوله",
    "الذي", "التي", "في بيان", "جاء فيه", "وصف", "بأنه", "ألقى", "باللوم على", "حمل", "مسؤولية", "(", ")",
    "-", "#عاجل", "30%", "لكنه", "كما", "بينما", "وذلك", "الحكومة", "إيران", "موسكو", "أما", "فكتب",
]  # fmt: skip
#: Broken sentences that are tried, and the share of their words that is left out.
BROKEN, DROPPED = 5000, 0.07
SLOW = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def check(text: str, words: WordClasses) -> None:
    """Quotes are inside the text, in order, and the same twice."""
    found = extract(text, words)
    assert extract(text, words) == found
    last = 0
    for quote in found.quotes:
        assert quote.words(text) == "".join(text[s:e] for s, e in quote.content)
        assert quote.who
        assert quote.cue.start >= last
        last = quote.cue.start
        for span in (quote.cue, *quote.content, *([quote.speaker] if quote.speaker else [])):
            assert 0 <= span.start < span.end <= len(text)
        assert 0 <= quote.confidence <= 1
    for refusal in found.refused:
        assert refusal.reason


@SLOW
@given(text=st.text(max_size=200))
def test_any_unicode_gives_a_value(words: WordClasses, text: str) -> None:
    """Any text gives quotes with true spans, or none; never an exception."""
    check(text, words)


@SLOW
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_order_of_news_words_gives_a_value(words: WordClasses, pieces: list[str]) -> None:
    """Broken news text gives true spans."""
    check(" ".join(pieces), words)


def test_broken_sentences_give_true_spans(words: WordClasses) -> None:
    """Halves of sentences put together, cut short or with words left out: true spans, no exception."""
    chance = random.Random(11)
    sentences = [row.text.split(" ") for row in examples()]
    for _ in range(BROKEN):
        first, second = chance.choice(sentences), chance.choice(sentences)
        joined = first[: chance.randrange(len(first) + 1)] + second[chance.randrange(len(second)) :]
        kept = [word for word in joined if chance.random() > DROPPED]
        check(" ".join(kept), words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        '"' * 5000,
        "« " * 3000,
        "قال " * 3000,
        "؟" * 4000,
        "😀" * 4096,
        "a b c " * 999,
        "وطالب الوزير، في وقت يشهد غلاء، بالصبر",
        "قال المدرب إن الفوز قريب، واصفا من حوله بالأبطال.",
    ],
)
def test_hostile_texts(words: WordClasses, text: str) -> None:
    """Only marks, one word for ever, no Arabic at all: a value."""
    check(text, words)


@pytest.mark.parametrize(
    "unit", ["قال الوزير إن الطريق مغلق. ", "كلمة", 'قال: "نعم. ', "قال الوزير "]
)
def test_time_is_linear(words: WordClasses, unit: str) -> None:
    """Ten times the text takes about ten times as long, whatever it is made of."""

    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        started = time.process_time()
        extract(text, words)
        return time.process_time() - started

    seconds(2_000)
    small, large = seconds(20_000), seconds(200_000)
    assert large < max(small, 0.02) * 30


@pytest.mark.parametrize(
    "text",
    ["said سامي who الوزير ", "؆ؽ ", "قال سامي الوزير", "قالالوزير ـ ـ ـ ـ الوزير ـ أن ـ قريب "],
)
def test_texts_that_broke_a_rule_once(words: WordClasses, text: str) -> None:
    """Found by fuzzing: a title at the very end, letters of other languages among Arabic ones."""
    extract(text, words)


def test_a_text_may_begin_and_end_anywhere(words: WordClasses) -> None:
    """Every beginning and every end of every sentence here is read: rules look ahead past no end."""
    for example in examples():
        for token in tokenize(example.text):
            for piece in (example.text[: token.end], example.text[token.start :]):
                spans = [q.cue for q in extract(piece, words).quotes]
                assert all(0 <= span.start < span.end <= len(piece) for span in spans)
