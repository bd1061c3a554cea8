"""Keeps what is claimed back of an order true: follows what 1688 shows, and has paid claims settle their pieces."""

from collections.abc import Awaitable, Callable

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import present
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.errands import claim_of, read_refunds, tell_unclear
from bot.market.port import Market
from bot.purchasing.arrivals import PAID_BACK, Arrival, ArrivalKind, standing
from bot.purchasing.claims import Claim, ClaimKind, ClaimState
from bot.purchasing.errands import ErrandState, RefundsRead
from bot.purchasing.events.arrivals import PiecesSettled
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderReport
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.follow_claims import follow_claims
from bot.purchasing.tracking.money_back import believed_refunds

SettledPieces = list[tuple[str, ArrivalKind, int]]


async def read_anew(
    ledger: Ledger, market: Market, look: Callable[[str], Awaitable[object]], order_id: str
) -> RefundsRead:
    """Have 1688 tell how an order and its refunds stand, and record it. Raises MarketError if it does not tell."""
    await look(order_id)
    async with ledger.read() as uow:
        order = await uow.orders.get(order_id)
    read = await read_refunds(market, order)
    async with ledger.change() as uow:
        await uow.votes.lock(order.request_id or 0)
        purchase, order = present(await uow.find_purchase_of(order_id), "order", order_id)
        money = believed_refunds(order, read.refunds)
        order = await uow.orders.put_refunds(order, money.believed)
        await record_refunds(uow, purchase, order, read._replace(refunds=money.shown))
    return read


async def record_refunds(
    uow: UnitOfWork,
    purchase: Purchase,
    order: Order,
    read: RefundsRead,
    report: OrderReport | None = None,
) -> Order:
    """Record what 1688 just told of an order's refunds, and what that says of its claims and their pieces."""
    order = await _without_foreign(uow, purchase, order, read)
    order = await uow.claims.put(order, follow_claims(order, read, report, uow.now))
    order = await _number_errands(uow, order)
    for claim in order.claims:
        order = await settle_pieces(uow, purchase, order, claim)
    return order


async def _number_errands(uow: UnitOfWork, order: Order) -> Order:
    """What a person saw on the site is known by its number once 1688 shows it."""
    for errand in order.errands:
        claim = claim_of(order, errand)
        if claim is not None and claim.refund_id and errand.state is ErrandState.DONE and not errand.refund_id:
            order, _ = await uow.errands.change(order, errand, refund_id=claim.refund_id)
    return order


async def _without_foreign(uow: UnitOfWork, purchase: Purchase, order: Order, read: RefundsRead) -> Order:
    """A number that 1688 answered for a refund of ours and that is another order's is none: it is unclear again."""
    for claim in order.claims:
        if not claim.refund_id or claim.refund_id not in read.foreign:
            continue
        order, _ = await uow.claims.change(order, claim, refund_id="", seen=False)
        errand = next((one for one in order.errands if one.id == claim.errand_id), None)
        if errand is not None and errand.state is ErrandState.DONE and order.holding is None:
            order, _ = await uow.errands.change(order, errand, state=ErrandState.UNCLEAR, refund_id="")
            await tell_unclear(uow, purchase, order)
    return order


def act_of(claim: Claim) -> str:
    """The key of the act by which a paid claim settles its pieces: its refund's number, or its own if that has none."""
    return f"{PAID_BACK}{claim.refund_id or f'c{claim.id}'}"


async def settle_pieces(
    uow: UnitOfWork, purchase: Purchase, order: Order, claim: Claim, by: int | None = None
) -> Order:
    """Append what a paid claim makes of its pieces, once: what never came is cancelled, what went back is returned.

    What stays here is as it was counted. What went back and nobody counted came before.
    """
    told = _settled(order, claim)
    if claim.state is not ClaimState.PAID or not told or _settling(order, claim):
        return order
    before = {arrival.act for arrival in order.arrivals if _is_of(arrival, claim)}
    act = f"{act_of(claim)}~{len(before)}" if before else act_of(claim)
    order = await uow.arrivals.add(order, act, by, told)
    order = await uow.arrivals.put_pieces(order)
    lines = tuple((entry_id, kind.value, n) for entry_id, kind, n in told)
    await uow.record(
        PiecesSettled(
            actor=by,
            purchase=purchase.with_order(order),
            order=order,
            lines=lines,
            parcel="",
            refund=claim.refund_id,
        )
    )
    return order


def _settling(order: Order, claim: Claim) -> list[Arrival]:
    """The events by which it settled its pieces, if nobody took them back."""
    return [arrival for arrival in standing(order.arrivals) if _is_of(arrival, claim)]


def _is_of(arrival: Arrival, claim: Claim) -> bool:
    """Whether an event is one of this claim's, also from before 1688 named its refund."""
    act, _, _ = arrival.act.partition("~")
    return act in (act_of(claim), f"{PAID_BACK}c{claim.id}")


def _settled(order: Order, claim: Claim) -> SettledPieces:
    """What a paid claim makes of its pieces. One that is for a whole line needs no event: the line says so itself."""
    told: SettledPieces = []
    if claim.kind is not ClaimKind.PIECES or (claim.from_site and claim.answered_by is None):
        return told
    counts = order.counts
    for entry_id, pieces in claim.pieces.items():
        if entry_id not in counts:
            continue
        if pieces.missing:
            told.append((entry_id, ArrivalKind.CANCELLED, pieces.missing))
        if not claim.back:
            continue
        for came, went, n in (
            (ArrivalKind.DAMAGED, ArrivalKind.RETURNED_DAMAGED, pieces.damaged),
            (ArrivalKind.GOOD, ArrivalKind.RETURNED_GOOD, pieces.good),
        ):
            uncounted = n - counts[entry_id].fits(went)
            if uncounted > 0:
                told.insert(0, (entry_id, came, uncounted))
            if n:
                told.append((entry_id, went, n))
    return told


async def take_back_pieces(uow: UnitOfWork, order: Order, claim: Claim, by: int) -> Order:
    """Reverse what a claim made of its pieces, since they were other pieces or none."""
    settled = _settling(order, claim)
    if not settled:
        return order
    events = [(arrival.entry_id, arrival.kind, arrival.pieces) for arrival in settled]
    reverses = [arrival.id for arrival in settled]
    act = f"back:{settled[0].id}"
    order = await uow.arrivals.add(order, act, by, events, reverses=reverses)
    return await uow.arrivals.put_pieces(order)
