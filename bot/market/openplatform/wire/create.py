"""The create calls: the parameters to send, and every form in which order ids and failed lines come back."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from bot.market.openplatform import calls
from bot.market.openplatform.wire.fields import (
    Json,
    as_whole,
    exact_number,
    part,
    read_json,
    rows,
    text,
    truth,
    write_json,
)
from bot.market.openplatform.wire.preview import NO_AREA, order_params
from bot.purchasing.create_call import FailedLine, PlacedOrder, Placing
from bot.purchasing.money import Fen
from bot.purchasing.tracking.seller_notes import NOTE_LIMIT

BuyCall = Literal["cross", "fast"]

CREATE_APIS: dict[BuyCall, str] = {
    "cross": calls.CREATE_CROSS,
    "fast": calls.CREATE_FAST,
}

CREATE_CALLS = {"one_click": calls.ONE_CLICK} | {str(way): calls.name_of(api) for way, api in CREATE_APIS.items()}
"""The call of 1688 by which each way to buy orders, without its namespace."""

_ID = re.compile(r"[1-9]\d{5,29}", re.ASCII)
_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z_.-])[1-9]\d{14,18}(?![0-9A-Za-z_.])", re.ASCII)
_ID_NAMES = frozenset({"orderid", "order_id", "orderidlist", "orderids", "orderno", "tradeid", "idofstr", "bizorderid"})


def create_body(placing: Placing, call: BuyCall, area: Mapping[str, str] = NO_AREA) -> str:
    """The business parameters of a create call as canonical JSON: each name with the text that is sent."""
    params = order_params(placing.lines, placing.address_id, area) | {
        "flow": placing.flow or "general",
        "outOrderId": placing.out_order_id,
    }
    if placing.message:
        params["message"] = placing.message[:NOTE_LIMIT]
    if placing.trade_mode:
        params["tradeType"] = placing.trade_mode
    if call == "cross":
        params["isvBizType"] = "cross"
    return write_json(params)


def read_body(body: str) -> dict[str, str]:
    """The parameters of a stored body. Raises ValueError if it is none."""
    params = read_json(body)
    if not isinstance(params, dict) or not all(isinstance(value, str) for value in params.values()):
        raise ValueError("the stored body is no list of parameters")
    return params


def lines_of(params: dict[str, str]) -> frozenset[tuple[str, str]]:
    """The (offer id, spec id) of every line of a body; the spec id is empty if there is none."""
    cargo = read_json(params.get("cargoParamList", "[]"))
    return frozenset((text(row, "offerId"), text(row, "specId")) for row in rows({"lines": cargo}, "lines"))


def placed_orders(answer: Json) -> tuple[PlacedOrder, ...]:
    """Every order that the answer names, without repeats: nested or flat, single or in a list."""
    orders: dict[str, PlacedOrder] = {}
    for layer in (part(answer, "result"), answer):
        for row, total in [
            *((row, "orderAmmount") for row in rows(layer, "orderList")),
            (layer, "totalSuccessAmount"),
        ]:
            order_id = exact_number(row.get("orderId"))
            if _ID.fullmatch(order_id):
                orders.setdefault(order_id, PlacedOrder(order_id, _total(row, total), text(row, "status")))
    return tuple(orders.values())


def _total(row: Json, key: str) -> Fen | None:
    # A strange amount must not hide that an order exists, so it is None and no error.
    number = as_whole(row.get(key))
    return Fen(number) if number is not None and number >= 0 else None


def failed_lines(answer: Json) -> tuple[FailedLine, ...]:
    """The lines that the create call did not accept."""
    return tuple(
        FailedLine(text(row, "offerId"), text(row, "specId"), text(row, "errorCode"), text(row, "errorMessage")[:500])
        for layer in (part(answer, "result"), answer)
        for row in rows(layer, "failedOfferList")
    )


def failed_parts(answer: Json) -> tuple[FailedLine, ...]:
    """The parts of a split order that were not created. 1688 does not say which lines they hold."""
    return tuple(
        FailedLine("", "", text(row, "resultCode"), text(row, "message")[:500])
        for layer in (part(answer, "result"), answer)
        for row in rows(layer, "orderList")
        if truth(row, "success") is False and text(row, "orderId") in ("", "0")
    )


def hints_at_an_order(content: Any, raw: str) -> bool:
    """Whether the answer may contain an order number: a field of such a name, or a number of that length."""
    return bool(_LONG_NUMBER.search(raw)) or any(
        name.lower() in _ID_NAMES and value not in (None, "", 0, "0", [], {}, False) for name, value in _fields(content)
    )


def _fields(content: Any) -> Iterator[tuple[str, Any]]:
    waiting = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from ((str(name), each) for name, each in value.items())
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
