"""Orders as 1688 tells them, in its words, units and times."""

import logging
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.market.openplatform.wire import orders
from bot.market.openplatform.wire.fields import FormError, read_json, write_json
from bot.purchasing.money import Fen
from bot.purchasing.order_report import LineState, OrderLine, OrderReport, OrderState, RefundState


def parsed(trade: dict[str, Any]) -> OrderReport:
    read = orders.parse_detail({"result": trade, "success": "true"})
    assert read is not None
    return read


@pytest.fixture
def read(trade: Any) -> Any:
    """An order after the trip through text, as the wire carries it."""
    return lambda *args, **more: parsed(read_json(write_json(trade(*args, **more))))


def test_an_order_is_read_in_fen_and_utc(read: Any) -> None:
    order = read()
    assert (order.order_id, order.word, order.state) == ("700100200300400500", "waitbuyerpay", OrderState.TO_PAY)
    assert (order.total, order.freight, order.refunded) == (12_850, 800, 0)
    assert order.lines == (OrderLine("655000111222", "aabbccddeeff00112233445566778899", 10),)
    assert (order.out_order_id, order.seller, order.seller_login) == ("CG-17", "杯子厂", "cup_maker")
    assert order.created_at == datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    assert order.modified_at == datetime(2026, 11, 24, 1, 5, tzinfo=UTC)
    assert order.address == "浙江省 宁波市 鄞州区"


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ({"buyerLoginId": "main", "subBuyerLoginId": "main:sub"}, "main:sub"),
        ({"buyerLoginId": "main", "subBuyerLoginId": ""}, "main"),
        ({"buyerLoginId": "main"}, "main"),
        ({}, ""),
    ],
)
def test_an_order_tells_which_account_placed_it(read: Any, base: dict[str, Any], expected: str) -> None:
    assert read(base).account == expected


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ({"id": 58218860983545944, "idOfStr": "58218860983545941"}, "58218860983545941"),
        ({"id": 196965465451498520, "idOfStr": 196965465451498520}, "196965465451498520"),
        ({"id": 196965465451498520, "idOfStr": None}, "196965465451498520"),
    ],
    ids=["text beats the rounded number", "the text may be a number", "the number where there is no text"],
)
def test_the_order_number_is_never_rounded(read: Any, base: dict[str, Any], expected: str) -> None:
    assert read(base).order_id == expected


@pytest.mark.threat("T40")
@pytest.mark.parametrize("number", ["7.001002003004005e17", "700100200300400500.0", "true", "7e17", '"7e17"'])
def test_a_number_that_went_through_a_double_is_no_number_of_an_order(number: str) -> None:
    base = '{"idOfStr":NUMBER,"id":700100200300400512,"status":"waitbuyerpay","totalAmount":1}'
    answer = '{"result":{"baseInfo":BASE}}'.replace("BASE", base).replace("NUMBER", number)
    with pytest.raises(FormError, match="number"):
        orders.parse_detail(read_json(answer))


@pytest.mark.parametrize("base", [{"id": None, "idOfStr": None}, {"idOfStr": "x1"}, {"id": 0, "idOfStr": "0"}])
def test_an_order_without_a_number_is_a_form_error(read: Any, base: dict[str, Any]) -> None:
    with pytest.raises(FormError, match="number"):
        read(base)


@pytest.mark.parametrize("spec", ["5100000000017", 5100000000017, None])
def test_a_line_whose_spec_is_its_own_sku_names_no_variant(read: Any, spec: Any) -> None:
    assert read(item={"skuID": 5100000000017, "specId": spec}).lines == (OrderLine("655000111222", None, 10),)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("waitbuyerpay", OrderState.TO_PAY),
        ("waitsellersend", OrderState.PAID),
        ("waitlogisticstakein", OrderState.SHIPPED),
        ("waitbuyerreceive", OrderState.SHIPPED),
        ("waitbuyersign", OrderState.SHIPPED),
        ("signinsuccess", OrderState.RECEIVED),
        ("confirm_goods", OrderState.RECEIVED),
        ("success", OrderState.FINISHED),
        ("cancel", OrderState.CANCELLED),
        ("terminated", OrderState.CANCELLED),
        ("waitselleract", None),
        ("", None),
    ],
)
def test_each_word_means_one_state_and_others_none(read: Any, word: str, state: OrderState | None) -> None:
    order = read({"status": word})
    assert (order.word, order.state) == (word, state)


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        ((1, 1), OrderState.PAID),
        ((1, 8), OrderState.PAID),
        ((1, 2), OrderState.PART_SHIPPED),
        ((5,), OrderState.PART_SHIPPED),
        ((1, 3), OrderState.PART_SHIPPED),
        ((None,), OrderState.PAID),
        (("2", "1"), OrderState.PART_SHIPPED),
    ],
)
def test_a_paid_order_of_which_lines_have_left_is_shipped_in_part(statuses: tuple[Any, ...], state: OrderState) -> None:
    assert orders.state_of("waitsellersend", [{"logisticsStatus": each} for each in statuses]) is state


@pytest.mark.parametrize(
    ("base", "item", "expected"),
    [
        ({}, {}, RefundState.NONE),
        ({"refundStatus": ""}, {"refundStatus": None}, RefundState.NONE),
        ({"refundStatus": "waitselleragree"}, {}, RefundState.ASKED),
        ({"refundStatus": "waitbuyersend"}, {}, RefundState.ASKED),
        ({"refundStatus": "refundsuccess"}, {}, RefundState.DONE),
        ({"refundStatus": "refundclose"}, {}, RefundState.CLOSED),
        ({"refundStatus": "something new"}, {}, RefundState.ASKED),
        ({}, {"refundStatus": "WAIT_SELLER_AGREE"}, RefundState.ASKED),
        ({}, {"refundStatus": "REFUND_SUCCESS"}, RefundState.DONE),
        ({}, {"refundStatus": "REFUND_CLOSED"}, RefundState.CLOSED),
        ({"refundStatusForAs": "waitsellerreceive"}, {}, RefundState.ASKED),
        ({"refundStatus": "refundclose", "refundStatusForAs": "refundsuccess"}, {}, RefundState.DONE),
        ({"refundStatus": "refundsuccess"}, {"refundStatus": "WAIT_SELLER_AGREE"}, RefundState.DONE),
    ],
)
def test_where_the_money_is_going(read: Any, base: dict[str, Any], item: dict[str, Any], expected: RefundState) -> None:
    assert read(base, item).refund is expected


def test_what_came_back_is_yuan_on_the_wire(read: Any) -> None:
    assert read({"refund": 12.5}).refunded == 1250


@pytest.mark.parametrize(
    ("pay_time", "pay_status", "paid"),
    [
        ("20261124093000000+0800", "2", True),
        ("20261124093000000+0800", "6", True),
        ("20261124093000000+0800", "4", True),
        ("20261124093000000+0800", "1", False),
        ("20261124093000000+0800", "8", False),
        ("20261124093000000+0800", "12", False),
        (None, "2", False),
    ],
)
def test_paid_only_where_time_and_terms_agree(read: Any, pay_time: str | None, pay_status: str, paid: bool) -> None:
    order = read({"payTime": pay_time}, tradeTerms=[{"payStatus": pay_status, "payTime": "20261124093000000+0800"}])
    assert order.paid_at == (datetime(2026, 11, 24, 1, 30, tzinfo=UTC) if paid else None)


def test_the_end_of_payment_is_read_from_the_lines_on_chinas_clock(read: Any) -> None:
    assert read(None, {"gmtPayExpireTime": "2026-11-27 15:27:58"}).pay_by == datetime(
        2026, 11, 27, 7, 27, 58, tzinfo=UTC
    )


def test_the_time_allowed_for_paying_goes_before_that_for_which_the_stock_is_held(read: Any) -> None:
    assert read({"payTimeout": 432_000}).pay_by == datetime(2026, 11, 29, 1, 0, tzinfo=UTC)
    held = {"gmtPayExpireTime": "2026-11-25 09:00:00"}
    assert read({"payTimeout": 432_000}, held).pay_by == datetime(2026, 11, 29, 1, 0, tzinfo=UTC)
    assert read({"payTimeout": 10**9}).pay_by is None
    assert read().pay_by is None


def test_a_line_without_variants_has_no_spec(read: Any) -> None:
    assert read(None, {"specId": None}).lines[0].spec_id is None


@pytest.mark.parametrize(
    ("base", "item"),
    [({"totalAmount": None}, {}), ({"totalAmount": "much"}, {}), ({}, {"quantity": 0}), ({}, {"quantity": "many"})],
)
def test_an_order_with_unusable_money_or_lines_is_a_form_error(read: Any, base: Any, item: Any) -> None:
    with pytest.raises(FormError):
        read(base, item)


@pytest.mark.parametrize(
    ("amount", "expected"), [(120.5, 12_050), ("120.50", 12_050), (0, 0), (None, None), ("much", None)]
)
def test_a_line_says_what_its_pieces_cost_together_and_what_it_is_called(read: Any, amount: Any, expected: Any) -> None:
    (line,) = read(item={"itemAmount": amount, "name": "杯子"}).lines
    assert (line.amount, line.title) == (expected, "杯子")


@pytest.mark.parametrize(
    ("item", "entry_id"),
    [
        ({"subItemIDString": "58218860983545941", "subItemID": 58218860983545944}, "58218860983545941"),
        ({"subItemIDString": 58218860983545941}, "58218860983545941"),
        ({"subItemID": 58218860983545941}, "58218860983545941"),
        ({"subItemIDString": "0"}, ""),
        ({"subItemIDString": "x"}, ""),
        ({"subItemID": 5.8e16}, ""),
        ({}, ""),
    ],
)
def test_a_line_has_its_own_number_which_is_never_rounded(read: Any, item: dict[str, Any], entry_id: str) -> None:
    (line,) = read(item=item).lines
    assert line.entry_id == entry_id


@pytest.mark.parametrize(
    ("item", "state", "refunded"),
    [
        ({"status": "waitbuyerpay"}, LineState.OPEN, 0),
        ({"status": "cancel"}, LineState.CANCELLED, 0),
        ({"status": "terminated"}, LineState.CANCELLED, 0),
        ({"status": "cancel", "refund": 20, "refundStatus": "REFUND_SUCCESS"}, LineState.REFUNDED, 2_000),
        ({"refund": "20.00", "refundStatus": "REFUND_SUCCESS"}, LineState.REFUNDED, 2_000),
        ({"refund": 5, "refundStatus": "REFUND_SUCCESS"}, LineState.OPEN, 500),
        ({"refund": 20, "refundStatus": "WAIT_SELLER_AGREE"}, LineState.OPEN, 2_000),
        ({"refund": "much", "refundStatus": "REFUND_SUCCESS"}, LineState.OPEN, 0),
        ({"status": "something new"}, LineState.OPEN, 0),
    ],
)
def test_a_line_says_what_became_of_it(read: Any, item: dict[str, Any], state: LineState, refunded: int) -> None:
    (line,) = read(item={"itemAmount": 20, **item}).lines
    assert (line.state, line.refunded) == (state, Fen(refunded))


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ({"productID": None, "specId": None}, OrderLine("", None, 10)),
        ({"productID": "", "specId": None}, OrderLine("", None, 10)),
        ({"quantity": 1.5, "specId": None}, OrderLine("655000111222", None, 0)),
    ],
)
def test_an_order_of_a_product_that_is_gone_or_sold_by_weight_is_read(
    trade: Any, item: dict[str, Any], line: OrderLine
) -> None:
    page = orders.parse_list(read_json(write_json({"result": [trade(None, item), trade()], "totalRecord": 2})))
    assert page.orders[0].lines == (line,)
    assert len(page.orders) == 2


def test_a_closed_order_tells_why(read: Any) -> None:
    assert read({"status": "cancel", "closeReason": "BUYER_NO_PAY"}).close_reason == "BUYER_NO_PAY"


@pytest.mark.parametrize("answer", [{}, {"result": None}, {"result": []}, {"result": "x"}])
def test_a_detail_without_an_order_is_none(answer: dict[str, Any]) -> None:
    assert orders.parse_detail(answer) is None


def test_a_page_tells_its_orders_and_the_count_of_all(trade: Any) -> None:
    page = orders.parse_list(read_json(write_json({"result": [trade(), trade({"idOfStr": "8"})], "totalRecord": 537})))
    assert ([order.order_id for order in page.orders], page.total) == (["700100200300400500", "8"], 537)


def test_an_empty_list_is_empty_only_where_it_says_so() -> None:
    assert orders.parse_list({"result": [], "totalRecord": 0}).orders == ()
    assert orders.parse_list({"result": None, "totalRecord": 0}).orders == ()
    unclear: dict[str, Any]
    for unclear in ({}, {"result": []}, {"result": None}, {"result": None, "totalRecord": 3}, {"result": "x"}):
        with pytest.raises(FormError):
            orders.parse_list(unclear)


def test_the_strict_page_refuses_an_order_that_it_does_not_know(trade: Any) -> None:
    with pytest.raises(FormError):
        orders.parse_list({"result": [trade({"totalAmount": None})], "totalRecord": 1})
    with pytest.raises(FormError):
        orders.parse_list({"result": ["order"], "totalRecord": 1})


def test_the_lenient_page_names_what_it_leaves_out(trade: Any) -> None:
    odd = [trade({"totalAmount": None}), trade({"idOfStr": None, "id": None}), trade({"idOfStr": "8"})]
    page = orders.parse_list_leniently(read_json(write_json({"result": odd, "totalRecord": 3})))
    assert (page.left_out, [order.order_id for order in page.orders]) == (("700100200300400500", ""), ["8"])


def test_the_lenient_page_leaves_it_out_and_says_so(trade: Any, caplog: pytest.LogCaptureFixture) -> None:
    answer = read_json(write_json({"result": [trade({"totalAmount": None}), trade()], "totalRecord": 2}))
    with caplog.at_level(logging.WARNING):
        page = orders.parse_list_leniently(answer)
    assert (len(page.orders), page.total) == (1, 2)
    assert "totalAmount is missing" in caplog.text


def test_the_numbers_of_a_list_do_not_need_the_rest_of_the_order(trade: Any) -> None:
    assert orders.parse_ids({"result": [trade({"totalAmount": None})], "totalRecord": 1}) == ("700100200300400500",)


def test_a_list_that_counts_orders_and_shows_none_is_no_answer() -> None:
    with pytest.raises(FormError):
        orders.parse_ids({"result": [], "totalRecord": 4})
    assert orders.parse_ids({"result": [], "totalRecord": 0}) == ()
