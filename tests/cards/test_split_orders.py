"""One purchase of which 1688 made two orders: nobody takes it for a double one."""

from dataclasses import replace

import pytest

from bot.cards.notices.notices import notice
from bot.cards.requests.details import order_details
from bot.desk.shared.views import Details
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import order_facts
from bot.purchasing.notices.purchases import PlacedNotice
from bot.purchasing.requests.purchase import Purchase
from tests.cards import samples as s
from tests.cards.drawing import buttons, check, drawn

HALF = Fen(s.SNAPSHOT.total // 2)
SAID = {
    "en": ("order 1 of 2 · 20 pcs", "order 2 of 2 · White"),
    "zh": ("第 1 个订单，共 2 个 · 20 件", "第 2 个订单，共 2 个 · 白色"),
    "ru": ("заказ 1 из 2 · 20 штук", "заказ 2 из 2 · белый"),
}


def split(pieces: int | None = None) -> Purchase:
    """Two orders of half the sum; `pieces` is what the second was read back with."""
    first = replace(s.ORDER, order_id="1", total=HALF, pieces=20)
    return replace(s.ORDERED, orders=(first, replace(first, order_id="2", pieces=pieces)))


def goods(purchase: Purchase, at: int, language: str) -> str:
    view = notice(PlacedNotice(about=order_facts(purchase, purchase.orders[at])), language, s.NOW)
    check(view)
    return drawn(view).splitlines()[1]


@pytest.mark.parametrize("language", SAID)
def test_a_notice_about_one_of_two_orders_says_which_and_counts_its_own_pieces_as_far_as_they_are_known(
    language: str,
) -> None:
    known, unknown = SAID[language]
    assert goods(split(), 0, language).startswith(known)
    assert goods(split(), 1, language).startswith(unknown)
    assert "30" in goods(split(30), 1, language)


def test_a_notice_about_the_only_order_or_about_the_sum_of_all_says_nothing_of_several() -> None:
    purchase = split(30)
    alone = replace(purchase, orders=purchase.orders[:1])
    assert goods(alone, 0, "en").startswith("50 pcs")
    assert order_facts(purchase, purchase.orders[0], s.SNAPSHOT.total).quantity == 50


def test_the_pay_buttons_of_several_orders_in_details_are_told_apart_by_their_sums() -> None:
    view = order_details(Details(split(30), s.ANNA.id, acts=True), "en", s.NOW)
    assert [each.text for each in buttons(view) if each.url] == ["1. Pay ¥ 434.00", "2. Pay ¥ 434.00"]


def test_each_pay_button_has_a_row_of_its_own_so_that_no_phone_cuts_its_sum() -> None:
    third = replace(s.ORDER, total=Fen(s.SNAPSHOT.total // 4))
    purchase = replace(s.ORDERED, orders=tuple(replace(third, order_id=each) for each in "123"))
    shown = order_details(Details(purchase, s.ANNA.id, acts=True), "ru", s.NOW).keyboard
    assert [len(row) for row in shown if row[0].url] == [1, 1, 1]
