"""Between approval and placing: what moves, what it costs, who lost a right, and which limits are reached."""

import logging
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.placing.submit import NotClaimed
from bot.desk.shared.views import Stage
from bot.market.port import Unsent
from bot.purchasing.approval.team import Role
from bot.purchasing.approval.votes import Open
from bot.purchasing.person import Act, Person
from bot.purchasing.snapshot import PricedLine, Snapshot

ANNA, BORIS, CHEN = (Person(number, name, "en") for number, name in enumerate(("Anna", "Boris", "Chen"), 11))


async def approved(team: Any, rules: str = "else: any of approvers") -> int:
    await team.rules(rules)
    number: int = await team.ask()
    await team.approve(number)
    return number


@pytest.mark.stop(27)
@pytest.mark.threat("T23")
@pytest.mark.parametrize(("what", "value"), [
    ("price", 10_01), ("price", 9_99), ("freight", 5_01), ("discount", 1), ("flow", "saleproxy"),
    ("trade_mode", "alipay"),
])  # fmt: skip
async def test_what_moved_goes_back_to_the_approvers(team: Any, what: str, value: Any) -> None:
    number = await approved(team)
    old = (await team.purchase(number)).request.snapshot
    team.market.changes(**{what: value})
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    step = await team.desk.drafting.step(number)
    assert step.stage is Stage.APPROVAL
    assert step.previous == old
    assert step.purchase.request.snapshot != old
    assert isinstance(step.tally, Open)
    assert step.tally.approved_by == ()
    (told,) = await team.told("changed", chat=11)
    assert told["asked"]
    assert told["hash"] == ""
    assert [each["anew"] for each in await team.told("card", chat=-1001) if each] == ["changed"]


async def test_the_old_button_decides_nothing_and_the_new_one_does(team: Any) -> None:
    number = await approved(team)
    old = await team.shown(number)
    team.market.changes(price=11_00)
    await team.desk.submit_worker.submit_due()
    await team.refused("stale", team.approve(number, CHEN, old))
    await team.approve(number, BORIS)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1
    assert "unit_price=1100" in team.market.sent[0]


OF_A_LINE = [each.name for each in fields(PricedLine)]
FIELDS = [*(each.name for each in fields(Snapshot) if each.compare and each.name != "lines"), *OF_A_LINE]


@pytest.mark.threat("T23")
@pytest.mark.threat("T4")
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("rules", ["else: any of approvers", "else: any of approvers\ntolerance 50% total 50%"])
async def test_each_field_of_the_snapshot_holds_the_approval(team: Any, field: str, rules: str) -> None:
    """What no tolerance covers stops the order, and what one covers does too where there is none."""
    number = await approved(team, rules)
    monetary = field in ("unit_price", "goods", "freight", "discount", "total")
    await _answered_otherwise(team, number, field)
    await team.desk.submit_worker.submit_due()
    placed = len(team.market.sent) == 1
    assert placed == (monetary and "tolerance" in rules)


async def _answered_otherwise(team: Any, number: int, field: str) -> None:
    """1688 says something else of one field when the order is about to be placed."""
    from dataclasses import replace

    snapshot: Snapshot = (await team.purchase(number)).request.snapshot
    (line,) = snapshot.lines
    value = getattr(line if field in OF_A_LINE else snapshot, field)
    tags = (("Shop A", snapshot.total),)
    other = {"parts": (snapshot,), "otherwise": (("seller", "Cups", "Lamps"),), "tags": tags}.get(field, "other")
    change: dict[str, Any] = {field: value + 1 if isinstance(value, int) else other}
    moved = replace(snapshot, **({"lines": (replace(line, **change),)} if field in OF_A_LINE else change))

    async def answer(attempt: Any) -> Snapshot:
        return moved

    team.desk.submit_worker._quote = answer


async def test_within_tolerance_it_is_bought_as_it_is_now(team: Any) -> None:
    number = await approved(team, "else: any of approvers\ntolerance 2% total 5%")
    team.market.changes(price=10_20)
    await team.desk.submit_worker.submit_due()
    request = (await team.purchase(number)).request
    assert request.snapshot.total == 107_00
    assert request.approved.total == 105_00
    assert "unit_price=1020" in team.market.sent[0]
    assert "drifted" in await team.journal(number)


async def test_many_small_changes_add_up(team: Any) -> None:
    number = await approved(team, "else: any of approvers\ntolerance 2% total 3%")
    team.market.outcome = Unsent("no route")
    for price in (10_20, 10_30, 10_40):
        team.market.changes(price=price)
        await team.desk.submit_worker.submit_due()
        team.clock.time += timedelta(minutes=2)
    assert len(team.market.sent) == 2
    request = (await team.purchase(number)).request
    assert await team.state(number) == "pending"
    assert (request.approved, request.passed) == (None, ())


async def test_what_cannot_be_ordered_any_more_goes_to_the_requester(team: Any) -> None:
    number = await approved(team)
    team.market.changes(orderable=False)
    await team.desk.submit_worker.submit_due()
    step = await team.desk.drafting.step(number)
    assert step.stage is Stage.BLOCKED
    assert step.purchase.request.needs is None
    await team.refused("not-sent", team.approve(number, CHEN))
    await team.desk.drafting.cancel(Act(ANNA), number)
    assert await team.state(number) == "cancelled"


async def test_what_needed_nobody_and_costs_more_now_needs_somebody(team: Any) -> None:
    await team.rules("to 110: auto\nelse: any of approvers")
    number = await team.ask()
    team.market.changes(price=11_00)
    await team.desk.submit_worker.submit_due()
    assert (await team.desk.drafting.step(number)).stage is Stage.APPROVAL
    assert {11, -1001} < await team.cards(number)


async def test_what_needs_nobody_and_moved_is_asked_of_its_requester(team: Any) -> None:
    await team.rules("else: auto")
    number = await team.ask()
    team.market.changes(price=11_00)
    await team.desk.submit_worker.submit_due()
    step = await team.desk.drafting.step(number)
    assert step.stage is Stage.CONFIRM
    (told,) = await team.told("changed")
    assert told["hash"] == step.purchase.request.snapshot.hash
    await team.confirm(number)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1


async def test_an_approver_who_lost_the_role_before_it_was_sent_does_not_count(team: Any) -> None:
    number = await approved(team)
    await team.member(BORIS, Role.REQUESTER)
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    assert (await team.desk.drafting.step(number)).stage is Stage.APPROVAL
    assert (await team.told("held", chat=11))[0]["reason"] == "right-lost"
    await team.approve(number, CHEN)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1


async def test_nothing_is_bought_for_somebody_who_left_the_team(team: Any) -> None:
    number = await approved(team)
    await team.member(ANNA, Role.REQUESTER, active=False)
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    assert (await team.purchase(number)).request.needs is None
    await team.refused("not-a-member", team.confirm(number))


async def test_a_budget_that_stops_holds_what_was_approved_before(team: Any) -> None:
    number = await approved(team)
    await team.rules("else: any of approvers\nbudget team 100 a month stop")
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    (told,) = await team.told("held", chat=11)
    assert (told["reason"], told["detail"]) == ("over-budget", "team")
    await team.refused("over-budget", team.confirm(number))


async def test_a_cap_on_an_order_holds_what_was_approved_before(team: Any) -> None:
    await approved(team)
    await team.rules("else: any of approvers\ncap order 100")
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    assert (await team.told("held"))[0]["detail"] == "order"


@pytest.mark.stop(28)
async def test_a_cap_on_the_hour_makes_it_wait_and_go_on_by_itself(team: Any, caplog: pytest.LogCaptureFixture) -> None:
    await team.rules("else: any of approvers\ncap hour 1")
    for _ in range(2):
        await team.approve(await team.ask())
    caplog.set_level(logging.INFO)
    await team.desk.submit_worker.submit_due()
    assert f"is not sent: {NotClaimed.OVER_CAP}" in caplog.text
    assert len(team.market.sent) == 1
    (told,) = await team.told("held")
    assert (told["reason"], told["detail"]) == ("over-cap", "hour")
    for _ in range(13):
        team.clock.time += timedelta(minutes=5)
        await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 2
    assert len(await team.told("held")) == 1


async def test_a_cap_holds_where_many_become_ready_together(team: Any) -> None:
    await team.rules("else: any of approvers\ncap hour 3")
    for _ in range(7):
        await team.approve(await team.ask())
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 3
    assert [told["detail"] for told in await team.told("held")] == ["hour"] * 4


async def test_a_cap_on_the_day_makes_it_wait_for_the_next_one(team: Any) -> None:
    await team.rules("else: any of approvers\ncap day 200")
    for _ in range(2):
        await team.approve(await team.ask())
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1
    (told,) = await team.told("held")
    assert told["at"] == "2026-11-24T16:00:00Z"
    team.clock.time += timedelta(hours=14)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 2


async def test_a_pause_holds_what_was_approved(team: Any) -> None:
    await approved(team)
    await team.desk.switch.stop("a test")
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []


async def test_a_price_that_comes_back_is_what_was_approved(team: Any) -> None:
    number = await approved(team)
    team.market.changes(price=11_00)
    await team.desk.submit_worker.submit_due()
    await team.approve(number, CHEN)
    team.market.changes(price=10_00)
    await team.desk.submit_worker.submit_due()
    assert await team.state(number) == "approved"
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1
    assert "unit_price=1000" in team.market.sent[0]
