"""Asks 1688 for what an order's detail lacks: parcels, refunds, deadlines and ways to pay."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import TypeVar

from bot.market.errors import LoginNeeded, MarketError, Misunderstood, NotAllowed, Rejected, Throttled, Unreachable
from bot.market.port import Market
from bot.purchasing.order import (
    OrderReport,
    OrderState,
    Parcel,
    PayDeadline,
    PayLink,
    PayWay,
    RefundReport,
    RefundState,
)
from bot.purchasing.purchase import Order

SHIPPED = (OrderState.PART_SHIPPED, OrderState.SHIPPED, OrderState.RECEIVED, OrderState.FINISHED)
UNKNOWN = PayDeadline(None, None)
PASSING = (Unreachable, Throttled, LoginNeeded)
"""Errors after which the same question may be answered soon."""

T = TypeVar("T")

log = logging.getLogger(__name__)


class Asking:
    """Asks only what the order's state needs; no transaction is open meanwhile."""

    def __init__(self, market: Market, pay_ways: tuple[PayWay, ...]) -> None:
        self._market, self._pay_ways = market, pay_ways

    async def parcels(self, order_id: str, state: OrderState) -> tuple[Parcel, ...]:
        return await self._beside(self._market.parcels(order_id)) if state in SHIPPED else ()

    async def refunds(self, order: Order, report: OrderReport) -> tuple[RefundReport, ...]:
        """Ask only if money may be on its way back."""
        paid = order.paid_at is not None or report.paid_at is not None
        running = report.refund is not RefundState.NONE or order.refund is RefundState.ASKED
        if not running and not ((report.state or order.state) is OrderState.CANCELLED and paid):
            return ()
        return await self._beside(self._market.refunds(order.order_id))

    async def _beside(self, asked: Awaitable[tuple[T, ...]]) -> tuple[T, ...]:
        """Ask for what the detail lacks; if 1688 refuses for good, the order's own news do not wait for it."""
        try:
            return await asked
        except (NotAllowed, Rejected, Misunderstood) as error:
            log.warning("an order is told without its details: %s", error)
            return ()

    async def due(self, order_id: str) -> PayDeadline:
        """The sum 1688 wants for an unpaid order now, and until when."""
        try:
            return await self._market.pay_deadline(order_id)
        except MarketError as error:
            log.info("the deadline of order %s: %s", order_id, error)
            return UNKNOWN

    async def pay_links(self, order_id: str, had: tuple[PayLink, ...] = ()) -> tuple[PayLink, ...]:
        """Ask for all configured ways to pay side by side, in their order; one that fails carries 1688's reason.

        Links that work and we `had` already are not asked for again.
        """
        works = {each.way: each for each in had if each.url}
        return tuple(await asyncio.gather(*(self._pay_link(order_id, way, works.get(way)) for way in self._pay_ways)))

    async def _pay_link(self, order_id: str, way: PayWay, had: PayLink | None) -> PayLink:
        if had is not None:
            return had
        try:
            return await self._market.pay_link(order_id, way)
        except MarketError as error:
            return PayLink(way, "", error.reason, passing=isinstance(error, PASSING))
