"""Which parcels arrive, in the database: those that are signed for and not counted, those at the door, the others."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Integer, and_, exists, false, func, literal, or_, select, text, true, union_all

from bot.desk.ledger.mapper import Repository
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.order import ParcelChange
from storage.queries.read_rows import LIMIT, columns, given, given_all
from storage.tables import AlarmRow, ParcelRow, RemoteOrderRow, RequestRow, TeamRow
from storage.tables.base import Moment
from storage.tables.orders import SIGNED_FOR, UNDER_WAY

COUNTED = 300
"""At most so many of each kind are counted and listed, so that opening a page never reads them all."""
NO_TEAM = 0
AT_LEAST = timedelta(days=3)
"""For so long a parcel is listed that was signed for and is not counted; of a team that counts, since it does."""

_parcel, _order, _request = columns(ParcelRow), columns(RemoteOrderRow), columns(RequestRow)
_alarm, _team = columns(AlarmRow), columns(TeamRow)
_lately, _offset = given("lately", Moment), given("offset", Integer)
_of_parcel = and_(_order.market == _parcel.market, _order.order_id == _parcel.order_id, _order.checked != "differs")
_wanted = or_(_order.refunded_fen < _order.total_fen, _order.refunded_fen == 0)
_theirs = and_(_request.id == _order.request_id, func.coalesce(_request.team_id, NO_TEAM).in_(given_all("teams")))
_followed = exists().where(_of_parcel, _wanted, _order.state.in_(("part_shipped", "shipped", "received")), _theirs)
_there = _parcel.status != ParcelChange.GONE.value
_counts_since = select(_team.counts_since).where(_team.id == _request.team_id).scalar_subquery()
_signed = exists().where(
    _of_parcel, _wanted, _order.state.in_(("part_shipped", "shipped", "received", "finished")), _theirs,
    or_(_parcel.signed_at >= _lately, _parcel.signed_at >= _counts_since),
)  # fmt: skip
# What moved since it was told that it stands still is not late any more.
_late = exists().where(
    _alarm.market == _parcel.market,
    _alarm.order_id == _parcel.order_id,
    or_(
        _alarm.kind == AlarmKind.LATE.value,
        and_(
            _alarm.parcel == _parcel.logistics_id,
            _alarm.since >= func.coalesce(_parcel.signed_at, _parcel.last_step_at, _parcel.sent_at),
        ),
    ),
)


def _some(kind: int, at: Any, *where: Any) -> Any:
    """The first parcels of one kind, the oldest first: each kind is read through its own index, and no further."""
    first: Any = select(
        literal(kind).label("kind"), at.label("at"), _parcel.order_id, _parcel.logistics_id, _parcel.pieces,
        _late.label("late"),
    ).where(_there, *where)  # fmt: skip
    found = first.order_by(at, _parcel.order_id, _parcel.logistics_id).limit(given("most", Integer)).subquery()
    return select(found)


_SIGNED = _some(0, _parcel.signed_at, text(SIGNED_FOR), _parcel.signed_at >= given("since", Moment), _signed)
_NEAR = _some(1, _parcel.sent_at, text(UNDER_WAY), _parcel.near == true(), _followed)
_OTHERS = _some(2, _parcel.sent_at, text(UNDER_WAY), _parcel.near == false(), _followed)
_EVERY: Any = union_all(_SIGNED, _NEAR, _OTHERS).subquery()
_TODAY: Any = union_all(_SIGNED, _NEAR).subquery()
_AFTER: Any = _OTHERS.subquery()
_PAGE: Any = (
    select(_EVERY)
    .order_by(_EVERY.c.kind, _EVERY.c.at, _EVERY.c.order_id, _EVERY.c.logistics_id)
    .offset(_offset)
    .limit(LIMIT)
)
_SUMS: Any = select(
    func.count().label("parcels"),
    func.coalesce(func.sum(_TODAY.c.pieces), 0).label("pieces"),
    func.count(_TODAY.c.pieces).label("known"),
    func.count().filter(_TODAY.c.late).label("late"),
    select(func.count()).select_from(_AFTER).scalar_subquery().label("others"),
).select_from(_TODAY)
_FIRST_COUNT: Any = select(func.min(_team.counts_since)).where(_team.id.in_(given_all("teams")))


class ArrivingKey(NamedTuple):
    """A parcel that arrives, and whether it is `late`."""

    order_id: str
    logistics_id: str
    late: bool


class ArrivingSums(NamedTuple):
    """How many parcels are expected today, how many pieces in those of which that is `known`, and how many are `late`.

    `others` are under way. Of each kind no more than COUNTED are counted.
    """

    parcels: int
    pieces: int
    known: int
    late: int
    others: int

    @property
    def sure(self) -> bool:
        """Whether these are all pieces that come today."""
        return self.known == self.parcels < COUNTED


class ArrivingRepository(Repository):
    """Reads what arrives for some teams, NO_TEAM among them for what was bought without one."""

    async def sums(self, teams: tuple[int, ...]) -> ArrivingSums:
        """How much of it there is."""
        row = await self._row(_SUMS, **await self._bounds(teams), most=COUNTED)
        return ArrivingSums(row.parcels, int(row.pieces), row.known, row.late, row.others)

    async def page(self, teams: tuple[int, ...], offset: int, limit: int) -> tuple[ArrivingKey, ...]:
        """The parcels from there on: signed for and not counted, at the door, the others; the oldest of each first."""
        bounds = await self._bounds(teams)
        rows = await self._rows(_PAGE, **bounds, most=offset + limit, offset=offset, limit=limit)
        return tuple(ArrivingKey(row.order_id, row.logistics_id, bool(row.late)) for row in rows)

    async def _bounds(self, teams: tuple[int, ...]) -> dict[str, Any]:
        """Since when parcels are looked at that were signed for."""
        lately: datetime = self._now - AT_LEAST
        first = (await self._row(_FIRST_COUNT, teams=teams))[0]
        return {"teams": teams, "lately": lately, "since": min(lately, first or lately)}
