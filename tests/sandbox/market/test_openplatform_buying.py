"""Preview and creation: the same sums, the codes of refusal, splitting, partial failure, repeated references."""

import pytest

from bot.sandbox.world.quoting import Wish

TRADE = "com.alibaba.trade"
HOME = {"addressId": 761204518}


def lines(*pairs):
    return [
        {"offerId": int(good["offer_id"]), "quantity": count, **({"specId": spec} if spec else {})}
        for good, spec, count in pairs
    ]


async def preview(market, cargo, address=HOME, **more):
    params = {"addressParam": address, "cargoParamList": cargo, **more}
    return await market.call(TRADE, "alibaba.createOrder.preview", **params)


async def create(market, cargo, name="createCrossOrder", address=HOME, **more):
    params = {"flow": "general", "addressParam": address, "cargoParamList": cargo, **more}
    return await market.call(TRADE, f"alibaba.trade.{name}", **params)


async def test_preview_counts_fen_in_sums_and_yuan_in_lines(market) -> None:
    mug = await market.goods("plain")
    entry = (await preview(market, lines((mug, None, 3))))["orderPreviewResuslt"][0]
    assert (entry["sumPaymentNoCarriage"], entry["sumCarriage"], entry["sumPayment"]) == (3750, 1200, 4950)
    assert str(entry["cargoList"][0]["finalUnitPrice"]) == "12.5"
    assert str(entry["cargoList"][0]["amount"]) == "37.5"
    assert "quantity" not in entry["cargoList"][0]
    assert entry["tradeModeNameList"] == ["creditBuy", "period", "futurePay", "assureTrade"]
    assert [each["tradeType"] for each in entry["tradeModelList"]] == entry["tradeModeNameList"]


@pytest.mark.parametrize("kind", ["plain", "range", "sku", "sku_range", "lot", "mixed"])
async def test_creation_costs_what_the_preview_said(market, kind) -> None:
    good = await market.goods(kind)
    spec = good["skus"][0]["spec_id"] if good["skus"] else None
    count = max(good["min_order"], 20)
    entry = (await preview(market, lines((good, spec, count))))["orderPreviewResuslt"][0]
    fast = (await create(market, lines((good, spec, count)), "fastCreateOrder"))["result"]
    cross = (await create(market, lines((good, spec, count))))["result"]
    assert fast["totalSuccessAmount"] == cross["totalSuccessAmount"] == entry["sumPayment"]
    assert fast["postFee"] == entry["sumCarriage"]
    base = (await market.view(fast["orderId"]))["baseInfo"]
    assert base["totalAmount"] * 100 == entry["sumPayment"]
    assert base["shippingFee"] * 100 == entry["sumCarriage"]


async def test_a_coupon_of_the_shop_is_taken_off_the_goods_in_preview_and_order(market) -> None:
    mug = await market.goods("plain")
    before = (await preview(market, lines((mug, None, 40))))["orderPreviewResuslt"][0]
    await market.sim("market", {"coupon_fen": 500})
    entry = (await preview(market, lines((mug, None, 40))))["orderPreviewResuslt"][0]
    assert (entry["discountFee"], entry["sumCarriage"]) == (500, before["sumCarriage"])
    assert entry["sumPaymentNoCarriage"] == before["sumPaymentNoCarriage"] - 500
    assert [each["discountFee"] for each in entry["shopPromotionList"] if each["selected"]] == [500]
    order = (await create(market, lines((mug, None, 40))))["result"]
    assert order["totalSuccessAmount"] == entry["sumPayment"] == before["sumPayment"] - 500
    base = (await market.view(order["orderId"]))["baseInfo"]
    assert (base["totalAmount"] * 100, base["discount"]) == (entry["sumPayment"], -500)


@pytest.mark.parametrize(("count", "fen"), [(10, 320), (99, 320), (100, 290), (1000, 255)])
async def test_the_tier_follows_the_quantity(market, count, fen) -> None:
    box = await market.goods("range")
    entry = (await preview(market, lines((box, None, count))))["orderPreviewResuslt"][0]
    assert entry["sumPaymentNoCarriage"] == count * fen


async def test_the_tier_counts_all_variants_of_an_offer(market) -> None:
    cable = await market.goods("sku_range")
    specs = [sku["spec_id"] for sku in cable["skus"][:2]]
    entry = (await preview(market, lines((cable, specs[0], 60), (cable, specs[1], 40))))["orderPreviewResuslt"][0]
    assert entry["sumPaymentNoCarriage"] == 100 * 490


async def test_buying_takes_from_the_stock_and_closing_gives_back(market) -> None:
    mug = await market.goods("plain")
    order = (await create(market, lines((mug, None, 7))))["result"]["orderId"]
    assert (await market.goods("plain"))["stock"] == mug["stock"] - 7
    await market.sim(f"orders/{order}/cancel", {})
    assert (await market.goods("plain"))["stock"] == mug["stock"]


async def refusals(market):
    """Baskets that cannot be bought, with their code."""
    mug, box, shirt = await market.goods("plain"), await market.goods("range"), await market.goods("sku")
    lot, mixed, spec = await market.goods("lot"), await market.goods("mixed"), shirt["skus"][0]["spec_id"]
    gone, delisted = await market.goods("sold_out"), await market.goods("delisted")
    return [
        ("500_001", lines((delisted, None, 1))),
        ("500_001", [{"offerId": 600000000000, "quantity": 1}]),
        ("500_001", []),
        ("500_002", lines((shirt, None, 2))),
        ("500_003", lines((shirt, "0" * 32, 2))),
        ("500_003", lines((mug, None, 2), (box, None, 10))),
        ("500_004", lines((gone, None, 1))),
        ("400", lines((shirt, spec, 40), (shirt, spec, 40))),
        ("500_005", lines((box, None, 9))),
        ("500_005", lines((mug, None, 0))),
        ("500_006", lines((mixed, None, 9))),
        ("500_009", lines((lot, None, 25))),
    ]


async def test_a_basket_that_cannot_be_bought_gets_the_same_code_from_both(market) -> None:
    cases = await refusals(market)
    previews = [(await preview(market, cargo)) for _, cargo in cases]
    creates = [(await create(market, cargo)) for _, cargo in cases]
    assert [each["errorCode"] for each in previews] == [code for code, _ in cases]
    assert [each["code"] for each in creates] == [code for code, _ in cases]
    assert all(each["success"] is False and each["errorMsg"] for each in previews)
    assert (await market.sim("ledger"))["orders"] == []


async def test_a_way_of_ordering_that_is_not_documented_is_refused(market) -> None:
    cargo = lines((await market.goods("plain"), None, 1))
    seen = await preview(market, cargo, flow="wholesale")
    made = [await create(market, cargo, name, flow="wholesale") for name in ("fastCreateOrder", "createCrossOrder")]
    assert (seen["success"], seen["errorMsg"]) == (False, "not support flow:【wholesale】")
    assert [(each["success"], each["message"]) for each in made] == [(False, "not support flow:【wholesale】")] * 2
    assert (await market.sim("ledger"))["orders"] == []
    for flow in ("", "fenxiao", "fenxiaonew", "boutiquepifa"):
        assert (await create(market, cargo, flow=flow))["success"] is True


@pytest.mark.parametrize("name", ["fastCreateOrder", "createCrossOrder"])
async def test_a_note_of_more_than_five_hundred_characters_is_refused_and_nothing_is_made(market, name) -> None:
    cargo = lines((await market.goods("plain"), None, 1))
    long = await create(market, cargo, name, message="请" * 501)
    assert (long["success"], long["code"], "result" in long) == (False, "400", False)
    assert (await market.sim("ledger"))["orders"] == []
    fits = await create(market, cargo, name, message="请" * 500)
    row = (await market.sim("orders"))[0]
    assert (row["id"], len(row["message"])) == (fits["result"]["orderId"], 500)


async def test_mixed_wholesale_opens_at_its_number_or_amount(market) -> None:
    cup = await market.goods("mixed")
    assert (await preview(market, lines((cup, None, 10))))["success"] is True
    await market.sim(f"goods/{cup['offer_id']}", {"price": "40.00"})
    assert (await preview(market, lines((cup, None, 5))))["success"] is True
    assert (await preview(market, lines((cup, None, 4))))["errorCode"] == "500_006"


async def test_a_price_of_zero_and_an_unknown_consignment_are_refused(market) -> None:
    mug = await market.goods("plain")
    sold = await preview(market, lines((mug, None, 1)), flow="saleproxy")
    await market.sim(f"goods/{mug['offer_id']}", {"price": "0"})
    free = await preview(market, lines((mug, None, 1)))
    assert [sold["errorCode"], free["errorCode"]] == ["500_007", "500_008"]


async def test_goods_that_no_application_may_order(market) -> None:
    boxes = await market.goods("no_api")
    cargo = lines((boxes, None, 500))
    assert (await preview(market, cargo))["orderPreviewResuslt"][0]["tradeModeNameList"] == []
    assert (await create(market, cargo))["code"] == "500_001"


async def test_an_order_splits_between_two_warehouses(market) -> None:
    glass = await market.goods("split")
    cargo = lines((glass, None, 30))
    entries = (await preview(market, cargo))["orderPreviewResuslt"]
    result = (await create(market, cargo, outOrderId="S-1"))["result"]
    assert [each["sumPaymentNoCarriage"] for each in entries] == [20 * 990, 10 * 990]
    assert [each["orderAmmount"] for each in result["orderList"]] == [each["sumPayment"] for each in entries]
    assert "orderId" not in result
    assert (await market.listed(outOrderId="S-1"))["totalRecord"] == 2


async def test_a_warehouse_that_ran_dry_fails_alone(market) -> None:
    glass = await market.goods("split")
    await market.sim(f"goods/{glass['offer_id']}", {"stock": 25})
    result = (await create(market, lines((glass, None, 30))))["result"]
    assert result["totalSuccessAmount"] == 20 * 990 + result["postFee"]
    assert [each["errorCode"] for each in result["failedOfferList"]] == ["500_004"]


async def test_a_line_without_stock_fails_alone_and_the_rest_is_bought(market) -> None:
    shirt = await market.goods("sku")
    good, dry = shirt["skus"][0]["spec_id"], next(sku["spec_id"] for sku in shirt["skus"] if sku["stock"] == 0)
    cargo = lines((shirt, good, 2), (shirt, dry, 1))
    assert (await preview(market, cargo))["errorCode"] == "500_004"
    result = (await create(market, cargo, "fastCreateOrder"))["result"]
    assert [each["specId"] for each in result["failedOfferList"]] == [dry]
    items = (await market.view(result["orderId"]))["productItems"]
    assert [each["specId"] for each in items] == [good]


async def test_more_than_fifty_skus_do_not_fit_one_cross_border_order(market) -> None:
    shirt = await market.goods("sku")
    cargo = lines(*[(shirt, shirt["skus"][0]["spec_id"], 1)] * 51)
    assert (await create(market, cargo))["success"] is False


@pytest.mark.parametrize("repeat", ["second", "first", "refuse"])
async def test_a_repeated_reference_has_three_possible_answers(market, repeat) -> None:
    await market.sim("market", {"repeat": repeat})
    mug = await market.goods("plain")
    first = await create(market, lines((mug, None, 1)), outOrderId="R-1")
    again = await create(market, lines((mug, None, 1)), outOrderId="R-1")
    orders = (await market.sim("ledger"))["orders"]
    assert [each["out_order_id"] for each in orders] == ["R-1"] * (2 if repeat == "second" else 1)
    assert again["success"] is (repeat != "refuse")
    assert (again.get("result") == first["result"]) is (repeat == "first")


async def test_an_unknown_address_is_refused_by_both(market) -> None:
    mug = lines((await market.goods("plain"), None, 1))
    assert (await preview(market, mug, {"addressId": 1}))["success"] is False
    answer = await create(market, mug, address={"addressId": 1})
    assert (answer["code"], answer["message"]) == ("400", "AddressId invalid:AddressId invalid")


WRITTEN = {"fullName": "张三丰", "mobile": "13600000099", "address": "和平路1号", "provinceText": "浙江省",
           "cityText": "杭州市", "areaText": "滨江区"}  # fmt: skip


@pytest.mark.parametrize("lost", ["fullName", "mobile", "address", "cityText"])
async def test_a_written_address_must_be_whole(market, lost) -> None:
    mug = lines((await market.goods("plain"), None, 1))
    written = {key: value for key, value in WRITTEN.items() if key != lost}
    assert (await create(market, mug, address=written))["success"] is False
    long = {**WRITTEN, "address": "路" * 201}
    assert (await create(market, mug, address=long))["success"] is False


async def test_a_written_address_stands_in_the_order(market) -> None:
    mug = lines((await market.goods("plain"), None, 1))
    order = (await create(market, mug, address=WRITTEN))["result"]["orderId"]
    receiver = (await market.view(order))["baseInfo"]["receiverInfo"]
    assert (receiver["toFullName"], receiver["toArea"]) == ("张三丰", "浙江省 杭州市 滨江区")


async def test_goods_without_variants_may_have_a_spec_that_is_their_own_sku(market) -> None:
    lamp = next(good for good in await market.sim("goods") if good["kind"] == "plain" and good["skus"])
    (sku,) = lamp["skus"]
    assert sku["spec_id"] == sku["sku_id"]
    assert (await preview(market, lines((lamp, sku["spec_id"], 1))))["errorCode"] == "500_003"
    order = (await create(market, lines((lamp, None, 2))))["result"]["orderId"]
    (item,) = (await market.view(order))["productItems"]
    assert (item["specId"], str(item["skuID"])) == (sku["spec_id"], sku["sku_id"])


async def test_a_trade_type_that_is_not_offered_is_refused(market) -> None:
    mug = lines((await market.goods("plain"), None, 1))
    answer = await create(market, mug, tradeType="631staged")
    assert answer["message"] == "not support tradeType:【631staged】"


@pytest.mark.parametrize("item", [1, {"offerId": "x", "quantity": 1}, {"offerId": 1, "quantity": 1.5},
                                  {"offerId": 1, "quantity": "2"}, {"offerId": 1, "quantity": True}])  # fmt: skip
async def test_a_basket_that_cannot_be_read_stops_at_the_gateway(market, item) -> None:
    response = await market.ask(TRADE, "alibaba.createOrder.preview", addressParam=HOME, cargoParamList=[item])
    assert (response.status_code, response.json()["error_code"]) == (400, "gw.ParamInvalid")


async def test_freight_of_its_own_replaces_the_scales(market) -> None:
    mug = await market.goods("plain")
    await market.sim(f"goods/{mug['offer_id']}", {"freight_fen": 77})
    entry = (await preview(market, lines((mug, None, 9))))["orderPreviewResuslt"][0]
    assert entry["sumCarriage"] == 77
    await market.sim(f"goods/{mug['offer_id']}", {"freight_fen": None})
    assert market.world.quote([Wish(int(mug["offer_id"]), None, 9)])[0].freight_fen == 900 + 3 * 300
