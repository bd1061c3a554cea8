"""Queries on the lines of requests: what is asked for, and what goes to 1688."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Text, select, type_coerce
from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.line_tables import AskedLineRow, OrderLineRow
from storage.read_rows import Rows, columns, given
from storage.write_rows import add_new, change

_asked = columns(AskedLineRow)
_ASKED = Rows(AskedLineRow, _asked.request_id == given("request"), order=(_asked.place,))
_UNREAD = [type_coerce(each, Text).label(each.name) if each is _asked.offer else each for each in _asked]
_WITH_TEXTS: Any = select(*_UNREAD).where(_asked.request_id == given("request")).order_by(_asked.place)


async def put(session: AsyncSession, request_id: int, lines: Sequence[dict[str, Any]]) -> None:
    """Make these the lines of a request, in their order."""
    await forget(session, request_id)
    rows = [{"request_id": request_id, "place": place, **line} for place, line in enumerate(lines, 1)]
    await add_new(session, OrderLineRow, rows)


async def forget(session: AsyncSession, request_id: int) -> None:
    """A request that is a draft again has no lines."""
    await session.exec(delete(OrderLineRow).where(col(OrderLineRow.request_id) == request_id))


async def asked(session: AsyncSession, request_id: int) -> Sequence[AskedLineRow]:
    """The asked lines of a request, in their order."""
    return await _ASKED.all(session, request=request_id)


async def asked_with_texts(session: AsyncSession, request_id: int) -> Sequence[AskedLineRow]:
    """The same with each `offer` as the text that is stored: a long sheet names few offers, each of them many times."""
    found = (await session.exec(_WITH_TEXTS, params={"request": request_id})).all()
    return cast(Sequence[AskedLineRow], found)


async def add_asked(session: AsyncSession, request_id: int, lines: Sequence[dict[str, Any]]) -> None:
    """Give a request more asked lines, each at a place (from 1) of its own."""
    await add_new(session, AskedLineRow, [{"request_id": request_id, **line} for line in lines])


async def change_asked(session: AsyncSession, request_id: int, place: int, values: dict[str, Any]) -> None:
    """Change the asked line at this place."""
    await change(session, AskedLineRow, {"request_id": request_id, "place": place}, values)


async def drop_asked(session: AsyncSession, request_id: int, place: int) -> None:
    """Take the asked line at this place away; the others keep their places."""
    here = (col(AskedLineRow.request_id) == request_id, col(AskedLineRow.place) == place)
    await session.exec(delete(AskedLineRow).where(*here))
