"""Titles that a comma parts from their name."""

import pytest

from bot.arabic.tokens import tokenize
from bot.arabic.wordclass import WordClasses
from bot.quotes.introductions import introductions
from bot.services.reading import Reader


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        ("قال وليد المعلم، وزير الخارجية السوري، إن", "وليد المعلم", ("وزير الخارجية السوري",)),
        ("قرر رئيس النادي الوطني، برونو كارفالو، إيقافه", "برونو كارفالو", ("رئيس النادي الوطني",)),
        ("قال سامي الخطيب، إن الوضع صعب", "سامي الخطيب", ()),
        ("قال سامي الخطيب", "سامي الخطيب", ()),
        ("سامي، مدير", "سامي", ("مدير",)),
        ("، سامي", "سامي", ()),
        ("قالت الوزارة، سامي الخطيب يكذب", "سامي الخطيب", ()),
        ("قال كريم فهد إن", "سامي الخطيب", ()),
        ("نص ما", "", ()),
    ],
)
def test_titles_beside_a_name(
    words: WordClasses, text: str, name: str, titles: tuple[str, ...]
) -> None:
    """A title behind the comma that follows a name is its bearer's, and one before a comma before it."""
    assert introductions(tokenize(text), [name], words)[name] == titles


def test_a_question_by_title_finds_the_name(reader: Reader) -> None:
    """The speaker's terms hold his title, wherever the article prints it."""
    text = "قال وليد المعلم، وزير الخارجية السوري، إن الحرب انتهت.\nوأضاف المعلم أن السلام قريب."
    read = reader.read(text)
    assert all("nforeign-minister" in one.speaker for one in read.indexed)
