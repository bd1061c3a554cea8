"""What was bought before, in the database: each team sees its own alone, and so does each person who buys alone."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import BigInteger, Integer, and_, exists, func, or_, select

from bot.desk.ledger import rows_and_values
from bot.desk.ledger.mapper import Repository
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine
from bot.purchasing.own_sku import Source, normal
from bot.purchasing.tracking.bought_before import MANY_ORDERS, BoughtBefore, PaidPrice, price_paid
from storage.queries.read_rows import LIMIT, Scalars, columns, given, given_all, table_of
from storage.tables import AskedLineRow, OrderEntryRow, OrderLineRow, RemoteOrderRow, RequestRow
from storage.tables.orders import MARKET

_LOOKED_AT = 200
"""So many of the newest orders of a seller tell how it served us, and of the newest requests which codes they had."""

_request, _order, _entry = columns(RequestRow), columns(RemoteOrderRow), columns(OrderEntryRow)
_line, _asked = columns(OrderLineRow), columns(AskedLineRow)
_team, _person, _but = given("team", Integer), given("person", BigInteger), given("but")
# An expression, so that what a team bought is not walked through: it may have a long past.
_theirs = and_(func.coalesce(_request.team_id, 0) == _team, or_(_team != 0, _request.requester_id + 0 == _person))
_bought = (_order.checked != "differs", or_(_order.state != "cancelled", _order.paid_at.is_not(None)))
_OF_SELLER = (
    select(_order.order_id)
    .join(table_of(RequestRow), _request.id == _order.request_id)
    .where(_order.seller == given("company"), *_bought, _theirs)
)
_COUNT = Scalars(select(func.count()).select_from(_OF_SELLER.limit(LIMIT).subquery()))
_NEWEST = Scalars(_OF_SELLER.order_by(_order.placed_at.desc(), _order.order_id.desc()).limit(LIMIT))
_of_order = and_(_entry.market == MARKET, _entry.order_id == _order.order_id)
_told = table_of(OrderEntryRow).alias()
_untold = ~exists().where(_told.c.market == MARKET, _told.c.order_id == _order.order_id)
_ranked: Any = (
    select(
        _line.offer_id, _line.spec_id, _line.request_id, _order.placed_at, _order.total_fen, _order.freight_fen,
        func.coalesce(_entry.quantity, _line.quantity).label("quantity"), _entry.amount_fen, _entry.share_fen,
        func.row_number().over(
            partition_by=(_line.offer_id, _line.spec_id), order_by=(_order.placed_at.desc(), _order.order_id.desc())
        ).label("rank"),
    )
    .join_from(table_of(OrderLineRow), table_of(RequestRow), _request.id == _line.request_id)
    .join(table_of(RemoteOrderRow), _order.request_id == _request.id)
    .outerjoin(
        table_of(OrderEntryRow),
        and_(_of_order, _entry.offer_id == _line.offer_id, _entry.spec_id == _line.spec_id),
    )
    .where(
        _line.offer_id.in_(given_all("offers")), _request.id != _but, _order.state != "cancelled", *_bought, _theirs,
        or_(_entry.state != "cancelled", _untold),
    )
    .subquery()
)  # fmt: skip
_LAST: Any = (
    select(*_ranked.c, _request.snapshot)
    .join(table_of(RequestRow), _request.id == _ranked.c.request_id)
    .where(_ranked.c.rank == 1)
)


def _codes(*theirs: Any) -> Any:
    """The own SKUs of the newest of their requests, with the offer that each was asked for as."""
    newest = select(_request.id).where(*theirs).order_by(_request.id.desc()).limit(_LOOKED_AT)
    return select(_request.offer_id, _request.own).where(_request.id.in_(newest), _request.own.is_not(None)).union_all(
        select(_asked.offer_id, _asked.own).where(_asked.request_id.in_(newest), _asked.own.is_not(None))
    )  # fmt: skip


_CODES_OF_TEAM = _codes(_request.team_id == _team)
_CODES_OF_PERSON = _codes(_request.requester_id == _person, _request.team_id.is_(None))


class BoughtBeforeRepository(Repository):
    """Reads what was bought before: by a team or, without a `team_id`, by this person outside of teams."""

    async def orders_with(self, company: str, team_id: int | None, person_id: int) -> int:
        """How many orders with a seller were paid for or may be, at most MANY_ORDERS."""
        asked = {"company": company, "limit": MANY_ORDERS, "team": team_id or 0, "person": person_id}
        return int(await _COUNT.first(self._session, **asked)) if company else 0

    async def newest_with(self, company: str, team_id: int | None, person_id: int) -> tuple[str, ...]:
        """The numbers of the newest of them."""
        asked = {"company": company, "limit": _LOOKED_AT, "team": team_id or 0, "person": person_id}
        return await _NEWEST.all(self._session, **asked) if company else ()

    async def past_of(
        self, offers: Collection[str], codes: Collection[str], team_id: int | None, person_id: int, but: int = 0
    ) -> BoughtBefore:
        """When these offers and own SKUs were last bought by other requests than this one (`but`)."""
        sources, wanted = defaultdict[str, set[Source]](set), set(map(normal, codes))
        query, whose = (
            (_CODES_OF_PERSON, {"person": person_id}) if team_id is None else (_CODES_OF_TEAM, {"team": team_id})
        )
        for offer_id, stored in await self._rows(query, **whose) if wanted else ():
            for own in rows_and_values.load_own(stored):
                if normal(own.code) in wanted:
                    sources[normal(own.code)].add(Source(offer_id, own.source.spec_id))
        every = {*offers, *(each.offer_id for theirs in sources.values() for each in theirs)}
        goods = defaultdict[str, list[PaidPrice]](list)
        for row in await self._rows(_LAST, offers=every, but=but, team=team_id or 0, person=person_id):
            line = OrderLine(row.offer_id, row.spec_id, row.quantity, row.amount_fen, share=row.share_fen)
            price = price_paid(line, Fen(row.total_fen), Fen(row.freight_fen))
            if price is None and (snapshot := rows_and_values.load_snapshot(row.snapshot)) is not None:
                agreed = {(each.offer_id, each.spec_id or ""): each.unit_price for each in snapshot.lines}
                price = agreed.get((row.offer_id, row.spec_id))
            if price:
                goods[row.offer_id].append(PaidPrice(row.offer_id, row.spec_id, price, row.quantity, row.placed_at))
        return BoughtBefore(goods, sources)
