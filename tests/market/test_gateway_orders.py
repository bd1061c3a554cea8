"""The market's face over the Open Platform, once an order is placed: looks, payment, parcels, refunds, the seller."""

import json
from typing import Any

import httpx
import pytest

from bot.market.errors import Misunderstood, NotAllowed, NotFound, Rejected, Unreachable
from bot.purchasing.order_report import PayDeadline, PayLink, PayWay, RefundState, SharedLink

ORDER = "alibaba.trade.get.buyerView"
REFUNDS = "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus"
REFUND_LIST = "alibaba.trade.refund.buyer.queryOrderRefundList"
REFUND = "alibaba.trade.refund.OpQueryOrderRefund"
PARCELS = "alibaba.trade.getLogisticsInfos.buyerView"
TRACE = "alibaba.trade.getLogisticsTraceInfo.buyerView"
PAY_WAY = "alibaba.trade.payWay.query"
ALIPAY = "alibaba.alipay.url.get"
OURS = "700100200300400500"
OFFER = "655000111222"

DENIED = httpx.Response(400, json={"error_code": "gw.APIACLDecline", "error_message": "AppKey is not allowed(acl)"})


def no(code: str, message: str = "不行", name: str = "errorMessage") -> dict[str, Any]:
    return {"success": False, "errorCode": code, name: message}


async def test_an_order_is_looked_at_by_its_number(gateway: Any, wire: Any, trade: Any) -> None:
    wire.on(ORDER, {"result": trade(), "success": "true"})
    assert (await gateway.look(OURS)).order_id == OURS
    assert (wire.forms(ORDER)[0]["orderId"], wire.forms(ORDER)[0]["webSite"]) == (OURS, "1688")


@pytest.mark.parametrize("answer", [no("ORDER_NOT_EXIST", "订单不存在"), {"success": "true"}])
async def test_an_unknown_order_is_not_found(gateway: Any, wire: Any, answer: Any) -> None:
    wire.on(ORDER, answer)
    with pytest.raises(NotFound):
        await gateway.look(OURS)


async def test_another_order_than_the_one_asked_for_is_not_found(gateway: Any, wire: Any, trade: Any) -> None:
    wire.on(ORDER, {"result": trade({"idOfStr": "5"}), "success": "true"})
    with pytest.raises(NotFound):
        await gateway.look(OURS)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(no("400_4", "无法支付", "erroMsg"), "无法支付"), (DENIED, "AppKey is not allowed(acl)")],
)
async def test_a_way_to_pay_that_is_refused_tells_its_reason(gateway: Any, wire: Any, answer: Any, reason: str) -> None:
    wire.on(ALIPAY, answer)
    shared = await gateway.pay_link((OURS,), PayWay.ALIPAY)
    assert shared == SharedLink(PayLink(PayWay.ALIPAY, "", reason))


THEIRS = "700100200300400501"


@pytest.mark.parametrize(
    "answer",
    [
        no("500", "不行", "erroMsg") | {"payFailureOrderList": [int(THEIRS)]},
        no("500", f"不行[{THEIRS}]", "erroMsg"),
        no("500", "不" * 600 + f"［{THEIRS}］", "erroMsg"),
        httpx.Response(400, json={"errorMsg": f"不行[{THEIRS}]"}),
    ],
)
async def test_a_refusal_of_several_tells_which_of_them_it_is_about(gateway: Any, wire: Any, answer: Any) -> None:
    wire.on(ALIPAY, answer)
    shared = await gateway.pay_link((OURS, THEIRS), PayWay.ALIPAY)
    assert (shared.link.url, shared.link.reason[:2]) == ("", "不行" if len(shared.link.reason) < 500 else "不不")
    assert shared.left_out == (THEIRS,)
    assert wire.forms(ALIPAY)[0]["orderIdList"] == f"[{OURS},{THEIRS}]"


async def test_what_waits_to_be_paid_is_asked_page_by_page(gateway: Any, wire: Any, trade: Any) -> None:
    wire.on("alibaba.trade.getBuyerOrderList", {"result": [trade(), {"baseInfo": {"id": 5}}], "totalRecord": 52})
    page = await gateway.orders_to_pay(2)
    assert ([each.order_id for each in page.orders], page.total, page.left_out) == ([OURS], 52, ("5",))
    (form,) = wire.forms("alibaba.trade.getBuyerOrderList")
    asked = {name: form[name] for name in ("orderStatus", "page", "pageSize", "isHis")}
    assert asked == {"orderStatus": "waitbuyerpay", "page": "2", "pageSize": "50", "isHis": "false"}


async def test_a_way_to_pay_without_an_answer_is_an_error(gateway: Any, wire: Any) -> None:
    wire.on(ALIPAY, httpx.ReadTimeout("slow"))
    with pytest.raises(Unreachable):
        await gateway.pay_link((OURS,), PayWay.ALIPAY)


async def test_the_deadline_is_unknown_to_a_sub_account(gateway: Any, wire: Any) -> None:
    wire.on(PAY_WAY, no("500_2", "非主账号", "errorMsg"))
    assert await gateway.pay_deadline(OURS) == PayDeadline(None, None)
    wire.on(PAY_WAY, no("500_1", "出错", "errorMsg"))
    with pytest.raises(Rejected):
        await gateway.pay_deadline(OURS)


async def test_the_deadline_is_read(gateway: Any, wire: Any) -> None:
    wire.on(PAY_WAY, {"resultList": {"payFee": 500, "timeout": "2026-11-27 14:00:45"}, "success": "true"})
    assert (await gateway.pay_deadline(OURS)).amount == 500


@pytest.mark.parametrize(
    ("reason", "sent"),
    [
        ("buyerCancel", {"cancelReason": "buyerCancel"}),
        ("ordered twice", {"cancelReason": "other", "remark": "ordered twice"}),
    ],
)
async def test_an_order_is_cancelled_once_with_a_reason(
    gateway: Any, wire: Any, reason: str, sent: dict[str, str]
) -> None:
    wire.on("alibaba.trade.cancel", {"success": True})
    await gateway.cancel(OURS, reason)
    (form,) = wire.forms("alibaba.trade.cancel")
    assert form["tradeID"] == OURS
    assert {name: form[name] for name in sent} == sent
    assert ("remark" in form) is ("remark" in sent)


async def test_a_cancel_that_is_refused_keeps_1688s_code(gateway: Any, wire: Any) -> None:
    wire.on("alibaba.trade.cancel", no("CLOSE_ORDER_TOO_FAST", "CLOSE_ORDER_TOO_FAST"))
    with pytest.raises(Rejected) as caught:
        await gateway.cancel(OURS, "buyerCancel")
    assert caught.value.code == "CLOSE_ORDER_TOO_FAST"


UNCLEAR = [{}, {"success": None}, {"success": "yes"}, {"result": {"success": True}}, {"success": True, "result": {}},
           {"success": True, "result": {"success": "?"}}, {"success": True, "result": False}, [], True]  # fmt: skip


@pytest.mark.threat("T40")
@pytest.mark.parametrize("answer", UNCLEAR)
async def test_a_cancel_counts_only_where_1688_says_clearly_that_it_was_done(
    gateway: Any, wire: Any, answer: Any
) -> None:
    wire.on("alibaba.trade.cancel", httpx.Response(200, json=answer))
    with pytest.raises(Misunderstood):
        await gateway.cancel(OURS, "buyerCancel")
    assert len(wire.forms("alibaba.trade.cancel")) == 1


@pytest.mark.threat("T40")
@pytest.mark.parametrize("answer", UNCLEAR)
async def test_a_note_counts_only_where_1688_says_clearly_that_it_was_taken(
    gateway: Any, wire: Any, answer: Any
) -> None:
    wire.on("alibaba.trade.addFeedback", httpx.Response(200, json=answer))
    with pytest.raises(Misunderstood):
        await gateway.tell_seller(OURS, "please hurry")


@pytest.mark.threat("T40")
@pytest.mark.parametrize("answer", [*UNCLEAR, {"result": {"success": True, "result": False}}])
async def test_a_seller_is_urged_only_where_1688_says_clearly_that_they_were(
    gateway: Any, wire: Any, answer: Any
) -> None:
    wire.on("logistics.delivery.urge", httpx.Response(200, json=answer))
    with pytest.raises(Misunderstood):
        await gateway.urge(OURS)
    assert len(wire.forms("logistics.delivery.urge")) == 1


@pytest.mark.threat("T40")
@pytest.mark.parametrize("answer", [each for each in UNCLEAR if each != {"result": {"success": True}}])
async def test_a_receipt_counts_only_where_1688_says_clearly_that_it_was_taken(
    gateway: Any, wire: Any, answer: Any
) -> None:
    wire.on("trade.receivegoods.confirm", httpx.Response(200, json=answer))
    with pytest.raises(Misunderstood):
        await gateway.confirm_receipt(OURS, ("11",))
    assert len(wire.forms("trade.receivegoods.confirm")) == 1


async def test_a_receipt_names_the_order_and_its_lines_at_top_level_as_numbers(gateway: Any, wire: Any) -> None:
    wire.on("trade.receivegoods.confirm", {"result": {"success": True, "errorInfo": None, "errorCode": None}})
    await gateway.confirm_receipt(OURS, ("3301686771403783779", "12"))
    (form,) = wire.forms("trade.receivegoods.confirm")
    assert (form["orderId"], form["orderEntryIds"]) == (OURS, "[3301686771403783779,12]")


async def test_a_receipt_that_is_refused_carries_1688_s_words_and_its_whole_answer(gateway: Any, wire: Any) -> None:
    said = {"result": {"success": False, "errorInfo": "订单状态不支持确认收货", "errorCode": "X"}}
    wire.on("trade.receivegoods.confirm", said)
    with pytest.raises(Rejected) as refused:
        await gateway.confirm_receipt(OURS, ("11",))
    assert (refused.value.reason, refused.value.answer) == ("订单状态不支持确认收货", said)


async def test_a_receipt_without_an_answer_is_not_sent_again(gateway: Any, wire: Any) -> None:
    wire.on("trade.receivegoods.confirm", httpx.ReadTimeout("slow"))
    with pytest.raises(Unreachable):
        await gateway.confirm_receipt(OURS, ("11",))
    assert len(wire.forms("trade.receivegoods.confirm")) == 1


async def test_messages_whose_confirmation_is_not_taken_are_not_taken_for_confirmed(gateway: Any, wire: Any) -> None:
    wire.on("push.message.confirm", {"isSuccess": False})
    with pytest.raises(Rejected):
        await gateway.confirm_pushes(("1", "2"))


async def test_a_cancel_without_an_answer_is_not_sent_again(gateway: Any, wire: Any) -> None:
    wire.on("alibaba.trade.cancel", httpx.ReadTimeout("slow"))
    with pytest.raises(Unreachable):
        await gateway.cancel(OURS, "buyerCancel")
    assert len(wire.forms("alibaba.trade.cancel")) == 1


async def test_before_shipment_there_are_no_parcels(gateway: Any, wire: Any) -> None:
    wire.on(PARCELS, no("500_2", "订单尚未发货"))
    assert await gateway.parcels(OURS) == ()
    wire.on(PARCELS, no("500_3"))
    with pytest.raises(Rejected):
        await gateway.parcels(OURS)


async def test_parcels_are_read(gateway: Any, wire: Any) -> None:
    wire.on(PARCELS, {"result": [{"logisticsId": "LP1", "status": "SIGN"}], "success": True})
    (parcel,) = await gateway.parcels(OURS)
    assert parcel.signed


@pytest.mark.parametrize(
    "answer",
    [
        no("404", "没有物流跟踪信息"),
        {"success": False, "errorMessage": "没有"},
        {"success": True, "errorMessage": "没有"},
    ],
)
async def test_a_parcel_without_a_trace_has_an_empty_one(gateway: Any, wire: Any, answer: Any) -> None:
    wire.on(TRACE, answer)
    assert await gateway.trace(OURS, "LP1") == ()


async def test_a_trace_that_we_may_not_see_is_an_error(gateway: Any, wire: Any) -> None:
    wire.on(TRACE, no("order.nopermission.buyer"))
    with pytest.raises(Rejected):
        await gateway.trace(OURS, "LP1")
    assert wire.forms(TRACE)[0]["logisticsId"] == "LP1"


def refund(refund_id: str, status: str) -> dict[str, Any]:
    return {"refundId": refund_id, "orderId": int(OURS), "status": status, "applyPayment": 100, "refundPayment": 100}


async def test_active_and_finished_refunds_are_one_list(gateway: Any, wire: Any) -> None:
    by_kind = {
        "1": [refund("A", "waitselleragree"), refund("B", "waitselleragree")],
        "3": [refund("B", "refundsuccess")],
    }
    wire.on(REFUNDS, lambda form: {"result": {"opOrderRefundModels": by_kind[form["queryType"]]}})
    wire.on(REFUND_LIST, {"result": {"opOrderRefundModels": [refund("C", "refundsuccess")]}, "success": True})
    wire.on(REFUND, DENIED)
    first, second, after_sale = (await gateway.refunds(OURS)).refunds
    assert (first.refund_id, first.state) == ("A", RefundState.ASKED)
    assert (second.refund_id, second.state, second.paid) == ("B", RefundState.DONE, 100)
    assert (after_sale.refund_id, after_sale.state) == ("C", RefundState.DONE)


async def test_the_orders_refunds_stand_without_a_list_that_is_for_main_accounts(gateway: Any, wire: Any) -> None:
    wire.on(REFUNDS, {"result": {"opOrderRefundModels": [refund("A", "waitselleragree")]}})
    wire.on(REFUND_LIST, {"success": False, "errorCode": "400", "errorMessage": "主账号"}, DENIED)
    wire.on(REFUND, DENIED)
    for _ in range(2):
        assert [each.refund_id for each in (await gateway.refunds(OURS)).refunds] == ["A"]


async def test_refunds_that_no_call_may_tell_are_an_error(gateway: Any, wire: Any) -> None:
    wire.on(REFUNDS, DENIED)
    wire.on(REFUND_LIST, DENIED)
    for _ in range(2):
        with pytest.raises(NotAllowed):
            await gateway.refunds(OURS)
    assert wire.names() == [REFUNDS, REFUND_LIST]


async def test_the_list_of_refunds_stands_in_where_the_first_call_is_not_granted(gateway: Any, wire: Any) -> None:
    wire.on(REFUNDS, DENIED)
    wire.on(REFUND_LIST, {"result": {"opOrderRefundModels": [refund("A", "refundclose")]}, "success": True})
    for _ in range(2):
        (only,) = (await gateway.refunds(OURS)).refunds
        assert only.state is RefundState.CLOSED
    assert wire.names() == [REFUNDS, REFUND_LIST, REFUND_LIST]
    asked = wire.forms(REFUND_LIST)[0]
    assert (asked["currentPageNum"], asked["dipsuteType"]) == ("0", "0")


async def test_the_seller_is_told_at_most_five_hundred_characters(gateway: Any, wire: Any) -> None:
    wire.on("alibaba.trade.addFeedback", {"result": {"success": True}, "success": True})
    await gateway.tell_seller(OURS, "请" * 600)
    told = json.loads(wire.forms("alibaba.trade.addFeedback")[0]["tradeFeedbackParam"])
    assert (told["orderId"], len(told["feedback"])) == (OURS, 500)


async def test_the_sellers_chat_is_found_by_the_open_id(gateway: Any, wire: Any) -> None:
    wire.on("account.wangwangUrl.get", {"result": {"result": "https://air.1688.com/im", "success": True}})
    assert await gateway.chat_link("BBBseller") == "https://air.1688.com/im"
    assert wire.forms("account.wangwangUrl.get")[0]["toOpenUid"] == "BBBseller"


async def test_account_and_addresses_are_read(gateway: Any, wire: Any) -> None:
    wire.on("alibaba.account.basic", {"result": {"loginId": "buyer", "memberId": "b2b-1", "companyName": "公司"}})
    wire.on("alibaba.trade.receiveAddress.get", {"result": {"receiveAddressItems": [{"id": 5}]}, "success": True})
    assert (await gateway.account()).login == "buyer"
    assert [address.address_id for address in await gateway.addresses()] == ["5"]


async def test_a_form_that_is_not_known_is_misunderstood(gateway: Any, wire: Any) -> None:
    wire.on(ALIPAY, {"payUrl": 5})
    with pytest.raises(Misunderstood):
        await gateway.pay_link((OURS,), PayWay.ALIPAY)


def test_everything_can_be_named_to_the_open_platform(gateway: Any) -> None:
    abilities = gateway.abilities
    assert all((abilities.variants, abilities.address, abilities.reference, abilities.freight))
