"""An order that 1688 took only in part: its cards, lists and news show what was taken, and what is missing."""

from dataclasses import replace

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.writer import ForChat
from bot.cards.notices.notices import notice
from bot.cards.orders import lists
from bot.cards.requests.request import request_card
from bot.desk.shared.views import PurchasePage, Stage
from bot.purchasing.create_call import FailedLine
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import order_facts
from bot.purchasing.notices.purchases import PlacedNotice, ToldFailure
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.snapshot import together
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards.drawing import check, drawn

LEFT_OUT = FailedLine(b.PARTS[0].lines[0].offer_id, "", "500_004", "库存不足")


def partly() -> Purchase:
    """Two products of one seller, of which 1688 took the second."""
    asked = b.asked()[:2]
    snapshot = replace(together(b.PARTS[:2]), parts=())
    request = replace(s.asking(b.request(), asked=asked), snapshot=snapshot, state=RequestState.APPROVED)
    pieces, total = b.PARTS[1].quantity, b.PARTS[1].total
    return Purchase(request, (replace(s.ATTEMPT, failed=(LEFT_OUT,)),), (replace(s.ORDER, total=total, pieces=pieces),))


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_the_card_shows_the_goods_that_were_taken_and_names_what_is_missing(language: str) -> None:
    view = request_card(s.step(Stage.ORDERED, partly()), language, s.NOW)
    check(view)
    shown = drawn(view)
    assert "40" in shown.splitlines()[1]
    assert "60" not in shown.splitlines()[1]
    assert "× 20" in shown


def test_a_list_shows_the_goods_that_were_taken() -> None:
    shown = drawn(lists.orders_page(PurchasePage((partly(),), 1, 1, "open"), "en", s.NOW))
    assert "40 pcs" in shown
    assert "2 products" not in shown


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_one_message_says_what_is_to_be_paid_what_is_missing_and_asks_for_the_rest(language: str) -> None:
    purchase = partly()
    missing = (
        ToldFailure(
            offer_id=LEFT_OUT.offer_id, reason=LEFT_OUT.reason, variant="Mug", variant_original="Mug", quantity=20
        ),
    )
    told = PlacedNotice(about=order_facts(purchase, purchase.orders[0]), missing=missing)
    view = notice(told, language, s.NOW)
    check(view)
    shown = drawn(view)
    assert "Mug × 20" in shown
    assert f"{b.PARTS[1].total / 100:,.2f}" in shown
    grouped = notice(told, language, s.NOW, ForChat("caigou_bot", private=False, of_team=True))
    for each in (view, grouped):
        assert Code(ButtonAction.REST, (1042,)).text in [button.data for row in each.keyboard for button in row]


def test_several_variants_of_which_some_were_taken_are_shown_as_those() -> None:
    choice = replace(s.SEVERAL, pieces=s.SEVERAL.pieces[:3])
    snapshot = replace(s.MATRIX, lines=s.LINES[:3])
    request = replace(s.asking(s.REQUEST, choice=choice), snapshot=snapshot, state=RequestState.APPROVED)
    failed = FailedLine(s.OFFER.offer_id, s.LINES[0].spec_id or "", "500_004", "sold out")
    order = replace(s.ORDER, pieces=50, total=Fen(50_000))
    purchase = Purchase(request, (replace(s.ATTEMPT, failed=(failed,)),), (order,))
    shown = drawn(request_card(s.step(Stage.ORDERED, purchase), "en", s.NOW))
    assert "2 variants" in shown
    assert "50 pcs" in shown


def test_a_repeat_of_one_among_several_products_names_it() -> None:
    asked = Purchase(b.request())
    before = replace(s.earlier(1038), request=b.parts()[1].request)
    shown = drawn(request_card(s.step(Stage.CONFIRM, asked, repeat=before), "en", s.NOW))
    assert "within 24 hours: T-shirt, pure… · #1042/2 · 40 pcs" in shown
