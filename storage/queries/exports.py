"""Query of orders with their requests and attempts, page by page in the order of the attempts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Row, and_, or_
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.orders import OTHER
from storage.queries.read_rows import columns, table_of
from storage.tables import AttemptRow, PersonRow, RemoteOrderRow, RequestRow, TeamRow

_order, _attempt, _request = columns(RemoteOrderRow), columns(AttemptRow), columns(RequestRow)
_person, _team = columns(PersonRow), columns(TeamRow)
_ORDERS: Any = (
    sqlalchemy.select(
        _order.order_id, _order.attempt_id, _order.request_id, _order.state, _order.word, _order.refund,
        _order.total_fen, _order.freight_fen, _order.refunded_fen, _order.pieces, _order.lines, _order.seller,
        _order.close_reason, _order.placed_at, _order.paid_at, _attempt.out_order_id,
        _attempt.state.label("attempt_state"), _attempt.failed, _request.requester_id, _request.offer,
        _request.asked, _request.spec_id, _request.several, _request.own, _request.snapshot, _request.part_of,
        _request.part, _person.name.label("requester"), _team.title.label("team"),
    )
    .select_from(
        table_of(RemoteOrderRow)
        .join(table_of(AttemptRow), _attempt.id == _order.attempt_id)
        .join(table_of(RequestRow), _request.id == _order.request_id)
        .join(table_of(PersonRow), _person.id == _request.requester_id)
        .outerjoin(table_of(TeamRow), _team.id == _request.team_id)
    )
    .where(_order.checked != OTHER)
    .order_by(_order.attempt_id, _order.order_id)
)  # fmt: skip


async def page(
    session: AsyncSession, after: tuple[int, str], since: datetime | None, until: datetime | None, limit: int
) -> Sequence[Row[Any]]:
    """The next orders after (attempt, order id), placed at `since` or later and before `until`."""
    attempt_id, order_id = after
    later = or_(_order.attempt_id > attempt_id, and_(_order.attempt_id == attempt_id, _order.order_id > order_id))
    query = _ORDERS.where(_order.attempt_id >= attempt_id, later).limit(limit)
    if since is not None:
        query = query.where(_order.placed_at >= since)
    if until is not None:
        query = query.where(_order.placed_at < until)
    found: Sequence[Row[Any]] = (await session.exec(query)).all()
    return found
