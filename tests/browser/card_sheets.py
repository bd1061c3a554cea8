"""Takes the pictures of all cards at a phone's width: `python -m tests.browser.card_sheets [WORD...]`.

One sheet for each family and language, or those whose names hold a word, lands in `tests/browser/cards`.
"""

import asyncio
import base64
import shutil
import sys
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from bot.purchasing.notices import operations, teams
from bot.purchasing.text import LANGUAGES
from bot.sandbox.app import PretendWorld
from tests.browser.cards_page import draw
from tests.browser.conftest import FLAGS, HEIGHTS, NAMES
from tests.cards.gallery import Shown, every
from tests.programmes.torture.virtual import EPOCH

FOLDER = Path(__file__).parent / "cards"
COLUMNS, WIDE, QUALITY = 4, 330, 25
NOT_ABOUT_AN_ORDER = tuple(each.kind.value for module in (operations, teams) for each in vars(module).values()
                           if hasattr(each, "kind") and hasattr(each.kind, "value"))  # fmt: skip
"""News of the server and of people, which every language words in one or two lines."""


async def main(words: list[str]) -> None:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    async with PretendWorld(now=EPOCH).serving() as url, async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = await chromium.new_context(viewport={"width": 390, "height": HEIGHTS[390]}, reduced_motion="reduce")
        page = await context.new_page()
        await page.add_init_script("localStorage.setItem('caigou.toured', 'yes')")
        await page.goto(url)
        await page.wait_for_selector("body[data-ready]")
        for language in LANGUAGES:
            for family in ("draft", "team", "setup", "order", "paying", "news"):
                name = f"{family}-{language}.jpg"
                if not words or any(word in name for word in words):
                    shown = [each for each in every() if _on(each, family, language)]
                    await _sheet(chromium, page, shown, FOLDER / name)
        await chromium.close()


def _on(card: Shown, family: str, language: str) -> bool:
    kept = card.family == family or (family == "draft" and card.family == "list")
    return kept and card.language == language and card.name not in NOT_ABOUT_AN_ORDER


async def _sheet(chromium: Browser, page: Page, shown: list[Shown], path: Path) -> None:
    """One picture with all these cards, in columns."""
    await draw(page, shown)
    await page.evaluate("document.querySelector('#gallery').style.backgroundImage = 'none'")
    cards = [await each.screenshot(animations="disabled") for each in await page.query_selector_all(".message")]
    sources = [f"data:image/png;base64,{base64.b64encode(each).decode()}" for each in cards]
    images = "".join(
        f'<img src="{each}" style="width:{WIDE}px;display:block;break-inside:avoid;padding-bottom:12px">'
        for each in sources
    )
    sheet = await chromium.new_page(viewport={"width": COLUMNS * (WIDE + 16), "height": 400})
    style = f"padding:8px;background:#dfe8ee;columns:{COLUMNS};column-gap:8px"
    await sheet.set_content(f'<!doctype html><body style="margin:0"><div style="{style}">{images}</div>')
    FOLDER.mkdir(exist_ok=True)
    await sheet.screenshot(path=path, full_page=True, type="jpeg", quality=QUALITY)
    await sheet.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
