"""Which parcels arrive, in the database: those that are signed for and not counted, those at the door, the others."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Integer, and_, case, exists, false, func, literal, or_, select, text, true, union_all

from bot.desk.ledger.mapper import Repository
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import Team
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.order_report import ParcelChange
from storage.queries.read_rows import LIMIT, columns, given, given_all
from storage.tables import AlarmRow, ParcelRow, RemoteOrderRow, RequestRow, TeamRow
from storage.tables.base import Moment
from storage.tables.orders import SIGNED_FOR, UNDER_WAY

COUNTED = 300
"""At most so many of each kind are counted and listed, so that opening a page never reads them all."""
AT_LEAST = timedelta(days=3)
"""For so long a parcel is listed that was signed for and is not counted; of a team that counts, since it does."""

_parcel, _order, _request = columns(ParcelRow), columns(RemoteOrderRow), columns(RequestRow)
_alarm, _team = columns(AlarmRow), columns(TeamRow)
_lately, _offset, _teams = given("lately", Moment), given("offset", Integer), given_all("teams")
_first_count = select(func.min(_team.counts_since)).where(_team.id.in_(_teams)).scalar_subquery()
_counts_since = select(_team.counts_since).where(_team.id == _request.team_id).scalar_subquery()
# What moved since it was told that it stands still is not late any more.
_moved = func.coalesce(_parcel.signed_at, _parcel.last_step_at, _parcel.sent_at)
_late = exists().where(
    _alarm.market == _parcel.market, _alarm.order_id == _parcel.order_id,
    or_(_alarm.kind == AlarmKind.LATE.value, and_(_alarm.parcel == _parcel.logistics_id, _alarm.since >= _moved)),
)  # fmt: skip


def _some(kind: int, at: Any, states: Sequence[str], *where: Any, also: Any = True) -> Any:
    """The first parcels of one kind, the oldest first: each kind is read through its own index, and no further."""
    of_an_order = exists().where(
        _order.market == _parcel.market, _order.order_id == _parcel.order_id, _order.checked != "differs",
        _order.state.in_(states), or_(_order.refunded_fen < _order.total_fen, _order.refunded_fen == 0),
        _request.id == _order.request_id, func.coalesce(_request.team_id, 0).in_(_teams), also,
    )  # fmt: skip
    found: Any = select(
        literal(kind).label("kind"), at.label("at"), _parcel.order_id, _parcel.logistics_id, _parcel.pieces,
        _late.label("late"),
    ).where(*where, _parcel.status != ParcelChange.GONE.value, of_an_order)  # fmt: skip
    first = found.order_by(at, _parcel.order_id, _parcel.logistics_id).limit(given("most", Integer))
    return select(first.subquery())


_FOLLOWED = ("part_shipped", "shipped", "received")
_SIGNED = _some(
    0, _parcel.signed_at, (*_FOLLOWED, "finished"), text(SIGNED_FOR),
    _parcel.signed_at >= case((_first_count < _lately, _first_count), else_=_lately),
    also=or_(_parcel.signed_at >= _lately, _parcel.signed_at >= _counts_since),
)  # fmt: skip
_NEAR = _some(1, _parcel.sent_at, _FOLLOWED, text(UNDER_WAY), _parcel.near == true())
_OTHERS = _some(2, _parcel.sent_at, _FOLLOWED, text(UNDER_WAY), _parcel.near == false())
_EVERY: Any = union_all(_SIGNED, _NEAR, _OTHERS).subquery()
_TODAY: Any = union_all(_SIGNED, _NEAR).subquery()
_PAGE: Any = (
    select(_EVERY.c.order_id, _EVERY.c.logistics_id, _EVERY.c.late)
    .order_by(_EVERY.c.kind, _EVERY.c.at, _EVERY.c.order_id, _EVERY.c.logistics_id)
    .offset(_offset)
    .limit(LIMIT)
)
_SUMS: Any = select(
    func.count(), func.coalesce(func.sum(_TODAY.c.pieces), 0), func.count(_TODAY.c.pieces),
    func.count().filter(_TODAY.c.late), select(func.count()).select_from(_OTHERS.subquery()).scalar_subquery(),
).select_from(_TODAY)  # fmt: skip


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


def counted_by(person_id: int, teams: Iterable[Team], *, alone: bool) -> tuple[int, ...]:
    """The teams whose goods a person counts; 0 stands for what was bought without one, which is theirs if `alone`."""
    may = (each.id for each in teams if each.roles_of(person_id) & Action.COUNT.roles)
    return (*may, *([0] if alone else []))


class ArrivingRepository(Repository):
    """Reads what arrives for some teams, as `counted_by` tells them."""

    async def sums(self, teams: tuple[int, ...]) -> ArrivingSums:
        """How much of it there is."""
        return ArrivingSums(*await self._row(_SUMS, teams=teams, lately=self._now - AT_LEAST, most=COUNTED))

    async def page(self, teams: tuple[int, ...], offset: int, limit: int) -> Sequence[tuple[str, str, bool]]:
        """Order and parcel from there on, and whether it is late: what is signed for, what is near, the others."""
        bounds = {"lately": self._now - AT_LEAST, "most": offset + limit, "offset": offset, "limit": limit}
        return [
            (order_id, parcel, bool(late)) for order_id, parcel, late in await self._rows(_PAGE, teams=teams, **bounds)
        ]
