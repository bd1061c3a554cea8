"""What people hear of an order after a look, each thing once, and how to pay it where that is agreed."""

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.placing import create_results
from bot.desk.shared.facts import iso, of_order
from bot.desk.shared.recipients import tell_group_if_dearer, tell_payers
from bot.market.errors import MarketError, NotFound
from bot.purchasing.notice import NoticeKind
from bot.purchasing.order import OrderState
from bot.purchasing.payable import agreed_before, charged, may_be_paid
from bot.purchasing.purchase import Order, Purchase
from bot.purchasing.reconcile import News, Reconciled

_FOR_PAYERS = frozenset({NoticeKind.PRICE_CHANGED, NoticeKind.PAID, NoticeKind.CANCELLED})
"""What whoever was asked to pay must hear: that it is another sum, or that there is nothing to pay any more."""
_REPEATABLE = frozenset({
    NoticeKind.PRICE_CHANGED, NoticeKind.REFUND_ASKED, NoticeKind.REFUND_DONE, NoticeKind.REFUND_CLOSED,
})  # fmt: skip


async def first_news(uow: UnitOfWork, purchase: Purchase, order: Order) -> None:
    """Whoever waits hears that it is ordered, once for each sum that was agreed to, and as soon as it may be paid.

    What the create call's own answer tells of an order that needs no payment any more is told at once.
    """
    kinds = {OrderState.PAID: NoticeKind.PAID, OrderState.CANCELLED: NoticeKind.CANCELLED}
    kind, dedupe = kinds.get(order.state), f"{order.state.value}:{order.order_id}"
    if kind is None and order.state is OrderState.TO_PAY and not may_be_paid(purchase, order):
        return
    if kind is None:
        kind, dedupe = NoticeKind.PLACED, f"placed:{order.order_id}"
        if (agreed := purchase.request.approved) is not None:
            dedupe += f":{agreed.hash[:16]}"
    facts = of_order(purchase, order)
    await uow.tell(kind, purchase.request.place, dedupe, purchase.request.id, **facts)
    await tell_payers(uow, kind, purchase, dedupe, facts)


async def tell_unchecked(uow: UnitOfWork, purchase: Purchase, order: Order, error: MarketError | None) -> None:
    """A minute after it was named it is still not read back: a person is told, once; the looks go on."""
    why = "missing" if isinstance(error, NotFound) else "unread" if error else "incomplete"
    facts = of_order(purchase, order) | {"reason": error.reason if error else "", "unchecked": why}
    dedupe = f"unknown:{order.order_id}"
    await uow.tell(NoticeKind.UNKNOWN_ORDER, purchase.request.place, dedupe, purchase.request.id, **facts)
    await tell_payers(uow, NoticeKind.UNKNOWN_ORDER, purchase, dedupe, facts)


async def tell_look(
    uow: UnitOfWork, purchase: Purchase, before: Order, order: Order, changes: Reconciled, *, price_told: bool
) -> None:
    """Journal and notices of what is news; the same report again tells nothing. `order` is it as it is now."""
    if order.state is OrderState.TO_PAY or not before.known:
        await first_news(uow, purchase, order)
    if not before.known and all(each.known for each in purchase.orders) and not price_told:
        await create_results.tell_price(uow, purchase)
    for news in changes.news:
        await _tell(uow, purchase, order, news, price_told=price_told)
    if changes.odd:
        await uow.write("unknown_word", request_id=purchase.request.id, order_id=order.order_id, word=changes.odd)
        dedupe, facts = f"word:{order.order_id}:{changes.odd}", of_order(purchase, order) | {"word": changes.odd}
        await uow.tell(NoticeKind.UNKNOWN_WORD, purchase.request.place, dedupe, purchase.request.id, **facts)


async def _tell(uow: UnitOfWork, purchase: Purchase, order: Order, news: News, *, price_told: bool) -> None:
    request, kind = purchase.request, news.kind
    await uow.write(kind.value, request_id=request.id, order_id=order.order_id, before=news.before, after=news.after)
    if kind is NoticeKind.PRICE_CHANGED and price_told:
        return
    fields = {"total": [news.before, news.after]} if kind is NoticeKind.PRICE_CHANGED else {}
    at = f":{order.version}" if kind in _REPEATABLE else ""
    told = of_order(purchase, order) | {"fields": fields, "at": iso(order.modified_at)}
    if kind is NoticeKind.PAID:
        told |= _above(purchase)
    dedupe = f"{kind.value}:{order.order_id}{at}"
    await uow.tell(kind, request.place, dedupe, request.id, **told)
    if kind is NoticeKind.PRICE_CHANGED:
        await tell_group_if_dearer(uow, purchase, dedupe, told)
    if kind in _FOR_PAYERS:
        await tell_payers(uow, kind, purchase, dedupe, told)


def _above(purchase: Purchase) -> dict[str, object]:
    """What was agreed to, where more than that was paid, as on the site."""
    agreed = agreed_before(purchase.request)
    return {"agreed": agreed.total} if agreed is not None and charged(purchase) > agreed.total else {}
