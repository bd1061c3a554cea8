"""Offers from both product calls, priced in the three ways, with numbers that may be text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.openplatform.wire import products
from bot.market.openplatform.wire.fields import FormError, read_json, write_json
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer, PriceBy, Tier
from bot.purchasing.offers.search import SearchPage

SPEC = "a1b2c3d4e5f60718293a4b5c6d7e8f90"


def sku(spec: str = SPEC, **more: Any) -> dict[str, Any]:
    return {
        "skuId": 5100000000017,
        "specId": spec,
        "amountOnSale": 40,
        "price": "12.30",
        "skuAttributes": [
            {"attributeName": "颜色", "attributeNameTrans": "Colour", "value": "红色", "valueTrans": "Red"},
            {"attributeName": "尺码", "value": "L", "skuImageUrl": "//cbu01.alicdn.com/img/a.jpg"},
        ],
        **more,
    }


def answer(**more: Any) -> dict[str, Any]:
    product = {
        "offerId": 655000111222,
        "subject": "陶瓷杯",
        "subjectTrans": "Ceramic cup",
        "status": "published",
        "productImage": {"images": ["https://cbu01.alicdn.com/img/cup.jpg", "second.jpg"]},
        "productSkuInfos": [sku()],
        "productSaleInfo": {
            "amountOnSale": 900,
            "quoteType": 1,
            "priceRangeList": [{"startQuantity": 3, "price": "12.30"}],
            "unitInfo": {"unit": "件", "transUnit": "piece"},
        },
        "productShippingInfo": {"sendGoodsAddressText": "广东省 潮州市", "shippingTimeGuarantee": "shipIn24Hours"},
        "minOrderQuantity": 3,
        "batchNumber": None,
        "sellerMixSetting": {"generalHunpi": True, "mixAmount": 200, "mixNumber": 5},
        "sellerOpenId": "BBBseller",
        "companyName": "潮州杯厂",
        "sellerDataInfo": {"compositeServiceScore": "4.8", "repeatPurchasePercent": "0.4150", "tpYear": 6},
        "soldOut": "5120",
        **more,
    }
    return {"result": {"success": True, "code": "200", "message": "成功", "result": product}}


def offer(**more: Any) -> Offer:
    read = products.parse_offer(answer(**more))
    assert read is not None
    return read


def test_an_offer_is_read_with_everything_that_a_buyer_sees() -> None:
    read = offer()
    assert (read.offer_id, read.title, read.title_translated) == ("655000111222", "陶瓷杯", "Ceramic cup")
    assert read.on_sale
    assert (read.minimum, read.lot, read.stock) == (3, None, 900)
    assert (read.unit, read.unit_translated) == ("件", "piece")
    assert read.ship_within == "24 h"
    assert read.image_url == "https://cbu01.alicdn.com/img/cup.jpg"
    assert read.tiers == (Tier(3, Fen(1230)),)


def test_the_seller_is_read_with_years_and_repeat_buyers() -> None:
    seller = offer().seller
    assert (seller.open_id, seller.company) == ("BBBseller", "潮州杯厂")
    assert (seller.years, seller.repeat_percent) == (6, "42%")


@pytest.mark.parametrize(
    ("identities", "factory"),
    [(["tp_member"], False), (["tp_member", "super_factory"], True), (["超级工厂,诚信通"], True), (None, False)],
)
def test_a_seller_is_a_factory_if_1688_calls_it_one(identities: Any, factory: bool) -> None:
    assert offer(offerIdentities=identities).seller.factory is factory


@pytest.mark.parametrize(
    ("refunds", "collected", "shown"),
    [("0.0123", "0.9953", ("1.2%", "99.5%")), ("0", "1", ("0%", "100%")), ("1", "2", ("", "")), ("2", None, ("", ""))],
)
def test_what_goes_back_and_what_comes_in_time_are_shares_or_not_told(
    refunds: str, collected: Any, shown: tuple[str, str]
) -> None:
    data = {"qualityRefundWithin30Day": refunds, "collect30DayWithin48HPercent": collected}
    seller = offer(sellerDataInfo=data).seller
    assert (seller.refund_percent, seller.on_time_percent) == shown


def test_a_sku_keeps_both_languages_and_its_picture() -> None:
    (read,) = offer().skus
    assert (read.sku_id, read.spec_id, read.price, read.stock) == ("5100000000017", SPEC, 1230, 40)
    assert read.label == "Red / L"
    assert read.attributes[0].name == "颜色"
    assert read.image_url == "https://cbu01.alicdn.com/img/a.jpg"


def test_the_mix_amount_is_yuan_on_the_wire() -> None:
    mix = offer().mix
    assert (mix.allowed, mix.amount, mix.number) == (True, 20_000, 5)


@pytest.mark.parametrize(
    ("quote_type", "skus", "tiers", "expected"),
    [
        (0, False, True, PriceBy.OFFER),
        (1, True, True, PriceBy.SKU),
        (2, True, True, PriceBy.QUANTITY),
        ("1", True, False, PriceBy.SKU),
        ("2", True, True, PriceBy.QUANTITY),
        (1, False, True, PriceBy.OFFER),
        (0, True, True, PriceBy.QUANTITY),
        (0, True, False, PriceBy.SKU),
        (3, True, True, PriceBy.SKU),
        (None, True, True, PriceBy.SKU),
        (None, False, True, PriceBy.OFFER),
    ],
)
def test_where_the_price_comes_from(quote_type: Any, skus: bool, tiers: bool, expected: PriceBy) -> None:
    sale = {"quoteType": quote_type, "priceRangeList": [{"startQuantity": 1, "price": "9"}] if tiers else []}
    assert offer(productSaleInfo=sale, productSkuInfos=[sku()] if skus else []).price_by is expected


def test_skus_without_own_prices_are_priced_by_quantity_where_1688_does_not_say() -> None:
    sale = {"priceRangeList": [{"startQuantity": 1, "price": "9"}]}
    assert offer(productSaleInfo=sale, productSkuInfos=[sku(price=None)]).price_by is PriceBy.QUANTITY


def test_a_sku_of_an_offer_priced_by_quantity_has_no_price_of_its_own() -> None:
    sale = {
        "quoteType": 2,
        "priceRangeList": [{"startQuantity": 5, "price": "9"}, {"startQuantity": 50, "price": "8.5"}],
    }
    read = offer(productSaleInfo=sale)
    assert read.skus[0].price is None
    assert read.unit_price(read.skus[0], 60) == 850


def test_tiers_are_sorted_and_those_without_price_or_start_are_left_out() -> None:
    ranges = [
        {"startQuantity": "100", "price": "2.90"},
        {"startQuantity": 10, "price": "3.20"},
        {"startQuantity": 1000, "price": None},
        {"startQuantity": 0, "price": "9"},
        {"price": "9"},
    ]
    assert offer(productSaleInfo={"priceRangeList": ranges}).tiers == (Tier(10, Fen(320)), Tier(100, Fen(290)))


def test_numbers_that_travel_as_text_are_numbers() -> None:
    read = offer(
        offerId="655000111222",
        minOrderQuantity="2",
        batchNumber="10",
        productSkuInfos=[sku(amountOnSale="1030", skuId="4878065068300", price="14.9")],
        productSaleInfo={"quoteType": "1", "amountOnSale": "2591", "priceRangeList": None},
        sellerMixSetting={"generalHunpi": "true", "mixAmount": "100", "mixNumber": "2"},
    )
    assert (read.minimum, read.lot, read.stock) == (2, 10, 2591)
    assert (read.skus[0].stock, read.skus[0].price) == (1030, 1490)
    assert (read.mix.allowed, read.mix.amount, read.mix.number) == (True, 10_000, 2)


@pytest.mark.parametrize(("lot", "expected"), [(None, None), (0, None), (1, None), (12, 12)])
def test_a_lot_of_one_is_no_lot(lot: int | None, expected: int | None) -> None:
    assert offer(batchNumber=lot).lot == expected


def test_without_a_minimum_the_first_tier_is_the_minimum() -> None:
    sale = {"priceRangeList": [{"startQuantity": 24, "price": "3"}]}
    assert offer(minOrderQuantity=None, productSaleInfo=sale).minimum == 24
    assert offer(minOrderQuantity=None, productSaleInfo={}).minimum == 1


def test_a_delisted_offer_is_an_offer_with_its_word() -> None:
    read = offer(status="member expired", productSkuInfos=[], productSaleInfo={"quoteType": 0, "priceRangeList": []})
    assert (read.status, read.on_sale) == ("member expired", False)


def test_what_is_not_told_of_a_seller_is_empty() -> None:
    seller = offer(sellerDataInfo=None).seller
    assert (seller.years, seller.repeat_percent) == (None, "")


@pytest.mark.parametrize(
    "body", [{}, {"result": None}, {"result": {"success": True, "result": None}}, {"result": {"result": []}}]
)
def test_an_answer_without_a_product_is_no_offer(body: dict[str, Any]) -> None:
    assert products.parse_offer(body) is None


@pytest.mark.parametrize("offer_id", [None, "", "12a", -5])
def test_a_product_without_a_number_is_a_form_error(offer_id: Any) -> None:
    with pytest.raises(FormError):
        products.parse_offer(answer(offerId=offer_id))


def test_the_older_form_is_read_with_relative_pictures() -> None:
    body = {
        "productInfo": {
            "productID": 655000111333,
            "subject": "玻璃杯",
            "status": "published",
            "image": {"images": ["img/ibank/2020/glass.jpg"]},
            "skuInfos": [
                {
                    "attributes": [{"attributeID": 3216, "attributeValue": "透明", "skuImageUrl": "img/sku.jpg"}],
                    "amountOnSale": 12,
                    "price": 7.5,
                    "skuId": 3900000000001,
                    "specId": SPEC,
                }
            ],
            "saleInfo": {
                "priceRanges": [{"startQuantity": 2, "price": 7.5}],
                "minOrderQuantity": 2,
                "batchNumber": 6,
                "unit": "只",
                "quoteType": 1,
                "mixWholeSale": True,
            },
            "sellerLoginId": "glass_maker",
        }
    }
    read = products.parse_simple_offer(read_json(write_json(body)))
    assert read is not None
    assert (read.offer_id, read.title, read.title_translated) == ("655000111333", "玻璃杯", "")
    assert (read.minimum, read.lot, read.unit) == (2, 6, "只")
    assert read.image_url == "https://cbu01.alicdn.com/img/ibank/2020/glass.jpg"
    assert (read.skus[0].price, read.skus[0].attributes[0].name) == (750, "3216")
    assert read.skus[0].image_url == "https://cbu01.alicdn.com/img/sku.jpg"
    assert (read.seller.login, read.mix.allowed) == ("glass_maker", True)


def test_the_older_form_without_prices_is_an_offer_without_prices() -> None:
    body = {"productInfo": {"productID": 1, "skuInfos": [{"specId": SPEC}], "saleInfo": None}}
    read = products.parse_simple_offer(body)
    assert read is not None
    assert read.unit_price(read.skus[0], 1) is None


def test_the_older_form_without_a_product_is_no_offer() -> None:
    assert products.parse_simple_offer({"errMsg": "商品[1]不存在"}) is None


def test_a_search_page_is_read_with_the_lowest_price() -> None:
    rows = [
        {
            "offerId": 655000111222,
            "subject": "杯",
            "subjectTrans": "cup",
            "imageUrl": "img/cup.jpg",
            "priceInfo": {"price": "12.30", "promotionPrice": "11.90"},
            "repurchaseRate": "32%",
            "minOrderQuantity": 3,
        },
        {"offerId": "655000111333", "subject": "碗", "sellerDataInfo": {"repeatPurchasePercent": "0.05"}},
        {"subject": "an advertisement without a number"},
    ]
    first, second = products.parse_hits({"result": {"result": {"data": rows}}}).hits
    assert (first.offer_id, first.price, first.minimum, first.repeat_percent) == ("655000111222", 1190, 3, "32%")
    assert (second.offer_id, second.price, second.minimum, second.repeat_percent) == ("655000111333", None, None, "5%")


def test_a_row_of_a_search_tells_of_its_seller_and_a_page_of_its_parts() -> None:
    row = {
        "offerId": 5, "companyAddress": "广东省潮州市", "sellerIdentities": ["tp_member", "super_factory"],
    }  # fmt: skip
    regions = {"currentRegion": "1,2,3,4", "yoloCropRegion": "1,2,3,4;5,6,7,8;a part"}
    page = {"data": [row], "totalPage": "3", "picRegionInfo": regions}
    read = products.parse_hits({"result": {"success": "true", "result": page}})
    (hit,) = read.hits
    assert (hit.place, hit.factory) == ("广东省潮州市", True)
    assert (read.pages, read.regions) == (3, ("1,2,3,4", "5,6,7,8"))


def test_a_search_without_a_page_is_empty() -> None:
    assert products.parse_hits({"result": {"result": None}}) == SearchPage((), 1)


@pytest.mark.parametrize(("language", "expected"), [("en", "en"), ("ru", "ru"), ("zh", "en"), ("", "en")])
def test_each_language_has_a_country(language: str, expected: str) -> None:
    assert products.country(language) == expected


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda kids: (
            st.lists(kids, max_size=3)
            | st.dictionaries(st.sampled_from([*answer()["result"]["result"], "images", "price"]), kids, max_size=5)
        ),
        max_leaves=20,
    )
)
def test_no_product_however_odd_raises_anything_but_a_form_error(odd: Any) -> None:
    for wrapped in ({"result": {"result": odd}}, {"productInfo": odd}):
        for parse in (products.parse_offer, products.parse_simple_offer):
            try:
                read = parse(wrapped)
            except FormError:
                continue
            assert read is None or read.offer_id.isdecimal()


@pytest.mark.parametrize(
    ("quote_type", "ranges", "tiers"),
    [
        (1, [{"startQuantity": 3, "price": "9"}], (Tier(3, Fen(1230)),)),
        (1, None, (Tier(3, Fen(1230)),)),
        (None, None, (Tier(3, Fen(1230)),)),
        (2, [{"startQuantity": 3, "price": "9"}], (Tier(3, Fen(900)),)),
        (0, [{"startQuantity": 3, "price": "9"}], (Tier(3, Fen(900)),)),
    ],
)
def test_goods_whose_only_spec_is_their_own_sku_have_no_variants(quote_type: Any, ranges: Any, tiers: Any) -> None:
    sale = {"quoteType": quote_type, "amountOnSale": 900, "priceRangeList": ranges}
    read = offer(productSkuInfos=[sku("5100000000017", skuAttributes=[])], productSaleInfo=sale)
    assert (read.skus, read.price_by, read.tiers, read.stock) == ((), PriceBy.OFFER, tiers, 40)


def test_among_variants_one_whose_spec_is_its_own_sku_cannot_be_chosen() -> None:
    """1688 means none by such a spec: it is never sent, and an order that names it would read back as none."""
    own = sku("5100000000017")
    assert [each.spec_id for each in offer(productSkuInfos=[own, sku()]).skus] == [SPEC]
    both = offer(productSkuInfos=[own, sku("5100000000018", skuId=5100000000018, price="15.00")])
    assert (both.skus, both.tiers, both.stock) == ((), (), 80)


def test_one_variant_with_a_spec_of_its_own_stays_one() -> None:
    assert [each.spec_id for each in offer().skus] == [SPEC]


def test_the_newest_median_that_1688_tells_counts_and_days_that_are_told_twice_break_nothing() -> None:
    days = [
        {"date": "20261103", "value": "12.50"}, {"date": "20261105", "value": ""},
        {"date": "20261104", "value": "12.10"}, {"date": "20261104", "value": None},
    ]  # fmt: skip
    assert products.parse_median({"result": {"result": days}}) == 1210
    assert products.parse_median({"result": {"result": [{"date": "20261105", "value": ""}]}}) is None
    assert products.parse_median({"result": None}) is None
