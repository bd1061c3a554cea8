"""An order that 1688 named, against what was sent: it is that, something else, or not clear so far."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Seller
from bot.purchasing.order_report import OrderLine, OrderReport, OrderState, ReadBackState, RefundState
from bot.purchasing.tracking.read_back import SentOrder, as_shown, echoed, pieces_of, read_back
from tests.purchasing.test_asked_line import offer

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
LINE = OrderLine("600000000001", "s1", 10)
OURS, THEIRS = "CG01", "CG02"
REPORT = OrderReport(
    order_id="1", word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE, total=Fen(1), freight=Fen(0),
    refunded=Fen(0), lines=(LINE,), out_order_id=OURS, seller="", seller_login="", created_at=NOW, modified_at=NOW,
    paid_at=None, pay_by=None,
)  # fmt: skip
AGREED, DIFFERS, CHECKING = ReadBackState.AGREED, ReadBackState.DIFFERS, ReadBackState.CHECKING
GONE, UNCOUNTED, NO_VARIANT = (
    OrderLine("", "s1", 10),
    OrderLine("600000000001", "s1", 0),
    OrderLine("600000000001", None, 10),
)
MORE, FEWER = replace(LINE, quantity=11), replace(LINE, quantity=4)


@pytest.mark.threat("T35")
@pytest.mark.parametrize(
    ("lines", "reference", "checked"),
    [
        ((LINE,), OURS, AGREED),
        ((LINE,), "", AGREED),
        ((LINE,), THEIRS, DIFFERS),
        ((replace(LINE, offer_id="600000000002"),), OURS, DIFFERS),
        ((replace(LINE, offer_id="600000000002", quantity=0),), OURS, DIFFERS),
        ((replace(LINE, spec_id="s2"),), OURS, DIFFERS),
        ((LINE, replace(LINE, offer_id="600000000002")), OURS, DIFFERS),
        ((MORE,), OURS, DIFFERS),
        ((replace(GONE, quantity=11),), OURS, DIFFERS),
        ((FEWER,), OURS, DIFFERS),
        ((GONE,), OURS, AGREED),
        ((GONE,), "", CHECKING),
        ((UNCOUNTED,), OURS, AGREED),
        ((UNCOUNTED,), "", CHECKING),
        ((NO_VARIANT,), OURS, AGREED),
        ((NO_VARIANT,), "", CHECKING),
        ((), OURS, AGREED),
        ((), "", CHECKING),
    ],
)
def test_an_order_is_what_was_sent_by_its_reference_and_its_lines(
    lines: tuple[OrderLine, ...], reference: str, checked: ReadBackState
) -> None:
    assert read_back(SentOrder((LINE,), OURS), replace(REPORT, lines=lines, out_order_id=reference)) is checked


def test_several_orders_of_one_attempt_are_together_no_more_than_was_sent() -> None:
    half = replace(REPORT, lines=(replace(LINE, quantity=5),))
    assert read_back(SentOrder((LINE,), OURS), half, [None]) is AGREED
    assert read_back(SentOrder((LINE,), OURS), half, [5]) is AGREED
    assert read_back(SentOrder((LINE,), OURS), half, [6]) is DIFFERS


def test_fewer_pieces_are_explained_by_what_1688_said_it_left_out() -> None:
    assert read_back(SentOrder((LINE,), OURS, partly=True), replace(REPORT, lines=(FEWER,))) is AGREED


def test_whether_our_reference_came_back_is_known_unless_another_one_did() -> None:
    answers = [echoed(replace(REPORT, out_order_id=each), OURS) for each in (OURS, "", THEIRS)]
    assert answers == [True, False, None]


def test_pieces_are_counted_only_where_1688_counts_all_of_them() -> None:
    orders = [replace(REPORT, lines=lines) for lines in ((LINE, FEWER), (LINE, UNCOUNTED), ())]
    assert [pieces_of(order) for order in orders] == [14, None, None]


OTHER = OrderLine("600000000001", "s2", 10)


@pytest.mark.parametrize(
    ("lines", "reference", "checked"),
    [
        ((LINE, OTHER), OURS, AGREED),
        ((OTHER, LINE), "", AGREED),
        ((LINE,), OURS, DIFFERS),
        ((LINE, LINE), OURS, DIFFERS),
        ((replace(LINE, quantity=20),), OURS, DIFFERS),
        ((replace(LINE, quantity=11), replace(OTHER, quantity=9)), OURS, DIFFERS),
        ((LINE, replace(OTHER, spec_id="s3")), OURS, DIFFERS),
        ((LINE, replace(OTHER, spec_id=None)), "", CHECKING),
        ((LINE, replace(OTHER, spec_id=None)), OURS, AGREED),
    ],
)
def test_an_order_of_several_lines_has_each_of_them_and_no_more_of_any(
    lines: tuple[OrderLine, ...], reference: str, checked: ReadBackState
) -> None:
    report = replace(REPORT, lines=lines, out_order_id=reference)
    assert read_back(SentOrder((LINE, OTHER), OURS), report) is checked


def test_of_several_orders_each_may_hold_one_of_the_lines() -> None:
    sent = SentOrder((LINE, OTHER), OURS)
    assert read_back(sent, replace(REPORT, lines=(OTHER,)), [10]) is AGREED
    assert read_back(sent, replace(REPORT, lines=(OTHER,)), [11]) is DIFFERS


OFFER = offer(1)


@pytest.mark.parametrize(
    ("company", "login", "seller"),
    [
        ("", "", OFFER.seller),
        ("Company 0", "", OFFER.seller),
        ("Ｃｏｍｐａｎｙ0", "other", OFFER.seller),
        ("Company 9", "other", Seller("", "Company 9", "other")),
    ],
)
def test_the_seller_whom_an_order_names_is_another_one_if_nothing_of_the_name_is_the_same(
    company: str, login: str, seller: Seller
) -> None:
    assert as_shown(OFFER, replace(REPORT, company=company, seller_login=login)).seller == seller


@pytest.mark.parametrize(("title", "shown"), [("", "商品"), (" 商 品", "商品"), ("一块砖头", "一块砖头")])
def test_the_product_that_an_order_shows_is_another_one_if_its_title_is(title: str, shown: str) -> None:
    now = as_shown(OFFER, replace(REPORT, lines=(replace(LINE, title=title),)))
    assert (now.title, now.title_translated) == (shown, "Goods" if shown == "商品" else "")
