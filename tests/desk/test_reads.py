"""How often a purchase and a look at its order read what they work on."""

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.ledger.requests import NoSuchRow
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState, Parcel, PayLink, PayWay, RefundReport, RefundState
from tests.desk.conftest import ANNA, Room
from tests.fakes.market import ORDER_ID, placed
from tests.statements import ROUNDS, Statements, counted

MOST_LOADS = 3
"""Of an order, in one look: before 1688 is asked, in the transaction that records, and once to spare."""


def _number(place: int) -> str:
    return str(int(ORDER_ID) + place)


async def test_a_look_that_changes_an_order_loads_it_at_most_three_times(room: Any) -> None:
    purchases, looks = Statements(), Statements()
    for place in range(ROUNDS):
        with counted(purchases):
            await room.sent(placed(_number(place)))
            await room.desk.watch.look_due()
        room.market.moves(_number(place), state=OrderState.PAID, word="waitsellersend", paid_at=room.clock.now())
        with counted(looks):
            await room.desk.watch.look(_number(place))
    purchases.told("a purchase", "remote_order", "request", "attempt")
    looks.told("a look", "remote_order", "request", "attempt")
    assert await _state(room, _number(0)) is OrderState.PAID
    assert looks.loads("remote_order") <= MOST_LOADS * ROUNDS


async def test_the_first_look_at_an_order_loads_it_at_most_three_times(room: Any) -> None:
    await room.sent()
    looks = Statements()
    with counted(looks):
        await room.desk.watch.look(ORDER_ID)
    looks.told("a first look", "remote_order", "request", "attempt")
    assert looks.loads("remote_order") <= MOST_LOADS


async def test_a_look_at_an_order_that_became_dearer_loads_it_at_most_three_times(room: Any) -> None:
    number = await room.sent()
    await room.desk.watch.look_due()
    room.clock.on(minutes=1)
    room.market.moves(ORDER_ID, total=Fen(5000))
    looks = Statements()
    with counted(looks):
        await room.desk.watch.look(ORDER_ID)
    looks.told("a look at a dearer order", "remote_order", "request", "attempt")
    assert (await room.purchase(number)).request.state.value == "pending"
    assert looks.loads("remote_order") <= MOST_LOADS


async def test_a_request_is_read_with_its_requester_by_one_statement(room: Any) -> None:
    number, reads = await room.sent(), Statements()
    async with room.ledger.read() as uow:
        with counted(reads):
            request = await uow.requests.get(number)
    assert (request.requester.name, len(reads.every)) == (ANNA.name, 1)


async def test_what_is_written_comes_back_as_it_would_be_read(room: Any) -> None:
    number = await room.sent()
    await room.desk.watch.look_due()
    parcel = Parcel("LP1", "SF1", "SF", "sent", signed=False)
    refund = RefundReport("R1", "waitselleragree", RefundState.ASKED, Fen(100), Fen(0))
    async with room.ledger.change() as uow:
        order = await uow.orders.update(
            await uow.orders.get(ORDER_ID), word="sent", pay_by=uow.now, total_fen=4300, state=OrderState.SHIPPED,
            refund=RefundState.ASKED,
        )  # fmt: skip
        order = await uow.orders.put_parcels(order, (parcel,))
        order = await uow.orders.put_refunds(order, (refund,))
        order = await uow.orders.set_pay(order, (PayLink(PayWay.ALIPAY, "https://trade.1688.com/1"),))
        assert order == await uow.orders.get(ORDER_ID)
        again = await uow.orders.put_parcels(order, (replace(parcel, signed=True),))
        assert again == await uow.orders.get(ORDER_ID)
        request = await uow.requests.update_progress(
            await uow.requests.get(number), why="for the fair", next_at=uow.now
        )
        assert request == await uow.requests.get(number)
        assert await uow.requests.choose(request, request.chosen, snapshot=request.snapshot) == (
            await uow.requests.get(number)
        )
        attempt = await uow.attempts.postpone((await uow.attempts.of(number))[0], uow.now, "later")
        assert attempt == await uow.attempts.get(attempt.id)
        purchase, same = await uow.find_purchase_of(ORDER_ID)
        assert (purchase, same) == (await uow.purchase(number), again)
        assert purchase.with_order(same).with_attempt(attempt) == purchase


async def test_whoever_is_sure_that_there_is_something_hears_which_number_is_missing(room: Any) -> None:
    async with room.ledger.read() as uow:
        for section in (uow.requests, uow.attempts, uow.teams):
            assert await section.find(77) is None
            with pytest.raises(NoSuchRow, match="77"):
                await section.get(77)
        assert await uow.orders.find("77") is None
        with pytest.raises(NoSuchRow, match="there is no order 77"):
            await uow.orders.get("77")
        assert await uow.find_purchase(77) is None
        assert await uow.find_purchase_of("77") is None
        with pytest.raises(LookupError, match="there is no request 77"):
            await uow.purchase(77)


async def _state(room: Room, order_id: str) -> OrderState:
    async with room.ledger.read() as uow:
        order = await uow.orders.get(order_id)
    assert order is not None
    return order.state
