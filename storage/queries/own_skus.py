"""Queries on own SKUs: the codes of one team, or of those who buy without one (`team` None)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, func, select
from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import LIMIT, Rows, Scalars, columns, given, given_all
from storage.tables import OwnSkuRow

_sku = columns(OwnSkuRow)
_OF_TEAM = _sku.team_id.is_not_distinct_from(given("team", _sku.team_id.type))
_ALL = Rows(OwnSkuRow, _OF_TEAM, order=(_sku.plain,))
_PAGE: Any = select(*_sku).where(_OF_TEAM).order_by(_sku.plain).limit(LIMIT).offset(given("offset", Integer))
_COUNT = Scalars(select(func.count()).select_from(OwnSkuRow).where(_OF_TEAM))
_NAMED = Rows(OwnSkuRow, _OF_TEAM, _sku.plain.in_(given_all("codes")))
_ONE = Rows(OwnSkuRow, _sku.id == given("number"))


async def every(session: AsyncSession, team: int | None) -> Sequence[OwnSkuRow]:
    """All codes, in their order."""
    return await _ALL.all(session, team=team)


async def page(session: AsyncSession, team: int | None, offset: int, limit: int) -> Sequence[OwnSkuRow]:
    rows: Sequence[OwnSkuRow] = (
        await session.exec(_PAGE, params={"team": team, "offset": offset, "limit": limit})
    ).all()
    return rows


async def count(session: AsyncSession, team: int | None) -> int:
    return int(await _COUNT.first(session, team=team))


async def named(session: AsyncSession, team: int | None, codes: Sequence[str]) -> Sequence[OwnSkuRow]:
    """Those of these codes, in the form that is compared, that there are."""
    return await _NAMED.all(session, team=team, codes=list(codes)) if codes else ()


async def get(session: AsyncSession, number: int) -> OwnSkuRow | None:
    return await _ONE.first(session, number=number)


async def drop(session: AsyncSession, number: int) -> None:
    """Take a code off the list; requests that were made by it keep it."""
    await session.exec(delete(OwnSkuRow).where(col(OwnSkuRow.id) == number))
