"""Orders of ours that 1688's list shows in a form that we do not know: told, and looked at by themselves."""

from datetime import timedelta
from typing import Any

import pytest

from bot.market.errors import Misunderstood
from bot.purchasing.order_report import OrderPage, OrderState
from tests.fakes.market import ORDER_ID, placed

S = OrderState
STRANGER = "3301686771403789999"


async def unread(room: Any, *numbers: str) -> int:
    """A placed order that was looked at once, and a list that tells nothing of these; its request's number."""
    number = int(await room.sent(placed()))
    await room.desk.watch.look_due()
    listed(room, *numbers)
    return number


def listed(room: Any, *numbers: str) -> None:
    """From now on the list cannot tell these."""
    told = type(room.market).orders_changed

    async def orders_changed(since: Any, page: int, size: int) -> OrderPage:
        whole = await told(room.market, since, page, size)
        kept = tuple(order for order in whole.orders if order.order_id not in numbers)
        return OrderPage(kept, whole.total, numbers if page == 1 else ())

    room.market.orders_changed = orders_changed


async def round_(room: Any) -> None:
    """A second later: the list, then whatever is due."""
    room.clock.on(seconds=1)
    await room.desk.order_list.round()
    await room.desk.watch.look_due()


async def told(room: Any) -> list[tuple[str, int | None]]:
    return [(each.order_id, int(each.request)) for each in (await room.desk.health.report()).unread]


def looks(room: Any) -> int:
    return int(room.market.calls.count("look"))


async def state_of(room: Any, number: int) -> OrderState:
    [order] = (await room.purchase(number)).orders
    return OrderState(order.state)


@pytest.mark.stop(35)
@pytest.mark.threat("T40")
async def test_an_order_of_ours_that_the_list_cannot_tell_is_named_since_when(room: Any) -> None:
    number = await unread(room, ORDER_ID, STRANGER, "")
    await round_(room)
    since = room.clock.now()
    await round_(room)
    [only] = (await room.desk.health.report()).unread
    assert (only.order_id, only.request, only.since) == (ORDER_ID, str(number), since)


async def test_it_is_looked_at_by_itself_at_once_and_then_less_and_less_often(room: Any) -> None:
    number = await unread(room, ORDER_ID)
    room.market.moves(ORDER_ID, state=S.PAID, word="waitsellersend", paid_at=room.clock.now())
    before = looks(room)
    await round_(room)
    assert (await state_of(room, number), looks(room)) == (S.PAID, before + 1)
    for minutes, more in ((29, 0), (2, 1), (58, 0), (3, 1)):
        before = looks(room)
        room.clock.on(minutes=minutes)
        await round_(room)
        assert looks(room) == before + more


@pytest.mark.threat("T40")
async def test_one_whose_detail_is_not_understood_either_is_not_asked_for_every_half_minute(room: Any) -> None:
    await unread(room, ORDER_ID)
    room.market.down = {"look": Misunderstood("look", "totalAmount is missing")}
    before = looks(room)
    for _ in range(60):
        room.clock.on(seconds=59)
        await round_(room)
    assert looks(room) - before <= 2
    assert await told(room)


async def test_once_the_list_tells_it_again_nothing_is_said(room: Any) -> None:
    number = await unread(room, ORDER_ID)
    await round_(room)
    assert await told(room) == [(ORDER_ID, number)]
    del room.market.orders_changed
    room.market.moves(ORDER_ID)
    await round_(room)
    assert await told(room) == []


async def test_of_an_order_that_is_over_nothing_is_said(room: Any) -> None:
    number = await unread(room, ORDER_ID)
    room.market.moves(ORDER_ID, state=S.CANCELLED, word="cancel")
    await round_(room)
    assert (await state_of(room, number), await told(room)) == (S.CANCELLED, [])


async def test_a_page_that_cannot_be_read_does_not_hide_the_next_one(room: Any) -> None:
    number = await unread(room, ORDER_ID)
    room.market.moves(ORDER_ID, state=S.PAID, word="waitsellersend", paid_at=room.clock.now())
    whole = await type(room.market).orders_changed(room.market, room.clock.now() - timedelta(days=1), 1, 50)
    pages = {1: OrderPage((), 3, (STRANGER, "")), 2: OrderPage(whole.orders, 3)}

    async def orders_changed(since: Any, page: int, size: int) -> OrderPage:
        return pages.get(page, OrderPage((), 3))

    room.market.orders_changed = orders_changed
    await round_(room)
    assert await state_of(room, number) is S.PAID
