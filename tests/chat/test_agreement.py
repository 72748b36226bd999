"""The verb before a quote agrees as the article's own verb does, else with who speaks."""

import pytest

from bot.model.quote import Kind
from bot.services.agreement import agreement
from tests.builders import stored


@pytest.mark.parametrize(
    ("cue", "who", "kind", "role", "fits"),
    [
        ("تحذّر", "موسكو", Kind.ORGANIZATION, "", "f"),
        ("وقالت", "أماني يحيى", Kind.PERSON, "", "f"),
        ("توقع", "صندوق النقد", Kind.ORGANIZATION, "", "m"),
        ("وتوقعت", "الحكومة", Kind.ORGANIZATION, "", "f"),
        ("قالوا", "خبراء", Kind.GROUP, "", "p"),
        ("يؤكدون", "خبراء", Kind.GROUP, "", "p"),
        ("يحذر", "الجيش", Kind.ORGANIZATION, "", "m"),
        ("لفت", "الوزير", Kind.PERSON, "", "m"),
        ("بحسب", "واشنطن", Kind.ORGANIZATION, "", "f"),
        ("قال", "الكرملين", Kind.ORGANIZATION, "", "m"),
        ("بحسب", "مجلس الأمن", Kind.ORGANIZATION, "", "m"),
        ("بحسب", "مراقبون", Kind.ANONYMOUS, "", "p"),
        ("بحسب", "الصين", Kind.ORGANIZATION, "", "m"),
        ("وفق", "سعاد الخطيب", Kind.PERSON, "وزيرة المالية", "f"),
        ("وفق", "سامي الخطيب", Kind.PERSON, "وزير المالية", "m"),
    ],
)
def test_agreement(cue: str, who: str, kind: Kind, role: str, fits: str) -> None:
    """Verbs by their endings and prefixes, names by title, kind and form."""
    assert agreement(stored(1, who, kind=kind, role=role, cue=cue)) == fits
