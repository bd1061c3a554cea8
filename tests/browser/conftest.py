"""A real browser, pages in it that may ask their own server only, and a served world without a bot."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from bot.sandbox.app import PretendWorld
from bot.wiring.demo import demo_world
from tests import migrated_databases
from tests.browser.demo_page import Demo
from tests.browser.patience import ENDLESS
from tests.programmes.torture.virtual import EPOCH

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")
HEIGHTS = {390: 844, 1440: 900}
PageAt = Callable[..., Awaitable[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All pages are opened by one browser, which lives on one loop."""
    for item in items:
        if item.nodeid.startswith("tests/browser/") and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium as it is installed, else the one that Playwright brought."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page_at(browser: Browser) -> AsyncIterator[PageAt]:
    """`page_at(url, width)` opens the page; no error and no request elsewhere may have happened in the end.

    `app` is the origin of a Mini App, which may be asked too.
    """
    problems: list[str] = []

    async def open_page(
        url: str, width: int = 1440, *, tour: bool = False, scheme: Literal["dark", "light"] = "light", app: str = ""
    ) -> Page:
        size: ViewportSize = {"width": width, "height": HEIGHTS.get(width, 900)}
        context = await browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
        context.set_default_timeout(ENDLESS)
        page = await context.new_page()
        known = {urlsplit(url).netloc, urlsplit(app).netloc}
        page.on("pageerror", lambda error: problems.append(f"error: {error}"))
        page.on("request", lambda request: problems.extend(_foreign(request.url, known)))
        if not tour:
            await page.add_init_script("if (self === top) localStorage.setItem('caigou.toured', 'yes')")
        await page.goto(url)
        await page.wait_for_selector("body[data-ready]")
        return page

    yield open_page
    for context in browser.contexts:
        await context.close()
    assert problems == []


@pytest_asyncio.fixture(loop_scope="session")
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    database = await migrated_databases.put(tmp_path / "demo.db")
    async with demo_world(0, database) as (url, tenant, world):
        world.stage.open(tenant.restart, tenant.hinder)
        yield Demo(url, url.replace("127.0.0.1", "localhost"))


def _foreign(url: str, known: set[str]) -> list[str]:
    parts = urlsplit(url)
    return [f"asked {url}"] if parts.scheme not in ("data", "blob") and parts.netloc not in known else []


class Street:
    """A served world without a bot; the test itself plays the bot over the Bot API."""

    def __init__(self, world: PretendWorld, url: str, http: httpx.AsyncClient) -> None:
        self.world, self.url, self.http = world, url, http
        self.anna = world.admins[0]

    async def sim(self, path: str, **body: Any) -> Any:
        answer = await self.http.post(f"/sim/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def look(self, path: str, **query: Any) -> Any:
        return (await self.http.get(f"/sim/{path}", params=query)).json()

    async def bot(self, method: str, **parameters: Any) -> Any:
        body = (await self.http.post(f"/bot{self.world.token}/{method}", json=parameters)).json()
        assert body["ok"], body
        return body["result"]

    async def tells(self, person: int, text: str, *rows: list[dict[str, Any]], **more: Any) -> int:
        """The bot writes; its message id."""
        if rows:
            more["reply_markup"] = {"inline_keyboard": list(rows)}
        return int((await self.bot("sendMessage", chat_id=person, text=text, **more))["message_id"])

    async def hears(self) -> dict[str, Any]:
        """The next update for the bot, confirmed."""
        found: list[dict[str, Any]] = await self.bot("getUpdates", timeout=50, limit=1)
        await self.bot("getUpdates", offset=found[0]["update_id"] + 1, limit=1)
        return found[0]

    async def hears_press(self) -> dict[str, Any]:
        """The next press, whatever came before it."""
        while "callback_query" not in (update := await self.hears()):
            pass
        return dict(update["callback_query"])

    async def started(self, person: int) -> int:
        """Somebody presses Start, which the bot has read."""
        await self.sim("say", person=person, text="/start")
        await self.hears()
        return person


@pytest_asyncio.fixture(loop_scope="session")
async def street() -> AsyncIterator[Street]:
    world = PretendWorld(now=EPOCH)
    async with (
        world.serving() as url,
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=120, verify=False) as http,
    ):
        yield Street(world, url, http)
