"""The demo with its Mini App, for tests of the page: what Anna writes, and the page in its frame or alone."""

from dataclasses import dataclass
from typing import Any

import httpx
from playwright.async_api import FrameLocator, Page

WIDE, PHONE = 1440, 390


@dataclass(frozen=True)
class Demo:
    """The demo as `make demo` runs it: its page, and the origin that the Mini App has in its frame: the same port."""

    url: str
    door: str


def button(page: Page, label: str) -> Any:
    return page.locator(f'[data-testid="inline-button"][data-button="{label}"]').last


def inside(page: Page) -> FrameLocator:
    return page.frame_locator('[data-testid="app-frame"]')


async def anna_of(http: httpx.AsyncClient) -> int:
    """Anna's number."""
    return int((await http.get("/sim/people")).json()[0]["id"])


async def writes(demo: Demo, text: str) -> None:
    async with httpx.AsyncClient(base_url=demo.url, trust_env=False, timeout=120, verify=False) as http:
        await http.post("/sim/say", json={"person": await anna_of(http), "text": text})


async def overflowing(page: Page) -> int:
    """How many pixels of the app are to be had by scrolling sideways only."""
    frame = page.frames[1]
    return int(await frame.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


async def overflowing_alone(page: Page) -> int:
    """The same of the app as the whole window."""
    return int(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


async def opened_alone(demo: Demo, page_at: Any, label: str, width: int) -> Page:
    """The page of a button's address as the whole window, as Telegram's programs on a desk show it."""
    async with httpx.AsyncClient(base_url=demo.url, trust_env=False, timeout=120, verify=False) as http:
        anna = await anna_of(http)
        rows = (await http.get("/sim/messages", params={"person": anna})).json()
        shown = next(row for row in reversed(rows) if any(b["text"] == label for line in row["buttons"] for b in line))
        press = {"person": anna, "message_id": shown["message_id"], "button": label}
        address = (await http.post("/sim/press", json=press)).json()["opened"]
    page: Page = await page_at(address, width, app=demo.url)
    return page
