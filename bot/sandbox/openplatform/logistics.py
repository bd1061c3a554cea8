"""Answers about parcels: their contents, and the steps of their traces."""

from datetime import timedelta
from typing import Any

from bot.sandbox.openplatform.call import Call, PlatformCall
from bot.sandbox.openplatform.wire import plain_time, stamp
from bot.sandbox.world.deals import PretendOrder, PretendParcel

URGED_EVERY = timedelta(hours=24)


def infos(call: Call) -> dict[str, Any]:
    """alibaba.trade.getLogisticsInfos.buyerView."""
    order = call.order()
    if order is None:
        return _no("500_1", "订单不存在")
    if not order.parcels:
        return _no("500_2", "订单尚未发货，暂无物流详情，请稍候再试。")
    return {"result": parcels_of(call, order), "success": True}


def parcels_of(call: Call, order: PretendOrder) -> list[dict[str, Any]]:
    """The order's parcels as the answer shows them."""
    named = call.world.switches.parcel_lines
    return [
        _info(order, parcel) | (_lines(order, parcel) if named and parcel.says_lines else {})
        for parcel in order.parcels
    ]


def trace(call: Call) -> dict[str, Any]:
    """alibaba.trade.getLogisticsTraceInfo.buyerView; without a trace it answers success with a text and no code."""
    order = call.order()
    if order is None:
        return _no("order.nopermission.buyer", "没有权限查看该订单")
    wanted = call.text("logisticsId")
    parcels = [each for each in order.parcels if each.steps and wanted in ("", each.logistics_id)]
    if not parcels:
        return {"errorMessage": "该订单没有物流跟踪信息。", "success": True}
    return {"logisticsTrace": [_trace(order, parcel) for parcel in parcels], "success": True}


def urge(call: Call) -> dict[str, Any]:
    """logistics.delivery.urge: before shipment, at most once in a day for each order; no refusal has a known code."""
    order, now = call.order(), call.world.now()
    if order is None:
        said = "订单不存在"
    elif order.status != "waitsellersend":
        said = "仅支持未发货的订单"
    elif order.urged and now - order.urged[-1] < URGED_EVERY:
        said = "24小时内限制最多一次"
    else:
        order.urged.append(now)
        return {"result": {"success": True, "code": None, "message": None, "result": True}}
    return {"result": {"success": False, "code": "UNKNOWN_IN_DOCS", "message": said, "result": False}}


def _no(code: str, text: str) -> dict[str, Any]:
    return {"success": False, "errorCode": code, "errorMessage": text}


def _info(order: PretendOrder, parcel: PretendParcel) -> dict[str, Any]:
    return {
        "logisticsId": parcel.logistics_id,
        "logisticsBillNo": parcel.bill_no,
        "orderEntryIds": ",".join(str(line.sub_id) for line, _ in parcel.contents) if parcel.says_lines else "",
        "status": parcel.status,
        "logisticsCompanyId": parcel.company_id,
        "logisticsCompanyName": parcel.company,
        "remarks": "",
        "gmtSystemSend": stamp(parcel.sent_at),
        "sendGoods": [
            {"unit": line.offer.unit.zh, "quantity": quantity, "goodName": line.offer.title.zh}
            for line, quantity in parcel.contents
        ],
        "receiver": _receiver(order),
        "sender": _sender(order),
    }


def _lines(order: PretendOrder, parcel: PretendParcel) -> dict[str, Any]:
    """Which lines of the order are in the parcel, and how much of each."""
    goods = [
        {
            "logisticsId": parcel.logistics_id,
            "tradeOrderId": order.order_id,
            "tradeOrderItemId": line.sub_id,
            "description": line.title,
            "quantity": float(quantity),
            "unit": line.offer.unit.zh,
            "productName": line.offer.title.zh,
        }
        for line, quantity in parcel.contents
    ]
    return {"logisticsOrderGoods": goods}


def _receiver(order: PretendOrder) -> dict[str, Any]:
    address = order.address
    return {
        "receiverCountyCode": address.code,
        "receiverCity": address.city,
        "receiverProvinceCode": f"{address.code[:2]}0000",
        "receiverCityCode": f"{address.code[:4]}00",
        "encrypt": "CN",
        "receiverCounty": address.area,
        "receiverMobile": address.mobile,
        "receiverProvince": address.province,
        "receiverName": address.full_name,
        "receiverAddress": f"{address.town} {address.address}".strip(),
        "receiverPhone": address.phone,
    }


def _sender(order: PretendOrder) -> dict[str, Any]:
    seller = order.seller
    return {
        "senderCityCode": "000000",
        "senderAddress": "工业园区1号",
        "senderName": seller.contact,
        "senderProvince": seller.province,
        "encrypt": "CN",
        "senderCity": seller.city,
        "senderCountyCode": "000000",
        "senderProvinceCode": "000000",
        "senderMobile": seller.mobile,
        "senderPhone": "",
        "senderCounty": "",
    }


def _trace(order: PretendOrder, parcel: PretendParcel) -> dict[str, Any]:
    return {
        "logisticsId": parcel.logistics_id,
        "logisticsBillNo": parcel.bill_no,
        "orderId": order.order_id,
        "logisticsSteps": [{"acceptTime": plain_time(moment), "remark": text} for moment, text in parcel.steps],
    }


_NEEDED = ("orderId", "webSite")

LOGISTICS_CALLS = (
    PlatformCall("com.alibaba.logistics", "alibaba.trade.getLogisticsInfos.buyerView", infos, _NEEDED),
    PlatformCall("com.alibaba.logistics", "logistics.delivery.urge", urge, ("orderId",), writes=True),
    PlatformCall("com.alibaba.logistics", "alibaba.trade.getLogisticsTraceInfo.buyerView", trace, _NEEDED),
)
