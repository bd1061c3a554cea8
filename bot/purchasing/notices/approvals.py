"""Notices about requests that a team decides on; moments are UTC."""

from datetime import datetime

from bot.purchasing.money import Fen
from bot.purchasing.notice import NotifyTopic
from bot.purchasing.notices.base import AboutEnded, AboutRequest, Called, Notice, Outlived, ToldStandstill, ToldTogether


class ApprovedNotice(ToldTogether, AboutRequest, kind="approved", topic=NotifyTopic.DECISIONS, shown_by_card=True):
    """Enough people said yes, it is being placed; that it is ordered, some seconds later, is told together with it."""

    by: tuple[str, ...] = ()


class RestsNotice(Outlived, AboutRequest, kind="rests", topic=NotifyTopic.DECISIONS, alarm=True):
    """Agreed to, but asked for before a copy was put back: a person must say that it is not bought already."""

    by: tuple[str, ...] = ()


class DeclinedNotice(AboutEnded, kind="declined", topic=NotifyTopic.DECISIONS):
    """Told to the requester: somebody said no, for this reason."""

    by: str = ""
    reason: str = ""


class QuestionNotice(Outlived, AboutRequest, kind="question", topic=NotifyTopic.DECISIONS):
    """An approver asks, the requester must answer."""

    by: str = ""
    text: str = ""
    question_id: int | None = None


class AnswerNotice(AboutRequest, kind="answer", topic=NotifyTopic.DECISIONS):
    """Told to the approvers: what the requester answered; to the `asker` without their own name."""

    by: str = ""
    asker: str = ""
    question: str = ""
    text: str = ""


class LeftOutNotice(AboutRequest, kind="left_out", topic=NotifyTopic.DECISIONS):
    """Somebody agreed to a part of a request alone; what `about` says is the rest, a new draft that follows."""

    by: str = ""


class WithdrawnNotice(AboutEnded, kind="withdrawn", topic=NotifyTopic.DECISIONS):
    """Taken back after it was approved: told to the team, and to a requester who did not do it."""

    by: str = ""


class ReminderNotice(
    Outlived, AboutRequest, kind="reminder", topic=NotifyTopic.REMINDERS, reminds=True, may_be_off=True
):
    """Told to the team: who must decide, until when."""

    who: tuple[Called, ...] = ()
    until: datetime | None = None


class EscalatedNotice(Outlived, AboutRequest, kind="escalated", topic=NotifyTopic.DECISIONS):
    """Told to the team: who may decide now too, until when."""

    to: tuple[Called, ...] = ()
    until: datetime | None = None


class ExpiredUndecidedNotice(AboutEnded, kind="expired_undecided", topic=NotifyTopic.DECISIONS):
    """Told to the requester: nobody decided in time."""


class LapsedNotice(AboutRequest, kind="lapsed", topic=NotifyTopic.DECISIONS):
    """Agreed to and not sent in time: told to the requester and to the team that agreed."""


class StuckNotice(AboutRequest, kind="stuck", topic=NotifyTopic.DECISIONS, alarm=True):
    """Told to the team's admins: too few are left who could decide, or are here."""

    until: datetime | None = None
    team_id: int | None = None
    standstill: ToldStandstill | None = None


class TagOverNotice(AboutRequest, kind="tag_over", topic=NotifyTopic.DECISIONS):
    """Told to the team's admins: since it has another tag, more is `used` (fen) for that than its budget of a month."""

    tag: str = ""
    used: Fen = Fen(0)
    limit: Fen = Fen(0)


class HeldNotice(AboutRequest, kind="held", topic=NotifyTopic.DECISIONS):
    """Approved, and not placed now; `reason` is an Obstacle or `right-lost`.

    It is tried again at `at`; None if it was put back to its requester.
    """

    reason: str = ""
    detail: str = ""
    at: datetime | None = None


class TeamClosedNotice(AboutRequest, kind="team_closed", topic=NotifyTopic.DECISIONS):
    """Told to the requester: the team that would have decided was closed."""

    by: str = ""


class NotCountedNotice(Notice, kind="not_counted", topic=NotifyTopic.DECISIONS):
    """Telegram did not say whether they are in the group: their word on request `number` was not counted."""

    number: int | None = None
    by: str = ""
