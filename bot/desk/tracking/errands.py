"""Has 1688 do something once, by a person's word: claimed before it is sent, and never sent again by itself."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import present
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.refusal import Refusal, RefusalReason, Why
from bot.market.errors import MarketError, Misunderstood, Rejected, Unreachable
from bot.purchasing.errands import SENT_WITHIN, Errand, ErrandKind, ErrandState
from bot.purchasing.events.errands import ErrandAsked, ErrandEnded
from bot.purchasing.lifecycle import RECEIVED_ORDERS
from bot.purchasing.order import OrderReport
from bot.purchasing.requests.purchase import Order, Person, Purchase

T = TypeVar("T")


async def claim(
    uow: UnitOfWork, by: Person, purchase: Purchase, order: Order, kind: ErrandKind, draft: Errand | None = None,
    **fields: Any,
) -> tuple[Order, Errand]:  # fmt: skip
    """Record that this is sent next, and who has it done; a draft of it becomes what is sent.

    Raises Conflict if something else of the order waits or may have been sent.
    """
    if draft is not None:
        order, errand = await uow.errands.change(order, draft, state=ErrandState.ASKED, **fields)
    else:
        order, errand = await uow.errands.begin(order, kind, ErrandState.ASKED, by.id, **fields)
    await uow.orders.schedule(order.order_id, uow.now + SENT_WITHIN, 0)
    await uow.record(ErrandAsked(actor=by.id, purchase=purchase.with_order(order), order=order, errand=errand))
    return order, errand


async def end(
    uow: UnitOfWork, purchase: Purchase, order: Order, errand: Errand, state: ErrandState, reason: str = "",
    by: Person | None = None, **fields: Any,
) -> Order:  # fmt: skip
    """Record what became of an errand; a person says so if it is `by` one. Raises Conflict if that is known by now."""
    order, errand = await uow.errands.change(order, errand, state=state, reason=reason[:500], **fields)
    actor = by.id if by is not None else None
    await uow.record(ErrandEnded(actor=actor, purchase=purchase.with_order(order), order=order, errand=errand))
    return order


async def settle(uow: UnitOfWork, purchase: Purchase, order: Order, report: OrderReport) -> Order:
    """What a look at an order says of what may have been sent; it is never sent again."""
    live = order.live_errand
    if live is None:
        return order
    received = order.state in RECEIVED_ORDERS or {*live.entries} <= {*report.received}
    if live.kind is ErrandKind.RECEIPT and received:
        return await end(uow, purchase, order, live, ErrandState.DONE)
    return await end(uow, purchase, order, live, ErrandState.UNCLEAR) if live.left(uow.now) else order


class Errands:
    """Sends what is claimed, and records how that ended."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def send(
        self, order: Order, errand: Errand, sending: Awaitable[T], *, unclear: Why | RefusalReason,
        refused: Callable[[Rejected], Why], took: Callable[[T], Mapping[str, Any]] = lambda _: {},
    ) -> Purchase:  # fmt: skip
        """Send it once; its purchase afterwards. `took` is what is kept of 1688's answer.

        Refusal if that is `unclear`, if 1688 itself `refused` it, for its reason, or if nothing left this machine. What
        surely was not done is there to be sent by another press.
        """
        try:
            answer = await sending
        except MarketError as error:
            unsent = isinstance(error, Unreachable) and not error.sent
            # A refusal that is not 1688's own whole answer may be of something between.
            surely = isinstance(error, Rejected) and bool(error.answer or error.by_gateway)
            lost = isinstance(error, Unreachable | Misunderstood | Rejected) and not surely and not unsent
            not_done = ErrandState.DROPPED if unsent else ErrandState.REFUSED
            await self._ended(order, errand, ErrandState.UNCLEAR if lost else not_done, error.words)
            if unsent:
                raise Refusal(RefusalReason.ERRAND_UNSENT, order.request_id) from error
            if lost:
                raise Refusal(unclear, order.request_id) from error
            if isinstance(error, Rejected):
                raise Refusal(refused(error)) from error
            raise
        return await self._ended(order, errand, ErrandState.DONE, **took(answer))

    async def _ended(
        self, order: Order, errand: Errand, state: ErrandState, reason: str = "", **fields: Any
    ) -> Purchase:
        """Record it, unless a look found out before what became of it, and look soon."""
        async with self._ledger.change() as uow:
            await uow.votes.lock(order.request_id or 0)
            purchase, order = present(await uow.find_purchase_of(order.order_id), "order", order.order_id)
            await uow.orders.hasten([order.order_id])
            live = order.live_errand
            if live is not None and live.id == errand.id:
                order = await end(uow, purchase, order, live, state, reason, **fields)
                if live.ask is not None and state in (ErrandState.REFUSED, ErrandState.DROPPED):
                    await self._draft_again(uow, order, live)
            return purchase.with_order(order)

    async def _draft_again(self, uow: UnitOfWork, order: Order, over: Errand) -> None:
        """Let whoever asked go on from what they had asked for, unless they began another draft."""
        if await uow.errands.draft(order.order_id, over.person_id) is None:
            fields = {"ask": over.ask, "entries": over.entries}
            await uow.errands.begin(order, over.kind, ErrandState.DRAFT, over.person_id, **fields)
