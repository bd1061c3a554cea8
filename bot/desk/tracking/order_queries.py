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
from bot.purchasing.requests.purchase import Order

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

    async def pay_links(self, order_id: str) -> tuple[PayLink, ...]:
        """Ask for all configured ways to pay side by side, in their order; one that fails carries 1688's reason."""
        return tuple(await asyncio.gather(*(self._pay_link(order_id, way) for way in self._pay_ways)))

    async def first_pay_link(self, order_id: str, had: tuple[PayLink, ...] = ()) -> tuple[PayLink, ...]:
        """Ask for the first way to pay that works; each way before it carries 1688's reason.

        Of what we `had`, only what 1688 did not answer is asked again. Other ways are asked for if somebody wants them.
        """
        known, found = {each.way: each for each in had}, list[PayLink]()
        for way in self._pay_ways:
            before = known.get(way)
            found.append(await self._pay_link(order_id, way) if before is None or before.passing else before)
            if found[-1].url:
                break
        return tuple(found)

    async def _pay_link(self, order_id: str, way: PayWay) -> PayLink:
        try:
            return await self._market.pay_link(order_id, way)
        except MarketError as error:
            return PayLink(way, "", error.words, passing=isinstance(error, PASSING))
