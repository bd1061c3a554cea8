"""Orders placed on the site or the phone: told once, stopping nothing, and what people make of them."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.market.errors import NotFound
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.order_report import OrderLine
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA, BORIS, HOME, OFFER
from tests.desk.orders.test_unclear_orders import CUT, absent, wait
from tests.fakes.clock import TUESDAY
from tests.fakes.market import ORDER_ID

A, R = AttemptState, RequestState
OTHER = "3301686771403783000"


async def swept(room: Any, minutes: float = 16) -> None:
    """Later, what is unknown is looked for: by the sweep if it is its time, else by the list of changes."""
    room.clock.on(minutes=minutes)
    await room.desk.rounds.sweep.run()
    await room.desk.order_list.round()


async def told(room: Any) -> list[dict[str, Any]]:
    """What the admins were told of; of one order alone, its own facts."""
    found = [facts for kind, _, facts in await room.owed() if kind == "placed_outside"]
    return [facts | (facts["outside"][0] if facts["count"] == 1 else {}) for facts in found]


@pytest.fixture
async def opened(room: Any) -> Any:
    """The list was read once already."""
    await room.desk.rounds.sweep.run()
    room.clock.on(minutes=1)
    return room


@pytest.mark.threat("T42")
@pytest.mark.parametrize("reference", ["", "XX1"])
async def test_an_order_placed_outside_is_told_once_and_stops_nothing(opened: Any, reference: str) -> None:
    opened.market.exists(ORDER_ID, reference)
    for _ in range(3):
        await swept(opened)
    [facts] = await told(opened)
    assert (facts["order_id"], facts["total"], facts["seller"]) == (ORDER_ID, 4200, "company")
    assert facts["goods"] == [{"offer_id": OFFER.offer_id, "quantity": 2}]
    health = await opened.desk.health.report()
    assert (health.outside, health.unknown, health.paused) == (1, 0, False)
    number = await opened.sent()
    assert await opened.states(number) == (R.APPROVED, A.PLACED)


async def test_several_of_one_round_are_told_in_one_message_and_after_a_restart_never_again(opened: Any) -> None:
    for order_id in (ORDER_ID, OTHER):
        opened.market.exists(order_id, "")
    await swept(opened)
    await opened.desk.rounds.sweep.run()
    opened.desk = opened.another_desk("first")
    await swept(opened)
    [facts] = await told(opened)
    assert facts["count"] == 2
    assert {row["order_id"] for row in facts["outside"]} == {ORDER_ID, OTHER}


@pytest.mark.threat("T42")
async def test_what_was_there_before_the_list_was_first_read_is_passed_over_for_good(room: Any) -> None:
    room.market.exists(ORDER_ID, "", created_at=TUESDAY - timedelta(minutes=1))
    await room.desk.rounds.sweep.run()
    room.desk = room.another_desk("first")
    await swept(room)
    assert (await told(room), (await room.desk.health.report()).outside) == ([], 0)


async def test_an_order_that_gives_no_answer_keeps_no_other_from_being_told(opened: Any) -> None:
    look = opened.market.look

    async def away(order_id: str) -> Any:
        if order_id == OTHER:
            raise RuntimeError("broken")
        return await look(order_id)

    opened.market.exists(OTHER, "")
    opened.market.exists(ORDER_ID, "")
    opened.market.look = away
    with pytest.raises(RuntimeError):
        await swept(opened)
    assert [facts["order_id"] for facts in await told(opened)] == [ORDER_ID]


@pytest.mark.threat("T42")
async def test_one_that_could_not_be_read_back_and_turns_out_to_be_ours_stops_buying(opened: Any) -> None:
    opened.market.exists(ORDER_ID, "")
    opened.market.down = {"look": NotFound("look", "no such order")}
    await swept(opened)
    assert (await opened.desk.health.report()).outside == 1
    opened.market.down = {}
    opened.market.moves(ORDER_ID, out_order_id="CGunknown")
    await swept(opened)
    health = await opened.desk.health.report()
    assert (health.outside, health.unknown, health.paused) == (0, 1, True)


async def test_it_is_attached_to_a_request_that_asks_for_the_same_and_nothing_is_sent_for_that(opened: Any) -> None:
    number = await opened.drafted()
    opened.market.exists(ORDER_ID, "")
    await swept(opened)
    [facts] = await told(opened)
    assert facts["attach"] == [number]
    page = await opened.desk.unknown_orders.page(ANNA, 0)
    assert (page.outside, page.candidates, page.total) == (True, (number,), 1)
    await opened.desk.unknown_orders.link(Act(ANNA), ORDER_ID, number)
    purchase = await opened.purchase(number)
    assert [order.order_id for order in purchase.orders] == [ORDER_ID]
    assert purchase.attempt.placed_outside
    assert opened.market.sent == []
    [found] = [facts for kind, _, facts in await opened.owed() if kind == "found"]
    assert found["outside"] is True
    assert "outside_attached" in [entry.kind for entry in (await opened.desk.orders.find(ANNA, str(number))).journal]
    assert (await opened.desk.health.report()).outside == 0


async def test_it_cannot_be_attached_to_a_request_for_something_else(opened: Any) -> None:
    number = await opened.drafted(quantity=3)
    opened.market.exists(ORDER_ID, "")
    await swept(opened)
    assert (await told(opened))[0]["attach"] == []
    with pytest.raises(Refusal, match="not-linkable"):
        await opened.desk.unknown_orders.link(Act(ANNA), ORDER_ID, number)


async def test_it_is_followed_as_a_purchase_of_its_own(opened: Any) -> None:
    await opened.desk.people.remember(ANNA, HOME, "private", "")
    opened.market.exists(ORDER_ID, "")
    await swept(opened)
    number = await opened.desk.unknown_orders.follow(Act(ANNA), ORDER_ID)
    assert await opened.states(number) == (R.APPROVED, A.PLACED)
    await opened.desk.watch.look_due()
    assert not (await opened.desk.health.report()).blind


async def test_it_is_ignored_for_good(opened: Any) -> None:
    opened.market.exists(ORDER_ID, "")
    await swept(opened)
    await opened.desk.unknown_orders.close(Act(ANNA), ORDER_ID)
    opened.desk = opened.another_desk("first")
    await swept(opened)
    assert len(await told(opened)) == 1
    assert (await opened.desk.health.report()).outside == 0
    with pytest.raises(Refusal, match="order-settled"):
        await opened.desk.unknown_orders.close(Act(ANNA), ORDER_ID)


async def test_orders_of_ours_are_gone_through_before_those_placed_outside(opened: Any) -> None:
    opened.market.exists(OTHER, "")
    await swept(opened)
    opened.market.exists(ORDER_ID, "CGunknown")
    await swept(opened)
    pages = [await opened.desk.unknown_orders.page(ANNA, place) for place in (0, 1)]
    assert [(page.order_id, page.outside) for page in pages] == [(ORDER_ID, False), (OTHER, True)]


@pytest.mark.threat("T42")
async def test_one_that_may_be_the_order_of_a_doubt_says_so_and_is_not_ignored_before_that_is_settled(
    opened: Any,
) -> None:
    number = await opened.sent(CUT)
    opened.market.exists(ORDER_ID, "")
    await swept(opened)
    attempt = await opened.attempt(number)
    [facts] = await told(opened)
    assert facts["doubts"] == [{"attempt_id": attempt.id, "number": number, "name": str(number)}]
    page = await opened.desk.unknown_orders.page(ANNA, 0)
    assert [(each.attempt_id, each.name) for each in page.doubts] == [(attempt.id, str(number))]
    with pytest.raises(Refusal, match="may-be-doubt"):
        await opened.desk.unknown_orders.close(Act(ANNA), ORDER_ID)
    await opened.desk.unclear_orders.found(Act(ANNA), attempt.id, ORDER_ID)
    assert await opened.states(number) == (R.APPROVED, A.PLACED)
    assert (await opened.desk.health.report()).outside == 0


async def test_one_that_may_be_the_order_of_a_doubt_is_not_ignored_while_1688_is_away(opened: Any) -> None:
    await opened.sent(CUT)
    opened.market.exists(ORDER_ID, "")
    opened.clock.on(seconds=3)
    await opened.desk.unclear_orders.search_due()
    await swept(opened)
    opened.market.down = {"look": NotFound("look", "no such order")}
    with pytest.raises(Refusal, match="may-be-doubt"):
        await opened.desk.unknown_orders.close(Act(ANNA), ORDER_ID)


async def test_what_is_on_the_wire_at_this_moment_is_not_told_as_placed_outside(opened: Any) -> None:
    number = await opened.confirmed()
    seen: list[Any] = []
    place = opened.market.place

    async def slowly(body: str) -> Any:
        opened.market.exists(ORDER_ID, "")
        await swept(opened)
        seen.extend(await told(opened))
        return await place(body)

    opened.market.place = slowly
    await opened.desk.submit_worker.submit_due()
    assert await opened.states(number) == (R.APPROVED, A.PLACED)
    await swept(opened)
    assert (seen, await told(opened)) == ([], [])


async def test_a_doubt_whose_looks_ended_is_looked_for_again_where_an_order_may_be_it(opened: Any) -> None:
    number = await opened.sent(CUT)
    for hours in (73, 74, 75):
        await wait(opened, hours * 3600)
    assert (await opened.attempt(number)).next_look_at is None
    opened.market.exists(ORDER_ID, "")
    await swept(opened)
    await opened.desk.unclear_orders.search_due()
    assert [each.order_id for each in (await opened.attempt(number)).alike] == [ORDER_ID]


async def test_nobody_but_an_admin_of_the_settings_says_what_it_is(opened: Any) -> None:
    opened.market.exists(ORDER_ID, "")
    await swept(opened)
    with pytest.raises(Refusal, match="stranger"):
        await opened.desk.unknown_orders.close(Act(BORIS), ORDER_ID)


@pytest.mark.stop(8)
async def test_buying_goes_on_only_once_orders_of_ours_are_decided_on_and_one_placed_outside_holds_up_nothing(
    room: Any,
) -> None:
    attempt = await room.attempt(await absent(room))
    await room.desk.unclear_orders.give_up(Act(ANNA), attempt.id)
    await room.desk.rounds.sweep.run()
    room.market.exists(OTHER, "", lines=(OrderLine(OFFER.offer_id, None, 7),))
    room.market.exists(ORDER_ID, attempt.out_order_id)
    await swept(room)
    with pytest.raises(Refusal, match="unknown-undecided") as refusal:
        await room.desk.switch.resume(Act(ANNA))
    assert refusal.value.facts["unknown"] == 1
    assert await room.paused()
    await room.desk.unknown_orders.close(Act(ANNA), ORDER_ID)
    await room.desk.switch.resume(Act(ANNA))
    health = await room.desk.health.report()
    assert (health.paused, health.outside) == (False, 1)
