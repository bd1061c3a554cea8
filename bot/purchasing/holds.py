"""Why nothing is bought though buying is not paused."""

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
