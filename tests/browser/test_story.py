"""The demo in a real browser, by clicking and typing: from a link to goods received, and a seller who cancels."""

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from playwright.async_api import Page

from bot.wiring.demo import demo_world
from tests.browser.patience import expect


@pytest_asyncio.fixture(loop_scope="session")
async def demo_url() -> AsyncIterator[str]:
    """The demo as `make demo` runs it, on a free port."""
    async with demo_world(0) as (url, tenant, world):
        world.stage.open(tenant.restart, tenant.hinder)
        yield url


def newest(page: Page, words: str) -> Any:
    """The newest bubble that holds these words."""
    return page.get_by_test_id("message").filter(has_text=words).last


def pressed(page: Page, label: str) -> Any:
    return page.locator(f'[data-testid="inline-button"][data-button="{label}"]').last


async def types(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


async def orders_a_shirt(page: Page) -> None:
    """From the goods' list to the pay link: everything by hand."""
    await page.get_by_test_id("start").click()
    await expect(newest(page, "Hello")).to_be_visible()
    await types(page, "https://detail.1688.com/offer/701136369475.html x20")
    await expect(newest(page, "choose a variant")).to_be_visible()
    await pressed(page, "White").click()
    await page.locator('[data-testid="inline-button"]').filter(has_text="M ·").last.click()
    await expect(newest(page, "where to?")).to_be_visible()
    await page.locator('[data-testid="inline-button"]').filter(has_text="default").last.click()
    await expect(newest(page, "check and confirm")).to_contain_text("¥ 392.00")
    await pressed(page, "Buy now").click()
    await expect(newest(page, "ordered, to be paid")).to_be_visible()


async def test_a_shirt_is_ordered_paid_at_the_cashier_shipped_and_received(demo_url: str, page_at: Any) -> None:
    page = await page_at(demo_url, 1440)
    await orders_a_shirt(page)
    await pressed(page, "Pay (opens 1688)").click()
    await page.get_by_test_id("link-pay").click()
    await expect(newest(page, "The seller ships next")).to_be_visible()
    order = page.get_by_test_id("order-row").first
    await order.get_by_test_id("order-ship").first.click()
    await expect(newest(page, "· shipped")).to_be_visible()
    await order.get_by_test_id("order-receive").first.click()
    await expect(newest(page, "· finished")).to_be_visible()


async def test_a_seller_cancels_and_the_money_comes_back(demo_url: str, page_at: Any) -> None:
    page = await page_at(demo_url, 1440)
    await orders_a_shirt(page)
    order = page.get_by_test_id("order-row").first
    await order.get_by_test_id("order-pay").first.click()
    await expect(newest(page, "The seller ships next")).to_be_visible()
    await order.get_by_test_id("order-seller_cancel").first.click()
    await expect(newest(page, "closed on 1688")).to_be_visible()
    await order.get_by_test_id("order-refund").first.click()
    await order.get_by_test_id("refund-do").click()
    await expect(newest(page, "· refunded")).to_be_visible()


async def test_the_bot_is_restarted_in_the_middle_and_its_buttons_still_work(demo_url: str, page_at: Any) -> None:
    page = await page_at(demo_url, 1440)
    await types(page, "/buy 766338255900 3")
    await expect(newest(page, "where to?")).to_be_visible()
    await page.get_by_test_id("restart").click()
    await page.locator('[data-testid="inline-button"]').filter(has_text="default").last.click()
    await expect(newest(page, "check and confirm")).to_contain_text("¥ 49.50")
