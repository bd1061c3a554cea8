"""The sweep: orders under our reference that no live attempt explains, and those of what waits to be sent again."""

from typing import Any

import pytest

from bot.desk.shared.periodic import bring_forward
from bot.desk.shared.refusal import Refusal
from bot.market.errors import Misunderstood, NotFound, Unreachable
from bot.market.port import Unsent
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.order_report import OrderLine
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA, HOME, OFFER
from tests.desk.orders.test_unclear_orders import AWAY, CUT, absent, wait
from tests.fakes.market import ORDER_ID, placed

A, R = AttemptState, RequestState


@pytest.mark.stop(8)
async def test_an_order_given_up_that_turns_up_is_an_unknown_order_told_once(room: Any) -> None:
    number = await absent(room)
    await room.desk.unclear_orders.give_up(Act(ANNA), (await room.attempt(number)).id)
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    for _ in range(3):
        await room.desk.rounds.sweep.run()
        room.clock.on(minutes=16)
    unknown = [facts["order_id"] for kind, _, facts in await room.owed() if kind == "ghost"]
    assert unknown == [ORDER_ID]
    assert ORDER_ID in await room.paused()
    await room.desk.unknown_orders.close(Act(ANNA), ORDER_ID)
    with pytest.raises(Refusal, match="order-settled"):
        await room.desk.unknown_orders.close(Act(ANNA), ORDER_ID)


@pytest.mark.stop(6)
@pytest.mark.parametrize(("reference", "unknown"), [("CGunknown", True), ("", False), ("XX1", False)])
async def test_an_order_with_our_prefix_that_nobody_knows_is_an_unknown_order(
    room: Any, reference: str, unknown: bool
) -> None:
    room.market.exists(ORDER_ID, reference)
    await room.desk.rounds.sweep.run()
    assert (await room.kinds() == ["quarantine", "swept"]) is unknown
    assert (await room.desk.health.report()).unknown == unknown


async def test_an_unknown_order_of_which_1688_no_longer_says_what_it_is_can_be_settled_but_not_followed(
    room: Any,
) -> None:
    room.market.exists(ORDER_ID, "CGunknown", lines=(OrderLine("", None, 2),))
    await room.desk.rounds.sweep.run()
    with pytest.raises(Refusal, match="no-product"):
        await room.desk.unknown_orders.follow(Act(ANNA), ORDER_ID)
    await room.desk.unknown_orders.close(Act(ANNA), ORDER_ID)
    assert (await room.desk.health.report()).unknown == 0


async def test_an_unknown_order_of_several_lines_is_followed_with_each_of_them(room: Any) -> None:
    lines = (
        OrderLine("600000000001", "red", 2),
        OrderLine("600000000001", "blue", 3),
        OrderLine("600000000001", "red", 1),
    )
    room.market.exists(ORDER_ID, "CGunknown", lines=lines)
    await room.desk.people.remember(ANNA, HOME, "private", "")
    await room.desk.rounds.sweep.run()
    number = await room.desk.unknown_orders.follow(Act(ANNA), ORDER_ID)
    request = (await room.purchase(number)).request
    assert request.choice.counted == {"red": 3, "blue": 3}
    assert [(line.spec_id, line.quantity) for line in request.snapshot.lines] == [("red", 3), ("blue", 3)]


async def test_an_unknown_order_of_more_lines_than_a_request_holds_can_be_settled_but_not_followed(room: Any) -> None:
    lines = tuple(OrderLine("600000000001", f"spec{n}", 1) for n in range(51))
    room.market.exists(ORDER_ID, "CGunknown", lines=lines)
    await room.desk.rounds.sweep.run()
    with pytest.raises(Refusal, match="too-many-lines"):
        await room.desk.unknown_orders.follow(Act(ANNA), ORDER_ID)
    await room.desk.unknown_orders.close(Act(ANNA), ORDER_ID)
    assert (await room.desk.health.report()).unknown == 0


@pytest.mark.stop(38)
async def test_an_order_that_gives_no_answer_hides_no_unknown_order_and_is_read_again(room: Any) -> None:
    other, look = "3301686771403783000", room.market.look
    room.market.exists(other, "CGanother")
    room.market.exists(ORDER_ID, "CGunknown")

    async def away(order_id: str) -> Any:
        if order_id == other:
            raise AWAY
        return await look(order_id)

    room.market.look = away
    with pytest.raises(Unreachable):
        await room.desk.rounds.sweep.run()
    assert (await room.desk.health.report()).unknown == 1
    room.market.look = look
    await room.desk.rounds.sweep.run()
    assert (await room.desk.health.report()).unknown == 2


@pytest.mark.parametrize("error", [NotFound("look", "no such order"), Misunderstood("look", "totalAmount is missing")])
@pytest.mark.parametrize(("reference", "unknown"), [("CGunknown", 1), ("", 0)])
async def test_an_order_that_cannot_be_read_back_is_judged_by_the_list(
    room: Any, error: Any, reference: str, unknown: int
) -> None:
    room.market.exists(ORDER_ID, reference)
    room.market.down = {"look": error}
    await room.desk.rounds.sweep.run()
    assert (await room.desk.health.report()).unknown == unknown


async def test_an_order_that_is_still_looked_for_is_no_unknown_order(room: Any) -> None:
    number = await room.sent(CUT)
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    await room.desk.rounds.sweep.run()
    assert "ghost" not in await room.kinds()


async def test_an_order_of_what_was_proved_unsent_and_waits_for_a_person_is_found(room: Any) -> None:
    number = await room.sent(*[Unsent("no connection")] * 3)
    for seconds in (21, 61):
        room.clock.on(seconds=seconds)
        await room.desk.submit_worker.submit_due()
    assert (await room.attempt(number)).due_at is None
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    await room.desk.rounds.sweep.run()
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    kinds = await room.kinds()
    assert kinds.count("found") == 1
    assert "ghost" not in kinds
    with pytest.raises(Refusal, match="no-longer"):
        await room.desk.submit_worker.retry(Act(ANNA), number)
    assert len(room.market.sent) == 3


@pytest.mark.parametrize("filter_works", [True, False])
async def test_an_order_of_what_waits_to_be_sent_again_is_found_while_buying_is_stopped(
    room: Any, filter_works: bool
) -> None:
    number = await room.sent(Unsent("turned away"))
    await room.desk.switch.pause(Act(ANNA), "enough")
    room.market.filter_works = filter_works
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    room.clock.on(hours=25)  # longer than the list of a sweep goes back
    await room.desk.rounds.sweep.run()
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert await room.paused() == "enough"
    assert len(room.market.sent) == 1


async def test_another_order_than_was_sent_is_a_conflict_however_long_it_waited_to_be_sent_again(room: Any) -> None:
    number = await room.sent(Unsent("turned away"))
    await room.desk.switch.pause(Act(ANNA), "enough")
    room.market.filter_works = False
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id, lines=(OrderLine(OFFER.offer_id, None, 3),))
    room.clock.on(hours=1)
    await room.desk.rounds.sweep.run()
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)
    room.clock.on(seconds=3)
    await room.desk.unclear_orders.search_due()
    assert await room.states(number) == (R.APPROVED, A.CONFLICT)


async def test_a_sweep_whose_look_has_no_answer_still_sweeps_and_looks_again_next_time(room: Any) -> None:
    number = await room.sent(Unsent("turned away"))
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    room.market.exists("3301686771403783780", "CGunknown")
    room.market.down["find"] = AWAY
    room.market.down["orders_created"] = AWAY
    with pytest.raises(Unreachable):
        await room.desk.rounds.sweep.run()
    assert await room.states(number) == (R.APPROVED, A.READY)
    room.market.down.clear()
    room.clock.on(minutes=16)
    await room.desk.rounds.sweep.run()
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert (await room.desk.health.report()).unknown == 1


async def test_after_an_outage_a_sweep_goes_back_to_the_last_one(room: Any) -> None:
    await room.desk.rounds.sweep.run()
    room.clock.on(hours=1)
    room.market.exists(ORDER_ID, "CGunknown")
    room.clock.on(hours=47)
    async with room.ledger.change() as uow:
        await bring_forward(uow, "sweep")
    await room.desk.rounds.sweep.run()
    assert (await room.desk.health.report()).unknown == 1


@pytest.mark.threat("T42")
async def test_without_doubt_the_list_of_changes_finds_an_unknown_order_also_after_an_outage(room: Any) -> None:
    await room.desk.rounds.changes.run()
    room.clock.on(hours=1)
    room.market.exists(ORDER_ID, "CGunknown")
    room.clock.on(hours=47)
    room.desk = room.another_desk("after the outage")
    await room.desk.rounds.changes.run()
    assert (await room.desk.health.report()).unknown == 1
    assert "orders_created" not in room.market.calls


async def test_a_sweep_that_never_could_read_goes_back_to_the_first_order_that_was_sent(room: Any) -> None:
    number = await room.sent(Unsent("turned away"))
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    await room.desk.submit_worker.withdraw(Act(ANNA), number)
    room.clock.on(hours=28)
    await room.desk.rounds.sweep.run()
    assert "ghost" in await room.kinds()


async def test_an_order_that_turns_up_after_the_last_look_is_found_by_the_sweep(room: Any) -> None:
    number = await room.sent(CUT)
    for seconds in (73 * 3600, 74 * 3600, 75 * 3600):
        await wait(room, seconds)
    attempt = await room.attempt(number)
    assert (attempt.state, attempt.next_look_at, attempt.empty_looks) == (A.NEEDS_PERSON, None, 3)
    room.market.exists(ORDER_ID, attempt.out_order_id)
    await room.desk.rounds.sweep.run()
    await room.desk.unclear_orders.search_due()
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert "ghost" not in await room.kinds()


async def test_after_a_conflict_the_sweep_judges_the_order_that_was_only_named_for_a_purchase(room: Any) -> None:
    await room.desk.rounds.sweep.run()
    await room.sent(placed())
    room.clock.on(hours=30)
    room.market.moves(ORDER_ID, out_order_id="CGother")
    await room.desk.watch.look_due()
    room.market.exists(ORDER_ID, "CGother")  # made lately, as the list shows it
    room.clock.on(minutes=16)
    await room.desk.rounds.sweep.run()
    assert (await room.desk.health.report()).unknown == 1
