"""Knows who is in a team's group: a member who left it, or of whom nobody can tell, decides nothing."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import partial
from operator import eq
from typing import Protocol

from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import people
from bot.desk.shared.periodic import my_turn
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NoAnswer
from bot.desk.shared.verbs import Verbs
from bot.desk.teams.standstill import note_standstills
from bot.desk.teams.team_changes import record_in_team, team_in
from bot.purchasing.approval.eligibility import role_for
from bot.purchasing.approval.policy import Policy
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.events.teams import BackInGroup, DecisionNotCounted, FoundOutside, LeftGroup
from bot.purchasing.notices.teams import NotThereNotice
from bot.purchasing.people.teams import Left, OurTeam
from bot.purchasing.person import Act, Person, Place

PATIENCE = 60.0
"""Seconds for which Telegram is asked again if it gives no answer."""
KEPT = 60.0
"""Seconds for which an answer of Telegram's is not asked for again."""
MOST_WAITING = 100
EVERY = timedelta(days=1)
WHERE_BLIND = timedelta(hours=1)
"""After this time it is checked whether the bot was made an administrator meanwhile."""
AT_ONCE = timedelta(0)


class GroupStanding(StrEnum):
    """What Telegram says of somebody in a group."""

    IN = "in"
    OUT = "out"
    """This person left, was removed, or never was in the group."""
    MAY_NOT_ASK = "may_not_ask"
    """The bot is no administrator of the group; Telegram promises an answer only to administrators."""
    NO_ANSWER = "no_answer"


class MemberLookup(Protocol):
    """Can look up members of a group; the chat implements it."""

    async def stands(self, chat_id: int, person_id: int, patience: float = PATIENCE) -> GroupStanding:
        """Whether this person is in the group; asked again for so many seconds, and never inside a transaction."""
        ...

    async def may_ask(self, chat_id: int) -> bool | None:
        """Whether the bot is an administrator there; None if Telegram gives no answer."""
        ...

    def forget(self, chat_id: int) -> None:
        """Drop the answers about this group, because something changed in it."""
        ...


@dataclass(eq=False)
class Presence(Verbs):
    """What is known of who is in the group; a member's roles do not hold between leaving and returning."""

    door: MemberLookup

    async def may_ask(self, team: OurTeam) -> bool | None:
        """Whether the bot can ask who is in the team's group; None if that is not known."""
        return await self.door.may_ask(team.chat_id) if team.chat_id is not None else None

    async def left(self, chat_id: int, person_id: int, update_id: int | None = None) -> None:
        """Note that this person left the group or was removed; the group is told once, however often it is reported."""
        self.door.forget(chat_id)
        known = await self._member(chat_id, person_id)
        if known is None:
            return
        async with self._ledger.change() as uow:
            team = await team_in(uow, known[0].id)
            member = team.member(person_id)
            if member is not None and await rest(uow, team, member, update_id):
                waiting = await uow.votes.waiting((team.id,), MOST_WAITING)
                event = LeftGroup(our_team=team, member=member, waiting=len(waiting))
                await record_in_team(uow, event)

    async def came(self, chat_id: int, people: Collection[int], update_id: int | None = None) -> None:
        """Note that these people are in the group; roles of those who had left hold again."""
        self.door.forget(chat_id)
        for person_id in people:
            # An older update says nothing of today.
            await self._is_in(
                chat_id, person_id,
                lambda left: left.update_id is None or update_id is None or left.update_id < update_id,
            )  # fmt: skip

    async def seen(self, person_id: int, place: Place, update_id: int) -> None:
        """Note that this person acts in a private group, so they are in it unless they left it since."""
        if not place.private and not place.public:
            await self._is_in(
                place.chat_id, person_id, lambda left: left.update_id is not None and left.update_id < update_id
            )

    async def _is_in(self, chat_id: int, person_id: int, over: Callable[[Left], bool]) -> None:
        known = await self._member(chat_id, person_id)
        if known is not None and known[1].rests:
            await self.back(known[0].id, person_id, over)

    async def require(self, act: Act, team: OurTeam) -> None:
        """Raise Refusal unless this person is in this team's group now, as far as that can be known."""
        if team.chat_id is None:
            return
        async with self._ledger.read() as uow:
            left, now = await uow.teams.left(team.id, act.by.id), uow.now
        here = act.place is not None and act.place.chat_id == team.chat_id and not act.place.public
        if here and left is None:
            return
        if left is not None and (now - left.at).total_seconds() < KEPT:
            raise Refusal(RefusalReason.LEFT_THE_GROUP)
        update_id = act.cause.update_id if act.cause else None
        standing = await self.door.stands(team.chat_id, act.by.id)
        if standing is GroupStanding.OUT:
            await self.left(team.chat_id, act.by.id, update_id)
            raise Refusal(RefusalReason.LEFT_THE_GROUP)
        if standing is not GroupStanding.IN:
            raise Refusal(RefusalReason.MAY_NOT_ASK if standing is GroupStanding.MAY_NOT_ASK else NoAnswer())
        if left is not None:
            await self.back(team.id, act.by.id, lambda now_known: now_known == left)

    async def give_up(self, act: Act, request_id: int) -> None:
        """Tell this person that their decision is not kept, because Telegram gave no answer about the group."""
        with suppress(AlreadyDone):
            async with self._ledger.change(act.cause) as uow:
                event = DecisionNotCounted(
                    actor=act.by.id, number=request_id, by=act.by.name, place=act.place or Place(act.by.id)
                )
                await uow.record(event)

    async def _member(self, chat_id: int, person_id: int) -> tuple[OurTeam, Member] | None:
        """The team of a group, and somebody who is a member of it; None if there is none."""
        async with self._ledger.read() as uow:
            team = await uow.teams.of_chat(chat_id)
        member = team.member(person_id) if team is not None and not team.closed else None
        return (team, member) if team is not None and member is not None and member.active else None

    async def back(self, team_id: int, person_id: int, over: Callable[[Left], bool]) -> None:
        """Restore this person's roles, if what is known of their leaving is `over`; the group is told once."""
        async with self._ledger.change() as uow:
            team = await team_in(uow, team_id)
            left, member = await uow.teams.left(team_id, person_id), team.member(person_id)
            if left is None or member is None or not over(left):
                return
            await uow.teams.put_left(team_id, person_id, None)
            for number in await uow.cards.waiting(person_id):  # they may be read again
                uow.redraw(number)
            await record_in_team(uow, BackInGroup(our_team=team, member=member))


async def rest(uow: UnitOfWork, team: OurTeam, member: Member, update_id: int | None) -> bool:
    """Suspend this person's roles; False if they were suspended before, or there are none."""
    left = await uow.teams.left(team.id, member.person_id)
    if left is not None:
        if update_id is not None and update_id > (left.update_id or 0):
            await uow.teams.put_left(team.id, member.person_id, Left(left.at, update_id))
        return False
    if not member.active:
        return False
    if await uow.people.person(member.person_id) is None:
        await uow.people.put_person(Person(member.person_id, member.name, team.language), None)
    await uow.teams.put_left(team.id, member.person_id, Left(uow.now, update_id))
    return True


@dataclass(eq=False)
class RollCall(Verbs):
    """Finds absences that an outage or an update hid: roles are suspended, and the admins are told once.

    Only those are looked up who can decide.
    """

    _presence: Presence
    _next: float | None = field(default=None, init=False, repr=False)

    async def run(self) -> None:
        """Check as soon as Telegram answers, then once a day; it is called often. One process at a time does it."""
        now = self._ledger.clock.steady()
        if self._next is not None and now < self._next:
            return
        async with my_turn(self._ledger, "roll_call") as mine:
            if mine is None:
                return
            async with self._ledger.read() as uow:
                teams = [
                    (each, deciders(await uow.teams.policy(each.id, each.policy_version), each))
                    for each in await uow.teams.all_open()
                ]
            again = min([EVERY, *[await self._check_team(team, members) for team, members in teams]])
            self._next = now + again.total_seconds()

    async def _check_team(self, team: OurTeam, members: tuple[Member, ...]) -> timedelta:
        """The time until the next check of the team."""
        assert team.chat_id is not None, "a stored team has its group"
        gone: list[int] = []
        again = EVERY
        for member in members:
            before: Left | None = None
            if member.rests:  # read before Telegram is asked, so that later news is not overwritten
                async with self._ledger.read() as uow:
                    before = await uow.teams.left(team.id, member.person_id)
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

    async def _pause(self, team: OurTeam, gone: list[int]) -> None:
        """Suspend the roles of these people, and tell the admins who they are; else the group, so that it is heard."""
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
                acting = (await uow.teams.get(team.id)).acting(Role.ADMIN)  # as they are after this suspension
                chats = await uow.people.reachable(each.person_id for each in acting)
                if not chats and now.chat_id is not None:
                    chats = frozenset({now.chat_id})
                await uow.votes.look_again(team.id)
                notice = NotThereNotice(team_id=team.id, title=now.title, people=named)
                await uow.tell(notice, chats, f"not_there:{team.id}:{uow.now.isoformat()}")
                await note_standstills(uow, team.id)


def deciders(policy: Policy, team: OurTeam) -> tuple[Member, ...]:
    """Who can decide on requests by these rules, or on the team; the settings' admins only with a role of their own."""
    roles = {role_for(step) for rule in policy.rules for step in rule.steps} | {Role.APPROVER, Role.ADMIN}
    return tuple(each for each in team.active if (each.roles - ({Role.ADMIN} if each.by_settings else set())) & roles)
