"""A way to pay that failed is asked for again while it may work soon; nothing else asks 1688 by itself."""

from typing import Any

import pytest

from bot.market.errors import LoginNeeded, MarketError, Misunderstood, NotAllowed, Rejected, Throttled, Unreachable
from tests.desk.orders.test_watch import AWAY, bought, order_of, paid, round_


async def an_hour(room: Any) -> list[str]:
    """What 1688 is asked during an hour in which nothing happens there."""
    room.market.calls.clear()
    for _ in range(60):
        room.clock.on(minutes=1)
        await room.desk.watch.look_due()
    return list(room.market.calls)


@pytest.mark.parametrize(
    "error", [Unreachable("call", "away"), Throttled("call", "slower"), LoginNeeded("call", "who?")]
)
async def test_a_way_to_pay_that_may_work_soon_is_asked_for_again_until_it_works(room: Any, error: MarketError) -> None:
    room.market.down["pay_link"] = error
    number = await bought(room)
    assert (await an_hour(room)).count("pay_link") >= 50
    del room.market.down["pay_link"]
    assert (await an_hour(room)).count("pay_link") == len((await order_of(room, number)).pay)
    assert all(link.url for link in (await order_of(room, number)).pay)


@pytest.mark.parametrize(
    "error", [Rejected("call", "not signed"), NotAllowed("call", "ask"), Misunderstood("call", "?")]
)
async def test_a_way_to_pay_that_1688_refuses_is_not_asked_for_again_by_itself(room: Any, error: MarketError) -> None:
    room.market.down["pay_link"] = error
    number = await bought(room)
    assert [link.reason for link in (await order_of(room, number)).pay]
    assert await an_hour(room) == []


async def test_an_order_that_was_paid_without_a_link_of_ours_is_not_looked_at_for_its_link(room: Any) -> None:
    room.market.down["pay_link"] = AWAY
    await bought(room)
    paid(room)
    await round_(room)
    assert await room.kinds() == ["placed", "paid"]
    assert await an_hour(room) == []
