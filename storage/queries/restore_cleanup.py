"""Queries on requests without an order, and on unknown orders."""

from collections.abc import Sequence

from sqlalchemy import or_
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import AskedLineRow, AttemptRow, RequestRow, UnknownOrderRow

LIVE = ("ready", "submitting", "in_doubt", "conflict", "needs_person")


async def without_order(session: AsyncSession, offer_id: str, limit: int) -> Sequence[RequestRow]:
    """Requests for this offer, or for it among several, that go on and have no order, newest first."""
    placed = select(AttemptRow.request_id).where(col(AttemptRow.state).in_(("placed", "submitting", *LIVE[2:])))
    query = select(RequestRow).where(
        or_(
            col(RequestRow.offer_id) == offer_id,
            col(RequestRow.id).in_(select(AskedLineRow.request_id).where(AskedLineRow.offer_id == offer_id)),
        ),
        col(RequestRow.state).in_(("draft", "pending", "approved")),
        col(RequestRow.id).not_in(placed),
    )
    return (await session.exec(query.order_by(col(RequestRow.id).desc()).limit(limit))).all()


async def unknown_at(session: AsyncSession, place: int) -> tuple[UnknownOrderRow | None, int]:
    """The unknown order at a position (from 0) among those that nobody has decided about, and how many there are.

    Those under a reference of ours come first, then those placed outside; oldest first.
    """
    open_ones = select(UnknownOrderRow).where(col(UnknownOrderRow.closed_by).is_(None))
    total = (await session.exec(select(func.count()).select_from(open_ones.subquery()))).one()
    wanted = max(0, min(place, total - 1))
    one = (
        open_ones.order_by(col(UnknownOrderRow.outside), col(UnknownOrderRow.found_at), col(UnknownOrderRow.order_id))
        .offset(wanted)
        .limit(1)
    )
    return (await session.exec(one)).first(), total
