"""What a chat chose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preferences:
    """A chat's choices; None where it has not chosen.

    ``zone`` is an IANA name, ``digits`` "arab" (١٢) or "latn" (12), ``quiet`` the local hours from
    and until which alerts make no sound, ``reacts`` whether a forward in a group gets a reaction, ``lost`` why
    the bot cannot write there now, or "".
    """

    language: str | None = None
    zone: str | None = None
    digits: str | None = None
    quiet: tuple[int, int] | None = None
    reacts: bool = True
    lost: str = ""

    def is_quiet(self, hour: int) -> bool:
        """Whether alerts are silent at a local hour; quiet hours may go over midnight.

        >>> Preferences(quiet=(22, 7)).is_quiet(3)
        True
        """
        if self.quiet is None:
            return False
        start, end = self.quiet
        return start <= hour < end if start <= end else hour >= start or hour < end
