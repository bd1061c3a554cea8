"""Push messages that did not arrive, through the market's face: listed until they are confirmed, whichever way buys."""

from typing import Any

import pytest

from bot.market.errors import NotAllowed, NotFound
from bot.sandbox.openplatform import pushing
from bot.sandbox.patience import until

NOBODY = "http://127.0.0.1:9/1688"


async def lost(side: Any, count: int) -> None:
    """Wait until so many messages were given up."""

    async def kept() -> bool:
        return bool((await side.look("market"))["pushes_failed"] >= count)

    await until(kept, f"{count} messages are kept")


@pytest.mark.asyncio(loop_scope="session")
async def test_lost_messages_are_listed_until_they_are_confirmed(side: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushing, "RETRY_SECONDS", ())
    await side.sim("market", push_url=NOBODY)
    order = await side.moved("pay", "ship")
    await lost(side, 3)
    missed = await side.gateway.missed_pushes()
    assert await side.gateway.missed_pushes() == missed
    assert [each.order_ids for each in missed.pushes] == [(order,)] * 3
    await side.gateway.confirm_pushes(missed.message_ids[:2])
    (left,) = (await side.gateway.missed_pushes()).pushes
    assert left.topic == "ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS"
    await side.gateway.confirm_pushes((left.message_id,))
    assert (await side.gateway.missed_pushes()).message_ids == ()
    await side.gateway.confirm_pushes(())
    assert await side.calls("push.message.confirm") == 2
    await side.world.pusher.close()


@pytest.mark.asyncio(loop_scope="session")
async def test_without_the_right_to_ask_it_is_not_asked_again_for_an_hour(cross: Any) -> None:
    await cross.sim("market", denied=["push.query.messageList"])
    for _ in range(3):
        with pytest.raises(NotAllowed):
            await cross.gateway.missed_pushes()
    assert await cross.calls("push.query.messageList") == 1
    await cross.sim("market", denied=[])
    await cross.sim("clock", advance=3601)
    assert (await cross.gateway.missed_pushes()).message_ids == ()


@pytest.mark.asyncio(loop_scope="session")
async def test_every_call_is_counted_by_how_it_ended(cross: Any) -> None:
    before = dict(cross.client.calls)
    await cross.bought()
    await cross.fault("alibaba.trade.getBuyerOrderList", "status", status=500, times=1)
    await cross.gateway.orders_changed(cross.time.now(), 1, 10)
    with pytest.raises(NotFound):
        await cross.gateway.look("1000000000000000001")
    await cross.sim("market", denied=["push.query.messageList"])
    with pytest.raises(NotAllowed):
        await cross.gateway.missed_pushes()
    counted = {key: n - before.get(key, 0) for key, n in cross.client.calls.items()}
    assert counted["alibaba.trade.createCrossOrder", "answered"] == 1
    assert counted["alibaba.trade.getBuyerOrderList", "unreachable"] == 1
    assert counted["alibaba.trade.getBuyerOrderList", "answered"] == 1
    assert counted["push.query.messageList", "notallowed"] == 1
    assert counted["alibaba.trade.get.buyerView", "notfound"] == 1
