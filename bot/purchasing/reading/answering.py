"""Decides whether a message is the answer to a question that waits, and what it does to the question if it is not."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

ANSWER_WITHIN = timedelta(minutes=10)
"""How long words without a reply can be the answer, by Telegram's own dates."""


class MessageForm(StrEnum):
    """What a message is, as far as a question asks for it."""

    WORDS = "words"
    NUMBER = "number"
    LINK = "link"
    PRODUCT = "product"
    """The number of a product and nothing else."""
    PRODUCTS = "products"
    """The numbers of several products and nothing else."""
    WAYBILL = "waybill"
    CODE = "code"
    """What may be a waybill as well as a number of somebody else's, such as that of a shelf or of their books."""
    PHOTO = "photo"
    SHEET = "sheet"
    CELLS = "cells"
    """Rows of a sheet, pasted as text."""
    FORWARD = "forward"
    COMMAND = "command"
    PRESS = "press"
    EDIT = "edit"
    WORDLESS = "wordless"
    """A voice message, a sticker, a place: nothing that could be read."""


class AnswerVerdict(StrEnum):
    """What a message is to a question."""

    ANSWER = "answer"
    LATE = "late"
    """It would have been the answer in time; now a press makes it that."""
    PASSES = "passes"
    """It is something else, and ends the question for words that come after it."""
    NOTHING = "nothing"
    """It neither answers the question nor ends it."""


_NEVER_WORDS = frozenset({MessageForm.COMMAND, MessageForm.PRESS, MessageForm.FORWARD, MessageForm.SHEET})
"""What does what it says, whatever is asked."""
_ELSEWHERE = frozenset({
    MessageForm.LINK, MessageForm.PRODUCT, MessageForm.PRODUCTS, MessageForm.WAYBILL, MessageForm.CODE,
    MessageForm.PHOTO, MessageForm.CELLS,
})  # fmt: skip
"""What has a meaning of its own, unless the question wants it."""
_UNREAD = frozenset({MessageForm.EDIT, MessageForm.WORDLESS})


def hears(
    wants: Collection[MessageForm],
    form: MessageForm,
    *,
    private: bool,
    age: timedelta,
    replies_to_it: bool,
    replies: bool,
) -> AnswerVerdict:
    """What a message of this form is to a question that `wants` certain forms beside plain words.

    `age` is how long after the question it was sent. `replies_to_it` is whether it replies to what asks the question,
    `replies` whether it replies to anything. A reply is always its answer. In a group nothing else is; in private it is
    the next message, if it was sent within ten minutes and has no meaning of its own.
    """
    wanted = form not in _ELSEWHERE or form in wants
    if form in _UNREAD:
        return AnswerVerdict.NOTHING
    if replies_to_it and form not in _NEVER_WORDS:
        return AnswerVerdict.ANSWER
    if not private:
        return AnswerVerdict.NOTHING
    if replies or form in _NEVER_WORDS or not wanted:
        return AnswerVerdict.PASSES
    if age < timedelta():
        return AnswerVerdict.NOTHING  # it was written before the question was there
    if age <= ANSWER_WITHIN:
        return AnswerVerdict.ANSWER
    return AnswerVerdict.PASSES if form in _ELSEWHERE else AnswerVerdict.LATE
