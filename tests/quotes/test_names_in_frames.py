"""Names of the Arab world in the frames that news puts them in, each whole and nobody else.

Many are words besides («مصطفى» chosen, «البرهان» the proof, «ميقاتي» my appointment), which is where a name
is cut in two or an object read as a surname.
"""

import pytest

from bot.arabic.wordclass import WordClasses
from bot.quotes.pipeline import extract

MEN = (
    "محمد مصطفى علي خالد عمر سعيد فيصل ناصر منصور طارق زياد سامي رامي وائل هشام كريم جمال ياسر عماد أيمن"
    " إبراهيم يوسف موسى يحيى صلاح نبيل وليد هاني بسام بلال حاتم حمزة راشد سالم شادي طلال غسان فادي مجدي يزن"
    " فوزي فتحي مرتضى نجيب نبيه جبران إلياس بافل مقتدى نواف تميم سيف مكتوم سعود"
).split()
WOMEN = "فاطمة عائشة خديجة مريم زينب سارة نورة هند ليلى سلمى منى هدى ريم هبة هيفاء لبنى شمسة موزة".split()
FAMILIES = (
    "المصري القحطاني الكعبي العلوي الإدريسي بوعلام قرقاش شوقي السيسي البرادعي جنبلاط ميقاتي الأسعد الشرع الصباغ"
    " الرزاز عريقات هنية الزهار الحكيم الصدر بارزاني السوداني البرهان الدبيبة المنقوش السراج حفتر تبون بنعلي"
).split()
#: With a title and without, the verb with an object, an addressee, a preposition, a clause.
FRAMES = (
    ("نفى النائب {} صحة الخبر.", "نفت النائبة {} صحة الخبر."),
    ("قال المدرب {} إن الفريق جاهز.", "قالت المدربة {} إن الفريق جاهز."),
    ("طالب {} الحكومة بالاستقالة.", "طالبت {} الحكومة بالاستقالة."),
    ("أكد مدير المستشفى، {}، توفر اللقاح.", "أكدت مديرة المستشفى، {}، توفر اللقاح."),
    ("وأعلن {} عن موعد الحفل.", "وأعلنت {} عن موعد الحفل."),
    ("وقال {} إن الحفل غدا.", "وقالت {} إن الحفل غدا."),
)
PEOPLE = [
    *((f"{given} القحطاني", 0) for given in MEN),
    *((f"{given} القحطاني", 1) for given in WOMEN),
    *((f"محمد {family}", 0) for family in FAMILIES),
    *((f"{given} شرف الدين", 0) for given in ("خالد", "عمر", "ناصر", "كريم", "محمد")),
]


@pytest.mark.parametrize(("name", "gender"), PEOPLE)
def test_a_name_is_whole_in_every_frame(words: WordClasses, name: str, gender: int) -> None:
    """Given name and surname speak, with nothing of the sentence taken in and nothing left behind."""
    for frame in FRAMES:
        text = frame[gender].format(name)
        assert [quote.who for quote in extract(text, words).quotes] == [name], text
