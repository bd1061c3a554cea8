"""Offers and search hits: 1688's two product forms, prices in yuan, numbers that may be text."""

import re
from dataclasses import replace
from operator import itemgetter
from typing import Any

from bot.market.openplatform.wire.fields import FormError, Json, part, percent, price, rows, text, truth, whole, yuan
from bot.purchasing.money import Fen
from bot.purchasing.money import yuan as yuan_text
from bot.purchasing.offers.offer import Attribute, MixRule, Offer, PriceBy, SearchHit, Seller, Sku, Tier
from bot.purchasing.offers.search import Search, SearchPage, Sort

PICTURES = "https://cbu01.alicdn.com/"
"""The server for pictures whose address is relative."""

COUNTRIES = {"en": "en", "ru": "ru"}
"""Our language → the `country` that 1688 translates for; Chinese readers get the original beside English."""

_QUOTE_TYPES = {0: PriceBy.OFFER, 1: PriceBy.SKU, 2: PriceBy.QUANTITY}
_SHIP_WITHIN = re.compile(r"shipIn(\d{1,3})Hours", re.ASCII)
_REGION = re.compile(r"\d{1,5}(,\d{1,5}){3}", re.ASCII)
_FACTORY, _SOON = "certifiedFactory", "shipIn48Hours"
"""What 1688 calls the filters for factories, and for what ships within 48 hours."""
_SORTS = {Sort.PRICE: '{"price":"asc"}', Sort.SOLD: '{"monthSold":"desc"}'}


def country(language: str) -> str:
    """1688's `country` for one of our languages."""
    return COUNTRIES.get(language, "en")


def parse_offer(answer: Json) -> Offer | None:
    """Read queryProductDetail; None if the answer holds no offer."""
    product = part(part(answer, "result"), "result")
    if not product:
        return None
    sale = part(product, "productSaleInfo")
    skus = tuple(_sku(row, "skuAttributes") for row in rows(product, "productSkuInfos"))
    tiers = _tiers(rows(sale, "priceRangeList"))
    unit, mix = part(sale, "unitInfo"), part(product, "sellerMixSetting")
    hours = _SHIP_WITHIN.fullmatch(text(part(product, "productShippingInfo"), "shippingTimeGuarantee"))
    return _offer(
        product,
        "offerId",
        sale,
        skus,
        tiers,
        title_translated=text(product, "subjectTrans"),
        minimum=whole(product, "minOrderQuantity"),
        lot=whole(product, "batchNumber"),
        stock=whole(sale, "amountOnSale"),
        unit=text(unit, "unit"),
        unit_translated=text(unit, "transUnit"),
        seller=_seller(product),
        image_url=_first_picture(part(product, "productImage")),
        ship_within=f"{hours[1]} h" if hours else "",
        mix=MixRule(
            allowed=truth(mix, "generalHunpi") is True,
            amount=yuan(mix, "mixAmount") or Fen(0),
            number=max(0, whole(mix, "mixNumber") or 0),
        ),
    )


def parse_simple_offer(answer: Json) -> Offer | None:
    """Read alibaba.product.simple.get, the older form without translations; None if it holds no offer."""
    product = part(answer, "productInfo")
    if not product:
        return None
    sale = part(product, "saleInfo")
    skus = tuple(_sku(row, "attributes") for row in rows(product, "skuInfos"))
    return _offer(
        product,
        "productID",
        sale,
        skus,
        _tiers(rows(sale, "priceRanges")),
        title_translated="",
        minimum=whole(sale, "minOrderQuantity"),
        lot=whole(sale, "batchNumber"),
        stock=whole(sale, "amountOnSale"),
        unit=text(sale, "unit"),
        unit_translated="",
        seller=Seller("", text(product, "companyName"), text(product, "sellerLoginId", "supplierLoginId")),
        image_url=_first_picture(part(product, "image")),
        mix=MixRule(truth(sale, "mixWholeSale") is True, Fen(0), 0),
    )


def search_query(search: Search, language: str) -> dict[str, Any]:
    """What is looked for, as both calls of a search take it: by a picture if there is one, else by words alone."""
    wanted, picture = search.filter, search.picture
    query = {"country": country(language), "imageId": picture, "region": picture and search.region}
    query |= {"keyword": search.words, "sort": _SORTS.get(wanted.sort, "")}
    query["filter"] = ",".join(name for name, want in ((_FACTORY, wanted.factory), (_SOON, wanted.soon)) if want)
    for name, bound in (("priceStart", wanted.lowest), ("priceEnd", wanted.highest)):
        query[name] = "" if bound is None else yuan_text(bound)
    return {name: value for name, value in query.items() if value}


def parse_hits(answer: Json) -> SearchPage:
    """Read one page of a search by words or by a picture."""
    found = part(part(answer, "result"), "result")
    regions = text(part(found, "picRegionInfo"), "yoloCropRegion").split(";")
    return SearchPage(
        hits=tuple(_hit(row) for row in rows(found, "data") if text(row, "offerId")),
        pages=max(1, whole(found, "totalPage") or 1),
        regions=tuple(each for each in regions if _REGION.fullmatch(each)),
    )


def parse_picture(answer: Json) -> str:
    """1688's number of a picture that it took; empty if it gave none, or 0."""
    given = text(part(answer, "result"), "result").strip()
    return given if given.strip("0") else ""


def parse_median(answer: Json) -> Fen | None:
    """The newest of the median prices of a month, which are text and may be missing."""
    told = [(text(row, "date"), price(row, "value")) for row in rows(part(answer, "result"), "result")]
    return max((each for each in told if each[1] is not None), key=itemgetter(0), default=("", None))[1]


def _offer(
    product: Json,
    id_key: str,
    sale: Json,
    skus: tuple[Sku, ...],
    tiers: tuple[Tier, ...],
    *,
    minimum: int | None,
    lot: int | None,
    **rest: Any,
) -> Offer:
    offer_id = text(product, id_key)
    if not offer_id.isdecimal():
        raise FormError(f"{id_key} is no number")
    by = _price_by(whole(sale, "quoteType"), skus, tiers)
    least = max(1, minimum if minimum else min((tier.start for tier in tiers), default=1))
    variants = tuple(sku for sku in skus if sku.spec_id != sku.sku_id)
    if skus and not variants:
        # Of goods without variants the only SKU tells the price. Its spec id is its own number and is never sent.
        prices = {sku.price for sku in skus}
        only = prices.pop() if len(prices) == 1 else None
        if by is PriceBy.SKU:
            tiers = (Tier(least, only),) if only is not None else ()
        by, rest["stock"] = PriceBy.OFFER, sum(sku.stock for sku in skus)
    skus = variants
    return Offer(
        offer_id=offer_id,
        title=text(product, "subject"),
        status=text(product, "status"),
        price_by=by,
        tiers=tiers,
        skus=tuple(replace(sku, price=None) for sku in skus) if by is PriceBy.QUANTITY and tiers else skus,
        minimum=least,
        lot=lot if lot and lot > 1 else None,
        category=text(product, "categoryName"),
        category_id=text(product, "categoryId", "categoryID"),
        **rest,
    )


def _price_by(quote_type: int | None, skus: tuple[Sku, ...], tiers: tuple[Tier, ...]) -> PriceBy:
    """1688's price type, unless it is missing or contradicts what came with it."""
    if not skus:
        return PriceBy.OFFER
    kind = _QUOTE_TYPES.get(-1 if quote_type is None else quote_type)
    if kind in (PriceBy.SKU, PriceBy.QUANTITY):
        return kind
    priced = all(sku.price is not None for sku in skus)
    return PriceBy.QUANTITY if tiers and (kind is PriceBy.OFFER or not priced) else PriceBy.SKU


def _sku(row: Json, attributes: str) -> Sku:
    return Sku(
        sku_id=text(row, "skuId"),
        spec_id=text(row, "specId"),
        attributes=tuple(_attribute(each) for each in rows(row, attributes)),
        price=price(row, "price"),
        stock=max(0, whole(row, "amountOnSale") or 0),
    )


def _attribute(row: Json) -> Attribute:
    return Attribute(
        name=text(row, "attributeName") or text(row, "attributeID"),
        value=text(row, "value", "attributeValue"),
        name_translated=text(row, "attributeNameTrans"),
        value_translated=text(row, "valueTrans"),
        image_url=_picture(text(row, "skuImageUrl")),
    )


def _tiers(ranges: list[Json]) -> tuple[Tier, ...]:
    read = ((whole(row, "startQuantity"), price(row, "price")) for row in ranges)
    tiers = [Tier(start, cost) for start, cost in read if start is not None and start > 0 and cost is not None]
    return tuple(sorted(tiers, key=lambda tier: tier.start))


def _seller(product: Json) -> Seller:
    data = part(product, "sellerDataInfo")
    refunds = percent(text(data, "qualityRefundWithin30Day"))
    return Seller(
        open_id=text(product, "sellerOpenId"),
        company=text(product, "companyName"),
        years=whole(data, "tpYear"),
        repeat_percent=percent(text(data, "repeatPurchasePercent")),
        score=text(data, "compositeServiceScore") or text(product, "tradeScore"),
        factory=_is_factory(product, "offerIdentities"),
        # whether it is a share or percent is not said: one of a hundred must not be shown as all
        refund_percent=refunds if refunds != "100%" else "",
        on_time_percent=percent(text(data, "collect30DayWithin48HPercent")),
    )


def _first_picture(holder: Json) -> str:
    images = holder.get("images")
    first = images[0] if isinstance(images, list) and images else ""
    return _picture(first) if isinstance(first, str) else ""


def _picture(address: str) -> str:
    if address.startswith("//"):
        return "https:" + address
    return address if not address or "://" in address else PICTURES + address.lstrip("/")


def _hit(row: Json) -> SearchHit:
    info = part(row, "priceInfo")
    prices = [cost for cost in (price(info, "price"), price(info, "promotionPrice")) if cost is not None]
    return SearchHit(
        offer_id=text(row, "offerId"),
        title=text(row, "subject"),
        title_translated=text(row, "subjectTrans"),
        price=min(prices, default=None),
        minimum=whole(row, "minOrderQuantity"),
        repeat_percent=percent(text(row, "repurchaseRate"))
        or percent(text(part(row, "sellerDataInfo"), "repeatPurchasePercent")),
        place=text(row, "companyAddress"),
        factory=_is_factory(row, "sellerIdentities"),
    )


def _is_factory(holder: Json, key: str) -> bool:
    """Whether 1688 calls the seller a factory: a search says so in sellerIdentities, the detail in offerIdentities."""
    named = holder.get(key)
    return isinstance(named, list) and any("super_factory" in each or "超级工厂" in each for each in map(str, named))
