"""Answers about refunds: of one order, and of the account; the two name their Booleans differently."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.openplatform.call import BadParam, Call, PlatformCall
from bot.sandbox.openplatform.wire import dumps, read_stamp, stamp, without_nothing
from bot.sandbox.world.account import BUYER
from bot.sandbox.world.deals import OPEN_REFUNDS, PretendOrder, PretendRefund
from bot.sandbox.world.goods import PretendSeller

LONGEST_LOOK_BACK = timedelta(days=730)
BOOLEANS = (
    "crmModifyRefund", "timeOutFreeze", "insufficientAccount", "goodsReceived", "onlyRefund", "refundGoods",
    "sellerDelayDisburse", "aftersaleAutoDisburse", "supportNewSteppay", "newRefundReturn", "buyerSendGoods",
    "aftersaleAgreeTimeout", "insufficientBail",
)  # fmt: skip


def of_order(call: Call) -> dict[str, Any]:
    """alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus: refunds in sale, 1 active or 3 done."""
    order, wanted = call.order(), call.text("queryType")
    if order is None:
        inner = {
            "errorCode": "003002",
            "errorMessage": "SERVICE:INVOKE_FAIL:OrderRefundService.queryBatchRefundByOrderIdAndStatus",
            "cause": "errorCode:ORDER_NOT_EXIST,errorMsg:null,cause:null",
        }
        return {"errorCode": "500", "errorMessage": dumps(inner), "extErrorMessage": "订单号有误"}
    if wanted not in ("1", "3"):
        raise BadParam("queryType")
    statuses = OPEN_REFUNDS if wanted == "1" else ("refundsuccess",)
    found = [refund for refund in order.refunds if refund.status in statuses and not refund.after_sale]
    models = [{**_model(order, refund), **_booleans(refund, prefixed=True), "success": True} for refund in found]
    return {"result": {"opOrderRefundModels": models}}


def of_account(call: Call) -> dict[str, Any]:
    """alibaba.trade.refund.buyer.queryOrderRefundList: pages are counted from zero."""
    page, size = call.number("currentPageNum", 0), min(50, max(1, call.number("pageSize", 20)))
    found = [pair for pair in _all(call) if _wanted(call, *pair)]
    rows = found[page * size : (page + 1) * size]
    models = [{**_model(order, refund), **_booleans(refund, prefixed=False)} for order, refund in rows]
    inner = {"opOrderRefundModels": models, "totalCount": len(found), "currentPageNum": page}
    return {"result": inner, "success": True}


def _all(call: Call) -> Iterator[tuple[PretendOrder, PretendRefund]]:
    for order in call.world.newest_first():
        for refund in reversed(order.refunds):
            if call.world.now() - refund.asked_at <= LONGEST_LOOK_BACK:
                yield order, refund


def _wanted(call: Call, order: PretendOrder, refund: PretendRefund) -> bool:
    statuses = [str(item) for item in call.items("refundStatusSet")] if call.text("refundStatusSet") else []
    kind = call.text("dipsuteType")
    return (
        call.text("orderId") in ("", str(order.order_id))
        and call.text("sellerMemberId") in ("", order.seller.member_id)
        and (not statuses or refund.status in statuses)
        and kind in ("", "0", "2" if refund.after_sale else "1")
        and _within(call, "apply", refund.asked_at)
        and _within(call, "modify", refund.changed_at or refund.asked_at)
    )


def _within(call: Call, which: str, moment: datetime) -> bool:
    for edge in ("Start", "End"):
        text = call.text(f"{which}{edge}Time")
        limit = read_stamp(text) if text else None
        if text and limit is None:
            raise BadParam(f"{which}{edge}Time")
        seconds = moment.replace(microsecond=0)
        if limit and (seconds < limit if edge == "Start" else seconds > limit):
            return False
    return True


def _model(order: PretendOrder, refund: PretendRefund) -> dict[str, Any]:
    facts = {
        "alipayPaymentId": f"2026112422001{order.order_id % 10**15:015d}",
        "applyCarriage": 0,
        "applyPayment": refund.asked_fen,
        "applyReason": refund.reason,
        "applyReasonId": 20028,
        "applySubReasonId": -1,
        "buyerMemberId": BUYER.member_id,
        "buyerUserId": BUYER.user_id,
        "buyerLoginId": BUYER.login_id,
        "canRefundPayment": order.paid_fen,
        "disputeRequest": 3 if refund.goods_back else 1,
        "disputeType": 2 if refund.after_sale else 1,
        "extInfo": _extra(refund),
        "frozenFund": -1,
        "gmtApply": stamp(refund.asked_at),
        "gmtCompleted": stamp(refund.done_at),
        "gmtCreate": stamp(refund.asked_at),
        "gmtModified": stamp(refund.changed_at or refund.asked_at),
        "goodsStatus": refund.goods_status,
        "id": refund.number,
        "orderEntryIdList": [line.sub_id for line in order.lines],
        "orderId": order.order_id,
        "productName": f"{order.lines[0].offer.title.zh}" + (" 等" if len(order.lines) > 1 else ""),
        "refundCarriage": 0,
        "refundId": refund.refund_id,
        "refundPayment": refund.paid_fen,
        "rejectReasonId": 0,
        "rejectTimes": 0,
        "sellerMemberId": order.seller.member_id,
        "sellerUserId": order.seller.user_id,
        "sellerLoginId": order.seller.login_id,
        "status": refund.status,
        "tradeTypeStr": "50060",
        "refundOperationList": [],
        **_return(order.seller, refund),
    }
    return without_nothing(facts)


def _extra(refund: PretendRefund) -> dict[str, str]:
    kept = {"payMode": "alipay", "reason": "20028", "workflowName": "cbu_refund", "opRole": "user"}
    back = {"workflowName": "cbu_return_and_refund", "bizCode": "cbu.general.refund", "refundPostFee": "0"}
    return kept | (back if refund.goods_back else {})


def _return(seller: PretendSeller, refund: PretendRefund) -> dict[str, Any]:
    """The seller's address for the return, once the seller has agreed, and the buyer's parcel once it is sent."""
    if not refund.goods_back or refund.status == "waitselleragree":
        return {}
    return {
        "sellerMobile": seller.mobile,
        "sellerRealName": seller.contact,
        "sellerReceiveAddress": f"{seller.province} {seller.city} 工业园区1号",
        "buyerLogisticsName": refund.company or None,
        "freightBill": refund.bill_no or None,
    }


def _booleans(refund: PretendRefund, prefixed: bool) -> dict[str, bool]:
    said = {
        "supportNewSteppay": True, "onlyRefund": not refund.goods_back, "refundGoods": refund.goods_back,
        "newRefundReturn": refund.goods_back, "goodsReceived": refund.goods_received,
        "buyerSendGoods": bool(refund.bill_no),
    }  # fmt: skip
    return {f"is{name[0].upper()}{name[1:]}" if prefixed else name: said.get(name, False) for name in BOOLEANS}


REFUND_CALLS = (
    PlatformCall("com.alibaba.trade", "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus", of_order,
        ("orderId", "queryType")),
    PlatformCall("com.alibaba.trade", "alibaba.trade.refund.buyer.queryOrderRefundList", of_account),
)  # fmt: skip
