"""Answers about goods: the detail with its translation, and the older simple detail."""

from decimal import Decimal
from typing import Any

from bot.sandbox.openplatform.call import BadParam, Call, PlatformCall
from bot.sandbox.world.goods import PretendOffer, PretendSeller, PretendSku, PretendWords
from bot.sandbox.world.money import yuan, yuan_text

AXIS_IDS = {"颜色": 3216, "尺码": 450, "容量": 100000691, "插头规格": 7869, "长度": 973}
SORT = PretendWords("类别", "Type", "Тип")
ORIGIN = PretendWords("产地", "Place of origin", "Место производства")


def detail(call: Call) -> dict[str, Any]:
    """product.search.queryProductDetail."""
    asked = call.record("offerDetailParam")
    offer = call.world.offers.get(whole(asked.get("offerId")))
    if offer is None:
        return {"result": {"success": False, "code": "404", "message": "商品不存在", "result": None}}
    inner = _detail(call, offer, str(asked.get("country", "en")))
    return {"result": {"success": True, "code": "200", "message": "成功", "result": inner}}


def simple(call: Call) -> dict[str, Any]:
    """alibaba.product.simple.get."""
    offer = call.world.offers.get(call.number("productID", 0))
    if offer is None:
        return {"errMsg": f"商品[{call.text('productID')}]不存在"}
    return {"productInfo": _simple(call, offer), "bizGroupInfos": _groups(offer)}


def _detail(call: Call, offer: PretendOffer, country: str) -> dict[str, Any]:
    seller, mix = offer.seller, offer.mix
    punctual, refunded = percents(seller)
    return {
        "offerId": offer.offer_id,
        "categoryId": offer.category.id,
        "categoryName": offer.category.name.into(country),
        "subject": offer.title.zh,
        "subjectTrans": offer.title.into(country),
        "description": f'<p>{offer.title.zh}</p><img src="{call.picture(offer)}"/>',
        "mainVideo": None,
        "detailVideo": None,
        "productImage": {"images": [call.picture(offer)], "whiteImage": None},
        "productAttribute": _attributes(offer, country),
        "productSkuInfos": [_sku(call, offer, sku, country) for sku in offer.skus],
        "productSaleInfo": _sale(offer, country),
        "productShippingInfo": _shipping(offer),
        "isJxhy": False,
        "sellerOpenId": seller.open_id,
        "minOrderQuantity": offer.min_order,
        "batchNumber": offer.lot,
        "status": offer.status,
        "tagInfoList": [{"key": "isOnePsale", "value": offer.min_order == 1}],
        "traceInfo": f"object_id@{offer.offer_id}^object_type@offer",
        "sellerMixSetting": {
            "generalHunpi": mix is not None,
            "mixAmount": mix.amount_yuan if mix else 0,
            "mixNumber": mix.number if mix else 0,
        },
        "productCargoNumber": f"HH{offer.tint:03d}",
        "sellerDataInfo": {
            **seller_data(seller),
            "collect30DayWithin48HPercent": f"{punctual / 100:.4f}",
            "qualityRefundWithin30Day": f"{refunded / 100:.4f}",
        },
        "soldOut": str(offer.sold),
        "tradeScore": score(offer),
        "topCategoryId": offer.category.parents[0],
        "secondCategoryId": offer.category.parents[1],
        "thirdCategoryId": offer.category.id,
        "offerIdentities": identities(seller),
        "createDate": "2026-03-02 09:30:00",
        "isSelect": "false",
        "companyName": seller.company.zh,
    }


def _attributes(offer: PretendOffer, country: str) -> list[dict[str, Any]]:
    origin = PretendWords(offer.seller.province, offer.seller.province, offer.seller.province)
    pairs = (("346", SORT, offer.category.name), ("1141", ORIGIN, origin))
    return [
        {"attributeId": number, "attributeName": name.zh, "value": value.zh,
         "attributeNameTrans": name.into(country), "valueTrans": value.into(country)}
        for number, name, value in pairs
    ]  # fmt: skip


def _sku(call: Call, offer: PretendOffer, sku: PretendSku, country: str) -> dict[str, Any]:
    price = yuan_text(_sku_fen(offer, sku))
    attributes = [
        {
            "attributeId": AXIS_IDS[name.zh],
            "attributeName": name.zh,
            "attributeNameTrans": name.into(country),
            "value": value.zh,
            "valueTrans": value.into(country),
            **({"skuImageUrl": call.picture(offer, sku.number)} if place == 0 else {}),
        }
        for place, (name, value) in enumerate(sku.values)
    ]
    return {
        "amountOnSale": sku.stock,
        "price": price,
        "skuId": sku.sku_id,
        "specId": sku.spec_id,
        "skuAttributes": attributes,
        "cargoNumber": f"HH{offer.tint:03d}-{sku.number + 1}",
        "promotionPrice": None,
        "fenxiaoPriceInfo": {"onePiecePrice": None, "offerPrice": price},
    }


def _sku_fen(offer: PretendOffer, sku: PretendSku) -> int:
    return sku.price_fen if sku.price_fen is not None else offer.tiers[0].price_fen


def _sale(offer: PretendOffer, country: str) -> dict[str, Any]:
    ranges = [(offer.min_order, offer.lowest_fen)] if offer.quote_type == 1 else _tiers(offer)
    return {
        "amountOnSale": offer.stock,
        "priceRangeList": [
            {"startQuantity": start, "price": yuan_text(price), "promotionPrice": None}
            for start, price in ranges
        ],
        "quoteType": offer.quote_type,
        "unitInfo": {"unit": offer.unit.zh, "transUnit": offer.unit.into(country)},
        "fenxiaoSaleInfo": {
            "onePieceFreePostage": False, "startQuantity": 1, "onePiecePrice": None, "offerPrice": None,
        },
    }  # fmt: skip


def _tiers(offer: PretendOffer) -> list[tuple[int, int]]:
    return [(tier.start, tier.price_fen) for tier in offer.tiers]


def _shipping(offer: PretendOffer) -> dict[str, Any]:
    kilograms = yuan(offer.grams // 10)
    return {
        "sendGoodsAddressText": f"{offer.seller.province} {offer.seller.city}",
        "weight": kilograms,
        "width": 20,
        "height": 8,
        "length": 30,
        "shippingTimeGuarantee": promise(offer),
        "skuShippingInfoList": [
            {"specId": sku.spec_id, "skuId": sku.sku_id, "weight": offer.grams} for sku in offer.skus
        ],
        "skuShippingDetails": [{"skuId": sku.sku_id, "weight": kilograms} for sku in offer.skus],
        "pkgSizeSource": "商家自填",
    }


def promise(offer: PretendOffer) -> str:
    """Within which time the seller sends it; empty if nothing is promised."""
    return f"shipIn{offer.ship_hours}Hours" if offer.ship_hours else ""


def score(offer: PretendOffer) -> str:
    """How buyers judged the offer."""
    return f"4.{offer.sold % 5 + 5}"


def seller_data(seller: PretendSeller) -> dict[str, Any]:
    """What 1688 reckons of a seller, alike in the detail and in what searches find."""
    user = seller.user_id
    return {
        "tradeMedalLevel": str(user % 3 + 3),
        "compositeServiceScore": f"4.{user % 6 + 2}",
        "logisticsExperienceScore": f"4.{user % 5 + 1}",
        "disputeComplaintScore": f"4.{user % 4 + 3}",
        "offerExperienceScore": f"4.{user % 7 + 1}",
        "consultingExperienceScore": f"4.{user % 5 + 3}",
        "afterSalesExperienceScore": f"4.{user % 4 + 2}",
        "repeatPurchasePercent": f"0.{user % 40 + 20}00",
        "tpYear": user % 9 + 1,
    }


def percents(seller: PretendSeller) -> tuple[Decimal, Decimal]:
    """Of a hundred orders in thirty days: those that a carrier had in time, and those refunded for quality."""
    user = seller.user_id
    return Decimal(10_000 - user % 11 * 47) / 100, Decimal(user % 13 * 21) / 100


def identities(seller: PretendSeller) -> list[str]:
    """What 1688 calls a seller."""
    return ["tp_member", "super_factory"] if seller.user_id % 2 else ["tp_member"]


def _simple(call: Call, offer: PretendOffer) -> dict[str, Any]:
    return {
        "productID": offer.offer_id,
        "categoryID": offer.category.id,
        "status": offer.status,
        "subject": offer.title.zh,
        "description": f"<p>{offer.title.zh}</p>",
        "image": {"images": [call.picture(offer)]},
        "skuInfos": [_simple_sku(call, offer, sku) for sku in offer.skus],
        "saleInfo": {
            "priceRanges": [{"startQuantity": start, "price": yuan(price)} for start, price in _tiers(offer)],
            "minOrderQuantity": offer.min_order,
            "batchNumber": offer.lot,
            "unit": offer.unit.zh,
            "quoteType": offer.quote_type,
            "mixWholeSale": offer.mix is not None,
            "supportOnlineTrade": offer.tradable,
            "amountOnSale": offer.stock,
        },
        "shippingInfo": {"unitWeight": yuan(offer.grams // 10)},
        "supplierLoginId": offer.seller.login_id,
        "sellerLoginId": offer.seller.login_id,
        "referencePrice": yuan_text(offer.lowest_fen),
    }


def _simple_sku(call: Call, offer: PretendOffer, sku: PretendSku) -> dict[str, Any]:
    return {
        "attributes": [
            {"attributeID": AXIS_IDS[name.zh], "attributeValue": value.zh, "attributeName": name.zh,
             **({"skuImageUrl": call.picture(offer, sku.number)} if place == 0 else {})}
            for place, (name, value) in enumerate(sku.values)
        ],
        "cargoNumber": "",
        "amountOnSale": sku.stock,
        "price": yuan(_sku_fen(offer, sku)),
        "skuCode": str(sku.sku_id),
        "skuId": sku.sku_id,
        "specId": sku.spec_id,
    }  # fmt: skip


def _groups(offer: PretendOffer) -> list[dict[str, Any]]:
    names = (
        ("零售通", "isRetailOffer"), ("微供商品", "isMicroSupply"), ("1688企业内部商城", "isEMallOffer"),
        ("1688代销产品", "isConsignMarketOffer"), ("代发业务产品", "hasLinkedToSupplier"),
    )  # fmt: skip
    return [
        {
            "support": code == "isConsignMarketOffer" and offer.min_order == 1,
            "description": name,
            "code": code,
        }
        for name, code in names
    ]


def whole(value: object, otherwise: int | None = None) -> int:
    """A whole number of a parameter. Raises BadParam."""
    text = str(value if value is not None else "").strip()
    if not text and otherwise is not None:
        return otherwise
    if not text.isdecimal():
        raise BadParam("offerId")
    return int(text)


PRODUCT_CALLS = (
    PlatformCall("com.alibaba.fenxiao.crossborder", "product.search.queryProductDetail", detail, ("offerDetailParam",)),
    PlatformCall("com.alibaba.product", "alibaba.product.simple.get", simple, ("productID", "webSite")),
)
