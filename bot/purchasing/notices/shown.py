"""Notices that post or change what a chat is shown and tell nothing new: cards, buttons and answers."""

from dataclasses import dataclass
from typing import ClassVar

from bot.purchasing.notice import NoticeKind, NotifyTopic
from bot.purchasing.notices.base import Notice, Outlived


@dataclass(frozen=True, kw_only=True)
class CardNotice(Notice):
    """A request's card in a chat is no longer true: edit it, or post it.

    `anew` (`changed`, `absence`) is why the old message goes and a new one is posted below.
    """

    kind: ClassVar = NoticeKind("card", NotifyTopic.DECISIONS)
    anew: str = ""


@dataclass(frozen=True, kw_only=True)
class ButtonsNotice(Notice):
    """Earlier messages about a request in a chat lose the buttons that no longer hold; nothing is posted.

    `every`: all of them lose all, the card too, because the request is about to be deleted.
    """

    kind: ClassVar = NoticeKind("buttons", NotifyTopic.DECISIONS)
    every: bool = False


@dataclass(frozen=True, kw_only=True)
class ReplyNotice(Outlived, Notice):
    """An answer with buttons, which was posted already and is kept true since.

    `text` is its markup as it was posted, `codes` are the unsigned codes of those of its buttons that can stop holding.
    """

    kind: ClassVar = NoticeKind("reply", NotifyTopic.DECISIONS)
    text: str = ""
    picture: str = ""
    codes: tuple[str, ...] = ()


WORDLESS = frozenset({CardNotice.kind, ButtonsNotice.kind, ReplyNotice.kind})
"""Work on messages that are there, and what was said already: these say nothing of their own."""
