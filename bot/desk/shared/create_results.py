"""Applies the result of a create call, when the call ends or when an attempt in doubt is found."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.people import name_of
from bot.market.port import Placed
from bot.purchasing.create_call import FailedLine, PlacedOrder
from bot.purchasing.events import placing as events
from bot.purchasing.lifecycle import AttemptState, ClosedReason, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notices.purchases import ToldFailure
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderReport, OrderState, ReadBackState, RefundState
from bot.purchasing.orders.as_ordered import pieces_missing
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.read_back import echoed, pieces_of

# The one-click call's own words for what became of the order.
_WORDS = {"paid": OrderState.PAID, "cancelled": OrderState.CANCELLED, "canceled": OrderState.CANCELLED}


async def placed(uow: UnitOfWork, request: Request, attempt: Attempt, answer: Placed) -> None:
    """Keep the orders 1688 named (at least one), tell what failed, and have the orders read back at once.

    The card waits for that look, which brings the pay link; if it gives no answer, the card is shown without the link.
    """
    left_out: dict[str, Any] = {"failed": answer.failed} if answer.failed else {}
    await uow.attempts.settle(attempt, AttemptState.PLACED, answer=answer.raw, **left_out)
    await keep(uow, request, attempt, answer.orders)
    left = missing(Purchase(request, (replace(attempt, failed=answer.failed),)))
    orders = tuple(made.order_id for made in answer.orders)
    await uow.record(events.OrdersNamed(request=request, attempt=attempt, orders=orders, missing=left))


def missing(purchase: Purchase) -> tuple[ToldFailure, ...]:
    """What 1688 left out of the orders of a purchase, with as many pieces as are known."""
    failed = purchase.attempt.failed if purchase.attempt is not None else ()
    return tuple(_told(purchase.request, each, pieces_missing(purchase, each)) for each in failed)


def _told(request: Request, failed: FailedLine, pieces: int | None) -> ToldFailure:
    """A line that 1688 did not take, by its variant and the pieces that are missing."""
    offer = request.offer_of(failed.offer_id)
    sku = offer.sku(failed.spec_id)
    return ToldFailure(
        offer_id=failed.offer_id,
        spec_id=failed.spec_id,
        reason=failed.reason,
        variant=_named(request, offer.shown_title, sku.label if sku else ""),
        variant_original=_named(request, offer.title, sku.original_label if sku else ""),
        quantity=pieces,
    )


def _named(request: Request, title: str, variant: str) -> str:
    """The variant; among several offers also which of them it is of."""
    return " · ".join(filter(None, (title, variant))) if request.several else variant


async def keep(uow: UnitOfWork, request: Request, attempt: Attempt, orders: Sequence[PlacedOrder]) -> None:
    """Store the orders 1688 named, to be read back; an order that another attempt holds stays with it."""
    # If the answer tells no totals, the first order holds all that was agreed until the orders are looked at.
    share, named = request.snapshot.total if request.snapshot else Fen(0), list[Order]()
    for made in orders:
        named.append(_new_order(uow, request, made, share))
        share = Fen(max(0, share - (made.total or share)))
    await uow.orders.add(attempt, named)


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
    """Turn an order read at 1688 into one of ours; the look that follows brings the rest."""
    made = _new_order(uow, request, PlacedOrder(report.order_id, report.total), Fen(0))
    return replace(
        made, checked=ReadBackState.AGREED, echoed=echoed(report, attempt.out_order_id), pieces=pieces_of(report)
    )


async def found(
    uow: UnitOfWork, request: Request, attempt: Attempt, reports: Sequence[OrderReport], by: int | None = None
) -> None:
    """Keep the orders of an attempt in doubt that was placed after all, or that a person attached to it."""
    await uow.attempts.settle(attempt, AttemptState.PLACED)
    await uow.orders.add(attempt, [as_order(uow, request, attempt, report) for report in reports])
    await tell_found(uow, request, attempt, [report.order_id for report in reports], by)


async def answered(uow: UnitOfWork, request: Request, attempt: Attempt, orders: Sequence[PlacedOrder]) -> None:
    """Keep the orders of a create call that answered late, while its attempt was in doubt; they are read back."""
    await uow.attempts.settle(attempt, AttemptState.PLACED)
    await keep(uow, request, attempt, orders)
    await tell_found(uow, request, attempt, [made.order_id for made in orders], None)


async def tell_found(uow: UnitOfWork, request: Request, attempt: Attempt, order_ids: list[str], by: int | None) -> None:
    ordered_by = await name_of(uow, request, attempt.by_hand) if attempt.by_hand is not None else ""
    await uow.record(
        events.OrdersFound(actor=by, request=request, attempt=attempt, orders=tuple(order_ids), ordered_by=ordered_by)
    )


async def refused(uow: UnitOfWork, request: Request, attempt: Attempt, code: str, reason: str, raw: str) -> None:
    """End the request with 1688's words: 1688 refused, and no order exists."""
    await uow.attempts.settle(attempt, AttemptState.REFUSED, reason=reason, answer=raw)
    await uow.requests.end(request, RequestState.CLOSED, ClosedReason.REFUSED)
    await uow.record(events.AttemptRefused(request=request, attempt=attempt, code=code, reason=reason))
