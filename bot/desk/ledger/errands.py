"""What 1688 is asked to do once beside a create call, in the database."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.desk.ledger.mapper import Repository
from bot.desk.ledger.orders import ERRANDS, key_of, this
from bot.desk.ledger.requests import Conflict
from bot.purchasing.errands import ERRAND_MOVES, Errand, ErrandKind, ErrandState
from bot.purchasing.lifecycle import check_move
from bot.purchasing.requests.purchase import Order
from storage.queries.read_rows import Rows, columns, given
from storage.queries.write_rows import change
from storage.tables import ErrandRow, RemoteOrderRow
from storage.tables.base import Moment
from storage.tables.orders import HOLDS, UNANSWERED

_errand = columns(ErrandRow)
_NOT_OVER = (ErrandState.DRAFT, ErrandState.WAITS, ErrandState.ASKED, ErrandState.UNCLEAR)
_DRAFT = ERRANDS.query(*this(_errand), _errand.person_id == given("person"), _errand.state == ErrandState.DRAFT.value)
_HELD = Rows(ErrandRow, text(HOLDS), order=(_errand.id,))
_UNHEARD = Rows(
    ErrandRow,
    text(UNANSWERED),
    _errand.state == ErrandState.ASKED.value,
    _errand.at <= given("until", Moment),
    order=(_errand.id,),
)


class ErrandRepository(Repository):
    """Records errands in one transaction; an order is loaded with its own, but for what is only prepared."""

    async def begin(
        self, order: Order, kind: ErrandKind, state: ErrandState, person_id: int, **fields: Any
    ) -> tuple[Order, Errand]:
        """Record an errand, prepared or claimed; the order with it. Raises Conflict if another one holds the order.

        A note or an urge is held only by another one that may have been sent.
        """
        held_by = order.unanswered(kind) if kind.to_seller else order.holding
        if state is not ErrandState.DRAFT and held_by is not None:
            raise Conflict
        try:
            errand = await ERRANDS.add(
                self._session, **key_of(order.order_id), kind=kind, state=state, person_id=person_id, at=self._now,
                version=0, **fields,
            )  # fmt: skip
        except IntegrityError as error:  # another process was faster
            raise Conflict from error
        return await self._with(order, errand), errand

    async def draft(self, order_id: str, person_id: int) -> Errand | None:
        """What this person prepares about an order."""
        return await _DRAFT.first(self._session, number=order_id, person=person_id)

    async def waiting(self, until: datetime) -> tuple[str, ...]:
        """The orders of what has waited for a second word since then or longer."""
        held = await _HELD.all(self._session)
        return tuple(row.order_id for row in held if row.state == ErrandState.WAITS and row.at <= until)

    async def unheard(self, until: datetime) -> tuple[str, ...]:
        """The orders of notes and urges that were claimed until then, and of which nobody said what became."""
        rows = await _UNHEARD.all(self._session, until=until)
        return tuple(dict.fromkeys(row.order_id for row in rows))

    async def change(self, order: Order, errand: Errand, **fields: Any) -> tuple[Order, Errand]:
        """Set fields of an errand; the order with it. Raises Conflict if it is another by now, or another one holds."""
        state = fields.get("state", errand.state)
        if state is not errand.state:
            check_move(ERRAND_MOVES, errand.state, state)
            begins, over = state in (ErrandState.ASKED, ErrandState.WAITS), state not in _NOT_OVER
            fields |= {"at": self._now} if begins else {"ended_at": self._now} if over else {}
        expected = {"id": errand.id, "state": errand.state, "version": errand.version}
        try:
            after = await ERRANDS.change(self._session, expected, {**fields, "version": errand.version + 1})
        except IntegrityError as error:
            raise Conflict from error
        if after is None:
            raise Conflict
        return await self._with(order, after), after

    async def _with(self, order: Order, errand: Errand) -> Order:
        among = order.messages if errand.kind.to_seller else order.errands
        others = tuple(other for other in among if other.id != errand.id)
        if errand.state in (ErrandState.DRAFT, ErrandState.DROPPED):
            return _with_errands(order, errand.kind, others)
        if order.errand_at is None or errand.at > order.errand_at:
            await change(self._session, RemoteOrderRow, key_of(order.order_id), {"errand_at": errand.at})
            order = replace(order, errand_at=errand.at)
        oldest_first = sorted((*others, errand), key=lambda one: (one.at, one.id))
        return _with_errands(order, errand.kind, tuple(oldest_first))


def _with_errands(order: Order, kind: ErrandKind, errands: tuple[Errand, ...]) -> Order:
    """The order with these notes and urges if the kind is one of them, or else with these other errands."""
    if kind.to_seller:
        return replace(order, messages=errands)
    return replace(order, errands=errands)
