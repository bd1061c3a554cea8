"""Reads 1688's list of orders: which of ours changed, and which orders are none of ours."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.ledger.facts import CURSOR, FAILED_READS, OUTSIDE_SINCE
from bot.desk.orders.sweep import SWEEP_BACK, SWEEP_MARGIN, UnknownOrders, created_pages
from bot.desk.shared.last_look import last_good_read
from bot.desk.shared.pacing import Pacing
from bot.desk.shared.unreadable_orders import came_unread
from bot.desk.shared.verbs import Verbs
from bot.market.errors import LoginNeeded, MarketError
from bot.market.port import Market
from bot.purchasing.order_report import OrderReport, ReadBackState
from bot.purchasing.tracking.reconcile import differs, newly_listed
from bot.purchasing.tracking.silence import next_failed

PAGE = 50


@dataclass(eq=False)
class OrderList(Verbs):
    """Reads the list from where the last round ended, and makes the orders that changed due to be looked at."""

    _market: Market
    _pacing: Pacing
    _unknown: UnknownOrders

    async def round(self) -> None:
        """Find what changed since the cursor, by the order list; the cursor is a time that 1688 reported.

        Raises MarketError if 1688 does not tell it; that it failed is remembered.
        """
        try:
            await self._read()
        except LoginNeeded:
            raise  # it has an alarm of its own
        except MarketError:
            await self._failed()
            raise

    async def _failed(self) -> None:
        """Remember that the list could not be read, also after a restart."""
        async with self._ledger.change() as uow:
            await uow.leases.one_at_a_time(FAILED_READS.name)
            before = await uow.facts.get(FAILED_READS)
            failed = next_failed(before, await last_good_read(uow), uow.now)
            await uow.facts.put(FAILED_READS, failed)

    async def _read(self) -> None:
        since, kept_already = await self._cursor()
        seen: dict[str, datetime] = {}
        read, left_out = dict[str, OrderReport](), set[str]()
        page, came = 1, 0
        while True:
            listed = await self._market.orders_changed(since, page, PAGE)
            came += len(listed.orders) + len(listed.left_out)
            read |= {order.order_id: order for order in listed.orders}
            unread = {number for number in listed.left_out if number} - left_out
            left_out |= unread
            news = [o for o in listed.orders if o.modified_at and seen.get(o.order_id) != o.modified_at]
            seen |= {o.order_id: o.modified_at for o in news if o.modified_at}
            await self._mark(tuple(news))
            if not (news or unread) or came >= listed.total:
                break
            page += 1
        await came_unread(self._ledger, read, left_out)
        await self._unknown.listed(tuple(read.values()))
        # The list is asked from the cursor on, so the newest change comes again and moves nothing.
        if seen and (not kept_already or max(seen.values()) > since):
            async with self._ledger.change() as uow:
                await uow.leases.one_at_a_time(CURSOR.name)
                cursor = await uow.facts.get(CURSOR)
                await uow.facts.put(CURSOR, max(since, *seen.values(), *([cursor] if cursor else ())))

    async def daily(self) -> None:
        """Make a slow round by creation time, to find what the list by modify time missed."""
        async with self._ledger.read() as uow:
            oldest = await uow.orders.oldest_open()
            until = uow.now + timedelta(days=1)
        if oldest is None:
            return
        async for orders in created_pages(self._market, oldest - timedelta(hours=1), until):
            await self._mark(orders)

    async def _cursor(self) -> tuple[datetime, bool]:
        """The end of the last round; at first the earliest change known of any order, not stored yet."""
        async with self._ledger.read() as uow:
            cursor = await uow.facts.get(CURSOR)
            if cursor is not None:
                return cursor, True
            begins = await uow.facts.get(OUTSIDE_SINCE) or uow.now - SWEEP_BACK
            return await uow.orders.first_report() or begins - SWEEP_MARGIN, False

    async def _mark(self, listed: tuple[OrderReport, ...]) -> None:
        """Look next at our orders that the list shows differently from what we know."""
        async with self._ledger.read() as uow:
            ours, now = await uow.orders.known([o.order_id for o in listed]), uow.now
        # An order never read is looked at by its own schedule; one that is something else is not looked at.
        watched = {
            number for number, order in ours.items()
            if order.checked is not ReadBackState.DIFFERS and (order.known or order.modified_at is not None)
        }  # fmt: skip
        read = [o for o in listed if o.order_id in watched]
        moved = [o for o in read if differs(ours[o.order_id], o)]
        sums = {o.order_id: fen for o in read if (fen := newly_listed(ours[o.order_id], o)) is not None}
        if moved or sums:
            async with self._ledger.change() as uow:
                for order_id, fen in sums.items():
                    await uow.orders.listed(order_id, fen)
                await uow.orders.hasten([o.order_id for o in moved])
                due = {number for number, order in ours.items() if order.next_look_at and order.next_look_at <= now}
                untold = [o.modified_at for o in moved if o.order_id not in due]  # a push message has some looked at
                await self._pacing.note_missed(uow, untold)
