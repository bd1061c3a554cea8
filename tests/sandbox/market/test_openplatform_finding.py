"""Goods that are looked for by a picture, as the pretend 1688 finds them, and what they cost in a month."""

import base64
import random
from io import BytesIO

import pytest
from PIL import Image

CROSSBORDER = "com.alibaba.fenxiao.crossborder"
MUG, LAMP, BAG = "Nordic ceramic mug", "USB rechargeable", "laptop backpack"


def written(shown, quality=85, form="JPEG") -> bytes:
    file = BytesIO()
    shown.save(file, form, quality=quality)
    return file.getvalue()


async def good(market, title):
    return next(each for each in await market.sim("goods") if title in each["title_en"])


async def drawn(market, title, side):
    body = (await market.http.get((await good(market, title))["picture"])).content
    return Image.open(BytesIO(body)).convert("RGB").resize((side, side))


async def photo(market, *titles, side=500):
    """Goods side by side on a table of one colour."""
    table = Image.new("RGB", ((side + 40) * len(titles), side + 60), (240, 240, 240))
    for place, title in enumerate(titles):
        table.paste(await drawn(market, title, side), (place * (side + 40) + 20, 30))
    return table


async def upload(market, data: bytes, front=""):
    sent = {"imageBase64": front + base64.b64encode(data).decode()}
    return (await market.call(CROSSBORDER, "product.image.upload", uploadImageParam=sent))["result"]


async def search(market, number, **asked):
    query = {"imageId": number, "beginPage": 1, "pageSize": 20, "country": "en", **asked}
    return (await market.call(CROSSBORDER, "product.search.imageQuery", offerQueryParam=query))["result"]


async def found(market, data: bytes, **asked):
    """What the goods are called that look like a picture, the most alike first."""
    answer = await search(market, (await upload(market, data))["result"], **asked)
    assert answer["success"] == "true"
    return [row["subjectTrans"] for row in answer["result"]["data"]]


@pytest.mark.parametrize("side", [80, 300, 1600])
@pytest.mark.parametrize("quality", [40, 85])
async def test_every_offer_is_found_by_its_picture_whatever_its_size(market, side, quality) -> None:
    for each in await market.sim("goods"):
        if each["status"] == "published":
            shown = await drawn(market, each["title_en"], side)
            assert (await found(market, written(shown, quality)))[0] == each["title_en"]


async def test_a_photo_finds_what_looks_like_it_and_nothing_else(market) -> None:
    titles = await found(market, written(await photo(market, MUG)))
    assert len(titles) == 3
    assert titles[0].startswith(MUG)
    assert all("mug" in title or "cup" in title for title in titles)


async def test_a_photo_of_two_things_is_searched_by_the_one_or_the_other(market) -> None:
    number = (await upload(market, written(await photo(market, MUG, LAMP))))["result"]
    first = (await search(market, number))["result"]
    told = first["picRegionInfo"]
    parts = told["yoloCropRegion"].split(";")
    assert len(parts) == 2
    assert told["currentRegion"] == parts[0]
    both = [(await search(market, number, region=part))["result"] for part in parts]
    assert both[0]["data"] == first["data"]
    assert [each["picRegionInfo"]["currentRegion"] for each in both] == parts
    titles = {each["data"][0]["subjectTrans"] for each in both}
    assert {title for title in titles if title.startswith(MUG) or "desk lamp" in title} == titles
    assert len(titles) == 2


NOTHING = {
    "a white wall": Image.new("RGB", (800, 600), "white"),
    "noise": Image.frombytes("RGB", (400, 300), random.Random(1688).randbytes(400 * 300 * 3)),
    "a shade": Image.linear_gradient("L").resize((600, 600)).convert("RGB"),
}


@pytest.mark.parametrize("name", NOTHING)
async def test_a_picture_of_no_goods_finds_none(market, name) -> None:
    assert await found(market, written(NOTHING[name])) == []


async def test_what_is_found_can_be_narrowed_down_sorted_and_paged(market) -> None:
    lamps = written(await photo(market, LAMP))
    assert len(await found(market, lamps)) == 4
    assert await found(market, lamps, keyword="solar") == ["Solar garden light with sensor, one model only"]
    assert await found(market, lamps, priceStart="20", priceEnd="30") == await found(market, lamps, keyword="garden")
    cheap = await found(market, lamps, sort='{"price":"asc"}')
    assert cheap[0].startswith("Bedside")
    assert cheap[2:] == await found(market, lamps, sort='{"price":"asc"}', beginPage=2, pageSize=2)


async def test_only_factories_or_only_what_ships_soon_is_found_by_either_search(market) -> None:
    bag = await good(market, BAG)
    await market.sim(f"goods/{bag['offer_id']}", {"ship_hours": 72})
    for name, more in (
        ("product.search.keywordQuery", {"keyword": ""}),
        ("product.search.imageQuery", {"imageId": (await upload(market, written(await photo(market, BAG))))["result"]}),
    ):
        query = {"beginPage": 1, "pageSize": 50, "country": "en", **more}
        page = [
            (await market.call(CROSSBORDER, name, offerQueryParam={**query, "filter": kept}))["result"]["result"]
            for kept in ("", "shipIn48Hours", "certifiedFactory", "certifiedFactory,shipIn48Hours")
        ]
        rows = page[0]["data"]
        soon = {
            each["offerId"]
            for each in rows
            if each["productSimpleShippingInfo"]["shippingTimeGuarantee"] != "shipIn72Hours"
        }
        factories = {each["offerId"] for each in rows if "super_factory" in each["sellerIdentities"]}
        assert 0 < len(soon) < len(rows)
        assert [{each["offerId"] for each in one["data"]} for one in page[1:]] == [soon, factories, soon & factories]


async def test_a_row_names_its_company_and_place_by_picture_alone_and_its_sellers_id_never(market) -> None:
    number = (await upload(market, written(await photo(market, MUG))))["result"]
    row = (await search(market, number))["result"]["data"][0]
    asked = {"keyword": MUG, "beginPage": 1, "pageSize": 1, "country": "en"}
    answer = await market.call(CROSSBORDER, "product.search.keywordQuery", offerQueryParam=asked)
    by_words = answer["result"]["result"]["data"][0]
    assert (row["companyName"], row["companyAddress"]) == ("潮州市瓷语陶瓷有限公司", "广东省潮州市")
    assert {"companyName", "companyAddress", "sellerOpenId"}.isdisjoint(by_words)
    assert "sellerOpenId" not in row


async def test_a_seller_is_the_same_in_the_detail_and_in_what_searches_find(market) -> None:
    asked = {"keyword": "", "beginPage": 1, "pageSize": 50, "country": "en"}
    answer = await market.call(CROSSBORDER, "product.search.keywordQuery", offerQueryParam=asked)
    told = set()
    for row in answer["result"]["result"]["data"]:
        one = {"offerId": row["offerId"], "country": "en"}
        detail = await market.call(CROSSBORDER, "product.search.queryProductDetail", offerDetailParam=one)
        read = detail["result"]["result"]
        assert read["offerIdentities"] == row["sellerIdentities"]
        seller, shipping = read["sellerDataInfo"], row["productSimpleShippingInfo"]
        assert {name: seller[name] for name in row["sellerDataInfo"]} == row["sellerDataInfo"]
        refunded, punctual = seller["qualityRefundWithin30Day"], seller["collect30DayWithin48HPercent"]
        assert float(refunded) == pytest.approx(float(shipping["qualityReturnRate30d"][:-1]) / 100)
        assert float(punctual) == pytest.approx(float(shipping["perfectFulfillmentRate30d"][:-1]) / 100)
        told.add((refunded, punctual, seller["tpYear"], "super_factory" in row["sellerIdentities"]))
    assert len(told) == 8


async def test_what_is_no_jpeg_of_a_sensible_size_gets_no_number_or_0(market) -> None:
    mug = await photo(market, MUG)
    noise = Image.frombytes("RGB", (900, 900), random.Random(1688).randbytes(900 * 900 * 3))
    none = {"success": "true", "code": "200", "message": "success"}
    assert await upload(market, written(mug, form="PNG")) == none
    assert await upload(market, written(mug), front="data:image/jpeg;base64,") == none
    for each in (written(noise), written(mug.resize((40, 40))), written(mug)[:2000]):
        assert await upload(market, each) == {**none, "result": "0"}
    assert (await upload(market, b""))["success"] == "false"
    assert not market.world.pictures


async def test_a_picture_without_a_number_or_with_a_strange_one_is_not_searched(market) -> None:
    number = (await upload(market, written(await photo(market, MUG))))["result"]
    assert (await search(market, "0"))["success"] == "false"
    for region in ("1,2,3", "300,100,0,50", "0,9000,0,9000"):
        query = {"imageId": number, "beginPage": 1, "pageSize": 20, "country": "en", "region": region}
        refused = await market.ask(CROSSBORDER, "product.search.imageQuery", offerQueryParam=query)
        assert (refused.status_code, refused.json()["error_code"]) == (400, "gw.ParamInvalid")


async def test_switches_take_the_number_away_or_what_is_found(market) -> None:
    mug = written(await photo(market, MUG))
    number = (await upload(market, mug))["result"]
    await market.sim("market", {"nothing_alike": True})
    assert (await search(market, number))["result"]["data"] == []
    assert (await search(market, number))["result"]["picRegionInfo"] is None
    assert (await market.sim("market", {"no_picture_id": True}))["no_picture_id"] is True
    assert "result" not in await upload(market, mug)


async def trend(market, offer_id, first, last):
    asked = {"offerId": int(offer_id), "startDate": first, "endDate": last}
    name = "product.analyze.getThirtyDayMedianPriceTrendNew"
    return (await market.call(CROSSBORDER, name, trendQueryParam=asked))["result"]


async def test_a_months_median_prices_are_text_and_some_are_missing(market) -> None:
    offer_id = (await good(market, MUG))["offer_id"]
    told = await trend(market, offer_id, "20261025", "20261124")
    assert (told["success"], told["retCode"], len(told["result"])) == (True, "S000", 31)
    prices = {row["date"]: row["value"] for row in told["result"]}
    assert prices["20261124"] == ""
    known = [float(price) for price in prices.values() if price]
    assert 20 < len(known) < 31
    assert all(12.25 <= price <= 12.75 for price in known)
    assert (await trend(market, offer_id, "20261023", "20261124"))["success"] is False
    assert (await trend(market, "600000000000", "20261101", "20261102"))["result"] == []
