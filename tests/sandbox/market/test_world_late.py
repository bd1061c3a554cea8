"""Creations that commit late and lines that are cut, over a real socket."""

import asyncio
import hashlib
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn

from bot.sandbox.faults import Cuttable


@pytest.fixture
async def wire(market, monkeypatch) -> AsyncIterator[httpx.AsyncClient]:
    """A client on a socket of the market's own."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(Cuttable(market.app), log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    started = asyncio.Event()
    startup = server.startup

    async def announce(sockets=None) -> None:
        await startup(sockets=sockets)
        started.set()

    monkeypatch.setattr(server, "startup", announce)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    await started.wait()
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    async with httpx.AsyncClient(base_url=base, timeout=0.3) as client:
        yield client
    server.should_exit = True
    await task
    listener.close()


async def creation(market, quantity=2):
    mug = await market.goods("plain")
    params = {
        "flow": "general",
        "addressParam": {"addressId": 761204518},
        "cargoParamList": [{"offerId": int(mug["offer_id"]), "quantity": quantity}],
        "outOrderId": "LATE-1",
    }
    return market.signed("com.alibaba.trade", "alibaba.trade.createCrossOrder", params)


async def test_a_late_creation_hangs_and_its_order_appears_later(market, wire) -> None:
    await market.sim("market", {"commit_delay": 30})
    path, form = await creation(market)
    with pytest.raises(httpx.ReadTimeout):
        await wire.post(path, data=form)
    assert (await market.sim("ledger"))["orders"] == []
    market.clock.advance(31)
    assert [row["out_order_id"] for row in (await market.sim("ledger"))["orders"]] == ["LATE-1"]


async def test_a_late_creation_that_cannot_be_leaves_nothing(market, wire) -> None:
    await market.sim("market", {"commit_delay": 30})
    path, form = await creation(market, 10**6)
    with pytest.raises(httpx.ReadTimeout):
        await wire.post(path, data=form)
    market.clock.advance(31)
    assert (await market.sim("ledger"))["orders"] == []


async def test_a_late_one_click_purchase_appears_later(market, wire) -> None:
    await market.sim("market", {"commit_delay": 30})
    mug = await market.goods("plain")
    asked = {"product_id": mug["offer_id"], "quantity": 1, "price": "12.50"}
    sign = hashlib.md5(f"{market.credentials.app_secret}1".encode()).hexdigest()
    query = {"app_key": market.credentials.app_key, "timestamp": "1", "sign": sign, **asked}
    with pytest.raises(httpx.ReadTimeout):
        await wire.post("/openapi/param2/2/portals.open/api.buyProduct", params=query, json=asked)
    market.clock.advance(31)
    assert [row["status"] for row in (await market.sim("ledger"))["orders"]] == ["waitsellersend"]


@pytest.mark.parametrize(("when", "orders"), [("before", 0), ("after", 1)])
async def test_a_line_cut_before_or_after_the_effect(market, wire, when, orders) -> None:
    name = "alibaba.trade.createCrossOrder"
    market.faults.plan({"side": "1688", "call": name, "kind": "reset", "when": when})
    path, form = await creation(market)
    with pytest.raises(httpx.TransportError):
        await wire.post(path, data=form)
    ledger = await market.sim("ledger")
    assert (len(ledger["orders"]), ledger["calls"][name]) == (orders, 1)
    assert [data["note"] for kind, data in market.bus.heard if kind == "call"][-1] == "cut off"


async def test_a_time_out_after_the_effect_leaves_an_order(market, wire) -> None:
    call = "alibaba.trade.createCrossOrder"
    market.faults.plan({"side": "1688", "call": call, "kind": "timeout", "when": "after"})
    path, form = await creation(market)
    with pytest.raises(httpx.ReadTimeout):
        await wire.post(path, data=form)
    assert len((await market.sim("ledger"))["orders"]) == 1


async def test_a_late_refund_hangs_and_appears_later(market, wire) -> None:
    order_id = await market.bought()
    paid = await market.sim(f"orders/{order_id}/pay", {})
    await market.sim("market", {"lost_refund": {"n": 1, "how": "late", "seconds": 30}})
    path, form = market.signed("com.alibaba.trade", "alibaba.trade.createRefund", {
        "orderId": order_id, "orderEntryIds": [int(line["entry"]) for line in paid["lines"]],
        "disputeRequest": "refund", "applyPayment": str(sum(line["amount_fen"] for line in paid["lines"])),
        "applyCarriage": "0", "applyReasonId": "20028", "description": "#1", "goodsStatus": "refundWaitSellerSend",
    })  # fmt: skip
    with pytest.raises(httpx.ReadTimeout):
        await wire.post(path, data=form)
    assert (await market.sim("ledger"))["refunds"] == []
    market.clock.advance(31)
    assert [each["order"] for each in (await market.sim("ledger"))["refunds"]] == [order_id]
