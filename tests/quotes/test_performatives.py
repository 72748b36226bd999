"""What a content does by its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arabic.lexicon import rows
from bot.arabic.tokens import tokenize
from bot.model.quote import Act
from bot.quotes.performatives import performed


@pytest.mark.parametrize(
    ("content", "acts"),
    [
        ("إننا نعترف بمسؤوليتنا عما حدث", {Act.ADMIT}),
        ("أعترف بأن التوزيع تأخر أسبوعا", {Act.ADMIT}),
        ("وندعو الجميع إلى ضبط النفس", {Act.CALL}),
        ("نحذر من المساس بالاتفاق ونطالب بالتحقيق", {Act.WARN, Act.DEMAND}),
        ("لا يوجد أي خطر على الطلاب", {Act.DENY}),
        ("هذه الأنباء غير صحيحة ولا أساس لها", {Act.DENY}),
        ("لن نقبل بأي شروط", {Act.REJECT}),
        ("شكرا لتعاونكم معنا", {Act.PRAISE}),
        ("لا نعترف بهذه الحكومة", set()),
        ("لن نطالب بأي تعويض", set()),
        ("العجز سيتراجع هذا العام", set()),
        ("الوزير يعترف بالخطأ", set()),
        ("", set()),
    ],
)
def test_what_a_content_performs(content: str, acts: set[Act]) -> None:
    """A verb of the lexicon in the first person does what it says; behind a negation it does not."""
    assert performed(tokenize(content)) == acts


def test_every_phrase_performs_its_act_in_its_example() -> None:
    """The example beside a phrase holds it, and does what the row says."""
    for phrase, act, example in rows("performatives", 3):
        assert Act(act) in performed(tokenize(example)), phrase


@given(st.text(alphabet="لاصحنعترفبوي ، ", max_size=60))
def test_any_content_gives_acts(content: str) -> None:
    """No text is too odd, and what is plain saying is never among the acts."""
    assert performed(tokenize(content)).isdisjoint({Act.SAY, Act.EXPLAIN, Act.ASK})
