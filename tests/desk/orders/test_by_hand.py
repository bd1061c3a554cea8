"""What 1688 does not take from the program is ordered on the site by a person, and never by both."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.market.port import Unsent
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine, OrderState, ReadBackState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA, BORIS
from tests.desk.orders.test_outside_orders import opened, swept, told
from tests.fakes.market import ORDER_ID

A, R = AttemptState, RequestState
__all__ = ["opened"]
DENIED = Unsent("the app was not granted this call", "", "alibaba.trade.createCrossOrder")
ELSEWHERE = "上海市 浦东新区 世纪大道 1 号"


async def taken(room: Any) -> int:
    """A request that 1688 did not take and that Anna orders by hand; its number."""
    number: int = await room.sent(DENIED)
    await room.desk.by_hand.take(Act(ANNA), number)
    room.clock.on(minutes=5)
    return number


async def test_the_order_that_a_person_placed_is_followed_like_any_other_and_nothing_is_sent(room: Any) -> None:
    number = await taken(room)
    room.market.exists(ORDER_ID, "")
    assert await room.desk.by_hand.ordered(Act(ANNA), number, f" {ORDER_ID} ") is None
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    purchase = await room.purchase(number)
    assert [order.order_id for order in purchase.orders] == [ORDER_ID]
    assert (purchase.attempt.by_hand, purchase.attempt.placed_outside) == (ANNA.id, True)
    await room.desk.watch.look_due()
    assert (await room.purchase(number)).orders[0].checked is ReadBackState.AGREED
    assert len(room.market.sent) == 1
    assert [each.kind for each in (await room.desk.orders.find(ANNA, str(number))).journal][-2:] == ["by_hand", "found"]


@pytest.mark.threat("T54")
async def test_what_a_person_orders_by_hand_is_placed_by_the_program_no_more(room: Any) -> None:
    number = await taken(room)
    for hours in (1, 30):
        room.clock.on(hours=hours)
        await room.desk.submit_worker.submit_due()
    assert len(room.market.sent) == 1
    with pytest.raises(Refusal, match="ordered-by-hand"):
        await room.desk.submit_worker.retry(Act(ANNA), number)


async def test_it_waits_for_its_number_longer_than_a_consent_lasts(room: Any) -> None:
    number = await taken(room)
    room.clock.on(days=3)
    await room.desk.drafting.expire()
    assert await room.states(number) == (R.APPROVED, A.READY)


@pytest.mark.threat("T54")
async def test_what_is_still_on_its_way_cannot_be_ordered_by_hand(room: Any) -> None:
    number = await room.confirmed()
    with pytest.raises(Refusal, match="no-longer"):
        await room.desk.by_hand.take(Act(ANNA), number)
    sent = await room.sent(DENIED)
    room.clock.on(seconds=21)
    with pytest.raises(Refusal, match="no-longer"):
        await room.desk.by_hand.take(Act(ANNA), sent)


async def test_nobody_orders_by_hand_while_buying_is_stopped(room: Any) -> None:
    number = await room.sent(DENIED)
    await room.desk.switch.pause(Act(ANNA), "a count of the stock")
    with pytest.raises(Refusal, match="paused"):
        await room.desk.by_hand.take(Act(ANNA), number)


async def test_it_says_what_to_order_and_says_it_again(room: Any) -> None:
    number = await room.sent(DENIED)
    first = await room.desk.by_hand.take(Act(ANNA), number)
    again = await room.desk.by_hand.take(Act(ANNA), number)
    assert first.address == room.market.homes[0]
    assert (first.reference, again.reference) == ((await room.attempt(number)).out_order_id,) * 2
    assert [each.kind for each in (await room.desk.orders.find(ANNA, str(number))).journal].count("by_hand") == 1


@pytest.mark.threat("T54")
async def test_a_dearer_order_or_one_that_goes_elsewhere_is_taken_only_once_somebody_accepts_that(room: Any) -> None:
    number = await taken(room)
    room.market.exists(ORDER_ID, "", total=Fen(45_00), address=ELSEWHERE)
    found = await room.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID)
    assert (found.agreed, found.total, found.dearer, found.address) == (42_00, 45_00, True, ELSEWHERE)
    assert await room.states(number) == (R.APPROVED, A.READY)
    with pytest.raises(Refusal, match="stale"):
        await room.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID, accepted=44_00)
    assert await room.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID, accepted=45_00) is None
    assert await room.states(number) == (R.APPROVED, A.PLACED)


@pytest.mark.threat("T54")
async def test_a_dearer_order_is_not_paid_before_its_price_is_agreed_to(room: Any) -> None:
    number = await taken(room)
    room.market.exists(ORDER_ID, "", total=Fen(45_00))
    await room.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID, accepted=45_00)
    await room.desk.watch.look_due()
    assert (await room.purchase(number)).request.state is R.PENDING
    with pytest.raises(Refusal, match="unpayable-price"):
        await room.desk.orders.pay(ANNA, ORDER_ID)


async def test_a_cheaper_order_is_taken_without_a_question(room: Any) -> None:
    number = await taken(room)
    room.market.exists(ORDER_ID, "", total=Fen(41_00))
    assert await room.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID) is None


@pytest.mark.threat("T54")
@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"lines": (OrderLine("600000000001", None, 3),)}, "not-as-approved"),
        ({"lines": (OrderLine("600000000002", None, 2),)}, "not-as-approved"),
        ({"lines": ()}, "not-as-approved"),
        ({"out_order_id": "CG" + "0" * 32}, "not-our-order"),
    ],
)
async def test_an_order_of_other_goods_or_of_the_program_is_not_it(room: Any, values: Any, why: str) -> None:
    number = await taken(room)
    room.market.exists(ORDER_ID, "")
    room.market.orders[ORDER_ID] = replace(room.market.orders[ORDER_ID], **values)
    with pytest.raises(Refusal, match=why):
        await room.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID)
    assert await room.states(number) == (R.APPROVED, A.READY)


@pytest.mark.threat("T54")
async def test_an_order_from_before_it_was_approved_is_not_it(room: Any) -> None:
    number = await taken(room)
    room.market.exists(ORDER_ID, "", created_at=room.clock.now() - timedelta(hours=2))
    with pytest.raises(Refusal, match="not-our-order"):
        await room.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID)


@pytest.mark.threat("T54")
async def test_an_order_that_was_cancelled_or_closed_is_not_it(room: Any) -> None:
    number = await taken(room)
    room.market.exists(ORDER_ID, "", word="terminated", state=OrderState.CANCELLED)
    for accepted in (None, 42_00):
        with pytest.raises(Refusal, match="not-our-order"):
            await room.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID, accepted)
    assert await room.states(number) == (R.APPROVED, A.READY)
    other = f"{ORDER_ID[:-1]}1"
    room.market.exists(other, "")
    assert await room.desk.by_hand.ordered(Act(ANNA), number, other) is None
    assert await room.states(number) == (R.APPROVED, A.PLACED)


@pytest.mark.parametrize("words", ["", "soon", "12", ORDER_ID + "9" * 8, "3301686771403783799"])
async def test_words_that_are_no_number_of_an_order_are_said_to_be_none(room: Any, words: str) -> None:
    number = await taken(room)
    with pytest.raises(Refusal, match="not-on-market"):
        await room.desk.by_hand.ordered(Act(ANNA), number, words)


@pytest.mark.threat("T54")
async def test_an_order_of_another_request_is_not_taken_from_it(room: Any) -> None:
    number = await taken(room)
    room.market.exists(ORDER_ID, "")
    await room.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID)
    other = await taken(room)
    with pytest.raises(Refusal, match="order-taken"):
        await room.desk.by_hand.ordered(Act(ANNA), other, ORDER_ID)


async def test_a_request_that_nobody_orders_by_hand_takes_no_number(room: Any) -> None:
    number = await room.sent(DENIED)
    room.market.exists(ORDER_ID, "")
    with pytest.raises(Refusal, match="not-by-hand"):
        await room.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID)


async def test_an_order_that_was_told_as_placed_outside_needs_no_decision_any_more(opened: Any) -> None:
    number = await taken(opened)
    opened.market.exists(ORDER_ID, "")
    await swept(opened)
    assert [facts["attach"] for facts in await told(opened)] == [[number]]
    await opened.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID)
    assert (await opened.desk.health.report()).outside == 0


async def test_it_is_told_as_the_one_that_a_person_orders_by_hand_and_not_as_one_that_nobody_asked_for(
    opened: Any,
) -> None:
    number = await taken(opened)
    opened.market.exists(ORDER_ID, "")
    await swept(opened)
    mine = {"number": number, "name": str(number), "by": "Anna"}
    assert [facts["by_hand"] for facts in await told(opened)] == [[mine]]
    assert [vars(each) for each in (await opened.desk.unknown_orders.page(ANNA, 0)).by_hand] == [mine]


async def test_an_order_of_other_goods_is_not_told_as_one_ordered_by_hand(opened: Any) -> None:
    await taken(opened)
    opened.market.exists(ORDER_ID, "", lines=(OrderLine("600000000001", None, 3),))
    await swept(opened)
    assert [facts["by_hand"] for facts in await told(opened)] == [[]]


async def test_whoever_asked_hears_who_ordered_it_by_hand_and_not_that_nobody_approved_it(room: Any) -> None:
    number = await taken(room)
    room.market.exists(ORDER_ID, "")
    await room.desk.by_hand.ordered(Act(ANNA), number, ORDER_ID)
    [found] = [facts for kind, _, facts in await room.owed() if kind == "found"]
    assert (found["outside"], found["ordered_by"]) == (False, "Anna")


async def test_the_order_may_also_be_attached_as_it_was_found(opened: Any) -> None:
    number = await taken(opened)
    opened.market.exists(ORDER_ID, "")
    await swept(opened)
    await opened.desk.unknown_orders.link(Act(ANNA), ORDER_ID, number)
    assert await opened.states(number) == (R.APPROVED, A.PLACED)
    assert (await opened.attempt(number)).by_hand == ANNA.id


async def test_a_request_ordered_by_hand_can_be_taken_back(room: Any) -> None:
    number = await taken(room)
    await room.desk.submit_worker.withdraw(Act(ANNA), number)
    assert await room.states(number) == (R.CANCELLED, A.WITHDRAWN)


async def test_a_stranger_neither_takes_it_nor_names_an_order(room: Any) -> None:
    number = await room.sent(DENIED)
    stranger = replace(BORIS, id=99)
    with pytest.raises(Refusal):
        await room.desk.by_hand.take(Act(stranger), number)
    await room.desk.by_hand.take(Act(ANNA), number)
    room.market.exists(ORDER_ID, "")
    with pytest.raises(Refusal):
        await room.desk.by_hand.ordered(Act(stranger), number, ORDER_ID)
