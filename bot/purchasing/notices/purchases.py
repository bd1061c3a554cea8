"""Notices about requests on their way to 1688 and about orders there; money is fen, moments are UTC."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar, Self

from bot.purchasing.money import Fen
from bot.purchasing.notice import NoticeKind, NotifyTopic
from bot.purchasing.notices.approvals import ApprovedNotice
from bot.purchasing.notices.base import AboutOrder, AboutOrders, AboutRequest, Notice, Outlived, ToldOrder, ToldParcel
from bot.purchasing.orders.refunds import RefundSum
from bot.purchasing.request import Moved


@dataclass(frozen=True, kw_only=True)
class ToldFailure:
    """A line that 1688 did not take, with its reason."""

    offer_id: str = ""
    spec_id: str | None = None
    reason: str = ""
    variant: str = ""
    variant_original: str = ""
    quantity: int | None = None


@dataclass(frozen=True, kw_only=True)
class PartFailedNotice(AboutRequest):
    """1688 took some of it only; that the rest is to be paid, some seconds later, is told together with it."""

    kind: ClassVar = NoticeKind("part_failed", NotifyTopic.PROBLEMS)
    lines: tuple[ToldFailure, ...] = ()
    orders: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    """Those who agreed, if that was not told before."""

    @property
    def deferred(self) -> timedelta:
        return timedelta(seconds=10)

    def together_with(self, earlier: Notice) -> Notice | None:
        return replace(self, by=earlier.by) if isinstance(earlier, ApprovedNotice) else None


@dataclass(frozen=True, kw_only=True)
class PlacedNotice(Outlived, AboutOrders):
    """It is ordered, and may be paid; `by` are those who agreed, if that was not told before.

    `missing` is what 1688 did not take of it, told with the first of its orders.

    The buyers of a team, who heard nothing of it yet, read who asked and why as well.
    """

    kind: ClassVar = NoticeKind("placed", NotifyTopic.MONEY)
    kind_of_several: ClassVar = NoticeKind("placed_together", NotifyTopic.MONEY)
    by: tuple[str, ...] = ()
    asked_by: str = ""
    why: str = ""
    missing: tuple[ToldFailure, ...] = ()

    def together_with(self, earlier: Notice) -> Notice | None:
        if isinstance(earlier, PartFailedNotice) and not self.missing:
            return None
        if isinstance(earlier, ApprovedNotice | PriceAgreedNotice | PartFailedNotice):
            return replace(self, by=earlier.by)
        return None

    @property
    def gathers(self) -> bool:
        return super().gathers and not self.missing


@dataclass(frozen=True, kw_only=True)
class FoundNotice(AboutRequest):
    """The order exists; `outside` if it was placed outside the bot and never approved.

    `ordered_by` is who ordered it on the site by hand, after it was approved here.
    """

    kind: ClassVar = NoticeKind("found", NotifyTopic.PROBLEMS)
    orders: tuple[str, ...] = ()
    outside: bool = False
    ordered_by: str = ""

    @property
    def told_by_card(self) -> bool:
        """How it goes on, to be paid or not, is told in a moment; that nobody approved it must be heard."""
        return not self.outside


@dataclass(frozen=True, kw_only=True)
class RefusedNotice(AboutRequest):
    """1688 said no, in its own words; nothing is there."""

    kind: ClassVar = NoticeKind("refused", NotifyTopic.MONEY)
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NotSentNotice(Outlived, AboutRequest):
    """The order was surely not sent.

    `denied` is the call that the app has no right to; `again` whether it is tried by itself, at `at`.
    """

    kind: ClassVar = NoticeKind("not_sent", NotifyTopic.PROBLEMS)
    reason: str = ""
    denied: str = ""
    at: datetime | None = None
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class ChangedNotice(Outlived, AboutRequest):
    """A part of it moved between the consent and the order, or it cannot be had any more (`problem`).

    `hash` is for the button of a new consent, empty if none is wanted; `asked` if the approvers are asked again.
    """

    kind: ClassVar = NoticeKind("changed", NotifyTopic.DECISIONS)
    fields: Moved | None = None
    hash: str = ""
    asked: bool = False
    problem: str = ""
    limit: int | None = None
    reason: str = ""
    sums: tuple[int, ...] = ()

    @property
    def told_by_card(self) -> bool:
        return self.asked


@dataclass(frozen=True, kw_only=True)
class InDoubtNotice(AboutRequest):
    """1688 did not answer clearly, at `at`.

    `looked_for` if orders carry our reference; `blind` if 1688 does not show it, so that not to find it proves nothing.
    """

    kind: ClassVar = NoticeKind("in_doubt", NotifyTopic.PROBLEMS, alarm=True)
    at: datetime | None = None
    looked_for: bool = True
    blind: bool = False


@dataclass(frozen=True, kw_only=True)
class ListedOrder:
    """An order of 1688's list."""

    order_id: str
    total: Fen
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class NeedsPersonNotice(Outlived, AboutRequest):
    """Looking is not enough: people settle the doubt, from `settle_from` on. `verdict` is what `by` said already."""

    kind: ClassVar = NoticeKind("needs_person", NotifyTopic.PROBLEMS, alarm=True)
    attempt_id: int | None = None
    at: datetime | None = None
    settle_from: datetime | None = None
    two_deciders: bool = False
    looked_for: bool = True
    blind: bool = False
    alike: tuple[ListedOrder, ...] = ()
    verdict: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class AbandonedNotice(AboutRequest):
    """A person gave up an order that was never found."""

    kind: ClassVar = NoticeKind("abandoned", NotifyTopic.PROBLEMS)
    by: str = ""
    looked_for: bool = True


@dataclass(frozen=True, kw_only=True)
class ConflictNotice(Outlived, AboutRequest):
    """1688 shows orders that are not what was sent."""

    kind: ClassVar = NoticeKind("conflict", NotifyTopic.PROBLEMS, alarm=True)
    orders: tuple[str, ...] = ()
    attempt_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NotReadBackNotice(AboutOrder):
    """A minute after 1688 named an order it is still not read back; `reason` are 1688's words.

    `unchecked`: 1688 does not know it (`missing`), does not answer (`unread`), does not show what it is (`incomplete`).
    """

    kind: ClassVar = NoticeKind("unknown_order", NotifyTopic.PROBLEMS, alarm=True)
    unchecked: str = "missing"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PaidNotice(AboutOrders):
    """It is paid; `agreed` is what was agreed to, if more than that was paid."""

    kind: ClassVar = NoticeKind("paid", NotifyTopic.MONEY)
    kind_of_several: ClassVar = NoticeKind("paid_together", NotifyTopic.MONEY)
    for_payers: ClassVar = True
    at: datetime | None = None
    agreed: Fen | None = None

    @property
    def gathers(self) -> bool:
        return super().gathers and self.agreed is None

    def of_the_whole(self) -> Self:
        return replace(super().of_the_whole(), at=None)


@dataclass(frozen=True, kw_only=True)
class PriceChangedNotice(Outlived, AboutOrder):
    """An unpaid order costs another sum than before.

    `asked` if the approvers are asked again; `hash` is for the button of a requester who agrees, else empty.
    """

    kind: ClassVar = NoticeKind("price_changed", NotifyTopic.MONEY)
    for_payers: ClassVar = True
    repeats: ClassVar = True
    fields: Moved | None = None
    asked: bool = False
    hash: str = ""

    @property
    def told_by_card(self) -> bool:
        return self.asked


@dataclass(frozen=True, kw_only=True)
class PriceAgreedNotice(AboutRequest):
    """Enough people agreed to what an unpaid order costs now; that it may be paid again is told together with it."""

    kind: ClassVar = NoticeKind("price_agreed", NotifyTopic.MONEY)
    by: tuple[str, ...] = ()

    @property
    def deferred(self) -> timedelta:
        return timedelta(seconds=10)


@dataclass(frozen=True, kw_only=True)
class PaySoonNotice(Outlived, AboutOrder):
    """It lapses soon."""

    kind: ClassVar = NoticeKind("pay_soon", NotifyTopic.REMINDERS, reminds=True, may_be_off=True)


@dataclass(frozen=True, kw_only=True)
class NotShippedNotice(Outlived, AboutOrder):
    """It was paid at `at` and is not shipped."""

    kind: ClassVar = NoticeKind("not_shipped", NotifyTopic.REMINDERS, reminds=True)
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AboutParcels(AboutOrder):
    """Parcels are on their way."""

    parcels: tuple[ToldParcel, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PartShippedNotice(AboutParcels):
    """Some of it is shipped."""

    kind: ClassVar = NoticeKind("part_shipped", NotifyTopic.PARCELS, may_be_off=True)
    shown_by_card: ClassVar = True


@dataclass(frozen=True, kw_only=True)
class ShippedNotice(AboutParcels, AboutOrders):
    """All of it is shipped."""

    kind: ClassVar = NoticeKind("shipped", NotifyTopic.PARCELS, may_be_off=True)
    kind_of_several: ClassVar = NoticeKind("shipped_together", NotifyTopic.PARCELS, may_be_off=True)
    shown_by_card: ClassVar = True

    def of_the_whole(self) -> Self:
        first = ToldOrder(about=self.about, parcels=self.parcels)
        return replace(super().of_the_whole(), told=(first,), parcels=())


@dataclass(frozen=True, kw_only=True)
class TraceNotice(AboutOrder):
    """The newest step of a parcel."""

    kind: ClassVar = NoticeKind("trace", NotifyTopic.PARCELS, may_be_off=True)
    shown_by_card: ClassVar = True
    company: str = ""
    bill_no: str = ""
    remark: str = ""
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ReceivedNotice(AboutOrder):
    """1688 says that the goods were received."""

    kind: ClassVar = NoticeKind("received", NotifyTopic.PARCELS, may_be_off=True)
    shown_by_card: ClassVar = True
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class FinishedNotice(AboutOrder):
    """1688 says that the order is over."""

    kind: ClassVar = NoticeKind("finished", NotifyTopic.PARCELS, may_be_off=True)
    shown_by_card: ClassVar = True
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CancelledNotice(AboutOrder):
    """It is closed, for 1688's reason; `by` had it cancelled here."""

    kind: ClassVar = NoticeKind("cancelled", NotifyTopic.MONEY)
    for_payers: ClassVar = True
    reason: str = ""
    was_paid: bool = False
    refunds: tuple[RefundSum, ...] = ()
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class AboutRefund(AboutOrder):
    """Money that is asked back or came back: `amount` (fen) of `count` refunds; `reason` is why 1688 closed the order.

    `others` is what is to be said of the order's other refunds.
    """

    repeats: ClassVar = True
    amount: Fen | None = None
    reason: str = ""
    count: int = 1
    others: tuple[RefundSum, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RefundAskedNotice(AboutRefund):
    """Money is asked back."""

    kind: ClassVar = NoticeKind("refund_asked", NotifyTopic.MONEY)


@dataclass(frozen=True, kw_only=True)
class RefundDoneNotice(AboutRefund):
    """Money came back."""

    kind: ClassVar = NoticeKind("refund_done", NotifyTopic.MONEY)
    for_payers: ClassVar = True


@dataclass(frozen=True, kw_only=True)
class RefundClosedNotice(AboutRefund):
    """The refund ended without money."""

    kind: ClassVar = NoticeKind("refund_closed", NotifyTopic.MONEY)
    for_payers: ClassVar = True


@dataclass(frozen=True, kw_only=True)
class UnknownWordNotice(AboutOrder):
    """1688 says a word of an order that we do not know."""

    kind: ClassVar = NoticeKind("unknown_word", NotifyTopic.PROBLEMS, alarm=True)
    word: str = ""
