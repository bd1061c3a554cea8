"""Gives an order that the program did not place to an approved request, which is not sent any more."""

from datetime import timedelta

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.placing import create_results
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals.decisions import NotLinkable
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.order import OrderReport
from bot.purchasing.purchase import Person, Request

LEASE = timedelta(seconds=60)


async def withdraw_ready(uow: UnitOfWork, request: Request, order_id: str) -> int | None:
    """Withdraw what waits to be sent; returns who ordered it by hand. Refusal if something is under way."""
    by_hand = None
    for attempt in await uow.attempts.of(request.id):
        if attempt.state is AttemptState.READY:
            await uow.attempts.settle(attempt, AttemptState.WITHDRAWN, reason="its order was found")
            by_hand = attempt.by_hand
        elif attempt.live:
            raise Refusal(NotLinkable(order_id=order_id, number=request.name))
    return by_hand


async def attach(
    uow: UnitOfWork,
    by: Person,
    request: Request,
    report: OrderReport,
    reference: str,
    gateway: str,
    by_hand: int | None = None,
) -> None:
    """Give the order to an attempt of its own with this reference; the bytes that made it are not known."""
    if request.state is not RequestState.APPROVED:
        raise Refusal(NotLinkable(order_id=report.order_id, number=request.name))
    opened = await uow.attempts.open(request.id, gateway, reference)
    claimed = await uow.attempts.claim(opened, "", "an earlier life", uow.now + LEASE)
    attempt = claimed if by_hand is None else await uow.attempts.by_hand(claimed, by_hand)
    await create_results.found(uow, request, attempt, (report,), by.id)
