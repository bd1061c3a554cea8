"""What follows from the end of a create call; used when it ends and when an attempt in doubt is found."""

from collections.abc import Sequence

from bot.desk.audience import tell_group_if_dearer, tell_payers
from bot.desk.facts import of_request
from bot.desk.ledger.book import Book
from bot.market.port import Placed
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notice import NoticeKind
from bot.purchasing.order import Check, OrderReport, OrderState, PlacedOrder, RefundState
from bot.purchasing.purchase import Attempt, Order, Request

# The one-click call's own words for what became of the order.
_WORDS = {"paid": OrderState.PAID, "cancelled": OrderState.CANCELLED, "canceled": OrderState.CANCELLED}


async def placed(book: Book, request: Request, attempt: Attempt, answer: Placed) -> None:
    """There is at least one order id: keep the orders, tell what failed, and let them be looked at at once.

    The card waits for that look, which brings the pay link; where it gives no answer the card is shown without.
    """
    await book.attempts.settle(attempt, AttemptState.PLACED, answer=answer.raw)
    # Where the answer tells no totals, the first order holds all that was agreed until they are looked at.
    share = request.snapshot.total if request.snapshot else Fen(0)
    for made in answer.orders:
        await book.orders.add(attempt, _new_order(book, request, made, share))
        share = Fen(max(0, share - (made.total or share)))
    order_ids = [made.order_id for made in answer.orders]
    await book.write("placed", request_id=request.id, attempt_id=attempt.id, orders=order_ids)
    if answer.failed:
        await book.attempts.keep_failed(attempt.id, answer.failed)
        lines = [{"offer_id": f.offer_id, "spec_id": f.spec_id, "reason": f.reason} for f in answer.failed]
        await book.tell(
            NoticeKind.PART_FAILED, request.place, f"part_failed:{attempt.id}", request.id,
            **of_request(request), lines=lines, orders=order_ids,
        )  # fmt: skip
    if all(made.total is not None for made in answer.orders):
        await tell_price(book, request.id)


async def tell_price(book: Book, request_id: int) -> None:
    """The orders cost another sum than the consent was for: said once, before anybody pays, also to whoever pays."""
    purchase = await book.purchase(request_id)
    assert purchase is not None, "an order has its request by foreign key"
    request, charged = purchase.request, sum(order.total for order in purchase.orders)
    if request.snapshot is None or not purchase.orders or charged == request.snapshot.total:
        return
    facts = of_request(request) | {
        "fields": {"total": [request.snapshot.total, charged]}, "total": charged,
        "order_id": purchase.orders[0].order_id,
    }  # fmt: skip
    dedupe = f"price:{request.id}:{charged}"
    await book.tell(NoticeKind.PRICE_CHANGED, request.place, dedupe, request.id, **facts)
    await tell_group_if_dearer(book, purchase, dedupe, facts)
    await tell_payers(book, NoticeKind.PRICE_CHANGED, purchase, dedupe, facts)


def _new_order(book: Book, request: Request, made: PlacedOrder, share: Fen) -> Order:
    state = _WORDS.get(made.word.lower(), OrderState.TO_PAY)
    return Order(
        order_id=made.order_id, request_id=request.id, state=state, refund=RefundState.NONE, word=made.word,
        total=made.total if made.total is not None else share, freight=Fen(0), refunded=Fen(0),
        seller=request.offer.seller.company, seller_login="", version=0, checked=Check.CHECKING, placed_at=book.now,
        paid_at=book.now if state is OrderState.PAID else None,
    )  # fmt: skip


def as_order(book: Book, request: Request, report: OrderReport) -> Order:
    """An order that 1688 shows, as one of ours; the look that follows brings the rest."""
    return _new_order(book, request, PlacedOrder(report.order_id, report.total), Fen(0))


async def found(
    book: Book, request: Request, attempt: Attempt, reports: Sequence[OrderReport | PlacedOrder], by: int | None = None
) -> None:
    """An attempt in doubt turns out to be placed, or a person attached what was placed outside: its orders are ours."""
    await book.attempts.settle(attempt, AttemptState.PLACED)
    orders = tuple(PlacedOrder(report.order_id, report.total) for report in reports)
    for made in orders:
        await book.orders.add(attempt, _new_order(book, request, made, Fen(0)))
    order_ids = [report.order_id for report in reports]
    await book.write("found", actor=by, request_id=request.id, attempt_id=attempt.id, orders=order_ids)
    await book.tell(
        NoticeKind.FOUND,
        request.place,
        f"found:{attempt.id}",
        request.id,
        **of_request(request),
        orders=order_ids,
        outside=attempt.placed_outside,
    )
    await tell_price(book, request.id)
    await book.refresh_card(request.id)


async def refused(book: Book, request: Request, attempt: Attempt, code: str, reason: str, raw: str) -> None:
    """1688 said no and nothing is there: the request ends, with 1688's words."""
    await book.attempts.settle(attempt, AttemptState.REFUSED, reason=reason, answer=raw)
    await book.requests.move(request, RequestState.CLOSED, reason)
    await book.write("refused", request_id=request.id, attempt_id=attempt.id, code=code, reason=reason)
    await book.tell(
        NoticeKind.REFUSED, request.place, f"refused:{attempt.id}", request.id, **of_request(request), reason=reason,
        code=code,
    )  # fmt: skip
    await book.refresh_card(request.id)
