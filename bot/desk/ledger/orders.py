"""Orders on 1688, with their parcels and refunds, in the database."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import and_, case, exists, func, or_, select, text, union_all
from sqlmodel import col

from bot.desk.ledger.mapper import Mapper, Repository, Stored, grouped
from bot.desk.ledger.requests import SHOWN, Conflict, present, shown_for
from bot.purchasing.arrivals import Arrival
from bot.purchasing.claims import Claim, ClaimState, Pieces
from bot.purchasing.errands import Errand
from bot.purchasing.money import Fen
from bot.purchasing.order import Order, ShippedParcel
from bot.purchasing.order_report import (
    OrderLine,
    OrderState,
    Parcel,
    ParcelChange,
    PayLink,
    ReadBackState,
    RefundReport,
    RefundState,
)
from bot.purchasing.orders.purchase_sums import WANTED, stands_in, with_reports
from bot.purchasing.people.teams import ListedFor
from bot.purchasing.reading.waybills import plain_waybill
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.tracking.parcel_lines import fitting
from bot.purchasing.tracking.refund_list import SellerRefunds
from storage.queries import leases
from storage.queries.read_rows import LIMIT, Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import add_all, change, deleting, put_all, setting
from storage.tables import (
    ArrivalRow,
    AttemptRow,
    ClaimedPieceRow,
    ErrandRow,
    OrderEntryRow,
    ParcelRow,
    RefundClaimRow,
    RefundRow,
    RemoteOrderRow,
    RequestRow,
)
from storage.tables.base import EPOCH, Moment
from storage.tables.orders import HOLDS, MARKET, NOT_PAID, READ_BACK

V = TypeVar("V")
ByOrder: TypeAlias = Mapping[str, tuple[V, ...]]

_ORDERS = Mapper(
    Order, RemoteOrderRow,
    detail_total=Stored("detail_fen"), listed_total=Stored("listed_fen"), paid_total=Stored("paid_fen"),
)  # fmt: skip
_PARCELS, _REFUNDS = Mapper(ShippedParcel, ParcelRow), Mapper(RefundReport, RefundRow)
ARRIVALS, ERRANDS = Mapper(Arrival, ArrivalRow), Mapper(Errand, ErrandRow)
CLAIMS = Mapper(Claim, RefundClaimRow)
LINES = Mapper(
    OrderLine, OrderEntryRow, spec_id=Stored(read=lambda spec_id: spec_id or None, write=lambda spec_id: spec_id or "")
)

_order, _parcel, _refund = columns(RemoteOrderRow), columns(ParcelRow), columns(RefundRow)
_arrival, _entry, _errand = columns(ArrivalRow), columns(OrderEntryRow), columns(ErrandRow)
_attempt, _request = columns(AttemptRow), columns(RequestRow)
_now, _until, _before = given("now", Moment), given("until", Moment), given("before", Moment)


def these(column: Any) -> tuple[Any, Any]:
    """The rows of a table that are of the orders of these `numbers`."""
    return column.market == MARKET, column.order_id.in_(given_all("numbers"))


def this(column: Any) -> tuple[Any, Any]:
    """The rows of a table that are of the order of this `number`."""
    return column.market == MARKET, column.order_id == given("number")


def _of_which(errands: ByOrder[Errand], fits: Callable[[Errand], bool]) -> ByOrder[Errand]:
    """Those errands of each order that fit; of any other order none."""
    fitting_of = defaultdict[str, tuple[Errand, ...]](tuple)
    for order_id, of_order in errands.items():
        fitting_of[order_id] = tuple(filter(fits, of_order))
    return fitting_of


# An order that was named for a purchase but is something else is not ours to pay or to wait for.
_ours = _order.checked != ReadBackState.DIFFERS.value
_UNPAID: Any = (
    select(_order.request_id, _request.team_id)
    .join_from(table_of(RemoteOrderRow), table_of(RequestRow), _request.id == _order.request_id)
    .where(_order.state == "to_pay", _order.checked == ReadBackState.AGREED.value)
    .distinct()
    .order_by(_order.request_id)
)
_NOTHING_SENT = (OrderState.TO_PAY.value, OrderState.PAID.value)
"""The states of orders that have no parcel yet."""
_open = _order.state.in_(("to_pay", "paid", "part_shipped", "shipped", "received"))
_ONE = Rows(RemoteOrderRow, *this(_order))
_SOME = Rows(RemoteOrderRow, *these(_order))
_OF_REQUEST = Rows(RemoteOrderRow, _order.request_id == given("request"), order=(_order.order_id,))
_OF_REQUESTS = Rows(RemoteOrderRow, _order.request_id.in_(given_all("requests")), order=(_order.order_id,))
_named = table_of(RemoteOrderRow).alias()
_BESIDE = Rows(
    RemoteOrderRow,
    _order.request_id == select(_named.c.request_id).where(*this(_named.c)).scalar_subquery(),
    order=(_order.order_id,),
)
_ARRIVALS_OF = Rows(ArrivalRow, *these(_arrival), order=(_arrival.id,))
_oldest = (_errand.at, _errand.id)  # a draft may be begun long before it is sent
_ERRANDS_OF = Rows(ErrandRow, *these(_errand), _errand.state.not_in(("draft", "dropped")), order=_oldest)
_claim, _piece = columns(RefundClaimRow), columns(ClaimedPieceRow)
_CLAIMS_OF = Rows(RefundClaimRow, *these(_claim), order=(_claim.id,))
_PIECES_OF = Rows(ClaimedPieceRow, *these(_piece), order=(_piece.claim_id, _piece.entry_id))
_PARCELS_OF = Rows(ParcelRow, *these(_parcel), order=(_parcel.logistics_id,))
_REFUNDS_OF = Rows(RefundRow, *these(_refund), order=(_refund.refund_id,))
_BY_WAYBILL = Rows(ParcelRow, _parcel.bill_no.in_(given_all("numbers")), order=(_parcel.order_id, _parcel.logistics_id))
_ELSEWHERE = Scalars(
    select(_parcel.logistics_id).where(
        _parcel.logistics_id.in_(given_all("parcels")), _parcel.order_id != given("number"), _parcel.market == MARKET
    )
)
LINES_OF = Rows(OrderEntryRow, *these(_entry), order=(_entry.place,))
_STAND_INS = deleting(OrderEntryRow, *this(_entry), _entry.entry_id.in_(given_all("entries")))
_OF_PARTS: Any = select(_order.state, _order.checked).where(
    _order.request_id.in_(select(_request.id).where(_request.part_of == given("whole"))), _ours
)
_KNOWN = _ORDERS.query(*these(_order))
_HELD: Any = select(_order.order_id, _order.checked).where(*these(_order), _order.attempt_id != given("ours"), _ours)
_DUE = Scalars(select(_order.order_id).where(_order.next_look_at <= _now).order_by(_order.next_look_at).limit(LIMIT))
_HASTENED = setting(RemoteOrderRow, *these(_order), next_look_at=_now)
_PARCELS_DUE = Rows(ParcelRow, _parcel.next_look_at <= _now, order=(_parcel.next_look_at,), limit=LIMIT)
_TRACE_PUT_OFF = setting(
    ParcelRow,
    *this(_parcel),
    _parcel.logistics_id == given("parcel"),
    _parcel.next_look_at <= _now,
    next_look_at=_until,
)
_LAPSING = _ORDERS.query(
    _order.state == "to_pay",
    _order.pay_by > _now,
    _order.pay_by <= _before,
    _order.warned == "",
    _ours,
    order=(_order.pay_by,),
    limit=LIMIT,
)
# An order on account is shipped without a time of payment.
_paid = func.coalesce(_order.paid_at, _order.placed_at)
# By the states of orders, not by team: a team may have a long past.
_oldest_first = (_paid, _order.order_id)
_no_goods_yet = _order.state.in_(("paid", "part_shipped", "shipped"))
# A sum may not be known yet.
_awaited = (_ours, _no_goods_yet, or_(_order.refunded_fen < _order.total_fen, _order.refunded_fen == 0))
_AWAITED = Rows(RemoteOrderRow, *_awaited, order=_oldest_first)
_of_its_request = exists().where(_request.id == _order.request_id)
# What may not be paid now waits for a word of somebody; while a refund runs, the order is looked at by time.
_payable = and_(
    _order.state == "to_pay", _order.checked == "agreed", _of_its_request.where(_request.state == "approved")
)
_refunded = and_(_order.next_look_at >= EPOCH, _order.refund == RefundState.ASKED.value)
_MORNING = Rows(RemoteOrderRow, _ours, or_(_payable, _no_goods_yet, _refunded), order=_oldest_first)
_shown = _of_its_request.where(SHOWN)
_AWAITED_BY = Rows(RemoteOrderRow, *_awaited, _shown, order=_oldest_first)
_about_money = _order.order_id.in_(select(_errand.order_id).where(_errand.market == MARKET, text(HOLDS)))
_claimed = _order.order_id.in_(
    select(_claim.order_id).where(_claim.market == MARKET, _claim.state == ClaimState.OPEN.value)
)
_refunding = (_ours, or_(_refunded, and_(_order.market == MARKET, or_(_claimed, _about_money))))
_REFUNDING = Rows(RemoteOrderRow, *_refunding, order=(_order.order_id,))
_REFUNDING_BY = Rows(RemoteOrderRow, *_refunding, _shown, order=(_order.order_id,))
# 1688 may name any sum as asked for; no more than the order can come back.
_most_back = case((_order.paid_fen > 0, _order.paid_fen), else_=_order.total_fen)
_asked_fen = case((_refund.amount_fen > _most_back, _most_back), else_=_refund.amount_fen)
_of_month = case((_refund.asked_at >= given("since", Moment), 1), else_=0)
_sums = [func.coalesce(func.sum(each), 0) for each in (
    _asked_fen, _refund.paid_fen, _asked_fen * _of_month, _refund.paid_fen * _of_month,
)]  # fmt: skip
# An expression, so that no index over sellers is walked through, with all their orders.
_seller = func.coalesce(_order.seller, "").label("seller")
_REFUND_SUMS: Any = (
    select(_seller, *_sums)
    .join_from(
        table_of(RefundRow), table_of(RemoteOrderRow),
        and_(_order.market == _refund.market, _order.order_id == _refund.order_id),
    )
    .where(_ours)
    .group_by(_seller)
    .order_by(_sums[0].desc(), _seller)
)  # fmt: skip
_REFUND_SUMS_BY: Any = _REFUND_SUMS.where(_shown)
_WHAT_IS_OPEN: Any = select(
    # Not OR: SQLite would answer both sides, and so look through all orders for one that is still read back.
    case(
        (exists().where(_order.state == "to_pay", _ours), True),
        (exists().where(_attempt.state.in_(("submitting", "in_doubt", "needs_person"))), True),
        else_=exists().where(_open, text(READ_BACK)),
    ).label("soon"),
    exists().where(_order.state.in_(("paid", "part_shipped")), _ours).label("unshipped"),
    case((exists().where(_open, _ours), True), else_=exists().where(_order.next_look_at >= EPOCH)).label("open"),
)
_TO_PAY: Any = select(func.count(), func.coalesce(func.sum(_order.total_fen), 0)).where(
    _order.state == "to_pay", _ours, _of_its_request.where(_request.state.in_(WANTED))
)
_TO_PAY_BY: Any = _TO_PAY.where(_shown)
_COUNT_OPEN = Scalars(select(func.count()).where(_open, _ours))
_NEWEST_LOOK = Scalars(select(func.max(_order.looked_at)).where(_open, _ours))
_OLDEST_OPEN = Scalars(select(func.min(_order.placed_at)).where(_open, _ours))
_FIRST_REPORT = Scalars(select(func.min(_order.modified_at)))
# What a person named or attached from outside may carry no reference, and tells nothing then.
_tells_echo = or_(_order.echoed.is_(True), and_(_attempt.doubted_at.is_(None), _attempt.body != ""))
_NEWEST_THAT_TELLS: Any = (
    select(_order.echoed, _order.order_id, _attempt.out_order_id)
    .join_from(table_of(RemoteOrderRow), table_of(AttemptRow), _attempt.id == _order.attempt_id)
    .where(_order.echoed.is_not(None), _tells_echo, _attempt.gateway != "one_click")
    .order_by(_order.placed_at.desc(), _order.order_id.desc())
    .limit(1)
)
_NEWEST_ECHO = Scalars(_NEWEST_THAT_TELLS)


class OrderRepository(Repository):
    """Loads and records orders in one transaction."""

    async def find(self, order_id: str) -> Order | None:
        return next(iter(await self._whole(_ONE, number=order_id)), None)

    async def get(self, order_id: str) -> Order:
        """The order of this number, which is ours; NoSuchRow otherwise."""
        return present(await self.find(order_id), "order", order_id)

    async def these(self, order_ids: Sequence[str]) -> dict[str, Order]:
        """Those of these that are ours, by their numbers."""
        return {each.order_id: each for each in await self._whole(_SOME, numbers=list(order_ids))} if order_ids else {}

    async def of(self, request_id: int) -> tuple[Order, ...]:
        return await self._whole(_OF_REQUEST, request=request_id)

    async def of_each(self, request_ids: Sequence[int]) -> Mapping[int, tuple[Order, ...]]:
        """The orders of each of these requests."""
        orders = await self._whole(_OF_REQUESTS, requests=request_ids)
        return grouped((each.request_id or 0, each) for each in orders)

    async def unpaid(self) -> list[tuple[int, int | None]]:
        """The requests with orders that are to be paid and are what was sent, each with its team."""
        return [(number, team_id) for number, team_id in await self._rows(_UNPAID)]

    async def beside(self, order_id: str) -> tuple[Order, ...]:
        """Every order of the purchase that this one belongs to, itself among them; none if it is not ours."""
        return await self._whole(_BESIDE, number=order_id)

    async def _whole(self, query: Rows[RemoteOrderRow], **given: Any) -> tuple[Order, ...]:
        """Orders with their lines, and with the parcels and refunds of those that can have any."""
        rows = await query.all(self._session, **given)
        if not rows:
            return ()
        over = [row for row in rows if row.state == OrderState.CANCELLED or row.refund != RefundState.NONE]
        shipped = [row for row in rows if row.state not in _NOTHING_SENT]
        sent = [row for row in rows if row.errand_at is not None]
        errands = await self._beside(ERRANDS, _ERRANDS_OF, sent)
        beside: dict[str, ByOrder[Any]] = {
            "lines": await self._beside(LINES, LINES_OF, rows),
            "parcels": await self._beside(_PARCELS, _PARCELS_OF, shipped),
            "refunds": await self._beside(_REFUNDS, _REFUNDS_OF, over),
            "arrivals": await self._beside(ARRIVALS, _ARRIVALS_OF, [row for row in rows if row.counted_at is not None]),
            "errands": _of_which(errands, lambda errand: not errand.kind.to_seller),
            "messages": _of_which(errands, lambda errand: errand.kind.to_seller),
            "claims": await self._claims([row.order_id for row in rows if row.errand_at is not None]),
        }
        return tuple([_ORDERS.value(row, **{name: of[row.order_id] for name, of in beside.items()}) for row in rows])

    async def _claims(self, order_ids: Sequence[str]) -> ByOrder[Claim]:
        """The claims of each of these orders, with their pieces."""
        rows = await _CLAIMS_OF.all(self._session, numbers=list(order_ids)) if order_ids else ()
        stored = await _PIECES_OF.all(self._session, numbers=list(order_ids)) if rows else ()
        pieces: dict[int, dict[str, Pieces]] = {}
        for row in stored:
            of_claim = pieces.setdefault(row.claim_id, {})
            before = of_claim.get(row.entry_id, Pieces())
            of_claim[row.entry_id] = before._replace(**{row.kind: row.pieces})
        return grouped((row.order_id, CLAIMS.value(row, pieces=pieces.get(row.id or 0, {}))) for row in rows)

    async def _beside(self, mapper: Mapper[V], query: Rows[Any], orders: Sequence[Any]) -> ByOrder[V]:
        """What these rows say of each of these orders, by its number."""
        rows = await query.all(self._session, numbers=[each.order_id for each in orders]) if orders else ()
        return grouped((row.order_id, mapper.value(row)) for row in rows)

    async def placed(
        self, after: tuple[int, str], since: datetime | None, until: datetime | None, limit: int
    ) -> list[tuple[int, str, int]]:
        """(attempt, order id, request) of the next orders after one, placed since then and before `until`.

        Without those that turned out to be something else.
        """
        attempt_id, order_id = after
        later = or_(_order.attempt_id > attempt_id, and_(_order.attempt_id == attempt_id, _order.order_id > order_id))
        query: Any = select(_order.attempt_id, _order.order_id, _order.request_id).where(
            _ours, _order.attempt_id >= attempt_id, later, *_within(_order.placed_at, since, until)
        )
        return [tuple(row) for row in await self._rows(query.order_by(_order.attempt_id, _order.order_id).limit(limit))]

    async def bought(
        self,
        after: tuple[datetime, str] | None,
        since: datetime | None,
        until: datetime | None,
        shown: ListedFor | None,
        limit: int,
    ) -> list[tuple[datetime, str, int]]:
        """(moment as in `bought_at`, order id, request) of the next orders after one, since then and before `until`.

        Only what is `shown`, if that is given, and without those that turned out to be something else.
        """
        by: dict[str, Any] = {}
        parts = []
        # Not by `_paid`: each of these two goes through an index of its own.
        for at, which in ((_order.paid_at, _order.paid_at.is_not(None)), (_order.placed_at, text(NOT_PAID))):
            query: Any = select(at.label("at"), _order.order_id, _order.request_id)
            query = query.where(which, _ours, *_within(at, since, until))
            if after is not None:
                query = query.where(at >= after[0], or_(at > after[0], _order.order_id > after[1]))
            if shown is not None and shown.teams is not None:
                query, by = query.where(_shown), shown_for(shown)
            parts.append(select(query.order_by(at, _order.order_id).limit(limit).subquery()))
        both = union_all(*parts).subquery()
        rows = await self._rows(select(both).order_by(both.c.at, both.c.order_id).limit(limit), **by)
        return [tuple(row) for row in rows]

    async def of_parts(self, whole: int) -> list[tuple[OrderState, ReadBackState]]:
        """The state, and how it was read back, of each order of the parts of a request that was split."""
        rows = await self._rows(_OF_PARTS, whole=whole)
        return [(OrderState(row.state), ReadBackState(row.checked)) for row in rows]

    async def known(self, order_ids: Sequence[str]) -> dict[str, Order]:
        """Those of these that are ours, without parcels and refunds."""
        found = await _KNOWN.all(self._session, numbers=list(order_ids)) if order_ids else ()
        return {order.order_id: order for order in found}

    async def add(self, attempt: Attempt, orders: Sequence[Order]) -> None:
        """Record new orders of an attempt, to be looked at next. A known order is left as it is.

        A known order is taken over only if it was read back as something else than its attempt asked for.
        """
        known, new = await self.known([order.order_id for order in orders]), list[dict[str, Any]]()
        named = {order.order_id: order for order in reversed(orders)}  # named twice, the first counts
        for number, order in named.items():
            values: dict[str, Any] = {
                "attempt_id": attempt.id, "request_id": attempt.request_id, "checked": order.checked,
                "echoed": order.echoed, "pieces": order.pieces, "total": order.total, "placed_at": self._now,
                "next_look_at": self._now, "look_step": 0,
            }  # fmt: skip
            if number not in known:
                values |= {
                    **key_of(number), "state": order.state, "refund": order.refund, "word": order.word,
                    "freight": order.freight, "seller": order.seller, "paid_at": order.paid_at,
                }  # fmt: skip
                new.append(_ORDERS.columns(values))
            elif known[number].checked is ReadBackState.DIFFERS:
                await self.update(known[number], **values)
            else:
                continue
            self._left.add("orders")
        await add_all(self._session, RemoteOrderRow, new)

    async def held(self, order_ids: Sequence[str], attempt: Attempt) -> dict[str, ReadBackState]:
        """Those of these that another attempt holds and that are not known to be something else."""
        if not order_ids:
            return {}
        rows = await self._rows(_HELD, numbers=order_ids, ours=attempt.id)
        return {number: ReadBackState(checked) for number, checked in rows}

    async def update(self, order: Order, **values: Any) -> Order:
        """Set fields and columns of the order as it was loaded. Raises Conflict if it has changed since."""
        expected = {**key_of(order.order_id), "state": order.state, "version": order.version}
        after = await _ORDERS.change(self._session, expected, {**values, "version": order.version + 1})
        if after is None:
            raise Conflict
        names = ("lines", "parcels", "refunds", "arrivals", "errands", "messages", "claims")
        return replace(after, **{name: getattr(order, name) for name in names})

    async def listed(self, order_id: str, fen: int) -> None:
        """Store the sum (fen) that the list shows now."""
        await self._set(order_id, listed_total=fen)

    async def set_pay(self, order: Order, pay: tuple[PayLink, ...]) -> Order:
        """Keep the ways to pay as 1688 gave them."""
        await self._set(order.order_id, pay=pay)
        return replace(order, pay=pay)

    async def schedule(self, order_id: str, next_look_at: datetime | None, look_step: int) -> None:
        await self._set(order_id, next_look_at=next_look_at, look_step=look_step)

    async def warned(self, order_id: str, what: str) -> None:
        await self._set(order_id, warned=what)

    async def _set(self, order_id: str, **values: Any) -> None:
        """Set what does not count as a change of the order, whatever state it has now."""
        await change(self._session, RemoteOrderRow, key_of(order_id), _ORDERS.columns(values))

    async def hasten(self, order_ids: Iterable[str]) -> None:
        """Look at these orders now, even if a look is under way that may have come too early."""
        if wanted := list(order_ids):
            await leases.hold(self._session, _order.order_id, wanted, among=_order.market == MARKET)
            await self._run(_HASTENED, numbers=wanted, now=self._now)
            self._left.add("orders")

    async def due(self, limit: int) -> tuple[str, ...]:
        """Orders whose next look is due."""
        return await _DUE.all(self._session, now=self._now, limit=limit)

    async def put_off_looks(self, order_ids: Sequence[str], until: datetime) -> tuple[str, ...]:
        """Those of these that no other process has just taken to look at; they are due again at `until`."""
        key, due = col(RemoteOrderRow.order_id), col(RemoteOrderRow.next_look_at)
        ours = col(RemoteOrderRow.market) == MARKET
        return tuple(await leases.put_off(self._session, key, order_ids, due, self._now, until, among=ours))

    async def put_off_trace(self, order_id: str, logistics_id: str, until: datetime) -> bool:
        """Whether no other process just took this parcel to ask for; then it is due again at `until`.

        A process that is alone leaves it as it is.
        """
        if not leases.shared(self._session):
            return True
        mine = {"number": order_id, "parcel": logistics_id, "now": self._now, "until": until}
        return await self._run(_TRACE_PUT_OFF, **mine) == 1

    async def put_lines(self, order: Order, lines: Sequence[OrderLine]) -> Order:
        """Keep the lines as they are now; the order with these.

        Once 1688 names entries, those go that stood in for them.
        """
        if tuple(lines) == order.lines:
            return order
        left = {each.entry_id for each in lines}
        gone = [each.entry_id for each in order.lines if each.entry_id not in left and stands_in(order.order_id, each)]
        if gone:
            await self._run(_STAND_INS, number=order.order_id, entries=gone)
        rows = [
            {**key_of(order.order_id), "place": place, **LINES.columns(asdict(each))}
            for place, each in enumerate(lines, 1)
        ]
        known = {each.entry_id: (place, each) for place, each in enumerate(order.lines, 1)}
        new = [row for row, each in zip(rows, lines, strict=True) if known.get(each.entry_id) != (row["place"], each)]
        await put_all(self._session, OrderEntryRow, ("market", "order_id", "entry_id"), new)
        return replace(order, lines=tuple(lines))

    async def put_parcels(self, order: Order, parcels: Sequence[Parcel]) -> Order:
        """Keep the parcels as reported; the order with all of its.

        One of which 1688 does not say when it left the seller counts as sent when it was first seen; one that it shows
        no more beside others is gone.
        """
        known = {each.logistics_id: each for each in order.parcels}
        reported: dict[str, dict[str, Any]] = {}
        for each in parcels:
            old = known.get(each.logistics_id)
            signed_now = self._now if each.signed else None
            told = vars(each).copy()
            del told["of_order"]  # what is of another order is not kept
            reported[each.logistics_id] = told | {
                "lines": fitting(each.lines, order.order_id, order.lines),
                "signed_at": old.signed_at if old is not None and old.signed else signed_now,
                "sent_at": each.sent_at or (old is not None and old.sent_at) or self._now,
            }
        new = [values for number, values in reported.items() if number not in known]
        first = {**key_of(order.order_id), "next_look_at": self._now}
        await add_all(self._session, ParcelRow, [first | _PARCELS.columns(values) for values in new])
        for number in (known.keys() - reported.keys()) if reported else ():
            reported[number] = {"status": ParcelChange.GONE.value}
        for number, values in reported.items():
            old = known.get(number)
            known[number] = ShippedParcel(**values) if old is None else replace(old, **values)
            if old is not None and known[number] != old:
                key = {**key_of(order.order_id), "logistics_id": number}
                await change(self._session, ParcelRow, key, _PARCELS.columns(values))
        return replace(order, parcels=tuple(known[each] for each in sorted(known)))

    async def parcels_elsewhere(self, order_id: str, logistics_ids: Collection[str]) -> frozenset[str]:
        """Those of these parcels that are known as parcels of other orders than this one."""
        if not logistics_ids:
            return frozenset()
        wanted = {"number": order_id, "parcels": list(logistics_ids)}
        return frozenset(await _ELSEWHERE.all(self._session, **wanted))

    async def by_waybill(self, numbers: Collection[str]) -> ByOrder[tuple[str, str]]:
        """(order id, parcel) of every parcel that has one of these waybills, by the waybill."""
        written = [each for number in numbers for each in (number, number.lower())]
        rows = await _BY_WAYBILL.all(self._session, numbers=written) if written else ()
        return grouped((plain_waybill(row.bill_no), (row.order_id, row.logistics_id)) for row in rows)

    async def parcels_due(self, limit: int) -> tuple[tuple[str, ShippedParcel], ...]:
        """(order id, parcel) of parcels whose trace is due."""
        rows = await _PARCELS_DUE.all(self._session, now=self._now, limit=limit)
        return tuple((row.order_id, _PARCELS.value(row)) for row in rows)

    async def trace(self, order_id: str, logistics_id: str, **values: Any) -> None:
        key = {**key_of(order_id), "logistics_id": logistics_id}
        await change(self._session, ParcelRow, key, values)

    async def put_refunds(self, order: Order, reports: Sequence[RefundReport]) -> Order:
        """Keep the refunds as reported; the order with all of its."""
        refunds = with_reports(order.refunds, reports)
        new = [each for each in refunds if each not in order.refunds]
        rows = [{**key_of(order.order_id), **_REFUNDS.columns(asdict(each))} for each in new]
        await put_all(self._session, RefundRow, ("market", "refund_id"), rows)
        return replace(order, refunds=refunds)

    async def lapsing(self, before: datetime, limit: int) -> tuple[Order, ...]:
        """Unpaid orders that lapse until then, and of which not everybody was warned; the first to lapse first."""
        return await _LAPSING.all(self._session, now=self._now, before=before, limit=limit)

    async def awaiting_goods(self, shown: ListedFor | None = None) -> tuple[Order, ...]:
        """Orders whose money is out and whose goods are not in, the oldest payment first; if given, those `shown`."""
        if shown is None or shown.teams is None:
            return await self._whole(_AWAITED)
        return await self._whole(_AWAITED_BY, **shown_for(shown))

    async def refunding(self, shown: ListedFor) -> tuple[Order, ...]:
        """Orders of which a refund runs, waits for a second word, or may have been sent."""
        query, by = (_REFUNDING, {}) if shown.teams is None else (_REFUNDING_BY, shown_for(shown))
        return await self._whole(query, **by)

    async def refund_sums(self, shown: ListedFor, month: datetime) -> tuple[SellerRefunds, ...]:
        """What was asked back of each seller and came back, the most first; and of what was asked since then."""
        query, by = (_REFUND_SUMS, {}) if shown.teams is None else (_REFUND_SUMS_BY, shown_for(shown))
        rows = await self._rows(query, since=month, **by)
        return tuple(SellerRefunds(seller, *map(Fen, sums)) for seller, *sums in rows)

    async def to_pay(self, shown: ListedFor) -> tuple[int, Fen]:
        """How many orders are to be paid, and their sum."""
        query, by = (_TO_PAY, {}) if shown.teams is None else (_TO_PAY_BY, shown_for(shown))
        count, total = await self._row(query, **by)
        return count, Fen(int(total))

    async def of_the_morning(self) -> tuple[Order, ...]:
        """What `awaiting_goods` gives, and what can be paid, and of what a refund runs."""
        return await self._whole(_MORNING)

    async def what_is_open(self) -> tuple[bool, bool, bool]:
        """Whether an order is unpaid or not read back or an attempt unclear; one is paid, not shipped; one is open."""
        soon, unshipped, open_ = (await self._session.exec(_WHAT_IS_OPEN)).one()
        return bool(soon), bool(unshipped), bool(open_)

    async def count_open(self) -> int:
        return int(await _COUNT_OPEN.first(self._session))

    async def newest_look(self) -> datetime | None:
        """When 1688 last showed an order that is not over (UTC)."""
        at: datetime | None = await _NEWEST_LOOK.first(self._session)
        return at

    async def oldest_open(self) -> datetime | None:
        """When the oldest order that is not over was placed."""
        at: datetime | None = await _OLDEST_OPEN.first(self._session)
        return at

    async def first_report(self) -> datetime | None:
        """The earliest modify time that 1688 reported of any order, ended ones too: they may still be refunded."""
        at: datetime | None = await _FIRST_REPORT.first(self._session)
        return at

    async def newest_echo(self) -> bool | None:
        """Whether 1688 shows our reference with orders, by the newest order that tells; None if none tells yet.

        An order of the one-click call tells nothing.
        """
        came: bool | None = await _NEWEST_ECHO.first(self._session)
        return came

    async def newest_that_tells(self) -> tuple[str, str] | None:
        """That order's number, and the reference that was sent with it."""
        return next(iter([(number, reference) for _, number, reference in await self._rows(_NEWEST_THAT_TELLS)]), None)


def _within(at: Any, since: datetime | None, until: datetime | None) -> list[Any]:
    """That this column is since then and before `until`, as far as they are given."""
    return [*([] if since is None else [at >= since]), *([] if until is None else [at < until])]


def key_of(order_id: str) -> dict[str, Any]:
    """The key of the order of this number."""
    return {"market": MARKET, "order_id": order_id}
