"""Notices that post or change what a chat is shown and tell nothing new: cards, buttons and answers."""

from bot.purchasing.notice import NotifyTopic
from bot.purchasing.notices.base import Notice, Outlived


class CardNotice(Notice, kind="card", topic=NotifyTopic.DECISIONS):
    """A request's card in a chat is no longer true: edit it, or post it.

    `anew` (`changed`, `absence`) is why the old message goes and a new one is posted below.
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


class PayRunNotice(Notice, kind="pay_run", topic=NotifyTopic.MONEY):
    """The card of orders that somebody pays together is no longer true: edit it."""

    run: int


WORDLESS = frozenset({CardNotice.kind, ButtonsNotice.kind, ReplyNotice.kind, PayRunNotice.kind})
"""Work on messages that are there, and what was said already: these say nothing of their own."""
