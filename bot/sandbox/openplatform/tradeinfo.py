"""An order in 1688's JSON: yuan beside fen, the id twice, and less in the list than in the detail."""

from typing import Any

from bot.sandbox.openplatform.call import Call
from bot.sandbox.openplatform.wire import plain_time, stamp, without_nothing
from bot.sandbox.world.account import BUYER
from bot.sandbox.world.deals import PAY_TIMEOUT, PretendLine, PretendOrder, PretendParcel, PretendRefund
from bot.sandbox.world.money import yuan
from bot.sandbox.world.sellers import PretendAddress

STATUS_WORDS = {
    "waitbuyerpay": "等待买家付款",
    "waitsellersend": "等待卖家发货",
    "waitbuyerreceive": "等待买家收货",
    "success": "交易成功",
    "cancel": "交易取消",
}
REFUND_LINE_WORDS = {
    "waitselleragree": "WAIT_SELLER_AGREE",
    "waitbuyermodify": "WAIT_BUYER_MODIFY",
    "waitbuyersend": "WAIT_BUYER_SEND",
    "waitsellerreceive": "WAIT_SELLER_RECEIVE",
    "refundsuccess": "REFUND_SUCCESS",
    "refundclose": "REFUND_CLOSED",
}


def trade_info(call: Call, order: PretendOrder, listed: bool) -> dict[str, Any]:
    """TradeInfo: the long form of the detail, or the shorter one of the list."""
    info: dict[str, Any] = {
        "baseInfo": _base(order, listed, call.world.shown_refunds(order)) | _told(call, order, listed),
        "nativeLogistics": _logistics(order, listed),
        "productItems": [_item(call, order, line) for line in order.lines],
        "tradeTerms": [_term(order)],
        "orderRateInfo": {"buyerRateStatus": 5, "sellerRateStatus": 5},
    }
    if not listed:
        info["extAttributes"] = []
        info["orderBizInfo"] = {
            "creditOrder": False, "dropshipping": False, "abnormalPriceChange": order.repriced,
            "shippingInsurance": "none", "isCz": False, "dz": False,
        }  # fmt: skip
    return info


def _base(order: PretendOrder, listed: bool, refunds: list[PretendRefund]) -> dict[str, Any]:
    refund = refunds[-1] if refunds else None
    seller = order.seller
    facts = {
        **_times(order),
        "businessType": "cb" if order.channel == "cross" else "cn",
        "buyerID": BUYER.member_id,
        "id": order.order_id,
        "refund": yuan(order.refunded_fen),
        "sellerID": seller.member_id,
        "shippingFee": yuan(order.freight_fen),
        "status": order.status,
        "discount": order.goods_fen - order.list_fen,
        "couponFee": 0,
        **_parties(order),
        "tradeType": "50060",
        "tradeTypeCode": "assureTrade",
        "tradeTypeDesc": "担保交易",
        "refundStatus": refund and refund.status,
        "refundStatusForAs": refund.status if refund and refund.after_sale else None,
        "refundId": refund and refund.refund_id,
        "refundPayment": order.refunded_fen,
        # The list gives this as a number although its name says otherwise; only the detail gives text.
        "idOfStr": order.order_id if listed else str(order.order_id),
        "alipayTradeId": f"2026112422001{order.order_id % 10**15:015d}",
        "receiverInfo": _receiver(order.address),
        "closeReason": order.close_reason,
        "closeOperateType": order.close_operate,
        "sumProductPayment": yuan(order.list_fen),
        "stepPayAll": False,
        "payTimeout": int(PAY_TIMEOUT.total_seconds()),
        "payTimeoutType": 0,
        "payChannelList": ["支付宝"] if order.paid_at else None,
        "payChannelCodeList": ["alipay"] if order.paid_at else None,
        "buyerFeedback": "；".join(text for text in (order.message, *order.feedback) if text) or None,
    }
    return without_nothing(facts)


def _told(call: Call, order: PretendOrder, listed: bool) -> dict[str, Any]:
    """What the market's switches decide: which sum is the total, and whether the reference is returned."""
    switches = call.world.switches
    first = switches.detail_total == "first" and not listed
    echoed = order.out_order_id if switches.echo and (switches.list_echo or not listed) else None
    total = {"totalAmount": yuan(order.first_fen if first else order.total_fen)}
    return total | ({"outOrderId": echoed} if echoed else {})


def _times(order: PretendOrder) -> dict[str, Any]:
    return {
        "allDeliveredTime": stamp(order.shipped_at),
        "completeTime": stamp(order.completed_at or order.closed_at),
        "createTime": stamp(order.created_at),
        "modifyTime": stamp(order.modified_at),
        "payTime": stamp(order.paid_at),
        "receivingTime": stamp(order.received_at),
        "confirmedTime": stamp(order.received_at),
    }


def _parties(order: PretendOrder) -> dict[str, Any]:
    seller = order.seller
    return {
        "buyerContact": {
            "phone": BUYER.phone,
            "imInPlatform": BUYER.login_id,
            "name": BUYER.contact,
            "mobile": BUYER.mobile,
            "companyName": BUYER.company,
        },
        "sellerContact": {
            "phone": seller.phone,
            "email": f"{seller.key}@shop.invalid",
            "imInPlatform": seller.login_id,
            "name": seller.contact,
            "mobile": seller.mobile,
            "companyName": seller.company.zh,
        },
        "buyerLoginId": order.account.partition(":")[0],
        "subBuyerLoginId": order.account if ":" in order.account else None,
        "sellerLoginId": seller.login_id,
        "buyerUserId": BUYER.user_id,
        "sellerUserId": seller.user_id,
        "buyerAlipayId": BUYER.alipay_id,
        "sellerAlipayId": f"208{seller.user_id:013d}",
    }


def _receiver(address: PretendAddress) -> dict[str, Any]:
    return without_nothing(
        {
            "toFullName": address.full_name,
            "toDivisionCode": address.code,
            "toPost": address.post,
            "toTownCode": address.town_code or None,
            "toMobile": address.mobile or None,
            "toArea": f"{address.area_text} {address.town}".strip(),
        }
    )


def _logistics(order: PretendOrder, listed: bool) -> dict[str, Any]:
    address = order.address
    short = {
        "area": address.area,
        "areaCode": address.code,
        "city": address.city,
        "contactPerson": address.full_name,
        "province": address.province,
        "zip": address.post,
    }
    if listed:
        return short
    return {
        "address": address.address,
        **short,
        "mobile": address.mobile,
        "logisticsItems": [_parcel(order, parcel) for parcel in order.parcels],
        "townCode": address.town_code,
        "town": address.town,
    }


def _parcel(order: PretendOrder, parcel: PretendParcel) -> dict[str, Any]:
    seller = order.seller
    return {
        "deliveredTime": stamp(parcel.sent_at),
        "logisticsCode": parcel.logistics_id,
        "type": "0",
        "id": order.order_id + parcel.number + 1,
        "status": "alreadysend",
        "gmtModified": stamp(parcel.steps[-1][0] if parcel.steps else parcel.sent_at),
        "gmtCreate": stamp(parcel.sent_at),
        "fromProvince": seller.province,
        "fromCity": seller.city,
        "fromPhone": seller.phone,
        "fromMobile": seller.mobile,
        "logisticsCompanyName": parcel.company,
        "logisticsBillNo": parcel.bill_no,
        **({"subItemIds": ",".join(str(line.sub_id) for line, _ in parcel.contents)} if parcel.says_lines else {}),
    }


def _item(call: Call, order: PretendOrder, line: PretendLine) -> dict[str, Any]:
    picture = call.picture(line.offer, line.sku.number if line.sku else None)
    shown = call.world.shown_refunds(order)
    refund = next((each for each in reversed(shown) if line.sub_id in each.pieces), None)
    facts = {
        "itemAmount": yuan(line.amount_fen),
        "name": line.title,
        "price": yuan(line.price_fen),
        "productID": line.offer.offer_id,
        "productImgUrl": [picture.replace(".png", ".80x80.png"), picture],
        "productSnapshotUrl": f"https://trade.1688.com/order/offer_snapshot.htm?order_entry_id={line.sub_id}",
        "quantity": line.quantity,
        "refund": yuan(_line_refund(order, line)),
        "skuID": line.sku and line.sku.sku_id,
        "status": "success" if line.received else "cancel" if line.gone else order.status,
        "subItemID": line.sub_id,
        "type": "common",
        "unit": line.offer.unit.zh,
        "guaranteesTerms": [],
        "productCargoNumber": f"HH{line.offer.tint:03d}",
        "skuInfos": [{"name": name.zh, "value": value.zh} for name, value in line.sku.values] if line.sku else [],
        "entryDiscount": line.discount_fen,
        "specId": line.spec_id,
        "quantityFactor": 1,
        "statusStr": STATUS_WORDS[order.status],
        "refundStatus": refund and REFUND_LINE_WORDS[refund.status],
        "refundId": refund and refund.refund_id,
        "closeReason": order.close_reason,
        "logisticsStatus": 3 if line.received else 2 if line.sent else 1,
        "gmtCreate": stamp(order.created_at),
        "gmtModified": stamp(order.modified_at),
        "gmtPayExpireTime": plain_time(order.pay_before),
        "subItemIDString": str(line.sub_id),
    }
    return without_nothing(facts)


def _line_refund(order: PretendOrder, line: PretendLine) -> int:
    """What came back of the line (fen), its part of the carriage with it."""
    return sum(order.shares(refund, refund.paid_fen).get(line.sub_id, 0) for refund in order.refunds)


def _term(order: PretendOrder) -> dict[str, Any]:
    facts = {
        "payStatus": pay_status(order),
        # A payment that was opened but never made has a time too; only payStatus tells them apart.
        "payTime": stamp(order.paid_at or (order.created_at if order.closed_at else None)),
        "payWay": "1",
        "payWayDesc": "支付宝",
        "phasAmount": yuan(order.total_fen),
        "phase": order.order_id // 10,
    }
    return without_nothing(facts)


def pay_status(order: PretendOrder) -> str:
    """1688's number for the payment: unpaid, paid, fully refunded, with the seller, closed before payment."""
    if order.paid_at is None:
        return "8" if order.status == "cancel" else "1"
    if order.refunded_fen >= order.paid_fen:
        return "4"
    return "6" if order.status == "success" else "2"
