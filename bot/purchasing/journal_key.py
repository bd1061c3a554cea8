"""What the key of the journal means for buying: whether there is one, and whether it is the one of the journal."""

from dataclasses import dataclass
from enum import StrEnum


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
    """How key and journal stand: the state, since which entry there are anchors, and what was written without them."""

    state: KeyState
    since: int = 0
    unanchored: Unanchored | None = None
