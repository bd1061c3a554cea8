"""Notices that post or change what a chat is shown and tell nothing new: cards, buttons and answers."""

from dataclasses import dataclass

from bot.purchasing.notice import NotifyTopic
from bot.purchasing.notices.base import Notice, Outlived


class CardNotice(Notice, kind="card", topic=NotifyTopic.DECISIONS):
    """A request's card in a chat is no longer true: edit it, or post it.

    `anew` (`changed`, `absence`, `asked`) is why the old message goes and a new one is posted below.
    """

    anew: str = ""


class ButtonsNotice(Notice, kind="buttons", topic=NotifyTopic.DECISIONS):
    """Earlier messages about a request in a chat lose the buttons that no longer hold; nothing is posted.

    `every`: all of them lose all, the card too, because the request is about to be deleted.
    """

    every: bool = False


class ReplyNotice(Outlived, Notice, kind="reply", topic=NotifyTopic.DECISIONS):
    """An answer with buttons, which was posted already and is kept true since.

    `text` is its markup as it was posted, `codes` are the unsigned codes of those of its buttons that can stop holding.
    """

    text: str = ""
    picture: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnswerButton:
    """A button of an answer, as the card has it."""

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""
    app: str = ""
    style: str = ""
    means: str = ""


class OwedAnswerNotice(Notice, kind="owed_answer", topic=NotifyTopic.DECISIONS):
    """What somebody was to be answered while Telegram took nothing from us: the message as it was written then.

    `dialog` is the question that it asks, `opens` whether a reply field opens for that.
    """

    text: str
    picture: str = ""
    keyboard: tuple[tuple[AnswerButton, ...], ...] = ()
    reply_to: int | None = None
    dialog: int | None = None
    opens: bool = False


class PayRunNotice(Notice, kind="pay_run", topic=NotifyTopic.MONEY):
    """The card of orders that somebody pays together is no longer true: edit it."""

    run: int


WORDLESS = frozenset({CardNotice.kind, ButtonsNotice.kind, ReplyNotice.kind, OwedAnswerNotice.kind, PayRunNotice.kind})
"""Work on messages that are there, and what was said already: these say nothing of their own."""
