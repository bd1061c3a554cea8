"""Finds what a request would repeat, and stops a press on a card that did not warn of it."""

from bot.desk.ledger.requests import REPEAT_WINDOW
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals import Repeat
from bot.purchasing.events.requests import RequestChanged
from bot.purchasing.order import OrderState
from bot.purchasing.orders.as_ordered import only_partly
from bot.purchasing.requests.purchase import Person, Purchase, Request
from bot.purchasing.tracking.found_orders import Earlier, FoundOrder, asked_again, mark_of, variants_of


async def repeat_of(uow: UnitOfWork, request: Request) -> Earlier | None:
    """Another purchase of one of its variants within 24 hours, or an order that was found meanwhile; None if none.

    It holds none of what 1688 left out, and none that was asked for later and is still to be agreed to: that one warns.
    """
    for number in await uow.requests.repeats_of(request):
        before = await uow.find_purchase(number)
        if before is None or _asked_later(before.request, request):
            continue
        if not only_partly(before) or asked_again(request, before):
            return before
    variants, same = variants_of(request), list[FoundOrder]()
    for order in await uow.unknown_orders.found_since(uow.now - REPEAT_WINDOW):
        report = order.report
        if report is None or report.state is OrderState.CANCELLED or order.given_to == request.id:
            continue
        if any((line.offer_id, line.spec_id or "") in variants for line in report.lines):
            same.append(order)
    ours = await uow.orders.known([order.order_id for order in same])
    return next((order for order in same if order.order_id not in ours), None)


def _asked_later(other: Request, request: Request) -> bool:
    """Whether both wait for approvers, and the other one came later."""
    if not other.waits or not request.waits or other.pending_at is None or request.pending_at is None:
        return False
    return (other.pending_at, other.id) > (request.pending_at, request.id)


async def unseen_repeat(uow: UnitOfWork, by: Person, request: Request, seen: str) -> Refusal | None:
    """What warns of a repeat, if the card that was pressed showed no such warning (`seen`); the card shows it then.

    The caller raises it after its transaction, so that the card is drawn anew.
    """
    repeat = await repeat_of(uow, request)
    if repeat is None or mark_of(repeat) == seen:
        return None
    await uow.record(RequestChanged(request=request))
    same = repeat.in_language(by.language) if isinstance(repeat, Purchase) else repeat
    return Refusal(Repeat(number=request.id, same=same))
