"""Handles 1688's push messages; each only brings a look forward, so a lost, doubled or late one changes nothing."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.ledger.facts import PUSH_HEARD, PUSH_LOOK, PUSH_MISSED, Fact
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.periodic import bring_forward
from bot.desk.shared.verbs import Verbs
from bot.market.errors import NotAllowed
from bot.market.port import About, Market, Push

REMEMBERED_FOR = timedelta(days=100)
"""1688 keeps messages it could not deliver for three months."""
MOST_PAGES = 50
LOOKS_APART = timedelta(seconds=30)
"""How long after a look at the list, which a push about an order that is not ours asked for, the next such one is.

Whoever else buys with the account makes a push for each step of each order; all of that time cost one look.
"""
CREATED = "ORDER_BUYER_VIEW_BUYER_MAKE"

log = logging.getLogger(__name__)


@dataclass(eq=False)
class PushListener(Verbs):
    """Listens to push messages, and asks 1688 for those that did not arrive."""

    _market: Market

    async def take(self, pushes: Sequence[Push], mark: Fact[datetime] = PUSH_HEARD) -> int:
        """Look now at the orders these messages name; returns how many messages were new.

        `mark` is when one about an order last came by itself, or did not.
        """
        async with self._ledger.read() as uow:
            if not await uow.push_messages.unheard(pushes):
                return 0
        async with self._ledger.change() as uow:
            fresh = await uow.push_messages.first_heard(pushes)
            if about_orders := [each for each in fresh if each.about is not About.OTHER]:
                await uow.facts.put(mark, uow.now)
                await self._follow(uow, about_orders)
        return len(fresh)

    async def _follow(self, uow: UnitOfWork, pushes: Sequence[Push]) -> None:
        named = list(dict.fromkeys(number for each in pushes for number in each.order_ids))
        ours = await uow.orders.known(named)
        await uow.orders.hasten(ours)
        sent = [number for each in pushes if each.about is About.PARCEL for number in each.order_ids if number in ours]
        if sent:
            await uow.push_messages.hasten_parcels(sent)
        others = [number for number in named if number not in ours]
        recorded = await uow.unknown_orders.recorded(others)
        unknown = {number for number in others if number not in recorded}
        if not unknown:
            return
        # An unknown order may be what a lost answer made, or one that should not exist at all.
        at = await _next_look(uow)
        await bring_forward(uow, "sweep", at)
        if any(each.topic == CREATED and unknown.intersection(each.order_ids) for each in pushes):
            await uow.push_messages.hasten_doubts(at)

    async def fetch_missed(self) -> None:
        """Fetch and confirm the messages 1688 could not deliver; without the right to ask for them nothing is lost.

        A dry run leaves them there: to confirm them would take them from whoever buys with the same app.
        """
        if not self._market.abilities.orders:
            return
        async with self._ledger.change() as uow:
            if self._ledger.sure_of_time:
                await uow.push_messages.forget(uow.now - REMEMBERED_FOR)
        confirmed: tuple[str, ...] = ()
        for _ in range(MOST_PAGES):
            try:
                missed = await self._market.missed_pushes()
            except NotAllowed as error:
                log.info("push messages that were lost stay lost, the looks find what they said: %s", error)
                return
            if missed.message_ids in ((), confirmed):
                return  # nothing is left, or it is shown again although it was confirmed
            await self.take(missed.pushes, PUSH_MISSED)
            await self._market.confirm_pushes(missed.message_ids)
            confirmed = missed.message_ids


async def _next_look(uow: UnitOfWork) -> datetime:
    """When the list is read for a push about an order that nobody here knows: now, or after those of a short while.

    The time of the last such look is kept in the database, so all processes share it and a restart does not forget it.
    """
    await uow.leases.one_at_a_time(PUSH_LOOK.name)
    last = await uow.facts.get(PUSH_LOOK)
    by_this_clock = last is not None and last <= uow.now + LOOKS_APART  # else the clock went back
    if last is not None and by_this_clock and last > uow.now:
        return last  # one look is to come, and shows this order too
    at = uow.now
    if last is not None and by_this_clock:
        at = max(at, last + LOOKS_APART)
    await uow.facts.put(PUSH_LOOK, at)
    return at
