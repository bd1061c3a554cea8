"""Push messages of 1688 in the database: which are new, and which looks they make due."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.market.port import Push
from storage.queries import leases
from storage.queries.read_rows import Scalars, alike, columns, given, given_all, table_of
from storage.queries.write_rows import add_new
from storage.tables import AttemptRow, ParcelRow, PushRow
from storage.tables.base import Moment
from storage.tables.orders import MARKET

_push, _parcel, _attempt = columns(PushRow), columns(ParcelRow), columns(AttemptRow)
_now = given("now", Moment)
_RECEIVED = Scalars(select(_push.message_id).where(_push.message_id.in_(given_all("numbers"))))
_FORGOTTEN = delete(table_of(PushRow)).where(_push.received_at < given("before", Moment))
_HASTENED = (
    update(table_of(ParcelRow))
    .where(_parcel.market == MARKET, _parcel.order_id.in_(given_all("orders")), _parcel.next_look_at > _now)
    .values(next_look_at=_now)
)
_DOUBTS_HASTENED = (
    update(table_of(AttemptRow))
    .where(_attempt.state.in_(("in_doubt", "needs_person")), _attempt.next_look_at > _now)
    .values(next_look_at=_now)
)


class PushMessageRepository:
    """Loads and records push messages in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime, left: set[str]) -> None:
        self._session, self._now, self._left = session, now, left

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
        await self._session.exec(_FORGOTTEN, params={"before": before})

    async def hasten_parcels(self, order_ids: Sequence[str]) -> None:
        """Ask for the parcels of these orders now, if they are still followed."""
        order_id, ours = col(ParcelRow.order_id), col(ParcelRow.market) == MARKET
        await leases.hold(self._session, order_id, order_ids, col(ParcelRow.logistics_id), among=ours)
        await self._session.exec(_HASTENED, params={"orders": alike(order_ids), "now": self._now})
        self._left.add("parcels")

    async def hasten_doubts(self) -> None:
        """Look for all unclear orders now."""
        await self._session.exec(_DOUBTS_HASTENED, params={"now": self._now})
        self._left.add("attempts")
