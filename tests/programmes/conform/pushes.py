"""What our client makes of sample push messages: which orders each one is about."""

import json
from typing import Any

from bot.market.openplatform.wire.pushes import parse_missed, parse_push
from bot.market.port import About
from tests.programmes.conform.client import Reading
from tests.programmes.conform.pretend import Pretend, Scene
from tests.programmes.conform.shape import read

TOPICS = {
    "push-data-logistics-trace": "LOGISTICS_BUYER_VIEW_TRACE",
    "push-data-order-batch-pay": "ORDER_BATCH_PAY",
    "push-data-order-buyer-close": "ORDER_BUYER_VIEW_ORDER_BUYER_CLOSE",
    "push-data-order-price-modify": "ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY",
    "push-data-refund-after-sales": "ORDER_BUYER_VIEW_ORDER_REFUND_AFTER_SALES",
    "push-data-refund-in-sales": "ORDER_BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES",
    "synth-push-data-order-batch-pay-mixed": "ORDER_BATCH_PAY",
}
"""Sample of a body → the topic that it travels under."""


async def body(look: Reading) -> None:
    """The body alone, in an envelope of ours, as an object and as the text of one."""
    for data in (look.sample, json.dumps(look.sample)):
        push = parse_push(json.dumps({"msgId": 1, "type": TOPICS[look.name], "data": data}))
        look.same("orders", list(push.order_ids), orders_in(look.sample))


async def whole(look: Reading) -> None:
    """A message as it came."""
    push = parse_push(json.dumps(look.sample))
    look.same("number", push.message_id, str(look.sample["msgId"]))
    look.same("topic", push.topic, look.sample["type"])
    look.same("orders", list(push.order_ids), orders_in(look.sample["data"]))


async def missed(look: Reading) -> None:
    """What a replay call hands out; topics that are not ours point nowhere."""
    read, stands = parse_missed(look.sample), look.sample["pushMessageList"]
    look.same("numbers", list(read.message_ids), [str(each["msgId"]) for each in stands])
    ours = [each for each in read.pushes if each.about is not About.OTHER]
    look.same("messages of ours", len(ours), sum(each["type"].startswith(("ORDER", "LOGISTICS")) for each in stands))


def orders_in(value: Any) -> list[str]:
    """Every order number that stands in a body, in order, each once."""
    if isinstance(value, list):
        found = [number for each in value for number in orders_in(each)]
    elif isinstance(value, dict):
        own = [str(value["orderId"])] if "orderId" in value else []
        found = own + [number for each in value.values() for number in orders_in(each)]
    else:
        found = []
    return list(dict.fromkeys(found))


def told(topic: str, *moves: str) -> Scene:
    """The body of the last message under a topic that the pretend 1688 tells after these moves."""

    async def scene(market: Pretend) -> Any:
        return (await _messages(market, topic, moves))["data"]

    return scene


async def paid(market: Pretend) -> Any:
    """A whole message of the pretend 1688."""
    return await _messages(market, "ORDER_BUYER_VIEW_ORDER_PAY", ("pay",))


async def _messages(market: Pretend, topic: str, moves: tuple[str, ...]) -> Any:
    pushes = market.world.world.pushes
    heard: list[Any] = []
    pushes.on_new[:] = [lambda message: heard.append(message.envelope())]
    pushes.url = "http://127.0.0.1:9/1688"
    order = await market.order()
    for move in moves:
        more = {"total_fen": 900} if move == "reprice" else {}
        await market.sim(f"orders/{order}/{move}", **more)
    return read(json.dumps([each for each in heard if each["type"] == topic][-1]))


SCENES: dict[str, Scene] = {
    "push-data-logistics-trace": told(TOPICS["push-data-logistics-trace"], "pay", "ship", "trace"),
    "push-data-order-buyer-close": told(TOPICS["push-data-order-buyer-close"], "cancel"),
    "push-data-order-price-modify": told(TOPICS["push-data-order-price-modify"], "reprice"),
    "push-data-refund-after-sales": told(TOPICS["push-data-refund-after-sales"], "pay", "ship", "receive", "refund"),
    "push-data-refund-in-sales": told(TOPICS["push-data-refund-in-sales"], "pay", "refund"),
    "push-order-pay-message": paid,
}
"""Sample → the message that the pretend 1688 tells of the same change."""

NO_SCENE = {
    "push-data-order-batch-pay": "the pretend 1688 takes no payment of several orders at once",
    "synth-push-data-order-batch-pay-mixed": "the pretend 1688 takes no payment of several orders at once",
    "push-failed-message-list": "its message is of a group that is not the buyer's",
}
