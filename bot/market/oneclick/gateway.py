"""A gateway that buys with the one-click call and leaves everything else to another gateway."""

from collections import Counter
from collections.abc import Sequence

import httpx

from bot.clock import Clock
from bot.market.errors import MarketError, NotAllowed, NotFound
from bot.market.oneclick import wire
from bot.market.openplatform.call_kinds import kind_of
from bot.market.port import Abilities, Market, Outcome, Unsent
from bot.market.transfer import post_once
from bot.purchasing.calls import CallKind
from bot.purchasing.money import Fen, times
from bot.purchasing.order import OrderReport, PiecePrice, Placing, Preview, PreviewPart
from bot.purchasing.request import Line


class OneClickGateway:
    """Buys with `api.buyProduct`. The call takes no variant, address, reference or freight; it is counted in `sent`."""

    abilities = Abilities(variants=False, address=False, reference=False, freight=False)

    def __init__(
        self,
        inner: Market,
        *,
        origin: str,
        app_key: str,
        app_secret: str,
        clock: Clock,
        transport: httpx.AsyncBaseTransport | None = None,
        sent: Counter[CallKind] | None = None,
    ) -> None:
        self._sent = sent if sent is not None else Counter[CallKind]()
        self._inner, self._clock, self._transport = inner, clock, transport
        self._origin, self._app_key, self._app_secret = origin, app_key, app_secret
        self.offer = inner.offer
        self.search = inner.search
        self.addresses = inner.addresses
        self.prepare = inner.prepare
        self.orders_created = inner.orders_created
        self.orders_changed = inner.orders_changed
        self.look = inner.look
        self.pay_link = inner.pay_link
        self.pay_deadline = inner.pay_deadline
        self.cancel = inner.cancel
        self.parcels = inner.parcels
        self.trace = inner.trace
        self.refunds = inner.refunds
        self.tell_seller = inner.tell_seller
        self.chat_link = inner.chat_link
        self.account = inner.account
        self.missed_pushes = inner.missed_pushes
        self.confirm_pushes = inner.confirm_pushes

    async def preview(self, lines: Sequence[Line], address_id: str) -> Preview:
        """The price at the default address, or the price on the offer's page if the app may not preview."""
        try:
            return await self._inner.preview(lines, address_id or await self._default_address())
        except NotAllowed:
            return await self._preview_by_page(lines)

    def body(self, placing: Placing) -> str:
        return wire.buy_body(placing)

    async def place(self, body: str) -> Outcome:
        """Send a stored body once. Returns every result of the transfer as a value; raises only cancellation."""
        try:
            url = wire.buy_url(self._origin, self._app_key, self._app_secret, body, self._clock.now())
        except ValueError:
            return Unsent("the stored body cannot be read")
        self._sent[kind_of(wire.CALL)] += 1
        ending = await post_once(url, body.encode(), {"Content-Type": "application/json"}, self._transport)
        return wire.parse_outcome(ending, (self._app_secret,))

    async def find(self, out_order_id: str) -> tuple[OrderReport, ...]:
        """Raises MarketError: a one-click order carries no reference, so an empty result would prove nothing."""
        raise MarketError(wire.CALL, "one-click orders carry no reference to look for")

    async def _default_address(self) -> str:
        addresses = await self._inner.addresses()
        chosen = next((each for each in addresses if each.default), None) or next(iter(addresses), None)
        if chosen is None:
            raise NotFound(wire.CALL, "the account has no delivery address")
        return chosen.address_id

    async def _preview_by_page(self, lines: Sequence[Line]) -> Preview:
        """The price that the offer's page shows of an only line; it shows no freight."""
        (line,) = lines
        offer = await self._inner.offer(line.offer_id, "zh")
        unit = offer.unit_price(offer.sku(line.spec_id) if line.spec_id else None, line.quantity)
        if unit is None:
            raise NotFound(wire.CALL, "the page shows no price")
        goods = times(unit, line.quantity)
        return Preview(
            (
                PreviewPart(
                    goods,
                    Fen(0),
                    Fen(0),
                    goods,
                    (PiecePrice(line.offer_id, line.spec_id or "", unit),),
                    "",
                    ("one_click",),
                ),
            )
        )
