"""What /arrivals shows: how much comes today, each parcel with its goods, the sheet; and never money."""

import re
from dataclasses import replace

import pytest

from bot.cards import miniapp
from bot.cards.blocks.html import plain
from bot.cards.blocks.view import View
from bot.cards.goods.arriving import arriving_page, sheet_heading, sheet_rows
from bot.cards.goods.counting import parcel_at, parcel_mark
from bot.cards.orders import lists
from bot.cards.orders.stuck import EVERY_AGE, stuck_page
from bot.cards.requests.details import order_details
from bot.cards.requests.request import request_card
from bot.desk.goods.arriving import ArrivingPage, ArrivingParcel
from bot.desk.ledger.arriving import COUNTED, ArrivingSums
from bot.desk.shared.views import Details, PurchasePage, Stage
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.arrivals import Arrival, ArrivalKind
from bot.purchasing.order import Order
from bot.purchasing.text import LANGUAGES
from tests.cards import arriving_samples as a
from tests.cards import samples as s
from tests.cards import sku_samples as k
from tests.cards import stuck_samples as stuck
from tests.cards import team_samples as t

PARCELS = a.arriving(s.ORDERED)


def page(sums: ArrivingSums, language: str = "en") -> View:
    return arriving_page(ArrivingPage(sums, PARCELS, 1, 1), language, s.NOW)


def sheet(*parcels: ArrivingParcel, language: str = "en") -> list[list[str | int | None]]:
    return list(sheet_rows(parcels, language))


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
    assert "⚠️ #1042/12 · SF1020304050607\n124 pcs · T-shirt, pure… · at the door\n" in text
    (first, second), (third,), sheet = view.keyboard
    assert first.text == "#1042 …8901"
    assert first.data.startswith(f"kc:~{a.SHIPPED.order_id}:{parcel_mark('LP2')}")
    assert [parcel_at(a.SHIPPED, int(each.data.split(":")[-1])) for each in (second, third)] == ["LP3", "LP1"]
    assert sheet[0].data == "ko"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_and_no_sheet_holds_money(language: str) -> None:
    cells = [str(cell) for row in sheet(*PARCELS, language=language) for cell in row]
    for words in (plain(page(ArrivingSums(14, 212, 14, 2, 3), language).text), *cells, *sheet_heading(language)):
        assert not re.search(r"[¥$]|868|17\.2", words)


def test_a_sheet_has_a_row_for_each_line_that_can_come_its_waybill_as_text() -> None:
    rows = sheet(PARCELS[1])
    assert [(row[0], row[1], row[6]) for row in rows] == [
        ("SF1020304050607", "1042/12", 100),
        ("SF1020304050607", "1042/12", 24),
    ]
    assert rows[0][5] == s.OFFER.image_url
    assert rows[0][7] == "Picked up by the carrier · 杭州"
    assert sheet(PARCELS[0])[0][8] == "2026-11-24 14:05"
    assert [row[6] for row in sheet(PARCELS[2])] == [None, None], "nobody knows which of them are in it"
    (coded,) = sheet(replace(PARCELS[0], request=k.alone(s.OFFER)))
    assert coded[4] == k.CODE, "SKU 1 is what was asked for by the code"
    assert len(rows[0]) == len(sheet_heading("en")) == len(sheet_heading("zh")) == len(sheet_heading("ru"))


def counted(pieces: int) -> Order:
    """An order of 212 pieces of which so many came."""
    event = Arrival(1, "1", ArrivalKind.GOOD, pieces, s.NOW, "a")
    return replace(a.SHIPPED, arrivals=(event,), counted_at=s.NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_and_the_card_of_parts_say_how_much_of_it_arrived(language: str) -> None:
    bought = replace(s.ORDERED, orders=(counted(100),))
    page = PurchasePage((bought, s.ORDERED), 1, 1, "open")
    assert plain(lists.orders_page(page, language, s.NOW).text).count("100/212") == 1
    row, uncounted = miniapp.order_table(page, s.ANNA, s.NOW).rows
    assert (row.arrived, uncounted.arrived) == ("100/212", "")
    whole = replace(s.ORDERED, request=replace(s.ORDERED.request, parts=2), parts=(bought, bought), orders=())
    for view in (
        request_card(s.step(Stage.PARTS, whole), language, s.NOW, place=s.PRIVATE),
        order_details(Details(whole, s.ANNA.id, acts=False), language, s.NOW),
    ):
        words = {"en": "arrived 200 of 424", "zh": "已到 200 / 424", "ru": "пришло 200 из 424"}[language]
        assert words in plain(view.text).replace("\u2060", "")


def test_whoever_may_count_what_others_asked_for_finds_the_way_in_its_details() -> None:
    bought = replace(s.ORDERED, orders=(a.SHIPPED,))
    fedor = Member(5, "Fedor", frozenset({Role.REQUESTER}))
    team = replace(t.TEAM, members=(*t.TEAM.members, fedor))

    def labels(reader: int) -> list[str]:
        view = order_details(Details(bought, reader, acts=False, team=team), "en", s.NOW)
        return [button.text for row in view.keyboard for button in row]

    assert labels(fedor.person_id) == ["Count in", "Seller"]
    assert labels(t.BORIS) == ["Seller"]


def test_stuck_says_how_much_of_what_is_short_came() -> None:
    short = replace(stuck.awaited("1042", 9), order=counted(100))
    assert "100/212" in plain(stuck_page([short], "en", s.NOW, EVERY_AGE, 1, "").text)
    assert not short.is_in
    every = Arrival(2, "2", ArrivalKind.GOOD, 24, s.NOW, "b")
    assert replace(short, order=replace(counted(188), arrivals=(*counted(188).arrivals, every))).is_in
