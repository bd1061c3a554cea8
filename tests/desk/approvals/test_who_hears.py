"""Whoever must act hears of it: the buyer of a doubt and of a price, approvers of each time that they are asked."""

from datetime import timedelta
from typing import Any

from bot.market.port import Placed, Unclear
from bot.purchasing.approval.team import Role
from bot.purchasing.money import Fen
from bot.purchasing.order import OrderReport, OrderState, PlacedOrder, RefundState
from bot.purchasing.request import Line
from tests.desk.approvals.conftest import ANNA, CHEN, DARIA, EVA

ORDER_ID = "3301686771403700001"
LOST = Unclear("no answer")


async def doubted(team: Any) -> int:
    """A request that was sent without anybody's vote and has no answer; its number."""
    await team.rules("else: auto")
    number: int = await team.ask()
    team.market.outcome = LOST
    await team.desk.ordering.submit_due()
    return number


async def test_the_only_buyer_hears_of_a_doubt_about_what_was_asked_in_private(team: Any) -> None:
    number = await doubted(team)
    for _ in range(9):
        team.clock.time += timedelta(minutes=2)
        await team.desk.doubts.look_due()
    assert (await team.purchase(number)).attempt.state.value == "needs_person"
    for person in (ANNA, EVA):
        assert len(await team.told("needs_person", chat=person.id)) == 1


async def test_every_buyer_hears_of_a_conflict(team: Any) -> None:
    await team.member(DARIA, Role.BUYER)
    number = await doubted(team)
    attempt = (await team.purchase(number)).attempt
    now = team.clock.now()
    report = OrderReport(
        order_id=ORDER_ID, word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE, total=Fen(999_00),
        freight=Fen(500), refunded=Fen(0), lines=(Line(str(team.offers), None, 10),),
        out_order_id=attempt.out_order_id, seller="", seller_login="", created_at=now, modified_at=now, paid_at=None,
        pay_by=None,
    )  # fmt: skip

    async def find(_: str) -> tuple[OrderReport, ...]:
        return (report,)

    team.market.find = find
    team.clock.time += timedelta(seconds=3)
    await team.desk.doubts.look_due()
    for person in (ANNA, DARIA, EVA):
        assert len(await team.told("conflict", chat=person.id)) == 1


async def test_whoever_pays_hears_that_it_is_dearer_than_agreed(team: Any) -> None:
    await team.rules("else: auto")
    await team.ask()
    team.market.outcome = Placed((PlacedOrder(ORDER_ID, Fen(999_00)),), (), "{}")
    await team.desk.ordering.submit_due()
    for person in (ANNA, EVA):
        assert len(await team.told("price_changed", chat=person.id)) == 1


async def test_approvers_are_reminded_each_time_that_the_same_content_waits_for_them(team: Any) -> None:
    await team.rules("else: 1 of approvers\nremind 1h")
    number = await team.ask()
    team.clock.time += timedelta(hours=1, minutes=1)
    await team.desk.approvals.clock()
    await team.approve(number, CHEN)
    await team.member(CHEN, Role.REQUESTER)  # his yes does not count any more
    await team.desk.ordering.submit_due()
    team.clock.time += timedelta(hours=1, minutes=1)
    await team.desk.approvals.clock()
    assert (await team.journal(number)).count("reminded") == 2
    assert len(await team.told("reminder")) == 2
