"""Finds the purchase that a request would repeat."""

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.as_ordered import only_partly
from bot.purchasing.purchase import Purchase, Request
from bot.purchasing.repeats import asked_again


async def repeat_of(uow: UnitOfWork, request: Request) -> Purchase | None:
    """Another purchase of one of its variants within 24 hours, whose variant 1688 did not leave out; None if none."""
    for number in await uow.requests.repeats_of(request):
        before = await uow.find_purchase(number)
        if before is not None and (not only_partly(before) or asked_again(request, before)):
            return before
    return None
