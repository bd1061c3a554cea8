"""What holds buying back beside a pause, and what the key of the journal means for it."""

from dataclasses import dataclass
from enum import StrEnum


class BuyingHold(StrEnum):
    """One thing that holds buying back, beside a pause; several may at once, and each ends by itself or by people."""

    QUARANTINE = "quarantine"
    KEY_MISSING = "key-missing"
    """The journal's key is not set."""
    KEY_OTHER = "key-other"
    """The key that is set is not the journal's."""
    CLOCK = "clock"
    """This process's clock is not confirmed by any service."""
    OTHER_PROGRAM = "other-program"
    """Another program had this bot's token: each order is looked for on 1688 right before it is sent."""
    LIST_UNREAD = "list-unread"
    """Orders may be missing here, and 1688's list was not read since."""
    UNCHECKED = "unchecked"
    """The file is not known to be sound yet, or an order of an earlier run was not looked for."""

    @property
    def passes(self) -> bool:
        """Whether the program ends it by itself, as soon as 1688 answers; a clock may have to be set by a person."""
        return self not in (BuyingHold.QUARANTINE, BuyingHold.KEY_MISSING, BuyingHold.KEY_OTHER, BuyingHold.CLOCK)


class KeyState(StrEnum):
    """The key that this process was given, compared with the journal."""

    NONE = "none"
    """No key is set, and no entry is anchored: buying goes on as before there were keys."""
    TO_BEGIN = "to_begin"
    """A key is set, and no entry is anchored yet."""
    HELD = "held"
    """The newest anchor was made with this key."""
    MISSING = "missing"
    """Entries are anchored, and no key is set: buying waits."""
    OTHER = "other"
    """The newest anchor was made with another key: buying waits."""

    @property
    def waits(self) -> bool:
        """Whether nothing may be sent."""
        return self in (KeyState.MISSING, KeyState.OTHER)


@dataclass(frozen=True)
class Unanchored:
    """The newest entries, written without the key; `hash` is that of the last one."""

    first: int
    last: int
    hash: str


@dataclass(frozen=True)
class KeyStanding:
    """How key and journal stand: the state, and what was written without anchors.

    `since` is the entry with which anchors began, 0 if nobody has to know it.
    """

    state: KeyState
    since: int = 0
    unanchored: Unanchored | None = None
