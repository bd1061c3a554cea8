"""Notices about requests on their way to 1688 and about orders there; money is fen, moments are UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar, Self

from bot.purchasing.asking_back import RefundStage
from bot.purchasing.errands import ErrandKind
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.money import Fen
from bot.purchasing.notice import NotifyTopic
from bot.purchasing.notices.approvals import ApprovedNotice
from bot.purchasing.notices.base import (
    MOST_TOGETHER,
    AboutOrder,
    AboutOrders,
    AboutRequest,
    Called,
    Notice,
    OrderFacts,
    Outlived,
    RequestFacts,
    ToldOrder,
    ToldParcel,
    ToldTogether,
)
from bot.purchasing.order_report import ParcelChange, RefundState
from bot.purchasing.orders.purchase_sums import RefundSum
from bot.purchasing.snapshot import Moved


@dataclass(frozen=True, kw_only=True)
class ToldFailure:
    """A line that 1688 did not take, with its reason."""

    offer_id: str = ""
    spec_id: str | None = None
    reason: str = ""
    variant: str = ""
    variant_original: str = ""
    quantity: int | None = None


class PartFailedNotice(ToldTogether, AboutRequest, kind="part_failed", topic=NotifyTopic.PROBLEMS):
    """1688 took some of it only; that the rest is to be paid, some seconds later, is told together with it."""

    lines: tuple[ToldFailure, ...] = ()
    orders: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    """Those who agreed, if that was not told before."""

    def together_with(self, earlier: Notice) -> Notice | None:
        return replace(self, by=earlier.by) if isinstance(earlier, ApprovedNotice) else None


class PlacedNotice(Outlived, AboutOrders, kind="placed", of_several="placed_together", topic=NotifyTopic.MONEY):
    """It is ordered, and may be paid; `by` are those who agreed, if that was not told before.

    `missing` is what 1688 did not take of it, told with the first of its orders.

    The buyers of a team, who heard nothing of it yet, read who asked and why as well.
    """

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


class FoundNotice(AboutRequest, kind="found", topic=NotifyTopic.PROBLEMS):
    """The order exists; `outside` if it was placed outside the bot and never approved.

    `ordered_by` is who ordered it on the site by hand, after it was approved here.
    """

    orders: tuple[str, ...] = ()
    outside: bool = False
    ordered_by: str = ""

    @property
    def told_by_card(self) -> bool:
        """How it goes on, to be paid or not, is told in a moment; that nobody approved it must be heard."""
        return not self.outside


class RefusedNotice(AboutRequest, kind="refused", topic=NotifyTopic.MONEY):
    """1688 said no, in its own words; nothing is there."""

    reason: str = ""


class WouldBeOrderedNotice(AboutRequest, kind="dry_run", topic=NotifyTopic.MONEY):
    """A dry run: it would have been ordered now, by this way to buy; the `body` of the call is for admins."""

    gateway: str = ""
    body: str = ""


class NotSentNotice(Outlived, AboutRequest, kind="not_sent", topic=NotifyTopic.PROBLEMS):
    """The order was surely not sent.

    `denied` is the call that the app has no right to; `again` whether it is tried by itself, at `at`.
    """

    reason: str = ""
    denied: str = ""
    at: datetime | None = None
    again: bool = False


class ChangedNotice(Outlived, AboutRequest, kind="changed", topic=NotifyTopic.DECISIONS):
    """A part of it moved between the consent and the order, or it cannot be had any more (`problem`).

    `hash` is for the button of a new consent, empty if none is wanted; `asked` if the approvers are asked again.
    """

    fields: Moved | None = None
    hash: str = ""
    asked: bool = False
    problem: str = ""
    limit: int | None = None
    reason: str = ""
    sums: tuple[int, ...] = ()

    @property
    def posted_anew(self) -> bool:
        return self.asked


class InDoubtNotice(AboutRequest, kind="in_doubt", topic=NotifyTopic.PROBLEMS, alarm=True):
    """1688 did not answer clearly, at `at`.

    `looked_for` if orders carry our reference; `blind` if 1688 does not show it, so that not to find it proves nothing.
    """

    at: datetime | None = None
    looked_for: bool = True
    blind: bool = False


@dataclass(frozen=True, kw_only=True)
class ListedOrder:
    """An order of 1688's list."""

    order_id: str
    total: Fen
    at: datetime | None = None


class AboutDoubt(Outlived, AboutRequest):
    """People must decide about orders: those in `who`; nobody can if it is empty, and None says nothing of it."""

    who: tuple[Called, ...] | None = None


class NeedsPersonNotice(AboutDoubt, kind="needs_person", topic=NotifyTopic.PROBLEMS, alarm=True):
    """Looking is not enough: people settle the doubt, from `settle_from` on. `verdict` is what `by` said already."""

    attempt_id: int | None = None
    at: datetime | None = None
    settle_from: datetime | None = None
    two_deciders: bool = False
    looked_for: bool = True
    blind: bool = False
    alike: tuple[ListedOrder, ...] = ()
    verdict: str = ""
    by: str = ""


class AbandonedNotice(AboutRequest, kind="abandoned", topic=NotifyTopic.PROBLEMS):
    """A person gave up an order that was never found."""

    by: str = ""
    looked_for: bool = True


class ConflictNotice(AboutDoubt, kind="conflict", topic=NotifyTopic.PROBLEMS, alarm=True):
    """1688 shows orders that are not what was sent."""

    orders: tuple[str, ...] = ()
    attempt_id: int | None = None
    reason: str = ""


class NotReadBackNotice(AboutOrder, kind="unknown_order", topic=NotifyTopic.PROBLEMS, alarm=True, ends=True):
    """A minute after 1688 named an order it is still not read back; `reason` are 1688's words.

    `unchecked`: 1688 does not know it (`missing`), does not answer (`unread`), does not show what it is (`incomplete`).
    """

    unchecked: str = "missing"
    reason: str = ""

    @property
    def things(self) -> tuple[str, ...]:
        return (self.about.order_id,) if self.about.order_id else ()


class PaidNotice(AboutOrders, kind="paid", of_several="paid_together", topic=NotifyTopic.MONEY, for_payers=True):
    """It is paid; `agreed` is what was agreed to, if more than that was paid."""

    at: datetime | None = None
    agreed: Fen | None = None

    @property
    def gathers(self) -> bool:
        return super().gathers and self.agreed is None

    def of_the_whole(self) -> Self:
        return replace(super().of_the_whole(), at=None)


class RunPaidNotice(PaidNotice, kind="run_paid", of_several="run_paid_together", topic=NotifyTopic.MONEY):
    """An order of a run is paid; several are told together, whatever they are of: `paid` is the sum (fen) of all.

    Of many some are named, and `more` beside these.
    """

    run: int
    paid: Fen = Fen(0)
    more: int = 0

    @property
    def untold(self) -> int:
        return self.more

    @property
    def gathers(self) -> bool:
        return self.agreed is None

    def of_the_whole(self) -> Self:
        told = (ToldOrder(about=self.about),)
        return replace(self, about=OrderFacts(), told=told, at=None, paid=self.about.total or Fen(0))

    def gathered_with(self, earlier: Notice) -> Self | None:
        """The same for orders of one run, in the order in which they were paid."""
        if not isinstance(earlier, type(self)) or earlier.run != self.run or not (self.gathers and earlier.gathers):
            return None
        first, this = earlier if earlier.told else earlier.of_the_whole(), self.of_the_whole()
        both = replace(first, paid=Fen(first.paid + this.paid))
        if len(first.told) >= MOST_TOGETHER:
            return replace(both, more=first.more + 1)
        return replace(both, told=(*first.told, *this.told))


class AboutSum(AboutOrder, for_payers=True, for_requester=True, repeats=True):
    """1688 names another sum of an order than before."""

    fields: Moved | None = None


class PriceChangedNotice(AboutSum, Outlived, kind="price_changed", topic=NotifyTopic.MONEY):
    """An unpaid order costs another sum than before.

    `asked` if the approvers are asked again; `hash` is for the button of a requester who agrees, else empty.
    """

    asked: bool = False
    hash: str = ""

    @property
    def posted_anew(self) -> bool:
        return self.asked

    @property
    def told_by_card(self) -> bool:
        """Also a sum that nobody has to agree to: the card says which it is."""
        return self.asked or not (self.hash or {"seller", "title"} & (self.fields or {}).keys())


class RepricedNotice(AboutSum, kind="repriced", topic=NotifyTopic.MONEY, shown_by_card=True):
    """Its seller changed the sum after it was paid."""


class PaidSumNotice(AboutSum, kind="paid_sum", topic=NotifyTopic.MONEY, shown_by_card=True):
    """Nothing changed at 1688: its list shows what was really paid, which its own page did not."""


class PriceAgreedNotice(ToldTogether, AboutRequest, kind="price_agreed", topic=NotifyTopic.MONEY, shown_by_card=True):
    """Enough people agreed to what an unpaid order costs now; that it may be paid again is told together with it."""

    by: tuple[str, ...] = ()


class PaySoonNotice(Outlived, AboutOrder, kind="pay_soon", topic=NotifyTopic.REMINDERS, reminds=True, may_be_off=True):
    """It lapses soon; 1688 last said at `told_at` (UTC) that it is not paid."""

    told_at: datetime | None = None


class AlarmNotice(Outlived, AboutOrder, kind="alarm", topic=NotifyTopic.REMINDERS, reminds=True):
    """It is stuck since `at`, for so many days; `parcel` is the one that it is about, if it is about one."""

    alarm: AlarmKind = AlarmKind.NOT_SHIPPED
    at: datetime | None = None
    days: int = 0
    parcel: ToldParcel | None = None

    @property
    def names_no_sum(self) -> bool:
        return self.alarm is AlarmKind.NOT_COUNTED


class NotShippedNotice(AlarmNotice, kind="not_shipped", topic=NotifyTopic.REMINDERS, reminds=True):
    """It was paid at `at` and is not shipped; as releases before told it, which counted no days."""


@dataclass(frozen=True, kw_only=True)
class ToldAlarm:
    """One of many orders that are stuck: what people call its purchase, in which way, for how many days."""

    name: str
    what: AlarmKind
    days: int


class AlarmsNotice(Notice, kind="alarms", topic=NotifyTopic.REMINDERS, reminds=True):
    """Many orders are stuck, so many in each way; `worst` are those that are for the longest time."""

    counts: Mapping[AlarmKind, int] = field(default_factory=dict)
    worst: tuple[ToldAlarm, ...] = ()


class AboutParcels(AboutOrder, for_requester=True):
    """Parcels are on their way."""

    parcels: tuple[ToldParcel, ...] = ()


class PartShippedNotice(
    AboutParcels, kind="part_shipped", topic=NotifyTopic.PARCELS, may_be_off=True, shown_by_card=True
):
    """Some of it is shipped."""


class ShippedNotice(
    AboutParcels,
    AboutOrders,
    kind="shipped",
    of_several="shipped_together",
    topic=NotifyTopic.PARCELS,
    may_be_off=True,
    shown_by_card=True,
):
    """All of it is shipped."""

    def of_the_whole(self) -> Self:
        first = ToldOrder(about=self.about, parcels=self.parcels)
        return replace(super().of_the_whole(), told=(first,), parcels=())


class TraceNotice(AboutOrder, kind="trace", topic=NotifyTopic.PARCELS, may_be_off=True, shown_by_card=True):
    """The newest step of a parcel."""

    company: str = ""
    bill_no: str = ""
    remark: str = ""
    at: datetime | None = None


class WaybillNotice(Notice, kind="waybill", topic=NotifyTopic.PARCELS, may_be_off=True):
    """1688 names the parcel of a waybill that its reader asked about, at this place of the order; without money."""

    about: RequestFacts = RequestFacts()
    order_id: str = ""
    place: int = 0
    company: str = ""
    bill_no: str = ""

    @property
    def names_no_sum(self) -> bool:
        return True


class AboutArrival(AboutOrder, shown_by_card=True, for_requester=True):
    """The goods are there, as 1688 says."""

    at: datetime | None = None


class ReceivedNotice(AboutArrival, kind="received", topic=NotifyTopic.PARCELS, may_be_off=True):
    """1688 says that the goods were received."""


class FinishedNotice(AboutArrival, kind="finished", topic=NotifyTopic.PARCELS, may_be_off=True):
    """1688 says that the order is over."""


class CountedParcelNotice(AboutOrder, kind="parcel_changed", topic=NotifyTopic.PARCELS):
    """1688 changed a parcel after somebody counted it; `now` is its waybill now, if that is what.

    Whoever counts reads no sum of it.
    """

    became: ParcelChange = ParcelChange.GONE
    parcel: ToldParcel = ToldParcel()
    now: str = ""

    @property
    def names_no_sum(self) -> bool:
        return True


class CancelledNotice(AboutOrder, kind="cancelled", topic=NotifyTopic.MONEY, for_payers=True, for_requester=True):
    """It is closed, for 1688's reason; `by` had it cancelled here."""

    reason: str = ""
    was_paid: bool = False
    refunds: tuple[RefundSum, ...] = ()
    by: str = ""

    @property
    def told_by_card(self) -> bool:
        """What a member closed before it was paid needs nobody."""
        return bool(self.by) and not self.was_paid


class AboutRefund(AboutOrder, for_payers=True, for_requester=True, repeats=True):
    """Money that is asked back or came back: `amount` (fen) of `count` refunds; `reason` is why 1688 closed the order.

    `others` is what is to be said of the order's other refunds.
    """

    amount: Fen | None = None
    reason: str = ""
    count: int = 1
    others: tuple[RefundSum, ...] = ()
    state: ClassVar[RefundState]


class RefundAskedNotice(AboutRefund, kind="refund_asked", topic=NotifyTopic.MONEY, shown_by_card=True):
    """Money is asked back."""

    state = RefundState.ASKED


class RefundDoneNotice(AboutRefund, kind="refund_done", topic=NotifyTopic.MONEY, shown_by_card=True):
    """Money came back."""

    state = RefundState.DONE


class RefundClosedNotice(AboutRefund, kind="refund_closed", topic=NotifyTopic.MONEY):
    """The refund ended without money."""

    state = RefundState.CLOSED


class RefundWordNotice(Outlived, AboutOrder, kind="refund_word", topic=NotifyTopic.DECISIONS):
    """Somebody asks this sum back (fen, carriage among it), for 1688's `reason`, and others must agree `until` then.

    It is judged with what was asked back `before` of the same purchase, or if `by_person` by the same person.
    """

    errand: int = 0
    by: str = ""
    asked: Fen = Fen(0)
    before: Fen = Fen(0)
    by_person: bool = False
    carriage: Fen = Fen(0)
    reason: str = ""
    until: datetime | None = None


class RefundWordOverNotice(AboutOrder, kind="refund_word_over", topic=NotifyTopic.DECISIONS):
    """What became of that, for who asked: `agreed`, `turned-down`, `expired`, `moved`, `rules` or `rights`."""

    how: str = "expired"
    by: str = ""
    asked: Fen = Fen(0)


class AboutOneRefund(AboutOrder, for_payers=True, for_requester=True, repeats=True):
    """How one of an order's refunds stands (`stage`); None: its sum is another than the one `asked` for.

    `amount` is asked back now, `carriage` among it, and `paid` came back (fen). `rejection` is why its seller refused
    it. The goods go back to `address`, by `parcel`. At `until` (UTC) that happens which 1688 calls `then`.
    """

    refund_id: str = ""
    stage: RefundStage | None = None
    amount: Fen = Fen(0)
    asked: Fen = Fen(0)
    carriage: Fen = Fen(0)
    paid: Fen = Fen(0)
    rejection: str = ""
    address: str = ""
    parcel: ToldParcel = ToldParcel()
    until: datetime | None = None
    then: str = ""


class RefundMovedNotice(AboutOneRefund, kind="refund_moved", topic=NotifyTopic.MONEY):
    """It goes on, pays less than was asked for, ended beside others, or 1688 set another sum."""


class RefundOursNotice(AboutOneRefund, Outlived, kind="refund_ours", topic=NotifyTopic.MONEY):
    """It waits for us: its seller refused it, or wants the goods back."""


class RefundWaitsNotice(AboutOneRefund, Outlived, kind="refund_waits", topic=NotifyTopic.REMINDERS, reminds=True):
    """It still waits for us, and its time ends soon."""


class ErrandUnclearNotice(AboutOrder, Outlived, kind="errand_unclear", topic=NotifyTopic.PROBLEMS):
    """What was sent once, of which nobody heard an answer; `looked` once 1688 answered a look and did not show it.

    `whole` is whether that look would have shown it, whatever became of it.
    """

    errand_kind: ErrandKind = ErrandKind.REFUND
    errand: int = 0
    looked: bool = False
    whole: bool = False


class UnknownWordNotice(AboutOrder, kind="unknown_word", topic=NotifyTopic.PROBLEMS, alarm=True):
    """1688 says a word of an order that we do not know."""

    word: str = ""


class BackBeyondPaidNotice(
    AboutOrder,
    kind="back_beyond_paid",
    topic=NotifyTopic.MONEY,
    alarm=True,
    for_payers=True,
    for_requester=True,
    repeats=True,
):
    """1688 says that this `amount` came back, which is more than was `paid` (fen); what was known before counts."""

    amount: Fen = Fen(0)
    paid: Fen = Fen(0)


class ParcelOfOtherNotice(AboutOrder, kind="parcel_of_other", topic=NotifyTopic.PARCELS):
    """1688 shows a parcel of another order with this one: it is not taken for ours."""

    parcel: ToldParcel = ToldParcel()
