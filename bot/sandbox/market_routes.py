"""The routes of the simulated 1688: APIs, pictures, links and control API."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.bus import Bus
from bot.sandbox.control_market import MarketControl
from bot.sandbox.faults import Faults
from bot.sandbox.oneclick import OneClick
from bot.sandbox.openplatform.credentials import Credentials
from bot.sandbox.openplatform.gateway import Gateway
from bot.sandbox.openplatform.tokens import PretendTokens
from bot.sandbox.pictures import picture
from bot.sandbox.shortlinks import PretendShortLinks
from bot.sandbox.world.world import World

_NAME = re.compile(r"(\d+)(?:-(\d+))?(\.80x80)?\.png")


def market_routes(
    world: World, faults: Faults, bus: Bus, credentials: Credentials, base_url: Callable[[], str]
) -> list[BaseRoute]:
    """Every route of the simulated 1688; the world publishes its events on `bus`."""
    world.bus = bus
    tokens = PretendTokens(world.clock, credentials)
    links = PretendShortLinks(world, faults)

    async def show(request: Request) -> Response:
        return _picture(world, request.path_params["name"])

    async def voucher(request: Request) -> Response:
        found = world.vouchers.get(f"img/{request.path_params['path']}")
        return Response(found, media_type="image/jpeg") if found else PlainTextResponse("no such picture", 404)

    async def authorise(request: Request) -> Response:
        return _authorise(credentials, tokens, request)

    return [
        *OneClick(world, faults, credentials).routes(),
        *Gateway(world, faults, credentials, tokens, base_url).routes(),
        *links.routes(),
        *MarketControl(world, tokens, links).routes(),
        Route("/pictures/{name}", show, methods=["GET"]),
        Route("/img/{path:path}", voucher, methods=["GET"]),
        Route("/oauth/authorize", authorise, methods=["GET"]),
    ]


def _picture(world: World, name: str) -> Response:
    found = _NAME.fullmatch(name)
    offer = world.offers.get(int(found[1])) if found else None
    if found is None or offer is None:
        return PlainTextResponse("no such picture", 404)
    sku = next((sku for sku in offer.skus if str(sku.number) == found[2]), None)
    colour = sku.values[0][1].zh if sku else ""
    body = picture(offer.category.shape, offer.tint, 80 if found[3] else 400, colour)
    return Response(body, media_type="image/png", headers={"Cache-Control": "max-age=86400"})


def _authorise(credentials: Credentials, tokens: PretendTokens, request: Request) -> Response:
    """The page on which the account's owner allows the app; the simulated owner always does."""
    query = request.query_params
    back = query.get("redirect_uri")
    if not back:
        return PlainTextResponse("缺少必要参数", 400)
    if query.get("client_id") != credentials.app_key:
        return PlainTextResponse("非法请求", 400)
    joint = "&" if "?" in back else "?"
    answer = {"code": tokens.new_code(), "state": query.get("state", "")}
    return RedirectResponse(back + joint + urlencode(answer), 302)
