"""When 1688 last told how an order stands: by a look at it, or by the list that would have shown a change."""

from datetime import datetime
from typing import Any

import pytest

from bot.market.errors import Unreachable
from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA, HOME
from tests.desk.orders.test_pacing import HOUR, minutes, moved
from tests.fakes.market import ORDER_ID, placed

S = OrderState


@pytest.fixture
async def shipped(room: Any) -> Any:
    """A room with one order that is under way; its list was read at the start."""
    await room.sent(placed())
    await room.desk.watch.look_due()
    await moved(room, S.PAID, "waitsellersend")
    await moved(room, S.SHIPPED, "waitbuyerreceive")
    await room.desk.rounds.changes.run()
    return room


async def told(room: Any) -> datetime:
    """What *Details* says."""
    at: datetime = (await room.desk.orders.details(ANNA, "1")).purchase.orders[0].looked_at
    return at


async def test_the_list_that_shows_no_change_is_a_look(shipped: Any) -> None:
    assert await minutes(shipped, 10 * 24 * 60, step=30) > 100
    assert shipped.market.calls.count("look") == 3, "the order itself was not asked for since"
    assert shipped.clock.now() - await told(shipped) < HOUR


async def sums_told(room: Any) -> list[datetime | None]:
    """As of when the list, *Details*, the card and `/stuck` say that 1688 told their sums."""
    desk, (awaited, *_) = room.desk, await room.desk.orders.awaited(ANNA, HOME)
    return [
        (await desk.orders.page(ANNA, "open", 1)).told, (await desk.orders.details(ANNA, "1")).told,
        (await desk.drafting.step(1)).told, awaited.told,
    ]  # fmt: skip


async def test_sums_are_as_of_now_as_long_as_1688_tells_and_of_then_while_it_is_away(shipped: Any) -> None:
    for _ in range(4):
        await minutes(shipped, 6 * 60, step=10)
        assert [each for each in await sums_told(shipped) if each is None or shipped.clock.now() - each > HOUR] == []
    before = await told(shipped)
    shipped.market.down = {call: Unreachable(call, "away") for call in ("orders_changed", "look")}
    for _ in range(3):
        shipped.clock.on(minutes=60)
        with pytest.raises(Unreachable):
            await shipped.desk.rounds.changes.run()
    assert await sums_told(shipped) == [before] * 4
    shipped.market.down = {}
    shipped.clock.on(minutes=10)
    await shipped.desk.rounds.changes.run()
    assert min(each for each in await sums_told(shipped) if each) > before
    shipped.market.moves(ORDER_ID, state=S.FINISHED, word="success")
    await minutes(shipped, 60)
    assert (await shipped.desk.orders.page(ANNA, "all", 1)).told is None, "nothing of it goes on"


async def test_a_list_without_an_answer_is_none(shipped: Any) -> None:
    before = await told(shipped)
    shipped.market.down = {"orders_changed": Unreachable("orders_changed", "away")}
    for _ in range(3):
        shipped.clock.on(minutes=60)
        with pytest.raises(Unreachable):
            await shipped.desk.rounds.changes.run()
    assert await told(shipped) == before


async def test_a_change_that_the_list_showed_and_nobody_could_read_is_none(shipped: Any) -> None:
    before = await told(shipped)
    shipped.market.down = {"look": Unreachable("look", "away")}
    shipped.clock.on(minutes=60)
    shipped.market.moves(ORDER_ID, state=S.FINISHED, word="success")
    await minutes(shipped, 180, step=5)
    assert await told(shipped) == before


async def test_a_look_that_somebody_asks_for_asks_1688_also_just_after_the_list_was_read(shipped: Any) -> None:
    await minutes(shipped, 60)
    shipped.market.moves(ORDER_ID, state=S.FINISHED, word="success")
    looked = await shipped.desk.orders.look(Act(ANNA), ORDER_ID)
    assert (looked.order.state, looked.seen, looked.news) == (S.FINISHED, True, True)
    assert looked.order.looked_at == shipped.clock.now() == await told(shipped)
