"""What goes between us and 1688, in the database: the account of calls, and which push messages are new."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from bot.desk.ledger.facts import THRIFTY, WithFacts
from bot.desk.ledger.mapper import Repository
from bot.desk.ledger.orders import these
from bot.market.port import Push
from bot.purchasing.calls import CallKind, CallLimits, CallReport, Shortage, day_in_china, month_begins
from bot.purchasing.money import Fen
from storage.queries import leases
from storage.queries.read_rows import Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import add_new, deleting, insert_of, setting
from storage.tables import AttemptRow, MarketCallRow, ParcelRow, PushRow, RemoteOrderRow
from storage.tables.base import Moment
from storage.tables.orders import MARKET

_call, _order = columns(MarketCallRow), columns(RemoteOrderRow)
_SINCE = Rows(MarketCallRow, _call.day >= given("day"), order=(_call.day, _call.kind))
_CONFIRMED: Any = select(func.coalesce(func.sum(_order.total_fen - _order.refunded_fen), 0), func.count()).where(
    _order.confirmed_at >= given("since", Moment)
)


class MarketCallRepository(WithFacts):
    """Counts calls and reads the account in one transaction."""

    async def count(self, calls: Mapping[CallKind, int]) -> None:
        """Add these to today's; safe in parallel."""
        today = day_in_china(self._now).isoformat()
        rows = [{"day": today, "kind": kind.value, "calls": calls[kind]} for kind in sorted(calls)]
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


_push, _parcel, _attempt = columns(PushRow), columns(ParcelRow), columns(AttemptRow)
_now = given("now", Moment)
_RECEIVED = Scalars(select(_push.message_id).where(_push.message_id.in_(given_all("numbers"))))
_FORGOTTEN = deleting(PushRow, _push.received_at < given("before", Moment))
_HASTENED = setting(ParcelRow, *these(_parcel), _parcel.next_look_at > _now, next_look_at=_now)
_DOUBTS_HASTENED = setting(
    AttemptRow,
    _attempt.state.in_(("in_doubt", "needs_person")),
    _attempt.next_look_at > given("at", Moment),
    next_look_at=given("at", Moment),
)


class PushMessageRepository(Repository):
    """Loads and records push messages in one transaction."""

    async def unheard(self, pushes: Sequence[Push]) -> bool:
        """Whether any of these is new."""
        numbers = {each.message_id for each in pushes}
        return bool(numbers - await self._received(numbers))

    async def first_heard(self, pushes: Sequence[Push]) -> tuple[Push, ...]:
        """Record these; returns those that were not recorded before, each once."""
        by_number = {each.message_id: each for each in pushes}
        known = await self._received(by_number)
        new = tuple(each for number, each in by_number.items() if number not in known)
        rows = [{"message_id": each.message_id, "topic": each.topic, "received_at": self._now} for each in new]
        await add_new(self._session, PushRow, rows)
        return new

    async def _received(self, numbers: Iterable[str]) -> set[str]:
        """Those of these that were recorded before."""
        return set(await _RECEIVED.all(self._session, numbers=list(numbers)))

    async def forget(self, before: datetime) -> None:
        """Delete the numbers of messages received before then."""
        await self._run(_FORGOTTEN, before=before)

    async def hasten_parcels(self, order_ids: Sequence[str]) -> None:
        """Ask for the parcels of these orders now, if they are still followed."""
        order_id, ours = col(ParcelRow.order_id), col(ParcelRow.market) == MARKET
        await leases.hold(self._session, order_id, order_ids, col(ParcelRow.logistics_id), among=ours)
        await self._run(_HASTENED, numbers=order_ids, now=self._now)
        self._left.add("parcels")

    async def hasten_doubts(self, at: datetime) -> None:
        """Look for all unclear orders at this time at the latest."""
        await self._run(_DOUBTS_HASTENED, at=at)
        self._left.add("attempts")
