"""What is told of orders, and to whom: what their events tell, and what is told without an entry in the journal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.purchasing.lifecycle import AlarmKind, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notices import purchases
from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.notices.base import Notice, OrderFacts, ToldParcel, order_facts
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState, RefundReport, RefundState
from bot.purchasing.orders.as_ordered import most_agreed_to, only_partly
from bot.purchasing.orders.payable import agreed_before, agreed_to, price_asked
from bot.purchasing.orders.purchase_sums import RefundSum, charged, refund_sums
from bot.purchasing.person import Place
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Moved, Snapshot
from bot.purchasing.tracking.alarms import Alarm
from bot.purchasing.tracking.paid_back import stage_at
from bot.purchasing.tracking.reconcile import News

MOST_SHOWN = 10
"""So many of what is told together are shown, the worst or the newest; the rest is a number."""


def placed_key(request: Request, order_id: str) -> str:
    """The key of the news that an order is there: another one for each sum that was agreed to."""
    agreed = request.approved
    return f"placed:{order_id}" + (f":{agreed.hash[:16]}" if agreed is not None else "")


def placed_tells(
    request: Request, notice: purchases.PlacedNotice, asked_by: str, by: tuple[str, ...], *, again: bool
) -> Iterator[Tell]:
    """An order is there and may be paid, or is further already; told once for each sum agreed to.

    The team's buyers are asked to pay and hear of it for the first time: they read who asked, why and who agreed. If
    people were told `again`, before at another sum, a team's group reads it on the card.
    """
    key = placed_key(request, notice.about.order_id)
    yield Tell(notice, Audience.ASKED, key, by_card=again)
    if request.approved is not None:
        notice = replace(notice, asked_by=asked_by, why=request.why, by=by)
    yield Tell(notice, Audience.PAYERS, key, by_card=again)


def no_payment_tells(purchase: Purchase, order: Order, by: str) -> Iterator[Tell]:
    """The first that is known of an order is that it is paid or closed: the create call's own answer said so.

    `by` had it cancelled here.
    """
    about = order_facts(purchase, order)
    notice: Notice = purchases.PaidNotice(about=about)
    if order.state is OrderState.CANCELLED:
        notice = cancelled_notice(about, order, by)
    return news_tells(notice, f"{order.state.value}:{order.order_id}")


def other_sum_tells(purchase: Purchase) -> Iterator[Tell]:
    """All orders of a purchase are read back: if they cost another sum than was agreed, nobody has paid it yet.

    That they cost less because 1688 left something out is told with what it left out.
    """
    total = charged(purchase)
    agreed = agreed_to(purchase)
    if agreed is None or not purchase.orders or total == agreed.total:
        return
    expected = most_agreed_to(purchase) or agreed.total
    if only_partly(purchase) and total <= expected:
        return
    about = order_facts(purchase, purchase.orders[0], total)
    notice = purchases.PriceChangedNotice(about=about, fields={"total": (expected, total)})
    yield from price_tells(purchase, notice, f"price:{purchase.request.id}:{total}")


def raised_tells(purchase: Purchase, agreed: Snapshot, total: Fen) -> Iterator[Tell]:
    """The orders cost another sum than was agreed to, or show another seller or product: it passed, or is asked about.

    It is told once for each sum, the whole rise if it is asked; a group that is asked sees it on the card posted anew.
    """
    request = purchase.request
    snapshot = request.snapshot
    order = next((each for each in purchase.orders if each.state is OrderState.TO_PAY), purchase.orders[0])
    own_word = price_asked(purchase) and not request.waits
    pending = request.state is RequestState.PENDING
    before = request.approved if pending and request.approved is not None else agreed
    fields: Moved = {"total": (before.total, total)} if total != before.total else {}
    otherwise = snapshot.otherwise if snapshot else ()
    fields |= {name: (was, shown) for name, was, shown in otherwise if (name, was, shown) not in before.otherwise}
    notice = purchases.PriceChangedNotice(
        about=order_facts(purchase, order, total),
        fields=fields,
        asked=request.waits,
        hash=snapshot.hash if own_word and snapshot else "",
    )
    return price_tells(purchase, notice, f"raised:{request.id}:{request.version}", group=not request.waits)


def stuck_tells(purchase: Purchase, order: Order, alarm: Alarm, places: Sequence[Place]) -> Iterator[Tell]:
    """What is stuck of an order, for those who read at these places."""
    about = order_facts(purchase, order)
    parcel = next((each for each in order.parcels if each.logistics_id == alarm.parcel), None)
    told = ToldParcel(company=parcel.company, bill_no=parcel.bill_no) if parcel else None
    notice: Notice = purchases.AlarmNotice(about=about, alarm=alarm.kind, at=alarm.since, days=alarm.days, parcel=told)
    refund = next((each for each in order.refunds if each.refund_id == alarm.parcel), None)
    if alarm.kind is AlarmKind.REFUND_WAITS and refund is not None:
        notice = purchases.RefundWaitsNotice(**about_refund(about, refund), stage=stage_at(refund))
    key = f"alarm:{order.order_id}:{alarm.kind}:{alarm.parcel}:{alarm.since.isoformat()}:{alarm.days}"
    for place in places:
        yield Tell(notice, place, f"{key}:{place.chat_id}")


def many_stuck(alarms: Sequence[purchases.ToldAlarm], place: Place, now: datetime) -> Tell:
    """Much is stuck, or was when this began to be told: one message to those who read at a place."""
    counts = Counter(each.what for each in alarms)
    worst = sorted(alarms, key=lambda each: -each.days)[:MOST_SHOWN]
    notice = purchases.AlarmsNotice(counts=dict(counts), worst=tuple(worst))
    return Tell(notice, place, f"alarms:{now.isoformat()}:{place.chat_id}")


def news_tells(notice: Notice, dedupe: str) -> Iterator[Tell]:
    """Where news of an order is told; of its arrival who asked in a group hears once, received or finished."""
    yield Tell(notice, Audience.ASKED, dedupe)
    if notice.for_payers:
        yield Tell(notice, Audience.PAYERS, dedupe)
    if notice.for_requester and not notice.posted_anew:
        if isinstance(notice, purchases.AboutArrival):
            dedupe = f"{purchases.ReceivedNotice.kind}:{notice.about.order_id}"
        yield Tell(notice, Audience.REQUESTER, dedupe)


def price_tells(
    purchase: Purchase, notice: purchases.PriceChangedNotice, dedupe: str, *, group: bool = True
) -> Iterator[Tell]:
    """The team that agreed to one sum hears of a higher one, even if it was asked for in private."""
    agreed = purchase.request.approved or purchase.request.snapshot
    if group and agreed is not None and charged(purchase) > agreed.total:
        yield Tell(notice, Audience.GROUP_BESIDE, dedupe)
    yield from news_tells(notice, dedupe)


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
        return cancelled_notice(about, order, by)
    # What was agreed to, if more than that was paid, for example on the site.
    agreed = agreed_before(purchase.request)
    above = agreed is not None and charged(purchase) > agreed.total
    return purchases.PaidNotice(about=about, at=order.modified_at, agreed=agreed.total if agreed and above else None)


def cancelled_notice(about: OrderFacts, order: Order, by: str) -> purchases.CancelledNotice:
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
