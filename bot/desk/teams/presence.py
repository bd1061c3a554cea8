"""Knows who is in a team's group: a member who left it, or of whom nobody can tell, decides nothing."""

from collections.abc import Callable, Collection
from contextlib import suppress
from enum import StrEnum
from typing import Protocol

from bot.desk.ledger.ledger import AlreadyDone, Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NoAnswer
from bot.desk.teams.team_changes import record_in_team, team_in
from bot.purchasing.approval.team import Member
from bot.purchasing.events.teams import BackInGroup, DecisionNotCounted, LeftGroup
from bot.purchasing.people.teams import Left, OurTeam
from bot.purchasing.requests.purchase import Cause, Person, Place

PATIENCE = 60.0
"""Seconds for which Telegram is asked again if it gives no answer."""
KEPT = 60.0
"""Seconds for which an answer of Telegram's is not asked for again."""
MOST_WAITING = 100
Over = Callable[[Left], bool]
"""Whether what is known of somebody's leaving is over."""


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


class ClosedDoor:
    """A lookup that can see into no group."""

    async def stands(self, chat_id: int, person_id: int, patience: float = PATIENCE) -> GroupStanding:
        return GroupStanding.MAY_NOT_ASK

    async def may_ask(self, chat_id: int) -> bool | None:
        return False

    def forget(self, chat_id: int) -> None:
        """Do nothing, since nothing is known."""


class Presence:
    """What is known of who is in the group; a member's roles do not hold between leaving and returning."""

    def __init__(self, ledger: Ledger, door: MemberLookup) -> None:
        self._ledger, self.door = ledger, door

    async def may_ask(self, team: OurTeam) -> bool | None:
        """Whether the bot can ask who is in the team's group; None if that is not known."""
        return await self.door.may_ask(team.chat_id) if team.chat_id is not None else None

    async def left(self, chat_id: int, person_id: int, update_id: int | None = None) -> None:
        """Note that this person left the group or was removed; the group is told once, however often it is reported."""
        self.door.forget(chat_id)
        team = await self._team_of(chat_id, person_id)
        if team is None:
            return
        async with self._ledger.change() as uow:
            team = await team_in(uow, team.id)
            member = team.member(person_id)
            if member is not None and await rest(uow, team, member, update_id):
                waiting = await uow.votes.waiting((team.id,), MOST_WAITING)
                event = LeftGroup(our_team=team, member=member, waiting=len(waiting))
                await record_in_team(uow, event)

    async def came(self, chat_id: int, people: Collection[int], update_id: int | None = None) -> None:
        """Note that these people are in the group; roles of those who had left hold again."""
        self.door.forget(chat_id)
        for person_id in people:
            team = await self._team_of(chat_id, person_id)
            if team is not None and _rests(team, person_id):
                await self.back(team.id, person_id, lambda left: _before(left, update_id))

    async def seen(self, person_id: int, place: Place, update_id: int) -> None:
        """Note that this person acts in a private group, so they are in it unless they left it since."""
        if place.private or place.public:
            return
        team = await self._team_of(place.chat_id, person_id)
        if team is not None and _rests(team, person_id):
            await self.back(team.id, person_id, lambda left: left.update_id is not None and left.update_id < update_id)

    async def require(self, team: OurTeam, by: Person, place: Place | None, cause: Cause | None) -> None:
        """Raise Refusal unless this person is in this team's group now, as far as that can be known."""
        if team.chat_id is None:
            return
        async with self._ledger.read() as uow:
            left, now = await uow.teams.left(team.id, by.id), uow.now
        here = place is not None and place.chat_id == team.chat_id and not place.public
        if here and left is None:
            return
        if left is not None and (now - left.at).total_seconds() < KEPT:
            raise Refusal(RefusalReason.LEFT_THE_GROUP)
        update_id = cause.update_id if cause else None
        standing = await self.door.stands(team.chat_id, by.id)
        if standing is GroupStanding.OUT:
            await self.left(team.chat_id, by.id, update_id)
            raise Refusal(RefusalReason.LEFT_THE_GROUP)
        if standing is not GroupStanding.IN:
            raise Refusal(RefusalReason.MAY_NOT_ASK if standing is GroupStanding.MAY_NOT_ASK else NoAnswer())
        if left is not None:
            await self.back(team.id, by.id, lambda now_known: now_known == left)

    async def give_up(self, request_id: int, by: Person, place: Place | None, cause: Cause | None) -> None:
        """Tell this person that their decision is not kept, because Telegram gave no answer about the group."""
        with suppress(AlreadyDone):
            async with self._ledger.change(cause) as uow:
                event = DecisionNotCounted(actor=by.id, number=request_id, by=by.name, place=place or Place(by.id))
                await uow.record(event)

    async def _team_of(self, chat_id: int, person_id: int) -> OurTeam | None:
        """The team of a group, if somebody is a member of it."""
        async with self._ledger.read() as uow:
            team = await uow.teams.of_chat(chat_id)
        if team is None or team.closed:
            return None
        member = team.member(person_id)
        return team if member is not None and member.active else None

    async def back(self, team_id: int, person_id: int, over: Over) -> None:
        """Restore this person's roles, if what is known of their leaving is over; the group is told once."""
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


def _rests(team: OurTeam, person_id: int) -> bool:
    member = team.member(person_id)
    return member is not None and member.rests


def _before(left: Left, update_id: int | None) -> bool:
    """Whether this person left before this update; an older one says nothing of today."""
    return left.update_id is None or update_id is None or left.update_id < update_id
