"""What follows from the end of a create call; used when it ends and when an attempt in doubt is found."""

from collections.abc import Sequence
from dataclasses import replace

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.recipients import tell_group_if_dearer, tell_payers
from bot.market.port import Placed
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import order_facts, request_facts
from bot.purchasing.notices.purchases import (
    FoundNotice,
    PartFailedNotice,
    PriceChangedNotice,
    RefusedNotice,
    ToldFailure,
)
from bot.purchasing.order import OrderReport, OrderState, PlacedOrder, ReadBackState, RefundState
from bot.purchasing.payable import agreed_to, charged
from bot.purchasing.purchase import Attempt, Order, Purchase, Request
from bot.purchasing.read_back import echoed, pieces_of

# The one-click call's own words for what became of the order.
_WORDS = {"paid": OrderState.PAID, "cancelled": OrderState.CANCELLED, "canceled": OrderState.CANCELLED}


async def placed(uow: UnitOfWork, request: Request, attempt: Attempt, answer: Placed) -> None:
    """There is at least one order id: keep the orders, tell what failed, and let them be read back at once.

    The card waits for that look, which brings the pay link; where it gives no answer the card is shown without.
    """
    await uow.attempts.settle(attempt, AttemptState.PLACED, answer=answer.raw)
    await keep(uow, request, attempt, answer.orders)
    order_ids = [made.order_id for made in answer.orders]
    await uow.write("placed", request_id=request.id, attempt_id=attempt.id, orders=order_ids)
    if answer.failed:
        await uow.attempts.keep_failed(attempt.id, answer.failed)
        lines = [ToldFailure(offer_id=f.offer_id, spec_id=f.spec_id, reason=f.reason) for f in answer.failed]
        told = PartFailedNotice(about=request_facts(request), lines=tuple(lines), orders=tuple(order_ids))
        await uow.tell(told, request.place, f"part_failed:{attempt.id}", request.id)


async def keep(uow: UnitOfWork, request: Request, attempt: Attempt, orders: Sequence[PlacedOrder]) -> None:
    """Write down what 1688 named, to be read back; what another attempt holds stays there."""
    held = await uow.orders.held([made.order_id for made in orders], attempt)
    # Where the answer tells no totals, the first order holds all that was agreed until they are looked at.
    share = request.snapshot.total if request.snapshot else Fen(0)
    for made in orders:
        if made.order_id not in held:
            await uow.orders.add(attempt, _new_order(uow, request, made, share))
        share = Fen(max(0, share - (made.total or share)))


async def tell_price(uow: UnitOfWork, purchase: Purchase) -> None:
    """The orders cost less than was agreed: said once, before anybody pays, also to whoever pays."""
    request, total, agreed = purchase.request, charged(purchase), agreed_to(purchase)
    if agreed is None or not purchase.orders or total == agreed.total:
        return
    about = order_facts(purchase, purchase.orders[0], total)
    told, dedupe = (
        PriceChangedNotice(about=about, fields={"total": (agreed.total, total)}),
        f"price:{request.id}:{total}",
    )
    await uow.tell(told, request.place, dedupe, request.id)
    await tell_group_if_dearer(uow, purchase, dedupe, told)
    await tell_payers(uow, told, purchase, dedupe)


def _new_order(uow: UnitOfWork, request: Request, made: PlacedOrder, share: Fen) -> Order:
    state = _WORDS.get(made.word.lower(), OrderState.TO_PAY)
    return Order(
        order_id=made.order_id, request_id=request.id, state=state, refund=RefundState.NONE, word=made.word,
        total=made.total if made.total is not None else share, freight=Fen(0), refunded=Fen(0),
        seller=request.offer.seller.company, seller_login="", version=0, checked=ReadBackState.CHECKING,
        placed_at=uow.now,
        paid_at=uow.now if state is OrderState.PAID else None,
    )  # fmt: skip


def as_order(uow: UnitOfWork, request: Request, attempt: Attempt, report: OrderReport) -> Order:
    """An order that 1688 shows, as one of ours: it was read to be found; the look that follows brings the rest."""
    made = _new_order(uow, request, PlacedOrder(report.order_id, report.total), Fen(0))
    return replace(
        made, checked=ReadBackState.AGREED, echoed=echoed(report, attempt.out_order_id), pieces=pieces_of(report)
    )


async def found(
    uow: UnitOfWork, request: Request, attempt: Attempt, reports: Sequence[OrderReport], by: int | None = None
) -> None:
    """An attempt in doubt turns out to be placed, or a person attached what was placed outside: its orders are ours."""
    await uow.attempts.settle(attempt, AttemptState.PLACED)
    for report in reports:
        await uow.orders.add(attempt, as_order(uow, request, attempt, report))
    await tell_found(uow, request, attempt, [report.order_id for report in reports], by)


async def answered(uow: UnitOfWork, request: Request, attempt: Attempt, orders: Sequence[PlacedOrder]) -> None:
    """The create call's own answer came late, while the attempt was in doubt: its orders are ours, and read back."""
    await uow.attempts.settle(attempt, AttemptState.PLACED)
    await keep(uow, request, attempt, orders)
    await tell_found(uow, request, attempt, [made.order_id for made in orders], None)


async def tell_found(uow: UnitOfWork, request: Request, attempt: Attempt, order_ids: list[str], by: int | None) -> None:
    await uow.write("found", actor=by, request_id=request.id, attempt_id=attempt.id, orders=order_ids)
    again = f":{attempt.version}" if attempt.state is AttemptState.CONFLICT else ""
    dedupe = f"found:{attempt.id}{again}"
    told = FoundNotice(about=request_facts(request), orders=tuple(order_ids), outside=attempt.placed_outside)
    await uow.tell(told, request.place, dedupe, request.id)
    await uow.refresh_card(request.id)


async def refused(uow: UnitOfWork, request: Request, attempt: Attempt, code: str, reason: str, raw: str) -> None:
    """1688 said no and nothing is there: the request ends, with 1688's words."""
    await uow.attempts.settle(attempt, AttemptState.REFUSED, reason=reason, answer=raw)
    await uow.requests.move(request, RequestState.CLOSED, reason)
    await uow.write("refused", request_id=request.id, attempt_id=attempt.id, code=code, reason=reason)
    told = RefusedNotice(about=request_facts(request), reason=reason)
    await uow.tell(told, request.place, f"refused:{attempt.id}", request.id)
    await uow.refresh_card(request.id)
