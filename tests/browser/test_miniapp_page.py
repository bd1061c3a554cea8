"""The real Mini App in the demo's frame, with launches that the pretend Telegram signed: the grid and the orders."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from playwright.async_api import Page

from bot.sandbox.scenes import play
from tests.browser.demo_page import PHONE, WIDE, Demo, button, inside, opened_alone, overflowing, writes
from tests.browser.patience import expect

SHIRT = "701136369475"


async def grid_opened(demo: Demo, page_at: Any, width: int, scheme: str) -> Page:
    """Anna asks for a shirt in several variants and opens them in the Mini App."""
    await writes(demo, f"/buy {SHIRT}")
    page: Page = await page_at(demo.url, width, scheme=scheme, app=demo.door)
    newest = page.get_by_test_id("message").last  # a message of before may have the same buttons
    for label in ("Several", "All variants at once"):
        await expect(newest.locator(f'[data-button="{label}"]')).to_be_visible()
        await newest.locator(f'[data-button="{label}"]').click()
    await expect(inside(page).get_by_test_id("row").first).to_be_visible()
    return page


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (WIDE, "light"), (WIDE, "dark")])
async def test_a_grid_is_filled_priced_and_bought_and_stands_in_the_table(
    demo: Demo, page_at: Any, width: int, scheme: str
) -> None:
    page = await grid_opened(demo, page_at, width, scheme)
    app = inside(page)
    cell = app.get_by_test_id("cell")
    await cell.nth(0).get_by_role("textbox").fill("30")
    await cell.nth(1).get_by_role("button").last.click()
    await cell.nth(1).get_by_role("button").last.click()
    await app.get_by_test_id("row").nth(1).locator("header").get_by_role("textbox").fill("5")
    await app.get_by_test_id("row").nth(1).locator("header").get_by_role("button").first.focus()
    await expect(app.get_by_test_id("total")).to_contain_text("variants")
    await expect(app.locator("html")).to_have_attribute("data-scheme", scheme)
    assert await overflowing(page) == 0
    await app.get_by_test_id("done").click()
    await expect(app.get_by_test_id("chosen")).to_be_visible()
    await app.get_by_test_id("back").click()
    await expect(page.get_by_test_id("app")).to_have_count(0)
    await page.locator('[data-testid="inline-button"]').filter(has_text="default").last.click()
    await button(page, "Buy now").click()
    await expect(page.get_by_test_id("message").filter(has_text="ordered, to be paid").last).to_be_visible()
    await writes(demo, "/orders")
    await button(page, "Open as a table").click()
    order = app.get_by_test_id("order")
    await expect(order).to_have_count(1)
    await expect(order).to_contain_text("to be paid")
    await order.click()
    await expect(app.get_by_test_id("details")).to_contain_text("¥")
    assert await overflowing(page) == 0


@pytest.mark.parametrize("width", [PHONE, WIDE])
async def test_a_wide_window_shows_a_table_and_a_narrow_one_two_lines_an_order(
    demo: Demo, page_at: Any, width: int
) -> None:
    await play("happy", demo.url, pause=0)
    await writes(demo, "/orders")
    first = await page_at(demo.url)
    await button(first, "• Open").click()
    await button(first, "All").click()
    await expect(button(first, "• All")).to_be_visible()
    page = await opened_alone(demo, page_at, "Open as a table", width)
    await page.get_by_test_id("filter").filter(has_text="All").click()
    await expect(page.get_by_test_id("filter").filter(has_text="All")).to_have_attribute("aria-pressed", "true")
    order = page.get_by_test_id("order").first
    number, total = await order.locator(".number").bounding_box(), await order.locator(".sum").bounding_box()
    product = await order.locator(".product").bounding_box()
    assert number
    assert total
    assert product
    assert abs(number["y"] - total["y"]) < 8
    assert (product["y"] > number["y"] + 10) is (width == PHONE)
    await order.click()
    await expect(page.get_by_test_id("details")).to_contain_text("What happened")
    await order.click()
    await expect(page.get_by_test_id("details")).to_have_count(0)
    await page.get_by_test_id("filter").filter(has_text="Cancelled").click()
    await expect(page.get_by_test_id("empty")).to_be_visible()


async def test_the_colours_follow_the_page_while_the_app_is_open(demo: Demo, page_at: Any) -> None:
    page = await grid_opened(demo, page_at, PHONE, "light")
    ground = inside(page).locator("body")
    await expect(ground).to_have_css("background-color", "rgb(255, 255, 255)")
    await page.emulate_media(color_scheme="dark")
    await expect(ground).to_have_css("background-color", "rgb(23, 33, 44)")
    await expect(inside(page).locator("html")).to_have_attribute("data-scheme", "dark")


async def test_what_1688_does_not_answer_is_said_and_the_grid_stays(demo: Demo, page_at: Any) -> None:
    page = await grid_opened(demo, page_at, PHONE, "light")
    app = inside(page)
    await app.get_by_test_id("cell").nth(0).get_by_role("textbox").fill("999999")
    await app.get_by_test_id("done").click()
    await expect(app.get_by_test_id("problem")).to_contain_text("only 60 pcs")
    await expect(app.get_by_test_id("done")).to_be_enabled()


async def test_the_frame_is_signed_for_the_person_and_themed(demo: Demo, page_at: Any) -> None:
    page = await grid_opened(demo, page_at, PHONE, "dark")
    address = await page.get_by_test_id("app-frame").get_attribute("src") or ""
    assert address.startswith(f"{demo.door}/app?draft=")
    told = dict(parse_qsl(urlsplit(address).fragment))
    assert json.loads(told["tgWebAppThemeParams"])["bg_color"].startswith("#")
    assert {"hash", "auth_date", "user", "query_id"} == set(dict(parse_qsl(told["tgWebAppData"])))


async def test_the_app_is_on_the_page_s_own_port_and_apart_from_it_also_after_a_restart(
    demo: Demo, page_at: Any
) -> None:
    assert urlsplit(demo.door).port == urlsplit(demo.url).port
    async with httpx.AsyncClient(base_url=demo.url, trust_env=False, timeout=120) as http:
        assert (await http.post("/sim/demo/restart")).json() == {"restarted": True}
    for seen in (demo, Demo(url=demo.door, door=demo.url)):  # by either name of the machine
        page = await grid_opened(seen, page_at, WIDE, "light")
        frame = page.get_by_test_id("app-frame")
        assert (await frame.get_attribute("src") or "").startswith(f"{seen.door}/app?draft=")
        await expect(frame).to_have_attribute("sandbox", "allow-scripts allow-forms allow-popups allow-same-origin")


async def test_outside_of_telegram_the_page_says_one_sentence(demo: Demo, page_at: Any) -> None:
    page = await page_at(f"{demo.door}/app", PHONE, app=demo.url)
    await expect(page.get_by_test_id("refused")).to_contain_text("open it again from your private chat")
