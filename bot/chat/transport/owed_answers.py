"""Turns an answer that Telegram refused for a while into a message of the outbox, and back."""

from bot.cards.blocks.html import Html
from bot.cards.blocks.view import Button, View
from bot.purchasing.notices.shown import AnswerButton, OwedAnswerNotice


def owed_answer(
    view: View, *, reply_to: int | None = None, dialog: int | None = None, opens: bool = False
) -> OwedAnswerNotice:
    """The message that is owed instead of this view; `dialog` is the question that it asks, whose field it `opens`."""
    keyboard = tuple(tuple(AnswerButton(**vars(button)) for button in row) for row in view.keyboard)
    return OwedAnswerNotice(
        text=view.text, picture=view.picture, keyboard=keyboard, reply_to=reply_to, dialog=dialog, opens=opens
    )


def can_be_owed(view: View) -> bool:
    """Whether all of a view can be kept: buttons that let people be picked are not."""
    return not view.picks and not view.picked


def view_of(owed: OwedAnswerNotice) -> View:
    """The view that is owed."""
    keyboard = tuple(tuple(Button(**vars(button)) for button in row) for row in owed.keyboard)
    return View(Html(owed.text), keyboard, owed.picture)
