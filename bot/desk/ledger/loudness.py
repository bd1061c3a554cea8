"""What people and teams chose about messages, in the database."""

from collections.abc import Collection

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.purchasing.approval.team import SHANGHAI
from bot.purchasing.people.loudness import Choices, NotifySettings, read, settled, written
from storage import tables
from storage.queries import people as people_rows
from storage.queries import teams
from storage.queries.write_rows import change


class LoudnessLedger:
    """Loads and records choices in one transaction. `admins` (from the settings) are in every team."""

    def __init__(self, session: AsyncSession, admins: frozenset[int]) -> None:
        self._session, self._admins = session, admins

    async def of_chats(self, chat_ids: Collection[int]) -> dict[int, NotifySettings]:
        """What holds in each of these chats: for the person of a private one, for the team of a group."""
        found = {each: NotifySettings() for each in chat_ids}
        people = [each for each in found if each > 0]
        for row in reversed(await people_rows.choices_of_people(self._session, people) if people else ()):
            if row.time_zone is not None or row.id not in self._admins:
                found[row.id] = settled(read(row.notify), read(row.of_team), row.time_zone or SHANGHAI)
                continue
            oldest = next(iter(await teams.all_open(self._session)), None)
            team, zone = (read(oldest.notify), oldest.time_zone) if oldest else (Choices(), SHANGHAI)
            found[row.id] = settled(read(row.notify), team, zone)
        groups = [each for each in found if each < 0]
        for row in await people_rows.choices_of_groups(self._session, groups) if groups else ():
            found[row.chat_id] = settled(Choices(), read(row.notify), row.time_zone)
        return found

    async def of_person(self, person_id: int) -> Choices:
        return read(await people_rows.choices_of_person(self._session, person_id))

    async def of_team(self, team_id: int) -> Choices:
        return read(await people_rows.choices_of_team(self._session, team_id))

    async def put_person(self, person_id: int, choices: Choices) -> None:
        """Keep what somebody whom we know chose."""
        await change(self._session, tables.PersonRow, {"id": person_id}, {"notify": written(choices) or None})

    async def put_team(self, team_id: int, choices: Choices) -> None:
        await change(self._session, tables.TeamRow, {"id": team_id}, {"notify": written(choices) or None})

    async def widest(self) -> tuple[int, int]:
        """The longest `pay_soon` (hours) and the shortest `not_shipped` (days) that anybody chose, or nobody did."""
        usual = NotifySettings()
        every = [read(each) for each in await people_rows.every_choice(self._session)]
        soon = max([usual.pay_soon, *(each.pay_soon for each in every if each.pay_soon)])
        return soon, min([usual.not_shipped, *(each.not_shipped for each in every if each.not_shipped)])
