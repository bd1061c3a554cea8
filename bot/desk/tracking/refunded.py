"""Has what 1688 paid back settle the pieces that it was asked for, each refund once."""

from collections.abc import Mapping

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import known_order, permit
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.purchasing.approval.rights import Action
from bot.purchasing.arrivals import PAID_BACK
from bot.purchasing.events.arrivals import PiecesSettled
from bot.purchasing.refunds import Pieces
from bot.purchasing.requests.purchase import Cause, Order, Person, Purchase
from bot.purchasing.tracking.refunded import CAME, SettledPieces, can_be_for, errand_of, settled_by, unsettled


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


class Refunded:
    """Lets a person say which pieces a refund was for that nobody asked for here."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger, self._people = ledger, people

    async def name_pieces(
        self, by: Person, order_id: str, refund_id: str, pieces: Mapping[str, Pieces], cause: Cause | None
    ) -> Purchase:
        """Say so once, after it is paid; for what never came or went back. Refusal if these cannot be the pieces."""
        async with self._ledger.change(cause) as uow:
            purchase, order = await known_order(uow, self._people, by, order_id, lock=True)
            await permit(uow, self._people, by, Action.REFUND, purchase, order)
            refund = next((each for each in order.refunds if each.refund_id == refund_id), None)
            able = dict(can_be_for(order, refund)) if refund is not None else {}
            told, counts = settled_by(pieces, back=True), order.counts
            fits = all(entry in counts and kind in able and n <= counts[entry].fits(kind) for entry, kind, n in told)
            if not told or not fits:
                raise Refusal(RefusalReason.REFUND_PIECES, purchase.request.id)
            return purchase.with_order(await settle_pieces(uow, purchase, order, refund_id, told, by.id))
