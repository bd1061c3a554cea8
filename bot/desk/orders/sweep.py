"""Finds orders on 1688 with our reference but without a live attempt, and orders without our reference."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from bot.desk.ledger.facts import QUARANTINE, SWEPT
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.operations.begin_quarantine import sent_in_another_life, time_was_lost
from bot.desk.orders.outside import forget_untold, may_be_of, take_in, tell_outside, told_since
from bot.desk.requests.drafting import REFERENCE_PREFIX
from bot.desk.shared.isolated import each
from bot.desk.shared.pause import pause
from bot.desk.shared.quarantine import missing
from bot.desk.shared.verbs import Verbs
from bot.market.errors import Misunderstood, NotFound
from bot.market.port import Market
from bot.purchasing.events.orders import ListSwept, UnknownOrderFound
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.operations import UnknownOrderNotice
from bot.purchasing.order_report import OrderReport, ReadBackState
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.attempt import Attempt

log = logging.getLogger(__name__)

SWEEP_BACK = timedelta(hours=24)
SWEEP_MARGIN = timedelta(hours=1)
MOST_STRANGERS = 10_000
"""So many orders of nobody here are remembered, so that none is read twice; the one seen longest ago goes first."""
UNCLEAR = frozenset({AttemptState.IN_DOUBT, AttemptState.NEEDS_PERSON})
GONE = frozenset({AttemptState.REFUSED, AttemptState.ABANDONED, AttemptState.WITHDRAWN, AttemptState.PLACED})


@dataclass(eq=False)
class Sweep(Verbs):
    """Reads all orders of the last day; after an outage, since the last read; at first, since we first ordered.

    Each unknown order is read back once; one without our reference was placed outside. In quarantine it reads from
    before the copy on, and says once that it came to the end. `adopt` searches for attempts that were proved not
    sent and wait to be sent again: an order found after all is taken, also while buying is stopped.
    """

    _market: Market
    _unknown: "UnknownOrders"
    _adopt: Callable[[Attempt], Awaitable[None]]

    async def round(self) -> None:
        """Look for unknown orders; one that is found stops buying and pages the admins."""
        if self._market.abilities.reference:
            async with self._ledger.read() as uow:
                ready = await uow.attempts.in_states(AttemptState.READY)
            await each((one for one in ready if one.epoch > 0 and not one.rests_since_restore), self._adopt)
            since, until, now = await self._span()
            await self._unknown.read(since, until)
            async with self._ledger.change() as uow:
                await uow.facts.put(SWEPT, now)
        await self._came_to_the_end()

    async def _span(self) -> tuple[datetime, datetime, datetime]:
        """From when until when the list is read, and the time now."""
        async with self._ledger.read() as uow:
            now = uow.now
            read_until = await uow.facts.get(SWEPT) or await uow.attempts.first_at()
            quarantine = await uow.facts.get(QUARANTINE)
        starts = [now - SWEEP_BACK]
        if read_until:
            starts.append(read_until - SWEEP_MARGIN)
        if quarantine:
            starts.append(quarantine.since)
        return min(starts), now + SWEEP_MARGIN, now

    async def _came_to_the_end(self) -> None:
        """In quarantine, tell the admins once what they must decide."""
        async with self._ledger.change() as uow:
            if (quarantine := await uow.facts.get(QUARANTINE)) is None or quarantine.swept is not None:
                return
            await uow.facts.put(QUARANTINE, replace(quarantine, swept=uow.now))
            undecided = await missing(uow, quarantine)
            outside = await uow.unknown_orders.count(outside=True)
            await forget_untold(uow)
            swept = ListSwept(
                at=quarantine.at, since=quarantine.since.isoformat(), ghosts=undecided.unknown, outside=outside,
                resting=len(undecided.resting), looked_for=self._market.abilities.reference,
                blind=await uow.orders.newest_echo() is False,
            )  # fmt: skip
            await uow.record(swept)


@dataclass(eq=False)
class UnknownOrders(Verbs):
    """Reads 1688's list of orders and looks each one up that is not recorded here, once."""

    _market: Market
    _strangers: dict[str, None] = field(default_factory=dict, init=False, repr=False)
    """Orders that are none of ours, the one seen longest ago first."""
    _outside_since: datetime | None = field(default=None, init=False, repr=False)

    async def since_last_known(self) -> None:
        """Read the orders created since the last one sent from here, if data may have been lost since then."""
        if not self._market.abilities.reference:
            return
        async with self._ledger.read() as uow:
            last, now = await uow.attempts.last_sent(), uow.now
        await self.read((last or now - SWEEP_BACK) - SWEEP_MARGIN, now + SWEEP_MARGIN)

    async def read(self, since: datetime, until: datetime) -> None:
        """Check every order of the list; if one gives no answer, the others are still checked, and all are read again.

        Orders of nobody are told together.
        """
        await self._begin()
        try:
            listed = [order async for page in created_pages(self._market, since, until) for order in page]
            await each(listed, self._check)
        finally:
            await self._tell_outside()

    async def listed(self, orders: Sequence[OrderReport]) -> None:
        """Check the orders of the list of changes that nobody knows and that came since the list was first read.

        One that was only named for a purchase is left to the sweep, which runs after a conflict.
        """
        if not self._market.abilities.reference:
            return
        since = self._outside_since or await self._begin()
        async with self._ledger.read() as uow:
            ours = await uow.orders.known([order.order_id for order in orders])
        others = [order for order in orders if order.order_id not in ours.keys() | self._strangers.keys()]
        new = [order for order in others if order.created_at is None or order.created_at >= since]
        if not new:
            return
        try:
            await each(new, self._check)
        finally:
            await self._tell_outside()

    async def _begin(self) -> datetime:
        """Find out since when orders without our reference are told."""
        async with self._ledger.change() as uow:
            read_until = await uow.facts.get(SWEPT)
            self._outside_since = await told_since(uow, read_until)
        return self._outside_since

    async def _check(self, listed: OrderReport) -> None:
        if listed.order_id in self._strangers:
            return
        async with self._ledger.read() as uow:
            if await _known(uow, listed):
                return
        detail = await self._read_back(listed)
        async with self._ledger.change() as uow:
            stranger = await self._judged(uow, detail)
        # The list does not tell the reference: an order known only from the list is read again.
        if stranger and detail is not listed:
            self._strangers[listed.order_id] = None
            if len(self._strangers) > MOST_STRANGERS:
                del self._strangers[next(iter(self._strangers))]

    async def _judged(self, uow: UnitOfWork, detail: OrderReport) -> bool:
        """Handle an order that is not ours so far; returns whether nobody needs to look at it again."""
        attempt = await uow.attempts.by_reference(detail.out_order_id) if detail.out_order_id else None
        if attempt is not None:
            await uow.votes.lock(attempt.request_id)
            attempt = await uow.attempts.get(attempt.id)
        if await _known(uow, detail):
            return False  # it was recorded while it was read back
        if attempt is not None and (attempt.never_sent or attempt.rests_since_restore):
            await sent_in_another_life(uow, attempt, detail.order_id)
        elif attempt is not None and attempt.state not in GONE:
            # In doubt, or waiting to be sent again: the search for the attempt finds it; ended searches begin anew.
            if attempt.state in UNCLEAR and attempt.next_look_at is None:
                await uow.attempts.search_now(attempt)
        elif attempt is None and not detail.out_order_id.startswith(REFERENCE_PREFIX):
            return await self._of_nobody(uow, detail)
        else:
            await self._haunt(uow, detail, attempt)
        return False

    async def _of_nobody(self, uow: UnitOfWork, detail: OrderReport) -> bool:
        """Handle an order without our reference; one older than the first read of the list is passed over.

        If it may be what is on the wire now, it is left to the next round, which knows how that call ended.
        """
        like = await may_be_of(uow, detail.order_id, detail)
        if any(attempt.state is AttemptState.SUBMITTING for attempt, _ in like):
            return False
        if self._outside_since is not None and detail.created_at and detail.created_at < self._outside_since:
            return True
        for attempt, _ in like:
            if attempt.state in UNCLEAR and attempt.next_look_at is None:
                await uow.attempts.search_now(attempt)
        await take_in(uow, detail)
        return True

    async def _tell_outside(self) -> None:
        """Tell this round's outside orders in one message; in a quarantine they are counted after the list was read."""
        async with self._ledger.change() as uow:
            quarantine = await uow.facts.get(QUARANTINE)
            if quarantine is None or quarantine.swept is not None:
                await tell_outside(uow)

    async def _read_back(self, listed: OrderReport) -> OrderReport:
        """The order's detail; what the list says, if 1688 has no detail or one that will never be understood."""
        try:
            return await self._market.look(listed.order_id)
        except (NotFound, Misunderstood) as error:
            log.warning("order %s is judged by the list alone: %s", listed.order_id, error)
            return listed

    async def _haunt(self, uow: UnitOfWork, detail: OrderReport, attempt: Attempt | None) -> None:
        attempt_id = attempt.id if attempt else None
        if not await uow.unknown_orders.add(detail.order_id, attempt_id, detail.out_order_id, report=detail):
            return
        order_id = detail.order_id
        await uow.record(UnknownOrderFound(attempt=attempt, order_id=order_id, reference=detail.out_order_id))
        if attempt is None:
            await time_was_lost(uow, order_id)
        quarantine = await uow.facts.get(QUARANTINE)
        if quarantine is not None and quarantine.swept is None:
            return  # hundreds of them may come: they are told together, at the end
        notice = UnknownOrderNotice(
            order_id=order_id,
            total=detail.total,
            number=attempt.request_id if attempt else None,
            unknown=attempt is None,
        )
        await uow.tell(notice, Audience.OWNERS, f"ghost:{order_id}")
        await pause(uow, OwnReason.UNKNOWN_ORDER.of(order=order_id))


async def created_pages(market: Market, since: datetime, until: datetime) -> AsyncIterator[tuple[OrderReport, ...]]:
    """The orders that were created in this time, page by page."""
    for page in count(1):
        answer = await market.orders_created(since, until, page)
        yield answer.orders
        if not answer.orders or page * len(answer.orders) >= answer.total:
            return


async def _known(uow: UnitOfWork, listed: OrderReport) -> bool:
    """Whether the order is ours; an order only named for a purchase of ours may be anybody's."""
    orders = await uow.orders.known([listed.order_id])
    return any(order.checked is not ReadBackState.DIFFERS for order in orders.values())
