"""Chooses who hears of an order besides its requester, and who hears when buying stops or goes on."""

from collections.abc import Iterable
from dataclasses import replace

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.approval.team import Role
from bot.purchasing.notices.base import AboutEnded, Notice
from bot.purchasing.notices.purchases import NotSentNotice, PriceChangedNotice
from bot.purchasing.order import OrderState
from bot.purchasing.orders.payable import Unpayable, charged
from bot.purchasing.requests.purchase import Place, Purchase, Request


async def who_asks_for_the_right(
    uow: UnitOfWork, admins: frozenset[int], request: Request, notice: NotSentNotice
) -> frozenset[int]:
    """The admins who hear that the app has no right to order, besides the buyers; nobody if it has."""
    if not notice.denied:
        return frozenset()
    return admins - {each.chat_id for each in await uow.audiences.payers(request)}


async def tell_group_if_dearer(uow: UnitOfWork, purchase: Purchase, dedupe: str, told: PriceChangedNotice) -> None:
    """The team that agreed to one sum hears of a higher one, even if it was asked for in private."""
    request, agreed = purchase.request, purchase.request.approved or purchase.request.snapshot
    if request.team_id is None or agreed is None or charged(purchase) <= agreed.total:
        return
    group = await uow.audiences.group(request)
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
    places = [Place(each.id) for each in people if each.reachable] or [await uow.audiences.group(request)]
    return [each for each in places if each.chat_id != request.place.chat_id]
