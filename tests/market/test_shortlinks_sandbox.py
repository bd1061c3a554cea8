"""Short and advertising links of the pretend world, followed over its socket and nowhere else."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, NamedTuple

import httpx
import pytest

from bot.market.errors import Rejected, Unreachable
from bot.market.shortlinks import ShortLinks
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.reading.classify_url import resolve as meaning_of
from bot.sandbox.app import PretendWorld
from tests.fakes.clock import HandClock
from tests.programmes.torture.virtual import EPOCH


class Street(NamedTuple):
    """The served world, its controls, and a follower of its links."""

    http: httpx.AsyncClient
    links: ShortLinks

    async def goods(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = (await self.http.get("/sim/goods")).json()
        return rows

    async def visits(self) -> int:
        return int((await self.http.get("/sim/ledger")).json()["calls"].get("short_link", 0))

    async def means(self, link: str) -> Any:
        return meaning_of(*await self.links.resolve(link))


async def no_names(host: str) -> Sequence[str]:
    raise AssertionError(f"{host} was looked up, though the world is a pretend one")


@pytest.fixture
async def street() -> AsyncIterator[Street]:
    async with (
        PretendWorld(now=EPOCH).serving() as url,
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=120, verify=False) as http,
    ):
        yield Street(http, ShortLinks(HandClock(), url, no_names))


async def test_every_link_of_every_good_leads_to_its_offer(street: Street) -> None:
    rows = await street.goods()
    for row in rows:
        for link in (row["short_link"], row["ad_link"]):
            found = await street.means(link)
            assert isinstance(found, OfferRef), link
            assert found.offer_id == row["offer_id"]
    assert await street.visits() == 2 * len(rows)


async def test_links_that_end_at_a_closed_door_name_no_offer(street: Street) -> None:
    dead = (await street.http.get("/sim/market")).json()["dead_links"]
    assert len(dead) == 2
    for link in dead:
        assert not isinstance(await street.means(link), OfferRef)


async def test_an_unknown_code_names_no_offer(street: Street) -> None:
    assert not isinstance(await street.means("https://qr.1688.com/s/nothing1"), OfferRef)


@pytest.mark.parametrize(
    "link",
    [
        "http://qr.1688.com/s/1",
        "https://qr.1688.com:8443/s/1",
        "https://qr.1688.com.evil.example/s/1",
        "https://127.0.0.1/s/1",
    ],
)
async def test_what_is_no_short_link_is_not_visited(street: Street, link: str) -> None:
    with pytest.raises(Rejected):
        await street.links.resolve(link)
    assert await street.visits() == 0


async def test_other_pages_of_1688_are_not_visited_in_a_pretend_world(street: Street) -> None:
    landing = await street.links.resolve("https://shop-x.1688.com/page/index.html")
    assert landing == ("https://shop-x.1688.com/page/index.html", "")
    assert await street.visits() == 0


@pytest.mark.parametrize(("kind", "more"), [("reset", {}), ("status", {"status": 503}), ("throttle", {})])
async def test_a_link_that_does_not_answer_is_unreachable_and_works_later(
    street: Street, kind: str, more: dict[str, Any]
) -> None:
    fault = {"side": "1688", "call": "short_link", "kind": kind, "times": 1, **more}
    assert (await street.http.post("/sim/faults", json=fault)).status_code == 200
    row = (await street.goods())[0]
    with pytest.raises(Unreachable):
        await street.links.resolve(row["short_link"])
    assert await street.means(row["short_link"]) == OfferRef(row["offer_id"])
