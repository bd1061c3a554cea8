"""The account of calls to 1688 in the database."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger.facts import THRIFTY, FactLedger
from bot.purchasing.calls import CallKind, CallLimits, CallReport, Shortage, day_in_china, month_begins
from bot.purchasing.money import Fen
from storage.queries import market


class MarketCallLedger:
    """Counts calls and reads the account in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now, self._facts = session, now, FactLedger(session, now)

    async def count(self, calls: Mapping[CallKind, int]) -> None:
        """Add these to today's."""
        today = day_in_china(self._now).isoformat()
        await market.count_calls(self._session, today, {kind.value: number for kind, number in calls.items()})

    async def thrifty(self) -> frozenset[Shortage]:
        """Of what calls are short, so that what can wait is asked less often; nothing if they are not."""
        stored = await self._facts.get(THRIFTY)
        return frozenset(stored or ())

    async def put_thrifty(self, why: frozenset[Shortage]) -> None:
        await self._facts.put(THRIFTY, tuple(sorted(why)))

    async def report(self, limits: CallLimits) -> CallReport:
        """The account now."""
        begins = month_begins(self._now)
        today, of_today, of_month = day_in_china(self._now), dict[CallKind, int](), dict[CallKind, int]()
        for row in await market.calls_since(self._session, day_in_china(begins).isoformat()):
            kind = CallKind(row.kind)
            of_month[kind] = of_month.get(kind, 0) + row.calls
            if row.day == today.isoformat():
                of_today[kind] = row.calls
        confirmed, orders = await market.confirmed_since(self._session, begins)
        spent = Fen(max(confirmed, 0))
        return CallReport(self._now, of_today, of_month, spent, orders, limits, await self.thrifty())
