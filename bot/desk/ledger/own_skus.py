"""Own SKUs in the database: the list of each team, and the one of those who buy without a team (`team` None)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, delete, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.purchasing.own_sku import OwnSku, Source, normal
from storage.queries.read_rows import LIMIT, Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import add_new, change
from storage.tables import OwnSkuRow

_sku = columns(OwnSkuRow)
_number = _sku.id == given("number")
_of_team = _sku.team_id.is_not_distinct_from(given("team", _sku.team_id.type))
_ONE = Rows(OwnSkuRow, _number)
_ALL = Rows(OwnSkuRow, _of_team, order=(_sku.plain,))
_NAMED = Rows(OwnSkuRow, _of_team, _sku.plain.in_(given_all("codes")))
_PAGE: Any = select(*_sku).where(_of_team).order_by(_sku.plain).limit(LIMIT).offset(given("offset", Integer))
_COUNT = Scalars(select(func.count()).select_from(table_of(OwnSkuRow)).where(_of_team))
_DROP: Any = delete(table_of(OwnSkuRow)).where(_number)


class OwnSkuRepository:
    """Loads and records own SKUs in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def find(self, team: int | None, code: str) -> OwnSku | None:
        return (await self.named(team, (code,))).get(normal(code))

    async def named(self, team: int | None, codes: Collection[str]) -> dict[str, OwnSku]:
        """Those of these codes that the list has, by the form that is compared."""
        plain = sorted({normal(each) for each in codes})
        rows = await _NAMED.all(self._session, team=team, codes=plain) if plain else ()
        return {row.plain: _value(row) for row in rows}

    async def known(self, team: int | None) -> dict[str, OwnSku]:
        """The whole list by the form that is compared."""
        return {row.plain: _value(row) for row in await _ALL.all(self._session, team=team)}

    async def by_number(self, number: int) -> tuple[int | None, OwnSku] | None:
        """The own SKU with this id, after its team; None if there is none any more."""
        row = await _ONE.first(self._session, number=number)
        return None if row is None else (row.team_id, _value(row))

    async def every(self, team: int | None) -> tuple[OwnSku, ...]:
        """The whole list, by code."""
        return tuple(map(_value, await _ALL.all(self._session, team=team)))

    async def page(self, team: int | None, page: int, size: int) -> tuple[tuple[OwnSku, ...], int]:
        """A page of the list, from 1, and how many codes there are."""
        given_now = {"team": team, "offset": (page - 1) * size, "limit": size}
        rows = (await self._session.exec(_PAGE, params=given_now)).all()
        return tuple(map(_value, rows)), int(await _COUNT.first(self._session, team=team))

    async def add(self, team: int | None, skus: Sequence[OwnSku], by: int) -> None:
        """Put these codes, which the list does not have, into it."""
        rows = [{"team_id": team, "plain": normal(each.code), **self._values(each, by)} for each in skus]
        await add_new(self._session, OwnSkuRow, rows)

    async def change(self, sku: OwnSku, by: int) -> None:
        """Write a code of a list as it is now."""
        await change(self._session, OwnSkuRow, {"id": sku.id}, self._values(sku, by))

    async def drop(self, sku: OwnSku) -> None:
        """Take a code off its list; requests that were made by it keep it."""
        await self._session.exec(_DROP, params={"number": sku.id})

    def _values(self, sku: OwnSku, by: int) -> dict[str, Any]:
        reserve = sku.reserve or Source("")
        return {
            "code": sku.code, "name": sku.name, "ratio": sku.ratio, "offer_id": sku.source.offer_id,
            "spec_id": sku.source.spec_id, "variant": sku.source.variant, "reserve_offer_id": reserve.offer_id,
            "reserve_spec_id": reserve.spec_id, "reserve_variant": reserve.variant, "changed_by": by,
            "changed_at": self._now,
        }  # fmt: skip


def _value(row: OwnSkuRow) -> OwnSku:
    assert row.id is not None
    reserve = Source(row.reserve_offer_id, row.reserve_spec_id, row.reserve_variant) if row.reserve_offer_id else None
    source = Source(row.offer_id, row.spec_id, row.variant)
    return OwnSku(row.code, row.name, row.ratio, source, reserve, row.id)
