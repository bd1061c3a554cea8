"""The address, signature, body and answers of the one-click call."""

import hashlib
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from bot.market.openplatform.create_outcome import classify, kept
from bot.market.openplatform.wire.create import hints_at_an_order
from bot.market.openplatform.wire.fields import FormError, Json, part, read_json, text, truth, write_json
from bot.market.port import Outcome, Placed, Refused, Unclear
from bot.market.transfer import Answer, Failure
from bot.purchasing.money import yuan
from bot.purchasing.order import PlacedOrder, Placing

CALL = "api.buyProduct"
PATH = "/openapi/param2/2/portals.open/api.buyProduct"


def buy_body(placing: Placing) -> str:
    """The body: product, quantity and the price of one piece in yuan, of the only line that the call can take.

    The price is text with two decimals, as in the address, so it is never turned into a float.
    """
    (line,) = placing.lines
    return write_json({"product_id": line.offer_id, "quantity": line.quantity, "price": yuan(line.unit_price)})


def signature(app_secret: str, timestamp: str) -> str:
    """The hex MD5 of the secret and the time; it covers nothing else of the request."""
    return hashlib.md5(f"{app_secret}{timestamp}".encode(), usedforsecurity=False).hexdigest()


def buy_url(origin: str, app_key: str, app_secret: str, body: str, now: datetime) -> str:
    """The address of the call. Raises FormError if the stored body is not one of ours."""
    stored = read_json(body)
    if not isinstance(stored, dict) or not all(text(stored, name) for name in ("product_id", "quantity", "price")):
        raise FormError("the stored body names no product, quantity and price")
    timestamp = str(int(now.timestamp()))
    query = {
        "app_key": app_key,
        "timestamp": timestamp,
        "sign": signature(app_secret, timestamp),
        "product_id": text(stored, "product_id"),
        "quantity": text(stored, "quantity"),
        "price": text(stored, "price"),
    }
    return f"{origin.rstrip('/')}{PATH}?{urlencode(query)}"


def parse_outcome(ending: Answer | Failure, secrets: tuple[str, ...]) -> Outcome:
    """The outcome of an answer: an order id always means Placed, a clear no is Refused; `classify` judges the rest."""
    if isinstance(ending, Failure):
        return classify(ending, frozenset(), secrets)
    try:
        content: Any = read_json(ending.text)
    except FormError:
        return classify(ending, frozenset(), secrets)
    if not isinstance(content, dict) or text(content, "error_code"):
        return classify(ending, frozenset(), secrets)
    raw = kept(ending.text, secrets)
    order = _order(content)
    if order is not None:
        return Placed((order,), (), raw)
    refused = ending.status == 200 and truth(content, "success") is False
    if refused and not hints_at_an_order(content, ending.text):
        return Refused(text(content, "code"), text(content, "message") or "refused without a reason", raw)
    return Unclear(f"HTTP {ending.status}, {text(content, 'message') or 'no order number'}", raw)


def _order(content: Json) -> PlacedOrder | None:
    for holder in (part(content, "order"), content):
        order_id = text(holder, "order_id", "orderId").strip()
        if order_id.strip("0") and len(order_id) <= 64:
            return PlacedOrder(order_id, None, text(holder, "status"))
    return None
