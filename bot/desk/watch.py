"""Watching: which orders changed, what became of each, and what people must hear of it."""

import asyncio
import logging
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.desk import outcomes
from bot.desk.audience import tell_group_if_dearer, tell_payers
from bot.desk.each import each
from bot.desk.facts import iso, of_order
from bot.desk.ledger.book import Book
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import Moved
from bot.desk.turn import my_turn
from bot.desk.unread import came_unread, is_unread, look_less_often, would_change
from bot.market.errors import MarketError, Misunderstood, NotAllowed, NotFound, Rejected
from bot.market.port import Market
from bot.purchasing.lifecycle import ENDED_ORDERS, RequestState
from bot.purchasing.notice import NoticeKind
from bot.purchasing.order import OrderReport, OrderState, Parcel, PayLink, PayWay, RefundReport, RefundState
from bot.purchasing.purchase import Order, Purchase
from bot.purchasing.reconcile import Reconciled, differs, looks_longer, reconcile

PAGE = 50
CURSOR = "watch_cursor"
UNKNOWN_AFTER = timedelta(minutes=10)
RETRY_LOOK = timedelta(seconds=30)
SHIPPABLE = frozenset({OrderState.PAID, OrderState.PART_SHIPPED, OrderState.SHIPPED, OrderState.RECEIVED})
MONEY_BACK = frozenset({RefundState.ASKED})

T = TypeVar("T")

log = logging.getLogger(__name__)


class Watch:
    """The watch over placed orders."""

    def __init__(self, ledger: Ledger, market: Market, pay_ways: tuple[PayWay, ...]) -> None:
        self._ledger, self._market, self._pay_ways = ledger, market, pay_ways

    async def in_turn(self, every: float) -> None:
        """A round each `every` seconds, whichever process makes it."""
        async with my_turn(self._ledger, "watch", every * 0.8, keep=True) as mine:
            if mine is not None:
                await self.round()

    async def round(self) -> None:
        """Find what changed since the cursor, by the order list; the cursor is a time that 1688 reported."""
        since, kept_already = await self._cursor()
        if since is None:
            return
        seen: dict[str, datetime] = {}
        read, left_out = set[str](), set[str]()
        page, came = 1, 0
        while True:
            listed = await self._market.orders_changed(since, page, PAGE)
            came += len(listed.orders) + len(listed.left_out)
            read |= {order.order_id for order in listed.orders}
            unread = {number for number in listed.left_out if number} - left_out
            left_out |= unread
            news = [o for o in listed.orders if o.modified_at and seen.get(o.order_id) != o.modified_at]
            seen |= {o.order_id: o.modified_at for o in news if o.modified_at}
            await self._mark(tuple(news))
            if not (news or unread) or came >= listed.total:
                break
            page += 1
        await self._keep_unread(read, left_out)
        # The list is asked from the cursor on, so that what was news at last comes again and moves nothing.
        if seen and (not kept_already or max(seen.values()) > since):
            async with self._ledger.change() as book:
                await book.turns.one_at_a_time(CURSOR)
                kept = await book.register.fact(CURSOR)
                newest = max(since, *seen.values(), *([datetime.fromisoformat(kept)] if kept else ()))
                await book.register.put_fact(CURSOR, newest.isoformat())

    async def _keep_unread(self, read: set[str], left_out: set[str]) -> None:
        """Which orders of ours the list did not tell, for whoever asks how it is."""
        async with self._ledger.look() as book:
            news = await would_change(book, read, left_out)
        if news:
            async with self._ledger.change() as book:
                await came_unread(book, read, left_out)

    async def _cursor(self) -> tuple[datetime | None, bool]:
        """Where the last round ended; at first the earliest change that 1688 reported of any order, not kept yet."""
        async with self._ledger.look() as book:
            kept = await book.register.fact(CURSOR)
            return (datetime.fromisoformat(kept), True) if kept else (await book.orders.first_report(), False)

    async def _mark(self, listed: tuple[OrderReport, ...]) -> None:
        """Those of ours that the list shows otherwise than we know them are looked at next."""
        async with self._ledger.look() as book:
            ours = await book.orders.known([o.order_id for o in listed])
        moved = [o.order_id for o in listed if o.order_id in ours and differs(ours[o.order_id], o)]
        if moved:
            async with self._ledger.change() as book:
                await book.orders.hasten(moved)

    async def daily(self) -> None:
        """A slow round by creation time: whatever the list by modify time missed is looked at."""
        async with self._ledger.look() as book:
            oldest = await book.orders.oldest_open()
            until = book.now + timedelta(days=1)
        if oldest is None:
            return
        page = 1
        while True:
            listed = await self._market.orders_created(oldest - timedelta(hours=1), until, page)
            await self._mark(listed.orders)
            if not listed.orders or page * len(listed.orders) >= listed.total:
                return
            page += 1

    async def look_due(self) -> None:
        """Look at every order whose time has come."""
        async with self._ledger.look() as book:
            due = await book.orders.due(100)
        await each(due, self._look_if_ours)

    async def _look_if_ours(self, order_id: str) -> None:
        """Two processes that find it due do not both ask 1688 for it; one that ends is followed by another."""
        if self._ledger.shared:
            async with self._ledger.change() as book:
                if not await book.orders.put_off_looks((order_id,), book.now + RETRY_LOOK):
                    return
        await self._look_or_postpone(order_id)

    async def _look_or_postpone(self, order_id: str) -> None:
        try:
            await self.look(order_id)
        except MarketError as error:
            await self._postpone(order_id, error)

    async def _postpone(self, order_id: str, error: MarketError) -> None:
        log.warning("looking at order %s: %s", order_id, error)
        async with self._ledger.change() as book:
            if isinstance(error, Misunderstood) and await is_unread(book, order_id):
                await look_less_often(book, order_id)
            else:
                await book.orders.schedule(order_id, book.now + RETRY_LOOK, 0)
            order = await book.orders.get(order_id)
            if order is not None and not order.known and order.request_id is not None:
                await book.refresh_card(order.request_id)

    async def look(self, order_id: str) -> None:
        """One detail call, with parcels, refunds and pay links where the state wants them, recorded together."""
        async with self._ledger.look() as book:
            order, began = await book.orders.get(order_id), book.now
        if order is None:
            return
        try:
            report = await self._market.look(order_id)
        except NotFound as missing:
            await self._not_known(order, missing)
            return
        state = report.state or order.state
        parcels = await self._parcels(order_id, state)
        refunds = await self._refunds(order, report, state)
        pay, pay_by = await self._pay(order, report)
        try:
            async with self._ledger.change() as book:
                if await self._overtaken(book, order):
                    return
                again = await book.orders.hastened(order_id, began)
                await self._record(book, order_id, report, parcels, refunds, pay, pay_by)
                if again:
                    await book.orders.hasten([order_id])
        except Moved:
            log.info("order %s changed while it was looked at; it is looked at again", order_id)

    async def _overtaken(self, book: Book, order: Order) -> bool:
        """Whether another look was recorded meanwhile: what this one read may be older, and 1688 is asked again."""
        now = await book.orders.get(order.order_id)
        if now is not None and now.version == order.version:
            return False
        await book.orders.hasten([order.order_id])
        return True

    async def _parcels(self, order_id: str, state: OrderState) -> tuple[Parcel, ...]:
        shipped = (OrderState.PART_SHIPPED, OrderState.SHIPPED, OrderState.RECEIVED, OrderState.FINISHED)
        return await self._beside(self._market.parcels(order_id)) if state in shipped else ()

    async def _refunds(self, order: Order, report: OrderReport, state: OrderState) -> tuple[RefundReport, ...]:
        """Asked only where money may be on its way back."""
        paid = order.paid_at is not None or report.paid_at is not None
        running = report.refund is not RefundState.NONE or order.refund is RefundState.ASKED
        if not running and not (state is OrderState.CANCELLED and paid):
            return ()
        return await self._beside(self._market.refunds(order.order_id))

    async def _beside(self, asked: Awaitable[tuple[T, ...]]) -> tuple[T, ...]:
        """What is asked beside the detail; where 1688 says no for good, the order's own news do not wait for it."""
        try:
            return await asked
        except (NotAllowed, Rejected, Misunderstood) as error:
            log.warning("an order is told without its details: %s", error)
            return ()

    async def _pay(self, order: Order, report: OrderReport) -> tuple[tuple[PayLink, ...], datetime | None]:
        """Every way to pay and until when, asked once while the order waits for its money."""
        if report.state is not OrderState.TO_PAY or order.pay:
            return order.pay, order.pay_by or report.pay_by
        links, pay_by = await asyncio.gather(self.pay_links(order.order_id), self._pay_by(order.order_id))
        return links, pay_by or report.pay_by

    async def _pay_by(self, order_id: str) -> datetime | None:
        try:
            return (await self._market.pay_deadline(order_id)).pay_by
        except MarketError as error:
            log.info("the deadline of order %s: %s", order_id, error)
            return None

    async def pay_links(self, order_id: str) -> tuple[PayLink, ...]:
        """All ways of the setting in its order, asked for side by side; one that fails carries 1688's reason."""
        return tuple(await asyncio.gather(*(self._pay_link(order_id, way) for way in self._pay_ways)))

    async def _pay_link(self, order_id: str, way: PayWay) -> PayLink:
        try:
            return await self._market.pay_link(order_id, way)
        except MarketError as error:
            return PayLink(way, "", error.reason)

    async def _not_known(self, order: Order, missing: NotFound) -> None:
        """1688 does not know the number: after ten minutes people are told; it is kept and asked for again."""
        async with self._ledger.change() as book:
            purchase = await book.purchase(order.request_id) if order.request_id else None
            assert purchase is not None
            late = book.now >= order.placed_at + UNKNOWN_AFTER
            wait = looks_longer(await book.orders.look_step(order.order_id)) if late else RETRY_LOOK
            await book.orders.schedule(
                order.order_id, book.now + wait, await book.orders.look_step(order.order_id) + late
            )
            if late and not order.known:
                await book.tell(
                    NoticeKind.UNKNOWN_ORDER, purchase.request.place, f"unknown:{order.order_id}",
                    purchase.request.id, **(of_order(purchase, order) | {"reason": missing.reason}),
                )  # fmt: skip
            await self._first_news(book, purchase, order)
            await book.refresh_card(purchase.request.id)

    async def _first_news(self, book: Book, purchase: Purchase, order: Order) -> None:
        """Whoever waits hears that it is ordered, even where only the create call's answer tells of it."""
        kinds = {OrderState.PAID: NoticeKind.PAID, OrderState.CANCELLED: NoticeKind.CANCELLED}
        kind = kinds.get(order.state, NoticeKind.PLACED)
        facts, dedupe = of_order(purchase, order), f"{kind.value}:{order.order_id}"
        await book.tell(kind, purchase.request.place, dedupe, purchase.request.id, **facts)
        await tell_payers(book, kind, purchase, dedupe, facts)

    async def _record(
        self,
        book: Book,
        order_id: str,
        report: OrderReport,
        parcels: tuple[Parcel, ...],
        refunds: tuple[RefundReport, ...],
        pay: tuple[PayLink, ...],
        pay_by: datetime | None,
    ) -> None:
        before = await book.orders.get(order_id)
        assert before is not None
        changes = reconcile(before, report)
        after = await self._apply(book, before, changes, pay_by)
        await book.orders.set_pay(order_id, pay)
        fresh = await book.orders.get(order_id)
        assert fresh is not None
        await book.orders.put_parcels(fresh, parcels)
        for refund in refunds:
            await book.orders.put_refund(order_id, refund)
        await self._tell(book, order_id, before, changes)
        await self._plan(book, order_id, after.refund)
        await self._close_request(book, after)

    async def _apply(self, book: Book, order: Order, changes: Reconciled, pay_by: datetime | None) -> Order:
        """Move through the states one by one, so that the database sees only moves that it knows."""
        values: dict[str, object] = dict(changes.values) | {"looked_at": book.now}
        if pay_by:
            values["pay_by"] = pay_by
        for state in changes.states:
            await book.orders.update(order, state=state.value)
            order = await self._again(book, order)
        if changes.refund is not None:
            values["refund"] = changes.refund.value
        await book.orders.update(order, **values)
        return await self._again(book, order)

    async def _again(self, book: Book, order: Order) -> Order:
        fresh = await book.orders.get(order.order_id)
        assert fresh is not None
        return fresh

    async def _tell(self, book: Book, order_id: str, before: Order, changes: Reconciled) -> None:
        """Journal and notices of what is news; the same report again tells nothing."""
        order = await book.orders.get(order_id)
        purchase = await book.purchase(before.request_id) if before.request_id else None
        assert order is not None
        assert purchase is not None
        place, number = purchase.request.place, purchase.request.id
        facts = of_order(purchase, order)
        if order.state is OrderState.TO_PAY or not before.known:
            await self._first_news(book, purchase, order)
        if not before.known and all(each.known for each in purchase.orders):
            await outcomes.tell_price(book, number)
        for news in changes.news:
            await book.write(
                news.kind.value, request_id=number, order_id=order_id, before=news.before, after=news.after
            )
            fields = {"total": [news.before, news.after]} if news.kind is NoticeKind.PRICE_CHANGED else {}
            at = f":{order.version}" if news.kind in _REPEATABLE else ""
            told, dedupe = facts | {"fields": fields, "at": iso(order.modified_at)}, f"{news.kind.value}:{order_id}{at}"
            await book.tell(news.kind, place, dedupe, number, **told)
            if news.kind is NoticeKind.PRICE_CHANGED:
                await tell_group_if_dearer(book, purchase, dedupe, told)
            if news.kind in _FOR_PAYERS:
                await tell_payers(book, news.kind, purchase, dedupe, told)
        if changes.odd:
            await book.write("unknown_word", request_id=number, order_id=order_id, word=changes.odd)
            dedupe = f"word:{order_id}:{changes.odd}"
            await book.tell(NoticeKind.UNKNOWN_WORD, place, dedupe, number, **facts, word=changes.odd)
        if _looks_different(before, order):
            await book.refresh_card(number)

    async def _plan(self, book: Book, order_id: str, refund: RefundState) -> None:
        """An order is looked at again when the list says so; by itself where its refund runs or the list cannot."""
        if refund in MONEY_BACK or await is_unread(book, order_id):
            await look_less_often(book, order_id)
        else:
            await book.orders.schedule(order_id, None, 0)

    async def _close_request(self, book: Book, order: Order) -> None:
        """A request is over when all its orders are."""
        if order.state not in ENDED_ORDERS:
            return
        purchase = await book.purchase(order.request_id) if order.request_id else None
        if purchase is None or purchase.request.state is not RequestState.APPROVED:
            return
        if all(o.state in ENDED_ORDERS for o in purchase.orders):
            await book.requests.move(purchase.request, RequestState.CLOSED, order.state.value)


_FOR_PAYERS = frozenset({NoticeKind.PRICE_CHANGED, NoticeKind.PAID, NoticeKind.CANCELLED})
"""What whoever was asked to pay must hear: that it is another sum, or that there is nothing to pay any more."""
_REPEATABLE = frozenset({
    NoticeKind.PRICE_CHANGED, NoticeKind.REFUND_ASKED, NoticeKind.REFUND_DONE, NoticeKind.REFUND_CLOSED,
})  # fmt: skip


def _looks_different(before: Order, after: Order) -> bool:
    """Whether the card shows anything else now."""
    return (before.state, before.refund, before.total, before.pay, before.pay_by, before.parcels, before.known) != (
        after.state, after.refund, after.total, after.pay, after.pay_by, after.parcels, after.known
    )  # fmt: skip
