"""Ways around an approval, a cap or a budget that are closed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from bot.cards.requests.request import request_card
from bot.desk.shared.refusal import Refusal
from bot.market.port import Placed, Unclear
from bot.purchasing.approval.team import Role
from bot.purchasing.create_call import PlacedOrder
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine, OrderReport, OrderState, RefundState
from bot.purchasing.person import Act
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, DARIA, EVA, GROUP, OWNER

ORDER_ID = "3301686771403783779"
NOTE = "Deliver to Secret street 5"


async def test_approvers_see_what_the_seller_is_told(team: Any) -> None:
    number = await team.draft()
    await team.desk.drafting.note(Act(ANNA), number, NOTE)
    await team.confirm(number)
    step = await team.desk.drafting.step(number, "en")
    assert NOTE in request_card(step, "en", team.clock.now(), place=GROUP, username="bot").text


async def test_a_vote_does_not_count_for_another_note_to_the_seller(team: Any) -> None:
    number = await team.ask()
    await team.approve(number, CHEN)
    team.market.changes(orderable=False)
    await team.desk.submit_worker.submit_due()
    team.market.changes(orderable=True)
    await team.desk.drafting.note(Act(ANNA), number, NOTE)
    await team.confirm(number)
    await team.desk.submit_worker.submit_due()
    assert await team.state(number) == "pending"
    assert team.market.sent == []


async def test_a_request_that_is_confirmed_while_others_expire_waits_for_its_approvers(team: Any) -> None:
    _, second = await team.draft(), await team.draft()
    team.clock.time += timedelta(hours=24)
    change = team.ledger.change
    confirmed: list[int] = []

    @asynccontextmanager
    async def confirming(cause: Any = None) -> AsyncIterator[Any]:
        async with change(cause) as uow:
            yield uow
        if not confirmed:
            confirmed.append(second)
            await team.confirm(second)

    team.ledger.change = confirming
    await team.desk.drafting.expire()
    assert confirmed
    assert await team.state(second) == "pending"


async def test_an_order_that_was_given_up_and_turned_up_counts_in_the_budget(team: Any) -> None:
    await team.rules("else: auto\nbudget team 150 a month stop")
    number = await team.ask()
    team.market.outcome = Unclear("no answer")
    await team.desk.submit_worker.submit_due()
    await team.looked_for()
    attempt = (await team.purchase(number)).attempt
    await team.desk.unclear_orders.give_up(Act(EVA), attempt.id)
    now = team.clock.now()
    report = OrderReport(
        order_id=ORDER_ID, word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE, total=Fen(105_00),
        freight=Fen(500), refunded=Fen(0), lines=(OrderLine(str(team.offers), None, 10),),
        out_order_id=attempt.out_order_id, seller="", seller_login="", created_at=now, modified_at=now, paid_at=None,
        pay_by=None,
    )  # fmt: skip

    async def look(_: str) -> OrderReport:
        return report

    team.market.look = look
    async with team.ledger.change() as uow:
        await uow.unknown_orders.add(ORDER_ID, attempt.id, attempt.out_order_id)
    await team.desk.unknown_orders.link(Act(OWNER), ORDER_ID, number)
    with pytest.raises(Refusal, match="over-budget"):
        await team.ask()


async def test_orders_whose_totals_the_answer_does_not_tell_hold_what_was_agreed(team: Any) -> None:
    await team.rules("else: auto\nbudget team 150 a month stop")
    await team.ask()
    both = (PlacedOrder(ORDER_ID, None), PlacedOrder("3301686771403700002", None))
    team.market.outcome = Placed(both, (), "{}")
    await team.desk.submit_worker.submit_due()
    with pytest.raises(Refusal, match="over-budget"):
        await team.ask()


async def test_the_cap_on_an_hour_holds_after_the_clock_went_back(team: Any) -> None:
    await team.rules("else: auto\ncap hour 1")
    await team.ask()
    await team.desk.submit_worker.submit_due()
    team.clock.time -= timedelta(seconds=5)
    with pytest.raises(Refusal, match="over-cap"):
        await team.ask()


@pytest.mark.parametrize("how", ["removed", "another role", "a lower limit"])
async def test_one_admin_does_not_make_all_of_the_approvers_fewer(team: Any, how: str) -> None:
    await team.rules("else: all of approvers")
    number = await team.ask()
    for person in (CHEN, DARIA):
        await team.approve(number, person)
    teams = team.desk.teams
    if how == "removed":
        await teams.remove(Act(OWNER), team.id, BORIS.id)
    elif how == "another role":
        await teams.set_roles(Act(OWNER), team.id, BORIS.id, frozenset({Role.REQUESTER}))
    else:
        await teams.set_limit(Act(OWNER), team.id, BORIS.id, Fen(0))
    team.clock.time += timedelta(minutes=1)
    await team.desk.approvals.clock()
    await team.desk.submit_worker.submit_due()
    assert await team.state(number) == "pending"
    assert team.market.sent == []


async def test_another_zone_does_not_begin_the_day_of_a_cap_anew(team: Any) -> None:
    await team.rules("else: auto\ncap day 150")
    await team.ask()
    await team.desk.submit_worker.submit_due()
    team.clock.time += timedelta(hours=3, minutes=1)  # 05:01 UTC, one minute past midnight in Panama
    await team.desk.teams.zone(Act(OWNER), team.id, "America/Panama")
    with pytest.raises(Refusal, match="over-cap"):
        await team.ask()


async def test_another_zone_holds_at_once_where_nothing_was_spent(team: Any) -> None:
    await team.rules("else: auto\ncap day 150")
    await team.desk.teams.zone(Act(OWNER), team.id, "America/Panama")
    async with team.ledger.read() as uow:
        assert (await uow.teams.get(team.id)).time_zone == "America/Panama"
