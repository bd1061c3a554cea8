"""The count of thirty lines in the Mini App, in a real browser: by a hand scanner, and with the network cut."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Page, Route

from bot.sandbox.actor import Player, ShownMessage, post
from bot.sandbox.app import PretendWorld
from bot.sandbox.patience import until
from tests.browser.demo_page import PHONE, WIDE, Demo, anna_of, overflowing_alone
from tests.browser.patience import expect
from tests.browser.test_basket_page import TOO_SMALL

MANY, LINES, PIECES = 1059359416474, 30, 2
OPEN = "Count on one page"


class Order:
    """An order of thirty lines, two pieces each, that is under way in one parcel."""

    def __init__(self, demo: Demo, page_at: Any, http: httpx.AsyncClient, anna: Player) -> None:
        self.demo, self._page_at, self.http, self.anna = demo, page_at, http, anna
        self.number = ""

    async def made(self) -> "Order":
        skus = [each for each in PretendWorld().world.offers[MANY].skus if each.stock][:LINES]
        rows = [f"https://detail.1688.com/offer/{MANY}.html,{sku.label},{PIECES}" for sku in skus]
        await self.anna.drops("order.csv", "\n".join(["Link,Variant,Quantity", *rows]).encode())
        await self.anna.presses(await self.anna.sees("address"), "Default")
        await self.anna.presses(await self.anna.sees("Check and confirm"), "Buy now")
        await self.anna.sees("1688 no.")
        self.number = str((await self.http.get("/sim/ledger")).json()["orders"][-1]["id"])
        for step in ("pay", "ship"):
            await post(self.http, f"/sim/orders/{self.number}/{step}", {})
        await self.anna.sees("shipped")
        return self

    async def told(self) -> str:
        """What *Details* says of it now."""
        await self.anna.writes("/order 1")
        return (await self.anna.sees("What happened")).text

    async def page(self, width: int = PHONE, scheme: str = "light") -> Page:
        """The count as the whole window."""
        await self.anna.writes("/order 1")
        await self.anna.presses(await self.anna.sees("What happened"), "Count in")
        card: ShownMessage = await self.anna.sees("hat arrived")
        press = {"person": self.anna.person, "message_id": card.message_id, "button": OPEN}
        address = (await self.http.post("/sim/press", json=press)).json()["opened"]
        page: Page = await self._page_at(address, width, scheme=scheme, app=self.demo.url)
        await expect(page.get_by_test_id("line")).to_have_count(LINES)
        return page


@pytest_asyncio.fixture(loop_scope="session")
async def order(demo: Demo, page_at: Any) -> AsyncIterator[Order]:
    async with httpx.AsyncClient(base_url=demo.url, trust_env=False, timeout=120, verify=False) as http:
        yield await Order(demo, page_at, http, Player(http, await anna_of(http), "Anna", lambda _: None)).made()


async def test_what_was_counted_while_the_network_was_cut_is_kept_told_and_counted_once(order: Order) -> None:
    page = await order.page()
    await expect(page.get_by_test_id("scan")).to_be_focused()
    line = page.get_by_test_id("line")
    await line.nth(0).get_by_role("textbox").nth(0).fill("1")
    await line.nth(0).get_by_role("textbox").nth(1).fill("1")
    await line.nth(1).get_by_test_id("rest").click()
    await page.get_by_test_id("rest").evaluate_all("all => all.slice(2).forEach((each) => each.click())")
    await page.context.set_offline(True)
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("told")).to_contain_text("Not sent yet")
    await expect(line.nth(0).get_by_role("textbox").nth(0)).to_be_disabled()
    await page.get_by_test_id("again").click()
    await expect(page.get_by_test_id("told")).to_contain_text("Not sent yet")
    assert "arrived" not in await order.told()
    lost: list[str] = []

    async def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            await route.fetch()
            lost.append(route.request.post_data or "")
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/app/count/**", lose)
    await page.context.set_offline(False)
    await expect(page.get_by_text("Counted.")).to_be_visible()
    assert len(lost) == 1, "the first sending was counted, but its answer was lost"
    await expect(page.get_by_test_id("told")).to_contain_text("still to come: 0")
    assert f"arrived {LINES * PIECES} of {LINES * PIECES} · 1 damaged" in await order.told()
    assert await page.evaluate("Object.keys(localStorage).filter((each) => each.startsWith('caigou.count'))") == []


async def test_a_page_that_was_closed_before_it_was_answered_sends_it_when_it_is_opened_again(order: Order) -> None:
    page = await order.page()
    await page.route(
        "**/app/count/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    await page.get_by_test_id("all").click()
    await expect(page.get_by_test_id("told")).to_contain_text("Not sent yet")
    await page.unroute_all()
    await page.reload()
    await expect(page.get_by_text("Counted.")).to_be_visible()
    assert f"arrived {LINES * PIECES} of {LINES * PIECES}" in await order.told()


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (WIDE, "light"), (WIDE, "dark")])
async def test_it_is_used_by_scanner_and_keyboard_and_fits(order: Order, width: int, scheme: str) -> None:
    page = await order.page(width, scheme)
    parcel = (await order.http.get("/sim/ledger")).json()["parcels"][0]["waybill"]
    await page.keyboard.type(parcel.lower())
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("parcel").locator("option:checked")).to_have_text(parcel)
    await expect(page.get_by_test_id("scan")).to_be_focused()
    await page.keyboard.type(f"{MANY}\n")
    await expect(page.locator(".found")).to_have_count(1)
    await page.keyboard.type("nobody knows this\n")
    await expect(page.get_by_text("Not in this order: nobody knows this")).to_be_visible()
    assert await overflowing_alone(page) == 0
    assert await page.evaluate(TOO_SMALL) == []
    first = page.get_by_test_id("line").nth(0)
    await first.get_by_role("textbox").nth(0).fill("3")
    await page.keyboard.press("Tab")
    assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    await page.get_by_test_id("send").click()
    await expect(page.get_by_text("1 more than ordered")).to_be_visible()
    await expect(first.get_by_role("textbox").nth(0)).to_have_value("3")
    await page.get_by_test_id("surplus").click()
    await expect(page.get_by_text("Counted.")).to_be_visible()
    await expect(first).to_contain_text("1 surplus")


async def test_somebody_who_counted_meanwhile_is_told_and_what_was_typed_stays(order: Order) -> None:
    page = await order.page()
    first = page.get_by_test_id("line").nth(0)
    await first.get_by_role("textbox").nth(0).fill("1")
    await order.anna.writes("/order 1")
    await order.anna.presses(await order.anna.sees("What happened"), "Count in")
    await order.anna.presses(await order.anna.sees("hat arrived"), "All there")
    await page.get_by_test_id("send").click()
    await expect(page.get_by_text("was counted just now, by somebody else or on another device")).to_be_visible()
    await expect(first.get_by_role("textbox").nth(0)).to_have_value("1")
    await expect(first).to_contain_text(f"{PIECES} of {PIECES}")

    async def whole() -> bool:
        return f"arrived {LINES * PIECES} of {LINES * PIECES}" in await order.told()

    await until(whole, "the count of the chat alone")
