"""Answers about goods: the detail with its translation, the older simple detail, and the keyword search."""

from typing import Any

from bot.sandbox.openplatform.call import BadParam, Call, PlatformCall
from bot.sandbox.world.goods import PretendOffer, PretendSku, PretendWords
from bot.sandbox.world.money import fen, yuan, yuan_text

AXIS_IDS = {"颜色": 3216, "尺码": 450, "容量": 100000691, "插头规格": 7869, "长度": 973}
SORT = PretendWords("类别", "Type", "Тип")
ORIGIN = PretendWords("产地", "Place of origin", "Место производства")


def detail(call: Call) -> dict[str, Any]:
    """product.search.queryProductDetail."""
    asked = call.record("offerDetailParam")
    offer = call.world.offers.get(_whole(asked.get("offerId")))
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


def search(call: Call) -> dict[str, Any]:
    """product.search.keywordQuery."""
    asked = call.record("offerQueryParam")
    page, size = max(1, _whole(asked.get("beginPage"), 1)), min(50, max(1, _whole(asked.get("pageSize"), 20)))
    found = _sorted(_matching(call, asked), asked.get("sort"))
    country = str(asked.get("country", "en"))
    rows = [_found(call, offer, country) for offer in found[(page - 1) * size : page * size]]
    inner = {
        "totalRecords": len(found),
        "totalPage": -(-len(found) // size),
        "pageSize": size,
        "currentPage": page,
        "data": rows,
    }
    return {"result": {"success": True, "code": "200", "message": "success", "result": inner}}


def _detail(call: Call, offer: PretendOffer, country: str) -> dict[str, Any]:
    seller, mix = offer.seller, offer.mix
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
        "sellerDataInfo": _seller_data(offer),
        "soldOut": str(offer.sold),
        "tradeScore": _score(offer),
        "topCategoryId": offer.category.parents[0],
        "secondCategoryId": offer.category.parents[1],
        "thirdCategoryId": offer.category.id,
        "offerIdentities": ["tp_member"],
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
        "shippingTimeGuarantee": f"shipIn{offer.ship_hours}Hours" if offer.ship_hours else "",
        "skuShippingInfoList": [
            {"specId": sku.spec_id, "skuId": sku.sku_id, "weight": offer.grams} for sku in offer.skus
        ],
        "skuShippingDetails": [{"skuId": sku.sku_id, "weight": kilograms} for sku in offer.skus],
        "pkgSizeSource": "商家自填",
    }


def _score(offer: PretendOffer) -> str:
    return f"4.{offer.sold % 5 + 5}"


def _seller_data(offer: PretendOffer) -> dict[str, Any]:
    user = offer.seller.user_id
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


def _matching(call: Call, asked: dict[str, Any]) -> list[PretendOffer]:
    """Offers within the filters that match the keyword, the best match first."""
    pieces = _pieces(str(asked.get("keyword", "")).lower())
    low = _price(asked.get("priceStart"), 0)
    high = _price(asked.get("priceEnd"), 10**12)
    wanted = _whole(asked.get("categoryId"), 0)
    scored = [
        (sum(piece in _text(offer) for piece in pieces), offer)
        for offer in call.world.offers.values()
        if offer.status == "published"
        and low <= offer.lowest_fen <= high
        and wanted in (0, offer.category.id, *offer.category.parents)
    ]
    found = [pair for pair in scored if pair[0] or not pieces]
    return [offer for _, offer in sorted(found, key=lambda pair: (-pair[0], -pair[1].sold))]


def _pieces(keyword: str) -> list[str]:
    """The words of a keyword; Chinese, which has no spaces, in pairs of characters."""
    pieces: list[str] = []
    for word in keyword.split():
        chinese = len(word) > 2 and any("\u4e00" <= letter <= "\u9fff" for letter in word)
        pieces += [word[at : at + 2] for at in range(len(word) - 1)] if chinese else [word]
    return pieces


def _text(offer: PretendOffer) -> str:
    words = (offer.title, offer.category.name)
    return " ".join(f"{text.zh} {text.en} {text.ru}" for text in words).lower()


def _sorted(offers: list[PretendOffer], sort: object) -> list[PretendOffer]:
    """Sorted as the `sort` text asks, such as {"price":"asc"}; without it the best match stays first."""
    text = str(sort or "").replace(" ", "")
    if '"price"' in text:
        return sorted(offers, key=lambda offer: offer.lowest_fen, reverse='"desc"' in text)
    if '"monthSold"' in text:
        return sorted(offers, key=lambda offer: offer.sold, reverse='"asc"' not in text)
    return offers


def _found(call: Call, offer: PretendOffer, country: str) -> dict[str, Any]:
    prices = {
        "price": yuan_text(offer.lowest_fen),
        "jxhyPrice": None,
        "pfJxhyPrice": None,
        "consignPrice": None,
    }
    return {
        "imageUrl": call.picture(offer),
        "subject": offer.title.zh,
        "subjectTrans": offer.title.into(country),
        "offerId": offer.offer_id,
        "isJxhy": False,
        "priceInfo": {**prices, "promotionPrice": None},
        "repurchaseRate": f"{offer.seller.user_id % 40 + 20}%",
        "monthSold": offer.sold // 12,
        "traceInfo": f"object_id@{offer.offer_id}^object_type@offer",
        "isOnePsale": offer.min_order == 1,
        "sellerIdentities": ["tp_member", "super_factory"] if offer.seller.user_id % 2 else ["tp_member"],
        "offerIdentities": [],
        "tradeScore": _score(offer),
        "topCategoryId": offer.category.parents[0],
        "secondCategoryId": offer.category.parents[1],
        "thirdCategoryId": offer.category.id,
        "isPatentProduct": False,
        "createDate": "2026-03-02 09:30:00",
        "modifyDate": "2026-10-20 18:05:00",
        "isSelect": False,
        "minOrderQuantity": offer.min_order,
        "companyName": offer.seller.company.zh,
        "sellerDataInfo": _seller_data(offer),
    }


def _price(text: object, otherwise: int) -> int:
    if text in (None, ""):
        return otherwise
    try:
        return fen(text)
    except ValueError as error:
        raise BadParam("priceStart") from error


def _whole(value: object, otherwise: int | None = None) -> int:
    text = str(value if value is not None else "").strip()
    if not text and otherwise is not None:
        return otherwise
    if not text.isdecimal():
        raise BadParam("offerId")
    return int(text)


PRODUCT_CALLS = (
    PlatformCall("com.alibaba.fenxiao.crossborder", "product.search.queryProductDetail", detail, ("offerDetailParam",)),
    PlatformCall("com.alibaba.fenxiao.crossborder", "product.search.keywordQuery", search, ("offerQueryParam",)),
    PlatformCall("com.alibaba.product", "alibaba.product.simple.get", simple, ("productID", "webSite")),
)
