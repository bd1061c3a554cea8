"""Who hears a notice, and the key by which they hear it once."""

from enum import Enum, auto
from typing import NamedTuple

from bot.purchasing.notices.base import Notice
from bot.purchasing.person import Place


class Audience(Enum):
    """Who hears of an event; the ledger finds the chats."""

    ASKED = auto()
    """The chat in which the request was asked for."""
    GROUP = auto()
    """The chat in which the request is decided."""
    GROUP_BESIDE = auto()
    """The same, if it is another chat than the one in which the request was asked for."""
    PAYERS = auto()
    """The team's buyers in private, or its group if none of them can be reached; not where it is told as ASKED."""
    REQUESTER = auto()
    """Who asked, in private, if that was in a group and they can be reached; a buyer hears it as such, and once."""
    OWNERS = auto()
    """The admins of the settings."""
    OWNERS_BESIDE = auto()
    """Those of them who do not hear it as ASKED or as PAYERS."""
    ADMINS = auto()
    """They and the admins of every team."""
    OTHERS = auto()
    """Every team's group, and in private the buyers who can be reached; none of the ADMINS."""
    EVERYBODY = auto()
    """The ADMINS and the OTHERS."""


class Tell(NamedTuple):
    """One notice: for an audience, a place, or several chats; told once for each `dedupe`.

    `dedupe` is the whole key for the places ASKED and GROUP and for a place that is given; for all others the number of
    each chat is added to it.
    """

    notice: Notice
    to: Audience | Place | frozenset[int]
    dedupe: str
    by_card: bool = False
    """Whether this time a group reads it on the request's card, if not always."""

    @property
    def told_by_card(self) -> bool:
        return self.by_card or self.notice.told_by_card
