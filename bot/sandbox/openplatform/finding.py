"""Answers to whoever looks for goods: searches by words and by a picture, pictures to search by, and what they cost."""

import base64
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bot.sandbox.likeness import MOST_CELLS, Box, drawn, likeness, opened, things
from bot.sandbox.openplatform.call import BadParam, Call, PlatformCall
from bot.sandbox.openplatform.products import identities, percents, promise, score, seller_data, whole
from bot.sandbox.world.goods import PretendOffer
from bot.sandbox.world.money import fen, yuan_text

MOST_BYTES = 200_000
"""A larger picture gets the number 0."""
FILTERS: dict[str, Callable[[PretendOffer], bool]] = {
    "certifiedFactory": lambda offer: "super_factory" in identities(offer.seller),
    "shipIn24Hours": lambda offer: 0 < offer.ship_hours <= 24,
    "shipIn48Hours": lambda offer: 0 < offer.ship_hours <= 48,
    "isOnePsale": lambda offer: offer.min_order == 1,
}
"""Those of the documented filters that tell these goods apart; the others leave all in."""
_REGION = re.compile(r"(\d{1,5}),(\d{1,5}),(\d{1,5}),(\d{1,5})")
_LONGEST_TREND = timedelta(days=31)


def search(call: Call) -> dict[str, Any]:
    """product.search.keywordQuery."""
    asked = call.record("offerQueryParam")
    inner = _page(call, asked, _by_words(_within(call, asked), asked), _found)
    return {"result": {"success": True, "code": "200", "message": "success", "result": inner}}


def upload(call: Call) -> dict[str, Any]:
    """product.image.upload: no number for what is no JPEG, or if it is switched off; 0 for one of no sensible size."""
    sent = str(call.record("uploadImageParam").get("imageBase64", ""))
    if not sent:
        return {"result": {"success": "false", "code": "400", "message": "imageBase64 is null"}}
    taken: dict[str, Any] = {"success": "true", "code": "200", "message": "success"}
    try:
        data = base64.b64decode(sent, validate=True)
    except ValueError:
        data = b""
    if data.startswith(b"\xff\xd8") and not call.world.switches.no_picture_id:
        taken["result"] = "0"
        if len(data) <= MOST_BYTES and opened(data) is not None:
            taken["result"] = str(1_200_000_000_000_000_001 + len(call.world.pictures))
            call.world.pictures[taken["result"]] = data
    return {"result": taken}


def search_picture(call: Call) -> dict[str, Any]:
    """product.search.imageQuery: the goods that look like the largest thing in a picture, or like its named part."""
    asked = call.record("offerQueryParam")
    shown = opened(call.world.pictures.get(str(asked.get("imageId", "")), b""))
    if shown is None:
        return {"result": {"success": "false", "code": "400", "message": "imageId is invalid", "result": None}}
    parts, region = things(shown), str(asked.get("region") or "")
    if call.world.switches.nothing_alike:
        parts, region = [], ""
    if region:
        named = _REGION.fullmatch(region)
        left, right, top, bottom = (int(each) for each in named.groups()) if named else (0, 0, 0, 0)
        if not (left < right <= shown.width and top < bottom <= shown.height):
            raise BadParam("region")
        part: Box | None = (left, top, right, bottom)
    else:
        part = next(iter(parts), None)
    found: list[PretendOffer] = []
    if part is not None:
        seen, within = likeness(shown, part), _within(call, asked)
        far = {offer.offer_id: seen.differs(drawn(offer.category.shape, offer.tint)) for offer in within}
        alike = [offer for offer in within if far[offer.offer_id][0] <= MOST_CELLS]
        found = _by_words(sorted(alike, key=lambda offer: far[offer.offer_id][::-1]), asked)
    inner = _page(call, asked, found, _found_by_picture)
    inner["picRegionInfo"] = None
    if part is not None:
        inner["picRegionInfo"] = {
            "currentRegion": _written(part), "yoloCropRegion": ";".join(map(_written, parts)),
        }  # fmt: skip
    return {"result": {"success": "true", "code": "200", "message": "success", "result": inner}}


def median_prices(call: Call) -> dict[str, Any]:
    """product.analyze.getThirtyDayMedianPriceTrendNew: a price for each day but today and some that are missing."""
    asked = call.record("trendQueryParam")
    offer = call.world.offers.get(whole(asked.get("offerId")))
    first, last = (_day(asked, name) for name in ("startDate", "endDate"))
    if not timedelta(0) <= last - first <= _LONGEST_TREND:
        return {"result": {"success": False, "retCode": "F001", "retMsg": "查询时间跨度不能超过1个月", "result": None}}
    rows = []
    for number in range((last - first).days + 1 if offer else 0):
        day, price = first + timedelta(days=number), ""
        if offer and day < call.world.now().date() and day.toordinal() % 7:
            percent = 98 + (day.toordinal() // 5 + offer.tint) % 5
            price = yuan_text(offer.lowest_fen * percent // 100)
        rows.append({"date": f"{day:%Y%m%d}", "value": price})
    return {"result": {"success": True, "retCode": "S000", "retMsg": "成功", "result": rows}}


def _within(call: Call, asked: dict[str, Any]) -> list[PretendOffer]:
    """The offers on sale that pass the filters, the most sold first."""
    low, high = _price(asked, "priceStart", 0), _price(asked, "priceEnd", 10**12)
    wanted = whole(asked.get("categoryId"), 0)
    filters = [FILTERS[name] for name in str(asked.get("filter") or "").split(",") if name in FILTERS]
    found = [
        offer
        for offer in call.world.offers.values()
        if offer.status == "published"
        and low <= offer.lowest_fen <= high
        and wanted in (0, offer.category.id, *offer.category.parents)
        and all(passes(offer) for passes in filters)
    ]
    return sorted(found, key=lambda offer: -offer.sold)


def _by_words(offers: list[PretendOffer], asked: dict[str, Any]) -> list[PretendOffer]:
    """Those that match the keyword, if there is one: as the `sort` text asks, else the best match first.

    A sort is such as {"price":"asc"}.
    """
    pieces = _pieces(str(asked.get("keyword") or "").lower())
    scored = [(sum(piece in _text(offer) for piece in pieces), offer) for offer in offers]
    kept = [pair for pair in scored if pair[0] or not pieces]
    found = [offer for _, offer in sorted(kept, key=lambda pair: -pair[0])]
    sort = str(asked.get("sort") or "").replace(" ", "")
    if '"price"' in sort:
        return sorted(found, key=lambda offer: offer.lowest_fen, reverse='"desc"' in sort)
    if '"monthSold"' in sort:
        return sorted(found, key=lambda offer: offer.sold, reverse='"asc"' not in sort)
    return found


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


def _page(
    call: Call, asked: dict[str, Any], found: list[PretendOffer],
    row: Callable[[Call, PretendOffer, str], dict[str, Any]],
) -> dict[str, Any]:  # fmt: skip
    page, size = max(1, whole(asked.get("beginPage"), 1)), min(50, max(1, whole(asked.get("pageSize"), 20)))
    country = str(asked.get("country", "en"))
    return {
        "totalRecords": len(found),
        "totalPage": -(-len(found) // size),
        "pageSize": size,
        "currentPage": page,
        "data": [row(call, offer, country) for offer in found[(page - 1) * size : page * size]],
    }


def _found(call: Call, offer: PretendOffer, country: str) -> dict[str, Any]:
    """A row of what words find: without company, place and seller's id."""
    punctual, refunded = (f"{each}%" for each in percents(offer.seller))
    sold, price = offer.sold // 12, yuan_text(offer.lowest_fen)
    promoted = offer.tint % 4 == 3
    return {
        "imageUrl": call.picture(offer),
        "subject": offer.title.zh,
        "subjectTrans": offer.title.into(country),
        "offerId": offer.offer_id,
        "isJxhy": False,
        "priceInfo": {
            "price": price, "jxhyPrice": None, "pfJxhyPrice": None, "consignPrice": None,
            "promotionPrice": price if promoted else None,
        },
        "repurchaseRate": f"{offer.seller.user_id % 40 + 20}%",
        "monthSold": sold,
        "traceInfo": f"object_id@{offer.offer_id}^object_type@offer",
        "isOnePsale": offer.min_order == 1,
        "sellerIdentities": identities(offer.seller),
        "offerIdentities": [],
        "tradeScore": score(offer),
        "promotionModel": {"hasPromotion": promoted, "promotionType": "plus" if promoted else ""},
        "topCategoryId": offer.category.parents[0],
        "secondCategoryId": offer.category.parents[1],
        "thirdCategoryId": offer.category.id,
        "isPatentProduct": False,
        "createDate": "2026-03-02 09:30:00",
        "modifyDate": "2026-10-20 18:05:00",
        "isSelect": False,
        "minOrderQuantity": offer.min_order,
        "sellerDataInfo": seller_data(offer.seller),
        "productSimpleShippingInfo": {
            "shippingTimeGuarantee": promise(offer),
            "perfectFulfillmentRate30d": punctual, "pickupWithin24hRate30d": punctual,
            "qualityReturnRate30d": refunded, "perfectFulfillmentRate7d": punctual,
            "pickupWithin24hRate7d": punctual, "delayedShippingRate7d": "0.00%",
        },
        "token": f"pretend-{offer.offer_id}",
        "promotionURL": f"https://detail.1688.com/offer/{offer.offer_id}.html?fromkv=refer:PRETEND",
        "sales7d": str(sold // 4),
        "productTradeInfo": {
            "addCartCount7d": str(sold // 8), "payBuyerCount7d": str(sold // 30),
            "addCartCount30d": str(sold // 2), "payBuyerCount30d": str(sold // 7),
        },
        "invoiceInfo": {
            "supportOnlineInvoice": True, "supportFastInvoice": False, "invoiceTypes": ["普票", "专票"],
            "taxpayerType": "一般纳税人",
        },
    }  # fmt: skip


def _found_by_picture(call: Call, offer: PretendOffer, country: str) -> dict[str, Any]:
    """A row of what a picture finds: it names company and place too."""
    punctual, refunded = (f"{each}%" for each in percents(offer.seller))
    row = _found(call, offer, country)
    if row["isOnePsale"]:
        row["priceInfo"]["consignPrice"] = yuan_text(offer.lowest_fen * 11 // 10)
    return {
        **row,
        "companyName": offer.seller.company.zh,
        "companyAddress": offer.seller.province + offer.seller.city,
        "offerDataInfo": {
            "offerApplauseRate": "98.6%", "kjFeaturedServices": "", "qualityRfdRate30d": refunded,
            "repurchaseRate30d": row["repurchaseRate"], "pickupRate24h30d": punctual,
        },
    }  # fmt: skip


def _written(part: Box) -> str:
    """As the documents have it: x1,x2,y1,y2."""
    left, top, right, bottom = part
    return f"{left},{right},{top},{bottom}"


def _day(asked: dict[str, Any], name: str) -> date:
    written = str(asked.get(name, ""))
    try:
        if written.isdecimal():
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise BadParam(name)


def _price(asked: dict[str, Any], name: str, otherwise: int) -> int:
    if asked.get(name) in (None, ""):
        return otherwise
    try:
        return fen(asked[name])
    except ValueError as error:
        raise BadParam(name) from error


_CROSSBORDER = "com.alibaba.fenxiao.crossborder"
FINDING_CALLS = (
    PlatformCall(_CROSSBORDER, "product.search.keywordQuery", search, ("offerQueryParam",)),
    PlatformCall(_CROSSBORDER, "product.image.upload", upload, ("uploadImageParam",)),
    PlatformCall(_CROSSBORDER, "product.search.imageQuery", search_picture, ("offerQueryParam",)),
    PlatformCall(_CROSSBORDER, "product.analyze.getThirtyDayMedianPriceTrendNew", median_prices, ("trendQueryParam",)),
)
