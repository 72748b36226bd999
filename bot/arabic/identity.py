"""The identity of a text: the hash of its folded letters."""

import hashlib
import re

from bot.arabic.script import letters_of

_SPACE = re.compile(r"\s+")


def article_id(text: str) -> str:
    """Identity of a text: the hash of its folded letters, 16 hexadecimal digits.

    Harakat, hamza seats and white space do not count, so fifty forwards of one article are one.
    """
    folded = _SPACE.sub(" ", letters_of(text.encode("utf-8", "replace").decode())).strip()
    return hashlib.sha256(folded.encode()).hexdigest()[:16]
