"""Takes the pictures of the README and of docs, and the film: `python -m tests.browser.pictures`.

The letters are those of Debian's fonts-roboto-unhinted and fonts-wqy-microhei.
"""

import asyncio
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import httpx
from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from bot.sandbox.team_scenes import set_up
from bot.wiring.demo import demo_world
from tests.browser import film
from tests.browser.conftest import FLAGS, NAMES
from tests.browser.patience import ENDLESS, expect

ROOT = Path(__file__).parents[2]
MORNING = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
FILM = "deploy/film.webp"


@dataclass(frozen=True)
class Picture:
    """What a picture shows, and how many bytes it may have."""

    shows: str
    most: int


PICTURES = {
    "deploy/demo.png": Picture("A sheet over four sellers, agreed to by two; the pretend 1688 beside it", 300_000),
    FILM: Picture("A sheet, two votes, four orders paid by one link, a parcel two pieces short", 2_000_000),
    "docs/pictures/draft.webp": Picture("A draft: the lines of each seller, the sum, the reason, the budget", 120_000),
    "docs/pictures/approval.webp": Picture("A request in the group: one has agreed, one must still", 120_000),
    "docs/pictures/paid.webp": Picture("What a buyer hears of four orders paid together", 120_000),
    "docs/pictures/count.webp": Picture("A count line by line: 28 of 30 came", 120_000),
    "docs/pictures/refund.webp": Picture("The last look before the money of two pieces is asked back", 120_000),
    "docs/pictures/miniapp.webp": Picture("The Mini App: all lines of a request on one page", 120_000),
}  # fmt: skip
"""Every picture that a page for people may show."""


async def main() -> None:
    """Play the purchase once, and keep what is taken of it."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    async with (
        demo_world(0, now=MORNING) as (url, bot, world),
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=120) as http,
        async_playwright() as playwright,
    ):
        world.stage.open(bot.restart, bot.hinder)
        await set_up(url)
        cast = await film.come_together(http)
        chromium = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        phone = film.Phone(await _page(chromium, url, film.WIDTH, film.HEIGHT), cast)
        await phone.page.add_style_tag(content=film.STYLE)
        await film.ordered(phone)
        taken = {"deploy/demo.png": await _beside(await _page(chromium, url, 1240, 720), phone)}
        await film.paid(phone)
        await film.counted(phone, http)
        await film.asked_back(phone)
        app = await _page(chromium, await film.on_one_page(phone, http), film.WIDTH, 844, ready='[data-testid="foot"]')
        taken |= {f"docs/pictures/{name}.webp": png for name, png in phone.cards.items()}
        taken["docs/pictures/miniapp.webp"] = await app.screenshot()
        await chromium.close()
    made = {name: _few_colours(png, name) for name, png in taken.items()} | {FILM: _joined(phone.frames)}
    for name, content in made.items():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_bytes(content)
        sys.stdout.write(f"{name}: {len(content):,} bytes of {PICTURES[name].most:,}\n")


async def _page(chromium: Browser, url: str, width: int, height: int, ready: str = "body[data-ready]") -> Page:
    """The page as a screen of twice as many points shows it; its own styles may stand beside those of the server."""
    context = await chromium.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=2, reduced_motion="reduce",
        color_scheme="light", timezone_id="Asia/Shanghai", locale="en-GB", bypass_csp=True,
    )  # fmt: skip
    context.set_default_timeout(ENDLESS)
    page = await context.new_page()
    await page.add_init_script("if (self === top) localStorage.setItem('caigou.toured', 'yes')")
    await page.goto(url)
    await page.wait_for_selector(ready)
    return page


async def _beside(page: Page, phone: film.Phone) -> bytes:
    """The whole demo: the group, the card of what was ordered, and the orders as the pretend 1688 has them."""
    daria = phone.cast.here["Daria"].person
    await page.evaluate(film.BECOME, [daria, phone.cast.group])
    card = page.get_by_test_id("message").filter(has_text="approved, ordered from 4 sellers").first
    await expect(card).to_be_visible()
    await expect(page.get_by_test_id("order-row")).to_have_count(4)
    await page.add_style_tag(content=".message { scroll-margin: 12px; }")
    await page.evaluate(film.SETTLE, [await card.element_handle(), "end"])
    return await page.screenshot()


def _few_colours(png: bytes, name: str) -> bytes:
    """The picture in 256 colours, which do for letters and drawings, in the form of its name."""
    file = BytesIO()
    few = Image.open(BytesIO(png)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    if name.endswith(".png"):
        few.save(file, "PNG", optimize=True)
    else:
        few.convert("RGB").save(file, "WEBP", lossless=True, quality=100, method=6)
    return file.getvalue()


def _joined(frames: list[tuple[bytes, int]]) -> bytes:
    """The film, point for point as it was seen; it begins anew at its end."""
    file = BytesIO()
    first, *rest = [Image.open(BytesIO(png)).convert("RGB") for png, _ in frames]
    stay = [milliseconds for _, milliseconds in frames]
    first.save(file, "WEBP", save_all=True, append_images=rest, duration=stay, loop=0, lossless=True, method=4)
    return file.getvalue()


if __name__ == "__main__":
    asyncio.run(main())
