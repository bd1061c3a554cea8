"""The sandbox's short and advertising links: redirects from qr.1688.com and dj.1688.com addresses."""

import hashlib
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.sandbox.faults import Faults
from bot.sandbox.openplatform.gateway import refusal
from bot.sandbox.spoiling import ConnectionCut
from bot.sandbox.world.goods import PretendOffer
from bot.sandbox.world.world import World

CALL = "short_link"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
TO_LOGIN = "Lg1nPag3"
TO_PUNISH = "Pn1shPg3"
DEAD_ENDS = {
    TO_LOGIN: "https://login.1688.com/member/signin.htm?Done=https%3A%2F%2Fm.1688.com%2F",
    TO_PUNISH: "https://m.1688.com/_____tmd_____/punish?x5secdata=xf",
}


class PretendShortLinks:
    """A code for every offer, two codes that end at a login or blocking page, and two kinds of advertising links."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults
        self._by_code = {self.code(offer): offer for offer in world.offers.values()}

    def code(self, offer: PretendOffer) -> str:
        digest = hashlib.sha256(f"{self._world.seed}/{offer.offer_id}".encode()).digest()
        return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:8])

    def link(self, offer: PretendOffer) -> str:
        """The short link as the app shares it."""
        return f"https://qr.1688.com/s/{self.code(offer)}"

    def ad_link(self, offer: PretendOffer) -> str:
        """The advertising link; every second one leads to a page that has the id only in its data."""
        kind = "ci_king" if offer.tint % 2 else "ci_bb"
        return f"https://dj.1688.com/{kind}?a={self.code(offer)}&ap=2&rp=2"

    def routes(self) -> list[Route]:
        return [
            Route("/s/{code}", self.arrive, methods=["GET", "HEAD"]),
            Route("/ci_bb", self.arrive, methods=["GET", "HEAD"]),
            Route("/ci_king", self.arrive, methods=["GET", "HEAD"]),
        ]

    async def arrive(self, request: Request) -> Response:
        """Answer one visit; it is counted and published."""
        self._world.calls[CALL] += 1

        async def answer() -> Response:
            return self._answer(request)

        throttled = refusal(429, "429", "too many requests")
        try:
            response = await self._faults.run("1688", CALL, request, answer, throttled)
        except ConnectionCut:
            self._world.saw(CALL, False, "cut off")
            raise
        self._world.saw(CALL, response.status_code < 400, response.headers.get("location", "")[:80])
        return response

    def _answer(self, request: Request) -> Response:
        code = request.path_params.get("code") or request.query_params.get("a", "")
        if code in DEAD_ENDS:
            return RedirectResponse(DEAD_ENDS[code], 302)
        offer = self._by_code.get(code)
        if offer is None:
            return HTMLResponse("<html><body>404</body></html>", 404)
        if request.url.path == "/ci_king":
            return HTMLResponse(_page(offer))
        return RedirectResponse(_target(offer), 302)


def _target(offer: PretendOffer) -> str:
    """The redirect's target: the mobile page; for every third offer, the app's own scheme."""
    if offer.tint % 3 == 2:
        inner = f"https://m.1688.com/offer/{offer.offer_id}.html?share_token=t&offerId={offer.offer_id}"
        return f"wireless1688://ma.m.1688.com/plugin?url={quote(inner, safe='')}"
    return f"https://m.1688.com/offer/{offer.offer_id}.html?item_id={offer.offer_id}&from=share"


def _page(offer: PretendOffer) -> str:
    trace = f"object_id@{offer.offer_id}^object_type@offer"
    return f'<!doctype html><html><body><script>window.data={{"trace":"{trace}"}}</script></body></html>'
