"""The Mini App beside the chat: which messages open it, for whom Telegram signs it, and what it does to a draft."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from bot.sandbox.actor import ShownMessage
from bot.web.miniapp import SESSION_HEADER
from tests.walk.conftest import Street
from tests.walk.test_several_variants import PREVIEW, bought, consents, shirt
from tests.web.conftest import free_port

GRID, TABLE = "All variants at once", "Open as a table"


def public() -> dict[str, str]:
    """The settings of a public address without a secret for Telegram: updates are fetched."""
    address = f"127.0.0.1:{free_port()}"
    return {"WEB_LISTEN": address, "WEB_URL": f"http://{address}"}


@pytest.fixture
def settings() -> dict[str, str]:
    return public()


async def opens(street: Street, shown: ShownMessage, label: str) -> str:
    """Anna presses a button that opens the page; the address, as her client loads it."""
    press = {"person": street.anna.person, "message_id": shown.message_id, "button": label}
    return str((await street.http.post("/sim/press", json=press)).json()["opened"])


class AnnasPage:
    """What the page does: a session by what is in its address, then calls that name it."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.query = parts.query
        self._launch = parse_qs(parts.fragment)["tgWebAppData"][0]
        self.http = httpx.AsyncClient(base_url=f"http://{parts.netloc}/app/", trust_env=False, timeout=120)

    async def __aenter__(self) -> "AnnasPage":
        answer = await self.http.post("session", content=self._launch)
        assert answer.status_code == 200, answer.text
        self.http.headers[SESSION_HEADER] = answer.json()["session"]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()

    async def asks(self, path: str, body: Any = None) -> Any:
        answer = await self.http.request("GET" if body is None else "POST", path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def status(self, path: str, body: Any) -> int:
        return (await self.http.post(path, json=body)).status_code


async def grid_of(street: Street) -> ShownMessage:
    await street.anna.writes(f"/buy {(await shirt(street))['offer_id']}")
    await street.anna.presses(await street.anna.sees("Choose a variant"), "Several")
    shown: ShownMessage = await street.anna.sees("Each press adds +10")
    return shown


async def test_a_grid_that_is_filled_in_the_page_is_bought_in_the_chat(
    open_street: Any, settings: dict[str, str]
) -> None:
    async with open_street(**settings) as street:
        shown = await grid_of(street)
        first, second = [sku["spec_id"] for sku in (await shirt(street))["skus"] if sku["stock"]][:2]
        async with AnnasPage(await opens(street, shown, GRID)) as page:
            assert page.query == "draft=1"
            await page.asks("drafts/1", {first: 12})
            await street.anna.sees("12 pcs in all")
            await page.asks("drafts/1", {first: 14, second: 6})
            assert PREVIEW not in (await street.ledger())["calls"]
            assert (await page.asks("drafts/1/done", {}))["chosen"]
        await consents(street, "2 variants", "20 pcs")
        await street.anna.sees("1688 no.")
        assert await bought(street) == [{first: 14, second: 6}]


async def test_the_list_opens_as_a_table_in_private_alone(open_street: Any, settings: dict[str, str]) -> None:
    async with open_street(**settings) as street:
        await street.ordered()
        await street.anna.writes("/orders")
        shown = await street.anna.sees("Orders · Open")
        async with AnnasPage(await opens(street, shown, TABLE)) as page:
            (row,) = (await page.asks("orders"))["rows"]
        assert (row["number"], row["state"]) == (1, "to be paid")
        group = (await street.http.post("/sim/chats", json={"title": "Us", "members": [street.anna.person]})).json()[
            "id"
        ]
        here = street.in_group(group)
        await here.writes("/orders@" + (await street.http.get("/sim/bot")).json()["username"])
        assert TABLE not in (await here.sees("Orders · Open")).labels


async def test_a_groups_card_leads_to_the_private_chat_of_its_requester(
    open_street: Any, settings: dict[str, str]
) -> None:
    async with open_street(**settings) as street:
        title = {"title": "Us", "members": [street.anna.person]}
        group = (await street.http.post("/sim/chats", json=title)).json()["id"]
        here, name = street.in_group(group), (await street.http.get("/sim/bot")).json()["username"]
        await here.writes(f"/buy@{name} {(await shirt(street))['offer_id']}")
        await here.presses(await here.sees("Choose a variant"), "Several")
        card = await here.sees("Each press adds +10")
        press = {"person": street.anna.person, "chat": group, "message_id": card.message_id, "button": GRID}
        link = (await street.http.post("/sim/press", json=press)).json()["opened"]
        assert link == f"https://t.me/{name}?start=grid_1"
        await street.anna.writes("/start grid_1")
        async with AnnasPage(await opens(street, await street.anna.sees("All variants of your draft"), GRID)) as page:
            first = next(sku["spec_id"] for sku in (await shirt(street))["skus"] if sku["stock"])
            await page.asks("drafts/1", {first: 12})
        await here.sees("12 pcs in all")
