"""Another program had this bot's token: for a day each order is looked for on 1688 right before it is sent."""

from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.holds import BuyingHold
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA, Room
from tests.desk.orders.test_unclear_orders import AWAY
from tests.fakes.market import ORDER_ID, placed

A, R = AttemptState, RequestState
SECOND, THIRD = "3301686771403780001", "3301686771403780002"
DAY = 24 * 3600


async def later(room: Room, seconds: float) -> None:
    """So much time passes, and the look that follows any jump is over."""
    room.clock.on(seconds=seconds)
    await room.desk.lost_time.make_sure()
    room.market.calls.clear()


async def resumed(room: Room, after: float = 120) -> None:
    """Telegram told of another program, which ran no more when an admin let buying go on."""
    await room.desk.switch.other_program()
    await later(room, after)
    await room.desk.switch.resume(Act(ANNA))


def before_the_create(room: Room) -> list[str]:
    """What 1688 was asked since the last create call, or since the start, until the newest one."""
    *_, last = (n for n, call in enumerate(room.market.calls) if call == "place")
    first = max((n for n, call in enumerate(room.market.calls[:last]) if call == "place"), default=-1)
    return room.market.calls[first + 1 : last]


@pytest.mark.parametrize("after", [120, 3 * DAY])
async def test_for_a_day_the_list_is_read_and_the_reference_looked_for_right_before_each_order(
    room: Any, after: float
) -> None:
    await resumed(room, after)
    for order_id in (ORDER_ID, SECOND):
        await room.sent(placed(order_id))
        looked = before_the_create(room)
        assert looked.index("orders_created") < looked.index("find")
        assert set(looked[looked.index("orders_created") :]) <= {"orders_created", "find", "look"}
    await later(room, DAY)  # since buying went on, however long it was paused
    await room.sent(placed(THIRD))
    assert not {"orders_created", "find"} & set(before_the_create(room))


async def test_what_the_other_program_bought_under_the_same_reference_is_taken_and_not_bought_again(room: Any) -> None:
    number = await room.confirmed()
    await resumed(room)
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    await room.desk.submit_worker.submit_due()
    await room.desk.unclear_orders.search_due()
    assert room.market.sent == []
    assert await room.states(number) == (R.APPROVED, A.PLACED)


async def test_what_the_other_program_bought_under_a_reference_of_its_own_stops_buying(room: Any) -> None:
    number = await room.confirmed()
    await resumed(room)
    room.market.exists(ORDER_ID, "CGof-the-other-program")
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    assert (await room.attempt(number)).rests_since_restore
    assert (await room.desk.health.report()).quarantine is not None


@pytest.mark.threat("T10")
async def test_an_order_like_it_without_any_reference_is_for_a_person(room: Any) -> None:
    number = await room.confirmed()
    await resumed(room)
    room.market.exists(ORDER_ID, "")
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)


async def test_without_an_answer_of_1688_nothing_is_sent(room: Any) -> None:
    number = await room.confirmed()
    await resumed(room)
    for call in ("orders_created", "find"):
        room.market.down = {call: AWAY}
        await room.desk.submit_worker.submit_due()
        room.clock.on(seconds=21)
    if room.market.sent:  # the filter gave no answer, and the list did
        assert "orders_created" in before_the_create(room)
    else:
        assert await room.states(number) == (R.APPROVED, A.READY)


async def test_a_program_that_comes_after_the_list_was_read_and_before_the_claim_stops_this_order(room: Any) -> None:
    number = await room.confirmed()
    find = room.market.find
    await resumed(room)

    async def meanwhile(reference: str) -> Any:
        await room.desk.switch.other_program()
        return await find(reference)

    room.market.find = meanwhile
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    assert await room.states(number) == (R.APPROVED, A.READY)


async def test_buying_goes_on_only_two_minutes_after_it_was_last_heard_of_and_says_what_it_does_first(
    room: Any,
) -> None:
    await room.desk.switch.other_program()
    await later(room, 60)
    await room.desk.switch.other_program()
    await later(room, 119)
    with pytest.raises(Refusal, match="other-program-runs"):
        await room.desk.switch.resume(Act(ANNA))
    await later(room, 1)
    await room.desk.switch.resume(Act(ANNA))
    assert (await room.kinds()).count("paused") == 1
    [told] = [facts for kind, _, facts in await room.owed() if kind == "resumed"]
    assert told["holds"] == [BuyingHold.OTHER_PROGRAM]


async def test_whoever_resumes_without_a_pause_hears_everything_that_holds_buying_back(room: Any) -> None:
    await resumed(room)
    room.clock.on(seconds=6)
    room.desk.create_call.may_place.clear()
    with pytest.raises(Refusal, match="not-paused") as refusal:
        await room.desk.switch.resume(Act(ANNA))
    assert refusal.value.facts["holds"] == (BuyingHold.OTHER_PROGRAM, BuyingHold.LIST_UNREAD, BuyingHold.UNCHECKED)
