"""SQL as text, which a session takes although the types of its `exec` do not say so."""

from typing import Any

from sqlalchemy import CursorResult, text
from sqlmodel.ext.asyncio.session import AsyncSession


async def sql(session: AsyncSession, words: str, **values: Any) -> CursorResult[*tuple[Any, ...]]:
    """Run it in the session's transaction."""
    done: CursorResult[*tuple[Any, ...]]
    done = await session.exec(text(words), params=values or None)  # type: ignore[call-overload] # sqlmodel's overloads
    return done
