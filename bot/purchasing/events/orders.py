"""What happens to orders on 1688, their parcels and refunds, and to orders that nobody here knows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import field, replace
from datetime import datetime
from typing import Any

from bot.purchasing.events.base import AttemptEvent, Audience, Event, RequestEvent, Tell
from bot.purchasing.lifecycle import AlarmKind, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notices import operations, purchases
from bot.purchasing.notices.base import Notice, OrderFacts, ToldParcel, order_facts
from bot.purchasing.order import OrderState, Parcel, RefundReport, RefundState, TraceStep
from bot.purchasing.orders.as_ordered import most_agreed_to, only_partly
from bot.purchasing.orders.payable import agreed_before, agreed_to, price_asked
from bot.purchasing.orders.purchase_sums import RefundSum, charged, refund_sums
from bot.purchasing.request import Moved, Snapshot
from bot.purchasing.requests.purchase import Order, Place, Purchase, Request, ShippedParcel
from bot.purchasing.tracking.alarms import Alarm
from bot.purchasing.tracking.reconcile import News
from bot.purchasing.tracking.refunded import RefundMove, stage_at

_MOST_SHOWN = 10


class PurchaseEvent(Event):
    """Something that happened to a purchase."""

    purchase: Purchase
    request: Request = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "request", self.purchase.request)


class OrderEvent(PurchaseEvent):
    """Something that happened to an order of a purchase."""

    order: Order
    order_id: str = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "order_id", self.order.order_id)

    @property
    def about(self) -> OrderFacts:
        return order_facts(self.purchase, self.order)


class OrderAct(Event):
    """Something about an order for which its purchase need not be known."""

    order: Order

    @property
    def request_id(self) -> int | None:
        return self.order.request_id


class SellerChatOpened(OrderAct, kind="seller_chat"):
    """A person went to the chat of an order's seller."""


class OrderPlaced(OrderEvent):
    """An order is there and may be paid, or is further already; told once for each sum agreed to.

    The team's buyers are asked to pay and hear of it for the first time: they read who asked, why and who agreed.
    """

    missing: tuple[purchases.ToldFailure, ...]
    """What 1688 left out, told with the first of several orders."""
    asked_by: str
    by: tuple[str, ...]
    """Those who agreed."""
    again: bool = False
    """Whether people were told before that it is to be paid, at another sum: a team's group reads it on the card."""

    @property
    def dedupe(self) -> str:
        """Its key, another one for each sum that was agreed to."""
        agreed = self.request.approved
        return f"placed:{self.order_id}" + (f":{agreed.hash[:16]}" if agreed is not None else "")

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = purchases.PlacedNotice(about=self.about, missing=self.missing)
        yield Tell(notice, Audience.ASKED, self.dedupe, by_card=self.again)
        if self.request.approved is not None:
            notice = replace(notice, asked_by=self.asked_by, why=self.request.why, by=self.by)
        yield Tell(notice, Audience.PAYERS, self.dedupe, by_card=self.again)


class NoPaymentWanted(OrderEvent):
    """The first that is known of an order is that it is paid or closed: the create call's own answer said so."""

    by: str
    """Who had it cancelled here."""

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice: Notice = purchases.PaidNotice(about=self.about)
        if self.order.state is OrderState.CANCELLED:
            notice = _cancelled(self.about, self.order, self.by)
        yield from _tells(notice, f"{self.order.state.value}:{self.order_id}")


class NotReadBack(OrderEvent):
    """A minute after 1688 named an order it is still not read back; `unchecked` says why, `reason` in 1688's words."""

    unchecked: str
    reason: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = purchases.NotReadBackNotice(about=self.about, unchecked=self.unchecked, reason=self.reason)
        yield Tell(notice, Audience.ASKED, f"unknown:{self.order_id}")
        yield Tell(notice, Audience.PAYERS, f"unknown:{self.order_id}")


class OrderNews(OrderEvent, facts="before after"):
    """A look found one thing that is new of an order; people hear of it unless they were `told` otherwise."""

    news: News
    by: str
    """Who brought it about here."""
    told: bool
    run: int | None = None
    """The run in which it was to be paid together with others."""

    @property
    def entry_kind(self) -> str:
        return str(self.news.form.kind)

    def entry_facts(self) -> dict[str, Any]:
        return {"before": self.news.before, "after": self.news.after}

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.told:
            return
        notice = notice_of(self.purchase, self.order, self.news, self.by)
        if isinstance(notice, purchases.PaidNotice) and self.run is not None:
            notice = purchases.RunPaidNotice(**vars(notice), run=self.run)
        dedupe = f"{self.entry_kind}:{self.order_id}" + (f":{self.order.version}" if notice.repeats else "")
        if isinstance(notice, purchases.PriceChangedNotice):
            yield from _price_tells(self.purchase, notice, dedupe)
            return
        yield from _tells(notice, dedupe)


class RefundMoved(OrderEvent, facts="refund", redraws=True):
    """A look found what is new of one refund, beside what the order's own word says; `people` had it asked for."""

    move: RefundMove
    people: frozenset[int]

    @property
    def entry_kind(self) -> str:
        return f"refund_{self.move.stage or 'changed'}"

    @property
    def refund(self) -> dict[str, str | int]:
        """Its number, and its sums in fen."""
        of = self.move.refund
        return {"id": of.refund_id, "asked": self.move.asked, "amount": of.amount, "paid": of.paid}

    def tells(self, now: datetime) -> Iterator[Tell]:
        refund, stage, asked = self.move
        form = purchases.RefundOursNotice if stage is not None and stage.ours else purchases.RefundMovedNotice
        notice = form(**about_refund(self.about, refund), stage=stage, asked=asked)
        dedupe = f"{self.entry_kind}:{self.order_id}:{refund.refund_id}:{self.order.version}"
        yield from _tells(notice, dedupe)
        yield Tell(notice, self.people, dedupe)


class UnknownWord(OrderEvent, kind="unknown_word", facts="word"):
    """1688 says a word of an order that contradicts its state here, or that is not known."""

    word: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = purchases.UnknownWordNotice(about=self.about, word=self.word)
        yield Tell(notice, Audience.ASKED, f"word:{self.order_id}:{self.word}")


class BackBeyondPaid(OrderEvent, kind="back_beyond_paid", facts="said paid"):
    """1688 says that more came back of an order than was paid for it (fen); it is not believed."""

    said: Fen
    paid: Fen

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = purchases.BackBeyondPaidNotice(about=self.about, amount=self.said, paid=self.paid)
        yield from _tells(notice, f"back_beyond_paid:{self.order_id}:{self.said}")


class AllReadBack(PurchaseEvent):
    """All orders of a purchase are read back: if they cost another sum than was agreed, nobody has paid it yet.

    That they cost less because 1688 left something out is told with what it left out.
    """

    def tells(self, now: datetime) -> Iterator[Tell]:
        purchase, total, agreed = self.purchase, charged(self.purchase), agreed_to(self.purchase)
        if agreed is None or not purchase.orders or total == agreed.total:
            return
        expected = most_agreed_to(purchase) or agreed.total
        if only_partly(purchase) and total <= expected:
            return
        about = order_facts(purchase, purchase.orders[0], total)
        notice = purchases.PriceChangedNotice(about=about, fields={"total": (expected, total)})
        yield from _price_tells(purchase, notice, f"price:{self.request_id}:{total}")


class PriceRaised(PurchaseEvent):
    """The orders cost another sum than was agreed to, or show another seller or product: it passed, or is asked about.

    It is told once for each sum, the whole rise if it is asked; a group that is asked sees it on the card posted anew.
    """

    agreed: Snapshot
    total: Fen

    def tells(self, now: datetime) -> Iterator[Tell]:
        purchase, request, snapshot = self.purchase, self.request, self.request.snapshot
        order = next((each for each in purchase.orders if each.state is OrderState.TO_PAY), purchase.orders[0])
        own_word = price_asked(purchase) and not request.waits
        pending = request.state is RequestState.PENDING
        before = request.approved if pending and request.approved is not None else self.agreed
        fields: Moved = {"total": (before.total, self.total)} if self.total != before.total else {}
        otherwise = snapshot.otherwise if snapshot else ()
        fields |= {name: (was, shown) for name, was, shown in otherwise if (name, was, shown) not in before.otherwise}
        notice = purchases.PriceChangedNotice(
            about=order_facts(purchase, order, self.total), fields=fields, asked=request.waits,
            hash=snapshot.hash if own_word and snapshot else "",
        )  # fmt: skip
        yield from _price_tells(purchase, notice, f"raised:{request.id}:{request.version}", group=not request.waits)


class ShownOtherwise(RequestEvent, kind="differs", facts="otherwise"):
    """An order shows other sellers or titles than its request: by these it is judged from now on."""

    otherwise: tuple[tuple[str, str, str], ...]


class PriceAsked(RequestEvent, kind="price_asked", facts="agreed total snapshot policy needs", redraws=True):
    """A price above what was agreed to must be agreed to before the orders may be paid."""

    agreed: Fen
    total: Fen
    snapshot: str
    policy: int | None
    needs: str | None


class PriceAnswered(RequestEvent, kind="price_back", facts="agreed total", redraws=True):
    """A price that was asked about is not above what was agreed to any more."""

    agreed: Fen
    total: Fen


class HigherPricePaid(PriceAnswered, kind="price_paid"):
    """A price that was asked about was paid without an answer."""


class ParcelMoved(OrderEvent, redraws=True):
    """A parcel has new steps: `step` is the last of so many; steps that came together are one message."""

    parcel: ShippedParcel
    step: TraceStep
    count: int

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = purchases.TraceNotice(
            about=self.about, company=self.parcel.company, bill_no=self.parcel.bill_no, remark=self.step.remark,
            at=self.step.at,
        )  # fmt: skip
        yield Tell(notice, Audience.ASKED, f"trace:{self.order_id}:{self.parcel.logistics_id}:{self.count}")


class ParcelOfOther(OrderEvent):
    """1688 shows a parcel of another order with this one, and again when it is asked at once; it is not kept."""

    parcel: Parcel

    def tells(self, now: datetime) -> Iterator[Tell]:
        told = ToldParcel(company=self.parcel.company, bill_no=self.parcel.bill_no)
        notice = purchases.ParcelOfOtherNotice(about=self.about, parcel=told)
        yield from _tells(notice, f"parcel_of_other:{self.order_id}:{self.parcel.logistics_id}")


class LapsesSoon(OrderEvent):
    """An unpaid order lapses soon, as those who read at these places want to be warned.

    1688 last said at `told_at` (UTC) that it is not paid.
    """

    places: tuple[Place, ...]
    told_at: datetime | None

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice, dedupe = purchases.PaySoonNotice(about=self.about, told_at=self.told_at), f"lapsing:{self.order_id}"
        for place in self.places:
            beside = f":{place.chat_id}" if place != self.request.place else ""
            yield Tell(notice, place, dedupe + beside)


class OrderStuck(OrderEvent):
    """What is stuck of an order is told to those who read at these places."""

    alarm: Alarm
    places: tuple[Place, ...]

    def tells(self, now: datetime) -> Iterator[Tell]:
        alarm = self.alarm
        parcel = next((each for each in self.order.parcels if each.logistics_id == alarm.parcel), None)
        about = ToldParcel(company=parcel.company, bill_no=parcel.bill_no) if parcel else None
        told, days = self.about, alarm.days
        notice: Notice = purchases.AlarmNotice(about=told, alarm=alarm.kind, at=alarm.since, days=days, parcel=about)
        refund = next((each for each in self.order.refunds if each.refund_id == alarm.parcel), None)
        if alarm.kind is AlarmKind.REFUND_WAITS and refund is not None:
            notice = purchases.RefundWaitsNotice(**about_refund(told, refund), stage=stage_at(refund))
        dedupe = f"alarm:{self.order_id}:{alarm.kind}:{alarm.parcel}:{alarm.since.isoformat()}:{days}"
        for place in self.places:
            yield Tell(notice, place, f"{dedupe}:{place.chat_id}")


class ManyStuck(Event):
    """Much is stuck, or was when this began to be told: one message to those who read at a place."""

    alarms: tuple[purchases.ToldAlarm, ...]
    place: Place

    def tells(self, now: datetime) -> Iterator[Tell]:
        counts = Counter(each.what for each in self.alarms)
        worst = sorted(self.alarms, key=lambda each: -each.days)[:_MOST_SHOWN]
        notice = purchases.AlarmsNotice(counts=dict(counts), worst=tuple(worst))
        yield Tell(notice, self.place, f"alarms:{now.isoformat()}:{self.place.chat_id}")


class UnknownOrderFound(Event, kind="ghost", facts="reference"):
    """An order with our reference has no live attempt, or an order is nobody's again."""

    order_id: str = field()
    reference: str


class UnknownOrderStopsBuying(Event):
    """Buying stops because of an unknown order, and the admins decide what it is; `again` if they did before."""

    order_id: str = field()
    total: Fen | None
    again: datetime | None = None

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.UnknownOrderNotice(
            order_id=self.order_id, total=self.total, number=self.attempt.request_id if self.attempt else None,
            unknown=self.attempt is None,
        )  # fmt: skip
        again = f":{self.again.isoformat()}" if self.again else ""
        yield Tell(notice, Audience.OWNERS, f"ghost:{self.order_id}{again}")


class OrderPlacedOutside(Event, kind="placed_outside", facts="reference"):
    """An order without our reference was found; it is told with the others of its round."""

    order_id: str = field()
    reference: str


class OutsideOrdersUnexplained(Event):
    """Orders that were placed outside in one round (at least one), and that nothing explains since."""

    orders: tuple[operations.OutsideOrder, ...]

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.PlacedOutsideNotice(count=len(self.orders), outside=self.orders[:_MOST_SHOWN])
        yield Tell(notice, Audience.OWNERS, f"outside:{self.orders[0].order_id}:{now.isoformat()}")


class ListSwept(Event, kind="swept", facts="since ghosts outside resting"):
    """In a quarantine that began at `at` 1688's list was read to its end: so much is to be decided."""

    at: datetime
    since: str
    ghosts: int
    outside: int
    resting: int
    looked_for: bool
    blind: bool

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.SweptNotice(
            unknown=self.ghosts, outside=self.outside, resting=self.resting, looked_for=self.looked_for,
            blind=self.blind,
        )  # fmt: skip
        yield Tell(notice, Audience.ADMINS, f"swept:{self.at.isoformat()}")


class UnknownOrderGiven(RequestEvent, kind="ghost_given", redraws=True):
    """An unknown order was given to a request of several sellers, and waits with its part for the consent."""


class UnknownOrderLinked(RequestEvent, kind="ghost_linked"):
    """A person said whose an unknown order is."""


class OutsideOrderAttached(UnknownOrderLinked, kind="outside_attached"):
    """The same of an order that was placed outside."""


class UnknownOrderRejoined(UnknownOrderLinked, redraws=True):
    """An unknown order went back to the attempt of its reference, which was given up or refused."""


class HandedOver(RequestEvent, kind="withdrawn", redraws=True):
    """A purchase ends, because the order that was followed as its own is another request's."""


class PurchaseFollowed(RequestEvent, kind="opened", facts="offer order"):
    """A request was made of an order that a person follows."""

    offer: str
    order: str


class UnknownOrderClosed(Event, kind="ghost_closed"):
    """A person dealt with an unknown order on 1688."""


class OutsideOrderIgnored(Event, kind="outside_ignored"):
    """An order that was placed outside does not concern the bot."""


class TakenByHand(AttemptEvent, kind="by_hand", redraws=True):
    """A person orders it on the site; the program does not place it any more."""


class PeopleNeeded(AttemptEvent, kind="needs_person", facts="looks", redraws=True):
    """Looking is not enough: people settle the doubt; `people` are those who hear it in private, with its buttons."""

    looks: int
    notice: purchases.NeedsPersonNotice
    people: frozenset[int]

    def tells(self, now: datetime) -> Iterator[Tell]:
        attempt = self.attempt
        dedupe = f"needs_person:{attempt.id}:{attempt.epoch}" + (f":{attempt.alike_hash}" if attempt.alike else "")
        yield Tell(self.notice, Audience.ASKED, dedupe)
        yield Tell(self.notice, self.people - {self.request.place.chat_id}, dedupe)


class OthersAlike(PeopleNeeded, kind=""):
    """Other orders than before may be the one in doubt."""


class VerdictGiven(AttemptEvent, kind="verdict", facts="verdict alone"):
    """A person said what becomes of an attempt in doubt; if a second must say it too, the other `people` hear it."""

    verdict: str
    alone: bool
    notice: purchases.NeedsPersonNotice | None
    people: frozenset[int]

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.notice is not None and self.actor is not None:
            dedupe = f"{self.verdict}:{self.attempt.id}:{self.attempt.epoch}"
            yield Tell(self.notice, self.people - {self.actor}, dedupe)


class GivenUp(AttemptEvent, redraws=True):
    """An order that was never found was given up, by the person of this name."""

    name: str
    looked_for: bool

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = purchases.AbandonedNotice(about=self.about, by=self.name, looked_for=self.looked_for)
        yield Tell(notice, Audience.ASKED, f"abandoned:{self.attempt.id}")


def _tells(notice: Notice, dedupe: str) -> Iterator[Tell]:
    """Where news of an order is told; of its arrival who asked in a group hears once, received or finished."""
    yield Tell(notice, Audience.ASKED, dedupe)
    if notice.for_payers:
        yield Tell(notice, Audience.PAYERS, dedupe)
    if notice.for_requester and not notice.posted_anew:
        if isinstance(notice, purchases.AboutArrival):
            dedupe = f"{purchases.ReceivedNotice.kind}:{notice.about.order_id}"
        yield Tell(notice, Audience.REQUESTER, dedupe)


def _price_tells(
    purchase: Purchase, notice: purchases.PriceChangedNotice, dedupe: str, *, group: bool = True
) -> Iterator[Tell]:
    """The team that agreed to one sum hears of a higher one, even if it was asked for in private."""
    agreed = purchase.request.approved or purchase.request.snapshot
    if group and agreed is not None and charged(purchase) > agreed.total:
        yield Tell(notice, Audience.GROUP_BESIDE, dedupe)
    yield from _tells(notice, dedupe)


def notice_of(purchase: Purchase, order: Order, news: News, by: str = "") -> Notice:
    """The notice for one piece of news of a look, which `by` brought about."""
    about, form = order_facts(purchase, order), news.form
    if issubclass(form, purchases.AboutSum):
        return form(about=about, fields={"total": (news.before, news.after)})
    if issubclass(form, purchases.AboutParcels):
        parcels = tuple(ToldParcel(company=each.company, bill_no=each.bill_no) for each in order.parcels)
        return form(about=about, parcels=parcels)
    if issubclass(form, purchases.AboutArrival):
        return form(about=about, at=order.modified_at)
    if issubclass(form, purchases.AboutRefund):
        state, sums = form.state, refund_sums(order)
        mine = next((each for each in sums if each.state is state), RefundSum(state))
        others = tuple(each for each in sums if each.state is not state)  # which its card shows
        reason = order.close_reason if state is not RefundState.DONE else ""
        return form(about=about, amount=mine.amount, count=mine.count, others=others, reason=reason)
    if form is purchases.CancelledNotice:
        return _cancelled(about, order, by)
    # What was agreed to, if more than that was paid, for example on the site.
    agreed = agreed_before(purchase.request)
    above = agreed is not None and charged(purchase) > agreed.total
    return purchases.PaidNotice(about=about, at=order.modified_at, agreed=agreed.total if agreed and above else None)


def _cancelled(about: OrderFacts, order: Order, by: str) -> purchases.CancelledNotice:
    was_paid = order.paid_at is not None
    return purchases.CancelledNotice(
        about=about, reason=order.close_reason, was_paid=was_paid, refunds=refund_sums(order), by=by
    )


def about_refund(about: OrderFacts, refund: RefundReport) -> dict[str, Any]:
    """What is told of one refund, whatever is new of it."""
    return {
        "about": about, "refund_id": refund.refund_id, "amount": refund.amount, "carriage": refund.carriage,
        "paid": refund.paid, "rejection": refund.rejection, "address": refund.address, "until": refund.ends_at,
        "parcel": ToldParcel(company=refund.carrier, bill_no=refund.bill_no), "then": refund.ends_how,
    }  # fmt: skip
