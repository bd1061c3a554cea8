"""What happens to a request until it is placed: it is drafted, asked for, voted and asked about, agreed to, ended."""

from collections.abc import Iterator
from dataclasses import field, replace
from datetime import datetime
from typing import ClassVar

from bot.purchasing.approval.questions import Question
from bot.purchasing.approval.votes import Word
from bot.purchasing.events.base import AttemptEvent, RequestEvent, own
from bot.purchasing.lifecycle import ClosedReason, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notices import approvals
from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.notices.base import AboutEnded, Called
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.orders.payable import Unpayable
from bot.purchasing.requests.attempt import Attempt


class ContentEvent(RequestEvent):
    """Something that happened to the present content of a request."""

    @property
    def snapshot(self) -> str:
        """The hash of the content."""
        return self.request.snapshot.hash if self.request.snapshot else ""

    @property
    def total(self) -> Fen | None:
        return self.request.snapshot.total if self.request.snapshot else None

    @property
    def policy(self) -> int | None:
        """The version of the rules that it is judged by."""
        return self.request.policy_version


class DraftOpened(RequestEvent, kind="opened", facts="offer quantity team offers"):
    """Somebody opened a draft of what they named; it is shown once it is priced."""

    offer: str
    quantity: int | None
    team: int | None
    offers: tuple[str, ...]


class RestOpened(RequestEvent, kind="opened", facts="offer left_out_of", redraws=True):
    """What was left out of a request is a draft of its own."""

    offer: str
    left_out_of: int


class DraftCancelled(RequestEvent, kind="cancelled", redraws=True):
    """Its requester cancelled a draft."""


class DraftPutOnList(DraftCancelled, facts="reason"):
    """What was chosen in a draft stands on the team's list, and the draft ended."""

    reason: ClassVar = ClosedReason.TO_LIST


class Unconfirmed(RequestEvent, kind="expired", redraws=True):
    """Its requester did not confirm it in time."""


class ApproversAsked(ContentEvent, kind="asked", facts="snapshot total policy until needs"):
    """Its approvers were asked for a decision; `needs` as it is stored."""

    until: str
    needs: str


class Voted(ContentEvent, kind="voted", facts="verdict snapshot total policy", personal=own("reason")):
    """Somebody said yes or no."""

    verdict: Word
    reason: str


class HeldByQuestion(ContentEvent, kind="held_by_question", facts="snapshot by until"):
    """Enough people said yes, and it waits for answers to questions."""

    by: tuple[int, ...]
    until: str


class VoteTakenBack(ContentEvent, kind="vote_taken_back", facts="snapshot"):
    """Somebody took back their yes."""


class QuestionAsked(ContentEvent, kind="question", facts="snapshot", personal=own("text")):
    """An approver of this name asked the requester."""

    name: str
    number: int
    text: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = approvals.QuestionNotice(about=self.about, by=self.name, text=self.text, question_id=self.number)
        yield Tell(notice, Audience.ASKED, f"question:{self.number}")


class QuestionAnswered(ContentEvent, kind="answer", facts="snapshot", personal=own("text")):
    """The requester answered; the team hears it and, in private, whoever asked, if they may still read it."""

    name: str
    text: str
    question: Question
    asker: str
    """Their name."""
    asker_hears: bool

    def tells(self, now: datetime) -> Iterator[Tell]:
        asked, dedupe = self.question, f"answer:{self.question.id}"
        notice = approvals.AnswerNotice(about=self.about, by=self.name, question=asked.text, text=self.text)
        yield Tell(replace(notice, asker=self.asker), Audience.GROUP, dedupe)
        if self.asker_hears:
            yield Tell(notice, frozenset({asked.asker_id}), dedupe)


class QuestionLetGo(ContentEvent, kind="question_let_go", facts="snapshot"):
    """Somebody needs no answer to their questions any more."""


class SellerAnswered(ContentEvent, kind="seller_answer", facts="snapshot", personal=own("text"), redraws=True):
    """Somebody pasted what a seller answered."""

    text: str


class Narrowed(ContentEvent, kind="narrowed", facts="snapshot total before rest"):
    """A request that waits asks for a part of what it asked for (`before`); the rest is another request."""

    before: str
    rest: int


class OtherSource(ContentEvent, kind="other_source", facts="snapshot total before", redraws=True):
    """Its requester buys from another source what became dearer than agreed (`before`), and must consent anew."""

    before: str


class Retagged(ContentEvent, kind="tagged", facts="snapshot before after", redraws=True):
    """Its lines have other tags: its requester must consent anew, or what was sent moves its sum."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class DeadlineEvent(ContentEvent):
    """Something that happens to a request that has waited for its approvers for long."""

    @property
    def until(self) -> datetime | None:
        return self.request.needs.times.expire_at if self.request.needs else None

    @property
    def wait(self) -> str:
        """A key for this one wait; the same content may be asked for again later."""
        since = self.request.pending_at.isoformat() if self.request.pending_at else None
        return f"{self.request.id}:{self.snapshot[:16]}:{since}"


class Reminded(DeadlineEvent, kind="reminded", facts="who"):
    """Those who must decide were reminded."""

    who: tuple[int, ...]
    people: tuple[Called, ...]

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = approvals.ReminderNotice(about=self.about, who=self.people, until=self.until)
        yield Tell(notice, Audience.GROUP, f"reminder:{self.wait}")


class Escalated(DeadlineEvent, kind="escalated", facts="to"):
    """Others may decide now too; the team hears which `people`, if any of them did not add a line to it themselves."""

    to: tuple[int, ...]
    people: tuple[Called, ...]

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.people:
            notice = approvals.EscalatedNotice(about=self.about, to=self.people, until=self.until)
            yield Tell(notice, Audience.GROUP, f"escalated:{self.wait}")


class JudgedAnew(ContentEvent, kind="judged_anew", facts="snapshot policy before"):
    """A team made its rules stricter, and a request that waits was judged by them."""

    rules: int
    """The version of the new rules."""

    @property
    def policy(self) -> int:
        return self.rules

    @property
    def before(self) -> int | None:
        return self.request.policy_version


class NeedsMore(JudgedAnew, facts="needs"):
    """It goes on waiting by the stricter rules."""

    needs: str


class Forbidden(JudgedAnew, facts="reason detail"):
    """The stricter rules forbid it: no vote is wanted any more."""

    reason: str
    detail: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = approvals.HeldNotice(about=self.about, reason=self.reason, detail=self.detail)
        yield Tell(notice, Audience.ASKED, f"anew:{self.request.id}:{self.request.version}")


class MayBePlaced(ContentEvent, facts="snapshot total policy by part_of"):
    """These people, or its requester alone, agreed to what an attempt is for."""

    attempt: Attempt = field()
    by: tuple[int, ...]
    part_of: int | None

    @property
    def entry_kind(self) -> str:
        return "approved" if self.by else "confirmed"


class PriceAgreed(ContentEvent, kind="price_agreed", facts="snapshot total policy by", redraws=True):
    """These people, or its requester alone, agreed to the price of an order that exists."""

    by: tuple[int, ...]


class SentBack(RequestEvent, kind="changed", facts="fields reason detail"):
    """What was approved may not be placed as it is, and somebody must agree to it anew."""

    fields: dict[str, object]
    reason: str
    detail: str


class Lapsed(AttemptEvent, kind="expired", facts="reason", redraws=True):
    """What was agreed to was not sent in time; the requester and the team that agreed hear it."""

    reason: ClassVar = ClosedReason.CONSENT_OVER

    def tells(self, now: datetime) -> Iterator[Tell]:
        request, notice = self.request, approvals.LapsedNotice(about=self.about)
        yield Tell(notice, request.place, f"lapsed:{request.id}:{request.place.chat_id}")
        if request.needs is not None:
            yield Tell(notice, Audience.GROUP_BESIDE, f"lapsed:{request.id}")


class Ended(ContentEvent, redraws=True):
    """Nobody agrees to a request any more: its requester hears it and, if it is ordered and unpaid, the payers."""

    orders: tuple[Order, ...]

    def ended(self, notice: AboutEnded, dedupe: str) -> Iterator[Tell]:
        unpaid = [each.order_id for each in self.orders if each.state is OrderState.TO_PAY]
        if unpaid:
            notice = replace(notice, order_id=unpaid[0], unpayable=Unpayable.ENDED)
        yield Tell(notice, Audience.ASKED, dedupe)
        if unpaid:
            yield Tell(notice, Audience.PAYERS, dedupe)


class NobodyDecided(Ended, kind="expired", facts="snapshot policy"):
    """Nobody decided in time."""

    def tells(self, now: datetime) -> Iterator[Tell]:
        return self.ended(approvals.ExpiredUndecidedNotice(about=self.about), f"expired:{self.request.id}")


class RequestDeclined(Ended, kind="declined", facts="snapshot policy", personal=own("reason")):
    """An approver of this name said no."""

    name: str
    reason: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = approvals.DeclinedNotice(about=self.about, by=self.name, reason=self.reason)
        return self.ended(notice, f"declined:{self.request.id}")


class Withdrawn(Ended, kind="withdrawn", facts="snapshot"):
    """Its requester, of this name, took it back; a team that had approved it hears it."""

    name: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        request, dedupe = self.request, f"withdrawn:{self.request.id}"
        notice = approvals.WithdrawnNotice(about=self.about, by=self.name)
        if self.orders:
            yield from self.ended(notice, dedupe)
        elif request.state is RequestState.APPROVED and request.needs is not None:
            yield Tell(notice, Audience.GROUP, dedupe)
