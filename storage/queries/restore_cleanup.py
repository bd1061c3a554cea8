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


