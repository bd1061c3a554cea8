"""Who handles what was approved, and who hears of it beside the requester."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.market.port import Unsent
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine, OrderReport, OrderState, PayLink, PayWay, RefundState, SharedLink
from bot.purchasing.person import Act, Person, Place

OWNER, ANNA, BORIS, CHEN, EVA = (
    Person(number, name, "en")
    for number, name in ((10, "Owner"), (11, "Anna"), (12, "Boris"), (13, "Chen"), (15, "Eva"))
)
STRANGER = Person(99, "Stranger", "en")


async def waiting_for_a_person(team: Any) -> int:
    """An approved request that the program gave up to place."""
    number: int = await team.ask()
    await team.approve(number)
    team.market.outcome = Unsent("no route")
    for _ in range(3):
        await team.desk.submit_worker.submit_due()
        team.clock.time += timedelta(minutes=2)
    team.market.outcome = None
    assert len(team.market.sent) == 3
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 3
    return number


@pytest.mark.parametrize(("who", "key"), [(BORIS, "only-buyers"), (OWNER, "only-buyers"), (STRANGER, "stranger")])
async def test_only_the_requester_and_the_buyers_handle_what_was_approved(team: Any, who: Person, key: str) -> None:
    number = await waiting_for_a_person(team)
    await team.refused(key, team.desk.submit_worker.retry(Act(who), number))
    await team.refused(key, team.desk.submit_worker.withdraw(Act(who), number))


@pytest.mark.parametrize("who", [ANNA, EVA])
async def test_what_was_not_sent_is_tried_again_by_those_who_handle_it(team: Any, who: Person) -> None:
    number = await waiting_for_a_person(team)
    await team.desk.submit_worker.retry(Act(who), number)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 4


@pytest.mark.parametrize("who", [BORIS, OWNER, STRANGER])
async def test_only_they_order_it_by_hand(team: Any, who: Person) -> None:
    number = await waiting_for_a_person(team)
    with pytest.raises(Refusal, match=r"only-buyers|stranger"):
        await team.desk.by_hand.take(Act(who), number)


@pytest.mark.threat("T54")
async def test_two_people_never_order_the_same_by_hand(team: Any) -> None:
    number = await waiting_for_a_person(team)
    await team.desk.by_hand.take(Act(EVA), number)
    await team.refused("ordered-by-hand", team.desk.by_hand.take(Act(ANNA), number))
    await team.refused("ordered-by-hand", team.desk.submit_worker.retry(Act(ANNA), number))
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 3


async def test_a_buyer_takes_it_back_and_the_others_hear_it(team: Any) -> None:
    number = await waiting_for_a_person(team)
    await team.desk.submit_worker.withdraw(Act(EVA), number)
    assert await team.state(number) == "cancelled"
    for chat in (11, -1001):
        (told,) = await team.told("withdrawn", chat=chat)
        assert told["by"] == "Eva"
    await team.refused("no-longer", team.desk.submit_worker.retry(Act(ANNA), number))


async def test_whoever_can_pay_hears_that_it_is_ordered(team: Any) -> None:
    number = await team.ask()
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    order = (await team.purchase(number)).orders[0]
    await _seen(team, order.order_id)
    assert [each["number"] for each in await team.told("placed", chat=11)] == [number]
    assert [each["number"] for each in await team.told("placed", chat=15)] == [number]
    assert await team.told("placed", chat=12) == []


async def test_the_group_hears_it_where_no_buyer_pressed_start(team: Any) -> None:
    await team.desk.people.reachable(EVA.id, False)
    number = await team.ask()
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    await _seen(team, (await team.purchase(number)).orders[0].order_id)
    assert len(await team.told("placed", chat=-1001)) == 1
    assert await team.told("placed", chat=15) == []


async def _seen(team: Any, order_id: str, **differently: Any) -> None:
    """The order is looked at on 1688, where it waits for its money."""
    async with team.ledger.read() as uow:
        request = await uow.requests.get((await uow.orders.get(order_id)).request_id)
    lines = tuple(OrderLine(each.offer_id, each.spec_id, each.quantity) for each in request.snapshot.lines)
    report = OrderReport(
        order_id, "waitbuyerpay", OrderState.TO_PAY, RefundState.NONE, Fen(105_00), Fen(5_00), Fen(0),
        lines, "", "杭州", "seller", team.clock.now(), team.clock.now(), None, None,
    )  # fmt: skip

    async def look(order_id: str) -> OrderReport:
        return replace(report, **differently)

    async def deadline(order_id: str) -> Any:
        from bot.purchasing.order_report import PayDeadline

        return PayDeadline(None, None)

    async def link(_: object, way: PayWay) -> SharedLink:
        return SharedLink(PayLink(way, "https://trade.1688.com/x"))

    team.market.look, team.market.pay_deadline, team.market.pay_link = look, deadline, link
    await team.desk.watch.look(order_id)


async def test_a_buyer_alone_pays_and_cancels(team: Any) -> None:
    number = await team.ask()
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    order_id = (await team.purchase(number)).orders[0].order_id
    await _seen(team, order_id)
    for person in (ANNA, BORIS, OWNER):
        await team.refused("only-buyers", team.desk.orders.pay(person, order_id))
    for person in (BORIS, OWNER):
        refused = await team.refused("only-buyers-or-owner", team.desk.orders.cancel(Act(person), order_id))
        assert refused["names"] == ("Eva",)
    assert (await team.desk.orders.pay(EVA, order_id)).order_id == order_id


async def test_money_that_is_committed_spent_or_came_back_counts_in_the_budget(team: Any) -> None:
    await team.rules("else: any of approvers\nbudget team 1000 a month")
    first = await team.ask()

    async def used() -> int:
        step = await team.desk.drafting.step(await team.draft())
        assert step.budget is not None
        return int(step.budget.used)

    assert await used() == 0
    await team.approve(first)
    assert await used() == 105_00
    await team.desk.submit_worker.submit_due()
    assert await used() == 105_00
    order_id = (await team.purchase(first)).orders[0].order_id
    await _seen(
        team, order_id, total=Fen(120_00), state=OrderState.PAID, word="waitsellersend", paid_at=team.clock.now()
    )
    assert await used() == 120_00
    team.clock.time += timedelta(days=31)
    assert await used() == 0


async def test_a_cancelled_order_gives_its_budget_back(team: Any) -> None:
    await team.rules("else: any of approvers\nbudget each 1000 a month")
    number = await team.ask(place=Place(11))
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    await _seen(team, (await team.purchase(number)).orders[0].order_id, state=OrderState.CANCELLED, word="cancel")
    budget = (await team.desk.drafting.step(await team.draft())).budget
    assert budget is not None
    assert (budget.person_id, budget.used) == (11, 0)
