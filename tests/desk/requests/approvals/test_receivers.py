"""A receiver counts what arrives and reads nothing else; whoever is something else beside it is as that."""

from typing import Any

import pytest
from sqlmodel import col, delete

from bot.desk.ledger.cards import CardMessage
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import Role
from bot.purchasing.offers.search import Search
from bot.purchasing.order_report import OrderState, Parcel
from bot.purchasing.people.teams import Changed
from bot.purchasing.person import Act, Person, Place
from storage.tables import OutboxRow
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, EVA, GROUP, OWNER
from tests.desk.requests.approvals.test_baskets import agreed, parts
from tests.fakes.market import ORDER_ID, placed

FEDOR = Person(20, "Fedor", "en")


async def forget_owed_cards(team: Any) -> None:
    async with team.ledger.change() as uow:
        await uow.session.exec(delete(OutboxRow).where(col(OutboxRow.kind) == "card"))


async def ordered(team: Any) -> int:
    """What Anna asked for in private, is ordered and to be paid; its number."""
    await team.rules("else: auto")
    number: int = await team.ask()
    team.market.outcomes = [placed(total=None)]
    await team.desk.submit_worker.submit_due()
    await team.desk.watch.look_due()
    return number


async def shipped(team: Any) -> int:
    """The same, on its way in a parcel; Fedor receives."""
    number = await ordered(team)
    team.market.parcel_list = (Parcel("LP1", "YT123", "圆通", "sent", signed=False),)
    team.market.moves(ORDER_ID, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=team.clock.now())
    await team.desk.watch.look(ORDER_ID)
    await team.member(FEDOR, Role.RECEIVER)
    return number


async def reads_nothing(team: Any, who: Person, number: int) -> None:
    """Everything that shows a purchase is refused, in private and in the team's group."""
    orders, named = team.desk.orders, str(number)
    for verb in (orders.find(who, named), orders.details(who, ORDER_ID), orders.track(who, named)):
        await team.refused("only-receives", verb)
    for place in (Place(who.id), GROUP):
        await team.refused("only-receives", orders.page(who, "all", 1, place))
        await team.refused("only-receives", orders.awaited(who, place))
        assert (await team.desk.approvals.pending(who, 1, place, "en")).steps == ()
    await team.refused("only-receives", team.desk.teams.show(who, team.id))
    await team.refused("only-receives", team.desk.policy.preview(who, team.id, "else: auto"))
    await team.refused("only-receives", team.desk.finding.begin(who, GROUP, Search("shirt")))
    await team.refused("only-receives", team.desk.line_pages.seen(who, number))
    await team.refused("only-receives", orders.look(Act(who), ORDER_ID))
    await team.refused("only-receives", orders.pay(who, ORDER_ID))


async def test_a_receiver_counts_what_arrives_and_reads_no_purchase(team: Any) -> None:
    number = await shipped(team)
    await reads_nothing(team, FEDOR, number)
    (goods,) = await team.desk.orders.goods(FEDOR, str(number))
    assert [each.order_id for each in goods.orders] == [ORDER_ID]
    view = await team.desk.counting.all_there(Act(FEDOR), ORDER_ID, "k", seen=0)
    assert view.order.count.good == 10


async def test_who_asked_or_bought_before_reads_nothing_once_they_only_receive(team: Any) -> None:
    number = await shipped(team)
    for person in (ANNA, EVA):
        await team.member(person, Role.RECEIVER)
        await reads_nothing(team, person, number)


async def test_whoever_is_something_else_beside_it_is_as_that(team: Any) -> None:
    number = await shipped(team)
    await team.member(FEDOR, Role.RECEIVER, Role.APPROVER)
    assert (await team.desk.orders.find(FEDOR, str(number))).request.id == number


async def test_an_order_that_is_not_paid_has_no_goods_yet_and_a_request_none(team: Any) -> None:
    number = await ordered(team)
    await team.member(FEDOR, Role.RECEIVER)
    await team.refused("not-shipped", team.desk.orders.goods(FEDOR, str(number)))
    await team.refused("not-ordered", team.desk.orders.goods(FEDOR, str(await team.ask())))
    await team.refused("unknown-request", team.desk.orders.goods(FEDOR, "99"))
    await team.refused("not-yours", team.desk.orders.goods(FEDOR, str(await team.draft())))


async def test_who_neither_receives_nor_asks_nor_buys_counts_nothing(team: Any) -> None:
    number = await shipped(team)
    await team.refused("only-receivers", team.desk.orders.goods(CHEN, str(number)))


async def test_the_team_is_shown_without_limits_and_rate(team: Any) -> None:
    await team.member(FEDOR, Role.RECEIVER)
    await team.member(CHEN, Role.APPROVER, limit=5000_00)
    async with team.ledger.change() as uow:
        await uow.teams.set(team.id, currency="USD", rate="7.26", rate_date="2026-11-01")
    shown = (await team.desk.teams.show(FEDOR, team.id, Action.MEET)).team
    assert shown.rate is None
    assert {each.limit for each in shown.members} == {None}
    assert shown.member(CHEN.id) is not None
    whole = (await team.desk.teams.show(CHEN, team.id, Action.MEET)).team
    assert whole.member(CHEN.id).limit == 5000_00


async def test_their_cards_of_what_waits_are_drawn_anew_when_they_only_receive_and_when_not(team: Any) -> None:
    number = await team.ask(BORIS)
    async with team.ledger.change() as uow:
        await uow.cards.put(CardMessage(number, BORIS.id, 7, has_photo=False, shown=""))
    for roles in ([Role.RECEIVER], [Role.RECEIVER, Role.REQUESTER]):
        await forget_owed_cards(team)
        done = await team.desk.teams.set_roles(Act(OWNER), team.id, BORIS.id, roles)
        assert isinstance(done, Changed), "it gives nobody a right that loosens"
        assert BORIS.id in await team.cards(number)


@pytest.mark.parametrize("before", [(), (Role.REQUESTER,), (Role.BUYER,)])
async def test_to_make_somebody_a_receiver_takes_one_word(team: Any, before: tuple[Role, ...]) -> None:
    if before:
        await team.member(FEDOR, *before)
        roles = [*before, Role.RECEIVER]
        done = await team.desk.teams.set_roles(Act(OWNER), team.id, FEDOR.id, roles)
    else:
        done = await team.desk.teams.add(Act(OWNER), team.id, [FEDOR], Role.RECEIVER)
    assert isinstance(done, Changed)
    assert isinstance(await team.desk.teams.invite(Act(OWNER), team.id, Role.RECEIVER), Changed)


async def test_of_a_split_purchase_each_part_that_is_on_its_way_is_counted_by_itself(team: Any) -> None:
    number = await agreed(team)
    await team.desk.submit_worker.submit_due()
    await team.desk.watch.look_due()
    await team.member(FEDOR, Role.RECEIVER)
    await team.refused("not-shipped", team.desk.orders.goods(FEDOR, str(number)))
    first = (await parts(team, number))[0].orders[0].order_id
    team.market.moves(first, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=team.clock.now())
    await team.desk.watch.look(first)
    (goods,) = await team.desk.orders.goods(FEDOR, str(number))
    assert (goods.request.name, [each.order_id for each in goods.orders]) == (f"{number}/1", [first])
