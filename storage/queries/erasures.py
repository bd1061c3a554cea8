"""Queries on erasures, and on who is meant by a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import LIMIT, Rows, columns, given
from storage.tables import ErasureRow, PersonRow
from storage.tables.base import Moment

_erasure, _person = columns(ErasureRow), columns(PersonRow)
_ONE = Rows(ErasureRow, _erasure.person_id == given("person"), _erasure.asked_at == given("at", Moment))
_LATEST = Rows(
    ErasureRow, _erasure.person_id == given("person"), order=(_erasure.asked_at.desc(),), limit=1
)  # fmt: skip
_DUE = Rows(ErasureRow, _erasure.next_at <= given("now", Moment), order=(_erasure.asked_at, _erasure.person_id))
_CARRIED_OUT = Rows(ErasureRow, _erasure.state.in_(("rest", "done")), order=(_erasure.asked_at,))
_PEOPLE = Rows(PersonRow, _person.id > given("after"), order=(_person.id,), limit=LIMIT)
PAGE = 1000


async def get(session: AsyncSession, person_id: int, asked_at: datetime) -> ErasureRow | None:
    return await _ONE.first(session, person=person_id, at=asked_at)


async def latest(session: AsyncSession, person_id: int) -> ErasureRow | None:
    """The newest erasure of somebody."""
    return await _LATEST.first(session, person=person_id)


async def due(session: AsyncSession, now: datetime) -> Sequence[ErasureRow]:
    """The erasures that are not over and whose turn it is, oldest first."""
    return await _DUE.all(session, now=now)


async def carried_out(session: AsyncSession) -> Sequence[ErasureRow]:
    """Those whose people are forgotten but for what goes on, oldest first."""
    return await _CARRIED_OUT.all(session)


async def people(session: AsyncSession, after: int) -> Sequence[PersonRow]:
    """The next people after this number."""
    return await _PEOPLE.all(session, after=after, limit=PAGE)
