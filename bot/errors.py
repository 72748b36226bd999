"""The errors of the program, one leaf for each decision that a caller can make.

QawlError
 ├─ SettingsError    the environment is wrong: every fault is listed, the program stops
 ├─ LexiconError     a row of ``seeds/lexicon`` is wrong: the program stops
 ├─ InputError       what the user gave cannot be used: say so, go on with the rest
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


class StoreError(QawlError):
    """The database refused an operation; nothing was changed."""
