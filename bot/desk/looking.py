"""Looking for an order by our own reference, where the answer decides whether anything may be sent."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.desk.ledger.ledger import Ledger
from bot.market.errors import MarketError
from bot.market.port import Market
from bot.purchasing.order import OrderReport
from bot.purchasing.purchase import Attempt

UNFILTERED_BEFORE = timedelta(minutes=10)
UNFILTERED_PAGES = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Look:
    """What a look for an attempt gave; without an answer its emptiness says nothing."""

    orders: tuple[OrderReport, ...] = ()
    answered: bool = False
    unfiltered: bool = False
    """Whether the whole list since the submit was read, not only what a filter left of it."""

    @property
    def empty(self) -> bool:
        """1688 answered, and nothing is there."""
        return self.answered and not self.orders


async def look_for(ledger: Ledger, market: Market, attempt: Attempt) -> Look:
    """By the filter of the order list, then by the list as a whole, since the filter may do nothing."""
    answered = True
    try:
        found = await market.find(attempt.out_order_id)
    except MarketError as error:
        log.warning("looking for attempt %s by its reference: %s", attempt.id, error)
        found, answered = (), False
    if found:
        return Look(found, answered=True)
    try:
        found, whole = await _in_the_list(ledger, market, attempt)
    except MarketError as error:
        log.warning("looking for attempt %s in the list: %s", attempt.id, error)
        return Look(answered=answered)
    return Look(found, answered=answered or whole or bool(found), unfiltered=whole)


async def _in_the_list(ledger: Ledger, market: Market, attempt: Attempt) -> tuple[tuple[OrderReport, ...], bool]:
    """The orders made since shortly before the submit, each candidate read back; and whether the list ended."""
    assert attempt.submitted_at is not None
    async with ledger.look() as book:
        request = await book.requests.get(attempt.request_id)
        until = book.now + UNFILTERED_BEFORE
    assert request is not None
    found: dict[str, OrderReport] = {}
    for page in range(1, UNFILTERED_PAGES + 1):
        listed = await market.orders_created(attempt.submitted_at - UNFILTERED_BEFORE, until, page)
        for report in listed.orders:
            if any(line.offer_id == request.offer.offer_id for line in report.lines):
                detail = await market.look(report.order_id)
                if detail.out_order_id == attempt.out_order_id:
                    found[detail.order_id] = detail
        if not listed.orders or page * len(listed.orders) >= listed.total:
            return tuple(found.values()), True
    return tuple(found.values()), False
