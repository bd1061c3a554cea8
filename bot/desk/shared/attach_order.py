"""Finds orders on 1688 that may be what is about to be placed, and gives one to its request, which is not sent then."""

from collections.abc import Iterable
from datetime import timedelta

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared import create_results
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals import NotLinkable
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.order_report import OrderReport, OrderState
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.person import Person
from bot.purchasing.requests.attempt import OUTSIDE_PREFIX, Attempt
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.found_orders import CLOCKS_DIFFER, FoundOrder, is_of, may_be

LEASE = timedelta(seconds=60)


async def withdraw_ready(uow: UnitOfWork, request: Request, order_id: str) -> int | None:
    """Withdraw what waits to be sent; returns who ordered it by hand. Refusal if something is under way."""
    by_hand = None
    for attempt in await uow.attempts.of(request.id):
        if attempt.state is AttemptState.READY:
            await uow.attempts.settle(attempt, AttemptState.WITHDRAWN, reason=OwnReason.ORDER_FOUND)
            by_hand = attempt.by_hand
        elif attempt.live:
            raise Refusal(NotLinkable(order_id=order_id, number=request.name))
    return by_hand


async def orders_alike(uow: UnitOfWork, request: Request) -> tuple[FoundOrder, ...]:
    """The orders that may be what this request of one seller asks for: followed, settled and unexplained ones.

    As long as there is one, the request is not placed: people say that it is the one, or cancel the request.
    """
    orders = await uow.unknown_orders.found_since(request.created_at - CLOCKS_DIFFER)
    like = [each for each in orders if may_be(request, each)]
    known = await uow.orders.known([each.order_id for each in like])
    gone = OrderState.CANCELLED
    over = {each.order_id for each in known.values() if each.request_id == request.id or each.state is gone}
    return tuple(each for each in like if each.order_id not in over)


def reference_of(order: FoundOrder) -> str:
    """The order's own reference; an order without ours has none, which marks it as placed outside."""
    return f"{OUTSIDE_PREFIX}{order.order_id}" if order.outside else order.out_order_id


async def attach_given(uow: UnitOfWork, request: Request, like: Iterable[FoundOrder], gateway: str) -> Attempt | None:
    """Give an approved request the order that people gave it before it was approved; None if none is exactly it."""
    for each in like:
        given, report = each.given_to == (request.part_of or request.id), each.report
        if request.snapshot and given and report and is_of(request.snapshot, request.offer, report):
            await uow.unknown_orders.give(each.order_id, request.id)
            return await attach(uow, None, request, report, reference_of(each), gateway)
    return None


async def attach(
    uow: UnitOfWork,
    by: Person | None,
    request: Request,
    report: OrderReport,
    reference: str,
    gateway: str,
    by_hand: int | None = None,
) -> Attempt:
    """Give the order to an attempt of its own with this reference; the bytes that made it are not known."""
    if request.state is not RequestState.APPROVED:
        raise Refusal(NotLinkable(order_id=report.order_id, number=request.name))
    opened = await uow.attempts.open(request.id, gateway, reference)
    claimed = await uow.attempts.claim(opened, "", "", "an earlier life", uow.now + LEASE)
    attempt = claimed if by_hand is None else await uow.attempts.by_hand(claimed, by_hand)
    await create_results.found(uow, request, attempt, (report,), by.id if by else None)
    return attempt
