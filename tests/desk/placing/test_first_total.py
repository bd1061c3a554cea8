"""An order whose detail keeps its first sum while the list shows what is paid: told once, settled, never for ever."""

from dataclasses import replace
from typing import Any

import pytest

from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderReport, OrderState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA
from tests.fakes.market import ORDER_ID, placed


def keeps_first(room: Any, first: int = 4200) -> None:
    """From now on the detail says the first sum."""
    real = type(room.market).look

    async def look(order_id: str) -> OrderReport:
        said: OrderReport = await real(room.market, order_id)
        return replace(said, total=Fen(first))

    room.market.look = look


async def rounds(room: Any, times: int) -> None:
    for _ in range(times):
        room.clock.on(seconds=1)
        await room.desk.order_list.round()
        await room.desk.watch.look_due()


async def repriced(room: Any, total: int) -> int:
    number = int(await room.sent(placed()))
    keeps_first(room)
    await room.desk.watch.look_due()
    room.clock.on(seconds=1)
    room.market.moves(ORDER_ID, total=Fen(total))
    return number


@pytest.mark.threat("T36")
async def test_a_price_that_only_the_list_shows_is_told_once_and_settles(room: Any) -> None:
    number = await repriced(room, 4000)
    await rounds(room, 2)
    looks = room.market.calls.count("look")
    await rounds(room, 5)
    assert room.market.calls.count("look") == looks
    told = [facts["fields"]["total"] for kind, _, facts in await room.owed() if kind == "price_changed"]
    assert told == [[4200, 4000]]
    [order] = (await room.purchase(number)).orders
    assert (order.total, order.detail_total, order.listed_total) == (4000, 4200, 4000)


async def test_a_higher_price_that_only_the_list_shows_is_asked_about(room: Any) -> None:
    number = await repriced(room, 9900)
    await rounds(room, 2)
    assert (await room.purchase(number)).request.snapshot.total == 9900
    await room.desk.drafting.confirm(Act(ANNA), number, (await room.purchase(number)).request.snapshot.hash)
    await rounds(room, 2)
    [order] = (await room.purchase(number)).orders
    assert order.pay
    looks = room.market.calls.count("look")
    await rounds(room, 5)
    assert room.market.calls.count("look") == looks


async def test_what_was_paid_is_what_the_list_shows(room: Any) -> None:
    number = await repriced(room, 4000)
    await rounds(room, 2)
    room.market.moves(ORDER_ID, state=OrderState.PAID, word="waitsellersend", paid_at=room.clock.now())
    await rounds(room, 3)
    [order] = (await room.purchase(number)).orders
    assert (order.state, order.total) == (OrderState.PAID, 4000)
    assert [facts["total"] for kind, _, facts in await room.owed() if kind == "paid"] == [4000]


async def sums_told(room: Any) -> list[tuple[str, Any]]:
    """What was told of a payment, and of another sum since."""
    told = [(kind, facts.get("fields") or {}, facts["total"]) for kind, _, facts in await room.owed()]
    return [(kind, moved.get("total", total)) for kind, moved, total in told if kind != "placed"]


async def test_a_payment_that_a_push_brought_before_the_list_is_told_once_more_as_what_was_really_paid(
    room: Any,
) -> None:
    await repriced(room, 4000)
    room.market.moves(ORDER_ID, state=OrderState.PAID, word="waitsellersend", paid_at=room.clock.now())
    await room.desk.watch.look(ORDER_ID)
    assert await sums_told(room) == [("paid", 4200)]
    await rounds(room, 5)
    assert await sums_told(room) == [("paid", 4200), ("paid_sum", [4200, 4000])]


async def test_a_new_price_after_payment_that_only_the_list_shows_is_told_once_and_settles(room: Any) -> None:
    await repriced(room, 4000)
    room.market.moves(ORDER_ID, state=OrderState.PAID, word="waitsellersend", paid_at=room.clock.now())
    await rounds(room, 3)
    room.market.moves(ORDER_ID, total=Fen(4100))
    await rounds(room, 2)
    looks = room.market.calls.count("look")
    await rounds(room, 5)
    assert room.market.calls.count("look") == looks
    assert await sums_told(room) == [("paid", 4000), ("repriced", [4000, 4100])]


async def test_a_detail_that_moves_counts_although_the_list_said_another_sum_before(room: Any) -> None:
    number = int(await room.sent(placed()))
    await room.desk.watch.look_due()
    for total in (4100, 4000):
        room.clock.on(seconds=1)
        room.market.moves(ORDER_ID, total=Fen(total))
        await rounds(room, 1)
    room.clock.on(seconds=1)
    room.market.moves(ORDER_ID, total=Fen(3900))
    for _ in range(3):  # looked at before the list is read again
        await room.desk.watch.look(ORDER_ID)
    [order] = (await room.purchase(number)).orders
    assert order.total == 3900
