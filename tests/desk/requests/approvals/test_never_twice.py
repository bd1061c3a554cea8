"""What may be on 1688 already is not placed: not alone, not as a part, whoever agrees and whenever it is found."""

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.desk.placing.submit import NotClaimed
from bot.desk.shared.views import Stage
from bot.market.errors import Unreachable
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.order_report import OrderLine
from bot.purchasing.person import Act, Person, Place
from storage.engine.database import Database
from tests import migrated_databases
from tests.desk.requests.approvals.conftest import ANNA, BORIS, GROUP, OWNER
from tests.desk.requests.approvals.test_baskets import FIRST, SECOND, basket, parts

MINE, THEIRS = "3301686771403783771", "3301686771403783772"
ZOE = Person(OWNER.id - 1, "Second", "en", True)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    if request.param == "sqlite":
        opened = await migrated_databases.opened(tmp_path / "desk.db")
    else:
        opened = migrated_databases.entered(await migrated_databases.put_on(request.getfixturevalue("postgres")))
    yield opened
    await opened.close()


async def asked(team: Any) -> int:
    """Goods of two sellers that wait for Boris; its number."""
    await team.rules("else: any of approvers")
    number = await basket(team, 3, 4)
    await team.confirm(number)
    return number


async def put_back(team: Any, *, reference: str = "CG") -> None:
    """The database is put back to a moment before the vote; both orders of a lost life are found."""
    team.clock.time += timedelta(minutes=5)
    cups, lamps = (OrderLine(FIRST, None, 3),), (OrderLine(SECOND, None, 4),)
    team.market.exists(MINE, f"{reference}{'1' * 32}" if reference else "", lines=cups, seller="Cups")
    team.market.exists(THEIRS, f"{reference}{'2' * 32}" if reference else "", lines=lamps, seller="Lamps")
    async with team.ledger.change() as uow:
        await begin_quarantine(uow, "restored")
    await team.desk.rounds.sweep.run()


async def resumed(team: Any) -> None:
    await team.refused("resume-proposed", team.desk.switch.resume(Act(OWNER)))
    (proposed,) = await team.told("team_proposed", chat=ZOE.id)
    await team.desk.teams.second(Act(ZOE), int(proposed["proposal_id"]))


async def voted(team: Any, number: int) -> list[tuple[AttemptState, str]]:
    """Boris agrees; what then became of each part: its attempt's state, and the orders that it is not placed beside."""
    await team.approve(number, BORIS)
    await team.desk.submit_worker.submit_due()
    found = [each.attempt for each in await parts(team, number)]
    return [(each.state, " ".join(order.order_id for order in each.alike)) for each in found]


async def follow(team: Any, order_id: str) -> int:
    return int(await team.desk.unknown_orders.follow(Act(OWNER), order_id))


async def close(team: Any, order_id: str) -> None:
    await team.desk.unknown_orders.close(Act(OWNER), order_id)


@pytest.mark.stop(31)
@pytest.mark.parametrize("settle", [follow, close])
async def test_a_part_of_which_an_order_was_followed_or_settled_waits_for_a_person(team: Any, settle: Any) -> None:
    number = await asked(team)
    await put_back(team)
    for order in (MINE, THEIRS):
        await settle(team, order)
    await resumed(team)
    assert await voted(team, number) == [(AttemptState.READY, MINE), (AttemptState.READY, THEIRS)]
    for each in await parts(team, number):
        await team.desk.submit_worker.retry(Act(ANNA), each.request.id)
    await team.desk.submit_worker.submit_due()
    assert [each.attempt.rests_since_restore for each in await parts(team, number)] == [True, True]
    assert team.market.sent == []


async def test_an_order_that_was_followed_is_given_to_the_part_and_its_own_purchase_ends(team: Any) -> None:
    number = await asked(team)
    await put_back(team)
    followed = await follow(team, MINE)
    await close(team, THEIRS)
    await resumed(team)
    await voted(team, number)
    one, two = await parts(team, number)
    await team.refused("only-buyers", team.desk.unknown_orders.link(Act(BORIS), MINE, one.request.id))
    for order, part in ((MINE, one), (THEIRS, two)):
        await team.desk.unknown_orders.link(Act(ANNA), order, part.request.id)
    one, two = await parts(team, number)
    assert [[order.order_id for order in each.orders] for each in (one, two)] == [[MINE], [THEIRS]]
    own = await team.purchase(followed)
    assert (own.request.state, own.request.closed_words, own.orders) == (RequestState.CANCELLED, one.request.name, ())
    await team.refused("not-linkable", team.desk.unknown_orders.link(Act(OWNER), THEIRS, one.request.id))
    assert team.market.sent == []


async def test_an_order_that_was_given_to_a_seller_of_the_purchase_is_that_part_without_being_placed(team: Any) -> None:
    number = await asked(team)
    await put_back(team)
    page = await team.desk.unknown_orders.page(OWNER, 0)
    assert (page.candidates, page.names[number]) == ((number,), f"{number}, Cups")
    await team.desk.unknown_orders.link(Act(OWNER), MINE, number)
    await close(team, THEIRS)
    await resumed(team)
    assert await voted(team, number) == [(AttemptState.PLACED, ""), (AttemptState.READY, THEIRS)]
    one = (await parts(team, number))[0]
    assert ([order.order_id for order in one.orders], one.attempt.epoch, one.attempt.body) == ([MINE], 1, "")
    await team.desk.unknown_orders.let_go()
    assert (await team.desk.health.report()).unknown == 0
    assert team.market.sent == []


async def test_an_order_that_was_given_and_differs_by_now_is_asked_about(team: Any) -> None:
    await team.rules("else: any of approvers")
    number = await basket(team, 3, 4)
    await put_back(team)
    for order in (MINE, THEIRS):
        await team.desk.unknown_orders.link(Act(OWNER), order, number)
    await resumed(team)
    await team.desk.drafting.choose_line(Act(ANNA), number, 1)
    await team.desk.drafting.choose_quantity(Act(ANNA), number, 5, 1)
    assert (await team.desk.drafting.step(number)).stage is Stage.CONFIRM
    await team.confirm(number)
    assert await voted(team, number) == [(AttemptState.READY, MINE), (AttemptState.PLACED, "")]
    await team.desk.unknown_orders.let_go()
    assert (await team.desk.health.report()).unknown == 1
    assert MINE in (await team.desk.health.report()).pause_reason
    assert team.market.sent == []


async def test_an_order_whose_purchase_is_declined_waits_for_a_decision_again(team: Any) -> None:
    number = await asked(team)
    await put_back(team)
    await team.desk.unknown_orders.link(Act(OWNER), MINE, number)
    await close(team, THEIRS)
    await team.decline(number)
    await team.desk.unknown_orders.let_go()
    await team.desk.unknown_orders.let_go()
    assert [each["order_id"] for each in await team.told("ghost", chat=OWNER.id)] == [MINE]
    assert (await team.desk.unknown_orders.page(OWNER, 0)).order_id == MINE


async def test_what_an_approver_leaves_out_is_guarded_as_the_purchase_that_it_was_left_out_of(team: Any) -> None:
    number = await asked(team)
    await put_back(team)
    for order in (MINE, THEIRS):
        await close(team, order)
    await resumed(team)
    shown, seen = await team.shown(number), await team.seen(number)
    await team.desk.approvals.approve(Act(BORIS, place=GROUP), number, shown, seen, frozenset({0}))
    rest = await newest(team)
    await team.confirm(rest, seen=await team.seen(rest))
    await team.approve(rest, BORIS)
    await team.desk.submit_worker.submit_due()
    assert (await team.purchase(rest)).attempt.rests_since_restore
    assert team.market.sent == []


async def newest(team: Any) -> int:
    """The number of Anna's newest draft."""
    return int(await team.desk.drafting.latest(ANNA, Place(ANNA.id)) or 0)


async def test_an_order_placed_outside_between_the_question_and_the_yes_is_looked_at_first(team: Any) -> None:
    number = await asked(team)
    await team.desk.rounds.sweep.run()
    team.clock.time += timedelta(minutes=20)
    team.market.exists(MINE, "", lines=(OrderLine(FIRST, None, 3),), seller="Cups")
    await team.desk.rounds.sweep.run()
    await team.desk.order_list.round()
    assert await voted(team, number) == [(AttemptState.READY, MINE), (AttemptState.PLACED, "")]
    assert len(team.market.sent) == 1


async def test_an_order_that_is_found_after_the_yes_stops_the_call(team: Any, caplog: pytest.LogCaptureFixture) -> None:
    number = await asked(team)
    await team.desk.rounds.sweep.run()
    await team.approve(number, BORIS)
    team.clock.time += timedelta(minutes=20)
    team.market.exists(MINE, "", lines=(OrderLine(FIRST, None, 3),), seller="Cups")
    await team.desk.rounds.sweep.run()
    await team.desk.order_list.round()
    caplog.set_level(logging.INFO)
    await team.desk.submit_worker.submit_due()
    assert f"is not sent: {NotClaimed.RESTS}" in caplog.text
    states = [each.attempt.rests_since_restore for each in await parts(team, number)]
    assert states == [True, False]
    assert len(team.market.sent) == 1
    assert [each["name"] for each in await team.told("rests", chat=ANNA.id)] == [f"{number}/1"]


@pytest.mark.stop(31)
@pytest.mark.parametrize("settle", [follow, close])
async def test_what_was_agreed_to_before_the_copy_is_not_placed_beside_its_order_though_1688_was_silent_first(
    team: Any, settle: Any
) -> None:
    number = await asked(team)
    await team.approve(number, BORIS)
    await put_back(team)
    for order in (MINE, THEIRS):
        await settle(team, order)
    for each in await parts(team, number):
        await team.desk.submit_worker.retry(Act(ANNA), each.request.id)
    await resumed(team)
    team.market.down = {"*": Unreachable("preview", "away")}
    await team.desk.submit_worker.submit_due()
    team.market.down.clear()
    team.clock.time += timedelta(minutes=1)
    await team.desk.submit_worker.submit_due()
    found = [each.attempt for each in await parts(team, number)]
    assert [(each.rests_since_restore, len(each.alike)) for each in found] == [(True, 1), (True, 1)]
    assert team.market.sent == []
