"""Answers about orders: the list, the detail, cancelling, adding a message, confirming that the goods came."""

from datetime import timedelta
from typing import Any

from bot.sandbox.openplatform.call import BadParam, Call, PlatformCall
from bot.sandbox.openplatform.tradeinfo import trade_info
from bot.sandbox.openplatform.wire import read_stamp
from bot.sandbox.world.deals import PretendOrder

CURRENT_TABLE = timedelta(days=90)
LARGEST_PAGE = 50
TOO_FAST = timedelta(seconds=10)
LONGEST_FEEDBACK = 500


def order_list(call: Call) -> dict[str, Any]:
    """alibaba.trade.getBuyerOrderList: newest first, no `success`, pages of at most fifty.

    `orderIds` is read but filters nothing, as measured at 1688.
    """
    if call.text("orderIds"):
        call.longs("orderIds")
    page = max(1, call.number("page", 1))
    size = min(LARGEST_PAGE, max(1, call.number("pageSize", 20)))
    found = [order for order in call.world.newest_first() if _wanted(call, order)]
    rows = found[(page - 1) * size : page * size]
    return {"result": [trade_info(call, order, listed=True) for order in rows], "totalRecord": len(found)}


def detail(call: Call) -> dict[str, Any]:
    """alibaba.trade.get.buyerView, by id or by the buyer's own reference; here `success` is text."""
    out_order_id = call.text("outOrderId")
    if not call.text("orderId") and not out_order_id:
        raise BadParam("orderId")
    order = call.order() if call.text("orderId") else next(iter(call.world.by_out_id(out_order_id)), None)
    if order is None:
        return {"errorCode": "ORDER_NOT_EXIST", "errorMessage": "订单不存在", "success": "false"}
    return {"result": trade_info(call, order, listed=False), "success": "true"}


def cancel(call: Call) -> dict[str, Any]:
    """alibaba.trade.cancel: unpaid orders only, not within ten seconds of their creation."""
    order = call.order("tradeID")
    if order is None:
        return _no("ORDER_NOT_EXIST", "订单不存在")
    if order.status != "waitbuyerpay":
        return _no("ORDER_STATUS_ERROR", "订单状态错误")
    if call.world.now() - order.created_at < TOO_FAST:
        return _no("CLOSE_ORDER_TOO_FAST", "CLOSE_ORDER_TOO_FAST")
    if call.text("cancelReason") not in ("buyerCancel", "sellerGoodsLack", "other"):
        return _no("400_1", "取消原因不正确")
    call.world.book.cancel(order, call.text("cancelReason"))
    return {"success": True}


def add_feedback(call: Call) -> dict[str, Any]:
    """alibaba.trade.addFeedback: the seller sees it; all of it together has at most five hundred characters."""
    asked = call.record("tradeFeedbackParam")
    text, order = str(asked.get("feedback") or "").strip(), call.world.order(asked.get("orderId"))
    if not text:
        return {"success": False, "code": "400_1", "message": "feedback is empty"}
    if order is None:
        return {"success": False, "code": "500_2", "message": "user order not exist error"}
    if len(order.message) + sum(map(len, order.feedback)) + len(text) > LONGEST_FEEDBACK:
        return {"success": False, "code": "400_1", "message": "feedback is too long"}
    call.world.book.note(order, text)
    return {"result": {"success": True}, "success": True}


def confirm_receipt(call: Call) -> dict[str, Any]:
    """trade.receivegoods.confirm: releases the money of these lines to the seller; no refusal has a known code."""
    order = call.order()
    told = call.json("orderEntryIds")
    wanted = {told} if type(told) is int else {*call.longs("orderEntryIds")}  # the page shows a bare number
    if order is None:
        said = "订单不存在"
    elif call.world.switches.refuse_receipt or order.status != "waitbuyerreceive":
        said = "订单状态不支持确认收货"
    elif not wanted or not wanted <= {line.sub_id for line in order.lines if not line.received}:
        said = "子订单状态不支持确认收货"
    else:
        call.world.book.receive(order, [line for line in order.lines if line.sub_id in wanted])
        return {"result": {"success": True, "errorInfo": None, "errorCode": None}}
    return {"result": {"success": False, "errorInfo": said, "errorCode": "UNKNOWN_IN_DOCS"}}


def _no(code: str, text: str) -> dict[str, Any]:
    return {"success": False, "errorCode": code, "errorMessage": text}


def _wanted(call: Call, order: PretendOrder) -> bool:
    status, out_order_id = call.text("orderStatus"), call.text("outOrderId")
    if status and order.status != status:
        return False
    if out_order_id and call.world.switches.list_filter and order.out_order_id != out_order_id:
        return False
    if not _within(call, "create", order) or not _within(call, "modify", order):
        return False
    for name, value in (("sellerMemberId", order.seller.member_id), ("sellerLoginId", order.seller.login_id)):
        if call.text(name) not in ("", value):
            return False
    if call.text("refundStatus") and call.text("refundStatus") not in {
        refund.status for refund in call.world.shown_refunds(order)
    }:
        return False
    if call.text("productName") and not any(call.text("productName") in line.offer.title.zh for line in order.lines):
        return False
    history = call.text("isHis") == "true"
    return history == (call.world.now() - order.created_at > CURRENT_TABLE)


def _within(call: Call, which: str, order: PretendOrder) -> bool:
    moment = (order.created_at if which == "create" else order.modified_at).replace(microsecond=0)
    for edge in ("Start", "End"):
        name = f"{which}{edge}Time"
        text = call.text(name)
        if not text:
            continue
        limit = read_stamp(text)
        if limit is None:
            raise BadParam(name)
        if moment < limit if edge == "Start" else moment > limit:
            return False
    return True


ORDER_CALLS = (
    PlatformCall("com.alibaba.trade", "alibaba.trade.getBuyerOrderList", order_list),
    PlatformCall("com.alibaba.trade", "alibaba.trade.get.buyerView", detail, ("webSite",)),
    PlatformCall(
        "com.alibaba.trade", "alibaba.trade.cancel", cancel, ("webSite", "tradeID", "cancelReason"), writes=True
    ),
    PlatformCall("com.alibaba.trade", "alibaba.trade.addFeedback", add_feedback, ("tradeFeedbackParam",), writes=True),
    PlatformCall(
        "com.alibaba.trade", "trade.receivegoods.confirm", confirm_receipt, ("orderId", "orderEntryIds"), writes=True
    ),
)
