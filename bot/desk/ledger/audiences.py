"""Finds the chats of those who hear of an event."""

from bot.desk.ledger.people import PeopleRepository
from bot.desk.ledger.requests import NoSuchRow
from bot.desk.ledger.teams import TeamRepository
from bot.purchasing.approval.team import Role
from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Place
from bot.purchasing.requests.request import Request


class Audiences:
    """The chats of one transaction's audiences."""

    def __init__(self, teams: TeamRepository, people: PeopleRepository) -> None:
        self._teams, self._people = teams, people
        self._known: dict[int, OurTeam] = {}
        self._buyers: dict[int, list[Place]] = {}
        self._open: tuple[OurTeam, ...] | None = None

    async def places(self, tell: Tell, request: Request | None) -> list[tuple[Place, str]]:
        """Where a notice is told, each with its key."""
        if isinstance(tell.to, Place):
            return [(tell.to, tell.dedupe)]
        if isinstance(tell.to, frozenset):
            return _each(tell.to, tell.dedupe)
        if tell.to is Audience.OWNERS:
            return _each(self._teams.admins, tell.dedupe)
        if tell.to is Audience.ADMINS:
            return _each(await self.admins(), tell.dedupe)
        if tell.to is Audience.OTHERS:
            return _each(await self._others(), tell.dedupe)
        if tell.to is Audience.EVERYBODY:
            return _each(await self.admins(), tell.dedupe) + _each(await self._others(), tell.dedupe)
        if request is None:
            raise NoSuchRow("request of a notice", tell.dedupe)
        if tell.to is Audience.ASKED:
            return [(request.place, tell.dedupe)]
        if tell.to is Audience.OWNERS_BESIDE:
            told = {each.chat_id for each in await self.payers(request)} | {request.place.chat_id}
            return _each(self._teams.admins - told, tell.dedupe)
        if tell.to is Audience.PAYERS:
            by_card = tell.told_by_card and not request.place.private  # then ASKED is no message
            payers = await self.payers(request, there_too=by_card)
            return [(place, f"{tell.dedupe}:{place.chat_id}") for place in payers]
        if tell.to is Audience.REQUESTER:
            return _each(await self.requester(request), tell.dedupe)
        if tell.to is Audience.GROUP:
            return [(await self.group(request), tell.dedupe)]
        if request.team_id is None:
            return []
        group = await self.group(request)
        return [(group, f"{tell.dedupe}:{group.chat_id}")] if group.chat_id != request.place.chat_id else []

    async def group(self, request: Request) -> Place:
        """Where a request is decided: the team's group, in the topic of the request if it was made there."""
        if request.team_id is None:
            raise NoSuchRow("team of request", request.id)  # only a team decides together
        chat_id = await self._teams.chat_of(request.team_id)
        return request.place if chat_id in (None, request.place.chat_id) else Place(chat_id)

    async def team(self, team_id: int) -> OurTeam:
        """A team, read once in a transaction: for the names and chats of notices, and no decision."""
        if team_id not in self._known:
            self._known[team_id] = await self._teams.get(team_id)
        return self._known[team_id]

    async def payers(self, request: Request, *, there_too: bool = False) -> list[Place]:
        """Where the buyers of the team hear of an order, as far as they can be reached; none of them: in the group.

        They are read once in a transaction. Where it was asked for only if they hear it `there_too`.
        """
        if (team_id := request.team_id) is None:
            return []
        if team_id not in self._buyers:
            team = await self.team(team_id)
            self._buyers[team_id] = [Place(each) for each in sorted(await self._people.reachable(_buyers(team)))]
        places = self._buyers[team_id] or [await self.group(request)]
        return [each for each in places if there_too or each.chat_id != request.place.chat_id]

    async def receivers(self, request: Request) -> list[Place]:
        """Where the team's receivers hear of an arrival, as far as they can be reached."""
        if request.team_id is None:
            return []
        team = await self.team(request.team_id)
        people = await self._people.reachable(each.person_id for each in team.acting(Role.RECEIVER))
        return [Place(each) for each in sorted(people)]

    async def requester(self, request: Request) -> frozenset[int]:
        """Who asked in a group, if they can be reached and may read it still."""
        who, alone = request.requester, request.team_id is None
        if request.place.private or not who.reachable:
            return frozenset()
        may_read = alone or (await self.team(request.team_id or 0)).reads(who.id, who.id)
        return frozenset({who.id} if may_read else ())

    async def asker(self, request: Request, person_id: int) -> frozenset[int]:
        """Who had something done with a purchase, in private, if they can be reached and may read it still.

        Not where it was asked for: there it is told anyway.
        """
        team = await self.team(request.team_id) if request.team_id is not None else None
        reads = team is None or team.reads(person_id, request.requester.id)
        elsewhere = person_id != request.place.chat_id
        return await self._people.reachable([person_id] if reads and elsewhere else [])

    async def counters(self, request: Request) -> frozenset[int]:
        """Who counts what arrives, in private: the team's receivers and who asked, as far as they can be reached."""
        if request.team_id is None:
            return frozenset({request.place.chat_id})
        team, who = await self.team(request.team_id), request.requester
        asked = who.reachable and team.reads(who.id, who.id)
        return frozenset({each.chat_id for each in await self.receivers(request)} | ({who.id} if asked else set()))

    async def admins(self) -> frozenset[int]:
        """The admins of the settings and of every team."""
        teams = await self._all_open()
        return self._teams.admins | {each.person_id for team in teams for each in team.holders(Role.ADMIN)}

    async def _others(self) -> frozenset[int]:
        """Every team's group, and in private its buyers who can be reached and are no admins."""
        groups, buyers = set[int](), set[int]()
        for team in await self._all_open():
            groups |= {team.chat_id} if team.chat_id is not None else set()
            buyers |= _buyers(team)
        return await self._people.reachable(buyers - await self.admins()) | groups

    async def _all_open(self) -> tuple[OurTeam, ...]:
        """Every open team, read once in a transaction as well."""
        if self._open is None:
            self._open = await self._teams.all_open()
        return self._open


def _buyers(team: OurTeam) -> set[int]:
    """Those who buy in a team, by role or because they are alone in it."""
    return {each.person_id for each in team.active if Role.BUYER in team.roles_of(each.person_id)}


def _each(chats: frozenset[int], dedupe: str) -> list[tuple[Place, str]]:
    return [(Place(each), f"{dedupe}:{each}") for each in sorted(chats)]
