"""The account of calls to 1688 in the database."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger.facts import THRIFTY, FactRepository
from bot.purchasing.calls import CallKind, CallLimits, CallReport, Shortage, day_in_china, month_begins
from bot.purchasing.money import Fen
from storage.queries.read_rows import Rows, columns, given, table_of
from storage.queries.write_rows import insert_of
from storage.tables import MarketCallRow, RemoteOrderRow
from storage.tables.base import Moment

_call, _order = columns(MarketCallRow), columns(RemoteOrderRow)
_SINCE = Rows(MarketCallRow, _call.day >= given("day"), order=(_call.day, _call.kind))
_CONFIRMED: Any = select(func.coalesce(func.sum(_order.total_fen - _order.refunded_fen), 0), func.count()).where(
    _order.confirmed_at >= given("since", Moment)
)


class MarketCallRepository:
    """Counts calls and reads the account in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now, self._facts = session, now, FactRepository(session, now)

    async def count(self, calls: Mapping[CallKind, int]) -> None:
        """Add these to today's; safe in parallel."""
        today, of_kind = day_in_china(self._now).isoformat(), {kind.value: calls[kind] for kind in calls}
        rows = [{"day": today, "kind": kind, "calls": of_kind[kind]} for kind in sorted(of_kind)]
        await self._session.exec(_adding(str(self._session.get_bind().dialect.name)), params=rows)

    async def thrifty(self) -> frozenset[Shortage]:
        """Of what calls are short, so that what can wait is asked less often; nothing if they are not."""
        stored = await self._facts.get(THRIFTY)
        return frozenset(stored or ())

    async def put_thrifty(self, why: frozenset[Shortage]) -> None:
        await self._facts.put(THRIFTY, tuple(sorted(why)))

    async def report(self, limits: CallLimits) -> CallReport:
        """The account now: calls of today and of this month, and what the orders received in this month cost."""
        begins = month_begins(self._now)
        today, of_today, of_month = day_in_china(self._now), dict[CallKind, int](), dict[CallKind, int]()
        for row in await _SINCE.all(self._session, day=day_in_china(begins).isoformat()):
            kind = CallKind(row.kind)
            of_month[kind] = of_month.get(kind, 0) + row.calls
            if row.day == today.isoformat():
                of_today[kind] = row.calls
        fen, orders = (await self._session.exec(_CONFIRMED, params={"since": begins})).one()
        spent = Fen(max(int(fen), 0))
        return CallReport(self._now, of_today, of_month, spent, int(orders), limits, await self.thrifty())


@cache
def _adding(dialect: str) -> Any:
    added = insert_of(dialect)(table_of(MarketCallRow))
    return added.on_conflict_do_update(
        index_elements=["day", "kind"], set_={"calls": _call.calls + added.excluded.calls}
    )
