"""Answers about paying: the cashier addresses, and the ways in which an order can be paid."""

from typing import Any

from bot.sandbox.openplatform.call import BadParam, Call, PlatformCall
from bot.sandbox.openplatform.wire import plain_time

CASHIER = "https://trade.1688.com/order/cashier.htm?orderId="
PHONE_CASHIER = "https://payment2.m.1688.com/page/cashier.html?orderId="
PLATFORMS = ("PC", "WIRELESS")
CHANNELS = ("alipay", "shegou", "kjpayV2")
NOT_PAYABLE = "操作库存失败:PRODUCT_TRADE_STAT_ERROR"


def alipay(call: Call) -> dict[str, Any]:
    """alibaba.alipay.url.get: it succeeds even if some of the orders cannot be paid."""
    good, bad = _payable(call, "orderIdList", 100)
    if words := _refused(call, good, bad):
        return {"success": False, "errorCode": "500", "erroMsg": words}
    if not good:
        return {"success": False, "payFailureOrderList": bad, "errorCode": "500", "erroMsg": NOT_PAYABLE}
    answer: dict[str, Any] = {"payUrl": CASHIER + ";".join(good), "success": True, "errorCode": None, "erroMsg": None}
    return {**answer, "payFailureOrderList": bad} if bad else answer


def cross_border(call: Call) -> dict[str, Any]:
    """alibaba.crossBorderPay.url.get: here `success` is text."""
    good, bad = _payable(call, "orderIdList", 30)
    if words := _refused(call, good, bad):
        return {"success": "false", "errorCode": "500", "errorMsg": words}
    if not good:
        text = "没有可以使用跨境宝支付的订单"
        return {"success": "false", "cantPayOrderList": bad, "errorCode": "400_4", "errorMsg": text}
    return {"success": "true", "payUrl": CASHIER + ";".join(good) + "&channel=kjpay", "cantPayOrderList": bad}


def credit(call: Call) -> dict[str, Any]:
    """alibaba.creditPay.url.get: the form of the one before; nothing is sold on credit here."""
    return cross_border(call) | {"payUrl": None, "success": "false", "errorMsg": "没有可以使用诚E赊支付的订单"}


def analysis(call: Call) -> dict[str, Any]:
    """trade.orderpay.analysis: how many of the orders can be paid by a channel, and how much in all."""
    if call.text("payChannel") not in CHANNELS:
        raise BadParam("payChannel")
    good, _ = _payable(call, "orderIds", 100)
    found = [order for order in map(call.world.order, good) if order is not None]
    inner = {
        "orderTotalCount": len(good),
        "totalPayFee": sum(order.total_fen for order in found),
        "orderIds": [order.order_id for order in found],
        "payChannel": {"channel": call.text("payChannel"), "avaliable": bool(good)},
    }
    return {"result": {"success": True, "code": "200", "message": None, "result": inner}}


def protocol(_: Call) -> dict[str, Any]:
    """alibaba.trade.pay.protocolPay.isopen: this account has signed nothing; the truths are text."""
    agreements = [
        {
            "payChannel": channel,
            "signedStatus": "false",
            "bindingStatus": "false",
            "signUrl": "https://work.1688.com/sign",
        }
        for channel in ("SHEGOU", "ALIPAY")
    ]
    inner = {"paymentAgreements": agreements}
    return {"result": {"success": True, "code": "200", "message": None, "result": inner}}


def combined(call: Call) -> dict[str, Any]:
    """alibaba.trade.grouppay.url.get: for a computer unless a phone is named.

    Its envelope is called `results`, if it has one. It names no order but in its words: a link is silently for less.
    """
    platform = call.text("payPlatformType") or "PC"
    if platform not in PLATFORMS:
        raise BadParam("payPlatformType")
    good, bad = _payable(call, "orderIds", 100)
    switch = call.world.switches.pay
    words = _refused(call, good, bad)
    if words or not good or {str(each) for each in bad} - set(switch.leave_out):
        told = {"payUrl": None, "success": False, "errorInfo": words or NOT_PAYABLE, "errorCode": "500"}
    else:
        start = PHONE_CASHIER if platform == "WIRELESS" else CASHIER
        told = {"payUrl": start + ";".join(good), "success": True, "errorInfo": None, "errorCode": None}
    return told if switch.form == "flat" else {"results": told}


def ways(call: Call) -> dict[str, Any]:
    """alibaba.trade.payWay.query: what is to be paid, in fen, and until when."""
    order = call.order()
    if order is None:
        return {"success": False, "errorCode": "500_1", "errorMsg": "订单不存在"}
    if order.status != "waitbuyerpay":
        return {"success": False, "errorCode": "500_3", "errorMsg": "订单状态不允许支付"}
    channels = [{"code": 1, "name": "支付宝"}, {"code": 16, "name": "跨境宝"}]
    return {
        "resultList": {
            "channels": channels,
            "orderId": str(order.order_id),
            "payFee": order.total_fen,
            "timeout": plain_time(order.pay_before),
        },
        "success": True,
    }


def _payable(call: Call, name: str, most: int) -> tuple[list[str], list[int]]:
    """The ids of orders that can be paid, as text for a cashier's address, and the others as numbers for the answer."""
    ids = dict.fromkeys(call.longs(name))
    if not ids or len(ids) > most:
        raise BadParam(name)
    orders = {order_id: call.world.order(order_id) for order_id in ids}
    left_out = call.world.switches.pay.leave_out
    good = [
        key
        for key, order in orders.items()
        if order is not None and order.status == "waitbuyerpay" and str(key) not in left_out
    ]
    return [str(key) for key in good], [key for key in orders if key not in good]


def _refused(call: Call, good: list[str], bad: list[int]) -> str:
    """The words in which there is no link for any of them; empty if there may be one."""
    switch = call.world.switches.pay
    accounts = {order.account for order in map(call.world.order, good) if order is not None}
    if switch.no_link or len(accounts) > 1:
        return NOT_PAYABLE
    return f"{NOT_PAYABLE},inventoryErrorIds:{bad}" if switch.bracketed and bad else ""


PAYING_CALLS = (
    PlatformCall("com.alibaba.trade", "alibaba.alipay.url.get", alipay, ("orderIdList",)),
    PlatformCall("com.alibaba.trade", "alibaba.crossBorderPay.url.get", cross_border, ("orderIdList",)),
    PlatformCall("com.alibaba.trade", "alibaba.trade.grouppay.url.get", combined, ("orderIds",)),
    PlatformCall("com.alibaba.trade", "alibaba.trade.payWay.query", ways, ("orderId",)),
    PlatformCall("com.alibaba.trade", "alibaba.creditPay.url.get", credit, ("orderIdList",)),
    PlatformCall("com.alibaba.trade", "trade.orderpay.analysis", analysis, ("orderIds", "payChannel")),
    PlatformCall("com.alibaba.trade", "alibaba.trade.pay.protocolPay.isopen", protocol),
)
