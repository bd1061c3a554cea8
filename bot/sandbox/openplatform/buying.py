"""Answers about buying: the preview and the two calls that create orders, with the same sums in both."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.openplatform.call import BadParam, Call, PlatformCall
from bot.sandbox.openplatform.wire import without_nothing
from bot.sandbox.world.deals import PretendOrder
from bot.sandbox.world.money import yuan
from bot.sandbox.world.quoting import MarketRefused, Part, Priced, Wish
from bot.sandbox.world.sellers import PretendAddress
from bot.sandbox.world.world import PretendPlaced

MOST_SKUS = 50
LONGEST_MESSAGE = 500
"""The most characters of the buyer's note."""
FLOWS = frozenset({
    "general", "fenxiao", "fenxiaonew", "saleproxy", "paired", "repurchase", "boutiquefenxiao", "boutiquepifa",
})  # fmt: skip
"""The documented flows, and one more that was seen in previews."""
MODES = {
    "assureTrade": ("担保交易", "下单后5天内付清全款；卖家发货后10天内请确认收货。"),
    "creditBuy": ("诚E赊", "先收货，到期后付款。"),
    "period": ("账期交易", "按约定的账期付款。"),
}
"""The names and terms of the trade modes."""
CHANNELS = ("alipay", "shegou")
NO_FUNDS = {"totalFundUsageAmount": 0, "totalPostFundUsageAmount": 0}
"""No red packet and no freight coupon is used."""


class BadAddress(Exception):
    """The address of a purchase is unknown or incomplete."""


def preview(call: Call) -> dict[str, Any]:
    """alibaba.createOrder.preview."""
    try:
        _address(call, texts=call.world.switches.address_texts)
        _check_flow(call)
        parts = call.world.quote(_wishes(call))
    except MarketRefused as refused:
        return {"success": False, "errorCode": refused.code, "errorMsg": refused.text}
    except BadAddress as bad:
        return {"success": False, "errorCode": None, "errorMsg": str(bad)}
    flow = call.text("flow") or "general"
    return {
        "orderPreviewResuslt": [
            _previewed(part, flow, call.world.switches.modes, group) for group, part in enumerate(parts, 1)
        ],
        "success": True,
        "errorCode": None,
        "errorMsg": None,
        "postFeeByDescOfferList": [],
        "consignOfferList": [],
        "unsupportedCrossBorderPayOfferList": [],
        "extPairList": [],
    }


def fast(call: Call) -> dict[str, Any]:
    """alibaba.trade.fastCreateOrder."""
    return _create(call, "fast", _fast_result)


def cross(call: Call) -> dict[str, Any]:
    """alibaba.trade.createCrossOrder: at most fifty SKUs."""
    return _create(call, "cross", _cross_result)


def _create(call: Call, channel: str, show: Callable[[PretendPlaced], dict[str, Any]]) -> dict[str, Any]:
    try:
        placed = _repeated(call) or _placed(call, channel)
    except MarketRefused as refused:
        return {"success": False, "code": refused.code, "message": refused.text}
    except BadAddress as bad:
        return {"success": False, "code": "400", "message": str(bad)}
    return {"result": show(placed), "success": True, "code": None, "message": None}


def _placed(call: Call, channel: str) -> PretendPlaced:
    address = _address(call)
    _check_flow(call)
    wishes = _wishes(call)
    if channel == "cross" and len(wishes) > MOST_SKUS:
        raise MarketRefused("400", f"一次下单最多支持{MOST_SKUS}个SKU")
    if len(call.text("message")) > LONGEST_MESSAGE:
        raise MarketRefused("400", f"买家留言不能超过{LONGEST_MESSAGE}个字符")
    trade_type = call.text("tradeType")
    if trade_type not in ("", *call.world.switches.modes):
        raise MarketRefused("500", f"not support tradeType:【{trade_type}】")
    return call.world.buy(wishes, address, channel, call.text("outOrderId"), call.text("message"))


def _repeated(call: Call) -> PretendPlaced | None:
    """What the switch `repeat` says about a reference that was used before; None if a new order is to be made."""
    out_order_id, repeat = call.text("outOrderId"), call.world.switches.repeat
    earlier = call.world.by_out_id(out_order_id) if out_order_id else []
    if not earlier or repeat == "second":
        return None
    if repeat == "refuse":
        raise MarketRefused("OUT_ORDER_ID_REPEATED", f"外部订单号[{out_order_id}]已存在，请勿重复下单。")
    return PretendPlaced(earlier, [])


def _wishes(call: Call) -> list[Wish]:
    return [_wish(item) for item in call.items("cargoParamList")]


def _wish(item: object) -> Wish:
    if not isinstance(item, dict):
        raise BadParam("cargoParamList")
    offer_id, quantity = str(item.get("offerId", "")), _pieces(item.get("quantity"))
    if not offer_id.isdecimal() or quantity is None:
        raise BadParam("cargoParamList")
    return Wish(int(offer_id), str(item["specId"]) if item.get("specId") else None, quantity)


def _pieces(value: object) -> int | None:
    """A quantity, which the platform types as Double: 2.0 is two pieces; 2.5 is refused (None)."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        return None
    return int(value)


def _check_flow(call: Call) -> None:
    flow = call.text("flow")
    if flow and flow not in FLOWS:
        raise MarketRefused("400", f"not support flow:【{flow}】")
    if flow == "saleproxy":
        raise MarketRefused("500_007", "与供应商的代销关系不存在,不能使用saleproxy通道下单。")


def _address(call: Call, *, texts: bool = False) -> PretendAddress:
    """The address of a purchase; with `texts` its id alone is not enough. Raises BadAddress."""
    given = call.record("addressParam")
    if texts and not all(given.get(name) for name in ("provinceText", "cityText", "areaText")):
        raise BadAddress("AddressId invalid:AddressId invalid")
    if given.get("addressId"):
        text = str(given["addressId"])
        address = call.world.address(int(text)) if text.isdecimal() else None
        if address is None:
            raise BadAddress("AddressId invalid:AddressId invalid")
        return address
    return _written_address(given)


def _written_address(given: dict[str, Any]) -> PretendAddress:
    """An address that came with the order, by district code or in words. Raises BadAddress."""
    facts = {key: str(value or "").strip() for key, value in given.items()}
    placed = facts.get("districtCode") or (facts.get("provinceText") and facts.get("cityText"))
    if len(facts.get("fullName", "")) < 2 or not facts.get("address") or not placed:
        raise BadAddress("收货地址信息不完整")
    if not facts.get("mobile") and not facts.get("phone"):
        raise BadAddress("收货人手机或电话不能为空")
    if len(facts["address"]) > 200:
        raise BadAddress("收货地址不能超过200个字符")
    return PretendAddress(
        id=0,
        full_name=facts["fullName"],
        mobile=facts.get("mobile", ""),
        province=facts.get("provinceText", ""),
        city=facts.get("cityText", ""),
        area=facts.get("areaText", ""),
        town=facts.get("townText", ""),
        address=facts["address"],
        code=facts.get("districtCode") or "000000",
        town_code="",
        post=facts.get("postCode") or "000000",
        phone=facts.get("phone", ""),
    )


def _previewed(part: Part, flow: str, modes: list[str], group: int) -> dict[str, Any]:
    tradable = all(line.offer.tradable for line in part.lines)
    return {
        "tradeModeNameList": modes if tradable else [],
        "status": True,
        "resultCode": "200",
        "message": None,
        "taoSampleSinglePromotion": False,
        "sumPayment": part.total_fen,
        "sumCarriage": part.freight_fen,
        "sumPaymentNoCarriage": part.goods_fen,
        "discountFee": part.coupon_fen,
        "additionalFee": 0,
        "flowFlag": flow,
        "cargoList": [_cargo(line, part.coupon_fen) for line in part.lines],
        "shopPromotionList": _coupons(part),
        "tradeModelList": [_model(mode) for mode in modes] if tradable else [],
        "payChannelInfos": [{"name": name, "amountLimit": 100_000_000} for name in CHANNELS] if tradable else [],
        "tradeServiceList": [],
        "extPairList": [],
        "orderGroup": str(group),
        "canUseOfficialSolution": False,
        "officialSolutionModelList": [],
        **NO_FUNDS,
    }


def _coupons(part: Part) -> list[dict[str, Any]]:
    """The coupon that is taken off, and a smaller one that is not."""
    if not part.coupon_fen:
        return []
    fens = (part.coupon_fen, part.coupon_fen // 2)
    return [_promotion(f"itemCoupon-{n}", "店铺优惠券", fen, selected=n == 1) for n, fen in enumerate(fens, 1)]


def _promotion(number: str, name: str, discount_fen: int, *, selected: bool) -> dict[str, Any]:
    return {
        "promotionId": number,
        "selected": selected,
        "text": f"减{yuan(discount_fen)}元",
        "desc": name,
        "freePostage": False,
        "discountFee": discount_fen,
    }


def _model(mode: str) -> dict[str, Any]:
    name, terms = MODES.get(mode, (mode, ""))
    return {"tradeType": mode, "name": name, "description": terms, "opSupport": True}


def _cargo(line: Priced, coupon_fen: int) -> dict[str, Any]:
    """A line at its own price; a coupon of the shop is no promotion of a line, which then has one that is not taken."""
    told = without_nothing({"specId": line.sku and line.sku.spec_id, "skuId": line.sku and line.sku.sku_id})
    other = [_promotion("itemDiscount-1", "单品优惠", coupon_fen, selected=False)] if coupon_fen else []
    return {
        "amount": yuan(line.amount_fen),
        "message": None,
        "finalUnitPrice": yuan(line.price_fen),
        **told,
        "resultCode": "200",
        "offerId": line.offer.offer_id,
        "openOfferId": None,
        "cargoPromotionList": other,
        "extPairList": [],
        **NO_FUNDS,
        "tradeServiceList": [],
    }


def _failed(placed: PretendPlaced) -> list[dict[str, Any]]:
    return [
        {"offerId": str(line.offer.offer_id), "specId": line.sku.spec_id if line.sku else "",
         "errorCode": refused.code, "errorMessage": refused.text}
        for line, refused in placed.failed
    ]  # fmt: skip


def _fast_result(placed: PretendPlaced) -> dict[str, Any]:
    failed = {"failedOfferList": _failed(placed)} if placed.failed else {}
    if len(placed.orders) > 1:
        return {"orderList": [_listed(order) for order in placed.orders], **failed}
    order = placed.orders[0]
    return {
        "orderId": str(order.order_id),
        "totalSuccessAmount": order.total_fen,
        "postFee": order.freight_fen,
        **failed,
    }


def _cross_result(placed: PretendPlaced) -> dict[str, Any]:
    nothing = dict.fromkeys(("code", "message", "accountPeriod"))
    return {"success": True, **nothing, "failedOfferList": [], "orderList": [], **_fast_result(placed)}


def _listed(order: PretendOrder) -> dict[str, Any]:
    return {
        "postFee": order.freight_fen,
        "orderAmmount": order.total_fen,
        "discount": 0,
        "sumPaymentNoCarriageFromClient": order.goods_fen,
        "mergePay": False,
        "orderId": str(order.order_id),
        "chooseFreeFreight": False,
        "success": True,
    }


_NEEDED = ("addressParam", "cargoParamList")

BUYING_CALLS = (
    PlatformCall("com.alibaba.trade", "alibaba.createOrder.preview", preview, _NEEDED),
    PlatformCall("com.alibaba.trade", "alibaba.trade.fastCreateOrder", fast, ("flow", *_NEEDED), creates=True),
    PlatformCall("com.alibaba.trade", "alibaba.trade.createCrossOrder", cross, _NEEDED, creates=True),
)
