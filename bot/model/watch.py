"""Alerts: what a chat wants to be told of at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """One word that a quote must have: as printed where ``literal``, else any of its terms."""

    printed: str
    terms: tuple[str, ...] = ()
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing wish of a chat: every need is met, and the source fits where one is named.

    ``source`` is a channel or outlet, folded, or ""; ``thread`` the forum topic to tell it in;
    ``digest`` leaves the telling to the digest.
    """

    printed: str
    needs: tuple[Need, ...] = ()
    source: str = ""
    thread: int | None = None
    paused: bool = False
    digest: bool = False
    key: int = 0
