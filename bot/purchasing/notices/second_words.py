"""Notices about money that is asked back only with a second word."""

from datetime import datetime

from bot.purchasing.money import Fen
from bot.purchasing.notice import NotifyTopic
from bot.purchasing.notices.base import AboutOrder, Outlived

NOTHING = Fen(0)


class RefundWordNotice(Outlived, AboutOrder, kind="refund_word", topic=NotifyTopic.DECISIONS):
    """Somebody asks this sum back (fen, carriage among it), for 1688's `reason`, and others must agree `until` then."""

    errand: int = 0
    by: str = ""
    asked: Fen = NOTHING
    carriage: Fen = NOTHING
    reason: str = ""
    until: datetime | None = None


class RefundWordOverNotice(AboutOrder, kind="refund_word_over", topic=NotifyTopic.DECISIONS):
    """What became of that, for who asked: `agreed`, `turned-down`, `expired`, `moved`, `rules` or `rights`."""

    how: str = ""
    by: str = ""
    asked: Fen = NOTHING
