"""The errors of the program, one leaf for each decision that a caller can make.

QawlError
 ├─ SettingsError    the environment is wrong: every fault is listed, the program stops
 ├─ LexiconError     a row of ``seeds/lexicon`` is wrong: the program stops
 ├─ InputError       what the user gave cannot be used: say so, go on with the rest
 │   └─ SourceError  a link or a document gave no article: its trouble has words in each language
 └─ StoreError       the database refused: nothing was changed
"""


class QawlError(Exception):
    """Root of all errors that the program raises on purpose."""


class SettingsError(QawlError):
    """The environment is wrong; ``faults`` names each setting and what is wrong with it."""

    def __init__(self, faults: list[str]) -> None:
        """Keep every fault, and join them for the message."""
        super().__init__("; ".join(faults))
        self.faults = faults


class LexiconError(QawlError):
    """A row of the lexicon breaks its table's rules."""


class InputError(QawlError):
    """What the user gave cannot be read or used."""


class SourceError(InputError):
    """A link or a document gave no article.

    ``trouble`` is one of ``not_public``, ``timeout``, ``status``, ``too_large``, ``no_text``,
    ``unreadable``, ``kind``; ``detail`` a short value of it, such as a status or a size.
    """

    def __init__(self, trouble: str, detail: str = "") -> None:
        """Keep the trouble and its value."""
        super().__init__(f"{trouble} {detail}".strip())
        self.trouble = trouble
        self.detail = detail


class StoreError(QawlError):
    """The database refused an operation; nothing was changed."""
