"""What 1688 said of a price is asked again only if it is too old for what hangs on it."""

from typing import Any

import pytest

from bot.desk.shared.views import Stage
from bot.purchasing.choice import Problem
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA
from tests.desk.requests.test_drafting import dearer, hash_of


async def asked(room: Any, number: int) -> int:
    """How often 1688 was asked for a price from the consent to the call."""
    room.market.calls.clear()
    await room.desk.drafting.confirm(Act(ANNA), number, await hash_of(room, number))
    await room.desk.submit_worker.submit_due()
    assert len(room.market.sent) == 1
    return int(room.market.calls.count("preview"))


@pytest.mark.threat("T23")
@pytest.mark.parametrize(("seconds", "calls"), [(0, 0), (50, 0), (51, 1), (600, 1), (601, 1)])
async def test_a_price_that_is_older_than_fifty_seconds_is_asked_again_before_the_call(
    room: Any, seconds: int, calls: int
) -> None:
    number = await room.drafted()
    room.clock.on(seconds=seconds)
    assert await asked(room, number) == calls


async def test_waiting_for_approvers_costs_no_call_but_the_one_before_the_order(room: Any) -> None:
    number = await room.drafted()
    room.market.calls.clear()
    await room.desk.drafting.confirm(Act(ANNA), number, await hash_of(room, number))
    assert "preview" not in room.market.calls
    room.clock.on(hours=3)
    await room.desk.submit_worker.submit_due()
    assert (room.market.calls.count("preview"), len(room.market.sent)) == (1, 1)


@pytest.mark.threat("T23")
async def test_a_price_that_moved_is_found_before_the_call_whoever_remembered_what(room: Any) -> None:
    number = await room.drafted()
    await room.desk.drafting.confirm(Act(ANNA), number, await hash_of(room, number))
    dearer(room)
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []


async def test_a_clock_that_went_back_makes_no_old_price_young(room: Any) -> None:
    number = await room.drafted()
    room.clock.on(seconds=-5)
    assert await asked(room, number) == 1


async def test_what_is_remembered_of_one_choice_says_nothing_of_another(room: Any) -> None:
    number = await room.drafted()
    room.market.calls.clear()
    await room.desk.drafting.choose_quantity(Act(ANNA), number, 3)
    assert room.market.calls.count("preview") == 1
    assert (await room.purchase(number)).request.snapshot.quantity == 3


async def test_a_note_to_the_seller_costs_no_call_and_goes_with_the_order(room: Any) -> None:
    number = await room.drafted()
    room.market.calls.clear()
    await room.desk.drafting.note(Act(ANNA), number, "red ribbon")
    assert room.market.calls == []
    assert await asked(room, number) == 0
    assert "red ribbon" in room.market.sent[0]


async def test_what_1688_shows_no_way_to_trade_for_cannot_be_bought_here(room: Any) -> None:
    room.market.preview_now, room.market.orderable = None, False
    step = await room.desk.drafting.step(await room.drafted())
    assert step.finding is not None
    assert (step.stage, step.finding.problem) == (Stage.BLOCKED, Problem.NOT_ORDERABLE)
