"""Queries on people, chats, tokens, and small facts by name."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import Rows, columns, given
from storage.tables.main_tables import ChatRow, FactRow, PersonRow, TokenRow

_PERSON = Rows(PersonRow, columns(PersonRow).id == given("number"))
_CHAT = Rows(ChatRow, columns(ChatRow).id == given("number"))
_TOKEN = Rows(TokenRow, columns(TokenRow).id == 1)
_FACT = Rows(FactRow, columns(FactRow).name == given("called"))


async def person(session: AsyncSession, person_id: int) -> PersonRow | None:
    return await _PERSON.first(session, number=person_id)


async def chat(session: AsyncSession, chat_id: int) -> ChatRow | None:
    return await _CHAT.first(session, number=chat_id)


async def token(session: AsyncSession) -> TokenRow | None:
    return await _TOKEN.first(session)


async def fact(session: AsyncSession, name: str) -> Any:
    """The value of a fact; None if it is not known."""
    row = await _FACT.first(session, called=name)
    return None if row is None else row.value


async def forget_facts(session: AsyncSession, names: Sequence[str]) -> None:
    await session.exec(delete(FactRow).where(col(FactRow.name).in_(names)))
