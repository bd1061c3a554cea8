"""What /arrivals shows: how much comes today, each parcel with its goods, the sheet; and never money."""

import re
from dataclasses import replace

import pytest

from bot.cards.arriving import arriving_page, sheet_heading, sheet_rows
from bot.cards.blocks.html import plain
from bot.cards.blocks.view import View
from bot.desk.ledger.arriving import COUNTED, ArrivingSums
from bot.desk.tracking.arriving import ArrivingPage
from bot.purchasing.text import LANGUAGES
from tests.cards import arriving_samples as a
from tests.cards import samples as s
from tests.cards import sku_samples as k

PARCELS = a.arriving(s.ORDERED)


def page(sums: ArrivingSums, language: str = "en") -> View:
    return arriving_page(ArrivingPage(sums, PARCELS, 1, 1), language, s.NOW)


def test_the_head_counts_what_comes_today_and_what_is_under_way() -> None:
    lines = plain(page(ArrivingSums(14, 212, 14, 2, 3)).text).split("\n")
    assert lines[1:3] == ["Today: 14 parcels, 212 pieces, 2 late", "3 more under way"]
    assert "1 parcel, 1 piece\n" in plain(page(ArrivingSums(1, 1, 1, 0, 3)).text)
    assert "14 parcels, 212+ pieces\n" in plain(page(ArrivingSums(14, 212, 13, 0, 3)).text), "of one it is not known"
    many = plain(page(ArrivingSums(COUNTED, 212, COUNTED, 1, COUNTED)).text)
    assert f"{COUNTED}+ parcels, 212+ pieces, 1+ late\n{COUNTED}+ more under way" in many
    assert "Nothing is at the door." in plain(page(ArrivingSums(0, 0, 0, 0, 1)).text)


def test_each_parcel_says_whose_it_is_what_is_in_it_and_leads_to_its_count() -> None:
    view = page(ArrivingSums(14, 212, 14, 2, 3))
    text = plain(view.text).replace("\u2060", "").replace("\u00a0", " ")
    assert re.search("✅ #1042 · YT8812345678901\n188 pcs · T-shirt.* · signed\n", text)
    assert "⚠️ #1042/12 · SF1020304050607\n124 pcs · T-shirt… · at the door\n" in text
    (first, second), (third,), sheet = view.keyboard
    assert first.text == "#1042 …8901"
    assert first.data.startswith(f"kc:~{a.SHIPPED.order_id}:2")
    assert (second.data[-1], third.data[-1]) == ("3", "1")
    assert sheet[0].data == "ko"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_and_no_sheet_holds_money(language: str) -> None:
    cells = [str(cell) for each in PARCELS for row in sheet_rows(each, language) for cell in row]
    for words in (plain(page(ArrivingSums(14, 212, 14, 2, 3), language).text), *cells, *sheet_heading(language)):
        assert not re.search(r"[¥$]|868|17\.2", words)


def test_a_sheet_has_a_row_for_each_line_that_can_come_its_waybill_as_text() -> None:
    rows = list(sheet_rows(PARCELS[1], "en"))
    assert [(row[0], row[1], row[6]) for row in rows] == [
        ("SF1020304050607", "1042/12", 100),
        ("SF1020304050607", "1042/12", 24),
    ]
    assert rows[0][5] == s.OFFER.image_url
    assert rows[0][7] == "Picked up by the carrier · 杭州"
    assert next(iter(sheet_rows(PARCELS[0], "en")))[8] == "2026-11-24 14:05"
    assert [row[6] for row in sheet_rows(PARCELS[2], "en")] == [None, None], "nobody knows which of them are in it"
    (coded,) = sheet_rows(replace(PARCELS[0], request=k.alone(s.OFFER)), "en")
    assert coded[4] == k.CODE, "SKU 1 is what was asked for by the code"
    assert len(rows[0]) == len(sheet_heading("en")) == len(sheet_heading("zh")) == len(sheet_heading("ru"))
