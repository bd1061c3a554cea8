"""What 1688 is asked to do once beside a create call, in the database."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, literal, null, select, text, union, union_all
from sqlalchemy.exc import IntegrityError

from bot.desk.ledger.mapper import Repository, adapter_of
from bot.desk.ledger.orders import ERRANDS, key_of, this
from bot.desk.ledger.requests import Conflict
from bot.purchasing.approval.second_word import AskedBack
from bot.purchasing.asking_back import RefundAsk
from bot.purchasing.errands import ERRAND_MOVES, Errand, ErrandKind, ErrandState
from bot.purchasing.lifecycle import check_move
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import RefundState
from storage.queries.read_rows import Rows, columns, given, table_of
from storage.queries.write_rows import change
from storage.tables import ErrandRow, RefundRow, RemoteOrderRow, RequestRow
from storage.tables.base import Moment
from storage.tables.orders import HOLDS, MARKET, OF_REFUND, UNANSWERED

_errand, _refund = columns(ErrandRow), columns(RefundRow)
_order, _request = columns(RemoteOrderRow), columns(RequestRow)


def same_order(one: Any, other: Any) -> Any:
    """Whether rows of two tables are of the same order."""
    return and_(one.market == other.market, one.order_id == other.order_id)


_NOT_OVER = (ErrandState.DRAFT, ErrandState.WAITS, ErrandState.ASKED, ErrandState.UNCLEAR)
_DRAFT = ERRANDS.query(*this(_errand), _errand.person_id == given("person"), _errand.state == ErrandState.DRAFT.value)
_HELD = Rows(ErrandRow, text(HOLDS), order=(_errand.id,))
_SENT_OR_WAITS = (ErrandState.WAITS, ErrandState.ASKED, ErrandState.UNCLEAR, ErrandState.DONE)
"""The states of refunds that are asked for, and that nobody turned down at once."""
_since, _whole = given("since", Moment), given("whole")
_one = select(_request.id).where(_request.id == _whole)
_parts = select(_request.id).where(_request.part_of == _whole)
_its_orders = select(_order.order_id).where(_order.request_id.in_(union(_one, _parts)))
# Either by an index of its own: a person and a team may have a long past.
_by_person = select(_errand.id).where(text(OF_REFUND), _errand.person_id == given("person"), _errand.at > _since)
_of_purchase = select(_errand.id).where(
    text(OF_REFUND), _errand.market == MARKET, _errand.order_id.in_(_its_orders), _errand.at > _since
)
_team_s = _request.team_id + 0 == given("team")
_purchase = func.coalesce(_request.part_of, _request.id).label("purchase")
_ASKED_HERE: Any = (
    select(
        _purchase,
        _errand.person_id,
        _errand.ask,
        literal(0).label("amount_fen"),
        _errand.at,
        _errand.agreed,
        _refund.state,
        _refund.paid_fen,
    )
    .join_from(table_of(ErrandRow), table_of(RemoteOrderRow), same_order(_errand, _order))
    .join(table_of(RequestRow), _request.id == _order.request_id)
    .outerjoin(table_of(RefundRow), and_(_refund.market == _errand.market, _refund.refund_id == _errand.refund_id))
    .where(
        _errand.id.in_(union(_by_person, _of_purchase)),
        _errand.id != given("but"),
        _errand.state.in_([state.value for state in _SENT_OR_WAITS]),
        _team_s,
    )
)
_OPENED_ON_THE_SITE: Any = (
    select(_purchase, null(), null(), _refund.amount_fen, _refund.asked_at, null(), _refund.state, _refund.paid_fen)
    .join_from(table_of(RefundRow), table_of(RemoteOrderRow), same_order(_refund, _order))
    .join(table_of(RequestRow), _request.id == _order.request_id)
    .where(
        _refund.market == MARKET,
        _refund.order_id.in_(_its_orders),
        _refund.asked_at > _since,
        ~exists().where(same_order(_errand, _refund), _errand.refund_id == _refund.refund_id),
        _team_s,
    )
)
_ASKED_BACK = union_all(_ASKED_HERE, _OPENED_ON_THE_SITE)
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

    async def asked_back(
        self, team_id: int, person_id: int, whole: int, since: datetime, but: int = 0
    ) -> tuple[AskedBack, ...]:
        """What was asked back of a team's orders since then (UTC), but for one errand, drafts and what was turned down.

        It is what this person asked for, and what anybody did for the purchase of this number, on the site too.
        """
        rows = await self._rows(_ASKED_BACK, team=team_id, person=person_id, whole=whole, since=since, but=but)
        return tuple([_asked_back(row) for row in rows])

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


def _asked_back(row: Any) -> AskedBack:
    asked = Fen(row.amount_fen)
    if row.ask is not None:
        asked = adapter_of(RefundAsk).validate_python(row.ask).total
    return AskedBack(
        purchase=row.purchase,
        person_id=row.person_id,
        asked=asked,
        at=row.at,
        agreed=tuple(row.agreed or ()),
        state=RefundState(row.state) if row.state is not None else None,
        paid=Fen(row.paid_fen or 0),
    )
