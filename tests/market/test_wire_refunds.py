"""Refunds in 1688's form: two spellings, fen everywhere, digits that no double can hold."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.market.openplatform.wire import refunds
from bot.market.openplatform.wire.fields import FormError, read_json
from bot.purchasing.asking_back import Carrier, GoodsStatus, RefundAsk, RefundLimits, RefundReason, RefundTaken
from bot.purchasing.claims import Pieces
from bot.purchasing.money import Fen
from bot.purchasing.order_report import RefundState

ORDER = "3301686771403783779"
ENTRIES = ("3301686771403783780", "3301686771403783781")


def model(**more: Any) -> dict[str, Any]:
    return {
        "refundId": "TQ1",
        "orderId": int(ORDER),
        "status": "refundsuccess",
        "applyPayment": 3000,
        "applyCarriage": 500,
        "refundPayment": 2900,
        "refundCarriage": 100,
        **more,
    }


@pytest.mark.parametrize(
    "answer",
    [
        {"result": {"opOrderRefundModels": [model()], "totalCount": 1}},
        {"result": {"success": True, "result": {"opOrderRefundModels": [model()]}}},
        {"result": {"success": True, "result": [model()]}},
    ],
    ids=["the list", "wrapped", "wrapped without a name"],
)
def test_a_refund_is_read_from_either_call(answer: dict[str, Any]) -> None:
    (refund,) = refunds.parse_refunds(answer, ORDER)
    assert (refund.refund_id, refund.state, refund.amount, refund.paid) == ("TQ1", RefundState.DONE, 3500, 3000)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("refundclose", RefundState.CLOSED),
        ("waitselleragree", RefundState.ASKED),
        ("WAIT_BUYER_SEND", RefundState.ASKED),
    ],
)
def test_nothing_came_back_before_a_refund_succeeds(word: str, state: RefundState) -> None:
    (refund,) = refunds.parse_refunds({"result": {"opOrderRefundModels": [model(status=word)]}}, ORDER)
    assert (refund.word, refund.state, refund.paid) == (word, state, 0)


def test_refunds_of_other_orders_are_left_out() -> None:
    assert refunds.parse_refunds({"result": {"opOrderRefundModels": [model(orderId=5)]}}, ORDER) == ()
    assert refunds.parse_refunds({}, ORDER) == ()


def test_a_refund_without_a_number_is_a_form_error() -> None:
    with pytest.raises(FormError):
        refunds.parse_refunds({"result": {"opOrderRefundModels": [model(refundId=None)]}}, ORDER)


def one(**more: Any) -> Any:
    (refund,) = refunds.parse_refunds({"result": {"opOrderRefundModels": [model(**more)]}}, ORDER)
    return refund


@pytest.mark.parametrize("answer", [
    '{"result": {"opOrderRefundModelDetail": {MODEL}}}', '{"result": {"opOrderRefundModels": [{MODEL}]}}',
])  # fmt: skip
def test_all_that_1688_tells_of_a_refund_is_kept(answer: str) -> None:
    told = """
        "refundId": "TQ34931008034741532", "orderId": 3301686771403783779, "status": "waitbuyersend",
        "applyPayment": 3000, "applyCarriage": 500, "refundGoods": true,
        "orderEntryIdList": [3301686771403783780], "orderEntryCountMap": {"3301686771403783780": 2},
        "applyReasonId": 20021, "applyReason": "颜色/图案/款式不符", "rejectReason": "请补图",
        "gmtApply": "20261124100000000+0800", "gmtTimeOut": "20261127100000000+0800",
        "timeOutOperateType": "refundclose", "sellerRealName": "收件人", "sellerMobile": "13800000002",
        "sellerReceiveAddress": "山东 聊城 示例街道1号", "buyerLogisticsName": "其他", "freightBill": " 1234 5 "
    """
    content = read_json(answer.replace("MODEL", told))
    detail = "Detail" in answer
    refund = refunds.parse_refund(content) if detail else refunds.parse_refunds(content, ORDER)[0]
    assert (refund.refund_id, refund.amount, refund.carriage) == ("TQ34931008034741532", 3500, 500)
    assert (refund.entries, refund.pieces) == (ENTRIES[:1], ((ENTRIES[0], 2),))
    assert (refund.back, refund.reason_id, refund.reason) == (True, 20021, "颜色/图案/款式不符")
    assert (refund.rejection, refund.carrier, refund.bill_no) == ("请补图", "其他", "12345")
    assert refund.address == "收件人, 13800000002, 山东 聊城 示例街道1号"
    asked = datetime(2026, 11, 24, 2, tzinfo=UTC)
    assert (refund.asked_at, refund.ends_at, refund.ends_how) == (asked, asked + timedelta(days=3), "refundclose")


@pytest.mark.parametrize(("told", "back"), [
    ({"isRefundGoods": True}, True), ({"refundGoods": "true"}, True), ({"isRefundGoods": False}, False),
    ({"isOnlyRefund": True}, False), ({"onlyRefund": False}, True), ({"onlyRefund": "false"}, True),
    ({"disputeRequest": 3}, True), ({"disputeRequest": 1}, False), ({"isOnlyRefund": True, "disputeRequest": 3}, False),
    ({}, False),
])  # fmt: skip
def test_whether_goods_go_back_is_read_in_both_spellings_and_without_any(told: dict[str, Any], back: bool) -> None:
    assert one(**told).back is back


def test_lines_are_named_by_the_list_or_by_the_count_and_nothing_of_them_is_rounded() -> None:
    assert one(orderEntryIdList=[int(each) for each in ENTRIES]).entries == ENTRIES
    assert one(orderEntryCountMap={ENTRIES[0]: 2}).entries == ENTRIES[:1]
    assert one(orderEntryIdList=[read_json("3.3016867714037837e18")]).entries == ()
    assert one(orderEntryCountMap={"x": 2, ENTRIES[0]: "1", ENTRIES[1]: 0}).pieces == ((ENTRIES[0], 1),)


def test_a_time_that_stands_still_is_no_time_out() -> None:
    ends = {"gmtTimeOut": "20261127100000000+0800"}
    assert one(**ends).ends_at is not None
    assert one(**ends, isTimeOutFreeze=True).ends_at is None
    assert one(**ends, timeOutFreeze=True).ends_at is None


def test_an_amount_that_means_none_adds_nothing() -> None:
    assert one(refundPayment=-1, refundCarriage=100).paid == 100


def test_a_page_of_the_list_counts_what_is_on_it_and_what_there_is() -> None:
    answer = {"result": {"opOrderRefundModels": [model(), model(orderId=5)], "totalCount": 7}}
    ours, rows, total = refunds.parse_page(answer, ORDER)
    assert ([each.refund_id for each in ours], rows, total) == (["TQ1"], 2, 7)


@pytest.mark.parametrize(("told", "empty"), [
    ({"opOrderRefundModels": []}, True), ({"totalCount": 0}, True), ({}, False), ({"opOrderRefundModels": None}, False),
])  # fmt: skip
def test_only_a_list_or_a_count_proves_that_there_are_none(told: dict[str, Any], empty: bool) -> None:
    if empty:
        assert refunds.parse_page({"result": told}, ORDER)[:2] == ((), 0)
        return
    with pytest.raises(FormError):
        refunds.parse_page({"result": told}, ORDER)


def step(at: str, words: str, **more: Any) -> dict[str, Any]:
    return {"gmtCreate": f"20261124{at}000+0800", "discription": words, "messageStatus": 3, **more}


def test_the_steps_are_told_oldest_first_without_the_hidden_ones() -> None:
    told = [
        step("120000", "卖家同意"), step("110000", "x", messageStatus=2), step("110000", "", operateRemark="买家退货"),
        step("100000", "退款诉求：仅退款|退款货品金额：0.01||"), {"discription": "no time"},
    ]  # fmt: skip
    read = refunds.parse_steps({"result": {"opOrderRefundOperationModels": told}})
    assert [each.words for each in read] == ["退款诉求：仅退款 · 退款货品金额：0.01", "买家退货", "卖家同意"]
    assert read[0].at == datetime(2026, 11, 24, 2, tzinfo=UTC)


def test_reasons_say_what_they_want() -> None:
    told = [
        {"id": 20021, "name": "颜色", "needVoucher": True, "noRefundCarriage": False, "tip": "照片"},
        {"id": "20028", "name": "协商一致", "needVoucher": False, "noRefundCarriage": True},
        {"id": 1}, {"name": "no number"},
    ]  # fmt: skip
    assert refunds.parse_reasons({"result": {"success": True, "result": {"reasons": told}}}) == (
        RefundReason(20021, "颜色", needs_voucher=True, carriage=True),
        RefundReason(20028, "协商一致", needs_voucher=False, carriage=False),
    )
    assert refunds.parse_reasons({"result": {"result": {"reasons": []}}}) == ()
    with pytest.raises(FormError):
        refunds.parse_reasons({"result": {"success": True}})


@pytest.mark.parametrize(("told", "limits"), [
    ({"maxGoodsFee": 3600, "maxPostFee": 800, "maxRefundFee": 4400}, (3600, 800, 4400)),
    ({"maxGoodsFee": 3600, "maxPostFee": 800, "maxRefundFee": 4000}, (3600, 800, 4000)),
    ({"maxGoodsFee": "7"}, (7, 0, 7)), ({"maxGoodsFee": 7, "maxPostFee": 2}, (7, 2, 9)),
])  # fmt: skip
def test_limits_are_fen(told: dict[str, Any], limits: tuple[int, int, int]) -> None:
    assert refunds.parse_limits({"result": {"result": told}}) == RefundLimits(*map(Fen, limits))


@pytest.mark.parametrize("told", [{}, {"maxGoodsFee": -1}, {"maxGoodsFee": 1.5}, {"maxGoodsFee": 1, "maxPostFee": -1}])
def test_a_limit_that_is_none_is_a_form_error(told: dict[str, Any]) -> None:
    with pytest.raises(FormError):
        refunds.parse_limits({"result": {"result": told}})


@pytest.mark.parametrize("path", ["img/ibank/1.jpg", "/img/ibank/1.jpg"])
def test_a_voucher_is_a_whole_address(path: str) -> None:
    told = {"imageDomain": "https://cbu01.alicdn.com/", "imageRelativeUrl": path}
    assert refunds.parse_voucher({"result": {"result": told}}) == "https://cbu01.alicdn.com/img/ibank/1.jpg"


@pytest.mark.parametrize("told", [{}, {"imageDomain": "https://a"}, {"imageDomain": "a", "imageRelativeUrl": "b"}])
def test_a_voucher_without_an_address_is_a_form_error(told: dict[str, Any]) -> None:
    with pytest.raises(FormError):
        refunds.parse_voucher({"result": {"result": told}})


REASON = RefundReason(20021, "颜色")


def ask(status: GoodsStatus, **more: Any) -> RefundAsk:
    return RefundAsk(
        status, {ENTRIES[0]: Pieces(damaged=2), ENTRIES[1]: Pieces(missing=1)}, reason=REASON, goods=Fen(8420),
        carriage=Fen(100), description="#1042 坏了", **more,
    )  # fmt: skip


def test_a_refund_is_asked_for_in_fen_and_at_top_level() -> None:
    assert refunds.ask_params(ORDER, ask(GoodsStatus.HERE)) == {
        "orderId": ORDER, "orderEntryIds": "[3301686771403783780,3301686771403783781]", "disputeRequest": "refund",
        "applyPayment": "8420", "applyCarriage": "100", "applyReasonId": "20021", "description": "#1042 坏了",
        "goodsStatus": "refundBuyerReceived",
    }  # fmt: skip
    named = refunds.ask_params(ORDER, ask(GoodsStatus.HERE, vouchers=("https://a/1.jpg",)))
    assert named["vouchers"] == '["https://a/1.jpg"]'


@pytest.mark.parametrize(("status", "counts"), [
    (GoodsStatus.HERE, '[{"count":2,"id":3301686771403783780}]'), (GoodsStatus.CONFIRMED_HERE, None),
])  # fmt: skip
def test_pieces_are_named_only_for_a_return_of_what_is_not_confirmed(status: GoodsStatus, counts: str | None) -> None:
    asked = refunds.ask_params(ORDER, ask(status, back=True))
    assert (asked["disputeRequest"], asked.get("orderEntryCountList")) == ("returnRefund", counts)


@pytest.mark.parametrize(("answer", "taken"), [
    ({"result": {"success": True, "result": {"refundId": "TQ1", "innerPostFee": 800}}}, RefundTaken("TQ1", Fen(800))),
    ({"result": {"success": False, "code": "5100", "result": {"refundId": "TQ1"}}}, RefundTaken("TQ1")),
    ({"result": {"refundId": 34931008034741532}}, RefundTaken("34931008034741532")),
    ({"refundId": "TQ1", "innerPostFee": "much"}, RefundTaken("TQ1")),
    ({"result": {"success": True, "result": {"refundId": ""}}}, None), ({"result": {"success": True}}, None),
    ({}, None),
])  # fmt: skip
def test_an_answer_that_names_a_refund_says_that_it_was_taken(answer: Any, taken: RefundTaken | None) -> None:
    assert refunds.taken_of(answer) == taken


def test_where_goods_go_back_to_is_one_text_each() -> None:
    row = {
        "receiverName": "收件人", "mobile": "13800000002", "phone": "", "provinceText": "浙江省", "cityText": "杭州市",
        "townText": "示例街道", "streetAddress": "示例路1号", "offerId": 600000000001,
    }  # fmt: skip
    read = refunds.parse_return_address({"result": {"data": [row, row, {"receiverName": "乙", "phone": "0571-1"}, {}]}})
    assert read == ("收件人, 13800000002, 浙江省 杭州市 示例街道 示例路1号", "乙, 0571-1")


def test_a_carrier_has_a_name_and_a_code() -> None:
    told = [{"companyName": "中通快递(ZTO)", "companyNo": "ZTO"}, {"companyName": "无"}, {"companyNo": "X"}]
    assert refunds.parse_carriers({"result": told, "success": True}) == (Carrier("中通快递(ZTO)", "ZTO"),)
