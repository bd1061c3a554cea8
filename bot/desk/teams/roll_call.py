"""Checks after a start, and once a day, whether those who can decide are in their team's group."""

from datetime import timedelta
from functools import partial
from operator import eq

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import people
from bot.desk.shared.periodic import my_turn
from bot.desk.teams.presence import GroupStanding, Presence, rest
from bot.desk.teams.team_changes import record_in_team
from bot.purchasing.approval.eligibility import role_for
from bot.purchasing.approval.policy import Policy
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.events.teams import DecidersOutside, FoundOutside
from bot.purchasing.people.teams import Left, OurTeam

TURN = "roll_call"
EVERY = timedelta(days=1)
WHERE_BLIND = timedelta(hours=1)
"""After this time it is checked whether the bot was made an administrator meanwhile."""
AT_ONCE = timedelta(0)


class RollCall:
    """Finds absences that an outage or an update hid: roles are suspended, and the admins are told once."""

    def __init__(self, ledger: Ledger, presence: Presence) -> None:
        self._ledger, self._presence = ledger, presence
        self._next: float | None = None

    async def run(self) -> None:
        """Check as soon as Telegram answers, then once a day; it is called often. One process at a time does it."""
        now = self._ledger.clock.steady()
        if self._next is not None and now < self._next:
            return
        async with my_turn(self._ledger, TURN) as mine:
            if mine is not None:
                self._next = now + (await self._check()).total_seconds()

    async def _check(self) -> timedelta:
        """Check every team; returns the time until the next check."""
        async with self._ledger.read() as uow:
            teams = [
                (each, await uow.teams.policy(each.id, each.policy_version)) for each in await uow.teams.all_open()
            ]
        return min([EVERY, *[await self._check_team(team, deciders(policy, team)) for team, policy in teams]])

    async def _check_team(self, team: OurTeam, members: tuple[Member, ...]) -> timedelta:
        assert team.chat_id is not None, "a stored team has its group"
        gone: list[int] = []
        again = EVERY
        for member in members:
            before = await self._left(team, member) if member.rests else None
            standing = await self._presence.door.stands(team.chat_id, member.person_id, patience=0)
            if standing in (GroupStanding.MAY_NOT_ASK, GroupStanding.NO_ANSWER):
                again = WHERE_BLIND if standing is GroupStanding.MAY_NOT_ASK else AT_ONCE
                break
            if standing is GroupStanding.OUT and not member.rests:
                gone.append(member.person_id)
            elif standing is GroupStanding.IN and before is not None:
                await self._presence.back(team.id, member.person_id, partial(eq, before))
        if gone:
            await self._pause(team, gone)
        return again

    async def _left(self, team: OurTeam, member: Member) -> Left | None:
        """Read what is known of a person's leaving before Telegram is asked, so that later news is not overwritten."""
        async with self._ledger.read() as uow:
            return await uow.teams.left(team.id, member.person_id)

    async def _pause(self, team: OurTeam, gone: list[int]) -> None:
        """Suspend the roles of these people, and tell the admins who they are."""
        async with self._ledger.change() as uow:
            await uow.votes.lock_team(team.id)
            now = await uow.teams.find(team.id)
            if now is None or now.closed:
                return
            members = [member for each in gone if (member := now.member(each)) is not None]
            absent = [each for each in members if await rest(uow, now, each, None)]
            for each in absent:
                await uow.record(FoundOutside(our_team=now, member=each))
            if absent:
                named = people(now, [each.person_id for each in absent])
                chats = await _admins(uow, now)
                await record_in_team(uow, DecidersOutside(our_team=now, people=named, chats=chats))


def deciders(policy: Policy, team: OurTeam) -> tuple[Member, ...]:
    """Who can decide on requests by these rules, or on the team; the settings' admins only with a role of their own."""
    roles = {role_for(step) for rule in policy.rules for step in rule.steps} | {Role.APPROVER, Role.ADMIN}
    return tuple(each for each in team.active if (each.roles - ({Role.ADMIN} if each.by_settings else set())) & roles)


async def _admins(uow: UnitOfWork, team: OurTeam) -> frozenset[int]:
    """The admins who can be reached in private; else the group, so that somebody hears it."""
    acting = (await uow.teams.get(team.id)).acting(Role.ADMIN)  # as they are after this suspension
    admins = await uow.people.find_all(each.person_id for each in acting)
    reachable = frozenset(each.id for each in admins if each.reachable)
    return reachable or frozenset({team.chat_id} if team.chat_id is not None else ())
