"""Has what 1688 paid back settle the pieces that it was asked for, each refund once."""

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.arrivals import PAID_BACK
from bot.purchasing.events.arrivals import PiecesSettled
from bot.purchasing.requests.purchase import Order, Purchase
from bot.purchasing.tracking.refunded import CAME, SettledPieces, errand_of, settled_by, unsettled


async def settle_paid(uow: UnitOfWork, purchase: Purchase, order: Order) -> Order:
    """Append what each paid refund was for; of one that nobody asked for here a person says so, or nobody."""
    for refund in unsettled(order):
        errand = errand_of(order.errands, refund.refund_id)
        if errand is not None and errand.ask is not None:
            told = settled_by(errand.ask.pieces, back=errand.ask.back)
            order = await settle_pieces(uow, purchase, order, refund.refund_id, told)
    return order


async def settle_pieces(
    uow: UnitOfWork, purchase: Purchase, order: Order, refund_id: str, told: SettledPieces, by: int | None = None
) -> Order:
    """Append that a refund was for these pieces; none are none. What went back and nobody counted came before."""
    if not told:
        return order
    lacking = [(entry, CAME[kind], n - order.counts[entry].fits(kind)) for entry, kind, n in told if kind in CAME]
    told = (*(each for each in lacking if each[-1] > 0), *told)
    order = await uow.arrivals.put_pieces(await uow.arrivals.add(order, f"{PAID_BACK}{refund_id}", by, told))
    lines = tuple((entry, kind.value, n) for entry, kind, n in told)
    purchase = purchase.with_order(order)
    await uow.record(PiecesSettled(actor=by, purchase=purchase, order=order, lines=lines, parcel="", refund=refund_id))
    return order
