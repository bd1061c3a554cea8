"""Compares our state with 1688's report: which events are missing, what to store, and when to look next."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta

from bot.purchasing.lifecycle import ORDER_MOVES, REFUND_MOVES
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import Notice
from bot.purchasing.notices.purchases import (
    CancelledNotice,
    FinishedNotice,
    PaidNotice,
    PaidSumNotice,
    PartShippedNotice,
    PriceChangedNotice,
    ReceivedNotice,
    RefundAskedNotice,
    RefundClosedNotice,
    RefundDoneNotice,
    RepricedNotice,
    ShippedNotice,
)
from bot.purchasing.order import Order
from bot.purchasing.order_report import (
    OrderLine,
    OrderReport,
    OrderState,
    ReadBackState,
    RefundReport,
    RefundState,
    ShownOfOrder,
)
from bot.purchasing.orders.purchase_sums import came_back, fell_by_refund, lines_after, paid_after, refund_sums
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.snapshot import Line, by_variant

_STATE_NEWS = {
    OrderState.PAID: PaidNotice,
    OrderState.PART_SHIPPED: PartShippedNotice,
    OrderState.SHIPPED: ShippedNotice,
    OrderState.RECEIVED: ReceivedNotice,
    OrderState.FINISHED: FinishedNotice,
    OrderState.CANCELLED: CancelledNotice,
}
_REFUND_NEWS = {each.state: each for each in (RefundAskedNotice, RefundDoneNotice, RefundClosedNotice)}
_ON_ITS_WAY = frozenset({OrderState.PAID, OrderState.PART_SHIPPED, OrderState.SHIPPED})
"""Paid, and not received: its seller may still name another sum."""
LONGEST_LOOK = timedelta(hours=12)


@dataclass(frozen=True)
class News:
    """One thing that people must hear about an order, with the values before and after if that says more."""

    form: type[Notice]
    before: int | str | None = None
    after: int | str | None = None


@dataclass(frozen=True)
class Reconciled:
    """What a report changes: the states to go through, the columns to set, the news."""

    states: tuple[OrderState, ...] = ()
    refund: RefundState | None = None
    news: tuple[News, ...] = ()
    odd: str = ""
    """A word of 1688 that contradicts our state; our state is kept and the word is reported once."""
    values: dict[str, object] = field(default_factory=dict)
    lines: tuple[OrderLine, ...] = ()
    """The order's lines as they are after it."""


def reconcile(
    order: Order, report: OrderReport, due: Fen | None = None, refunds: tuple[RefundReport, ...] = ()
) -> Reconciled:
    """The events between what we know of an order and what 1688 reports; the same report again gives none.

    `due` (fen) is what 1688 wants for it now, if that was asked; `refunds` are those known after the look.
    """
    total = sum_that_counts(order, report, due)
    states, odd = _states(order, report)
    news = [News(_STATE_NEWS[state]) for state in states if state in _STATE_NEWS]
    refund = report.refund if (order.refund, report.refund) in REFUND_MOVES else None
    paid = paid_after(order, report, total, refunds)
    back = came_back(report.refunded, paid, refunds)
    news += _refund_news(order, replace(order, refund=refund or order.refund, refunds=refunds, refunded=back))
    if total != order.total and order.known and (form := _sum_news(order, report, total, states, refunds)):
        news.insert(0, News(form, order.total, total))
    values = _values(order, report, total) | {"paid_fen": paid, "refunded_fen": back}
    return Reconciled(states, refund, tuple(news), odd, values, lines_after(order, report, total))


def sum_that_counts(order: Order, report: OrderReport, due: Fen | None = None) -> Fen:
    """The sum of an order (fen) after a look: whichever of detail and list changed last, and at least what is due now.

    The detail of some orders keeps their first sum for ever, while the list shows what is really paid.
    """
    if report.total != order.detail_total:
        total = report.total
    elif order.listed_total is not None:
        total = order.listed_total
    else:
        total = order.total if due is None else report.total
    return Fen(max(total, due or 0))


def after(order: Order, report: OrderReport, checked: ReadBackState, due: Fen | None) -> Order:
    """The order as it will be after the report is recorded, as far as its payment goes."""
    changes = reconcile(order, report, due)
    state = changes.states[-1] if changes.states else order.state
    total = sum_that_counts(order, report, due)
    return replace(order, state=state, checked=checked, total=total, freight=report.freight)


def _states(order: Order, report: OrderReport) -> tuple[tuple[OrderState, ...], str]:
    """The states to go through, oldest first; a jump over `paid` still reports the payment."""
    if report.state is order.state:
        return (), ""
    if report.state is None or (order.state, report.state) not in ORDER_MOVES:
        return (), report.word if report.word != order.word else ""
    passed_payment = order.state is OrderState.TO_PAY and report.paid_at is not None
    if passed_payment and report.state is not OrderState.PAID:
        return (OrderState.PAID, report.state), ""
    return (report.state,), ""


def _sum_news(
    order: Order, report: OrderReport, total: Fen, states: tuple[OrderState, ...], refunds: tuple[RefundReport, ...]
) -> type[Notice] | None:
    """What another sum of an order is called; None if its payment, its refund or its end tells it.

    If neither the detail nor the time of its last change moved, the list told late what was paid.
    """
    if order.state is OrderState.TO_PAY:
        return None if states else PriceChangedNotice
    ended = order.state not in _ON_ITS_WAY or OrderState.CANCELLED in states
    if ended or fell_by_refund(order.total, total, report, refunds):
        return None
    learned = report.total == order.detail_total and report.modified_at == order.modified_at
    return PaidSumNotice if learned else RepricedNotice


def _refund_news(before: Order, now: Order) -> list[News]:
    """Each refund once: also a second one, or one that a sub-account does not see, which leave the order's word."""
    news = [now.refund] if now.refund is not before.refund else []
    if now.refunded > before.refunded:
        news = [RefundState.DONE, *(state for state in news if state is not RefundState.DONE)]
    known = {each.refund_id for each in before.refunds}
    second = any(each.state is RefundState.ASKED and each.refund_id not in known for each in now.refunds)
    if not news and now.refund is RefundState.ASKED and second and refund_sums(before)[0].amount:
        news = [RefundState.ASKED]
    return [News(_REFUND_NEWS[state]) for state in news if state in _REFUND_NEWS]


def _values(order: Order, report: OrderReport, total: Fen) -> dict[str, object]:
    values: dict[str, object] = {
        "word": report.word,
        "total_fen": total,
        "detail_fen": report.total,
        "freight_fen": report.freight,
        "modified_at": report.modified_at,
        **{shown.name: getattr(report, shown.name) for shown in fields(ShownOfOrder)},
    }
    optional = {
        "seller": report.seller,
        "seller_login": report.seller_login,
        "account": report.account,
        "paid_at": report.paid_at,
        "pay_by": report.pay_by,
    }
    if report.total != order.detail_total:
        values["listed_fen"] = None  # the list has said nothing since
    return values | {name: value for name, value in optional.items() if value}


def differs(order: Order, listed: OrderReport) -> bool:
    """Whether the list shows the order differently from what we know.

    Its modify time alone is not enough: 1688 counts whole seconds, and an order can change twice in one.
    """
    known = (order.modified_at, order.word, order.refund)
    moved = listed.total not in (order.total, order.listed_total)
    return moved or known != (listed.modified_at, listed.word, listed.refund)


def newly_listed(order: Order, listed: OrderReport) -> Fen | None:
    """The list's sum (fen), if it is neither the list's sum before nor the detail's; else None.

    A row that is older than what is known is ignored.
    """
    older = order.modified_at and (listed.modified_at is None or listed.modified_at < order.modified_at)
    before = order.detail_total if order.listed_total is None else order.listed_total
    return None if older or before is None or listed.total == before else listed.total


def explains(lines: Iterable[Line], reports: Iterable[OrderReport]) -> bool:
    """Whether these orders together are exactly what was sent, whatever they cost."""
    lines_there = [line for report in reports for line in report.lines]
    return all(line.quantity > 0 for line in lines_there) and by_variant(lines_there) == by_variant(lines)


DOUBT_LOOKS = (2, 5, 10, 20, 40, 120, 300, 600, 1800)
LOOK_FOR = timedelta(hours=72)
TELL_A_PERSON_AFTER = timedelta(seconds=60)
SETTLE_AFTER = timedelta(minutes=10)
SETTLE_LOOKS = 3
LATE_LOOK = timedelta(minutes=30)


def missing_looks(attempt: Attempt) -> int:
    """How many more looks must find nothing before people may settle a doubt: three in all, one of the whole list."""
    return max(SETTLE_LOOKS - attempt.empty_looks, 1 - min(1, attempt.unfiltered_looks))


def settled_from(attempt: Attempt, now: datetime, looked_for: bool) -> datetime | None:
    """From which minute on people may settle a doubt at the earliest; None if it was never sent.

    That is ten minutes after it was sent and, if it is `looked_for`, after the looks that are missing.
    """
    if attempt.submitted_at is None:
        return None
    at, look = attempt.submitted_at + SETTLE_AFTER, attempt.next_look_at
    for done in range(missing_looks(attempt) if looked_for else 0):
        if look is not None:
            at = max(at, look, now)
            empty_looks = attempt.empty_looks + done + 1
            look = next_doubt_look(attempt.submitted_at, max(look, now), empty_looks, attempt.looks + done + 1)
    into = timedelta(seconds=at.second, microseconds=at.microsecond)
    return at - into + timedelta(minutes=1) if into else at


def next_check(placed_at: datetime, now: datetime) -> datetime:
    """When to look again at an order that was not read back yet: as if unclear, but twice a day after three days."""
    return next_doubt_look(placed_at, now) or now + LONGEST_LOOK


def next_doubt_look(
    submitted_at: datetime | None, now: datetime, empty_looks: int = SETTLE_LOOKS, looks: int = 0
) -> datetime | None:
    """When to look again: after 2, 5, 10, 20, 40 s, 2, 5, 10, 30 min, then every hour; None after 72 h.

    `empty_looks` counts the answered looks so far. As long as they are too few for people to settle it, there is
    another look half an hour later, even after 72 h: an outage must not be the last look. If the clock went back to
    before the call, or is doubted (`submitted_at` None), `looks` says how many there were of any kind, and each wait
    begins now.
    """
    if submitted_at is None or submitted_at > now:
        return now + timedelta(seconds=DOUBT_LOOKS[min(looks, len(DOUBT_LOOKS) - 1)])
    if now >= submitted_at + LOOK_FOR:
        return None if empty_looks >= SETTLE_LOOKS else now + LATE_LOOK
    for seconds in DOUBT_LOOKS:
        at = submitted_at + timedelta(seconds=seconds)
        if at > now:
            return at
    hours = (now - submitted_at) // timedelta(hours=1) + 1
    return submitted_at + timedelta(hours=hours)
