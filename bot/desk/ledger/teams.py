"""Teams in the database: people and roles, policies, invitations, absences, proposals."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import team_rows
from bot.desk.ledger.requests import Conflict, NoSuchRow
from bot.desk.ledger.stored_rules import dump_policy, is_before_together, load_policy
from bot.purchasing.approval.delegation import LONGEST_ABSENCE, Delegation
from bot.purchasing.approval.policy import Policy
from bot.purchasing.approval.rights import PROPOSAL_LIFE
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.money import Fen
from bot.purchasing.people.teams import Absence, Invitation, Left, OurTeam, Proposal
from storage import tables
from storage.queries import people, teams
from storage.queries.write_rows import add, change

ADMIN = frozenset({Role.ADMIN})
_DAY = timedelta(days=1)


def hash_of(code: str) -> str:
    """The stored form of an invitation's code: its SHA-256, hex."""
    return hashlib.sha256(code.encode()).hexdigest()


class TeamLedger:
    """Loads and records teams in one transaction. `admins` (from the settings) are admins of every team."""

    def __init__(self, session: AsyncSession, now: datetime, admins: frozenset[int]) -> None:
        self._session, self._now = session, now
        self.admins = admins

    async def find(self, team_id: int) -> OurTeam | None:
        row = await teams.get(self._session, team_id)
        return None if row is None else await self._value(row)

    async def get(self, team_id: int) -> OurTeam:
        """The team of this number, which there is; NoSuchRow otherwise."""
        team = await self.find(team_id)
        if team is None:
            raise NoSuchRow("team", team_id)
        return team

    async def of_chat(self, chat_id: int) -> OurTeam | None:
        """The team of this group; None if the group is no team."""
        row = await teams.of_chat(self._session, chat_id)
        return None if row is None else await self._value(row)

    async def group(self, chat_id: int) -> tuple[str, bool] | None:
        """The language of a group that is a team, and whether that is open; None for any other group."""
        return await teams.group(self._session, chat_id)

    async def of_person(self, person_id: int) -> tuple[OurTeam, ...]:
        """The open teams that somebody belongs to; an admin from the settings belongs to all."""
        if person_id in self.admins:
            return await self.all_open()
        rows = [await teams.get(self._session, each) for each in await teams.ids_of_person(self._session, person_id)]
        return tuple([await self._value(row) for row in rows if row is not None])

    async def all_open(self) -> tuple[OurTeam, ...]:
        return tuple([await self._value(row) for row in await teams.all_open(self._session)])

    async def is_member(self, person_id: int) -> bool:
        """Whether somebody is stored as an active member of any open team."""
        return bool(await teams.ids_of_person(self._session, person_id))

    async def _value(self, row: tables.TeamRow) -> OurTeam:
        assert row.id is not None
        return team_rows.team(row, await self._members(row.id))

    async def _members(self, team_id: int) -> tuple[Member, ...]:
        rows = await teams.members(self._session, team_id, sorted(self.admins))
        names = {row.number: row.name for row in rows}
        found = {row.number: team_rows.member(row, row.name) for row in rows if row.team_id is not None}
        for admin in self.admins:
            stored = found.get(admin)
            name = stored.name if stored else names.get(admin, "")
            roles = stored.roles if stored and stored.active else frozenset()
            limit, rests = (stored.limit, stored.rests) if stored else (None, False)
            found[admin] = Member(admin, name or str(admin), roles | ADMIN, True, limit, rests, by_settings=True)
        return tuple(found[each] for each in sorted(found))

    async def open(self, chat_id: int, title: str, *, language: str, time_zone: str, policy: Policy, by: int) -> int:
        """Create a team with the first version of its policy; returns its number."""
        number: int = await add(
            self._session, tables.TeamRow, chat_id=chat_id, title=title, language=language, time_zone=time_zone,
            policy_version=1, created_at=self._now,
        )  # fmt: skip
        await self._put_policy(number, 1, policy, by)
        return number

    async def set(self, team_id: int, **values: Any) -> None:
        """Set columns of the team: title, language, time_zone, currency, rate, rate_date, active."""
        await change(self._session, tables.TeamRow, {"id": team_id}, values)

    async def close(self, team_id: int) -> None:
        """Close the team: it buys nothing from now on, and its invitations are void."""
        await self.set(team_id, active=False)
        unused = {"team_id": team_id, "used_by": None}
        await change(self._session, tables.InvitationRow, unused, {"expires_at": self._now})

    async def member_version(self, team_id: int, person_id: int) -> int:
        """How often a member was changed; 0 for somebody who never was one."""
        row = await teams.member(self._session, team_id, person_id)
        return 0 if row is None else row.version

    async def put_member(
        self, team_id: int, person_id: int, *, roles: frozenset[Role], limit: Fen | None, active: bool = True
    ) -> None:
        """Make somebody a member with exactly these roles. Raises Conflict."""
        row = await teams.member(self._session, team_id, person_id)
        values: dict[str, Any] = {"roles": team_rows.dump_roles(roles), "limit_fen": limit, "active": active}
        if row is None:
            key = {"team_id": team_id, "person_id": person_id}
            await add(self._session, tables.MemberRow, **key, since=self._now, **values)
            return
        # Somebody who is let in again counts as in the group until it is known that they left it again.
        anew: dict[str, Any] = {"since": self._now, "left_at": None, "left_update": None}
        came_back = anew if active and not row.active else {}
        expected = {"team_id": team_id, "person_id": person_id, "version": row.version}
        values |= {"version": row.version + 1, **came_back}
        if await change(self._session, tables.MemberRow, expected, values) != 1:
            raise Conflict(f"member {person_id} of team {team_id}")

    async def left(self, team_id: int, person_id: int) -> Left | None:
        """Since when somebody is known not to be in the team's group; None if they are in it, as far as is known."""
        row = await teams.member(self._session, team_id, person_id)
        return None if row is None or row.left_at is None else Left(row.left_at, row.left_update)

    async def put_left(self, team_id: int, person_id: int, left: Left | None) -> None:
        """Suspend a member's roles from then on, or restore them (None).

        An admin from the settings may have no row of their own yet; then one is added.
        """
        values = {"left_at": left.at if left else None, "left_update": left.update_id if left else None}
        key: dict[str, Any] = {"team_id": team_id, "person_id": person_id}
        if await change(self._session, tables.MemberRow, key, values) == 0:
            await add(self._session, tables.MemberRow, **key, roles="", active=False, since=self._now, **values)

    async def policy(self, team_id: int, version: int) -> Policy:
        """The rules of a version, as they were stored."""
        return load_policy((await self._rules(team_id, version)).rules)

    async def has_old_rules(self, team: OurTeam) -> bool:
        """Whether its rules were written by a release that did not know yet of requests that count together."""
        return is_before_together((await self._rules(team.id, team.policy_version)).rules)

    async def _rules(self, team_id: int, version: int) -> tables.PolicyRow:
        row = await teams.policy(self._session, team_id, version)
        if row is None:
            raise NoSuchRow("policy", f"{team_id}:{version}")
        return row

    async def change_policy(self, team: OurTeam, policy: Policy, by: int) -> int:
        """Store the next version of the rules, in force from now on. Raises Conflict if another one came between."""
        version = team.policy_version + 1
        expected = {"id": team.id, "policy_version": team.policy_version}
        if await change(self._session, tables.TeamRow, expected, {"policy_version": version}) != 1:
            raise Conflict(f"policy of team {team.id}")
        await self._put_policy(team.id, version, policy, by)
        return version

    async def _put_policy(self, team_id: int, version: int, policy: Policy, by: int) -> None:
        values = {"rules": dump_policy(policy), "made_by": by, "created_at": self._now}
        await add(self._session, tables.PolicyRow, team_id=team_id, version=version, **values)

    async def invite(self, code: str, invitation: Invitation) -> None:
        await add(
            self._session, tables.InvitationRow, code_sha256=hash_of(code), team_id=invitation.team_id,
            role=invitation.role.value, made_by=invitation.made_by, expires_at=invitation.expires_at,
        )  # fmt: skip

    async def invitation(self, code: str) -> Invitation | None:
        row = await teams.invitation(self._session, hash_of(code))
        return None if row is None else team_rows.invitation(row)

    async def open_invitations(self, team_id: int) -> tuple[Invitation, ...]:
        return tuple(map(team_rows.invitation, await teams.open_invitations(self._session, team_id, self._now)))

    async def is_open(self, code_sha256: str) -> bool:
        """Whether an invitation can still be used, by the hash of its code."""
        row = await teams.invitation(self._session, code_sha256) if code_sha256 else None
        found = None if row is None else team_rows.invitation(row)
        return found is not None and found.used_by is None and self._now < found.expires_at

    async def use_invitation(self, code: str, person_id: int) -> bool:
        """Use an invitation; returns False if somebody did before."""
        expected = {"code_sha256": hash_of(code), "used_by": None}
        values = {"used_by": person_id, "used_at": self._now}
        return await change(self._session, tables.InvitationRow, expected, values) == 1

    async def absences(self, team_id: int) -> tuple[Absence, ...]:
        """Absences in force, in the future, or ended so recently that they matter for a vote that still counts."""
        since = (self._now - LONGEST_ABSENCE).date().isoformat()
        return tuple(map(team_rows.absence, await teams.absences(self._session, team_id, since)))

    async def delegations(self, team_id: int) -> tuple[Delegation, ...]:
        """Who decides for whom, in the form that `tally` takes."""
        given = (each.delegation for each in await self.absences(team_id))
        return tuple(each for each in given if each is not None)

    async def go_away(self, team_id: int, by: int, to: int | None, first: date, last: date) -> None:
        await add(
            self._session, tables.AwayRow, team_id=team_id, person_id=by, delegate_id=to,
            from_day=first.isoformat(), until_day=last.isoformat(), created_at=self._now,
        )  # fmt: skip

    async def come_back(self, person_id: int) -> tuple[Absence, ...]:
        """End all present and future absences of a person, in every team; returns them."""
        since = (self._now - _DAY).date().isoformat()
        ended = tuple(map(team_rows.absence, await teams.absences_of(self._session, person_id, since)))
        for each in ended:
            await change(self._session, tables.AwayRow, {"id": each.id}, {"ended_at": self._now})
        return ended

    async def propose(self, team_id: int | None, kind: str, facts: dict[str, object], base: int, by: int) -> int:
        number: int = await add(
            self._session, tables.ProposalRow, team_id=team_id, kind=kind, change=facts, base=base, made_by=by,
            created_at=self._now,
        )  # fmt: skip
        return number

    async def proposal(self, proposal_id: int) -> Proposal | None:
        """A proposal that is not settled; None for any other."""
        row = await teams.proposal(self._session, proposal_id)
        return None if row is None or row.outcome else team_rows.proposal(row)

    async def proposals(self, team_id: int | None) -> tuple[Proposal, ...]:
        """The proposals of a team that wait for their second word."""
        rows: Sequence[tables.ProposalRow] = await teams.open_proposals(
            self._session, team_id, self._now - PROPOSAL_LIFE
        )
        return tuple(map(team_rows.proposal, rows))

    async def every_proposal(self) -> tuple[Proposal, ...]:
        """All proposals that nobody settled, of all teams and of none, expired ones included."""
        return tuple(map(team_rows.proposal, await teams.every_proposal(self._session)))

    async def end_proposal(self, proposal_id: int, outcome: str, by: int | None) -> bool:
        """Settle a proposal as done or dropped, `by` None if it is void; returns False if it was settled before."""
        values = {"outcome": outcome, "done_by": by, "done_at": self._now}
        return await change(self._session, tables.ProposalRow, {"id": proposal_id, "outcome": ""}, values) == 1

    async def migrate(self, old_chat_id: int, new_chat_id: int) -> None:
        """Move the team to its group's new chat, unless that chat is a team already."""
        if await teams.of_chat(self._session, new_chat_id) is None:
            await change(self._session, tables.TeamRow, {"chat_id": old_chat_id}, {"chat_id": new_chat_id})

    async def title_of(self, chat_id: int) -> str:
        """The group's title as Telegram last gave it."""
        row = await people.chat(self._session, chat_id)
        return row.title if row else ""
