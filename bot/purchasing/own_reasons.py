"""The reasons that are the program's own, which stand in the same fields as 1688's words and those of people.

The reasons for a refund are 1688's (`asking_back.py`), those of a refusal are in `bot/desk/shared/refusal.py`.
"""

import re
from enum import StrEnum


class OwnReason(StrEnum):
    """Why buying stopped, why an attempt stands as it does, or what an approver said by a button.

    The value is the form in which it is stored and journaled, with its parts in braces. People read it in their
    language: those that may reach somebody have a text.
    """

    # Why buying is stopped.
    CONFLICT = "#{number}: {reason}"
    MANY_DOUBTS = "three orders in doubt within 15 minutes"
    UNKNOWN_ORDER = "an order that should not exist: {order}"
    OTHER_PROGRAM = "another program runs with this bot's token"
    RESTORED = "this database was restored from a copy"
    MOVED = "this database was moved"
    WENT_BACK = "this database went back in time"
    ANCHORS_TAKEN = "every anchor of the journal up to entry {entry} was taken away"
    WITHOUT_KEY = "the entries {first} to {last} of the journal were written without its key"

    # Why an attempt is in conflict: what 1688 shows is not what was sent.
    ORDER_TAKEN = "1688 named an order that another purchase holds"
    OTHER_ORDER = "1688 shows another order under its number"
    FOUND_DIFFERS = "orders on 1688 differ from what was sent"

    # Why it may or may not have become an order.
    UNRECORDED = "1688's answer could not be recorded"
    PROGRAM_ENDED = "the program ended while the order was on the wire"
    CALL_BROKE = "the call broke: {error}"
    REFUSED_UNANSWERED = "refused, but the look-up gave no answer"
    REFUSED_ALIKE = "refused, but an order like it exists that nobody explains"
    REFUSED_EXISTS = "refused, but an order exists"
    EXISTS = "an order under our reference exists already"
    ALIKE = "an order like it exists that nobody explains"
    SENT_AFTER_COPY = "it was sent after the copy was made"

    # Why it waits.
    RESTED = "restored"
    """It was ready when a copy was made: it may have been sent since."""
    STOOD_STILL = "the process stood still before anything was sent"
    EXISTS_UNANSWERED = "whether the order exists already was not answered"
    CAP = "cap on the {cap}"
    SENT_AGAIN = "sent again by two people"

    # Why it ended.
    DRY_RUN = "dry run: nothing was sent"
    NOT_AS_AGREED = "not as agreed: {change}"
    ORDER_FOUND = "its order was found"
    TAKEN_BACK = "taken back"
    GIVEN_UP = "given up"

    # Why it is asked for again, if no person says why.
    PRICE_RAISED = "the seller raised the price of the order"

    # Why an approver says no by a button.
    TOO_DEAR = "Too dear"
    NOT_NEEDED = "Not needed"
    WRONG_ITEM = "Wrong item"
    LATER = "Later"

    def of(self, **parts: object) -> str:
        """Its stored form with these parts."""
        return self.format(**parts)


_FORMS = {each: re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(each)), re.DOTALL) for each in OwnReason}


def own_reason(stored: str) -> tuple[OwnReason, dict[str, str]] | None:
    """Which of our own it is, with its parts; None for 1688's words or somebody's."""
    for own, form in _FORMS.items():
        if match := form.fullmatch(stored):
            return own, match.groupdict()
    return None
