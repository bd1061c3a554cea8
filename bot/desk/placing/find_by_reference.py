"""Searches 1688 for a lost order by our own reference; the result decides whether anything may be sent."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import present
from bot.market.errors import MarketError
from bot.market.port import Market
from bot.purchasing.order_report import OrderReport
from bot.purchasing.requests.attempt import Attempt, SimilarOrder
from bot.purchasing.tracking.found_orders import as_alike, may_be_lost

UNFILTERED_BEFORE = timedelta(minutes=10)
UNFILTERED_PAGES = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OrderSearch:
    """The result of a search for the order of an attempt; if 1688 gave no answer, an empty result says nothing."""

    orders: tuple[OrderReport, ...] = ()
    answered: bool = False
    unfiltered: bool = False
    """Whether the whole list since the submit was read, not only what a filter left of it."""
    alike: tuple[SimilarOrder, ...] = ()
    """Orders in the list without any reference that nothing explains: one of them may be the lost order."""

    @property
    def empty(self) -> bool:
        """Whether 1688 answered and no order carries our reference."""
        return self.answered and not self.orders


class Listing:
    """1688's order list since some time, read once, when first needed, for all attempts searched for in it.

    `details` remembers across listings what an order was read back as: which reference it carries never changes.
    """

    def __init__(
        self, market: Market, since: datetime, until: datetime, details: dict[str, OrderReport] | None = None
    ) -> None:
        self._market, self.since, self._until = market, since, until
        self._details = {} if details is None else details
        self._read: tuple[tuple[OrderReport, ...], bool] | MarketError | None = None

    async def carrying(self, reference: str, offers: Collection[str]) -> tuple[tuple[OrderReport, ...], bool]:
        """The orders that carry our reference, each read back; and whether the list was read to its end.

        Only orders that may be of one of these offers are read back. If the list gave no answer, the next search in
        it does not ask again. Raises MarketError.
        """
        if self._read is None:
            try:
                self._read = await self._pages()
            except MarketError as error:
                self._read = error
        if isinstance(self._read, MarketError):
            raise self._read
        listed, whole = self._read
        orders: dict[str, OrderReport] = {}
        for report in listed:
            # An order without a product may be ours as well: the seller may have taken the product down meanwhile.
            if not any(line.offer_id in offers or not line.offer_id for line in report.lines):
                continue
            detail_before = self._details.get(report.order_id)
            if detail_before is not None and detail_before.out_order_id != reference:
                continue
            detail = await self._market.look(report.order_id)
            self._details[report.order_id] = detail
            if detail.out_order_id == reference:
                orders[detail.order_id] = detail
        return tuple(orders.values()), whole

    def of_nobody(self) -> tuple[OrderReport, ...]:
        """The orders that were read back and carry no reference; each with the lower of the two sums 1688 tells."""
        listed = self._read[0] if isinstance(self._read, tuple) else ()
        pairs = [(report, self._details.get(report.order_id)) for report in listed]
        return tuple(
            replace(detail, total=min(detail.total, report.total))
            for report, detail in pairs
            if detail is not None and not detail.out_order_id
        )

    async def _pages(self) -> tuple[tuple[OrderReport, ...], bool]:
        listed: list[OrderReport] = []
        for page in range(1, UNFILTERED_PAGES + 1):
            answer = await self._market.orders_created(self.since, self._until, page)
            listed += answer.orders
            if not answer.orders or page * len(answer.orders) >= answer.total:
                return tuple(listed), True
        return tuple(listed), False


def listing_for(
    market: Market, attempts: Sequence[Attempt], now: datetime, details: dict[str, OrderReport] | None = None
) -> Listing | None:
    """One list for all these attempts, from shortly before the first of them was sent; None if there is no attempt."""
    sent = [each.sent_since for each in attempts if each.sent_since is not None]
    if not sent:
        return None
    return Listing(market, min(sent) - UNFILTERED_BEFORE, now + UNFILTERED_BEFORE, details)


async def search_for(
    ledger: Ledger, market: Market, attempt: Attempt, listing: Listing | None = None, since: datetime | None = None
) -> OrderSearch:
    """Search for the attempt's order with the list's filter, then in the whole list, since the filter may do nothing.

    `listing` is a list that several searches share; without one the attempt gets its own. Another program may have sent
    it `since` then (UTC).
    """
    answered = True
    try:
        orders = await market.find(attempt.out_order_id)
    except MarketError as error:
        log.warning("searching for attempt %s by its reference: %s", attempt.id, error)
        orders, answered = (), False
    if orders:
        return OrderSearch(orders, answered=True)
    try:
        orders, whole, alike = await _in_the_list(ledger, market, attempt, listing, since)
    except MarketError as error:
        log.warning("searching for attempt %s in the list: %s", attempt.id, error)
        return OrderSearch(answered=answered)
    return OrderSearch(
        orders, answered=answered or whole or bool(orders), unfiltered=whole, alike=() if orders else alike
    )


async def _in_the_list(
    ledger: Ledger, market: Market, attempt: Attempt, shared: Listing | None, suspected: datetime | None
) -> tuple[tuple[OrderReport, ...], bool, tuple[SimilarOrder, ...]]:
    """The orders with the reference since shortly before it may have been sent; whether the list ended; other orders.

    The others carry no reference and resemble what was sent, so one of them may be it.
    """
    async with ledger.read() as uow:
        request, now = await uow.requests.get(attempt.request_id), uow.now
    sent = min((moment for moment in (suspected, attempt.sent_since) if moment is not None), default=None)
    since = present(sent, "sending of attempt", attempt.id)
    own = Listing(market, since - UNFILTERED_BEFORE, now + UNFILTERED_BEFORE)
    listing = shared or own
    offers = {request.offer.offer_id, *(line.offer_id for line in request.lines)}
    orders, whole = await listing.carrying(attempt.out_order_id, offers)
    if not orders and not whole and listing.since < own.since:
        # An older attempt made the shared list too long to be read to its end.
        listing = own
        orders, whole = await own.carrying(attempt.out_order_id, offers)
    snapshot = request.snapshot
    if snapshot is None:
        return orders, whole, ()
    nobodys = listing.of_nobody()
    like = [report for report in nobodys if may_be_lost(snapshot.lines, snapshot.total, since, report)]
    async with ledger.read() as uow:
        explained = await uow.unknown_orders.explained([report.order_id for report in like])
    return orders, whole, as_alike(report for report in like if report.order_id not in explained)
