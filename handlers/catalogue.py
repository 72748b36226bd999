"""The interface's texts: gettext catalogues in Arabic and English, numbers and dates by Babel."""

import gettext
import io
import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from handlers.rich import RLM, isolated

LANGUAGES = ("ar", "en")
#: A command of the bot's within a text.
_COMMAND = re.compile(r"(?<![\w/])/[a-z]+")
_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Catalogue:
    """Texts of one language."""

    def __init__(self, language: str, digits: str | None = None) -> None:
        """Load the language's catalogue; ``digits`` "arab" or "latn", by default the language's."""
        self.language = language
        self.digits = digits or ("arab" if language == "ar" else "latn")
        self._translations = _translations(language)

    def text(self, key: str, **values: object) -> str:
        """The text with its values filled in; numbers in the language's digits."""
        shown = {name: self._shown(value) for name, value in values.items()}
        return self._written(self._translations.gettext(key)).format(**shown)

    def count(self, key: str, number: int, **values: object) -> str:
        """The text in the plural form of the number."""
        shown = {name: self._shown(value) for name, value in values.items()}
        form = self._translations.ngettext(key, f"{key}.plural", number)
        return form.format(n=self.number(number), **shown)

    def list(self, words: Iterable[str]) -> str:
        """Words in a row, with the comma of the language, each in an isolate."""
        return self.text("comma").join(isolated(word) for word in words)

    def number(self, number: int) -> str:
        """The number in the language's digits."""
        return self.digits_of(str(number))

    def digits_of(self, text: str) -> str:
        """The text with its digits as the chat writes them."""
        return text.translate(_DIGITS) if self.digits == "arab" else text

    def date(self, day: datetime) -> str:
        """The date in words: «٧ نوفمبر ٢٠١٨», "7 November 2018"."""
        return self.digits_of(str(format_date(day, "d MMMM y", locale=self.language)))

    def month(self, month: str) -> str:
        """A month "2018-11" in words: «نوفمبر ٢٠١٨»."""
        day = date.fromisoformat(f"{month}-01")
        return self.digits_of(str(format_date(day, "MMM y", locale=self.language)))

    def _written(self, text: str) -> str:
        """In an Arabic text a command stands in an isolate, and a line that begins with one is Arabic."""
        if self.language != "ar" or "/" not in text:
            return text
        lines = (
            RLM + line if line.startswith("/") else line for line in text.splitlines(keepends=True)
        )
        return _COMMAND.sub(lambda match: isolated(match.group()), "".join(lines))

    def _shown(self, value: object) -> str:
        return self.number(value) if isinstance(value, int) else str(value)


@lru_cache(maxsize=len(LANGUAGES))
def _translations(language: str) -> gettext.GNUTranslations:
    data = (files("handlers") / "locale" / language / "LC_MESSAGES" / "qawl.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(data), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=8)
def catalogue(language: str, digits: str | None = None) -> Catalogue:
    """The catalogue of a language with the chat's digits; Arabic for a language that we do not have."""
    return Catalogue(language if language in LANGUAGES else "ar", digits)


def interface_language(code: str | None) -> str:
    """The interface language for a Telegram language code: English only where it is asked for."""
    return "en" if code and code.lower().startswith("en") else "ar"
