"""The dateline of an agency, which is nobody's statement and no subject.

«دبي، الإمارات العربية المتحدة (CNN)-- قال», «باريس (أ ف ب) - أعلنت»: place, country and agency up to a
dash behind the bracket.
"""

from bot.quotes.reading import Reading

#: Tokens of the longest dateline: a city, a country of three words, an agency in brackets.
REACH = 16
_DASHES = frozenset({"--", "-", "–", "—"})


def behind(reading: Reading, start: int, end: int) -> int:
    """Past the dateline at ``start``, ``start`` itself where none stands."""
    for i in range(start, min(end, start + REACH)):
        if reading.form(i) in _DASHES and reading.form(i - 1) == ")":
            return i + 1
    return start
