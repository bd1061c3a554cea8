"""Push messages of 1688, one JSON text each: reads which order each one is about, never what it claims."""

from collections.abc import Iterator
from typing import Any

from bot.market.openplatform.wire.fields import FormError, Json, exact_number, part, read_json, rows, text
from bot.market.port import About, MissedPushes, Push

MOST_ORDERS = 100
"""The most orders of one message that are used."""
_DEEPEST = 8
_LONGEST_ID = 32

_ORDER_VIEW = "ORDER_BUYER_VIEW_"
_ORDER_TOPICS = frozenset({
    "BUYER_MAKE",
    "ORDER_PRICE_MODIFY",
    "ORDER_PAY",
    "ORDER_STEP_PAY",
    "ANNOUNCE_SENDGOODS",
    "PART_PART_SENDGOODS",
    "ORDER_COMFIRM_RECEIVEGOODS",
    "ORDER_SUCCESS",
    "ORDER_BUYER_CLOSE",
    "ORDER_SELLER_CLOSE",
    "ORDER_BOPS_CLOSE",
    "MODIFY_MEMO",
    "ORDER_BUYER_REFUND_IN_SALES",
    "ORDER_REFUND_AFTER_SALES",
})  # fmt: skip
_PARCEL_TOPICS = frozenset({"LOGISTICS_BUYER_VIEW_TRACE", "LOGISTICS_MAIL_NO_CHANGE"})
ABOUT: dict[str, About] = (
    {_ORDER_VIEW + name: About.ORDER for name in _ORDER_TOPICS}
    | {"ORDER_BATCH_PAY": About.ORDER}
    | dict.fromkeys(_PARCEL_TOPICS, About.PARCEL)
)
"""The topics after which an order is looked at sooner; all others are ignored."""


def parse_push(message: str) -> Push:
    """Read one message. Raises FormError if it has no number or no topic."""
    return _push(read_json(message))


def parse_missed(answer: Json) -> MissedPushes:
    """Read the answer of a replay call, under either of its names; numbers of unreadable messages are kept apart."""
    listed = rows(part(answer, "pushMessagePage"), "datas") or rows(answer, "pushMessageList")
    pushes: list[Push] = []
    strange: list[str] = []
    for row in listed:
        try:
            pushes.append(_push(row))
        except FormError:
            strange += [number] if (number := _number(row.get("msgId"))) else []
    return MissedPushes(tuple(pushes), tuple(strange))


def _push(envelope: Any) -> Push:
    if not isinstance(envelope, dict):
        raise FormError("the message is no object")
    number, topic = _number(envelope.get("msgId")), text(envelope, "type")
    if not number or not topic:
        raise FormError("the message has no number or no topic")
    about, data = ABOUT.get(topic, About.OTHER), envelope.get("data")
    if about is About.OTHER:
        return Push(number, topic, about, ())
    body = read_json(data) if isinstance(data, str) and data.strip() else data
    return Push(number, topic, about, tuple(dict.fromkeys(_orders(body, 0)))[:MOST_ORDERS])


def _orders(value: Any, depth: int) -> Iterator[str]:
    """Every order number in the body, at any depth."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        number = _number(value.get("orderId"))
        if number:
            yield number
        for inner in value.values():
            yield from _orders(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _orders(inner, depth + 1)


def _number(value: Any) -> str:
    """A number as text; empty if it is none."""
    written = exact_number(value)
    return written if len(written) <= _LONGEST_ID else ""
