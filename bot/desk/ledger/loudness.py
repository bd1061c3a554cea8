"""What people and teams chose about messages, in the database."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, select, union_all
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.purchasing.approval.team import SHANGHAI
from bot.purchasing.people.loudness import Choices, NotifySettings, read, settled, written
from storage.queries.read_rows import Scalars, alike, columns, given, given_all, table_of
from storage.queries.write_rows import change
from storage.tables import MemberRow, PersonRow, TeamRow

_person, _member, _team = columns(PersonRow), columns(MemberRow), columns(TeamRow)
_OF_PEOPLE: Any = (
    select(_person.id, _person.notify, _team.time_zone, _team.notify.label("of_team"))
    .outerjoin_from(
        table_of(PersonRow), table_of(MemberRow), and_(_member.person_id == _person.id, _member.active.is_(True))
    )
    .outerjoin(table_of(TeamRow), and_(_team.id == _member.team_id, _team.active.is_(True)))
    .where(_person.id.in_(given_all("numbers")))
    .order_by(_person.id, _team.time_zone.is_(None), _team.id)
)
_OF_GROUPS: Any = select(_team.chat_id, _team.time_zone, _team.notify).where(
    _team.chat_id.in_(given_all("numbers")), _team.active.is_(True)
)
_OLDEST_TEAM: Any = select(_team.time_zone, _team.notify).where(_team.active.is_(True)).order_by(_team.id).limit(1)
_OF_PERSON = Scalars(select(_person.notify).where(_person.id == given("number")))
_OF_TEAM = Scalars(select(_team.notify).where(_team.id == given("number")))
_CHOSEN = Scalars(
    union_all(
        select(_person.notify).where(_person.notify.is_not(None)),
        select(_team.notify).where(_team.notify.is_not(None), _team.active.is_(True)),
    )
)


class LoudnessRepository:
    """Loads and records choices in one transaction. `admins` (from the settings) are in every team."""

    def __init__(self, session: AsyncSession, admins: frozenset[int]) -> None:
        self._session, self._admins = session, admins

    async def of_chats(self, chat_ids: Collection[int]) -> dict[int, NotifySettings]:
        """What holds in each of these chats: for the person of a private one, for the team of a group."""
        found = {each: NotifySettings() for each in chat_ids}
        people = [each for each in found if each > 0]
        rows = (await self._session.exec(_OF_PEOPLE, params={"numbers": alike(people)})).all() if people else ()
        oldest: Any = None
        for row in reversed(rows):  # of several teams the oldest holds
            team, zone = row.of_team, row.time_zone
            if zone is None and row.id in self._admins:
                oldest = oldest or (await self._session.exec(_OLDEST_TEAM)).first()
                team, zone = (oldest.notify, oldest.time_zone) if oldest else (None, None)
            found[row.id] = settled(read(row.notify), read(team), zone or SHANGHAI)
        groups = [each for each in found if each < 0]
        rows = (await self._session.exec(_OF_GROUPS, params={"numbers": alike(groups)})).all() if groups else ()
        for row in rows:
            found[row.chat_id] = settled(Choices(), read(row.notify), row.time_zone)
        return found

    async def of_person(self, person_id: int) -> Choices:
        return read(await _OF_PERSON.first(self._session, number=person_id))

    async def of_team(self, team_id: int) -> Choices:
        return read(await _OF_TEAM.first(self._session, number=team_id))

    async def put_person(self, person_id: int, choices: Choices) -> None:
        """Keep what somebody whom we know chose."""
        await change(self._session, PersonRow, {"id": person_id}, {"notify": written(choices) or None})

    async def put_team(self, team_id: int, choices: Choices) -> None:
        await change(self._session, TeamRow, {"id": team_id}, {"notify": written(choices) or None})

    async def widest(self) -> tuple[int, int]:
        """The longest `pay_soon` (hours) and the shortest `not_shipped` (days) that anybody chose, or nobody did."""
        usual = NotifySettings()
        every = [read(each) for each in await _CHOSEN.all(self._session)]
        soon = max([usual.pay_soon, *(each.pay_soon for each in every if each.pay_soon)])
        return soon, min([usual.not_shipped, *(each.not_shipped for each in every if each.not_shipped)])
