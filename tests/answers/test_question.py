"""Questions are taken apart: form, speaker, act, topic, in two languages and dialects."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.question import Question, QuestionForm
from bot.model.quote import Act
from bot.services.reading import Reader

W, F = QuestionForm, QuestionForm


def parts(question: Question) -> tuple[str | None, str, str | None, tuple[str, ...]]:
    """Form, speaker, act and topic as text."""
    return (
        question.form.value if question.form else None,
        question.speaker,
        question.act.value if question.act else None,
        tuple(word.printed for word in question.topic),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("من حذّر من الاندماج؟", ("who", "", "warn", ("الاندماج",))),
        ("مين حذر من اندماج داعش والقاعدة", ("who", "", "warn", ("اندماج", "داعش", "والقاعدة"))),
        ("ماذا قال باتروشيف عن داعش؟", ("what", "باتروشيف", None, ("داعش",))),
        ("شو قال عباس عن السلام مع إسرائيل", ("what", "عباس", None, ("السلام", "إسرائيل"))),
        ("متى حذر بورتنيكوف؟", ("when", "بورتنيكوف", "warn", ())),
        ("وين قال بوتين ذلك؟", ("where", "بوتين", None, ())),
        ("هل اعتذر نتنياهو؟", ("whether", "نتنياهو", "express", ())),
        ("هل نفت السعودية إلغاء طرح أرامكو؟", ("whether", "السعودية", "deny", ("إلغاء", "طرح", "أرامكو"))),
        ("بماذا اتهمت قطر السعودية؟", ("what", "قطر", "accuse", ("السعودية",))),
        ("كم طفلا قتلوا في سوريا حسب اليونيسف؟", ("how_many", "اليونيسف", None, ("طفلا", "قتلوا", "سوريا"))),
        ("ماكرون والإسلام في فرنسا", ("list", "ماكرون", None, ("والإسلام", "فرنسا"))),
        ("أقوال بوتين عن سوريا", ("list", "بوتين", None, ("سوريا",))),
        ("تحذيرات بوتين من الإرهاب", ("list", "بوتين", "warn", ("الإرهاب",))),
        ("من لم يؤكد الخبر؟", ("who", "", "affirm", ("الخبر",))),
        ("من يرى أن الاتفاق سيئ؟", ("who", "", "opinion", ("الاتفاق", "سيئ"))),
        ("اليونيسف حسب التقرير", ("list", "التقرير", None, ("اليونيسف",))),
        ("who warned about the merger?", ("who", "", "warn", ("merger",))),
        ("what did Lavrov say about drugs?", ("what", "Lavrov", None, ("drugs",))),
        ("what did the Russian foreign minister say about weapons?", ("what", "the Russian foreign minister", None, ("weapons",))),
        ("did Putin deny anything?", ("whether", "Putin", "deny", ())),
        ("did Saudi Arabia deny cancelling the offering?", ("whether", "Saudi Arabia", "deny", ("cancelling", "offering"))),
        ("how many fighters did Erdogan say were neutralised?", ("how_many", "Erdogan", None, ("fighters", "neutralised"))),
        ("how did he describe the deal?", ("what", "he", "opinion", ("deal",))),
        ("Sam Spearing on gold particles", ("list", "Sam Spearing", None, ("gold", "particles"))),
        ("Putin warned about terrorism", ("list", "Putin", "warn", ("terrorism",))),
        ("list all by Putin about Syria", ("list", "Putin", None, ("Syria",))),
        ("latest from Lavrov", ("list", "Lavrov", None, ())),
        ("who is satisfied with the measure?", ("who", "", None, ("satisfied", "measure"))),
        ("what does UNICEF need?", ("what", "UNICEF", None, ("need",))),
        ("who did not condemn the attack?", ("who", "", "condemn", ("attack",))),
        ("who said the find is rare?", ("who", "", None, ("find", "rare"))),
        ("how many children died, according to UNICEF?", ("how_many", "UNICEF", None, ("children", "died"))),
        ("where was the centre of the quake?", ("where", "", None, ("centre", "quake"))),
        ("what did Facebook deny or confirm about lists?", ("what", "Facebook", None, ("lists",))),
        ("which carmaker said it is laying off staff?", ("who", "", None, ("carmaker", "laying", "staff"))),
        ("how much money does UNICEF need?", ("how_many", "UNICEF", None, ("money", "need"))),
        ("how many people does it need?", ("how_many", "", None, ("need",))),
        ("what does the agency need from donors?", ("what", "the agency need", None, ("donors",))),
        ("who asked to leave the club?", ("who", "", "demand", ("leave", "club"))),
        ("who asked about the club?", ("who", "", "ask", ("club",))),
        ("who admited the theft?", ("who", "", "admit", ("theft",))),
        ("who was accused of theft?", ("who", "", None, ("theft",))),
        ("how many megawatts has Iraq lost?", ("how_many", "", None, ("megawatts", "Iraq", "lost"))),
        ("who called the players spoiled?", ("who", "", "opinion", ("players", "spoiled"))),
        ("where did the two sides meet?", ("where", "", None, ("two", "sides", "meet"))),
        ("who called for calm?", ("who", "", "call", ("calm",))),
        ("what did the study find about diabetes?", ("what", "the study", "explain", ("diabetes",))),
        ("are schools closed, according to UNICEF?", ("whether", "UNICEF", None, ("schools", "closed"))),
        ("بم التزم الاتحاد تجاه القراء؟", ("what", "الاتحاد", "promise", ("القراء",))),
        ("مين قال إن صلاح وهو سايق مسك الموبايل", ("who", "", None, ("صلاح", "سايق", "مسك", "الموبايل"))),
        ("whom did Trump warn, and of what?", ("what", "Trump", "warn", ())),
        ("what did the former IMF adviser Fakhry say about tax?", ("what", "the former IMF adviser Fakhry", None, ("tax",))),
        ("what did the US say?", ("what", "the US", None, ())),
        ("why did Russia reject the resolution?", ("what", "Russia", None, ("resolution",))),
        ("ليش رفضت روسيا القرار البريطاني بشأن الحوثيين؟", ("what", "روسيا", None, ("القرار", "البريطاني", "الحوثيين"))),
        ("ليفربول قال إيه عن صلاح", ("what", "ليفربول", None, ("صلاح",))),
        ("أي وزير حذر من الأزمة؟", ("who", "", "warn", ("وزير", "الأزمة"))),
        ("شنو قالو عن الأسعار", ("what", "", None, ("الأسعار",))),
        ("كم طنا يعبر البلاد سنويا", ("how_many", "", None, ("طنا", "يعبر", "البلاد", "سنويا"))),
        ("who is Khalid Momani?", ("list", "Khalid Momani", None, ())),
        ("who is satisfied?", ("who", "", None, ("satisfied",))),
        ("من هو خالد المومني؟", ("list", "خالد المومني", None, ())),
        ("بماذا علل المدرب الخسارة؟", ("what", "المدرب الخسارة", "explain", ())),
    ],
)  # fmt: skip
def test_parts_of_a_question(
    reader: Reader, text: str, expected: tuple[str | None, str, str | None, tuple[str, ...]]
) -> None:
    """The grammar finds form, speaker, act and topic."""
    assert parts(reader.understand(text)) == expected


@pytest.mark.parametrize("text", ["", "hello", "شكرا", "😀😀", "؟!", "   ", "12 34", "the of"])
def test_what_asks_nothing(reader: Reader, text: str) -> None:
    """Greetings, emoji and stop words are no question."""
    assert reader.understand(text).form is None


def test_language_is_told_by_script(reader: Reader) -> None:
    """The answer speaks the question's language."""
    assert reader.understand("who warned about داعش").language == "en"
    assert reader.understand("من حذر من ISIS").language == "ar"


def test_negation_is_kept(reader: Reader) -> None:
    """«لم يؤكد» asks for who did not."""
    assert reader.understand("من لم يؤكد الخبر؟").negated
    assert reader.understand("who did not condemn the attack?").negated
    assert not reader.understand("من أكد الخبر؟").negated


def test_period_is_taken_out_of_the_topic(reader: Reader) -> None:
    """The words of a period are no topic words."""
    now = datetime(2018, 12, 1, tzinfo=UTC)
    found = reader.understand("ماذا قال بوتين عن سوريا منذ أبريل 2018؟", now)
    assert found.since == datetime(2018, 4, 1, tzinfo=UTC)
    assert [word.printed for word in found.topic] == ["سوريا"]


@pytest.mark.parametrize(
    "text", ["كم طفلا قتل في سوريا في 2017؟", "when did Putin visit Syria in 2017?"]
)
def test_the_time_of_an_event_is_no_period(reader: Reader, text: str) -> None:
    """How many died in 2017 is answered by what was said in 2018."""
    found = reader.understand(text)
    assert (found.since, found.until) == (None, None)


def test_latest_is_kept(reader: Reader) -> None:
    """Both "latest" and «آخر» ask for the order of time."""
    assert reader.understand("latest from Lavrov").latest
    assert reader.understand("آخر تصريحات بوتين").latest


def test_countries_of_two_words_are_one_word(reader: Reader) -> None:
    """The name "United States" is one country, found by its code."""
    found = reader.understand("who warned the United States?")
    assert [word.printed for word in found.topic] == ["United States"]
    assert found.topic[0].terms == (("cus", 1.0),)


def test_synonyms_of_english_words(reader: Reader) -> None:
    """A word that no gloss has is found by the thesaurus: merger, fusion."""
    terms = dict(reader.understand("who warned about the merger?").topic[0].terms)
    assert terms["gmerger"] > terms["gfusion"] > 0


def test_act_of_saying_is_any_act(reader: Reader) -> None:
    """«قال» asks for every act."""
    assert reader.understand("من قال إن الطريق مغلق؟").act is None
    assert reader.understand("من حذر؟").act is Act.WARN


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_gives_a_value(reader: Reader, text: str) -> None:
    """Any text is understood or asks nothing; never an exception."""
    found = reader.understand(text)
    assert found.text == text


def test_whom_the_act_is_done_to(reader: Reader) -> None:
    """«من اتهم إيران» has Iran as the verb's object, «من حذر من إيران» has not."""
    assert reader.understand("من اتهم إيران؟").addressed == 1
    assert reader.understand("who accused Iran of lying?").addressed == 1
    assert reader.understand("من حذر من إيران؟").addressed == 0
    assert reader.understand("who warned about Iran?").addressed == 0


def test_topic_words_may_stand_at_the_speakers_end(reader: Reader) -> None:
    """Without a preposition the end of the speaker is open; with one it is not."""
    assert reader.understand("هل تنفي الوزارة قصف المدنيين؟").loose
    assert not reader.understand("ماذا قالت الوزارة عن القصف؟").loose


def test_names_are_told_from_words(reader: Reader) -> None:
    """What no dictionary knows, or is written with a capital, is a name; a country is none."""
    merkel, berlin = reader.understand("ماذا قالت ميركل عن ألمانيا؟"), "ألمانيا"
    assert merkel.speaker_words[0].name
    assert merkel.topic[0].printed == berlin
    assert not merkel.topic[0].name


@pytest.mark.parametrize(
    "text",
    [
        "سلام عليكم",
        "وعليكم السلام ورحمة الله وبركاته",
        "صباح الخير",
        "من أنت؟",
        "كيف حالك",
        "مساعدة",
        "help",
    ],
)
def test_courtesies_ask_nothing(reader: Reader, text: str) -> None:
    """Greetings and calls for help are no questions about a speaker of that name."""
    assert reader.understand(text).form is None


def test_a_bare_interrogative_goes_on(reader: Reader) -> None:
    """«من؟» goes on from the question before."""
    assert reader.understand("من؟").form is not None
