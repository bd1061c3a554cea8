"""Goods as 1688 tells them: detail, search, the older detail; and the pictures."""

import zlib

import pytest

CROSSBORDER = "com.alibaba.fenxiao.crossborder"


async def detail(market, good, country="en"):
    asked = {"offerId": int(good["offer_id"]), "country": country}
    answer = await market.call(CROSSBORDER, "product.search.queryProductDetail", offerDetailParam=asked)
    return answer["result"]["result"]


async def search(market, **asked):
    query = {"keyword": "", "beginPage": 1, "pageSize": 50, "country": "en", **asked}
    answer = await market.call(CROSSBORDER, "product.search.keywordQuery", offerQueryParam=query)
    return answer["result"]["result"]


async def test_every_kind_of_goods_stands_there_at_least_twice(market) -> None:
    rows = await market.sim("goods")
    kinds = [row["kind"] for row in rows]
    wanted = ("plain", "range", "sku", "lot", "mixed", "sold_out", "delisted", "no_api", "split")
    assert all(kinds.count(kind) >= 2 for kind in wanted)
    assert len(rows) >= 30
    assert len({row["seller"] for row in rows}) >= 6
    assert {len(row["offer_id"]) for row in rows} == {12, 13}
    assert max(len(row["skus"]) for row in rows) > 40


async def test_the_same_seed_makes_the_same_goods(market) -> None:
    from bot.sandbox.bus import Bus
    from bot.sandbox.clock import WorldClock
    from bot.sandbox.world.world import World

    assert list(World(WorldClock(), Bus()).offers) == list(market.world.offers)
    assert list(World(WorldClock(), Bus(), 7).offers) != list(market.world.offers)


async def test_a_sku_priced_offer_shows_variants_with_text_prices(market) -> None:
    inner = await detail(market, await market.goods("sku"), "ru")
    sku = inner["productSkuInfos"][0]
    assert inner["productSaleInfo"]["quoteType"] == 1
    assert len(inner["productSkuInfos"]) == 20
    assert sku["price"] == "18.50"
    assert len(sku["specId"]) == 32
    assert [each["valueTrans"] for each in sku["skuAttributes"]] == ["Белый", "S"]
    assert inner["subjectTrans"].startswith("Хлопковая футболка")
    assert sum(each["amountOnSale"] for each in inner["productSkuInfos"]) == inner["productSaleInfo"]["amountOnSale"]


async def test_a_range_priced_offer_has_tiers_and_no_variants(market) -> None:
    inner = await detail(market, await market.goods("range"))
    ranges = [(each["startQuantity"], each["price"]) for each in inner["productSaleInfo"]["priceRangeList"]]
    assert inner["productSaleInfo"]["quoteType"] == 0
    assert ranges == [(10, "3.20"), (100, "2.90"), (1000, "2.55")]
    assert inner["productSkuInfos"] == []
    assert inner["minOrderQuantity"] == 10


async def test_variants_priced_by_quantity_have_quote_type_two(market) -> None:
    inner = await detail(market, await market.goods("sku_range"))
    assert inner["productSaleInfo"]["quoteType"] == 2
    assert len(inner["productSaleInfo"]["priceRangeList"]) == 3


@pytest.mark.parametrize(("kind", "status"), [("plain", "published"), ("delisted", "expired")])
async def test_the_status_says_whether_it_can_be_bought(market, kind, status) -> None:
    assert (await detail(market, await market.goods(kind)))["status"] == status


async def test_lot_mix_and_stock_are_told(market) -> None:
    lot = await detail(market, await market.goods("lot"))
    mixed = await detail(market, await market.goods("mixed"))
    gone = await detail(market, await market.goods("sold_out"))
    assert lot["batchNumber"] == 10
    assert mixed["sellerMixSetting"] == {"generalHunpi": True, "mixAmount": 200, "mixNumber": 10}
    assert gone["productSaleInfo"]["amountOnSale"] == 0


async def test_an_unknown_offer_is_a_business_error(market) -> None:
    asked = {"offerId": 600000000000, "country": "en"}
    answer = await market.call(CROSSBORDER, "product.search.queryProductDetail", offerDetailParam=asked)
    simple = await market.call(
        "com.alibaba.product", "alibaba.product.simple.get", productID="600000000000", webSite="1688"
    )
    assert answer["result"]["success"] is False
    assert simple == {"errMsg": "商品[600000000000]不存在"}


async def test_the_older_detail_speaks_of_yuan_as_numbers(market) -> None:
    good = await market.goods("sku")
    answer = await market.call(
        "com.alibaba.product", "alibaba.product.simple.get", productID=good["offer_id"], webSite="1688"
    )
    assert str(answer["productInfo"]["skuInfos"][0]["price"]) == "18.5"
    assert len(answer["bizGroupInfos"]) == 5


@pytest.mark.parametrize("keyword", ["纯棉T恤", "cotton t-shirt", "хлопковая футболка"])
async def test_a_search_finds_in_three_languages(market, keyword) -> None:
    good = await market.goods("sku")
    found = await search(market, keyword=keyword)
    assert str(found["data"][0]["offerId"]) == good["offer_id"]


async def test_a_search_can_be_sorted_filtered_and_paged(market) -> None:
    cheap = await search(market, priceStart="5", priceEnd="10", sort='{"price":"asc"}')
    dear = await search(market, sort='{"price":"desc"}', pageSize=3)
    sold = await search(market, sort='{"monthSold":"desc"}')
    rest = await search(market, beginPage=2, pageSize=20, categoryId=311)
    prices = [float(each["priceInfo"]["price"]) for each in cheap["data"]]
    assert prices == sorted(prices)
    assert prices
    assert all(5 <= price <= 10 for price in prices)
    assert dear["data"][0]["priceInfo"]["price"] == "68.00"
    assert (len(dear["data"]), dear["pageSize"]) == (3, 3)
    assert sold["data"][0]["monthSold"] >= sold["data"][-1]["monthSold"]
    assert rest["data"] == []
    assert rest["totalPage"] == 1


async def test_delisted_goods_are_not_found(market) -> None:
    gone = await market.goods("delisted")
    found = await search(market, keyword=gone["title"])
    assert gone["offer_id"] not in {str(each["offerId"]) for each in found["data"]}


async def test_pictures_are_png_of_their_own_colour(market) -> None:
    inner = await detail(market, await market.goods("sku"))
    paths = [inner["productImage"]["images"][0]]
    paths += [sku["skuAttributes"][0]["skuImageUrl"] for sku in inner["productSkuInfos"][::5]]
    bodies = [(await market.http.get(path.removeprefix("http://127.0.0.1:8688"))).content for path in paths]
    assert all(path.startswith("http://127.0.0.1:8688/pictures/") for path in paths)
    assert all(body.startswith(b"\x89PNG\r\n\x1a\n") for body in bodies)
    assert len(set(bodies)) == len(bodies)
    start = bodies[0].index(b"IDAT")
    size = int.from_bytes(bodies[0][start - 4 : start], "big")
    assert len(zlib.decompress(bodies[0][start + 4 : start + 4 + size])) == 400 * (1 + 400 // 2)


async def test_a_small_picture_and_an_unknown_one(market) -> None:
    good = await market.goods("plain")
    small = await market.http.get(good["picture"].replace(".png", ".80x80.png"))
    unknown = [await market.http.get(f"/pictures/{name}") for name in ("1.png", "x.png")]
    assert int.from_bytes(small.content[16:20], "big") == 80
    assert [each.status_code for each in unknown] == [404, 404]
