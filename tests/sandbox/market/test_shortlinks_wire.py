"""Short and advertising links: where they lead."""

import re
from urllib.parse import unquote, urlsplit

import httpx

from tests.sandbox.market.conftest import Market


async def visit(market: Market, link: str) -> httpx.Response:
    parts = urlsplit(link)
    return await market.http.get(f"{parts.path}?{parts.query}")


async def test_every_short_link_leads_to_its_offer(market: Market) -> None:
    schemes = set()
    for good in await market.sim("goods"):
        response = await visit(market, good["short_link"])
        target = response.headers["location"]
        schemes.add(urlsplit(target).scheme)
        assert response.status_code == 302
        assert f"/offer/{good['offer_id']}.html" in unquote(target)
    assert schemes == {"https", "wireless1688"}


async def test_an_advertising_link_redirects_or_holds_the_offer_in_its_page(market: Market) -> None:
    for good in (await market.sim("goods"))[:4]:
        response = await visit(market, good["ad_link"])
        text = unquote(response.headers.get("location", "")) + response.text
        assert good["offer_id"] in re.findall(r"\d{12,13}", text)


async def test_a_dead_link_ends_at_a_closed_door(market: Market) -> None:
    links = (await market.sim("market"))["dead_links"]
    targets = [(await visit(market, link)).headers["location"] for link in links]
    assert targets[0].startswith("https://login.1688.com/")
    assert "punish" in targets[1]


async def test_an_unknown_code_is_not_found_and_counted(market: Market) -> None:
    assert (await visit(market, "https://qr.1688.com/s/nothing")).status_code == 404
    assert (await market.sim("ledger"))["calls"] == {"short_link": 1}
