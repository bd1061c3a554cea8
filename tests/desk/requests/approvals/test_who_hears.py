"""Whoever must act hears of it: the buyer of a doubt and of a price, approvers of each time that they are asked."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import AsyncMock

import pytest

from bot.cards.requests.request import request_card
from bot.market.port import Placed, Unclear, Unsent
from bot.purchasing.approval.team import Role
from bot.purchasing.create_call import PlacedOrder
from bot.purchasing.money import Fen
from bot.purchasing.order_report import (
    OrderLine,
    OrderReport,
    OrderState,
    PayDeadline,
    PayLink,
    PayWay,
    RefundState,
    SharedLink,
)
from bot.purchasing.person import Place
from tests.desk.requests.approvals.conftest import ANNA, CHEN, DARIA, EVA, GROUP, OWNER

ORDER_ID = "3301686771403783779"
LOST = Unclear("no answer")


async def doubted(team: Any, place: Place | None = None) -> int:
    """A request that was sent without anybody's vote and has no answer; its number."""
    await team.rules("else: auto")
    number: int = await team.ask(place=place)
    team.market.outcome = LOST
    await team.desk.submit_worker.submit_due()
    return number


async def test_the_only_buyer_hears_of_a_doubt_about_what_was_asked_in_private(team: Any) -> None:
    number = await doubted(team)
    await team.looked_for()
    assert (await team.purchase(number)).attempt.state.value == "needs_person"
    for person in (ANNA, EVA):
        assert len(await team.told("needs_person", chat=person.id)) == 1


async def test_every_message_about_a_doubt_is_kept_true_whoever_reads_it(team: Any) -> None:
    await team.member(DARIA, Role.BUYER)
    number = await doubted(team)
    await team.looked_for()
    async with team.ledger.read() as uow:
        live = {each.place.chat_id for each in await uow.outbox.with_live_buttons(number)}
    assert live == {ANNA.id, DARIA.id, EVA.id}


async def not_taken(team: Any, tries: int, place: Place | None = None) -> int:
    """A request that 1688 did not take so many times, because the app has no right to order; its number."""
    await team.rules("else: auto")
    number: int = await team.ask(place=place)
    for _ in range(tries):
        team.market.outcome = Unsent("the app was not granted this call", "", "alibaba.trade.createCrossOrder")
        await team.desk.submit_worker.submit_due()
        team.clock.time += timedelta(minutes=2)
    return number


async def test_buyers_hear_that_the_program_may_not_order_because_they_can_on_the_site(team: Any) -> None:
    await team.member(DARIA, Role.BUYER)
    number = await not_taken(team, 3)
    for person in (DARIA, EVA):
        told = await team.told("not_sent", chat=person.id)
        assert [each["again"] for each in told] == [True, False]
    async with team.ledger.read() as uow:
        live = {each.place.chat_id for each in await uow.outbox.with_live_buttons(number)}
    assert live == {ANNA.id, DARIA.id, EVA.id, OWNER.id, OWNER.id - 1}


async def test_who_asked_in_the_group_hears_in_private_what_they_can_have_tried_again(team: Any) -> None:
    await not_taken(team, 3, GROUP)
    assert [each["again"] for each in await team.told("not_sent", chat=ANNA.id)] == [False]


async def test_buyers_hear_nothing_of_a_try_that_is_made_again_by_itself(team: Any) -> None:
    await team.rules("else: auto")
    await team.ask()
    team.market.outcome = Unsent("too many calls")
    await team.desk.submit_worker.submit_due()
    assert len(await team.told("not_sent", chat=ANNA.id)) == 1
    assert await team.told("not_sent", chat=EVA.id) == []


async def test_every_buyer_hears_of_a_conflict(team: Any) -> None:
    await team.member(DARIA, Role.BUYER)
    number = await doubted(team)
    attempt = (await team.purchase(number)).attempt
    now = team.clock.now()
    report = OrderReport(
        order_id=ORDER_ID, word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE, total=Fen(105_00),
        freight=Fen(500), refunded=Fen(0), lines=(OrderLine("600000000999", None, 10),),
        out_order_id=attempt.out_order_id, seller="", seller_login="", created_at=now, modified_at=now, paid_at=None,
        pay_by=None,
    )  # fmt: skip

    async def find(_: str) -> tuple[OrderReport, ...]:
        return (report,)

    team.market.find = find
    team.clock.time += timedelta(seconds=3)
    await team.desk.unclear_orders.search_due()
    for person in (ANNA, DARIA, EVA):
        assert len(await team.told("conflict", chat=person.id)) == 1


async def test_whoever_pays_hears_that_it_is_dearer_than_agreed(team: Any) -> None:
    await team.rules("else: auto")
    await team.ask()
    team.market.outcome = Placed((PlacedOrder(ORDER_ID, Fen(999_00)),), (), "{}")
    await team.desk.submit_worker.submit_due()
    now = team.clock.now()
    report = OrderReport(
        order_id=ORDER_ID, word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE, total=Fen(999_00),
        freight=Fen(500), refunded=Fen(0), lines=(OrderLine(str(team.offers), None, 10),), out_order_id="", seller="",
        seller_login="", created_at=now, modified_at=now, paid_at=None, pay_by=None,
    )  # fmt: skip
    team.market.look = AsyncMock(return_value=report)
    team.market.pay_deadline = AsyncMock(return_value=PayDeadline(None, None))
    for _ in range(2):
        await team.desk.watch.look(ORDER_ID)
    for chat in (ANNA.id, EVA.id, GROUP.chat_id):
        assert len(await team.told("price_changed", chat=chat)) == 1


@pytest.mark.parametrize(
    ("state", "word", "kind"),
    [(OrderState.CANCELLED, "cancel", "cancelled"), (OrderState.PAID, "waitsellersend", "paid")],
)
async def test_whoever_was_asked_to_pay_hears_that_there_is_nothing_to_pay_any_more(
    team: Any, state: OrderState, word: str, kind: str
) -> None:
    await team.rules("else: auto")
    await team.ask()
    team.market.outcome = Placed((PlacedOrder(ORDER_ID, Fen(105_00)),), (), "{}")
    await team.desk.submit_worker.submit_due()
    now = team.clock.now()
    order = OrderReport(
        order_id=ORDER_ID, word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE, total=Fen(105_00),
        freight=Fen(500), refunded=Fen(0), lines=(OrderLine(str(team.offers), None, 10),), out_order_id="", seller="",
        seller_login="", created_at=now, modified_at=now, paid_at=None, pay_by=None,
    )  # fmt: skip

    async def link(_: object, way: PayWay) -> SharedLink:
        return SharedLink(PayLink(way, "https://trade.1688.com/x"))

    async def deadline(_: str) -> PayDeadline:
        return PayDeadline(None, None)

    team.market.pay_link, team.market.pay_deadline = link, deadline
    for report in (order, replace(order, state=state, word=word, paid_at=now if kind == "paid" else None)):

        async def look(_: str, report: OrderReport = report) -> OrderReport:
            return report

        team.market.look = look
        await team.desk.watch.look(ORDER_ID)
    for person in (ANNA, EVA):
        assert len(await team.told(kind, chat=person.id)) == 1


async def test_approvers_are_reminded_each_time_that_the_same_content_waits_for_them(team: Any) -> None:
    await team.rules("else: 1 of approvers\nremind 1h")
    number = await team.ask()
    team.clock.time += timedelta(hours=1, minutes=1)
    await team.desk.approvals.clock()
    await team.approve(number, CHEN)
    await team.member(CHEN, Role.REQUESTER)  # his yes does not count any more
    await team.desk.submit_worker.submit_due()
    team.clock.time += timedelta(hours=1, minutes=1)
    await team.desk.approvals.clock()
    assert (await team.journal(number)).count("reminded") == 2
    assert len(await team.told("reminder")) == 2


@pytest.mark.parametrize("place", [None, GROUP])
async def test_each_buyer_who_can_be_reached_has_the_buttons_and_everybody_reads_who_can_settle(
    team: Any, place: Place | None
) -> None:
    await team.member(DARIA, Role.BUYER)
    await team.member(CHEN, Role.BUYER)
    async with team.ledger.change() as uow:
        await uow.people.set_reachable(CHEN.id, False)
    number = await doubted(team, place)
    await team.looked_for()
    told = {chat: await team.told("needs_person", chat=chat) for chat in (ANNA.id, CHEN.id, DARIA.id, EVA.id)}
    assert {chat: len(every) for chat, every in told.items()} == {
        ANNA.id: 0 if place else 1, CHEN.id: 0, DARIA.id: 1, EVA.id: 1,
    }  # fmt: skip
    everywhere = await team.told("needs_person")
    assert {tuple(who["name"] for who in each["who"]) for each in everywhere} == {("Chen", "Daria", "Eva")}
    assert len(await team.told("needs_person", chat=GROUP.chat_id)) == (1 if place else 0)
    card = await team.desk.drafting.step(number, "en")
    assert "Can settle it: Chen, Daria, Eva" in request_card(card, "en", team.clock.now()).text


async def test_the_only_buyer_has_the_buttons_in_private_of_what_was_asked_in_the_group(team: Any) -> None:
    await doubted(team, GROUP)
    await team.looked_for()
    assert [each["who"] for each in await team.told("needs_person", chat=EVA.id)] == [[{"id": EVA.id, "name": "Eva"}]]


async def test_a_team_without_a_buyer_has_its_admins_settle_it(team: Any) -> None:
    await doubted(team, GROUP)
    await team.member(EVA, Role.REQUESTER)
    await team.member(DARIA, Role.ADMIN)
    await team.looked_for()
    [told] = await team.told("needs_person", chat=DARIA.id)
    assert [each["name"] for each in told["who"]] == ["Second", "Owner", "Daria"]
