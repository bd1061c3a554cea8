"""Answers about refunds: of one order, of the account, one alone, and its steps; two spell their Booleans otherwise."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.openplatform.call import BadParam, Call, PlatformCall
from bot.sandbox.openplatform.wire import dumps, read_stamp, stamp, without_nothing
from bot.sandbox.world.account import BUYER
from bot.sandbox.world.deals import OPEN_REFUNDS, PretendOrder, PretendRefund
from bot.sandbox.world.goods import PretendSeller
from bot.sandbox.world.refunding import AGREED, what_time_does
from bot.sandbox.world.refunding import BUYER as ROLE_BUYER
from bot.sandbox.world.refunding import SELLER as ROLE_SELLER

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
        return _wrong("queryBatchRefundByOrderIdAndStatus", "ORDER_NOT_EXIST", "订单号有误")
    if wanted not in ("1", "3"):
        raise BadParam("queryType")
    statuses = OPEN_REFUNDS if wanted == "1" else ("refundsuccess",)
    of_it = call.world.shown_refunds(order)
    shown = [refund for refund in of_it if refund.status in statuses and not refund.after_sale]
    models = [{**_model(order, refund), **_booleans(refund, prefixed=True), "success": True} for refund in shown]
    return {"result": {"opOrderRefundModels": models}}


def _wrong(service: str, cause: str, said: str) -> dict[str, Any]:
    inner = {
        "errorCode": "003002",
        "errorMessage": f"SERVICE:INVOKE_FAIL:OrderRefundService.{service}",
        "cause": f"errorCode:{cause},errorMsg:null,cause:null",
    }
    return {"errorCode": "500", "errorMessage": dumps(inner), "extErrorMessage": said}


def found(call: Call) -> tuple[PretendOrder, PretendRefund] | None:
    """The refund whose number the caller names, and its order."""
    wanted = call.text("refundId")
    pairs = ((order, refund) for order in call.world.book.orders.values() for refund in order.refunds)
    return next((pair for pair in pairs if pair[1].refund_id == wanted), None)


def _shown(call: Call) -> tuple[PretendOrder, PretendRefund] | None:
    """The refund whose number the caller names, if queries of its account show it."""
    pair = found(call)
    if pair is None or strangers(call, pair[0]) or pair[1] not in call.world.shown_refunds(pair[0]):
        return None
    return pair


def is_number(refund_id: str) -> bool:
    """Whether it has the form of a refund's number."""
    return re.fullmatch(r"TQ\d+", refund_id) is not None


def strangers(call: Call, order: PretendOrder) -> bool:
    """Whether the order is of another account than the one that asks."""
    return order.account.partition(":")[0] != call.world.switches.account.partition(":")[0]


def _missing(call: Call, service: str) -> dict[str, Any]:
    """A number that is none is another fault than one that nobody has, and than one of somebody else's."""
    if found(call) is not None:
        inner = {"errorCode": "003", "errorMessage": "SERVICE:查询数据失败，请检查入参后重试。", "cause": ""}
        return {"errorCode": "500", "errorMessage": dumps(inner), "extErrorMessage": "退款单错误"}
    cause = "REFUND_DATA_ERROR" if is_number(call.text("refundId")) else "INVALID_PARAM"
    return _wrong(service, cause, "退款单号有误")


def one(call: Call) -> dict[str, Any]:
    """alibaba.trade.refund.OpQueryOrderRefund: its time-out and its steps are told only if they are asked for."""
    pair = _shown(call)
    if pair is None:
        return _missing(call, "queryOrderRefund")
    order, refund = pair
    model = {**_model(order, refund), **_booleans(refund, prefixed=False)}
    model["orderEntryCountMap"] = {str(entry): count for entry, count in refund.pieces.items()}
    if call.text("needTimeOutInfo") == "true" and refund.ends_at is not None:
        model |= {"gmtTimeOut": stamp(refund.ends_at), "timeOutOperateType": what_time_does(refund)}
    if call.text("needOrderRefundOperation") == "true":
        model["refundOperationList"] = _steps(order, refund)
    return {"result": {"opOrderRefundModelDetail": model}}


def operations(call: Call) -> dict[str, Any]:
    """alibaba.trade.refund.OpQueryOrderRefundOperationList: newest first, pages are counted from one."""
    pair = _shown(call)
    if pair is None:
        return _missing(call, "queryOrderRefundOperationList")
    page, size = max(1, call.number("pageNo", 1)), min(50, max(1, call.number("pageSize", 20)))
    rows = _steps(*pair)[(page - 1) * size : page * size]
    return {"result": {"opOrderRefundOperationModels": rows}}


def _steps(order: PretendOrder, refund: PretendRefund) -> list[dict[str, Any]]:
    who = {
        ROLE_BUYER: (BUYER.login_id, BUYER.user_id),
        ROLE_SELLER: (order.seller.login_id, order.seller.user_id),
    }
    return [
        without_nothing({
            "afterOperateStatus": each.before or None,
            "beforeOperateStatus": each.before or None,
            "closeRefundStepId": 0,
            "crmModifyRefund": False,
            "discription": each.said,
            "gmtCreate": stamp(each.at),
            "gmtModified": stamp(each.at),
            "id": each.number,
            "messageStatus": 3,
            "msgType": 7,
            "operateRemark": each.remark,
            "operateTypeInt": each.kind,
            "operatorLoginId": who.get(each.role, ("system", 0))[0],
            "operatorRoleId": each.role,
            "operatorUserId": who.get(each.role, ("system", 0))[1],
            "refundId": refund.refund_id,
        })
        for each in reversed(refund.steps)
    ]  # fmt: skip


def of_account(call: Call) -> dict[str, Any]:
    """alibaba.trade.refund.buyer.queryOrderRefundList: for a main account, pages are counted from zero."""
    if ":" in call.world.switches.account:
        return {"success": False, "errorCode": "UNKNOWN_IN_DOCS", "errorMsg": "仅支持主账号查询", "result": None}
    page, size = call.number("currentPageNum", 0), min(50, max(1, call.number("pageSize", 20)))
    every = [pair for pair in _all(call) if _wanted(call, *pair)]
    rows = every[page * size : (page + 1) * size]
    models = [{**_model(order, refund), **_booleans(refund, prefixed=False)} for order, refund in rows]
    inner = {"opOrderRefundModels": models, "totalCount": len(every), "currentPageNum": page}
    return {"result": inner, "success": True}


def _all(call: Call) -> Iterator[tuple[PretendOrder, PretendRefund]]:
    for order in call.world.newest_first():
        for refund in reversed(call.world.shown_refunds(order)):
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
        "applyCarriage": refund.carriage_fen,
        "applyPayment": refund.goods_fen,
        "applyReason": refund.reason,
        "applyReasonId": refund.reason_id,
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
        "orderEntryIdList": [*reversed(refund.pieces)],
        "orderId": order.order_id,
        "productName": f"{order.lines[0].offer.title.zh}" + (" 等" if len(order.lines) > 1 else ""),
        "refundCarriage": refund.paid_carriage_fen,
        "refundId": refund.refund_id,
        "refundPayment": refund.paid_goods_fen,
        "rejectReason": refund.rejection or None,
        "rejectReasonId": 0,
        "rejectTimes": refund.rejected,
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
    kept = {"payMode": "alipay", "reason": str(refund.reason_id), "workflowName": "cbu_refund", "opRole": "user"}
    post_fee = str(refund.carriage_fen)
    back = {"workflowName": "cbu_return_and_refund", "bizCode": "cbu.general.refund", "refundPostFee": post_fee}
    return kept | (back if refund.goods_back else {})


def _return(seller: PretendSeller, refund: PretendRefund) -> dict[str, Any]:
    """The seller's address for the return, once the seller has agreed, and the buyer's parcel once it is sent."""
    if not refund.goods_back or not any(each.kind == AGREED for each in refund.steps):
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
    PlatformCall("com.alibaba.trade", "alibaba.trade.refund.OpQueryOrderRefund", one, ("refundId",)),
    PlatformCall("com.alibaba.trade", "alibaba.trade.refund.OpQueryOrderRefundOperationList", operations,
        ("refundId", "pageNo", "pageSize")),
)  # fmt: skip
