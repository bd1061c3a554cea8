"""Queries on the order lines of requests."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.line_tables import OrderLineRow
from storage.write_rows import add_new


async def put(session: AsyncSession, request_id: int, lines: Sequence[dict[str, Any]]) -> None:
    """Make these the lines of a request, in their order."""
    await forget(session, request_id)
    rows = [{"request_id": request_id, "place": place, **line} for place, line in enumerate(lines, 1)]
    await add_new(session, OrderLineRow, rows)


async def forget(session: AsyncSession, request_id: int) -> None:
    """A request that is a draft again has no lines."""
    await session.exec(delete(OrderLineRow).where(col(OrderLineRow.request_id) == request_id))
