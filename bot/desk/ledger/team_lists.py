"""The lists of teams in the database: lines that wait, and lines that are being asked for with a draft."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.purchasing.request import Choice
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.purchase import Request
from bot.purchasing.requests.team_list import ListLine, asked_for
from storage.queries import team_lists


class TeamListLedger:
    """Loads and records the lines of lists in one transaction.

    Each line is a row of its own, so that two people who add at the same moment never wait for each other.
    """

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def lines(self, team_id: int) -> tuple[ListLine, ...]:
        """What waits on the list of a team, oldest first."""
        return tuple(rows_and_values.list_line(row) for row in await team_lists.of_team(self._session, team_id))

    async def find(self, line_id: int) -> ListLine | None:
        """A line that waits; None if it was taken out, or is being asked for."""
        row = await team_lists.one(self._session, line_id)
        return None if row is None else rows_and_values.list_line(row)

    async def add(self, team_id: int, lines: Sequence[AskedLine]) -> None:
        """Put these lines on the list of a team."""
        moments = {"team_id": team_id, "added_at": self._now, "changed_at": self._now}
        await team_lists.add(self._session, [rows_and_values.dump_list_line(each) | moments for each in lines])

    async def change(self, line: ListLine, choice: Choice) -> bool:
        """Whether the line has this choice now; False if it is another one by now, or none."""
        values = {"quantity": choice.quantity, "changed_at": self._now}
        return await team_lists.alter(self._session, line.id, line.changed_at, values)

    async def drop(self, lines: Collection[ListLine]) -> int:
        """Take these lines away; returns how many there were."""
        return await team_lists.drop(self._session, [each.id for each in lines])

    async def take(self, lines: Collection[ListLine], request_id: int) -> bool:
        """Whether these lines are now asked for with a request; False if one of them does not wait any more."""
        return await team_lists.take(self._session, [each.id for each in lines], request_id) == len(lines)

    async def give_back(self, request_id: int) -> int:
        """The lines of a draft that ended wait on the list again; returns how many."""
        return await team_lists.give_back(self._session, request_id)

    async def settle(self, request: Request) -> int:
        """The request was asked for: its lines leave the list, and those that it does not ask for wait there again.

        Returns how many wait again.
        """
        lines = [rows_and_values.list_line(row) for row in await team_lists.with_request(self._session, request.id)]
        gone = asked_for(request, lines)
        if gone:
            await self.drop(gone)
        return await self.give_back(request.id) if len(gone) < len(lines) else 0

    async def old(self, before: datetime) -> tuple[int, ...]:
        """The teams on whose list nothing changed since that moment."""
        return tuple(await team_lists.old(self._session, before))
