"""The lists of teams in the database: lines that wait, and lines that are being asked for with a draft."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.purchasing.request import Choice
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.purchase import Request
from bot.purchasing.requests.team_list import ListLine, asked_for
from storage.queries.read_rows import Rows, Scalars, alike, columns, given, given_all, table_of
from storage.queries.write_rows import add_new, change, changed
from storage.tables import ListLineRow
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
_TAKE: Any = update(table_of(ListLineRow)).where(_these, _waits).values(request_id=given("taker"))
_DROP: Any = delete(table_of(ListLineRow)).where(_these)


class TeamListRepository:
    """Loads and records the lines of lists in one transaction.

    Each line is a row of its own, so that two people who add at the same moment never wait for each other.
    """

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def lines(self, team_id: int) -> tuple[ListLine, ...]:
        """What waits on the list of a team, oldest first."""
        return tuple(map(rows_and_values.list_line, await _OF_TEAM.all(self._session, team=team_id)))

    async def find(self, line_id: int) -> ListLine | None:
        """A line that waits; None if it was taken out, or is being asked for."""
        row = await _ONE.first(self._session, line=line_id)
        return None if row is None else rows_and_values.list_line(row)

    async def add(self, team_id: int, lines: Sequence[AskedLine]) -> None:
        """Put these lines on the list of a team."""
        moments = {"team_id": team_id, "added_at": self._now, "changed_at": self._now}
        await add_new(self._session, ListLineRow, [rows_and_values.dump_list_line(each) | moments for each in lines])

    async def change(self, line: ListLine, choice: Choice) -> bool:
        """Whether the line has this choice now; False if somebody changed it meanwhile, or it does not wait."""
        expected = {"id": line.id, "request_id": None, "changed_at": line.changed_at}
        values = {"quantity": choice.quantity, "changed_at": self._now}
        return await change(self._session, ListLineRow, expected, values) == 1

    async def drop(self, lines: Collection[ListLine]) -> int:
        """Take these lines away; returns how many there were."""
        return changed(await self._session.exec(_DROP, params={"ids": alike([each.id for each in lines])}))

    async def take(self, lines: Collection[ListLine], request_id: int) -> bool:
        """Whether these lines are now asked for with a request; False if one of them does not wait any more."""
        given_now = {"ids": alike([each.id for each in lines]), "taker": request_id}
        return changed(await self._session.exec(_TAKE, params=given_now)) == len(lines)

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
        return tuple(await _OLD.all(self._session, before=before))
