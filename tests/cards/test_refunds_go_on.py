"""What people read of a refund that goes on: each stage in its words, what is due, and what 1688 does in the end."""

from dataclasses import replace

import pytest

from bot.cards.notices.notices import notice
from bot.cards.requests.details import order_details
from bot.cards.requests.request import request_card
from bot.desk.shared.views import Details, Stage
from bot.purchasing.asking_back import RefundStage
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.notices.purchases import RefundOursNotice
from bot.purchasing.text import LANGUAGES
from tests.cards import refund_samples as r
from tests.cards import samples as s
from tests.cards.drawing import drawn

ABOUT = OrderFacts(number=1042, order_id=s.ORDER_ID, title="T-shirt", quantity=50, total=s.SNAPSHOT.total)


def read(language: str = "en") -> dict[str, str]:
    return {name: drawn(view).replace("\u00a0", " ") for name, view in r.told(ABOUT, language)}


def test_each_stage_says_what_it_is_and_what_is_due() -> None:
    heads = {name: text.split("\n")[0].partition(" · ")[2] for name, text in read().items()}
    assert heads == {
        "refund_moved, sum": "a refund is about another sum",
        "refund_moved, sent": "the goods of a refund are on their way back",
        "refund_moved, paid": "less refunded than was asked for",
        "refund_moved, closed": "refund closed without payment",
        "refund_ours, refused": "the seller refused the refund",
        "refund_ours, to_send": "the seller wants the goods back",
        "refund_waits, refused": "a refund waits for you, and its time ends",
        "refund_waits, to_send": "a refund waits for you, and its time ends",
    }
    refused, send = read()["refund_ours, refused"], read()["refund_ours, to_send"]
    assert "没有质量问题" in refused
    assert "ask 1688 for help" in refused
    assert "王先生" in send
    assert "then 1688 pays it back" in send


def test_sums_are_said_as_they_were_and_are() -> None:
    assert "¥ 90.00 → ¥ 84.20 · carriage ¥ 5.00" in read()["refund_moved, sum"]
    assert "¥ 40.00 of ¥ 90.00 asked for" in read()["refund_moved, paid"]
    assert "76541234567890" in read()["refund_moved, sent"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_and_the_details_say_for_whom_each_refund_waits(language: str) -> None:
    purchase = replace(s.ORDERED, orders=(r.RUNS,))
    card = drawn(request_card(s.step(Stage.ORDERED, purchase), language, s.NOW, place=s.PRIVATE))
    details = drawn(order_details(Details(purchase, s.ANNA.id, acts=True), language, s.NOW))
    for text in (card, details):
        assert len([line for line in text.splitlines() if line.startswith("⚠️") and "12,868.00" in line]) == 2


def test_a_refund_that_its_seller_has_not_answered_is_said_as_before() -> None:
    waits = replace(r.TWO[0], word="waitselleragree")
    purchase = replace(s.ORDERED, orders=(replace(r.RUNS, refunds=(waits,)),))
    card = drawn(request_card(s.step(Stage.ORDERED, purchase), "en", s.NOW, place=s.PRIVATE))
    assert card.count("Refund asked for") == 1
    assert "⚠️" not in card


def test_a_word_of_1688_that_nobody_knows_is_shown_as_it_comes() -> None:
    strange = replace(r.one(RefundOursNotice, ABOUT, RefundStage.REFUSED), then="SELLER_SLEEPS")
    assert "then SELLER_SLEEPS" in drawn(notice(strange, "en", s.NOW))
    assert "then" not in drawn(notice(replace(strange, then=""), "en", s.NOW))
