"""Queries on the lists of teams."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import add_new, change, changed
from storage.tables import ListLineRow
from storage.tables.base import Moment

_line = columns(ListLineRow)
_waits = _line.request_id.is_(None)
_OF_TEAM = Rows(ListLineRow, _line.team_id == given("team"), _waits, order=(_line.id,))
_ONE = Rows(ListLineRow, _line.id == given("line"), _waits)
_WITH_REQUEST = Rows(ListLineRow, _line.request_id == given("request"), order=(_line.id,))
_OLD = Scalars(
    select(_line.team_id)
    .where(_waits)
    .group_by(_line.team_id)
    .having(func.max(_line.changed_at) < given("before", Moment))
    .order_by(_line.team_id)
)
_TAKE: Any = (
    update(table_of(ListLineRow)).where(_line.id.in_(given_all("ids")), _waits).values(request_id=given("taker"))
)


async def of_team(session: AsyncSession, team_id: int) -> Sequence[ListLineRow]:
    """What waits on the list of a team, oldest first."""
    return await _OF_TEAM.all(session, team=team_id)


async def one(session: AsyncSession, line_id: int) -> ListLineRow | None:
    """A line that waits on a list."""
    return await _ONE.first(session, line=line_id)


async def with_request(session: AsyncSession, request_id: int) -> Sequence[ListLineRow]:
    """The lines that are being asked for with a request."""
    return await _WITH_REQUEST.all(session, request=request_id)


async def add(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Add these lines."""
    await add_new(session, ListLineRow, rows)


async def alter(session: AsyncSession, line_id: int, changed_at: datetime, values: dict[str, Any]) -> bool:
    """Whether the line was changed: it still waits, and nobody changed it since that moment."""
    expected = {"id": line_id, "request_id": None, "changed_at": changed_at}
    return await change(session, ListLineRow, expected, values) == 1


async def take(session: AsyncSession, ids: Collection[int], request_id: int) -> int:
    """Let these lines be asked for with a request, as far as they wait; returns how many do."""
    return changed(await session.exec(_TAKE, params={"ids": list(ids), "taker": request_id}))


async def give_back(session: AsyncSession, request_id: int) -> int:
    """Let the lines of a request wait on their list again; returns how many."""
    return await change(session, ListLineRow, {"request_id": request_id}, {"request_id": None})


async def drop(session: AsyncSession, ids: Collection[int]) -> int:
    """Take these lines away; returns how many there were."""
    return changed(await session.exec(delete(ListLineRow).where(col(ListLineRow.id).in_(ids))))


async def old(session: AsyncSession, before: datetime) -> Sequence[int]:
    """The teams on whose list nothing changed since that moment."""
    return await _OLD.all(session, before=before)
