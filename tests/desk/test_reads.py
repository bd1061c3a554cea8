"""How often a purchase and a look at its order read what they work on."""

from typing import Any

from bot.purchasing.money import Fen
from bot.purchasing.order import OrderState
from tests.desk.conftest import ORDER_ID, Room, placed
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
        room.clock.on(minutes=1)
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


async def _state(room: Room, order_id: str) -> OrderState:
    async with room.ledger.look() as uow:
        order = await uow.orders.get(order_id)
    assert order is not None
    return order.state
