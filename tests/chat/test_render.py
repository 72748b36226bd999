"""Messages as an Arabic and an English reader sees them."""

from dataclasses import replace
from importlib.resources import files
from typing import get_args

import pytest
from babel.messages.pofile import read_po

from bot.model.answer import Answer, Hit, Place, Status
from bot.model.quote import Act, Kind, Mode, Span
from bot.services.agreement import agreement
from handlers.catalogue import LANGUAGES, catalogue, interface_language
from handlers.outbox import entities_of
from handlers.render import answered, by_speaker, clean, source_line, statement
from handlers.rich import plain
from tests.builders import question, stored, topic


def po(language: str) -> dict[str, object]:
    """The entries of a catalogue."""
    path = files("handlers") / "locale" / language / "LC_MESSAGES" / "qawl.po"
    with path.open("rb") as file:
        return {m.id if isinstance(m.id, str) else m.id[0]: m for m in read_po(file) if m.id}


def test_every_text_is_translated_with_a_note() -> None:
    """Both catalogues have the same keys, none is empty, each has a translator's note."""
    arabic, english = po("ar"), po("en")
    assert arabic.keys() == english.keys()
    for message in (*arabic.values(), *english.values()):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)  # type: ignore[attr-defined]
        assert all(strings)
        assert message.auto_comments  # type: ignore[attr-defined]


def test_every_act_has_its_words() -> None:
    """Each act has a verb by gender and number, and a noun."""
    for act in Act:
        for key in (f"act.{act}.m", f"act.{act}.f", f"act.{act}.p", f"noun.{act}"):
            assert catalogue("ar").text(key) != key


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "لا اقتباسات"),
        (1, "اقتباس واحد"),
        (2, "اقتباسان"),
        (3, "٣ اقتباسات"),
        (11, "١١ اقتباسًا"),
        (100, "١٠٠ اقتباس"),
        (103, "١٠٣ اقتباسات"),
    ],
)
def test_arabic_plurals(number: int, text: str) -> None:
    """CLDR's six plural forms."""
    assert catalogue("ar").count("quotes", number) == text


def test_languages() -> None:
    """English where it is asked for, Arabic else."""
    assert interface_language("en-GB") == "en"
    assert interface_language("fr") == interface_language(None) == "ar"
    assert catalogue("xx").language == "ar"
    assert set(LANGUAGES) == {"ar", "en"}


def test_direct_speech_stands_in_marks() -> None:
    """Marks only where the article has them; a long quote folds."""
    direct = statement(stored(text="الحرب بدأت", mode=Mode.DIRECT), catalogue("ar"))[1]
    assert direct.text == "«الحرب بدأت»"
    assert statement(stored(text="الحرب بدأت"), catalogue("ar"))[1].text == "الحرب بدأت"
    long = stored(text="كلمة " * 60)
    whole = replace(long, quote=replace(long.quote, content=(Span(0, 300),)))
    assert statement(whole, catalogue("ar"))[1].entities[0].kind == "expandable_blockquote"


def test_doubt_is_marked() -> None:
    """A quote of low confidence says perhaps."""
    assert "ربما" in statement(stored(confidence=0.3), catalogue("ar"))[0].text


def test_latin_words_begin_right_to_left() -> None:
    """A quote that begins with Latin letters gets a right-to-left mark."""
    assert statement(stored(text="Facebook أغلق"), catalogue("ar"))[1].text.startswith("\u200f")


@pytest.mark.parametrize(
    ("who", "kind", "role", "form"),
    [
        ("لافروف", Kind.PERSON, "وزير الخارجية", "m"),
        ("زاخاروفا", Kind.PERSON, "المتحدثة باسم الخارجية", "f"),
        ("وزارة الصحة", Kind.ORGANIZATION, "", "f"),
        ("مجلس الأمن", Kind.ORGANIZATION, "", "m"),
        ("مسؤولون", Kind.ANONYMOUS, "", "p"),
    ],
)
def test_acts_agree_with_their_speaker(who: str, kind: Kind, role: str, form: str) -> None:
    """The act's verb has the speaker's gender and number."""
    assert agreement(stored(who=who, kind=kind, role=role)) == form


def test_weighty_speakers_stand_first() -> None:
    """Who warned stands before who remarked."""
    groups = by_speaker([stored(1, "أول"), stored(2, "ثان", Act.WARN)])
    assert [group[0].quote.who for group in groups] == ["ثان", "أول"]


def test_sources() -> None:
    """A source without a name is its date; with an address it is a link."""
    assert source_line(stored(source=""), catalogue("en")).text == "7 November 2018"
    assert (
        source_line(stored(url="https://x.org"), catalogue("ar")).entities[0].url == "https://x.org"
    )


def test_direction_controls_of_others_are_dropped() -> None:
    """Text from outside cannot turn the message around."""
    assert clean("\u202eabc") == "abc"


def test_an_answer_tells_what_it_looked_for_and_where_else() -> None:
    """First line: what was understood; a statement found elsewhere says so."""
    asked = question(act=Act.WARN, topic=topic("الحرب"), speaker="لافروف")
    warned = stored(act=Act.WARN)
    hits = (Hit(warned, 1.0, (), (Place("b", (Span(0, 1),)),)), Hit(stored(2), 0.9))
    reply = answered(Answer(asked, Status.ANSWERED, hits, (), 2), catalogue("en"))
    text = reply.pages[0].text
    assert text.startswith("Warnings by \u2068لافروف\u2069 about “الحرب”: 2 quotes")
    assert "also in 1 other article" in text
    assert reply.highlight == ""


def test_a_page_longer_than_a_message_is_a_fault() -> None:
    """Pages come from the paginator; a longer one is refused before Telegram does."""
    with pytest.raises(ValueError, match="longer than a message"):
        entities_of(plain("x" * 5000))
    assert get_args(object) == ()
