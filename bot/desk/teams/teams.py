"""Manages teams and their people: a group becomes a team, people join by invitation, changes are posted there.

Knows also what each person may do in private and in each group, and which command menus Telegram shows them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.desk.ledger.facts import MENUS, MenusShown
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.team_choice import require
from bot.desk.shared.proposals import asked_as
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import AlreadyHasRole, NotStarted, OnlyAdmins
from bot.desk.shared.verbs import Verbs
from bot.desk.teams.membership import KINDS, known_currency, needs_a_second_word_now, remember, reopen, words
from bot.desk.teams.policy import changed_policy
from bot.desk.teams.team_changes import Changes, record_in_team, require_admin, team_as_seen, team_in
from bot.purchasing.approval.loosening import role_loosens
from bot.purchasing.approval.policy import default_policy
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import SHANGHAI, Role
from bot.purchasing.events.teams import MemberJoined, TeamOpened
from bot.purchasing.money import Fen
from bot.purchasing.notices.changes import JoinedChange
from bot.purchasing.people.teams import Absence, Changed, Invitation, OurTeam, Proposal, Proposed
from bot.purchasing.person import Act, Person
from bot.purchasing.text import LANGUAGES

Menus = dict[str, str]
"""A chat's number → the commands of one person's menu in it, separated by spaces."""


@dataclass(frozen=True)
class Duties:
    """What a person may do. It chooses what is shown, never what is allowed."""

    person_id: int
    language: str = "en"
    reachable: bool = False
    """Whether the bot may write to them."""
    owner: bool = False
    """An admin by the settings."""
    alone: bool = False
    """An admin by the settings, while there is no team: they buy by themselves."""
    groups: tuple[tuple[int, frozenset[Role]], ...] = ()
    """The group of each of their teams, and the roles that they act in there."""

    @property
    def known(self) -> bool:
        return self.owner or bool(self.groups)

    @property
    def roles(self) -> frozenset[Role]:
        """All roles that they act in anywhere, which is what they may do in private."""
        own = {Role.ADMIN} if self.owner else set()
        buys = {Role.REQUESTER, Role.BUYER} if self.alone else set()
        return frozenset[Role]().union(own, buys, *(roles for _, roles in self.groups))

    def here(self, chat_id: int) -> frozenset[Role]:
        """The roles in the team of this group; everything in a private chat."""
        return self.roles if chat_id == self.person_id else dict(self.groups).get(chat_id, frozenset())


class DutyList(Verbs):
    """Reads duties, and keeps which menus were set, so that Telegram is asked only when one changes."""

    async def of(self, person_id: int) -> Duties:
        async with self._ledger.read() as uow:
            person, teams = await uow.people.person(person_id), await uow.teams.of_person(person_id)
        owner = person_id in self._ledger.admins
        return Duties(
            person_id,
            language=person.language if person else "en",
            reachable=person is not None and person.reachable,
            owner=owner,
            alone=owner and not teams,
            groups=tuple((team.chat_id, team.roles_of(person_id)) for team in teams if team.chat_id is not None),
        )

    async def everybody(self) -> tuple[int, ...]:
        """The admins of the settings, and everybody in an open team."""
        async with self._ledger.read() as uow:
            teams = await uow.teams.all_open()
        return tuple(sorted(self._ledger.admins | {each.person_id for team in teams for each in team.active}))

    async def shown(self, person_id: int) -> tuple[str, Menus]:
        """The language and the menus that were set for somebody; empty if none was."""
        async with self._ledger.read() as uow:
            shown = await uow.facts.get(MENUS.of(person_id))
        return (shown.language, shown.menus) if shown else ("", {})

    async def show(self, person_id: int, language: str, menus: Menus) -> None:
        """Keep which menus were set."""
        async with self._ledger.change() as uow:
            await uow.facts.put(MENUS.of(person_id), MenusShown(language, menus))


@dataclass(frozen=True)
class Roster:
    """All that /team shows: the team with its people, what waits, who is away."""

    team: OurTeam
    invitations: tuple[Invitation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    absences: tuple[Absence, ...] = ()
    unreached: tuple[int, ...] = ()
    """Members whom the bot cannot write to: they have not pressed Start, or blocked it."""


class Teams(Changes):
    """The actions on teams. A change that loosens returns Proposed and waits for `second`."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, {**KINDS, "policy": changed_policy})
        self.duties = DutyList(ledger)

    async def here(self, act: Act, chat_id: int, title: str) -> OurTeam:
        """Make the group a team, with its maker as admin and requester.

        An existing team stays as it is, a closed one begins anew.
        """
        if chat_id >= 0:
            raise Refusal(RefusalReason.NOT_A_GROUP)
        async with self._ledger.change(act.cause) as uow:
            if not await _may_open(uow, act.by.id):
                raise Refusal(OnlyAdmins())
            found = await uow.teams.of_chat(chat_id)
            if found is not None and not found.closed:
                return found
            language = act.by.language if act.by.language in LANGUAGES else LANGUAGES[0]
            await uow.people.put_person(act.by, reachable=None)
            if found is not None:
                number = await reopen(uow, found, title, language, act.by)
            else:
                number = await uow.teams.open(
                    chat_id, title, language=language, time_zone=SHANGHAI, policy=default_policy(), by=act.by.id
                )
            own = set() if act.by.id in self._ledger.admins else {Role.ADMIN}  # those of the settings are it anyway
            await uow.teams.put_member(number, act.by.id, roles=frozenset({Role.REQUESTER, *own}), limit=None)
            team = await uow.teams.get(number)
            event = TeamOpened(our_team=team, actor=act.by.id, by=act.by.name, chat_id=chat_id, title=title)
            await record_in_team(uow, event)
            return team

    async def may_open(self, person_id: int) -> bool:
        """Whether this person may make a group a team."""
        async with self._ledger.read() as uow:
            return await _may_open(uow, person_id)

    async def of_chat(self, chat_id: int) -> OurTeam | None:
        """The team of this group; None also if it was closed."""
        async with self._ledger.read() as uow:
            found = await uow.teams.of_chat(chat_id)
        return None if found is None or found.closed else found

    async def of_person(self, person_id: int) -> tuple[OurTeam, ...]:
        """The teams that somebody is in."""
        async with self._ledger.read() as uow:
            return await uow.teams.of_person(person_id)

    async def only_receives(self, person_id: int) -> bool:
        """Whether this person is in teams, and in each of them receives what arrives and no more."""
        teams = await self.of_person(person_id)
        return bool(teams) and all(each.only_receives(person_id) for each in teams)

    async def known_chat(self, chat_id: int) -> bool:
        """Whether the bot has something to do in this group."""
        async with self._ledger.read() as uow:
            group = await uow.teams.group(chat_id)
        return group is not None and group[1]

    async def show(self, by: Person, team_id: int, action: Action = Action.LIST) -> Roster:
        """The team as its members may see it; to whoever may only `MEET` it, without limits and rate."""
        async with self._ledger.read() as uow:
            team = await team_as_seen(uow, team_id)
            require(uow, team, by, action)
            if team.only_receives(by.id):
                team = replace(team, rate=None, members=tuple(replace(each, limit=None) for each in team.members))
            gone = await uow.teams.absences(team_id)
            invitations, proposals = await uow.teams.open_invitations(team_id), await uow.teams.proposals(team_id)
            reached = await uow.people.reachable(each.person_id for each in team.active)
            return Roster(
                team,
                invitations,
                proposals,
                tuple(each for each in gone if each.ended_at is None and each.last >= team.today(uow.now)),
                tuple(each.person_id for each in team.active if each.person_id not in reached),
            )

    async def invite(self, act: Act, team_id: int, role: Role) -> Changed | Proposed:
        """Make a code for one person, 24 hours and one role, in `Changed.code`; it cannot be shown a second time."""
        return await self.make(act, team_id, "invited", {"role": role.value})

    async def join(self, act: Act, code: str) -> OurTeam:
        """Join by the link of an invitation; whoever joined by it is in already."""
        async with self._ledger.change(act.cause) as uow:
            invitation = await uow.teams.invitation(code)
            if invitation is None:
                raise Refusal(RefusalReason.INVITATION_UNKNOWN)
            team = await team_in(uow, invitation.team_id)
            before = team.member(act.by.id)
            if invitation.used_by is not None:
                if invitation.used_by == act.by.id and before is not None and before.holds(invitation.role):
                    return team
                raise Refusal(RefusalReason.INVITATION_USED)
            if uow.now >= invitation.expires_at:
                raise Refusal(RefusalReason.INVITATION_EXPIRED)
            if Role.ADMIN not in team.roles_of(invitation.made_by):
                raise Refusal(RefusalReason.INVITATION_VOID)
            if invitation.made_by == act.by.id and role_loosens(invitation.role):
                raise Refusal(RefusalReason.INVITATION_OWN)
            if await needs_a_second_word_now(uow, team, code):
                raise Refusal(RefusalReason.INVITATION_EXPIRED)
            role = invitation.role
            roles = before.roles if before is not None and before.active else frozenset[Role]()
            if role in roles:
                raise Refusal(AlreadyHasRole(role=role.value))
            await uow.people.put_person(act.by, reachable=None)
            if not await uow.teams.use_invitation(code, act.by.id):
                raise Refusal(RefusalReason.INVITATION_USED)
            roles |= {role}
            await uow.teams.put_member(team.id, act.by.id, roles=roles, limit=before.limit if before else None)
            await remember(uow, team.id, roles)
            change = JoinedChange(person=act.by.name, person_id=act.by.id, role=role.value, roles=tuple(words(roles)))
            fresh = await uow.teams.get(team.id)
            event = MemberJoined(our_team=fresh, actor=act.by.id, change=change, invited_by=invitation.made_by)
            await record_in_team(uow, event)
            return fresh

    async def add(self, act: Act, team_id: int, people: Iterable[Person], role: Role) -> Changed | Proposed:
        """Give this role to people an admin picked; they become members if they were none."""
        chosen = [{"id": each.id, "name": each.name, "language": each.language} for each in people]
        return await self.make(act, team_id, "added", {"people": chosen, "role": role.value})

    async def add_known(self, act: Act, team_id: int, person_id: int, role: Role) -> Changed | Proposed:
        """Give this role to somebody who pressed Start, by their number."""
        async with self._ledger.read() as uow:
            team = await team_as_seen(uow, team_id)
            require_admin(uow, act.by, team, Action.CHANGE_ROLES)
            person = await uow.people.person(person_id)
        if person is None or not person.reachable:
            raise Refusal(NotStarted(person_id=person_id))
        return await self.add(act, team_id, [person], role)

    async def set_roles(self, act: Act, team_id: int, person_id: int, roles: Iterable[Role]) -> Changed | Proposed:
        """Give a member exactly these roles."""
        return await self.make(act, team_id, "roles", {"person_id": person_id, "roles": words(roles)})

    async def set_limit(self, act: Act, team_id: int, person_id: int, limit: Fen | None) -> Changed | Proposed:
        """Set the largest total (fen) a member may approve; None means any."""
        return await self.make(act, team_id, "limit", {"person_id": person_id, "limit": limit})

    async def remove(self, act: Act, team_id: int, person_id: int) -> Changed | Proposed:
        """Remove a member; what they decided stays on record."""
        return await self.make(act, team_id, "removed", {"person_id": person_id})

    async def language(self, act: Act, team_id: int, language: str) -> Changed | Proposed:
        """Set the language of the group's cards."""
        return await self.make(act, team_id, "language", {"language": language})

    async def zone(self, act: Act, team_id: int, zone: str) -> Changed | Proposed:
        """Set the time zone of months, deadlines and working hours, by its name."""
        return await self.make(act, team_id, "zone", {"zone": zone})

    async def mark(self, act: Act, team_id: int, mark: str) -> Changed | Proposed:
        """Set what stands in each note to a seller from the next attempt on; empty is nothing."""
        return await self.make(act, team_id, "mark", {"mark": mark})

    async def topic_tag(self, act: Act, team_id: int, topic: int | None, tag: str) -> Changed | Proposed:
        """Set the tag of what is asked for in a topic of the group, None is all of it; empty is none."""
        return await self.make(act, team_id, "tag", {"tag": tag, "topic": topic})

    async def currency_to_set(self, by: Person, team_id: int, typed: str) -> str:
        """The currency whose rate this person may set in the team."""
        async with self._ledger.read() as uow:
            team = await team_as_seen(uow, team_id)
            require_admin(uow, by, team, Action.CHANGE_RATE)
            return known_currency(typed)

    async def rate(self, act: Act, team_id: int, currency: str, rate: str) -> Changed | Proposed:
        """Set the team's currency, and yuan for one unit of it as typed; its date is today."""
        return await self.make(act, team_id, "rate", {"currency": currency, "rate": rate})

    async def close(self, act: Act, team_id: int) -> Changed | Proposed:
        """Close the team: its open and unsent requests end, and their requesters are told."""
        return await self.make(act, team_id, "closed", {})

    async def asked_in(self, proposal_id: int, chat_id: int) -> int | None:
        """The message that asks for the second word in a chat; None if none arrived."""
        async with self._ledger.read() as uow:
            owed = await uow.outbox.owed_as(asked_as(proposal_id, chat_id))
        return owed[1] if owed else None


async def _may_open(uow: UnitOfWork, person_id: int) -> bool:
    """Whether they are an admin by the settings, or of any team."""
    teams = await uow.teams.of_person(person_id)
    return person_id in uow.teams.admins or any(Role.ADMIN in team.roles_of(person_id) for team in teams)
