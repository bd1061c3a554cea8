"""The one-click call: one signed call buys at the default address, and the account pays by itself."""

import hashlib
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.faults import Faults
from bot.sandbox.openplatform.credentials import Credentials
from bot.sandbox.openplatform.gateway import hang
from bot.sandbox.openplatform.signing import same
from bot.sandbox.spoiling import ConnectionCut
from bot.sandbox.world.deals import PretendOrder
from bot.sandbox.world.money import fen, yuan_text
from bot.sandbox.world.quoting import MarketRefused, Wish
from bot.sandbox.world.world import World

CALL = "api.buyProduct"
PATH = f"/openapi/param2/2/portals.open/{CALL}"
FIELDS = ("product_id", "quantity", "price")


class NotBought(Exception):
    """The call is refused, with a sentence and the HTTP status."""

    def __init__(self, text: str, status: int = 200) -> None:
        super().__init__(text)
        self.status = status


class OneClick:
    """The one-click call over the simulated market."""

    def __init__(self, world: World, faults: Faults, credentials: Credentials) -> None:
        self._world = world
        self._faults = faults
        self._credentials = credentials

    def routes(self) -> list[Route]:
        return [Route(PATH, self.arrive, methods=["POST"])]

    async def arrive(self, request: Request) -> Response:
        """Answer one call; it is counted and published whatever its result."""
        self._world.calls[CALL] += 1
        throttled = JSONResponse({"success": False, "message": "too many requests"}, 429)
        try:
            response = await self._faults.run("1688", CALL, request, lambda: self._answer(request), throttled)
        except ConnectionCut:
            self._world.saw(CALL, False, "cut off")
            raise
        text = bytes(response.body).decode()
        ok = response.status_code == 200 and '"success":true' in text
        self._world.saw(CALL, ok, "" if ok else text[:120])
        return response

    async def _answer(self, request: Request) -> Response:
        try:
            self._check_caller(request)
            wish, price_fen = await _wish(request)
            delay = self._world.switches.commit_delay
            if delay > 0:
                self._world.clock.after(delay, lambda: self._quietly(wish, price_fen))
                await hang(request)
            order = self._buy(wish, price_fen)
        except NotBought as no:
            return JSONResponse({"success": False, "message": str(no)}, no.status)
        return JSONResponse({"success": True, "order": {"order_id": str(order.order_id), "status": _word(order)}})

    def _check_caller(self, request: Request) -> None:
        query = request.query_params
        stamp = query.get("timestamp", "")
        text = self._credentials.app_secret + stamp
        expected = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
        if query.get("app_key") != self._credentials.app_key or not stamp.isdecimal():
            raise NotBought("app_key or timestamp is wrong", 400)
        if not same(query.get("sign", "").lower(), expected):
            raise NotBought("sign is wrong", 400)
        if CALL in self._world.switches.denied:
            raise NotBought("AppKey is not allowed(acl)", 400)

    def _buy(self, wish: Wish, price_fen: int) -> PretendOrder:
        """Buy if one piece costs exactly `price_fen`, then act as the switch says. Raises NotBought."""
        world, offer = self._world, self._world.offers.get(wish.offer_id)
        if offer is not None and offer.variants:
            raise NotBought("该商品有多个规格，无法一键下单")
        try:
            parts = world.quote([wish])
            if len(parts) > 1:
                # the answer has room for one order, so a purchase that would become two is not made
                raise NotBought("该商品需分仓发货，无法一键下单")
            current = parts[0].lines[0].price_fen
            if current != price_fen:
                raise NotBought(f"价格已变动，当前价格{yuan_text(current)}")
            order = world.buy([wish], world.home, "one_click").orders[0]
        except MarketRefused as refused:
            raise NotBought(refused.text) from refused
        if world.switches.one_click != "unpaid":
            world.book.pay(order)
        if world.switches.one_click == "cancelled":
            world.book.seller_cancel(order)
        return order

    def _quietly(self, wish: Wish, price_fen: int) -> None:
        """Buy for a caller who has hung up, so that a failure is only published."""
        try:
            self._buy(wish, price_fen)
        except NotBought as no:
            self._world.saw(CALL, False, f"committed late: {no}")
        else:
            self._world.saw(CALL, True, "committed late")


def _word(order: PretendOrder) -> str:
    return {"waitbuyerpay": "unpaid", "cancel": "cancelled"}.get(order.status, "paid")


async def _wish(request: Request) -> tuple[Wish, int]:
    """The product, quantity and price asked for; query and body must agree. Raises NotBought."""
    try:
        body: Any = json.loads(await request.body())
    except ValueError as error:
        raise NotBought("the body must be JSON", 400) from error
    if not isinstance(body, dict):
        raise NotBought("the body must be a JSON object", 400)
    given = {name: str(body.get(name, "")) for name in FIELDS}
    if any(request.query_params.get(name) != given[name] for name in FIELDS):
        raise NotBought("query and body differ", 400)
    if not given["product_id"].isdecimal() or not given["quantity"].isdecimal():
        raise NotBought("product_id or quantity is wrong", 400)
    try:
        price_fen = fen(given["price"])
    except ValueError as error:
        raise NotBought(str(error), 400) from error
    return Wish(int(given["product_id"]), None, int(given["quantity"])), price_fen
