"""Queries on what 1688 told and was asked: the looks that push messages make due, and calls by day and kind."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy
from sqlalchemy import func, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import Rows, columns, given, table_of
from storage.queries.write_rows import insert_of
from storage.tables import AttemptRow, MarketCallRow, RemoteOrderRow
from storage.tables.base import Moment

_call, _order = columns(MarketCallRow), columns(RemoteOrderRow)
_SINCE = Rows(MarketCallRow, _call.day >= given("day"), order=(_call.day, _call.kind))
_CONFIRMED: Any = sqlalchemy.select(
    func.coalesce(func.sum(_order.total_fen - _order.refunded_fen), 0), func.count()
).where(_order.confirmed_at >= given("since", Moment))


async def hasten_doubts(session: AsyncSession, when: datetime) -> None:
    """Make the looks for all unclear orders due by then, if they are still looked for."""
    doubts = (col(AttemptRow.state).in_(("in_doubt", "needs_person")), col(AttemptRow.next_look_at) > when)
    await session.exec(update(AttemptRow).where(*doubts).values(next_look_at=when))


async def count_calls(session: AsyncSession, day: str, calls: Mapping[str, int]) -> None:
    """Add so many calls of each kind to that day; safe in parallel."""
    rows = [{"day": day, "kind": kind, "calls": number} for kind, number in sorted(calls.items())]
    await session.exec(_adding(str(session.get_bind().dialect.name)), params=rows)


@cache
def _adding(dialect: str) -> Any:
    added = insert_of(dialect)(table_of(MarketCallRow))
    return added.on_conflict_do_update(
        index_elements=["day", "kind"], set_={"calls": _call.calls + added.excluded.calls}
    )


async def calls_since(session: AsyncSession, day: str) -> Sequence[MarketCallRow]:
    """The counts from this day on."""
    return await _SINCE.all(session, day=day)


async def confirmed_since(session: AsyncSession, at: datetime) -> tuple[int, int]:
    """What the orders cost (fen, without what came back) that were confirmed as received since then; their number."""
    fen, orders = (await session.exec(_CONFIRMED, params={"since": at})).one()
    return int(fen), int(orders)
