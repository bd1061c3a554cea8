"""Exports what was bought as people need it, page by page: what each row is made of, who may have it, and its file."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import ExitStack, aclosing
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile
from typing import Protocol

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.money.costed_orders import CostedOrder, costed_pages
from bot.desk.rules.rights import listed_for, teams_seen
from bot.desk.rules.team_choice import require, zone_for
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.verbs import Verbs
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import zone_of
from bot.purchasing.exports import Export, ExportRows
from bot.purchasing.people.teams import ListedFor
from bot.purchasing.person import Person, Place
from bot.purchasing.tracking.report import is_of_tag
from bot.sheets.writing import Put, Value, table

EXPORTS = "exports"
"""The folder beside the database in which a file lies while it is written."""
MOST_ROWS, MOST_BYTES = 100_000, 50_000_000
"""The most rows of a file that the chat makes, and of its bytes: Telegram takes no more (Bot API, sendDocument)."""


@dataclass(frozen=True)
class ExportedOrder:
    """An order with its costs, and by name who asked for its lines and whose yes counted."""

    costed: CostedOrder
    names: Mapping[int, str]
    approvers: tuple[str, ...]


class WordedColumns(Protocol):
    """The columns in the words and the zone of their readers."""

    @property
    def language(self) -> str: ...
    @property
    def zone(self) -> tzinfo: ...

    def heading(self, what: ExportRows) -> list[str]:
        """What they are called."""

    def rows(self, what: ExportRows, of: ExportedOrder) -> list[list[Value]]:
        """The rows of an order."""


class Exporting(Verbs):
    """Exports for buyers and admins; what is written lies `beside` the database (None: in the system's own folder)."""

    def __init__(self, ledger: Ledger, people: People, beside: Path | None) -> None:
        super().__init__(ledger)
        self._people = people
        self._folder = beside and beside / EXPORTS

    async def zone(self, by: Person, place: Place) -> tzinfo:
        """The zone of the days: of this group's or this person's only team, else Shanghai's. Raises as `file`."""
        async with self._ledger.read() as uow:
            await self._shown(uow, by, place)
            return zone_of(await zone_for(uow, by, place))

    async def file(
        self, by: Person, place: Place, columns: WordedColumns, asked: Export, *, reported: bool = False
    ) -> tuple[bytes, int]:
        """A file of what is asked for, its days in the zone of the columns; and how many rows it has.

        What is `reported` to somebody is theirs to have. Refusal for who may not have the rest, and if it is more than
        a chat takes.
        """
        async with self._ledger.read() as uow:
            if reported:
                shown = await listed_for(uow, self._people, by, place, own_alone=True)
            else:
                shown = await self._shown(uow, by, place)
        if self._folder is not None:
            await asyncio.to_thread(self._folder.mkdir, 0o700, exist_ok=True)
        (since, until), rows = asked.days.moments(columns.zone), 0
        with TemporaryFile(dir=self._folder) as file:
            opened = ExitStack()
            try:
                heading = columns.heading(asked.what)
                put = opened.enter_context(table(asked.form, file, heading, columns.language, self._folder))
                async with aclosing(exported_pages(self._ledger, since, until, shown, asked.tag)) as pages:
                    async for page in pages:
                        rows += await asyncio.to_thread(_put_all, put, columns, asked.what, page)
                        if rows > MOST_ROWS:
                            raise Refusal(RefusalReason.EXPORT_TOO_LONG)
            finally:
                await asyncio.to_thread(opened.close)  # packing an .xlsx takes seconds
            if file.seek(0, SEEK_END) > MOST_BYTES:
                raise Refusal(RefusalReason.EXPORT_TOO_LONG)
            file.seek(0)
            return await asyncio.to_thread(file.read), rows

    async def _shown(self, uow: UnitOfWork, by: Person, place: Place) -> ListedFor:
        """What this person may export here, in a group of its team alone."""
        if place.private:
            teams = await teams_seen(uow, self._people, by)
            if teams is None:
                return ListedFor(by.id, None)
        else:
            here = await uow.teams.of_chat(place.chat_id)
            if here is None or here.closed:
                raise Refusal(RefusalReason.GROUP_NO_TEAM)
            teams = (here,)
        theirs = tuple(each for each in teams if Action.EXPORT.roles & each.roles_of(by.id))
        if not theirs:
            require(uow, teams[0], by, Action.EXPORT)
        return ListedFor(by.id, tuple(each.id for each in theirs))


def _put_all(put: Put, columns: WordedColumns, what: ExportRows, page: Sequence[ExportedOrder]) -> int:
    """Write the rows of these orders; returns how many there are."""
    rows = [row for each in page for row in columns.rows(what, each)]
    for row in rows:
        put(row)
    return len(rows)


async def exported_pages(
    ledger: Ledger, since: datetime | None, until: datetime | None, shown: ListedFor | None = None, tag: str = ""
) -> AsyncGenerator[tuple[ExportedOrder, ...], None]:
    """Every page of what was bought since then and before `until`, oldest first, as `costed_pages` has it.

    Of one `tag`, however it is written, if it is given: then only orders with such lines, and of them only these.
    """
    async with aclosing(costed_pages(ledger, since, until, shown)) as pages:
        async for page in pages:
            if tag:
                lines = [(each, [line for line in each.lines if is_of_tag(line.tag, tag)]) for each in page]
                page = tuple(replace(each, lines=tuple(theirs)) for each, theirs in lines if theirs)
            async with ledger.read() as uow:
                found = await _with_names(uow, page)
            yield found


async def _with_names(uow: UnitOfWork, page: Sequence[CostedOrder]) -> tuple[ExportedOrder, ...]:
    """These orders with the names of their people, in few statements."""
    requests = {request.id: request for each in page for request in (each.purchase.request, each.whole)}
    agreed = await uow.votes.agreed(requests.values())
    alone = {line.person_id for each in page if each.team is None for line in each.lines}
    people = {each.id: each.name for each in await uow.people.find_all(sorted(alone))}
    called = dict[tuple[int, int], str]()
    found = []
    for each in page:
        request, team = each.purchase.request, each.team
        # Who agreed to a request agreed to each part of it, unless its price was agreed to anew.
        yes = agreed.get(request.id) or agreed.get(each.whole.id, ())
        named = {request.requester.id: request.requester.name} | people
        if team is not None:
            for person in {request.requester.id, *yes, *(line.person_id for line in each.lines)}:
                if (team.id, person) not in called:
                    called[team.id, person] = team.known_as(person)
                named[person] = called[team.id, person]
        found.append(ExportedOrder(each, named, tuple(named[person] for person in yes)))
    return tuple(found)
