"""Notices about requests that a team decides on; moments are UTC."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from bot.purchasing.notice import NoticeKind, NotifyTopic
from bot.purchasing.notices.base import AboutEnded, AboutRequest, Called, Notice, Outlived


@dataclass(frozen=True, kw_only=True)
class ApprovedNotice(AboutRequest):
    """Enough people said yes, it is being placed; that it is ordered, some seconds later, is told together with it."""

    kind: ClassVar = NoticeKind("approved", NotifyTopic.DECISIONS)
    shown_by_card: ClassVar = True
    by: tuple[str, ...] = ()

    @property
    def deferred(self) -> timedelta:
        return timedelta(seconds=10)


@dataclass(frozen=True, kw_only=True)
class RestsNotice(Outlived, AboutRequest):
    """Agreed to, but asked for before a copy was put back: a person must say that it is not bought already."""

    kind: ClassVar = NoticeKind("rests", NotifyTopic.DECISIONS, alarm=True)
    by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DeclinedNotice(AboutEnded):
    """Told to the requester: somebody said no, for this reason."""

    kind: ClassVar = NoticeKind("declined", NotifyTopic.DECISIONS)
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionNotice(Outlived, AboutRequest):
    """An approver asks, the requester must answer."""

    kind: ClassVar = NoticeKind("question", NotifyTopic.DECISIONS)
    by: str = ""
    text: str = ""
    question_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerNotice(AboutRequest):
    """Told to the approvers: what the requester answered; to the `asker` without their own name."""

    kind: ClassVar = NoticeKind("answer", NotifyTopic.DECISIONS)
    by: str = ""
    asker: str = ""
    question: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class LeftOutNotice(AboutRequest):
    """Somebody agreed to a part of a request alone; what `about` says is the rest, a new draft that follows."""

    kind: ClassVar = NoticeKind("left_out", NotifyTopic.DECISIONS)
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class WithdrawnNotice(AboutEnded):
    """Taken back after it was approved: told to the team, and to a requester who did not do it."""

    kind: ClassVar = NoticeKind("withdrawn", NotifyTopic.DECISIONS)
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class ReminderNotice(Outlived, AboutRequest):
    """Told to the team: who must decide, until when."""

    kind: ClassVar = NoticeKind("reminder", NotifyTopic.REMINDERS, reminds=True, may_be_off=True)
    who: tuple[Called, ...] = ()
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class EscalatedNotice(Outlived, AboutRequest):
    """Told to the team: who may decide now too, until when."""

    kind: ClassVar = NoticeKind("escalated", NotifyTopic.DECISIONS)
    to: tuple[Called, ...] = ()
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ExpiredUndecidedNotice(AboutEnded):
    """Told to the requester: nobody decided in time."""

    kind: ClassVar = NoticeKind("expired_undecided", NotifyTopic.DECISIONS)


@dataclass(frozen=True, kw_only=True)
class LapsedNotice(AboutRequest):
    """Agreed to and not sent in time: told to the requester and to the team that agreed."""

    kind: ClassVar = NoticeKind("lapsed", NotifyTopic.DECISIONS)


@dataclass(frozen=True, kw_only=True)
class StuckNotice(AboutRequest):
    """Told to the team's admins: nobody is left who could decide."""

    kind: ClassVar = NoticeKind("stuck", NotifyTopic.DECISIONS, alarm=True)
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class HeldNotice(AboutRequest):
    """Approved, and not placed now; `reason` is an Obstacle or `right-lost`.

    It is tried again at `at`; None if it was put back to its requester.
    """

    kind: ClassVar = NoticeKind("held", NotifyTopic.DECISIONS)
    reason: str = ""
    detail: str = ""
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TeamClosedNotice(AboutRequest):
    """Told to the requester: the team that would have decided was closed."""

    kind: ClassVar = NoticeKind("team_closed", NotifyTopic.DECISIONS)
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class NotCountedNotice(Notice):
    """Telegram did not say whether they are in the group: their word on request `number` was not counted."""

    kind: ClassVar = NoticeKind("not_counted", NotifyTopic.DECISIONS)
    number: int | None = None
    by: str = ""
