"""Queries on people, chats, tokens, and small facts by name."""

from typing import Any

from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Chat, Fact, Person, Token


async def person(session: AsyncSession, person_id: int) -> Person | None:
    return await session.get(Person, person_id, populate_existing=True)


async def chat(session: AsyncSession, chat_id: int) -> Chat | None:
    return await session.get(Chat, chat_id, populate_existing=True)


async def token(session: AsyncSession) -> Token | None:
    return await session.get(Token, 1, populate_existing=True)


async def fact(session: AsyncSession, name: str) -> Any:
    """The value of a fact; None where it is not known."""
    row = await session.get(Fact, name, populate_existing=True)
    return None if row is None else row.value


async def forget_fact(session: AsyncSession, name: str) -> None:
    await session.exec(delete(Fact).where(col(Fact.name) == name))
