"""Every card, in each state and language, fits the screen of a phone, and no amount, unit or date breaks in two."""

from typing import Any

from tests.browser.cards_page import draw, measure
from tests.cards.gallery import every

MOST_LINES, SCREEN = 12, 844


async def test_every_card_fits_one_screen_of_a_phone(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, 390)
    await draw(page, list(every()))
    measured = await measure(page)
    assert len(measured) > 200
    assert [(each["card"], each["lines"]) for each in measured if each["lines"] > MOST_LINES] == []
    assert [(each["card"], each["broken"]) for each in measured if each["broken"]] == []
    assert [(each["card"], each["height"]) for each in measured if each["height"] > SCREEN] == []
    assert [(each["card"], each["wide"]) for each in measured if each["wide"] and "address" not in each["card"]] == []
