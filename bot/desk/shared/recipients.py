"""Chooses who hears of an order besides its requester, and who hears when buying stops or goes on."""

from collections.abc import Iterable
from dataclasses import replace

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.approval.team import Role
from bot.purchasing.notices.base import AboutEnded, Notice
from bot.purchasing.notices.purchases import NotSentNotice, PriceChangedNotice
from bot.purchasing.order import OrderState
from bot.purchasing.orders.payable import Unpayable, charged
from bot.purchasing.requests.purchase import Attempt, Place, Purchase, Request


async def tell_not_sent(
    uow: UnitOfWork, admins: frozenset[int], request: Request, attempt: Attempt, told: NotSentNotice
) -> None:
    """1688 did not take an order. If the app has no right to order, the admins can ask for it.

    The buyers can order it on the site: they hear once of that, and once that it is not tried again by itself.
    """
    dedupe = f"not_sent:{attempt.id}:{attempt.epoch}"
    await uow.tell(told, request.place, dedupe, request.id)
    buyers = await payers(uow, request) if told.denied or not told.again else []
    for place in buyers:
        once = f"not_sent:{attempt.id}:{'denied' if told.again else 'waits'}:{place.chat_id}"
        await uow.tell(told, place, once, request.id)
    if told.denied:
        others = admins - {request.place.chat_id, *(each.chat_id for each in buyers)}
        await uow.tell_all(others, told, dedupe, request.id)


async def tell_group_if_dearer(uow: UnitOfWork, purchase: Purchase, dedupe: str, told: PriceChangedNotice) -> None:
    """The team that agreed to one sum hears of a higher one, even if it was asked for in private."""
    request, agreed = purchase.request, purchase.request.approved or purchase.request.snapshot
    if request.team_id is None or agreed is None or charged(purchase) <= agreed.total:
        return
    group = await uow.group_of(request)
    if group.chat_id != request.place.chat_id:
        await uow.tell(told, group, f"{dedupe}:{group.chat_id}", request.id)


async def tell_ended(uow: UnitOfWork, told: AboutEnded, purchase: Purchase, dedupe: str) -> None:
    """Nobody agrees to it: its requester hears it and, if it is ordered already, those who can cancel it."""
    request, ordered = purchase.request, [each for each in purchase.orders if each.state is OrderState.TO_PAY]
    if ordered:
        told = replace(told, order_id=ordered[0].order_id, unpayable=Unpayable.ENDED)
    await uow.tell(told, request.place, dedupe, request.id)
    if ordered:
        await tell_payers(uow, told, purchase, dedupe)


async def show_to_deciders(uow: UnitOfWork, request_id: int, who: Iterable[int]) -> None:
    """Post the card in private to everybody who may decide now, can be reached, and does not have it there yet."""
    have = set(await uow.cards.chats(request_id))
    for person in await uow.people.find_all(sorted(set(who) - have)):
        if person.reachable:
            await uow.outbox.owe_card(request_id, Place(person.id))


async def tell_teams(uow: UnitOfWork, message: Notice, told: frozenset[int], dedupe: str) -> None:
    """Every team's group, and in private its buyers who can be reached; nobody who is told already."""
    groups, buyers = set[int](), set[int]()
    for team in await uow.teams.all_open():
        groups |= {team.chat_id} if team.chat_id is not None else set()
        buyers |= {each.person_id for each in team.active if Role.BUYER in team.roles_of(each.person_id)}
    people = await uow.people.find_all(buyers - told)
    await uow.tell_all(groups | {each.id for each in people if each.reachable}, message, dedupe)


async def tell_payers(uow: UnitOfWork, message: Notice, purchase: Purchase, dedupe: str) -> None:
    """Tell the buyers of the team in private; if none of them can be reached, tell the group."""
    for place in await payers(uow, purchase.request):
        await uow.tell(message, place, f"{dedupe}:{place.chat_id}", purchase.request.id)


async def payers(uow: UnitOfWork, request: Request) -> list[Place]:
    """Where the buyers of the team hear of an order, besides where it was asked for; none of them: in the group."""
    team = await uow.teams.find(request.team_id) if request.team_id is not None else None
    if team is None:
        return []
    buyers = [each.person_id for each in team.active if Role.BUYER in team.roles_of(each.person_id)]
    people = await uow.people.find_all(buyers)
    places = [Place(each.id) for each in people if each.reachable] or [await uow.group_of(request)]
    return [each for each in places if each.chat_id != request.place.chat_id]
