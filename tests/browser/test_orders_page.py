"""The table of orders in the Mini App, in a real browser: what is found, by whom and when, sorted, and summed up."""

from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Page

from bot.sandbox.actor import Player
from tests.browser.demo_page import PHONE, WIDE, Demo, anna_of, opened_alone, overflowing_alone
from tests.browser.patience import expect


@pytest_asyncio.fixture(loop_scope="session")
async def goods(demo: Demo) -> list[dict[str, Any]]:
    """Three plain goods of three sellers, each ordered once by Anna, the later ones with more pieces."""
    async with httpx.AsyncClient(base_url=demo.url, trust_env=False, timeout=120, verify=False) as http:
        anna = Player(http, await anna_of(http), "Anna", lambda _: None)
        found = {each["seller"]: each for each in (await http.get("/sim/goods")).json() if each["kind"] == "plain"}
        for number, good in enumerate(list(found.values())[:3], 1):
            await anna.writes(f"/buy {good['offer_id']} {number * 10}")
            card = await anna.sees("Where to?" if number == 1 else "Check and confirm")
            if number == 1:
                await anna.presses(card, "Default")
                card = await anna.sees("Check and confirm")
            await anna.presses(card, "Buy now")
            await anna.sees("1688 no.")
        await anna.writes("/orders")
        await anna.sees("Orders · Open")
        return list(found.values())[:3]


async def table(demo: Demo, page_at: Any, width: int) -> Page:
    page = await opened_alone(demo, page_at, "Open as a table", width)
    await expect(page.get_by_test_id("order")).to_have_count(3)
    return page


async def numbers(page: Page) -> list[str]:
    return [each.strip() for each in await page.locator(".opener").all_inner_texts()]


async def fen(page: Page) -> list[int]:
    sums = await page.locator("td.sum").all_inner_texts()
    return [int("".join(sign for sign in each if sign.isdigit())) for each in sums]


@pytest.mark.parametrize("width", [PHONE, WIDE])
async def test_orders_are_found_by_words_seller_and_day_and_summed_up(
    demo: Demo, page_at: Any, goods: list[dict[str, Any]], width: int
) -> None:
    page = await table(demo, page_at, width)
    every = dict(zip(await numbers(page), await fen(page), strict=True))
    assert await page.get_by_test_id("sum").count() == 0
    await page.get_by_test_id("filters").click()
    await page.get_by_test_id("seller").select_option(goods[1]["seller"])
    await expect(page.get_by_test_id("order")).to_have_count(1)
    total = f"{every['#2'] // 100:,}.{every['#2'] % 100:02}"
    await expect(page.get_by_test_id("sum")).to_contain_text(f"Orders (1) · ¥\u00a0{total}")
    await page.get_by_test_id("seller").select_option("")
    await page.get_by_test_id("find").fill("#3")
    await expect(page.get_by_test_id("order")).to_have_count(1)
    await page.get_by_test_id("find").fill("")
    await page.get_by_test_id("from").fill("2030-01-01")
    await expect(page.get_by_test_id("empty")).to_be_visible()
    await page.get_by_test_id("from").fill("2020-01-01")
    await expect(page.get_by_test_id("order")).to_have_count(3)
    await page.get_by_test_id("until").fill("2020-01-02")
    await expect(page.get_by_test_id("empty")).to_be_visible()
    assert await overflowing_alone(page) == 0


async def test_a_tap_on_a_column_sorts_up_then_down_then_as_it_was(
    demo: Demo, page_at: Any, goods: list[dict[str, Any]]
) -> None:
    page = await table(demo, page_at, WIDE)
    before = await numbers(page)
    column = page.get_by_test_id("column").filter(has_text="Sum")
    head = page.locator("th.sum")
    await column.click()
    await expect(head).to_have_attribute("aria-sort", "ascending")
    up = await fen(page)
    assert up == sorted(up)
    await expect(column).to_be_focused()
    await column.press("Enter")
    await expect(head).to_have_attribute("aria-sort", "descending")
    assert await fen(page) == up[::-1]
    await column.press("Enter")
    await expect(head).to_have_attribute("aria-sort", "none")
    assert await numbers(page) == before
    await page.get_by_test_id("column").filter(has_text="No.").click()
    assert await numbers(page) == ["#1", "#2", "#3"]


async def test_a_phone_sorts_by_a_list_and_opens_an_order_from_what_was_found(
    demo: Demo, page_at: Any, goods: list[dict[str, Any]]
) -> None:
    page = await table(demo, page_at, PHONE)
    await page.get_by_test_id("filters").click()
    await page.get_by_test_id("sort").select_option("number up")
    await expect(page.get_by_test_id("order").first).to_contain_text("#1")
    assert await numbers(page) == ["#1", "#2", "#3"]
    await page.get_by_test_id("order").first.click()
    await expect(page.get_by_test_id("details")).to_contain_text("What happened")
    assert await overflowing_alone(page) == 0
