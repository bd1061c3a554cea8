"""Records orders placed on the site or the phone and tells each once, so that people can say whose they are."""

from datetime import datetime

from bot.desk.ledger.facts import OUTSIDE_SINCE, OUTSIDE_UNTOLD
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.people import name_of
from bot.purchasing.events.order_tells import MOST_SHOWN
from bot.purchasing.events.orders import OrderPlacedOutside
from bot.purchasing.lifecycle import UNDECIDED, AttemptState
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.operations import (
    DoubtfulAttempt,
    OfferPieces,
    OutsideOrder,
    PlacedOutsideNotice,
    PurchaseByHand,
)
from bot.purchasing.order_report import OrderReport
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot
from bot.purchasing.tracking.found_orders import CLOCKS_DIFFER, is_of, may_be_lost
from bot.purchasing.tracking.reconcile import explains

SENT = (AttemptState.SUBMITTING, AttemptState.IN_DOUBT, AttemptState.NEEDS_PERSON, AttemptState.READY)
_LOOKED_AT, _MOST_ASKING = 50, 5
"""Among how many of an offer's latest requests those are looked for that ask for an order's pieces; the most named."""


async def told_since(uow: UnitOfWork, read_until: datetime | None) -> datetime:
    """The time since which orders without our reference are told: when the list was first read here."""
    if (since := await uow.facts.get(OUTSIDE_SINCE)) is not None:
        return since
    # 1688 counts whole seconds.
    since = (read_until or uow.now).replace(microsecond=0)
    await uow.facts.put(OUTSIDE_SINCE, since)
    return since


async def may_be_of(uow: UnitOfWork, order_id: str, report: OrderReport | None) -> tuple[tuple[Attempt, Request], ...]:
    """The attempts that may have become this order: on the wire, in doubt, or to be sent once more.

    Without a report, those whose last look at the list named this order.
    """
    candidates = []
    for attempt in await uow.attempts.in_states(*SENT):
        request = await uow.requests.find(attempt.request_id) if attempt.epoch else None
        if request is None or request.snapshot is None or attempt.sent_since is None:
            continue
        seen = any(each.order_id == order_id for each in attempt.alike)
        if report is not None:
            seen = may_be_lost(request.snapshot.lines, request.snapshot.total, attempt.sent_since, report)
        if seen:
            candidates.append((attempt, request))
    return tuple(candidates)


async def is_explained(uow: UnitOfWork, order_id: str) -> None:
    """An order's owner is known now: look anew, at once, at each doubt whose order it may have been."""
    for attempt in await uow.attempts.in_states(AttemptState.IN_DOUBT, AttemptState.NEEDS_PERSON):
        if any(each.order_id == order_id for each in attempt.alike):
            await uow.attempts.search_now(attempt)


async def take_in(uow: UnitOfWork, report: OrderReport) -> None:
    """Record the order, to be told with the others of its round; one already known is left as it is."""
    if not await uow.unknown_orders.add(report.order_id, None, report.out_order_id, outside=True, report=report):
        return
    await uow.record(OrderPlacedOutside(order_id=report.order_id, reference=report.out_order_id))
    await tell_later(uow, report)


async def tell_later(uow: UnitOfWork, report: OrderReport) -> None:
    """Have the order told with the others of its round, and to which purchases it may belong."""
    candidates = await asking_for(uow, report)
    doubts = tuple(
        DoubtfulAttempt(attempt_id=attempt.id, number=request.id, name=request.name)
        for attempt, request in await may_be_of(uow, report.order_id, report)
        if attempt.doubtful
    )
    told = OutsideOrder(
        order_id=report.order_id, total=report.total, at=report.created_at, seller=report.seller,
        goods=tuple(OfferPieces(offer_id=each.offer_id, quantity=each.quantity) for each in report.lines),
        attach=tuple(candidates), names=candidates, doubts=doubts,
        by_hand=await by_hand_of(uow, report),
    )  # fmt: skip
    await uow.facts.put(OUTSIDE_UNTOLD, (*(await uow.facts.get(OUTSIDE_UNTOLD) or ()), told))


async def asking_for(uow: UnitOfWork, report: OrderReport) -> dict[int, str]:
    """The requests without an order that ask for exactly these pieces, newest first, and what people call them.

    Of one that waits for its consent or its votes it may be what one of several sellers gets, who is named then.
    """
    names: dict[int, str] = {}
    for each in await uow.requests.without_order(report.lines[0].offer_id, _LOOKED_AT) if report.lines else ():
        if (part := part_for(each, report)) is not None:
            seller = each.offer_of(part.lines[0].offer_id).seller
            names[each.id] = ", ".join(filter(None, (each.name, seller.company or seller.login)))
        elif explains(each.lines, (report,)):
            names[each.id] = each.name
    return dict(list(names.items())[:_MOST_ASKING])


def part_for(request: Request, report: OrderReport) -> Snapshot | None:
    """What one of several sellers gets of an undecided request, if the order is exactly that."""
    parts = request.snapshot.parts if request.snapshot is not None and request.state in UNDECIDED else ()
    return next((each for each in parts if is_of(each, request.offer_of(each.lines[0].offer_id), report)), None)


async def by_hand_of(uow: UnitOfWork, report: OrderReport) -> tuple[PurchaseByHand, ...]:
    """The approved requests that somebody orders on the site and that may be this order: the same goods, made since."""
    purchases = []
    for attempt in await uow.attempts.in_states(AttemptState.READY):
        request = await uow.requests.find(attempt.request_id) if attempt.by_hand is not None else None
        if request is None or request.snapshot is None or attempt.by_hand is None:
            continue
        early = report.created_at is not None and report.created_at < attempt.created_at - CLOCKS_DIFFER
        if early or not explains(request.snapshot.lines, (report,)):
            continue
        by = await name_of(uow, request, attempt.by_hand)
        purchases.append(PurchaseByHand(number=request.id, name=request.name, by=by))
    return tuple(purchases)


async def forget_untold(uow: UnitOfWork) -> None:
    """Mark these orders as told, because another message tells them."""
    if await uow.facts.get(OUTSIDE_UNTOLD):
        await uow.facts.put(OUTSIDE_UNTOLD, ())


async def tell_outside(uow: UnitOfWork) -> None:
    """Send one message for all orders that were recorded, are not told yet and that nothing explains since."""
    untold = await uow.facts.get(OUTSIDE_UNTOLD) or ()
    explained = await uow.unknown_orders.explained([each.order_id for each in untold])
    unexplained = tuple(each for each in untold if each.order_id not in explained)
    if unexplained:
        notice = PlacedOutsideNotice(count=len(unexplained), outside=unexplained[:MOST_SHOWN])
        await uow.tell(notice, Audience.OWNERS, f"outside:{unexplained[0].order_id}:{uow.now.isoformat()}")
    await forget_untold(uow)
