"""Says how often 1688 is asked now, by what is open and by whether push messages arrive."""

from datetime import datetime, timedelta

from bot.desk.ledger.facts import PUSH_HEARD, PUSH_MISSED, QUARANTINE
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.tracking.paces import ABANDONED_FOR, UNCLEAR_FOR, Circumstances, WatchPaces


class Pacing:
    """The paces by what the database knows; `listens` says whether 1688 can push to this bot at all."""

    def __init__(self, paces: WatchPaces, *, listens: bool) -> None:
        self.paces, self._listens = paces, listens

    async def of_list(self, uow: UnitOfWork) -> timedelta:
        return self.paces.of_list(await self.circumstances(uow))

    async def of_missed_pushes(self, uow: UnitOfWork) -> timedelta:
        return self.paces.of_missed_pushes(await self.circumstances(uow))

    async def of_trace(self, uow: UnitOfWork) -> timedelta:
        return self.paces.of_trace(await self.circumstances(uow))

    async def of_sweep(self, uow: UnitOfWork) -> timedelta | None:
        """None while no order can have come into being that nobody knows; the list of changes finds the others."""
        if await uow.facts.get(QUARANTINE) is None and not await uow.attempts.left_traces(UNCLEAR_FOR, ABANDONED_FOR):
            return None
        return self.paces.of_sweep()

    async def circumstances(self, uow: UnitOfWork) -> Circumstances:
        """What is open now."""
        soon, unshipped, open_ = await uow.orders.what_is_open()
        thrifty = bool(await uow.market_calls.thrifty())
        return Circumstances(soon, unshipped, open_, pushes=await self.pushes_work(uow), thrifty=thrifty)

    async def pushes_work(self, uow: UnitOfWork) -> bool:
        if not self._listens:
            return False
        heard, missed = await uow.facts.get(PUSH_HEARD), await uow.facts.get(PUSH_MISSED)
        return self.paces.pushes_work(heard, missed, uow.now)

    async def note_missed(self, uow: UnitOfWork, changes: list[datetime | None]) -> None:
        """Changes of these times were found by the list; if their pushes should have come, pushes do not work."""
        if self._listens and any(self.paces.was_missed(at, uow.now) for at in changes):
            await uow.facts.put(PUSH_MISSED, uow.now)
