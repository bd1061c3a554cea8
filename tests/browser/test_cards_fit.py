"""Every card, in each state and language, fits the screen of a phone, and no amount, unit or date breaks in two."""

import re
from typing import Any

from bot.cards.blocks.html import plain
from tests.browser.cards_page import draw, measure, name_of
from tests.cards.gallery import every

MOST_LINES, SCREEN = 12, 844
SIDE_BY_SIDE = re.compile(r"^\d\. ", re.MULTILINE)
"""An offer of a comparison: each has its few lines, and five of them may reach a little below the screen."""
A_LINE = re.compile(r"^(?:–|\d+\.) .*\d\u00a0×\u00a0¥", re.MULTILINE)
"""A line of a purchase: up to twelve of them stand on a card whatever else does, some on two lines of a phone."""


def _most(card: str) -> float:
    return SCREEN * 1.1 if "comparison: five" in card else SCREEN


async def test_every_card_fits_one_screen_of_a_phone(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, 390)
    cards = list(every())
    room = {name_of(each): MOST_LINES + 2 * len(A_LINE.findall(plain(each.view.text))) for each in cards}
    room |= {name_of(each): 4 + 5 * len(SIDE_BY_SIDE.findall(plain(each.view.text))) for each in cards
             if each.family == "comparison"}  # fmt: skip
    # While 1688 is silent, a line more says of when the sums are.
    room |= {name_of(each): room[name_of(each)] + 1 for each in cards if "found" in each.name}
    await draw(page, cards)
    measured = await measure(page)
    assert len(measured) > 200
    assert [(each["card"], each["lines"]) for each in measured if each["lines"] > room[each["card"]]] == []
    assert [(each["card"], each["broken"]) for each in measured if each["broken"]] == []
    assert [(each["card"], each["height"]) for each in measured if each["height"] > _most(each["card"])] == []
    assert [(each["card"], each["wide"]) for each in measured if each["wide"] and "address" not in each["card"]] == []
