"""Asks `purchasing/approval/rights.py` in a transaction who may do what; without a team, the admins of the settings."""

from collections.abc import Collection

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import known_purchase
from bot.desk.shared.people import People
from bot.desk.shared.refusal import PlainWhy, Refusal, RefusalReason
from bot.desk.shared.refusals import NoLonger, OnlyBuyers, Stranger, allowed
from bot.purchasing.approval.policy import DECIDING
from bot.purchasing.approval.rights import Action, Actor, Matter, authorise
from bot.purchasing.approval.team import Role
from bot.purchasing.lifecycle import UNDECIDED, AttemptState
from bot.purchasing.notices.base import Called
from bot.purchasing.order import Order
from bot.purchasing.order_report import ReadBackState
from bot.purchasing.orders.whose import all_of, is_theirs
from bot.purchasing.people.teams import ListedFor, OurTeam
from bot.purchasing.person import Person, Place
from bot.purchasing.reading.waybills import plain_waybill
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request

_THEIR_DIGITS = 10
"""A number with at least this many digits is one of 1688's."""


async def permit(
    uow: UnitOfWork,
    people: People,
    by: Person,
    action: Action,
    purchase: Purchase,
    order: Order | None = None,
    known: OurTeam | None = None,
    entries: Collection[str] | None = None,
) -> OurTeam | None:
    """Raise Refusal unless this person may do this with the purchase now; returns its team, if it has one.

    `Action.LIST` is reading it, and whoever may not read it may do nothing else with it. What nobody was asked for yet
    is its requester's alone; nobody knows what others buy. `known` is the team, if this transaction has read it.
    `entries` are the lines that money is asked back for, none are all; without it some line of theirs is enough.
    """
    request = purchase.request
    team = await team_of(uow, request) if known is None else known
    if team is None or team.member(by.id) is None:
        if await teams_seen(uow, people, by) is not None:
            if order is not None:
                raise Refusal(RefusalReason.UNKNOWN_ORDER, order.order_id)
            raise Refusal(RefusalReason.UNKNOWN_REQUEST, request.id)
    else:
        attempt = purchase.attempt
        matter = Matter(
            team_id=team.id, requester_id=request.requester.id, state=request.state,
            attempt=attempt.state if attempt else None, order=order.state if order else None,
            theirs=order is not None and _is_theirs(action, by, request, order, entries),
        )  # fmt: skip
        answer = authorise(Actor(by.id, by.id), action, matter, team, uow.now)
        allowed(answer, number=request.id, state=(request.state if order is None else order.state).value)
    if request.unasked and request.requester.id != by.id:
        raise Refusal(RefusalReason.NOT_YOURS, request.id)
    return team


def _is_theirs(action: Action, by: Person, request: Request, order: Order, entries: Collection[str] | None) -> bool:
    """Whether what this is about is this person's alone."""
    if action is Action.CANCEL_ORDER:
        return all_of(by.id, request, order)
    return action is Action.REFUND and is_theirs(by.id, request, order, entries)


async def known_order(
    uow: UnitOfWork, people: People, by: Person, order_id: str, *, lock: bool = False
) -> tuple[Purchase, Order]:
    """An order of ours and its purchase; Refusal if it is none, or is something else than what was sent.

    With a `lock` nobody else changes anything of the purchase until this transaction ends.
    """
    found = await uow.find_purchase_of(order_id)
    if lock and found is not None:
        await uow.votes.lock(found[0].request.id)
        found = await uow.find_purchase_of(order_id)
    if found is None or found[1].checked is ReadBackState.DIFFERS:
        await teams_seen(uow, people, by)
        raise Refusal(RefusalReason.UNKNOWN_ORDER, order_id[:40])
    return found


async def purchase_named(
    uow: UnitOfWork, people: People, by: Person, number: str, action: Action = Action.LIST
) -> Purchase:
    """The purchase by our number (1042, 1042/2), by 1688's or by a waybill; Refusal if there is none they may see."""
    text = number.strip().lstrip("#№")
    theirs = text.isascii() and text.isdigit() and len(text) >= _THEIR_DIGITS
    order = await uow.orders.find(text) if theirs else None
    named = None if theirs else await uow.requests.named(text[:_THEIR_DIGITS])
    request_id = order.request_id if order else named
    purchase = await uow.find_purchase(request_id, journal=True) if request_id is not None else None
    if purchase is None:
        await teams_seen(uow, people, by)
        waybill = plain_waybill(number)
        for order_id, _ in (await uow.orders.by_waybill([waybill]))[waybill]:
            try:
                return await purchase_named(uow, people, by, order_id, action)
            except Refusal as refusal:  # a parcel of others is as unknown as none
                if refusal.reason is RefusalReason.ONLY_RECEIVES:
                    raise
        which = RefusalReason.UNKNOWN_ORDER if theirs else RefusalReason.UNKNOWN_REQUEST
        raise Refusal(PlainWhy(which=which, number=text[:40]))
    await permit(uow, people, by, action, purchase, order)
    return purchase


async def permit_handling(uow: UnitOfWork, people: People, by: Person, purchase: Purchase) -> None:
    """Raise Refusal unless this person sees this purchase and handles it."""
    team = await permit(uow, people, by, Action.LIST, purchase)
    if not _handles(people, by, purchase.request, team):
        rests, buyers = _rests(team, by), team.named(Role.BUYER) if team else ()
        raise Refusal(RefusalReason.LEFT_THE_GROUP if rests else OnlyBuyers(names=buyers))


async def permit_asking(uow: UnitOfWork, people: People, by: Person, purchase: Purchase) -> None:
    """Raise Refusal unless this person may ask its seller before it is decided: who handles it, and the approvers."""
    team = await permit(uow, people, by, Action.LIST, purchase)
    request = purchase.request
    approves = team is not None and Role.APPROVER in team.roles_of(by.id)
    if not approves and not _handles(people, by, request, team):
        raise Refusal(RefusalReason.LEFT_THE_GROUP if _rests(team, by) else RefusalReason.NOT_YOURS, request.id)
    if request.state not in UNDECIDED:
        raise Refusal(NoLonger(number=request.id, state=request.state.value))


async def waiting(uow: UnitOfWork, people: People, by: Person, request_id: int) -> tuple[Purchase, Attempt]:
    """The purchase and its attempt, if this person handles it and it waits to be placed; Refusal otherwise."""
    purchase = await known_purchase(uow, request_id)
    await permit_handling(uow, people, by, purchase)
    attempt = purchase.attempt
    if attempt is None or attempt.state is not AttemptState.READY:
        state = attempt.state.value if attempt else purchase.request.state.value
        raise Refusal(NoLonger(number=request_id, state=state))
    return purchase, attempt


async def acts_on(uow: UnitOfWork, people: People, by: Person, purchase: Purchase) -> bool:
    """Whether this person may do anything with a purchase they see; before the decision, only its requester may."""
    request = purchase.request
    if request.state in UNDECIDED and request.requester.id != by.id:
        return False
    return _handles(people, by, request, await team_of(uow, request))


def _handles(people: People, by: Person, request: Request, team: OurTeam | None) -> bool:
    """Whether this person handles it: the buyers do, and its requester, even if they may no longer ask."""
    if team is None:
        return people.may_buy(by.id)
    if _rests(team, by):
        return False
    return request.requester.id == by.id or Role.BUYER in team.roles_of(by.id)


def _rests(team: OurTeam | None, by: Person) -> bool:
    member = team.member(by.id) if team is not None else None
    return member is not None and member.rests


async def team_of(uow: UnitOfWork, request: Request) -> OurTeam | None:
    """The team that a request belongs to, as it is now; None if its requester buys alone.

    A closed team has no people any more: the admins of the settings bring its orders to their end.
    """
    if request.team_id is None:
        return None
    team = await uow.teams.get(request.team_id)
    return None if team.closed else team


async def deciders(uow: UnitOfWork, people: People, request: Request) -> frozenset[int]:
    """Who may settle a doubt about a request: the buyers of its team, or the admins of the settings."""
    team = await team_of(uow, request)
    if team is None:
        return people.admins
    return frozenset(each.person_id for each in team.active if Role.BUYER in team.roles_of(each.person_id))


async def settlers(uow: UnitOfWork, people: People, request: Request) -> tuple[tuple[Called, ...], frozenset[int]]:
    """Those deciders by name, and who hears in private that they are wanted.

    Of a team those who can be reached; if nobody is its buyer, its admins, who can change that.
    """
    team, who = await team_of(uow, request), await deciders(uow, people, request)
    told = who if who or team is None else frozenset(each.person_id for each in team.acting(Role.ADMIN))
    known = await uow.people.find_all(sorted(told))
    names = {each.id: team.known_as(each.id) if team is not None else each.name for each in known}
    named = tuple(Called(each, names.get(each) or str(each)) for each in sorted(who))
    return named, who if team is None else frozenset(each.id for each in known if each.reachable)


async def teams_seen(uow: UnitOfWork, people: People, by: Person) -> tuple[OurTeam, ...] | None:
    """The teams of which this person sees purchases; None means all. Refusal for a stranger."""
    if people.may_buy(by.id):
        return None
    teams = await uow.teams.of_person(by.id)
    if not teams:
        raise Refusal(Stranger(person_id=by.id))
    return teams


def sees_whole(team: OurTeam | None, by: Person) -> bool:
    """Whether this reader sees all lines of what a team buys, not their own alone."""
    return team is None or (team.reads(by.id) and bool(DECIDING & team.roles_of(by.id)))


async def require_reader(uow: UnitOfWork, people: People, by: Person, place: Place) -> None:
    """Refusal for whoever may not read in this place what is bought there: they look for nothing at 1688 either."""
    listed = await listed_for(uow, people, by, place)
    if listed.teams == ():
        raise Refusal(RefusalReason.LEFT_THE_GROUP if listed.own else RefusalReason.GROUP_NO_TEAM)


async def listed_for(
    uow: UnitOfWork, people: People, by: Person, place: Place | None, *, own_alone: bool = False
) -> ListedFor:
    """What is listed for this person in this place, as `permit` lets them read it: in a group, only of its team.

    A group that is no team lists only what was bought outside of teams, for those who may see that. Refusal if it is
    a team of others, or if they only receive. With `own_alone` whoever only asks is listed what they asked for.
    """
    seen = await teams_seen(uow, people, by)
    if place is not None and not place.private:
        here = await uow.teams.of_chat(place.chat_id)
        if here is None or here.closed:
            return ListedFor(by.id, (None,) if seen is None else ())
        if seen is not None and here.id not in {each.id for each in seen}:
            raise Refusal(RefusalReason.UNKNOWN_TEAM)  # else a press would empty the list of those whose group it is
        seen = (here,)
    if seen is None:
        return ListedFor(by.id, None)
    seen = tuple(each for each in seen if not each.only_receives(by.id))
    if not seen:
        raise Refusal(RefusalReason.ONLY_RECEIVES)
    whole = [each.id for each in seen if (sees_whole(each, by) if own_alone else each.reads(by.id))]
    own = [each.id for each in seen if each.id not in whole]
    return ListedFor(by.id, tuple(whole), tuple(own))
