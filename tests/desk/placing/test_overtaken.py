"""What another hand does while 1688 is asked: it is not taken for an unknown order, not undone, and not missed."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.market.errors import Misunderstood
from bot.market.port import Placed
from bot.purchasing.create_call import PlacedOrder
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA
from tests.desk.orders.test_unclear_orders import CUT
from tests.fakes.market import ORDER_ID

A, R = AttemptState, RequestState
OTHER_ID = "3301686771403783780"


def while_asked(room: Any, deed: Any) -> None:
    """The next look at an order is answered; before its answer is worked on, `deed` is done."""
    look = room.market.look

    async def slow(order_id: str) -> Any:
        report = await look(order_id)
        room.market.look = look
        await deed()
        return report

    room.market.look = slow


async def state_of(room: Any, number: int) -> OrderState:
    [order] = (await room.purchase(number)).orders
    state: OrderState = order.state
    return state


async def test_an_order_that_is_found_while_the_sweep_reads_it_back_is_no_unknown_order(room: Any) -> None:
    number = await room.sent(CUT)
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    room.clock.on(seconds=3)
    while_asked(room, room.desk.unclear_orders.search_due)
    await room.desk.rounds.sweep.run()
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert "ghost" not in await room.kinds()
    assert await room.paused() == ""


async def test_an_order_whose_answer_is_recorded_while_the_sweep_reads_it_back_is_no_unknown_order(room: Any) -> None:
    number, place = await room.confirmed(), room.market.place
    made, listed = asyncio.Event(), asyncio.Event()

    async def slow_place(body: str) -> Any:
        outcome = await place(body)
        made.set()
        await listed.wait()
        return outcome

    room.market.place = slow_place
    buying = asyncio.create_task(room.desk.submit_worker.submit_due())
    await made.wait()

    async def recorded() -> None:
        listed.set()
        await buying

    while_asked(room, recorded)
    await room.desk.rounds.sweep.run()
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert "ghost" not in await room.kinds()


async def test_an_older_report_does_not_undo_a_newer_one(room: Any) -> None:
    await room.sent()
    await room.desk.watch.look_due()

    async def dearer() -> None:
        room.clock.on(seconds=1)
        room.market.moves(ORDER_ID, total=Fen(5000))
        await room.desk.orders.look(Act(ANNA), ORDER_ID)

    while_asked(room, dearer)
    await room.desk.watch.look(ORDER_ID)
    await room.desk.watch.look_due()
    told = [facts["fields"]["total"] for kind, _, facts in await room.owed() if kind == "price_changed"]
    assert told == [[4200, 5000]]


async def test_a_report_from_before_a_cancel_says_nothing_odd(room: Any) -> None:
    await room.sent()
    await room.desk.watch.look_due()

    async def cancelled() -> None:
        room.clock.on(seconds=1)
        await room.desk.orders.cancel(Act(ANNA), ORDER_ID)

    while_asked(room, cancelled)
    await room.desk.watch.look(ORDER_ID)
    await room.desk.watch.look_due()
    assert await state_of(room, 1) is OrderState.CANCELLED
    assert "unknown_word" not in await room.kinds()


async def test_news_that_come_while_an_order_is_looked_at_are_not_missed(room: Any) -> None:
    await room.sent()
    await room.sent(Placed((PlacedOrder(OTHER_ID, Fen(4200)),), (), "{}"))
    await room.desk.watch.look_due()
    await room.desk.order_list.round()
    room.clock.on(minutes=1)
    room.market.moves(ORDER_ID, total=Fen(4100))
    await room.desk.order_list.round()

    async def paid_and_another_changed() -> None:
        room.clock.on(seconds=2)
        room.market.moves(ORDER_ID, state=OrderState.PAID, word="waitsellersend", paid_at=room.clock.now())
        room.clock.on(seconds=1)
        room.market.moves(OTHER_ID, total=Fen(4000))
        await room.desk.order_list.round()

    while_asked(room, paid_and_another_changed)
    await room.desk.watch.look_due()
    await room.desk.watch.look_due()
    assert await state_of(room, 1) is OrderState.PAID


async def test_an_order_whose_cancel_has_no_answer_is_looked_at_and_the_person_told_so(room: Any) -> None:
    await room.sent()
    await room.desk.watch.look_due()
    room.market.loses_answers = True
    with pytest.raises(Refusal, match="errand-unclear"):
        await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    await room.desk.watch.look_due()
    assert await state_of(room, 1) is OrderState.CANCELLED


async def test_an_order_whose_cancel_says_neither_yes_nor_no_is_looked_at_and_the_person_told_so(room: Any) -> None:
    await room.sent()
    await room.desk.watch.look_due()
    room.market.down = {"cancel": Misunderstood("cancel", "the answer does not say whether it was done")}
    with pytest.raises(Refusal, match="errand-unclear"):
        await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    before = room.market.calls.count("look")
    await room.desk.watch.look_due()
    assert (room.market.calls.count("look"), await state_of(room, 1)) == (before + 1, OrderState.TO_PAY)


async def test_a_note_to_the_seller_without_an_answer_may_have_arrived(room: Any) -> None:
    await room.sent()
    await room.desk.watch.look_due()
    room.market.loses_answers = True
    with pytest.raises(Refusal, match="errand-unclear"):
        await room.desk.chasing.tell_seller(Act(ANNA), ORDER_ID, "please hurry")


async def test_what_another_hand_gave_back_to_its_buyer_before_it_was_priced_is_left_alone(room: Any) -> None:
    number, prepare, other = await room.confirmed(), room.market.prepare, room.another_desk("second")
    part = replace(room.market.preview_now.parts[0], freight=Fen(2000))
    room.market.changes(preview_now=replace(room.market.preview_now, parts=(part,)))

    async def overtaken() -> None:
        room.market.prepare = prepare
        await other.submit_worker.submit_due()

    room.market.prepare = overtaken
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.DRAFT, A.WITHDRAWN)
    assert room.market.sent == []
    assert await room.kinds() == ["changed"]
