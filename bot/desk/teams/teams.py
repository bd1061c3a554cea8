"""Manages teams and their people: a group becomes a team, people join by invitation, changes are posted there."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.proposals import asked_as
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import AlreadyHasRole, NotStarted, OnlyAdmins
from bot.desk.teams.duties import DutyList
from bot.desk.teams.first_approver import needs_a_second_word_now, remember
from bot.desk.teams.membership import known_currency, words
from bot.desk.teams.team_changes import Changes, record_in_team, require, team_as_seen, team_in
from bot.desk.teams.team_closing import reopen
from bot.purchasing.approval.loosening import role_loosens
from bot.purchasing.approval.policy import default_policy
from bot.purchasing.approval.rights import Action, Change
from bot.purchasing.approval.team import SHANGHAI, Role
from bot.purchasing.events.teams import MemberJoined, TeamOpened
from bot.purchasing.money import Fen
from bot.purchasing.notices.changes import JoinedChange
from bot.purchasing.people.teams import Absence, Changed, Invitation, OurTeam, Proposal, Proposed
from bot.purchasing.requests.purchase import Cause, Person
from bot.purchasing.text import LANGUAGES


@dataclass(frozen=True)
class Roster:
    """All that /team shows: the team with its people, what waits, who is away."""

    team: OurTeam
    invitations: tuple[Invitation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    absences: tuple[Absence, ...] = ()
    unreached: tuple[int, ...] = ()
    """Members whom the bot cannot write to: they have not pressed Start, or blocked it."""


class Teams:
    """The actions on teams. A change that loosens returns Proposed and waits for `second`."""

    def __init__(self, ledger: Ledger, changes: Changes) -> None:
        self._ledger, self._changes, self.duties = ledger, changes, DutyList(ledger)

    async def here(self, by: Person, chat_id: int, title: str, cause: Cause | None) -> OurTeam:
        """Make the group a team; an existing team stays as it is, a closed one begins anew."""
        if chat_id >= 0:
            raise Refusal(RefusalReason.NOT_A_GROUP)
        async with self._ledger.change(cause) as uow:
            teams = await uow.teams.of_person(by.id)
            if by.id not in self._ledger.admins and not any(Role.ADMIN in team.roles_of(by.id) for team in teams):
                raise Refusal(OnlyAdmins())  # neither of the settings nor of any team
            found = await uow.teams.of_chat(chat_id)
            if found is not None and not found.closed:
                return found
            return await self._open(uow, by, chat_id, title, found)

    async def _open(self, uow: UnitOfWork, by: Person, chat_id: int, title: str, closed: OurTeam | None) -> OurTeam:
        language = by.language if by.language in LANGUAGES else LANGUAGES[0]
        await uow.people.put_person(by, reachable=None)
        if closed is not None:
            number = await reopen(uow, closed, title, language, by)
        else:
            number = await uow.teams.open(
                chat_id, title, language=language, time_zone=SHANGHAI, policy=default_policy(), by=by.id
            )
        if by.id not in self._ledger.admins:
            await uow.teams.put_member(number, by.id, roles=frozenset({Role.ADMIN}), limit=None)
        team = await uow.teams.get(number)
        event = TeamOpened(our_team=team, actor=by.id, by=by.name, chat_id=chat_id, title=title)
        await record_in_team(uow, event)
        return team

    async def of_chat(self, chat_id: int) -> OurTeam | None:
        """The team of this group; None also if it was closed."""
        async with self._ledger.read() as uow:
            found = await uow.teams.of_chat(chat_id)
        return None if found is None or found.closed else found

    async def of_person(self, person_id: int) -> tuple[OurTeam, ...]:
        """The teams that somebody is in."""
        async with self._ledger.read() as uow:
            return await uow.teams.of_person(person_id)

    async def get(self, team_id: int) -> OurTeam:
        async with self._ledger.read() as uow:
            return await uow.teams.get(team_id)

    async def known_chat(self, chat_id: int) -> bool:
        """Whether the bot has something to do in this group."""
        async with self._ledger.read() as uow:
            group = await uow.teams.group(chat_id)
        return group is not None and group[1]

    async def show(self, by: Person, team_id: int) -> Roster:
        """The team as its members may see it."""
        async with self._ledger.read() as uow:
            team = await team_as_seen(uow, team_id)
            require(by, Action.LIST, team, uow.now)
            gone = await uow.teams.absences(team_id)
            return Roster(
                team,
                await uow.teams.open_invitations(team_id),
                await uow.teams.proposals(team_id),
                tuple(each for each in gone if each.ended_at is None and each.last >= team.today(uow.now)),
                await _unreached(uow, team),
            )

    async def invite(self, by: Person, team_id: int, role: Role, cause: Cause | None) -> Changed | Proposed:
        """Make a code for one person, 24 hours and one role, in `Changed.code`; it cannot be shown a second time."""
        return await self._changes.make(by, team_id, "invited", {"role": role.value}, cause)

    async def join(self, by: Person, code: str, cause: Cause | None) -> OurTeam:
        """Join by the link of an invitation."""
        async with self._ledger.change(cause) as uow:
            invitation = await uow.teams.invitation(code)
            if invitation is None:
                raise Refusal(RefusalReason.INVITATION_UNKNOWN)
            team = await team_in(uow, invitation.team_id)
            self._require_good(uow, invitation, team)
            roles = self._stored(team, by.id)
            if invitation.made_by == by.id and role_loosens(invitation.role):
                raise Refusal(RefusalReason.INVITATION_OWN)
            if await needs_a_second_word_now(uow, team, code):
                raise Refusal(RefusalReason.INVITATION_EXPIRED)
            if invitation.role in roles:
                raise Refusal(AlreadyHasRole(role=invitation.role.value))
            await uow.people.put_person(by, reachable=None)
            if not await uow.teams.use_invitation(code, by.id):
                raise Refusal(RefusalReason.INVITATION_USED)
            return await self._let_in(uow, by, team, roles, invitation)

    def _stored(self, team: OurTeam, person_id: int) -> frozenset[Role]:
        member = team.member(person_id)
        return member.roles if member is not None and member.active else frozenset()

    def _require_good(self, uow: UnitOfWork, invitation: Invitation, team: OurTeam) -> None:
        if invitation.used_by is not None:
            raise Refusal(RefusalReason.INVITATION_USED)
        if uow.now >= invitation.expires_at:
            raise Refusal(RefusalReason.INVITATION_EXPIRED)
        if Role.ADMIN not in team.roles_of(invitation.made_by):
            raise Refusal(RefusalReason.INVITATION_VOID)

    async def _let_in(
        self, uow: UnitOfWork, by: Person, team: OurTeam, roles: frozenset[Role], invitation: Invitation
    ) -> OurTeam:
        before = team.member(by.id)
        roles = roles | {invitation.role}
        await uow.teams.put_member(team.id, by.id, roles=roles, limit=before.limit if before else None)
        await remember(uow, team.id, roles)
        change = JoinedChange(person=by.name, person_id=by.id, role=invitation.role.value, roles=tuple(words(roles)))
        fresh = await uow.teams.get(team.id)
        event = MemberJoined(our_team=fresh, actor=by.id, change=change, invited_by=invitation.made_by)
        await record_in_team(uow, event)
        return fresh

    async def add(
        self, by: Person, team_id: int, people: Iterable[Person], role: Role, cause: Cause | None
    ) -> Changed | Proposed:
        """Give this role to people an admin picked; they become members if they were none."""
        chosen = [{"id": each.id, "name": each.name, "language": each.language} for each in people]
        return await self._changes.make(by, team_id, "added", {"people": chosen, "role": role.value}, cause)

    async def add_known(
        self, by: Person, team_id: int, person_id: int, role: Role, cause: Cause | None
    ) -> Changed | Proposed:
        """Give this role to somebody who pressed Start, by their number."""
        async with self._ledger.read() as uow:
            team = await team_as_seen(uow, team_id)
            require(by, Action.CHANGE_ROLES, team, uow.now, Change(loosens=False))
            person = await uow.people.person(person_id)
        if person is None or not person.reachable:
            raise Refusal(NotStarted(person_id=person_id))
        return await self.add(by, team_id, [person], role, cause)

    async def set_roles(
        self, by: Person, team_id: int, person_id: int, roles: Iterable[Role], cause: Cause | None
    ) -> Changed | Proposed:
        """Give a member exactly these roles."""
        return await self._changes.make(by, team_id, "roles", {"person_id": person_id, "roles": words(roles)}, cause)

    async def set_limit(
        self, by: Person, team_id: int, person_id: int, limit: Fen | None, cause: Cause | None
    ) -> Changed | Proposed:
        """Set the largest total (fen) a member may approve; None means any."""
        return await self._changes.make(by, team_id, "limit", {"person_id": person_id, "limit": limit}, cause)

    async def remove(self, by: Person, team_id: int, person_id: int, cause: Cause | None) -> Changed | Proposed:
        """Remove a member; what they decided stays on record."""
        return await self._changes.make(by, team_id, "removed", {"person_id": person_id}, cause)

    async def language(self, by: Person, team_id: int, language: str, cause: Cause | None) -> Changed | Proposed:
        """Set the language of the group's cards."""
        return await self._changes.make(by, team_id, "language", {"language": language}, cause)

    async def zone(self, by: Person, team_id: int, zone: str, cause: Cause | None) -> Changed | Proposed:
        """Set the time zone of months, deadlines and working hours, by its name."""
        return await self._changes.make(by, team_id, "zone", {"zone": zone}, cause)

    async def currency_to_set(self, by: Person, team_id: int, typed: str) -> str:
        """The currency whose rate this person may set in the team."""
        async with self._ledger.read() as uow:
            team = await team_as_seen(uow, team_id)
            require(by, Action.CHANGE_RATE, team, uow.now, Change(loosens=False))
            return known_currency(typed)

    async def rate(self, by: Person, team_id: int, currency: str, rate: str, cause: Cause | None) -> Changed | Proposed:
        """Set the team's currency, and yuan for one unit of it as typed; its date is today."""
        return await self._changes.make(by, team_id, "rate", {"currency": currency, "rate": rate}, cause)

    async def close(self, by: Person, team_id: int, cause: Cause | None) -> Changed | Proposed:
        """Close the team: its open and unsent requests end, and their requesters are told."""
        return await self._changes.make(by, team_id, "closed", {}, cause)

    async def second(self, by: Person, proposal_id: int, cause: Cause | None) -> Changed | None:
        """The second word on a proposal, also on rules: another admin's, or the only one's ten minutes later.

        None if it was a proposal to resume buying after a pause.
        """
        return await self._changes.second(by, proposal_id, cause)

    async def drop(self, by: Person, proposal_id: int, cause: Cause | None) -> None:
        """Turn a proposal down; any admin may."""
        await self._changes.drop(by, proposal_id, cause)

    async def clock(self) -> None:
        """End the proposals that can no longer take effect."""
        await self._changes.clock()

    async def asked_in(self, proposal_id: int, chat_id: int) -> int | None:
        """The message that asks for the second word in a chat; None if none arrived."""
        async with self._ledger.read() as uow:
            owed = await uow.outbox.owed_as(asked_as(proposal_id, chat_id))
        return owed[1] if owed else None


async def _unreached(uow: UnitOfWork, team: OurTeam) -> tuple[int, ...]:
    people = await uow.people.find_all(each.person_id for each in team.active)
    reached = {each.id for each in people if each.reachable}
    return tuple(each.person_id for each in team.active if each.person_id not in reached)
