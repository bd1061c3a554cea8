"""Queries on people and small facts by name."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import Rows, columns, given
from storage.tables import FactRow, PersonRow

_PERSON = Rows(PersonRow, columns(PersonRow).id == given("number"))
_FACT = Rows(FactRow, columns(FactRow).name == given("called"))


async def person(session: AsyncSession, person_id: int) -> PersonRow | None:
    return await _PERSON.first(session, number=person_id)


async def fact(session: AsyncSession, name: str) -> Any:
    """The value of a fact; None if it is not known."""
    row = await _FACT.first(session, called=name)
    return None if row is None else row.value
