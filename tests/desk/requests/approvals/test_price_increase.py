"""The seller raises the price of an unpaid order: it is agreed to again by the team's rules, or it is not payable."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import AsyncMock

import pytest
from sqlmodel import col, select

from bot.cards import answers
from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.team import Role
from bot.purchasing.approval.votes import Approved
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
from bot.purchasing.person import Act, Person, Place
from storage.tables import OutboxRow
from tests.desk.stored import told_of

OWNER, ANNA, BORIS, CHEN, EVA = (
    Person(number, name, "en", reachable=True)
    for number, name in ((10, "Owner"), (11, "Anna"), (12, "Boris"), (13, "Chen"), (15, "Eva"))
)
GROUP = -1001


class Ordered:
    """An order of the team on 1688, whose seller moves its price."""

    def __init__(self, team: Any, number: int, report: OrderReport) -> None:
        self.team, self.number, self.report = team, number, report
        self.links = 0

    async def costs(self, total: int, **otherwise: Any) -> None:
        """It is otherwise now, and looked at; so is whatever that look leaves to be looked at."""
        self.report = replace(self.report, total=Fen(total), **otherwise)
        await self.team.desk.watch.look(self.report.order_id)
        await self.team.desk.watch.look_due()

    async def payable(self) -> bool:
        """Whether the buyer gets a link to pay by."""
        before = self.links
        with suppress(Refusal):
            await self.team.desk.orders.pay(EVA, self.report.order_id)
        return self.links > before


async def ordered(
    team: Any, rules: str, *votes: Person, place: Place | None = None, total: int = 105_00
) -> Ordered:  # fmt: skip
    """Asked for at ¥ 105, agreed to, placed, read back at so much."""
    await team.rules(rules)
    number = await team.ask(place=place)
    for person in votes:
        await team.approve(number, person)
    await team.desk.submit_worker.submit_due()
    purchase, now = await team.purchase(number), team.clock.now()
    lines = tuple(OrderLine(each.offer_id, each.spec_id, each.quantity) for each in purchase.request.snapshot.lines)
    there = Ordered(team, number, OrderReport(
        order_id=purchase.orders[0].order_id, word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE,
        total=Fen(total), freight=Fen(500), refunded=Fen(0), lines=lines,
        out_order_id=purchase.attempt.out_order_id, seller="", seller_login="", created_at=now, modified_at=now,
        paid_at=None, pay_by=now + timedelta(days=5),
    ))  # fmt: skip

    async def look(_: str) -> OrderReport:
        return there.report

    async def deadline(_: str) -> PayDeadline:
        return PayDeadline(there.report.pay_by, None)

    async def link(_: object, way: PayWay) -> SharedLink:
        there.links += 1
        return SharedLink(PayLink(way, "https://trade.1688.com/x"))

    team.market.look, team.market.pay_deadline, team.market.pay_link = look, deadline, link
    team.market.parcels = none
    await team.desk.watch.look_due()
    return there


async def none(_: str) -> tuple[Any, ...]:
    return ()


BY_ONE = "else: any of approvers\ntolerance 10% total 10%"


@pytest.mark.threat("T37")
async def test_a_raise_beyond_tolerance_is_not_payable_until_the_approvers_agree_to_it(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    assert await there.payable()
    await there.costs(130_00)
    assert await team.state(there.number) == "pending"
    assert not await there.payable()
    assert {GROUP} <= await team.cards(there.number)
    assert [each["fields"]["total"] for each in await team.told("price_changed", chat=EVA.id)] == [[10500, 13000]]
    await team.approve(there.number, CHEN)
    assert await team.state(there.number) == "approved"
    assert len(await team.told("price_agreed", chat=ANNA.id)) == 1
    await team.desk.watch.look_due()
    assert await there.payable()
    assert [each["total"] for each in await team.told("placed", chat=EVA.id)] == [10500, 13000]
    assert len(team.market.sent) == 1
    assert len((await team.purchase(there.number)).attempts) == 1


async def test_a_look_at_an_order_whose_price_was_declined_says_not_to_pay_it(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    await there.costs(130_00)
    await team.decline(there.number, CHEN)
    found = await team.desk.orders.look(Act(EVA), there.report.order_id)
    first = answers.looked(found, "en", team.clock.now()).text.splitlines()[0]
    assert (f"#{there.number}" in first, "do not pay" in first, "to be paid" in first) == (True, True, False)


async def test_the_raised_price_of_an_order_repeats_nothing_that_was_bought_beside_it(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    beside = await team.draft(same=True)
    await team.confirm(beside, seen=await team.seen(beside))
    await team.approve(beside)
    await there.costs(130_00)
    await team.approve(there.number, CHEN)
    assert await team.state(there.number) == "approved"
    await team.desk.watch.look_due()
    assert await there.payable()


async def test_a_raise_within_tolerance_is_payable_and_told(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    await there.costs(110_00)
    assert await team.state(there.number) == "approved"
    assert await there.payable()
    assert len(await team.told("price_changed", chat=EVA.id)) == 1


@pytest.mark.threat("T37")
async def test_small_raises_add_up_to_one_that_is_asked_about(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    await there.costs(110_00)
    await there.costs(115_00)
    assert await there.payable()
    await there.costs(119_00)
    assert await team.state(there.number) == "pending"
    await there.costs(115_00)
    assert await team.state(there.number) == "approved"
    await there.costs(116_00)  # what passed before it was asked about counts still
    assert await team.state(there.number) == "pending"
    assert not await there.payable()


async def test_a_price_that_comes_down_to_what_tolerance_covers_is_asked_about_no_more(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    await there.costs(130_00)
    await there.costs(110_00)
    assert await team.state(there.number) == "approved"
    assert await there.payable()


async def test_the_rules_of_the_new_sum_say_who_agrees(team: Any) -> None:
    there = await ordered(team, "120+: all of @13 @14\nelse: any of approvers", BORIS)
    await there.costs(130_00)
    assert [step.people for step in (await team.purchase(there.number)).request.needs.steps] == [(13, 14)]
    await team.refused("not-asked", team.desk.approvals.approve(
        Act(BORIS), there.number, await team.shown(there.number)))  # fmt: skip


async def test_where_the_rules_want_nobody_the_requester_agrees_by_one_press(team: Any) -> None:
    there = await ordered(team, "else: auto")
    await there.costs(400_00)
    assert await team.state(there.number) == "pending"
    await team.refused("not-yours", team.desk.drafting.confirm(Act(EVA), there.number, await team.shown(there.number)))
    await team.confirm(there.number)
    assert await team.state(there.number) == "approved"
    assert await there.payable()
    assert len(team.market.sent) == 1


async def test_a_raise_above_what_one_order_may_cost_is_agreed_to_by_nobody(team: Any) -> None:
    there = await ordered(team, "else: auto\ncap order 200")
    await there.costs(400_00)
    await team.refused("over-cap", team.desk.drafting.confirm(Act(ANNA), there.number, await team.shown(there.number)))
    assert not await there.payable()


@pytest.mark.parametrize("how", ["declined", "expired", "withdrawn"])
async def test_an_end_of_the_question_says_that_the_order_exists_and_can_be_cancelled(team: Any, how: str) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    await there.costs(130_00)
    kind = how
    if how == "declined":
        await team.decline(there.number, CHEN)
    elif how == "expired":
        kind = "expired_undecided"
        team.clock.time += timedelta(days=8)
        await team.desk.approvals.clock()
    else:
        await team.desk.approvals.withdraw(Act(ANNA), there.number)
    for chat in (ANNA.id, EVA.id):
        [facts] = await team.told(kind, chat=chat)
        assert (facts["unpayable"], facts["order_id"]) == ("ended", there.report.order_id)
    assert not await there.payable()
    listed = await team.desk.orders.page(EVA, "open", 1)
    assert [each.request.id for each in listed.purchases] == [there.number]
    assert (await team.desk.orders.may_cancel(EVA, there.report.order_id)).order_id == there.report.order_id
    assert not isinstance((await team.desk.drafting.step(there.number)).tally, Approved), "that was another price"
    await there.costs(130_00, state=OrderState.CANCELLED, word="cancel")
    assert len(await team.told("cancelled", chat=EVA.id)) == 1


async def test_an_order_that_ends_while_its_price_is_asked_about_leaves_nobody_asked(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    await there.costs(130_00)
    await there.costs(130_00, state=OrderState.CANCELLED, word="cancel")
    assert await team.state(there.number) == "closed"
    assert (await team.desk.approvals.pending(BORIS, 1, Place(BORIS.id), "en")).steps == ()


async def test_an_order_paid_on_the_site_while_its_price_is_asked_about_is_told_truthfully(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    await there.costs(130_00)
    await there.costs(130_00, state=OrderState.PAID, word="waitsellersend", paid_at=team.clock.now())
    assert await team.state(there.number) == "approved"
    [facts] = await team.told("paid", chat=EVA.id)
    assert (facts["agreed"], facts["total"]) == (10500, 13000)


async def test_what_waits_for_a_price_is_listed_and_reminded_of_like_anything_that_waits(team: Any) -> None:
    there = await ordered(team, BY_ONE + "\nremind 1h", BORIS)
    await there.costs(130_00)
    [step] = (await team.desk.approvals.pending(BORIS, 1, Place(BORIS.id), "en")).steps
    assert (step.purchase.request.id, step.stage.value) == (there.number, "approval")
    team.clock.time += timedelta(hours=1, minutes=1)
    await team.desk.approvals.clock()
    assert len(await team.told("reminder", chat=GROUP)) == 1


async def test_the_budget_counts_what_the_order_costs_once(team: Any) -> None:
    there = await ordered(team, BY_ONE + "\nbudget team 1000 a month", BORIS)
    await there.costs(130_00)
    [step] = (await team.desk.approvals.pending(BORIS, 1, Place(BORIS.id), "en")).steps
    assert (step.budget.used, step.budget.left) == (0, 870_00)
    await team.approve(there.number, CHEN)
    other = await team.desk.drafting.step(await team.draft())
    assert other.budget.used == 130_00


async def test_tolerance_lifts_no_budget_that_stops(team: Any) -> None:
    there = await ordered(team, BY_ONE + "\nbudget team 108 a month stop", BORIS)
    await there.costs(107_00)
    assert await there.payable()
    await there.costs(109_00)
    assert await team.state(there.number) == "pending"
    assert not await there.payable()
    await team.refused(
        "over-budget", team.desk.drafting.confirm(Act(ANNA), there.number, await team.shown(there.number))
    )


async def test_an_order_that_is_something_else_takes_no_budget_but_what_was_agreed_does(team: Any) -> None:
    await team.rules(BY_ONE + "\nbudget team 1000 a month")
    number = await team.ask()
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    [order] = (await team.purchase(number)).orders
    now = team.clock.now()
    wrench = OrderReport(
        order_id=order.order_id, word="waitsellersend", state=OrderState.PAID, refund=RefundState.NONE,
        total=Fen(999_00), freight=Fen(0), refunded=Fen(0), lines=(OrderLine("600000000999", None, 1),),
        out_order_id="", seller="", seller_login="", created_at=now, modified_at=now, paid_at=now, pay_by=None,
    )  # fmt: skip
    team.market.look = AsyncMock(return_value=wrench)
    await team.desk.watch.look_due()
    other = await team.desk.drafting.step(await team.draft())
    assert other.budget.used == 105_00
    assert await team.told("paid") == []


async def test_caps_of_the_hour_and_the_day_do_not_count_the_order_itself_again(team: Any) -> None:
    there = await ordered(team, "else: auto\ncap hour 1\ncap day 200")
    await there.costs(130_00)
    await team.confirm(there.number)
    assert await there.payable()


async def test_a_team_that_is_closed_leaves_its_price_to_the_admins(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    await there.costs(130_00)
    await team.member(BORIS, Role.ADMIN)
    from bot.desk.teams.membership import _close

    async with team.ledger.change() as uow:
        await _close(uow, await uow.teams.get(team.id), OWNER)
    assert await team.state(there.number) == "pending"
    assert await team.told("team_closed") == []
    await team.desk.drafting.confirm(Act(OWNER), there.number, await team.shown(there.number))
    assert await team.state(there.number) == "approved"


async def test_a_reason_that_the_rules_want_is_the_raise_itself(team: Any) -> None:
    there = await ordered(team, "else: any of approvers\nnote from 120", BORIS)
    await there.costs(130_00)
    assert (await team.purchase(there.number)).request.needs is not None


async def test_who_agrees_to_a_raised_price_is_not_warned_of_what_was_asked_for_since(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    later = await team.draft(same=True)
    assert (await team.desk.drafting.step(later)).repeat.request.id == there.number
    await team.refused("repeat", team.confirm(later))
    await team.confirm(later, seen=await team.seen(later))
    await there.costs(130_00)
    assert (await team.desk.drafting.step(there.number)).repeat is None


async def test_a_higher_price_that_is_agreed_to_is_one_message_with_the_way_to_pay(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    before = {(each["kind"], each["chat"]) for each in await messages(team)}
    await there.costs(200_00)
    asked = len(await messages(team))
    await team.approve(there.number, BORIS)
    await team.desk.watch.look_due()
    news = (await messages(team))[asked:]
    assert before
    assert len({each["chat"] for each in news}) == len(news), "each person hears it once"
    own = next(each for each in news if each["chat"] == ANNA.id)
    assert (own["kind"], list(own["facts"]["by"])) == ("placed", ["Boris"])


async def messages(team: Any) -> list[dict[str, Any]]:
    """Everything that people were told or are owed, oldest first; cards are left out."""
    async with team.ledger.read() as uow:
        rows = (await uow.session.exec(select(OutboxRow).order_by(col(OutboxRow.id)))).all()
    return [
        {"kind": row.kind, "chat": row.chat_id, "facts": told_of(row.payload)}
        for row in rows
        if row.kind not in ("card", "buttons") and row.error != "together"
    ]
