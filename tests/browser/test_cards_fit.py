"""Every card, in each state and language, is short beside what people wrote, and no amount or date breaks in two."""

import re
from typing import Any

from bot.cards.blocks.html import columns, plain
from bot.cards.blocks.writer import NEEDS_YOU
from tests.browser.cards_page import draw, measure, name_of
from tests.cards.gallery import SELLER, TITLES, WHY, Shown, every

MOST_LINES, SCREEN, ROW = 12, 844, 30
WRITTEN = tuple(each[:24] for each in (WHY, SELLER, *TITLES.values()))
"""How what others wrote begins, if it does not stand in italics: a title is whole, and takes the lines it needs."""
OF_A_LIST = ("goods, several orders", "own SKU", "arrivals")
"""Lists whose entries take two lines of a phone."""
SIDE_BY_SIDE = re.compile(r"^\d\. ", re.MULTILINE)
"""An offer of a comparison: each has its few lines, and five of them may reach a little below the screen."""
A_LINE = re.compile(r"^(?:–|\d+\.) .*\d\u00a0×\u00a0¥", re.MULTILINE)
"""A line of a purchase: up to six of them stand on a card, each on up to three lines of a phone."""


def _room(card: Shown) -> int:
    """How many lines a card may have: twelve, and those that its warnings and what others wrote need."""
    room = MOST_LINES
    lines = card.view.text.split("\n")
    for line in lines:
        is_written = "<i>" in line or any(words in line for words in WRITTEN)
        if is_written or NEEDS_YOU in line:
            room += columns(plain(line)) // ROW
    if any(name in card.name for name in OF_A_LIST):
        room += len(lines)
    return room


def _most(card: str) -> float:
    return SCREEN * 1.1 if "comparison: five" in card else SCREEN


async def test_every_card_fits_one_screen_of_a_phone(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, 390)
    cards = list(every())
    room = {name_of(each): _room(each) + 3 * len(A_LINE.findall(plain(each.view.text))) for each in cards}
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
