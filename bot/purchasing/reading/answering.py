"""Decides whether a message is the answer to a question that waits, and what it does to the question if it is not."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

ANSWER_WITHIN = timedelta(minutes=10)
"""How long words without a reply can be the answer, by Telegram's own dates."""


class Form(StrEnum):
    """What a message is, as far as a question asks for it."""

    WORDS = "words"
    NUMBER = "number"
    LINK = "link"
    PRODUCT = "product"
    """The number of a product and nothing else."""
    WAYBILL = "waybill"
    PHOTO = "photo"
    SHEET = "sheet"
    FORWARD = "forward"
    COMMAND = "command"
    PRESS = "press"
    EDIT = "edit"
    WORDLESS = "wordless"
    """A voice message, a sticker, a place: nothing that could be read."""


class Heard(StrEnum):
    """What a message is to a question."""

    ANSWER = "answer"
    LATE = "late"
    """It would have been the answer in time; now a press makes it that."""
    PASSES = "passes"
    """It is something else, and ends the question for words that come after it."""
    NOTHING = "nothing"
    """It neither answers the question nor ends it."""


_NEVER_WORDS = frozenset({Form.COMMAND, Form.PRESS, Form.FORWARD, Form.SHEET})
"""What does what it says, whatever is asked."""
_ELSEWHERE = frozenset({Form.LINK, Form.PRODUCT, Form.WAYBILL, Form.PHOTO})
"""What has a meaning of its own, unless the question wants it."""
_UNREAD = frozenset({Form.EDIT, Form.WORDLESS})


def hears(
    wants: Collection[Form], form: Form, *, private: bool, age: timedelta, replies_to_it: bool, replies: bool
) -> Heard:
    """What a message of this form is to a question that `wants` certain forms beside plain words.

    `age` is how long after the question it was sent. `replies_to_it` is whether it replies to what asks the question,
    `replies` whether it replies to anything. A reply is always its answer. In a group nothing else is; in private it is
    the next message, if it was sent within ten minutes and has no meaning of its own.
    """
    wanted = form not in _ELSEWHERE or form in wants
    if form in _UNREAD:
        return Heard.NOTHING
    if replies_to_it and form not in _NEVER_WORDS:
        return Heard.ANSWER
    if not private:
        return Heard.NOTHING
    if replies or form in _NEVER_WORDS or not wanted:
        return Heard.PASSES
    if age < timedelta():
        return Heard.NOTHING  # it was written before the question was there
    if age <= ANSWER_WITHIN:
        return Heard.ANSWER
    return Heard.PASSES if form in _ELSEWHERE else Heard.LATE
