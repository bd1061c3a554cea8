"""The lists of teams in the database: lines that wait or are being asked for with a draft, and own SKUs.

Those who buy without a team have a list of own SKUs, too (`team` None).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, func, select

from bot.desk.ledger import rows_and_values
from bot.desk.ledger.facts import WithFacts
from bot.purchasing.choice import Choice
from bot.purchasing.own_sku import OwnSku, Source, normal
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.request import Request
from bot.purchasing.requests.team_list import ListLine, asked_for
from storage.queries.read_rows import LIMIT, Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import add_new, change, deleting, setting
from storage.tables import ListLineRow, OwnSkuRow
from storage.tables.base import Moment

_line = columns(ListLineRow)
_these, _waits = _line.id.in_(given_all("ids")), _line.request_id.is_(None)
_OF_TEAM = Rows(ListLineRow, _line.team_id == given("team"), _waits, order=(_line.id,))
_ONE = Rows(ListLineRow, _line.id == given("line"), _waits)
_WITH_REQUEST = Rows(ListLineRow, _line.request_id == given("request"), order=(_line.id,))
_OLD = Scalars(
    select(_line.team_id)
    .where(_waits)
    .group_by(_line.team_id)
    .having(func.max(_line.changed_at) < given("before", Moment))
    .order_by(_line.team_id)
)
_TAKE = setting(ListLineRow, _these, _waits, _line.rests_since.is_(None), request_id=given("taker"))
_DROP = deleting(ListLineRow, _these)


class TeamListRepository(WithFacts):
    """Loads and records the lines of lists in one transaction.

    Each line is a row of its own, so that two people who add at the same moment never wait for each other.
    """

    async def lines(self, team_id: int) -> tuple[ListLine, ...]:
        """What waits on the list of a team, oldest first."""
        lines = [rows_and_values.list_line(row) for row in await _OF_TEAM.all(self._session, team=team_id)]
        await self._offer_words.learn(self._session, {each.offer.offer_id for each in lines})
        return tuple(replace(each, offer=self._offer_words.beside(each.offer)) for each in lines)

    async def find(self, line_id: int) -> ListLine | None:
        """A line that waits; None if it was taken out, or is being asked for."""
        row = await _ONE.first(self._session, line=line_id)
        return None if row is None else rows_and_values.list_line(row)

    async def add(
        self,
        team_id: int,
        lines: Sequence[AskedLine],
        rests_since: datetime | None = None,
    ) -> None:
        """Put these lines on the list of a team; with `rests_since` they are at rest there."""
        moments = {
            "team_id": team_id,
            "added_at": self._now,
            "changed_at": self._now,
            "rests_since": rests_since,
        }
        rows = [rows_and_values.dump_list_line(each) | moments for each in lines]
        await add_new(self._session, ListLineRow, await self._numbered(ListLineRow, rows))

    async def change(self, line: ListLine, choice: Choice) -> bool:
        """Whether the line has this choice now; False if somebody changed it meanwhile, or it does not wait."""
        expected = {"id": line.id, "request_id": None, "changed_at": line.changed_at}
        values = {"quantity": choice.quantity, "changed_at": self._now}
        return await change(self._session, ListLineRow, expected, values) == 1

    async def let_go(self, line: ListLine) -> bool:
        """Whether the line is at rest no more.

        False if somebody changed it meanwhile, or it does not wait.
        """
        expected = {"id": line.id, "request_id": None, "changed_at": line.changed_at}
        values = {"rests_since": None, "changed_at": self._now}
        return await change(self._session, ListLineRow, expected, values) == 1

    async def drop(self, lines: Collection[ListLine]) -> int:
        """Take these lines away; returns how many there were."""
        return await self._run(_DROP, ids=[each.id for each in lines])

    async def take(self, lines: Collection[ListLine], request_id: int) -> bool:
        """Whether these lines are now asked for with a request.

        False if one of them does not wait any more, or is at rest.
        """
        return await self._run(_TAKE, ids=[each.id for each in lines], taker=request_id) == len(lines)

    async def give_back(self, request_id: int) -> int:
        """The lines of a draft that ended wait on the list again; returns how many."""
        return await change(self._session, ListLineRow, {"request_id": request_id}, {"request_id": None})

    async def settle(self, request: Request) -> int:
        """The request was asked for: its lines leave the list, and those that it does not ask for wait there again.

        Returns how many wait again.
        """
        lines = [rows_and_values.list_line(row) for row in await _WITH_REQUEST.all(self._session, request=request.id)]
        gone = asked_for(request, lines)
        if gone:
            await self.drop(gone)
        return await self.give_back(request.id) if len(gone) < len(lines) else 0

    async def old(self, before: datetime) -> tuple[int, ...]:
        """The teams on whose list nothing changed since that moment."""
        return await _OLD.all(self._session, before=before)


_sku = columns(OwnSkuRow)
_number = _sku.id == given("number")
_of_team = _sku.team_id.is_not_distinct_from(given("team", _sku.team_id.type))
_SKU = Rows(OwnSkuRow, _number)
_SKUS = Rows(OwnSkuRow, _of_team, order=(_sku.plain,))
_NAMED = Rows(OwnSkuRow, _of_team, _sku.plain.in_(given_all("codes")))
_PAGE = Rows(OwnSkuRow, _of_team, order=(_sku.plain,), limit=LIMIT, offset=given("offset", Integer))
_COUNT = Scalars(select(func.count()).select_from(table_of(OwnSkuRow)).where(_of_team))
_DROP_SKU = deleting(OwnSkuRow, _number)


class OwnSkuRepository(WithFacts):
    """Loads and records own SKUs in one transaction."""

    async def find(self, team: int | None, code: str) -> OwnSku | None:
        return (await self.named(team, (code,))).get(normal(code))

    async def named(self, team: int | None, codes: Collection[str]) -> dict[str, OwnSku]:
        """Those of these codes that the list has, by the form that is compared."""
        plain = sorted({normal(each) for each in codes})
        rows = await _NAMED.all(self._session, team=team, codes=plain) if plain else ()
        return {row.plain: _value(row) for row in rows}

    async def known(self, team: int | None) -> dict[str, OwnSku]:
        """The whole list by the form that is compared, in its order."""
        return {row.plain: _value(row) for row in await _SKUS.all(self._session, team=team)}

    async def by_number(self, number: int) -> tuple[int | None, OwnSku] | None:
        """The own SKU with this id, after its team; None if there is none any more."""
        row = await _SKU.first(self._session, number=number)
        return None if row is None else (row.team_id, _value(row))

    async def page(self, team: int | None, page: int, size: int) -> tuple[tuple[OwnSku, ...], int]:
        """A page of the list, from 1, and how many codes there are."""
        rows = await _PAGE.all(self._session, team=team, offset=(page - 1) * size, limit=size)
        return tuple(map(_value, rows)), int(await _COUNT.first(self._session, team=team))

    async def add(self, team: int | None, skus: Sequence[OwnSku], by: int) -> None:
        """Put these codes, which the list does not have, into it."""
        rows = [{"team_id": team, "plain": normal(each.code), **self._values(each, by)} for each in skus]
        await add_new(self._session, OwnSkuRow, await self._numbered(OwnSkuRow, rows))

    async def change(self, sku: OwnSku, by: int) -> None:
        """Write a code of a list as it is now."""
        await change(self._session, OwnSkuRow, {"id": sku.id}, self._values(sku, by))

    async def drop(self, sku: OwnSku) -> None:
        """Take a code off its list; requests that were made by it keep it."""
        await self._run(_DROP_SKU, number=sku.id)

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
