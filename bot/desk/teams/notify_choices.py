"""Records what people choose about their own messages, and admins as the default of a team."""

from dataclasses import dataclass

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.verbs import Verbs
from bot.desk.teams.team_changes import require_admin, team_in
from bot.purchasing.approval.team import SHANGHAI, Role
from bot.purchasing.events.teams import NotifyChosen, TeamNotifyChosen
from bot.purchasing.people.loudness import Choices, NotifySettings, chosen, settled, written
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Act, Person


@dataclass(frozen=True)
class Shown:
    """What somebody chose, or a `team` as its default, what holds by that, and which teams they may choose for."""

    own: Choices
    holds: NotifySettings
    team: OurTeam | None = None
    leads: tuple[OurTeam, ...] = ()


class NotifyChoices(Verbs):
    """What a person gets of messages is theirs to say; what a team's people get without a word is its admins'."""

    async def show(self, by: Person) -> Shown:
        """What holds for this person."""
        async with self._ledger.read() as uow:
            return await self._of_person(uow, by)

    async def show_team(self, by: Person, team_id: int) -> Shown:
        """What a team's people get by default, for its admins."""
        async with self._ledger.read() as uow:
            team = await uow.teams.find(team_id)
            if team is None or team.closed:
                raise Refusal(RefusalReason.UNKNOWN_TEAM)
            require_admin(uow, by, team)
            return _of_team(await uow.loudness.of_team(team_id), team)

    async def choose(self, act: Act, what: str, value: str) -> Shown:
        """Record one more choice of this person for themselves."""
        async with self._ledger.change(act.cause) as uow:
            now = _with(await uow.loudness.of_person(act.by.id), what, value)
            await uow.people.put_person(act.by, reachable=None)
            await uow.loudness.put_person(act.by.id, now)
            await uow.record(NotifyChosen(actor=act.by.id, chosen=written(now)))
            await uow.outbox.wait_anew([act.by.id], uow.now)  # what waits is judged anew
            return await self._of_person(uow, act.by)

    async def choose_for_team(self, act: Act, team_id: int, what: str, value: str) -> Shown:
        """Record one more default of a team; only its admins may."""
        async with self._ledger.change(act.cause) as uow:
            team = await team_in(uow, team_id)
            require_admin(uow, act.by, team)
            now = _with(await uow.loudness.of_team(team_id), what, value)
            await uow.loudness.put_team(team_id, now)
            await uow.record(TeamNotifyChosen(our_team=team, actor=act.by.id, chosen=written(now)))
            group = [] if team.chat_id is None else [team.chat_id]
            await uow.outbox.wait_anew([*group, *(each.person_id for each in team.active)], uow.now)
            return _of_team(now, team)

    async def _of_person(self, uow: UnitOfWork, by: Person) -> Shown:
        teams = await uow.teams.of_person(by.id)
        leads = tuple(each for each in teams if Role.ADMIN in each.roles_of(by.id))
        own = await uow.loudness.of_person(by.id)
        oldest = min(teams, key=lambda each: each.id, default=None)
        defaults = Choices() if oldest is None else await uow.loudness.of_team(oldest.id)
        return Shown(own, settled(own, defaults, oldest.time_zone if oldest else SHANGHAI), leads=leads)


def _of_team(own: Choices, team: OurTeam) -> Shown:
    return Shown(own, settled(Choices(), own, team.time_zone), team)


def _with(before: Choices, what: str, value: str) -> Choices:
    """The choices with one more; Refusal if it is none."""
    try:
        return chosen(before, what, value)
    except ValueError as unclear:
        raise Refusal(RefusalReason.NOTIFY_UNCLEAR) from unclear
