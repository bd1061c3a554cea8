"""Queries on people, chats, tokens, and small facts by name."""

from typing import Any

from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.read_rows import Rows, columns, given
from storage.tables import Chat, Fact, Person, Token

_PERSON = Rows(Person, columns(Person).id == given("number"))
_CHAT = Rows(Chat, columns(Chat).id == given("number"))
_TOKEN = Rows(Token, columns(Token).id == 1)
_FACT = Rows(Fact, columns(Fact).name == given("called"))


async def person(session: AsyncSession, person_id: int) -> Person | None:
    return await _PERSON.first(session, number=person_id)


async def chat(session: AsyncSession, chat_id: int) -> Chat | None:
    return await _CHAT.first(session, number=chat_id)


async def token(session: AsyncSession) -> Token | None:
    return await _TOKEN.first(session)


async def fact(session: AsyncSession, name: str) -> Any:
    """The value of a fact; None where it is not known."""
    row = await _FACT.first(session, called=name)
    return None if row is None else row.value


async def forget_fact(session: AsyncSession, name: str) -> None:
    await session.exec(delete(Fact).where(col(Fact.name) == name))
