"""What a decision about money is made by: unit price and freight, budget, earlier purchases."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cards.blocks.html import BREAK, columns
from bot.cards.orders import lists
from bot.cards.requests import details as details_cards
from bot.cards.requests.request import request_card
from bot.desk.shared.views import Details, PurchasePage
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.text import LANGUAGES
from bot.purchasing.tracking.bought_before import BoughtBefore
from tests.cards import samples as s
from tests.cards import team_samples as t
from tests.cards.drawing import drawn

NOTE = "please pack each in its own bag, thanks a lot"
WORDY = replace(s.asking(t.REQUEST, note=NOTE), why="The second warehouse has stock for two weeks and dealers call")
DECIDING = Details(t.WAITING, t.BORIS, acts=False, team=t.TEAM, budgets=(t.BUDGET,), with_seller=t.WITH_SELLER)


def told(details: Details, language: str = "en") -> str:
    return drawn(details_cards.order_details(details, language, s.NOW))


def test_unit_price_and_freight_stay_on_a_card_with_long_words_and_a_warning() -> None:
    step = t.step(purchase=replace(t.WAITING, request=WORDY), repeat=s.ORDERED)
    text = drawn(request_card(step, "en", s.NOW, place=s.GROUP, username="caigou_bot"))
    assert "¥ 17.20 each · Freight ¥ 8.00" in text
    assert "The same variant within 24 hours" in text


def test_what_is_not_seen_takes_no_room_on_a_line() -> None:
    assert columns(f"50{BREAK} {BREAK}件") == columns("50 件") == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_details_tell_all_that_the_card_may_have_no_room_for(language: str) -> None:
    text = told(DECIDING, language)
    for amount in ("17.20", "8.00", "6,732.00", "20,000.00"):
        assert f"¥ {amount}" in text


def test_the_details_tell_unit_price_budget_and_earlier_purchases_in_words() -> None:
    text = told(DECIDING)
    assert "¥ 17.20 each · Freight ¥ 8.00" in text
    assert "2 orders with us so far" in text
    assert "Budget November, the team: ¥ 6,732.00 of ¥ 20,000.00 left after this" in text


def test_the_details_tell_the_unit_price_after_the_order_too_and_no_budget_then() -> None:
    text = told(Details(s.ORDERED, s.ANNA.id, acts=True, team=t.TEAM))
    assert "¥ 17.20 each · Freight ¥ 8.00" in text
    assert "Budget" not in text


def test_the_details_tell_a_range_of_unit_prices_and_a_discount() -> None:
    lines = (*s.SNAPSHOT.lines, replace(s.SNAPSHOT.lines[0], spec_id=s.SKUS[2].spec_id, unit_price=Fen(1990)))
    snapshot: Any = replace(s.SNAPSHOT, lines=lines, discount=Fen(300))
    purchase = replace(s.ORDERED, request=replace(s.ORDERED.request, snapshot=snapshot))
    assert "¥ 17.20 – ¥ 19.90 each · Freight ¥ 8.00 · Discount ¥ 3.00" in told(Details(purchase, 1, acts=False))


def test_the_details_do_not_name_a_freight_that_the_way_to_buy_does_not_tell() -> None:
    assert "Freight is not in this sum" in told(replace(DECIDING, freight=False))


def listed(*orders: Order) -> str:
    page = PurchasePage((replace(s.ORDERED, orders=orders),), 1, 1, "to_pay")
    return drawn(lists.orders_page(page, "en", s.NOW)).splitlines()[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_of_cancelled_orders_says_where_requests_are_that_ended_before_an_order(language: str) -> None:
    all_of_them = {"en": "“All”", "zh": "“全部”", "ru": "«Все»"}[language]
    empty = PurchasePage((), 1, 1, "cancelled")
    assert all_of_them in drawn(lists.orders_page(empty, language, s.NOW))
    assert all_of_them not in drawn(lists.orders_page(replace(empty, filter="paid"), language, s.NOW))


def test_a_list_says_what_is_due_of_a_purchase_whose_orders_are_partly_paid() -> None:
    due = replace(s.ORDER, total=Fen(43800))
    paid = replace(s.ORDER, order_id="2", total=Fen(22200), state=OrderState.PAID)
    assert listed(due, paid) == "💴 #1042 · to be paid · ¥ 438.00 of ¥ 660.00"
    assert listed(due, replace(paid, state=OrderState.TO_PAY)) == "💴 #1042 · to be paid · ¥ 660.00"
    assert listed(due, replace(paid, state=OrderState.CANCELLED)) == "💴 #1042 · to be paid · ¥ 438.00"
    assert listed(paid) == "✅ #1042 · paid · ¥ 222.00"


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "Last ¥ 16.00, 27 Nov, 50 pcs · now +7.5 %"),
        ("zh", "上次 ¥ 16.00、11月27日、50 件 · 现在 +7.5 %"),
        ("ru", "В прошлый раз ¥ 16.00, 27 нояб., 50 штук · сейчас +7.5 %"),
    ],
)
def test_the_last_order_s_price_is_not_called_paid_and_has_its_day_in_the_team_s_zone(language: str, says: str) -> None:
    late = replace(t.LAST, price=Fen(1600), at=datetime(2026, 11, 26, 17, 0, tzinfo=UTC))
    assert says in told(replace(DECIDING, past=BoughtBefore({late.offer_id: [late]})), language)
