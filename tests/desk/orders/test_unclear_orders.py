"""Doubts: the schedule of looks, what counts as absence, and what people may settle when."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.market.errors import Unreachable
from bot.market.port import Abilities, Unclear
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine
from bot.purchasing.person import Act, Person
from tests.desk.conftest import ANNA, BORIS, OFFER
from tests.fakes.clock import TUESDAY
from tests.fakes.market import ORDER_ID, placed

A, R = AttemptState, RequestState
AWAY = Unreachable("call", "away")
CUT = Unclear("cut off")


async def wait(room: Any, seconds: float) -> None:
    """So many seconds after the submit, and a look at what is due."""
    room.clock.time = TUESDAY + timedelta(seconds=seconds)
    await room.desk.unclear_orders.search_due()


async def absent(room: Any) -> int:
    """An attempt in doubt of which nothing was found for ten minutes, looked for by the schedule; its number."""
    number = int(await room.sent(CUT))
    for seconds in (2, 5, 10, 20, 40, 120, 300, 600):
        await wait(room, seconds)
    return number


async def test_looks_come_by_the_schedule_and_people_are_asked_after_a_minute(room: Any) -> None:
    number = await room.sent(CUT)
    for looks, seconds in enumerate((2, 5, 10, 20, 40), 1):
        await wait(room, seconds - 0.5)
        assert (await room.attempt(number)).looks == looks - 1
        await wait(room, seconds)
        assert (await room.attempt(number)).looks == looks
        assert (await room.attempt(number)).state is A.IN_DOUBT
    await wait(room, 120)
    assert (await room.attempt(number)).state is A.NEEDS_PERSON
    assert await room.kinds() == ["in_doubt", "needs_person"]
    await wait(room, 300)
    assert (await room.attempt(number)).looks == 7
    assert await room.kinds() == ["in_doubt", "needs_person"]


async def test_doubts_that_are_looked_for_together_share_one_list_and_read_each_order_back_once(room: Any) -> None:
    for place in range(2):  # a third one would stop buying
        await room.sent(CUT)
        room.market.exists(str(int(ORDER_ID) + place), "somebody-else-s")
    before = len(room.market.calls)
    await wait(room, 2)
    await wait(room, 5)
    calls = room.market.calls[before:]
    assert [calls.count(each) for each in ("find", "orders_created", "look")] == [4, 2, 2]


async def test_looks_end_after_three_days(room: Any) -> None:
    number = await room.sent(CUT)
    for hours in (70, 71, 73):
        await wait(room, hours * 3600)
    assert (await room.attempt(number)).next_look_at is None


async def test_looks_do_not_end_before_the_whole_list_was_read_once(room: Any) -> None:
    number = await room.sent(CUT)
    room.market.down = {"orders_created": AWAY}
    for hours in (0.1, 0.2, 1, 10, 30, 73, 74):
        await wait(room, hours * 3600)
    room.market.down = {}
    await wait(room, 75 * 3600)
    await room.desk.unclear_orders.give_up(Act(ANNA), (await room.attempt(number)).id)
    assert await room.states(number) == (R.CLOSED, A.ABANDONED)


async def test_a_repeat_names_the_order_that_is_alive_rather_than_a_newer_one_that_was_given_up(room: Any) -> None:
    alive = await room.sent(placed())
    number = await room.sent(CUT)
    for seconds in (5, 20, 60, 300, 700, 1500, 3700):
        await wait(room, seconds)
    assert (await room.desk.drafting.step(await room.drafted())).repeat.request.id == number
    await room.desk.unclear_orders.give_up(Act(ANNA), (await room.attempt(number)).id)
    assert (await room.desk.drafting.step(await room.drafted())).repeat.request.id == alive


async def test_a_conflict_is_told_to_every_admin_though_buying_is_stopped_already(two: Any) -> None:
    number = await two.sent(CUT)
    await two.desk.switch.pause(Act(ANNA), "lunch")
    two.market.exists(ORDER_ID, (await two.attempt(number)).out_order_id, lines=(OrderLine("600000000002", None, 2),))
    await wait(two, 3)
    assert (await two.attempt(number)).state is A.CONFLICT
    assert {chat for kind, chat, _ in await two.owed() if kind == "conflict"} == {ANNA.id, 2}


@pytest.mark.parametrize("filter_works", [True, False])
async def test_what_is_found_is_placed_and_told_once(room: Any, filter_works: bool) -> None:
    number = await room.sent(CUT)
    room.market.filter_works = filter_works
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    await wait(room, 2)
    await wait(room, 5)
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert (await room.kinds()).count("found") == 1
    assert [order.order_id for order in (await room.purchase(number)).orders] == [ORDER_ID]


@pytest.mark.stop(2)
@pytest.mark.parametrize(
    "otherwise",
    [
        {"lines": (OrderLine(OFFER.offer_id, None, 3),)},
        {"lines": (OrderLine("600000000002", None, 2),)},
        {"lines": (OrderLine("", None, 2),)},
        {"lines": (OrderLine(OFFER.offer_id, None, 0),)},
    ],
)
async def test_what_is_found_and_differs_is_a_conflict_that_stops_buying(room: Any, otherwise: Any) -> None:
    number = await room.sent(CUT)
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id, **otherwise)
    await wait(room, 2)
    assert await room.states(number) == (R.APPROVED, A.CONFLICT)
    assert "differ from what was sent" in await room.paused()
    await room.desk.unclear_orders.found(Act(ANNA), (await room.attempt(number)).id, ORDER_ID)
    assert await room.states(number) == (R.APPROVED, A.PLACED)


async def test_an_order_whose_product_was_taken_down_is_found_in_the_list_as_well(room: Any) -> None:
    number = await room.sent(CUT)
    room.market.filter_works = False
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id, lines=(OrderLine("", None, 2),))
    await wait(room, 2)
    assert await room.states(number) == (R.APPROVED, A.CONFLICT)


async def test_two_orders_under_one_reference_are_a_conflict(room: Any) -> None:
    number = await room.sent(CUT)
    reference = (await room.attempt(number)).out_order_id
    room.market.exists(ORDER_ID, reference)
    room.market.exists("3301686771403783780", reference)
    await wait(room, 2)
    assert await room.states(number) == (R.APPROVED, A.CONFLICT)


@pytest.mark.parametrize(
    ("down", "empty", "unfiltered"),
    [({}, 1, 1), ({"find": AWAY}, 1, 1), ({"orders_created": AWAY}, 1, 0), ({"*": AWAY}, 0, 0)],
)
async def test_only_an_answer_is_an_empty_look(room: Any, down: Any, empty: int, unfiltered: int) -> None:
    number = await room.sent(CUT)
    room.market.down = down
    await wait(room, 2)
    attempt = await room.attempt(number)
    assert (attempt.looks, attempt.empty_looks, attempt.unfiltered_looks) == (1, empty, unfiltered)


async def test_a_list_that_was_not_read_to_its_end_is_no_look_at_the_whole(room: Any) -> None:
    number = await room.sent(CUT)
    room.market.exists("3301686771403783781", "")
    [one] = room.market.orders.values()

    async def endless(*_: Any) -> Any:
        from bot.purchasing.order_report import OrderPage

        return OrderPage((replace(one, lines=()),), 10_000)

    room.market.orders_created = endless
    await wait(room, 2)
    attempt = await room.attempt(number)
    assert (attempt.empty_looks, attempt.unfiltered_looks) == (1, 0)


async def test_giving_up_alone_needs_ten_minutes_and_the_looks(room: Any) -> None:
    number = await room.sent(CUT)
    attempt_id = (await room.attempt(number)).id
    with pytest.raises(Refusal, match="too-early"):
        await room.desk.unclear_orders.give_up(Act(ANNA), attempt_id)
    for seconds in (2, 5, 10, 20, 40, 120, 300, 599):
        await wait(room, seconds)
    with pytest.raises(Refusal, match="too-early"):
        await room.desk.unclear_orders.give_up(Act(ANNA), attempt_id)
    room.clock.on(seconds=1)
    await room.desk.unclear_orders.give_up(Act(ANNA), attempt_id)
    assert await room.states(number) == (R.CLOSED, A.ABANDONED)
    assert (await room.kinds())[-1] == "abandoned"
    with pytest.raises(Refusal, match="not-in-doubt"):
        await room.desk.unclear_orders.give_up(Act(ANNA), attempt_id)


async def test_a_doubt_can_be_settled_at_the_time_that_was_told_once_the_looks_are_answered_again(room: Any) -> None:
    number = await room.sent(CUT)
    attempt_id = (await room.attempt(number)).id
    room.market.down = {"*": AWAY}
    for seconds in (2, 5, 10, 20, 40, 120, 300, 600):
        await wait(room, seconds)
    with pytest.raises(Refusal, match="too-early") as early:
        await room.desk.unclear_orders.give_up(Act(ANNA), attempt_id)
    told = early.value.facts["at"]
    assert told > room.clock.now()
    assert (await room.desk.drafting.step(number)).settle_from == told
    room.market.down = {}
    while room.clock.now() < told:
        room.clock.on(minutes=1)
        await room.desk.unclear_orders.search_due()
    await room.desk.unclear_orders.give_up(Act(ANNA), attempt_id)
    assert await room.states(number) == (R.CLOSED, A.ABANDONED)


@pytest.mark.parametrize("down", [{"*": AWAY}, {"orders_created": AWAY}])
async def test_time_alone_is_no_proof(room: Any, down: Any) -> None:
    number = await room.sent(CUT)
    room.market.down = down
    for seconds in (2, 5, 10, 20, 40, 120, 300, 600, 1800, 3600):
        await wait(room, seconds)
    with pytest.raises(Refusal, match="too-early"):
        await room.desk.unclear_orders.give_up(Act(ANNA), (await room.attempt(number)).id)


async def test_one_admin_cannot_order_again(room: Any) -> None:
    number = await absent(room)
    with pytest.raises(Refusal, match="alone-not-offered"):
        await room.desk.unclear_orders.place_anew(Act(ANNA), (await room.attempt(number)).id)


@pytest.mark.parametrize(("verb", "end"), [("place_anew", (R.APPROVED, A.READY)), ("give_up", (R.CLOSED, A.ABANDONED))])
async def test_two_admins_settle_together_and_the_second_is_asked(two: Any, verb: str, end: Any) -> None:
    number = await absent(two)
    attempt_id = (await two.attempt(number)).id
    settle = getattr(two.desk.unclear_orders, verb)
    for _ in range(2):
        with pytest.raises(Refusal, match="second-person"):
            await settle(Act(ANNA), attempt_id)
    assert await two.states(number) == (R.APPROVED, A.NEEDS_PERSON)
    asked = [(chat, facts.get("by")) for kind, chat, facts in await two.owed() if kind == "needs_person"]
    assert asked == [(1, ""), (2, ""), (2, "Anna")]
    await settle(Act(BORIS), attempt_id)
    assert await two.states(number) == end


async def test_two_admins_who_say_different_things_settle_nothing(two: Any) -> None:
    number = await absent(two)
    attempt_id = (await two.attempt(number)).id
    with pytest.raises(Refusal, match="second-person"):
        await two.desk.unclear_orders.place_anew(Act(ANNA), attempt_id)
    with pytest.raises(Refusal, match="second-person"):
        await two.desk.unclear_orders.give_up(Act(BORIS), attempt_id)
    assert await two.states(number) == (R.APPROVED, A.NEEDS_PERSON)


async def test_what_is_ordered_again_has_the_same_reference_and_needs_new_words_the_next_time(two: Any) -> None:
    number = await absent(two)
    attempt_id = (await two.attempt(number)).id
    with pytest.raises(Refusal, match="second-person"):
        await two.desk.unclear_orders.place_anew(Act(ANNA), attempt_id)
    await two.desk.unclear_orders.place_anew(Act(BORIS), attempt_id)
    two.market.outcomes = [CUT]
    await two.desk.submit_worker.submit_due()
    assert len(two.market.sent) == 2
    assert len(set(two.market.sent)) == 1
    assert (await two.attempt(number)).epoch == 2
    two.clock.on(minutes=2)
    await two.desk.unclear_orders.search_due()
    with pytest.raises(Refusal, match="too-early"):
        await two.desk.unclear_orders.place_anew(Act(ANNA), attempt_id)


@pytest.mark.parametrize(
    ("typed", "there", "key"),
    [
        ("33", None, "not-on-market"),
        ("３３０１６８６７７１４０３７８３７７９", None, "not-on-market"),
        (ORDER_ID, None, "not-on-market"),
        (ORDER_ID, {"out_order_id": "CGother"}, "not-our-order"),
        (ORDER_ID, {"total": Fen(9999)}, "not-our-order"),
        (ORDER_ID, {"lines": (OrderLine(OFFER.offer_id, "spec1", 2),)}, "not-our-order"),
        (ORDER_ID, {"created_at": TUESDAY - timedelta(hours=1)}, "not-our-order"),
    ],
)
async def test_a_typed_number_that_cannot_be_this_purchase_is_refused(
    room: Any, typed: str, there: Any, key: str
) -> None:
    number = await room.sent(CUT)
    if there is not None:
        room.market.exists(ORDER_ID, "", **{"out_order_id": "", **there})
    with pytest.raises(Refusal, match=key):
        await room.desk.unclear_orders.found(Act(ANNA), (await room.attempt(number)).id, typed)
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)


async def test_the_order_that_a_person_found_is_followed_and_nothing_more_is_sent(room: Any) -> None:
    number = await absent(room)
    room.market.exists(ORDER_ID, "")
    await room.desk.unclear_orders.found(Act(ANNA), (await room.attempt(number)).id, ORDER_ID)
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert [order.order_id for order in (await room.purchase(number)).orders] == [ORDER_ID]
    assert (await room.kinds())[-1] == "found"
    await room.desk.submit_worker.submit_due()
    assert len(room.market.sent) == 1


async def test_an_order_has_one_request(room: Any) -> None:
    first = await room.sent(CUT)
    second = await room.sent(CUT)
    room.market.exists(ORDER_ID, "")
    await room.desk.unclear_orders.found(Act(ANNA), (await room.attempt(first)).id, f" {ORDER_ID} ")
    with pytest.raises(Refusal, match="order-taken"):
        await room.desk.unclear_orders.found(Act(ANNA), (await room.attempt(second)).id, ORDER_ID)


async def test_strangers_settle_nothing(room: Any) -> None:
    number = await absent(room)
    attempt_id, stranger = (await room.attempt(number)).id, Person(9, "X", "en")
    for verb in (room.desk.unclear_orders.place_anew, room.desk.unclear_orders.give_up):
        with pytest.raises(Refusal, match="stranger"):
            await verb(Act(stranger), attempt_id)
    with pytest.raises(Refusal, match="stranger"):
        await room.desk.unclear_orders.found(Act(stranger), attempt_id, ORDER_ID)


async def test_a_doubt_without_a_reference_goes_to_a_person_at_once(room: Any) -> None:
    room.market.abilities = Abilities(variants=True, address=True, reference=False, freight=True)
    number = await room.sent(CUT)
    await wait(room, 2)
    assert await room.states(number) == (R.APPROVED, A.NEEDS_PERSON)
    assert "find" not in room.market.calls
    room.clock.on(minutes=11)
    await room.desk.unclear_orders.give_up(Act(ANNA), (await room.attempt(number)).id)
    assert await room.states(number) == (R.CLOSED, A.ABANDONED)


async def test_the_first_order_is_found_after_a_second_one_was_sent_much_later(two: Any) -> None:
    number = await two.sent(CUT, CUT)
    for seconds in (2, 5, 10, 20, 40, 120, 300, 600):
        await wait(two, seconds)
    attempt = await two.attempt(number)
    with pytest.raises(Refusal, match="second-person"):
        await two.desk.unclear_orders.place_anew(Act(ANNA), attempt.id)
    await two.desk.unclear_orders.place_anew(Act(BORIS), attempt.id)
    two.clock.time = TUESDAY + timedelta(hours=2)
    await two.desk.submit_worker.submit_due()
    two.market.filter_works = False
    two.market.exists(ORDER_ID, attempt.out_order_id, created_at=TUESDAY + timedelta(minutes=11))
    await wait(two, 2 * 3600 + 2)
    assert await two.states(number) == (R.APPROVED, A.PLACED)


async def test_an_outage_is_not_the_last_look_however_long_it_was(room: Any) -> None:
    number = await room.sent(CUT)
    room.market.down |= {"find": AWAY, "orders_created": AWAY}
    await wait(room, 80 * 3600)
    assert (await room.attempt(number)).empty_looks == 0
    room.market.down.clear()
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    await wait(room, 81 * 3600)
    assert await room.states(number) == (R.APPROVED, A.PLACED)


async def test_after_the_clock_went_back_a_doubt_is_looked_for_every_minute_and_a_person_is_asked(room: Any) -> None:
    number = await room.sent(CUT)
    room.clock.jumps(hours=-3)
    for looks in (1, 2, 3):
        await room.desk.unclear_orders.search_due()
        assert (await room.attempt(number)).looks == looks
        room.clock.on(seconds=61)
    assert await room.states(number) == (R.APPROVED, A.NEEDS_PERSON)


@pytest.mark.parametrize("hours", [-3, 3])
async def test_by_a_clock_that_jumped_nothing_proves_that_an_order_does_not_exist(room: Any, hours: int) -> None:
    number = await room.sent(CUT)
    room.clock.jumps(hours=hours)
    for _ in range(5):
        await room.desk.unclear_orders.search_due()
        room.clock.on(seconds=61)
    attempt = await room.attempt(number)
    assert attempt.looks >= 1
    assert attempt.empty_looks == 0
    with pytest.raises(Refusal, match=r"too-early|clock-apart"):
        await room.desk.unclear_orders.give_up(Act(ANNA), attempt.id)
    assert await room.states(number) == (R.APPROVED, A.NEEDS_PERSON)
