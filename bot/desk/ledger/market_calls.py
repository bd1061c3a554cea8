"""The account of calls to 1688 in the database."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.purchasing.calls import CallKind, CallLimits, CallReport, Shortage, day_in_china, month_begins
from bot.purchasing.money import Fen
from storage.queries import market


class MarketCallLedger:
    """Counts calls and reads the account in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def count(self, calls: Mapping[CallKind, int]) -> None:
        """Add these to today's."""
        today = day_in_china(self._now).isoformat()
        await market.count_calls(self._session, today, {kind.value: number for kind, number in calls.items()})

    async def report(self, limits: CallLimits, thrifty: frozenset[Shortage]) -> CallReport:
        """The account now."""
        begins = month_begins(self._now)
        today, of_today, of_month = day_in_china(self._now), dict[CallKind, int](), dict[CallKind, int]()
        for row in await market.calls_since(self._session, day_in_china(begins).isoformat()):
            kind = CallKind(row.kind)
            of_month[kind] = of_month.get(kind, 0) + row.calls
            if row.day == today.isoformat():
                of_today[kind] = row.calls
        confirmed, orders = await market.confirmed_since(self._session, begins)
        return CallReport(self._now, of_today, of_month, Fen(max(confirmed, 0)), orders, limits, thrifty)
