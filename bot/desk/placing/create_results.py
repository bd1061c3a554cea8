"""What follows from the end of a create call; used when it ends and when an attempt in doubt is found."""

from collections.abc import Sequence
from dataclasses import replace

from bot.desk.ledger.unit_of_work import Book
from bot.desk.shared.facts import of_order, of_request
from bot.desk.shared.recipients import tell_group_if_dearer, tell_payers
from bot.market.port import Placed
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notice import NoticeKind
from bot.purchasing.order import Check, OrderReport, OrderState, PlacedOrder, RefundState
from bot.purchasing.payable import agreed_to, charged
from bot.purchasing.purchase import Attempt, Order, Request
from bot.purchasing.read_back import echoed, pieces_of

# The one-click call's own words for what became of the order.
_WORDS = {"paid": OrderState.PAID, "cancelled": OrderState.CANCELLED, "canceled": OrderState.CANCELLED}


async def placed(book: Book, request: Request, attempt: Attempt, answer: Placed) -> None:
    """There is at least one order id: keep the orders, tell what failed, and let them be read back at once.

    The card waits for that look, which brings the pay link; where it gives no answer the card is shown without.
    """
    await book.attempts.settle(attempt, AttemptState.PLACED, answer=answer.raw)
    await keep(book, request, attempt, answer.orders)
    order_ids = [made.order_id for made in answer.orders]
    await book.write("placed", request_id=request.id, attempt_id=attempt.id, orders=order_ids)
    if answer.failed:
        await book.attempts.keep_failed(attempt.id, answer.failed)
        lines = [{"offer_id": f.offer_id, "spec_id": f.spec_id, "reason": f.reason} for f in answer.failed]
        await book.tell(
            NoticeKind.PART_FAILED, request.place, f"part_failed:{attempt.id}", request.id,
            **of_request(request), lines=lines, orders=order_ids,
        )  # fmt: skip


async def keep(book: Book, request: Request, attempt: Attempt, orders: Sequence[PlacedOrder]) -> None:
    """Write down what 1688 named, to be read back; what another attempt holds stays there."""
    held = await book.orders.held([made.order_id for made in orders], attempt)
    # Where the answer tells no totals, the first order holds all that was agreed until they are looked at.
    share = request.snapshot.total if request.snapshot else Fen(0)
    for made in orders:
        if made.order_id not in held:
            await book.orders.add(attempt, _new_order(book, request, made, share))
        share = Fen(max(0, share - (made.total or share)))


async def tell_price(book: Book, request_id: int) -> None:
    """The orders cost less than was agreed: said once, before anybody pays, also to whoever pays."""
    purchase = await book.purchase(request_id)
    assert purchase is not None, "an order has its request by foreign key"
    request, total, agreed = purchase.request, charged(purchase), agreed_to(purchase)
    if agreed is None or not purchase.orders or total == agreed.total:
        return
    facts = of_order(purchase, purchase.orders[0]) | {"fields": {"total": [agreed.total, total]}, "total": total}
    dedupe = f"price:{request.id}:{total}"
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


def as_order(book: Book, request: Request, attempt: Attempt, report: OrderReport) -> Order:
    """An order that 1688 shows, as one of ours: it was read to be found; the look that follows brings the rest."""
    made = _new_order(book, request, PlacedOrder(report.order_id, report.total), Fen(0))
    return replace(made, checked=Check.AGREED, echoed=echoed(report, attempt.out_order_id), pieces=pieces_of(report))


async def found(
    book: Book, request: Request, attempt: Attempt, reports: Sequence[OrderReport], by: int | None = None
) -> None:
    """An attempt in doubt turns out to be placed, or a person attached what was placed outside: its orders are ours."""
    await book.attempts.settle(attempt, AttemptState.PLACED)
    for report in reports:
        await book.orders.add(attempt, as_order(book, request, attempt, report))
    await tell_found(book, request, attempt, [report.order_id for report in reports], by)


async def answered(book: Book, request: Request, attempt: Attempt, orders: Sequence[PlacedOrder]) -> None:
    """The create call's own answer came late, while the attempt was in doubt: its orders are ours, and read back."""
    await book.attempts.settle(attempt, AttemptState.PLACED)
    await keep(book, request, attempt, orders)
    await tell_found(book, request, attempt, [made.order_id for made in orders], None)


async def tell_found(book: Book, request: Request, attempt: Attempt, order_ids: list[str], by: int | None) -> None:
    await book.write("found", actor=by, request_id=request.id, attempt_id=attempt.id, orders=order_ids)
    again = f":{attempt.version}" if attempt.state is AttemptState.CONFLICT else ""
    dedupe = f"found:{attempt.id}{again}"
    await book.tell(
        NoticeKind.FOUND, request.place, dedupe, request.id, **of_request(request), orders=order_ids,
        outside=attempt.placed_outside,
    )  # fmt: skip
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
