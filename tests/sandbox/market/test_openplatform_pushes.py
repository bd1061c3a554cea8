"""Messages of the pretend 1688: which change tells which topic, how they are sealed, and where lost ones wait."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from bot.sandbox.openplatform import pushing
from bot.sandbox.openplatform.pushing import Pusher
from bot.sandbox.patience import until
from bot.sandbox.serve import serve

OPEN = "cn.alibaba.open"


class Listener:
    """An application that is pushed to."""

    def __init__(self) -> None:
        self.url = ""
        self.status = 200
        self.heard: asyncio.Queue[dict[str, str]] = asyncio.Queue()

    async def take(self, request: Request) -> Response:
        await self.heard.put(dict(parse_qsl((await request.body()).decode())))
        return Response(status_code=self.status)

    async def messages(self, count: int) -> list[dict[str, Any]]:
        return [json.loads((await self.heard.get())["message"]) for _ in range(count)]

    async def topics(self, count: int) -> list[str]:
        return [each["type"].removeprefix("ORDER_BUYER_VIEW_") for each in await self.messages(count)]


@pytest.fixture
async def listener(market: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Listener]:
    monkeypatch.setattr(pushing, "RETRY_SECONDS", (0.01, 0.01))
    listening, pusher = Listener(), Pusher(market.world, market.credentials)
    async with serve(Router([Route("/1688", listening.take, methods=["POST"])])) as port:
        listening.url = f"http://127.0.0.1:{port}/1688"
        await market.sim("market", {"push_url": listening.url})
        yield listening
        await pusher.close()


async def test_each_change_of_an_order_tells_its_topic_in_order(market: Any, listener: Listener) -> None:
    order = await market.bought()
    for move, body in (("reprice", {"total_fen": 900}), ("pay", {}), ("ship", {}), ("trace", {}), ("receive", {})):
        await market.sim(f"orders/{order}/{move}", body)
    assert await listener.topics(7) == [
        "BUYER_MAKE", "ORDER_PRICE_MODIFY", "ORDER_PAY", "ANNOUNCE_SENDGOODS", "LOGISTICS_BUYER_VIEW_TRACE",
        "ORDER_COMFIRM_RECEIVEGOODS", "ORDER_SUCCESS",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("move", "topic"),
    [("cancel", "ORDER_BUYER_CLOSE"), ("seller_cancel", "ORDER_SELLER_CLOSE"), ("expire", "ORDER_BOPS_CLOSE")],
)
async def test_who_closed_an_order_is_told(market: Any, listener: Listener, move: str, topic: str) -> None:
    order = await market.bought()
    await market.sim(f"orders/{order}/{move}", {})
    assert await listener.topics(2) == ["BUYER_MAKE", topic]


async def test_a_refund_is_told_with_its_number(market: Any, listener: Listener) -> None:
    order = await market.bought()
    await market.sim(f"orders/{order}/pay", {})
    await market.sim(f"orders/{order}/refund", {"stage": "ask"})
    (asked,) = (await listener.messages(3))[2:]
    assert asked["type"] == "ORDER_BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES"
    assert (asked["data"]["orderId"], asked["data"]["currentStatus"]) == (int(order), "waitselleragree")
    (refund,) = (await market.sim("ledger"))["refunds"]
    assert f"TQ{asked['data']['refundId']}" == refund["id"]


async def test_each_step_of_a_return_tells_who_did_what(market: Any, listener: Listener) -> None:
    order = await market.bought()
    for move, body in (
        ("pay", {}), ("ship", {}), ("refund", {"stage": "ask", "goods_back": True, "fen": 1}),
        ("refund", {"stage": "agree"}), ("refund", {"stage": "send"}), ("refund", {}),
    ):  # fmt: skip
        await market.sim(f"orders/{order}/{move}", body)
    told = [each["data"] for each in (await listener.messages(7))[3:]]
    assert [(each["refundAction"], each["operator"], each["currentStatus"]) for each in told] == [
        ("BUYER_APPLY_REFUND", "buyer", "waitselleragree"),
        ("SELLER_AGREE_REFUND_PROCOTOL", "seller", "waitbuyersend"),
        ("BUYER_SEND_GOODS", "buyer", "waitsellerreceive"),
        ("SELLER_AGREE_REFUND", "seller", "refundsuccess"),
    ]


async def test_each_refund_of_an_order_is_told_apart_and_what_time_did_as_the_systems(
    market: Any, listener: Listener
) -> None:
    order = await market.bought()
    for move, body in (
        ("pay", {}), ("ship", {}), ("refund", {"stage": "ask", "fen": 5}), ("refund_answer", {"refuse": True}),
        ("refund_answer", {"change": True, "fen": 4}),
    ):  # fmt: skip
        await market.sim(f"orders/{order}/{move}", body)
    market.clock.advance(5 * 24 * 3600)
    await market.sim(f"orders/{order}/refund", {"stage": "ask", "fen": 6})
    await market.sim(f"orders/{order}/receive", {})
    told = [each["data"] for each in await listener.messages(11) if "refundId" in each["data"]]
    assert [(each["refundAction"], each["operator"], each["currentStatus"]) for each in told] == [
        ("BUYER_APPLY_REFUND", "buyer", "waitselleragree"),
        ("SELLER_REJECT_REFUND_PROCOTOL", "seller", "waitbuyermodify"),
        ("SYSTEM_MODIFY_REFUND_PROTOCOL", "system", "waitselleragree"),
        ("SYSTEM_AGREE_REFUND", "system", "refundsuccess"),
        ("BUYER_APPLY_REFUND", "buyer", "waitselleragree"),
        ("BUYER_RECEIVE_CLOSE", "buyer", "refundclose"),
    ]
    first, second = (await market.sim("ledger"))["refunds"]
    assert [f"TQ{each['refundId']}" for each in told] == [first["id"]] * 4 + [second["id"]] * 2


async def test_a_message_is_sealed_over_its_text_and_names_the_order_as_a_number(
    market: Any, listener: Listener
) -> None:
    order = await market.bought()
    form = await listener.heard.get()
    seal = hmac.new(market.credentials.app_secret.encode(), f"message{form['message']}".encode(), hashlib.sha1)
    assert form["_aop_signature"] == seal.hexdigest().upper()
    message = json.loads(form["message"])
    assert message["data"]["orderId"] == int(order)
    assert set(message) == {"bizKey", "data", "gmtBorn", "msgId", "type", "userInfo"}


async def test_a_refused_message_is_tried_again_and_then_waits_until_it_is_confirmed(
    market: Any, listener: Listener
) -> None:
    listener.status = 503
    await market.bought()
    tries = await listener.messages(3)
    assert len({each["msgId"] for each in tries}) == 1
    await kept(market)
    page = (await market.call(OPEN, "push.query.messageList", page="1", pageSize="20"))["pushMessagePage"]
    assert (page["totalCount"], page["datas"][0]["msgId"]) == (1, tries[0]["msgId"])
    assert (page["datas"][0]["topicGroup"], page["datas"][0]["topicName"]) == ("ORDER", "BUYER_VIEW_BUYER_MAKE")
    assert page["datas"][0]["appKey"] == market.credentials.app_key
    again = (await market.call(OPEN, "push.query.messageList"))["pushMessagePage"]
    assert again["totalCount"] == 1
    done = await market.call(OPEN, "push.message.confirm", msgIdList=[tries[0]["msgId"], 5])
    assert done == {"isSuccess": True}
    assert (await market.call(OPEN, "push.query.messageList"))["pushMessagePage"]["totalCount"] == 0


async def test_the_cursor_call_forgets_what_it_shows(market: Any, listener: Listener) -> None:
    await listener_lost(market, listener)
    shown = await market.call(OPEN, "push.cursor.messageList", quantity="20")
    assert [each["type"] for each in shown["pushMessageList"]] == ["ORDER_BUYER_VIEW_BUYER_MAKE"]
    assert [each["appKey"] for each in shown["pushMessageList"]] == [market.credentials.app_key]
    assert (await market.call(OPEN, "push.cursor.messageList"))["pushMessageList"] == []


async def listener_lost(market: Any, listener: Listener) -> None:
    """One message that nobody took."""
    listener.status = 500
    await market.bought()
    await listener.messages(3)
    await kept(market)


async def kept(market: Any) -> None:
    """Wait until a message was given up, and is kept for whoever asks."""

    async def is_kept() -> bool:
        return bool(market.world.pushes.failed)

    await until(is_kept, "the message is kept")


async def test_messages_are_lost_doubled_and_shuffled_as_told(market: Any, listener: Listener) -> None:
    await market.sim("market", {"push": "lose"})
    order = await market.bought()
    await market.sim("market", {"push": "double"})
    await market.sim(f"orders/{order}/pay", {})
    first, second = await listener.messages(2)
    assert first == second
    assert first["type"].endswith("ORDER_PAY")
    await market.sim("market", {"push": "reorder"})
    await market.sim(f"orders/{order}/ship", {})
    await market.sim(f"orders/{order}/receive", {})
    assert await listener.topics(3) == ["ORDER_SUCCESS", "ORDER_COMFIRM_RECEIVEGOODS", "ANNOUNCE_SENDGOODS"]
    assert market.world.pushes.failed == {}


@pytest.mark.parametrize("body", [{"push": "sometimes"}, {"push_url": 5}, {"push_url": "https://example.org/1688"}])
async def test_a_wrong_push_switch_sets_none(market: Any, body: dict[str, Any]) -> None:
    before = await market.sim("market")
    assert (await market.sim("market", {"repeat": "first", **body}, 400))["error"]
    assert await market.sim("market") == before


async def test_nothing_is_pushed_where_nobody_wants_to_hear(market: Any, listener: Listener) -> None:
    await market.sim("market", {"push_url": ""})
    order = await market.bought()
    await market.sim("market", {"push_url": listener.url})
    await market.sim(f"orders/{order}/pay", {})
    assert await listener.topics(1) == ["ORDER_PAY"]
