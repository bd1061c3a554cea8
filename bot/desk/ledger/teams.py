"""Teams in the database: people and roles, policies, invitations, absences, proposals."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import null, select

from bot.desk.ledger.mapper import Mapper, Repository, Stored
from bot.desk.ledger.requests import Conflict, present
from bot.desk.ledger.stored_rules import dump_policy, is_before_together, load_policy
from bot.purchasing.approval.delegation import LONGEST_ABSENCE, Delegation
from bot.purchasing.approval.policy import Policy
from bot.purchasing.approval.rights import PROPOSAL_LIFE
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.money import Fen
from bot.purchasing.people.teams import Absence, Invitation, Left, OurTeam, Proposal
from storage.queries.read_rows import Read, Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import add, change, setting
from storage.tables import AwayRow, InvitationRow, MemberRow, PersonRow, PolicyRow, ProposalRow, TeamRow
from storage.tables.base import Moment

ADMIN = frozenset({Role.ADMIN})
_DAY = timedelta(days=1)

_TEAMS = Mapper(OurTeam, TeamRow, closed=Stored("active", read=lambda active: not active))
_MEMBERS = Mapper(
    Member,
    MemberRow,
    roles=Stored(
        read=lambda text: frozenset(Role(word) for word in text.split(",") if word),
        write=lambda roles: ",".join(sorted(roles)),
    ),
    rests=Stored("left_at", read=lambda at: at is not None),
)
_INVITATIONS = Mapper(Invitation, InvitationRow)
_ABSENCES = Mapper(
    Absence,
    AwayRow,
    by=Stored("person_id"),
    to=Stored("delegate_id"),
    first=Stored("from_day"),
    last=Stored("until_day"),
    made_at=Stored("created_at"),
)
_PROPOSALS = Mapper(Proposal, ProposalRow, made_at=Stored("created_at"))

_team, _member, _person, _away = columns(TeamRow), columns(MemberRow), columns(PersonRow), columns(AwayRow)
_policy, _invitation, _proposal = columns(PolicyRow), columns(InvitationRow), columns(ProposalRow)
_of_team, _of_person, _of_chat, _now = given("team"), given("person"), given("chat"), given("now", Moment)
_open, _lasts = _team.active.is_(True), _away.until_day >= given("day")
_ONE = _TEAMS.query(_team.id == _of_team)
_OF_CHAT = _TEAMS.query(_team.chat_id == _of_chat)
_ALL_OPEN = _TEAMS.query(_open, order=(_team.id,))
_OF_PERSON = _TEAMS.query(
    _open,
    _team.id.in_(select(_member.team_id).where(_member.person_id == _of_person, _member.active.is_(True))),
    order=(_team.id,),
)
_CHAT_OF = Scalars(select(_team.chat_id).where(_team.id == _of_team))
_GROUP: Any = select(_team.language, _team.active).where(_team.chat_id == _of_chat)
# Of the others, who may be in no team, everything but number and name is None.
_PEOPLE: Any = (
    select(*_member, _person.id.label("number"), _person.name.label("name"))
    .join(table_of(PersonRow), _person.id == _member.person_id)
    .where(_member.team_id.in_(given_all("teams")))
    .union_all(
        select(*(null() for _ in _member), _person.id, _person.name).where(_person.id.in_(given_all("others")))
    )
)  # fmt: skip
_MEMBER = Rows(MemberRow, _member.team_id == _of_team, _member.person_id == _of_person)
_VERSIONS = Scalars(
    select(_member.version).where(_member.team_id == _of_team, _member.person_id.in_(given_all("people")))
)
_RULES = Scalars(select(_policy.rules).where(_policy.team_id == _of_team, _policy.version == given("number")))
_INVITATION = _INVITATIONS.query(_invitation.code_sha256 == given("code"))
_OPEN_INVITATIONS = _INVITATIONS.query(
    _invitation.team_id == _of_team,
    _invitation.used_by.is_(None),
    _invitation.expires_at > _now,
    order=(_invitation.expires_at,),
)
_ABSENCES_IN = _ABSENCES.query(_away.team_id == _of_team, _lasts, order=(_away.from_day, _away.id))
_ABSENCES_OF = _ABSENCES.query(_away.person_id == _of_person, _lasts, _away.ended_at.is_(None), order=(_away.id,))
_END_ABSENCES = setting(AwayRow, _away.id.in_(given_all("ids")), ended_at=_now)
_not_settled = _proposal.outcome == ""
_PROPOSAL = _PROPOSALS.query(_proposal.id == given("number"), _not_settled)
_EVERY_PROPOSAL = _PROPOSALS.query(_not_settled, order=(_proposal.id,))
_PROPOSALS_IN = _PROPOSALS.query(
    _proposal.team_id.is_not_distinct_from(given("team", _proposal.team_id.type)),
    _not_settled,
    _proposal.created_at > given("since", Moment),
    order=(_proposal.id,),
)


def hash_of(code: str) -> str:
    """The stored form of an invitation's code: its SHA-256, hex."""
    return hashlib.sha256(code.encode()).hexdigest()


class TeamRepository(Repository):
    """Loads and records teams in one transaction."""

    async def find(self, team_id: int) -> OurTeam | None:
        return await self._first(_ONE, team=team_id)

    async def get(self, team_id: int) -> OurTeam:
        """The team of this number, which there is; NoSuchRow otherwise."""
        return present(await self.find(team_id), "team", team_id)

    async def of_chat(self, chat_id: int) -> OurTeam | None:
        """The team of this group; None if the group is no team."""
        return await self._first(_OF_CHAT, chat=chat_id)

    async def chat_of(self, team_id: int) -> int | None:
        """The group of this team; None if it has none any more, or if there is no such team."""
        chat_id: int | None = await _CHAT_OF.first(self._session, team=team_id)
        return chat_id

    async def group(self, chat_id: int) -> tuple[str, bool] | None:
        """The language of a group that is a team, and whether that is open; None for any other group."""
        row = await self._row(_GROUP, chat=chat_id)
        return None if row is None else (row.language, row.active)

    async def of_person(self, person_id: int) -> tuple[OurTeam, ...]:
        """The open teams that somebody belongs to; an admin from the settings belongs to all."""
        if person_id in self.admins:
            return await self.all_open()
        return await self._with_members(await _OF_PERSON.all(self._session, person=person_id))

    async def all_open(self) -> tuple[OurTeam, ...]:
        """The teams that are not closed, oldest first."""
        return await self._with_members(await _ALL_OPEN.all(self._session))

    async def is_member(self, person_id: int) -> bool:
        """Whether somebody is stored as an active member of any open team."""
        return await _OF_PERSON.first(self._session, person=person_id) is not None

    async def _first(self, query: Read[OurTeam], **given: int) -> OurTeam | None:
        return next(iter(await self._with_members(await query.all(self._session, **given))), None)

    async def _with_members(self, teams: Sequence[OurTeam]) -> tuple[OurTeam, ...]:
        """These teams with everybody who is or was in them, and with the admins from the settings."""
        if not teams:
            return ()
        rows = await self._rows(_PEOPLE, teams=[each.id for each in teams], others=sorted(self.admins))
        names = {row.number: row.name for row in rows}
        members: dict[int, dict[int, Member]] = {each.id: {} for each in teams}
        for row in rows:
            if row.team_id is not None:
                members[row.team_id][row.number] = _MEMBERS.value(row, name=row.name)
        for known in members.values():
            for admin in self.admins:
                stored, name = known.get(admin) or Member(admin, ""), names.get(admin) or str(admin)
                roles = (stored.roles if stored.active else frozenset()) | ADMIN
                known[admin] = replace(stored, name=name, roles=roles, active=True, by_settings=True)
        in_order = {team_id: tuple(known[each] for each in sorted(known)) for team_id, known in members.items()}
        return tuple([replace(team, members=in_order[team.id]) for team in teams])

    async def open(self, chat_id: int, title: str, *, language: str, time_zone: str, policy: Policy, by: int) -> int:
        """Create a team with the first version of its policy; returns its number."""
        number: int = await add(
            self._session, TeamRow, chat_id=chat_id, title=title, language=language, time_zone=time_zone,
            policy_version=1, created_at=self._now,
        )  # fmt: skip
        await self._put_policy(number, 1, policy, by)
        return number

    async def set(self, team_id: int, **values: Any) -> None:
        """Set columns of the team: title, language, time_zone, currency, rate, rate_date, active."""
        await change(self._session, TeamRow, {"id": team_id}, values)

    async def close(self, team_id: int) -> None:
        """Close the team: it buys nothing from now on, and its invitations are void."""
        await self.set(team_id, active=False)
        unused = {"team_id": team_id, "used_by": None}
        await change(self._session, InvitationRow, unused, {"expires_at": self._now})

    async def member_version(self, team_id: int, *people: int) -> int:
        """How often these members were changed, added up; 0 for somebody who never was one."""
        return sum(await _VERSIONS.all(self._session, team=team_id, people=people))

    async def put_member(
        self, team_id: int, person_id: int, *, roles: frozenset[Role], limit: Fen | None, active: bool = True
    ) -> None:
        """Make somebody a member with these roles; an admin by the settings is none of the team's. Raises Conflict."""
        row = await _MEMBER.first(self._session, team=team_id, person=person_id)
        if active and person_id in self.admins:
            own = row is not None and Role.ADMIN in row.roles.split(",")
            roles = roles if own else roles - ADMIN
        values = _MEMBERS.columns({"roles": roles, "limit": limit, "active": active})
        if row is None:
            key = {"team_id": team_id, "person_id": person_id}
            await add(self._session, MemberRow, **key, since=self._now, **values)
            return
        # Somebody who is let in again counts as in the group until it is known that they left it again.
        anew: dict[str, Any] = {"since": self._now, "left_at": None, "left_update": None}
        came_back = anew if active and not row.active else {}
        expected = {"team_id": team_id, "person_id": person_id, "version": row.version}
        values |= {"version": row.version + 1, **came_back}
        if await change(self._session, MemberRow, expected, values) != 1:
            raise Conflict(f"member {person_id} of team {team_id}")

    async def left(self, team_id: int, person_id: int) -> Left | None:
        """Since when somebody is known not to be in the team's group; None if they are in it, as far as is known."""
        row = await _MEMBER.first(self._session, team=team_id, person=person_id)
        return None if row is None or row.left_at is None else Left(row.left_at, row.left_update)

    async def put_left(self, team_id: int, person_id: int, left: Left | None) -> None:
        """Suspend a member's roles from then on, or restore them (None).

        An admin from the settings may have no row of their own yet; then one is added.
        """
        values = {"left_at": left.at if left else None, "left_update": left.update_id if left else None}
        key: dict[str, Any] = {"team_id": team_id, "person_id": person_id}
        if await change(self._session, MemberRow, key, values) == 0:
            await add(self._session, MemberRow, **key, roles="", active=False, since=self._now, **values)

    async def policy(self, team_id: int, version: int) -> Policy:
        """The rules of a version, as they were stored."""
        return load_policy(await self._rules(team_id, version))

    async def has_old_rules(self, team: OurTeam) -> bool:
        """Whether its rules were written by a release that did not know yet of requests that count together."""
        return is_before_together(await self._rules(team.id, team.policy_version))

    async def _rules(self, team_id: int, version: int) -> str:
        rules: str | None = await _RULES.first(self._session, team=team_id, number=version)
        return present(rules, "policy", f"{team_id}:{version}")

    async def change_policy(self, team: OurTeam, policy: Policy, by: int) -> int:
        """Store the next version of the rules, in force from now on. Raises Conflict if another one came between."""
        version = team.policy_version + 1
        expected = {"id": team.id, "policy_version": team.policy_version}
        if await change(self._session, TeamRow, expected, {"policy_version": version}) != 1:
            raise Conflict(f"policy of team {team.id}")
        await self._put_policy(team.id, version, policy, by)
        return version

    async def _put_policy(self, team_id: int, version: int, policy: Policy, by: int) -> None:
        values = {"rules": dump_policy(policy), "made_by": by, "created_at": self._now}
        await add(self._session, PolicyRow, team_id=team_id, version=version, **values)

    async def invite(self, code: str, invitation: Invitation) -> None:
        await add(self._session, InvitationRow, code_sha256=hash_of(code), **_INVITATIONS.columns(vars(invitation)))

    async def invitation(self, code: str) -> Invitation | None:
        return await _INVITATION.first(self._session, code=hash_of(code))

    async def open_invitations(self, team_id: int) -> tuple[Invitation, ...]:
        """Invitations that are neither used nor expired, the next to expire first."""
        return await _OPEN_INVITATIONS.all(self._session, team=team_id, now=self._now)

    async def is_open(self, code_sha256: str) -> bool:
        """Whether an invitation can still be used, by the hash of its code."""
        found = await _INVITATION.first(self._session, code=code_sha256) if code_sha256 else None
        return found is not None and found.used_by is None and self._now < found.expires_at

    async def use_invitation(self, code: str, person_id: int) -> bool:
        """Use an invitation; returns False if somebody did before."""
        expected = {"code_sha256": hash_of(code), "used_by": None}
        values = {"used_by": person_id, "used_at": self._now}
        return await change(self._session, InvitationRow, expected, values) == 1

    async def absences(self, team_id: int) -> tuple[Absence, ...]:
        """Absences in force, in the future, or ended so recently that they matter for a vote that still counts."""
        since = (self._now - LONGEST_ABSENCE).date().isoformat()
        return await _ABSENCES_IN.all(self._session, team=team_id, day=since)

    async def delegations(self, team_id: int) -> tuple[Delegation, ...]:
        """Who decides for whom, in the form that `tally` takes."""
        given = (each.delegation for each in await self.absences(team_id))
        return tuple(each for each in given if each is not None)

    async def go_away(self, team_id: int, by: int, to: int | None, first: date, last: date) -> None:
        await _ABSENCES.add(self._session, team_id=team_id, by=by, to=to, first=first, last=last, made_at=self._now)

    async def come_back(self, person_id: int) -> tuple[Absence, ...]:
        """End all present and future absences of a person, in every team; returns them."""
        since = (self._now - _DAY).date().isoformat()
        ended = await _ABSENCES_OF.all(self._session, person=person_id, day=since)
        if ended:
            await self._run(_END_ABSENCES, ids=[each.id for each in ended], now=self._now)
        return ended

    async def propose(self, team_id: int | None, kind: str, facts: dict[str, object], base: int, by: int) -> int:
        number: int = await add(
            self._session, ProposalRow, team_id=team_id, kind=kind, change=facts, base=base, made_by=by,
            created_at=self._now,
        )  # fmt: skip
        return number

    async def proposal(self, proposal_id: int) -> Proposal | None:
        """A proposal that is not settled; None for any other."""
        return await _PROPOSAL.first(self._session, number=proposal_id)

    async def proposals(self, team_id: int | None) -> tuple[Proposal, ...]:
        """The proposals of a team that wait for their second word, oldest first."""
        return await _PROPOSALS_IN.all(self._session, team=team_id, since=self._now - PROPOSAL_LIFE)

    async def every_proposal(self) -> tuple[Proposal, ...]:
        """All proposals that nobody settled, of all teams and of none, expired ones included."""
        return await _EVERY_PROPOSAL.all(self._session)

    async def end_proposal(self, proposal_id: int, outcome: str, by: int | None) -> bool:
        """Settle a proposal as done or dropped, `by` None if it is void; returns False if it was settled before."""
        values = {"outcome": outcome, "done_by": by, "done_at": self._now}
        return await change(self._session, ProposalRow, {"id": proposal_id, "outcome": ""}, values) == 1

    async def migrate(self, old_chat_id: int, new_chat_id: int) -> None:
        """Move the team to its group's new chat, unless that chat is a team already."""
        if await _OF_CHAT.first(self._session, chat=new_chat_id) is None:
            await change(self._session, TeamRow, {"chat_id": old_chat_id}, {"chat_id": new_chat_id})
