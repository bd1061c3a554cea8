"""Decides which team a request belongs to, and who may ask for something at all."""

from bot.desk.ledger.facts import LAST_TEAM
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import known_purchase
from bot.desk.rules.rights import team_of
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NoLonger, allowed
from bot.purchasing.approval.rights import Action, Actor, Allowed, Change, authorise
from bot.purchasing.approval.team import SHANGHAI, Role
from bot.purchasing.lifecycle import UNDECIDED
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Person, Place
from bot.purchasing.requests.asked_line import contributors
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request


async def team_for(
    uow: UnitOfWork, people: People, by: Person, place: Place, action: Action = Action.REQUEST
) -> OurTeam | None:
    """The team of a new request, or whose list of own SKUs is meant; None if this person buys alone.

    Refusal if they may not do this here.
    """
    if not place.private:
        here = await uow.teams.of_chat(place.chat_id)
        team = None if here is None or here.closed else here
    else:
        team = await _team_in_private(uow, people, by)
        if team is None and action is not Action.REQUEST:
            team = next(iter(await uow.teams.of_person(by.id)), None)
    if team is None:
        await require_alone(uow, people, by, place)
    else:
        require(uow, team, by, action, place)
    return team


def require(
    uow: UnitOfWork, team: OurTeam, by: Person, action: Action, place: Place | None = None, change: Change | None = None
) -> Allowed:
    """Raise Refusal unless this person's roles alone allow the action, or this change, in this team."""
    return allowed(authorise(Actor(by.id, place.chat_id if place else by.id), action, None, team, uow.now, change))


async def require_alone(uow: UnitOfWork, people: People, by: Person, place: Place) -> None:
    """Raise Refusal unless this person buys alone: an admin of the settings, while there is no team at all."""
    people.require_buyer(by)
    if await uow.teams.all_open():
        raise Refusal(RefusalReason.BUY_IN_TEAM if place.private else RefusalReason.GROUP_NO_TEAM)


async def _team_in_private(uow: UnitOfWork, people: People, by: Person) -> OurTeam | None:
    """This person's only team, or the one they asked in last; None for an admin of the settings who asks in none."""
    teams = await uow.teams.of_person(by.id)
    asking = [each for each in teams if Role.REQUESTER in each.roles_of(by.id)]
    if not asking and (people.may_buy(by.id) or not teams):
        return None
    last = await uow.facts.get(LAST_TEAM.of(by.id))
    return next((each for each in asking if each.id == last), (asking or list(teams))[0])


async def remember_team(uow: UnitOfWork, by: Person, team: OurTeam) -> None:
    """Make this the team this person asks in from now on, if they have several."""
    if await uow.facts.get(LAST_TEAM.of(by.id)) != team.id:
        await uow.facts.put(LAST_TEAM.of(by.id), team.id)


async def own_draft(
    uow: UnitOfWork, people: People, by: Person, request_id: int, action: Action = Action.REQUEST
) -> Purchase:
    """The purchase, if it is this person's, waits for their consent, and they may act so today; else Refusal.

    A person who left the team, or may no longer ask in it, cannot continue a draft there.
    """
    purchase = await known_purchase(uow, request_id)
    await require_own_draft(uow, people, by, purchase, action)
    return purchase


def is_draft(purchase: Purchase) -> bool:
    """Whether it waits for its requester alone: nobody else is asked, and nothing was ordered."""
    request = purchase.request
    return request.state in UNDECIDED and not request.waits and not (purchase.orders or purchase.others)


async def require_own_draft(
    uow: UnitOfWork,
    people: People,
    by: Person,
    purchase: Purchase,
    action: Action = Action.REQUEST,
    known: OurTeam | None = None,
) -> None:
    """Raise Refusal unless `own_draft` would give it; `known` is its team, if whoever asks has read it already."""
    request = purchase.request
    if request.requester.id != by.id:
        raise Refusal(RefusalReason.NOT_YOURS, request.id)
    if not is_draft(purchase):
        raise Refusal(NoLonger(number=request.id, state=request.state.value))
    team = await team_of(uow, request) if known is None else known
    if team is None or team.closed:
        people.require_buyer(by)
    else:
        require(uow, team, by, action)
        member = team.member(by.id)
        if member is not None and member.rests:
            raise Refusal(RefusalReason.LEFT_THE_GROUP)


async def other_teams(uow: UnitOfWork, request: Request) -> tuple[OurTeam, ...]:
    """The other teams in which its requester could ask for it; none if it was made in a group, or of a team's list."""
    if not request.place.private or contributors(request.asked, request.requester.id):
        return ()
    requester = request.requester.id
    teams = await uow.teams.of_person(requester)
    return tuple(each for each in teams if each.id != request.team_id and Role.REQUESTER in each.roles_of(requester))


async def zone_for(uow: UnitOfWork, by: Person, place: Place) -> str:
    """The zone whose days somebody reads there: that of the group's team, or of their only one; else Beijing's."""
    here = None if place.private else await uow.teams.of_chat(place.chat_id)
    teams = (here,) if here is not None else await uow.teams.of_person(by.id)
    return teams[0].time_zone if len(teams) == 1 else SHANGHAI
