"""Orders on 1688 that no attempt explained when they were found, and what people decided about them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Integer, exists, func, select, union

from bot.desk.ledger.mapper import Mapper, Repository, Transaction
from bot.desk.ledger.orders import key_of, these, this
from bot.purchasing.order_report import OrderReport, ReadBackState
from bot.purchasing.tracking.found_orders import FoundOrder
from storage.queries.read_rows import Scalars, columns, given
from storage.queries.write_rows import add_if_new, change
from storage.tables import RemoteOrderRow, RequestRow, UnknownOrderRow
from storage.tables.base import Moment

_UNKNOWN = Mapper(FoundOrder, UnknownOrderRow)

_unknown, _order, _request = columns(UnknownOrderRow), columns(RemoteOrderRow), columns(RequestRow)
_undecided = _unknown.closed_by.is_(None)
_ONE = _UNKNOWN.query(*this(_unknown))
_UNDECIDED = _UNKNOWN.query(*this(_unknown), _undecided)
_AT = _UNKNOWN.query(
    _undecided,
    order=(_unknown.outside, _unknown.found_at, _unknown.order_id),
    limit=1,
    offset=given("place", Integer),
)
_UNDECIDED_OF = Scalars(select(_unknown.order_id).where(*these(_unknown), _undecided))
_COUNT = Scalars(select(func.count()).where(_undecided))
_COUNT_OF_KIND = Scalars(select(func.count()).where(_undecided, _unknown.outside == given("outside")))
_FOUND_SINCE = _UNKNOWN.query(_unknown.found_at >= given("since", Moment), order=(_unknown.found_at.desc(),))
_GIVEN_IN_VAIN = _UNKNOWN.query(
    _unknown.given_to.is_not(None),
    ~exists().where(
        _order.market == _unknown.market,
        _order.order_id == _unknown.order_id,
        _order.checked != ReadBackState.DIFFERS.value,
    ),
    ~exists().where(_request.id == _unknown.given_to, _request.state.in_(("draft", "pending"))),
)
_RECORDED = Scalars(select(_unknown.order_id).where(*these(_unknown)))
_EXPLAINED = Scalars(
    union(
        select(_order.order_id).where(*these(_order)),
        select(_unknown.order_id).where(*these(_unknown), _unknown.closed_by.is_not(None)),
    )
)


class UnknownOrderRepository(Repository):
    """Loads and records unknown orders in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._found: tuple[datetime, tuple[FoundOrder, ...]] | None = None
        """What this transaction read of those found since a time; nothing once it has changed any."""

    async def find(self, order_id: str) -> FoundOrder | None:
        """The unknown order of this number, also if people decided about it; None if it never was one."""
        return await _ONE.first(self._session, number=order_id)

    async def undecided(self, order_id: str) -> FoundOrder | None:
        """An unknown order that nobody has decided about; None if there is none."""
        return await _UNDECIDED.first(self._session, number=order_id)

    async def undecided_of(self, order_ids: Sequence[str]) -> set[str]:
        """Those of these orders that nobody has decided about."""
        return set(await _UNDECIDED_OF.all(self._session, numbers=list(order_ids))) if order_ids else set()

    async def undecided_at(self, place: int) -> tuple[FoundOrder | None, int]:
        """The undecided order at a position (from 0; the last if there are fewer), and how many there are.

        Those under a reference of ours come first, then those placed outside; oldest first.
        """
        total = int(await _COUNT.first(self._session))
        return await _AT.first(self._session, place=max(0, min(place, total - 1))), total

    async def add(
        self,
        order_id: str,
        attempt_id: int | None,
        out_order_id: str,
        *,
        outside: bool = False,
        report: OrderReport | None = None,
    ) -> bool:
        """Record an unknown order, as 1688 shows it but without its address; returns False if it was known.

        One that seemed to be placed outside may turn out to be ours.
        """
        self._found = None
        values = _UNKNOWN.columns({
            "attempt_id": attempt_id, "out_order_id": out_order_id, "found_at": self._now, "outside": outside,
            "report": None if report is None else replace(report, address=""),
        })  # fmt: skip
        if await add_if_new(self._session, UnknownOrderRow, **key_of(order_id), **values):
            return True
        seemed = {**key_of(order_id), "outside": True}
        return not outside and await change(self._session, UnknownOrderRow, seemed, values | {"closed_by": None}) == 1

    async def close(self, order_id: str, person_id: int) -> None:
        """Record who decided about an unknown order; what is no unknown order, or decided already, stays as it is."""
        self._found = None
        undecided = {**key_of(order_id), "closed_by": None}
        await change(self._session, UnknownOrderRow, undecided, {"closed_by": person_id})

    async def give(self, order_id: str, request_id: int | None) -> None:
        """People say that an unknown order is that of this request; None: of nobody, and it waits for a decision."""
        self._found = None
        values = {"given_to": request_id} | ({} if request_id is not None else {"closed_by": None})
        await change(self._session, UnknownOrderRow, key_of(order_id), values)

    async def found_since(self, since: datetime) -> tuple[FoundOrder, ...]:
        """Every unknown order that was found since then, newest first, also those that people decided about."""
        if self._found is None or since < self._found[0]:
            self._found = since, await _FOUND_SINCE.all(self._session, since=since)
        return tuple(each for each in self._found[1] if each.found_at >= since)

    async def given_in_vain(self) -> tuple[FoundOrder, ...]:
        """The unknown orders that were given to a request which is decided or over, and did not become its."""
        return await _GIVEN_IN_VAIN.all(self._session)

    async def recorded(self, order_ids: Sequence[str]) -> set[str]:
        """Those of these orders that were found once and are none that a purchase was sent for, as far as is known."""
        return set(await _RECORDED.all(self._session, numbers=list(order_ids))) if order_ids else set()

    async def explained(self, order_ids: Sequence[str]) -> set[str]:
        """Those of these orders that are explained: ours, or a person decided about them."""
        return set(await _EXPLAINED.all(self._session, numbers=list(order_ids))) if order_ids else set()

    async def count(self, *, outside: bool) -> int:
        """Those that nobody has decided about: under one of our references they stop buying, `outside` nothing."""
        return int(await _COUNT_OF_KIND.first(self._session, outside=outside))
