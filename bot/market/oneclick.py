"""The one-click call (`api.buyProduct`): it buys at the account's default address, and the account pays by itself."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.market.errors import MarketError, NotAllowed, NotFound
from bot.market.openplatform.calls import ONE_CLICK, kind_of
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.create_outcome import classify, kept
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.wire.create import hints_at_an_order
from bot.market.openplatform.wire.fields import FormError, Json, part, read_json, text, truth, write_json
from bot.market.port import Abilities, Outcome, Placed, Refused, Unclear, Unsent
from bot.market.transfer import Answer, Failure, post_once
from bot.purchasing.create_call import PiecePrice, PlacedOrder, Placing, Preview, PreviewPart
from bot.purchasing.money import Fen, times, yuan
from bot.purchasing.order_report import OrderReport
from bot.purchasing.snapshot import Line

PATH = "/openapi/param2/2/portals.open/api.buyProduct"


class OneClickGateway(OpenPlatformGateway):
    """Buys with `api.buyProduct`, which takes no variant, address, reference or freight; all else is the Open Platform.

    The calls are counted in the client's `sent`.
    """

    abilities = Abilities(variants=False, address=False, reference=False, freight=False)

    def __init__(
        self,
        client: OpenPlatformClient,
        *,
        origin: str,
        app_secret: str,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        super().__init__(client)
        self._origin, self._app_secret, self._transport = origin, app_secret, transport

    async def preview(self, lines: Sequence[Line], address_id: str) -> Preview:
        """The price at the default address, or the price on the offer's page if the app may not preview."""
        try:
            return await super().preview(lines, address_id or await self._default_address())
        except NotAllowed:
            return await self._preview_by_page(lines)

    def body(self, placing: Placing) -> str:
        """The body: product, quantity and the price of one piece in yuan, of the only line that the call can take.

        The price is text with two decimals, as in the address, so it is never turned into a float.
        """
        (line,) = placing.lines
        return write_json({"product_id": line.offer_id, "quantity": line.quantity, "price": yuan(line.unit_price)})

    async def place(self, body: str) -> Outcome:
        """Send a stored body once. Returns every result of the transfer as a value; raises only cancellation."""
        try:
            url = buy_url(self._origin, self._client.app_key, self._app_secret, body, self._client.clock.now())
        except ValueError:
            return Unsent("the stored body cannot be read")
        self._client.sent[kind_of(ONE_CLICK)] += 1
        ending = await post_once(url, body.encode(), {"Content-Type": "application/json"}, self._transport)
        return parse_outcome(ending, (self._app_secret,))

    async def find(self, out_order_id: str) -> tuple[OrderReport, ...]:
        """Raises MarketError: a one-click order carries no reference, so an empty result would prove nothing."""
        raise MarketError(ONE_CLICK, "one-click orders carry no reference to look for")

    async def _default_address(self) -> str:
        addresses = await self.addresses()
        chosen = next((each for each in addresses if each.default), None) or next(iter(addresses), None)
        if chosen is None:
            raise NotFound(ONE_CLICK, "the account has no delivery address")
        return chosen.address_id

    async def _preview_by_page(self, lines: Sequence[Line]) -> Preview:
        """The price that the offer's page shows of an only line; it shows no freight."""
        (line,) = lines
        offer = await self.offer(line.offer_id, "zh")
        unit = offer.unit_price(offer.sku(line.spec_id) if line.spec_id else None, line.quantity)
        if unit is None:
            raise NotFound(ONE_CLICK, "the page shows no price")
        goods, prices = times(unit, line.quantity), (PiecePrice(line.offer_id, line.spec_id or "", unit),)
        return Preview((PreviewPart(goods, Fen(0), Fen(0), goods, prices, "", ("one_click",)),))


def buy_url(origin: str, app_key: str, app_secret: str, body: str, now: datetime) -> str:
    """The address of the call. Raises FormError if the stored body is not one of ours."""
    stored = read_json(body)
    if not isinstance(stored, dict) or not all(text(stored, name) for name in ("product_id", "quantity", "price")):
        raise FormError("the stored body names no product, quantity and price")
    timestamp = str(int(now.timestamp()))
    # The signature covers the secret and the time, and nothing else of the request.
    sign = hashlib.md5(f"{app_secret}{timestamp}".encode(), usedforsecurity=False).hexdigest()
    query = {"app_key": app_key, "timestamp": timestamp, "sign": sign}
    query |= {name: text(stored, name) for name in ("product_id", "quantity", "price")}
    return f"{origin.rstrip('/')}{PATH}?{urlencode(query)}"


def parse_outcome(ending: Answer | Failure, secrets: tuple[str, ...]) -> Outcome:
    """The outcome of an answer: an order id always means Placed, a clear no is Refused; `classify` judges the rest."""
    content: Any = None
    with suppress(FormError):
        content = read_json(ending.text) if isinstance(ending, Answer) else None
    if isinstance(ending, Failure) or not isinstance(content, dict) or text(content, "error_code"):
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
