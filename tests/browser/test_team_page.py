"""A team decides in the browser: each person with an own face, in the one group, against the real bot."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest_asyncio
from playwright.async_api import Page

from bot.sandbox.team_scenes import Cast, come_together, set_up
from bot.wiring.demo import demo_world
from tests import migrated_databases
from tests.browser.patience import expect

WIDE = 1440


class Team:
    """The demo with its team, as the page shows it."""

    def __init__(self, url: str, world: Any, cast: Cast) -> None:
        self.url, self.world, self.cast = url, world, cast

    async def becomes(self, page: Page, name: str) -> None:
        """The reader acts as somebody else, in the group."""
        await page.locator(f'[data-testid="person"][data-person="{self.cast.here[name].person}"]').click()
        await page.locator(f'[data-testid="chat"][data-chat="{self.cast.group}"]').click()

    async def says(self, page: Page, text: str) -> None:
        await page.get_by_test_id("composer").fill(text)
        await page.get_by_test_id("composer").press("Enter")

    async def answers(self, page: Page, text: str) -> None:
        """Answer the question that stands over the composer: without it the bot would not hear it in a group."""
        await expect(page.get_by_test_id("reply-bar")).to_be_visible()
        await self.says(page, text)


@pytest_asyncio.fixture(loop_scope="session")
async def team(tmp_path: Path) -> AsyncIterator[Team]:
    database = await migrated_databases.put(tmp_path / "demo.db")
    async with (
        demo_world(0, database) as (url, _, world),
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=120, verify=False) as http,
    ):
        yield Team(url, world, await come_together(http))


def newest(page: Page, label: str) -> Any:
    return page.locator(f'[data-testid="inline-button"][data-button="{label}"]').last


def says(page: Page, words: str) -> Any:
    return page.get_by_test_id("message-text").filter(has_text=words).last


async def asked(team: Team, page: Page) -> None:
    """Daria asks for a hundred, says why, and puts it to the approvers."""
    offer = next(each for each in team.world.world.offers.values() if not each.skus)
    await team.becomes(page, "Daria")
    await team.says(page, f"/buy {offer.offer_id} 100")
    await expect(says(page, "Choose the delivery address.")).to_be_visible()
    address = page.locator('[data-testid="inline-button"]').filter(has_text="Default:").last
    await address.click()
    await newest(page, "Say why").click()
    await expect(says(page, "Why is #1 needed?")).to_be_visible()
    await team.answers(page, "For the fair")
    await newest(page, "Ask for approval").click()
    await expect(says(page, "approval wanted")).to_be_visible()


async def test_two_approvers_agree_after_a_question_in_the_browser(team: Team, page_at: Any) -> None:
    page = await page_at(team.url, WIDE)
    await asked(team, page)
    await team.becomes(page, "Boris")
    await newest(page, "Question").click()
    await expect(says(page, "know about #1")).to_be_visible()
    await team.answers(page, "Which colour?")
    await team.becomes(page, "Daria")
    await expect(says(page, "a question to you")).to_be_visible()
    await team.answers(page, "White")
    await team.becomes(page, "Boris")
    await expect(says(page, "approval wanted")).to_contain_text("White")
    await newest(page, "Approve").click()
    await expect(says(page, "approval wanted")).to_contain_text("✅ Boris")
    await team.becomes(page, "Chen")
    await newest(page, "Approve").click()
    await expect(says(page, "Approved by Boris, Chen")).to_contain_text("1688 no.")
    await expect(newest(page, "Approve")).to_have_count(0)
    await page.get_by_test_id("order-pay").first.click()
    await expect(says(page, "Approved by Boris, Chen")).to_contain_text("#1 · paid")


async def test_whoever_may_not_decide_sees_an_alert_and_a_no_ends_the_card(team: Team, page_at: Any) -> None:
    page = await page_at(team.url, WIDE)
    await asked(team, page)
    await newest(page, "Approve").click()
    await expect(page.get_by_test_id("alert-text")).to_contain_text("ваша заявка")
    await page.get_by_test_id("alert-ok").click()
    await team.becomes(page, "Chen")
    await newest(page, "Decline").click()
    await expect(says(page, "Why not?")).to_be_visible()
    await newest(page, "Another reason…").click()
    await team.answers(page, "Too many")
    await expect(says(page, "#1 · declined")).to_contain_text("Too many")
    await expect(newest(page, "Approve")).to_have_count(0)


async def test_a_fresh_visitor_of_the_demo_starts_with_one_short_clean_chat(page_at: Any) -> None:
    async with demo_world(0) as (url, _, _world):
        await set_up(url)
        page = await page_at(url, 390)
        await expect(page.get_by_test_id("message-text")).to_have_count(2)
        await expect(page.get_by_test_id("message-text").last).to_contain_text("Hello!")
        await expect(page).to_have_title("Caigou · a team buys on 1688")
        await page.get_by_test_id("tab-chats").click()
        await expect(page.get_by_test_id("chat")).to_have_count(2)
        await expect(page.get_by_test_id("chat").last).to_contain_text("Nothing was said yet")
        await expect(page.get_by_test_id("unread")).to_have_count(0)
