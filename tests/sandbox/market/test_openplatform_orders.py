"""Orders as 1688 tells them: the list and its filters, the detail, parcels, paying, cancelling."""

import pytest

TRADE, LOGISTICS = "com.alibaba.trade", "com.alibaba.logistics"


async def test_the_list_leaves_the_reference_out_and_the_detail_shows_it(market) -> None:
    order = await market.bought(outOrderId="PB-7")
    row = (await market.listed())["result"][0]
    view = await market.view(order)
    assert "outOrderId" not in row["baseInfo"]
    assert view["baseInfo"]["outOrderId"] == "PB-7"
    assert row["baseInfo"]["idOfStr"] == row["baseInfo"]["id"] == int(order)
    assert view["baseInfo"]["idOfStr"] == order


async def test_an_empty_list_has_two_keys(market) -> None:
    assert await market.listed() == {"result": [], "totalRecord": 0}


async def test_the_list_filter_by_reference_can_do_nothing(market) -> None:
    first, second = await market.bought(outOrderId="A"), await market.bought(outOrderId="B")
    assert (await market.listed(outOrderId="A"))["totalRecord"] == 1
    await market.sim("market", {"list_filter": False})
    rows = (await market.listed(outOrderId="A"))["result"]
    assert [str(row["baseInfo"]["id"]) for row in rows] == [second, first]


async def test_the_list_comes_newest_first_in_pages_of_at_most_fifty(market) -> None:
    mug = await market.goods("plain")
    for _ in range(53):
        await market.sim("orders", {"offer_id": mug["offer_id"], "quantity": 1})
    first = await market.listed(page="1", pageSize="100")
    second = await market.listed(page="2", pageSize="100")
    ids = [row["baseInfo"]["id"] for row in first["result"] + second["result"]]
    assert (len(first["result"]), len(second["result"]), first["totalRecord"]) == (50, 3, 53)
    assert ids == sorted(ids, reverse=True)
    assert len((await market.listed())["result"]) == 20


async def test_the_list_filters_by_status_and_times(market) -> None:
    old = await market.bought()
    market.clock.advance(3600)
    new = await market.bought()
    await market.sim(f"orders/{old}/pay", {})
    base = (await market.view(old))["baseInfo"]

    async def ids(**params):
        return [str(row["baseInfo"]["id"]) for row in (await market.listed(**params))["result"]]

    assert await ids(orderStatus="waitsellersend") == [old]
    assert await ids(createEndTime=base["createTime"]) == [old]
    assert await ids(createStartTime="20261124103000000+0800") == [new]
    assert await ids(modifyStartTime=base["modifyTime"]) == [new, old]
    assert await ids(modifyEndTime="20261124103000000+0800") == []
    assert await ids(sellerMemberId="b2b-1") == []
    assert await ids(productName="保温箱") == []
    assert await ids(refundStatus="refundsuccess") == []


async def test_orders_move_to_history_after_three_months(market) -> None:
    order = await market.bought()
    market.clock.advance(91 * 86400)
    market.token = market.world and (await _fresh(market))
    assert (await market.listed())["totalRecord"] == 0
    assert [str(row["baseInfo"]["id"]) for row in (await market.listed(isHis="true"))["result"]] == [order]


async def _fresh(market):
    key, secret = market.credentials.app_key, market.credentials.app_secret
    form = {"grant_type": "refresh_token", "client_id": key, "client_secret": secret,
            "refresh_token": market.credentials.refresh_token}  # fmt: skip
    answer = await market.http.post(f"/openapi/param2/1/system.oauth2/getToken/{key}", data=form)
    return answer.json()["access_token"]


async def test_a_time_that_cannot_be_read_stops_at_the_gateway(market) -> None:
    await market.bought()
    response = await market.ask(TRADE, "alibaba.trade.getBuyerOrderList", modifyStartTime="yesterday")
    assert response.json()["error_code"] == "gw.ParamInvalid"


async def test_the_detail_finds_by_reference_too(market) -> None:
    order = await market.bought(outOrderId="PB-9")
    found = await market.call(TRADE, "alibaba.trade.get.buyerView", webSite="1688", outOrderId="PB-9")
    lost = await market.call(TRADE, "alibaba.trade.get.buyerView", webSite="1688", outOrderId="none")
    nothing = await market.ask(TRADE, "alibaba.trade.get.buyerView", webSite="1688")
    assert (found["success"], found["result"]["baseInfo"]["idOfStr"]) == ("true", order)
    assert (lost["success"], lost["errorCode"]) == ("false", "ORDER_NOT_EXIST")
    assert nothing.status_code == 400


async def test_an_order_of_variants_shows_which(market) -> None:
    view = await market.view(await market.bought("sku", 3))
    item = view["productItems"][0]
    assert [each["value"] for each in item["skuInfos"]] == ["白色", "S"]
    assert (item["quantity"], str(item["price"]), str(item["itemAmount"])) == (3, "18.5", "55.5")
    assert item["subItemIDString"] == str(item["subItemID"])


async def test_an_order_goes_from_unpaid_to_received(market) -> None:
    order = await market.bought("sku", 3)
    seen = []
    for move, body in (("pay", {}), ("ship", {"parcels": 2}), ("trace", {}), ("receive", {})):
        market.clock.advance(60)
        await market.sim(f"orders/{order}/{move}", body)
        base = (await market.view(order))["baseInfo"]
        seen.append((base["status"], "payTime" in base, "allDeliveredTime" in base, "receivingTime" in base))
    assert seen == [
        ("waitsellersend", True, False, False),
        ("waitbuyerreceive", True, True, False),
        ("waitbuyerreceive", True, True, False),
        ("success", True, True, True),
    ]
    assert (await market.view(order))["tradeTerms"][0]["payStatus"] == "6"


async def test_every_change_moves_the_time_of_change(market) -> None:
    order = await market.bought()
    times = [(await market.view(order))["baseInfo"]["modifyTime"]]
    for move, body in (("reprice", {"total_fen": 1000}), ("pay", {}), ("ship", {}), ("trace", {}), ("receive", {})):
        market.clock.advance(5)
        await market.sim(f"orders/{order}/{move}", body)
        times.append((await market.view(order))["baseInfo"]["modifyTime"])
    assert times == sorted(set(times))


async def test_two_parcels_have_their_own_waybill_and_trace(market) -> None:
    order = await market.bought(quantity=5)
    early = await market.call(LOGISTICS, "alibaba.trade.getLogisticsInfos.buyerView", orderId=order, webSite="1688")
    await market.sim(f"orders/{order}/pay", {})
    await market.sim(f"orders/{order}/ship", {"parcels": 2})
    none = await market.call(LOGISTICS, "alibaba.trade.getLogisticsTraceInfo.buyerView", orderId=order, webSite="1688")
    await market.sim(f"orders/{order}/trace", {})
    await market.sim(f"orders/{order}/trace", {"remark": "【义乌】到了"})
    infos = await market.call(LOGISTICS, "alibaba.trade.getLogisticsInfos.buyerView", orderId=order, webSite="1688")
    trace = await market.call(LOGISTICS, "alibaba.trade.getLogisticsTraceInfo.buyerView", orderId=order, webSite="1688")
    one = await market.call(
        LOGISTICS, "alibaba.trade.getLogisticsTraceInfo.buyerView", orderId=order, webSite="1688",
        logisticsId=infos["result"][1]["logisticsId"],
    )  # fmt: skip
    assert (early["success"], early["errorCode"]) == (False, "500_2")
    assert none == {"errorMessage": "该订单没有物流跟踪信息。", "success": True}
    assert [each["sendGoods"][0]["quantity"] for each in infos["result"]] == [3, 2]
    assert len({each["logisticsBillNo"] for each in infos["result"]}) == 2
    assert [each["status"] for each in infos["result"]] == ["TRANSPORT", "TRANSPORT"]
    assert [step["remark"] for step in trace["logisticsTrace"][0]["logisticsSteps"]][1] == "【义乌】到了"
    assert len(one["logisticsTrace"]) == 1
    assert len((await market.view(order))["nativeLogistics"]["logisticsItems"]) == 2


async def test_the_trace_ends_with_a_signature(market) -> None:
    order = await market.bought()
    await market.sim(f"orders/{order}/pay", {})
    await market.sim(f"orders/{order}/ship", {})
    states = [(await market.sim(f"orders/{order}/trace", {}))["parcels"][0]["status"] for _ in range(5)]
    assert states == ["ACCEPT", "TRANSPORT", "TRANSPORT", "TRANSPORT", "SIGN"]


async def test_logistics_of_an_unknown_order(market) -> None:
    params = {"orderId": "1", "webSite": "1688"}
    infos = await market.call(LOGISTICS, "alibaba.trade.getLogisticsInfos.buyerView", **params)
    trace = await market.call(LOGISTICS, "alibaba.trade.getLogisticsTraceInfo.buyerView", **params)
    assert [infos["errorCode"], trace["errorCode"]] == ["500_1", "order.nopermission.buyer"]


async def cancel(market, order, reason="buyerCancel"):
    return await market.call(TRADE, "alibaba.trade.cancel", webSite="1688", tradeID=order, cancelReason=reason)


async def test_cancelling_waits_ten_seconds_and_works_once(market) -> None:
    order = await market.bought()
    early = await cancel(market, order)
    market.clock.advance(11)
    wrong = await cancel(market, order, "mood")
    good, again, lost = await cancel(market, order), await cancel(market, order), await cancel(market, "1")
    base = (await market.view(order))["baseInfo"]
    assert [each.get("errorCode") for each in (early, wrong, good, again, lost)] == [
        "CLOSE_ORDER_TOO_FAST", "400_1", None, "ORDER_STATUS_ERROR", "ORDER_NOT_EXIST",
    ]  # fmt: skip
    assert (base["status"], base["closeReason"], base["closeOperateType"]) == (
        "cancel", "buyerCancel", "CLOSE_TRADE_BY_BUYER",
    )  # fmt: skip


async def test_an_unpaid_order_lapses_after_five_days(market) -> None:
    order = await market.bought()
    market.clock.advance(5 * 86400 - 60)
    assert market.world.order(order).status == "waitbuyerpay"
    market.clock.advance(61)
    row = next(each for each in await market.sim("orders") if each["id"] == order)
    assert (row["status"], row["close_reason"]) == ("cancel", "BUYER_NO_PAY")
    assert row["times"]["closed"] == "2026-11-29T02:00:00+00:00"


async def test_a_new_price_shows_as_discount_in_fen(market) -> None:
    order = await market.bought(quantity=3)
    await market.sim(f"orders/{order}/reprice", {"total_fen": 4001})
    view = await market.view(order)
    base, item = view["baseInfo"], view["productItems"][0]
    assert (str(base["totalAmount"]), base["discount"], str(base["sumProductPayment"])) == ("40.01", -949, "37.5")
    assert (str(item["itemAmount"]), item["entryDiscount"]) == ("28.01", -949)
    assert view["orderBizInfo"]["abnormalPriceChange"] is True
    assert (await market.sim(f"orders/{order}/pay", {}))["paid_fen"] == 4001


async def test_a_new_price_of_a_paid_order_counts_as_paid_and_is_never_below_what_came_back(market) -> None:
    order = await market.bought(quantity=3)
    await market.sim(f"orders/{order}/pay", {})
    row = await market.sim(f"orders/{order}/reprice", {"total_fen": 5000})
    assert (row["total_fen"], row["paid_fen"], row["status"]) == (5000, 5000, "waitsellersend")
    assert str((await market.view(order))["baseInfo"]["totalAmount"]) == "50"
    await market.sim(f"orders/{order}/refund", {"fen": 1000})
    assert (await market.sim(f"orders/{order}/reprice", {"total_fen": 999}, 409))["error"]


async def test_lines_and_freight_add_up_after_a_new_price(market) -> None:
    shirt = await market.goods("sku")
    cargo = [{"offerId": int(shirt["offer_id"]), "specId": sku["spec_id"], "quantity": 1} for sku in shirt["skus"][:3]]
    answer = await market.call(
        TRADE, "alibaba.trade.fastCreateOrder", flow="general", addressParam={"addressId": 761204518},
        cargoParamList=cargo,
    )  # fmt: skip
    order = answer["result"]["orderId"]
    for total in (5000, 601, 100):
        row = await market.sim(f"orders/{order}/reprice", {"total_fen": total})
        assert row["total_fen"] == total
        assert sum(line["amount_fen"] for line in row["lines"]) + row["freight_fen"] == total


async def test_pay_links_for_one_and_for_several(market) -> None:
    first, second = await market.bought(), await market.bought()
    one = await market.call(TRADE, "alibaba.alipay.url.get", orderIdList=[int(first)])
    two = await market.call(TRADE, "alibaba.alipay.url.get", orderIdList=[int(first), int(second), 1])
    phone = await market.call(
        TRADE, "alibaba.trade.grouppay.url.get", orderIds=[int(first)], payPlatformType="WIRELESS"
    )
    cross = await market.call(TRADE, "alibaba.crossBorderPay.url.get", orderIdList=[int(first)])
    assert one == {
        "payUrl": f"https://trade.1688.com/order/cashier.htm?orderId={first}", "success": True,
        "errorCode": None, "erroMsg": None,
    }  # fmt: skip
    assert two["payUrl"].endswith(f"orderId={first};{second}")
    assert two["payFailureOrderList"] == [1]
    assert phone["results"]["payUrl"].startswith("https://payment2.m.1688.com/")
    assert cross["success"] == "true"


async def test_the_cashier_of_several_is_a_computer_s_unless_a_phone_is_named(market) -> None:
    name, order = "alibaba.trade.grouppay.url.get", int(await market.bought())
    unnamed = await market.call(TRADE, name, orderIds=[order])
    empty = await market.call(TRADE, name, orderIds=[order], payPlatformType="")
    strange = await market.ask(TRADE, name, orderIds=[order], payPlatformType="FAX")
    assert unnamed == empty
    assert unnamed["results"]["payUrl"] == f"https://trade.1688.com/order/cashier.htm?orderId={order}"
    assert (strange.status_code, strange.json()["error_code"]) == (400, "gw.ParamInvalid")


async def test_a_paid_order_has_no_pay_link(market) -> None:
    order = await market.bought()
    ways = await market.call(TRADE, "alibaba.trade.payWay.query", orderId=order)
    await market.sim(f"orders/{order}/pay", {})
    alipay = await market.call(TRADE, "alibaba.alipay.url.get", orderIdList=[int(order)])
    cross = await market.call(TRADE, "alibaba.crossBorderPay.url.get", orderIdList=[int(order)])
    group = await market.call(TRADE, "alibaba.trade.grouppay.url.get", orderIds=[int(order)], payPlatformType="PC")
    paid = await market.call(TRADE, "alibaba.trade.payWay.query", orderId=order)
    unknown = await market.call(TRADE, "alibaba.trade.payWay.query", orderId="1")
    assert (ways["resultList"]["payFee"], ways["resultList"]["timeout"]) == (3400, "2026-11-29 10:00:00")
    assert "erroMsg" in alipay
    assert (cross["errorCode"], cross["errorMsg"]) == ("400_4", "没有可以使用跨境宝支付的订单")
    assert "errorMessage" not in cross
    assert group["results"]["success"] is False
    assert [paid["errorCode"], unknown["errorCode"]] == ["500_3", "500_1"]


LONG_LISTS = [
    (TRADE, "alibaba.alipay.url.get", "orderIdList"),
    (TRADE, "alibaba.crossBorderPay.url.get", "orderIdList"),
    (TRADE, "alibaba.trade.grouppay.url.get", "orderIds"),
    (TRADE, "alibaba.trade.getBuyerOrderList", "orderIds"),
    ("cn.alibaba.open", "push.message.confirm", "msgIdList"),
]


@pytest.mark.parametrize(("namespace", "name", "param"), LONG_LISTS)
@pytest.mark.parametrize("wrong", ['["1"]', "[true]", "[1.0]", "[null]", "[9223372036854775808]", "1", "1,2"])
async def test_a_list_of_long_numbers_takes_nothing_else(market, namespace, name, param, wrong) -> None:
    answer = await market.ask(namespace, name, **{param: wrong})
    assert (answer.status_code, answer.json()["error_code"]) == (400, "gw.ParamInvalid")
    right = await market.ask(namespace, name, **{param: "[9223372036854775807]"})
    assert right.status_code == 200


async def test_orders_that_cannot_be_paid_are_named_as_numbers(market) -> None:
    order = int(await market.bought())
    alipay = await market.call(TRADE, "alibaba.alipay.url.get", orderIdList=[order, 1])
    cross = await market.call(TRADE, "alibaba.crossBorderPay.url.get", orderIdList=[order, 1])
    assert (alipay["payFailureOrderList"], cross["cantPayOrderList"]) == ([1], [1])


async def test_a_message_to_the_seller_is_kept_and_limited(market) -> None:
    order = await market.bought(message="请发顺丰")

    async def say(feedback, to=order):
        asked = {"feedback": feedback, "orderId": to}
        return await market.call(TRADE, "alibaba.trade.addFeedback", tradeFeedbackParam=asked)

    assert (await say("快一点"))["result"] == {"success": True}
    assert [(await say("x" * 500))["code"], (await say(""))["code"], (await say("x", "1"))["code"]] == [
        "400_1", "400_1", "500_2",
    ]  # fmt: skip
    assert (await market.view(order))["baseInfo"]["buyerFeedback"] == "请发顺丰；快一点"


async def test_addresses_have_one_default(market) -> None:
    items = (await market.call(TRADE, "alibaba.trade.receiveAddress.get"))["result"]["receiveAddressItems"]
    assert [each["isDefault"] for each in items] == [True, False, False]


async def test_a_seller_can_be_written_to(market) -> None:
    seller = next(iter(market.world.offers.values())).seller
    good = await market.call("com.alibaba.account", "account.wangwangUrl.get", toOpenUid=seller.open_id)
    bad = await market.call("com.alibaba.account", "account.wangwangUrl.get", toOpenUid="x")
    assert seller.open_id in good["result"]["result"]
    assert bad["result"]["success"] is False


async def test_the_list_shows_the_reference_only_if_it_is_told_to(market) -> None:
    await market.bought(outOrderId="PB-8")
    for switches, shown in (({"list_echo": True}, "PB-8"), ({"echo": False}, None)):
        await market.sim("market", switches)
        assert (await market.listed())["result"][0]["baseInfo"].get("outOrderId") == shown


async def test_parcels_name_their_lines_only_if_they_are_told_to(market) -> None:
    order = await market.bought()
    for move in ("pay", "ship"):
        await market.sim(f"orders/{order}/{move}", {})
    name, asked = "alibaba.trade.getLogisticsInfos.buyerView", {"orderId": order, "webSite": "1688"}
    assert "logisticsOrderGoods" not in (await market.call(LOGISTICS, name, **asked))["result"][0]
    await market.sim("market", {"parcel_lines": True})
    (goods,) = (await market.call(LOGISTICS, name, **asked))["result"][0]["logisticsOrderGoods"]
    (item,) = (await market.view(order))["productItems"]
    assert (goods["tradeOrderItemId"], goods["quantity"], goods["unit"]) == (item["subItemID"], 2, item["unit"])


PAYING = {
    "alibaba.alipay.url.get": {"orderIdList": "[0]"},
    "alibaba.crossBorderPay.url.get": {"orderIdList": "[0]"},
    "alibaba.creditPay.url.get": {"orderIdList": "[0]"},
    "alibaba.trade.grouppay.url.get": {"orderIds": "[0]"},
    "alibaba.trade.payWay.query": {"orderId": "0"},
    "trade.orderpay.analysis": {"orderIds": "[0]", "payChannel": "alipay"},
    "alibaba.trade.pay.protocolPay.isopen": {},
}


@pytest.mark.parametrize("name", PAYING)
async def test_a_call_about_paying_knows_no_order_0_and_is_granted_one_by_one(market, name) -> None:
    told = await market.call(TRADE, name, **PAYING[name])
    assert "cashier.htm?orderId=" not in str(told)
    await market.sim("market", {"pay_calls": [name]})
    assert (await market.ask(TRADE, name, **PAYING[name])).status_code == 200
    await market.sim("market", {"pay_calls": []})
    refused = await market.ask(TRADE, name, **PAYING[name])
    assert (refused.status_code, refused.json()["error_code"]) == (400, "gw.APIACLDecline")
    await market.sim("market", {"pay_calls": None})
    assert (await market.ask(TRADE, name, **PAYING[name])).status_code == 200


async def test_what_can_be_paid_is_summed_up(market) -> None:
    order, paid = await market.bought(), await market.bought()
    await market.sim(f"orders/{paid}/pay", {})
    asked = {"orderIds": f"[{order},{paid}]", "payChannel": "alipay"}
    told = (await market.call(TRADE, "trade.orderpay.analysis", **asked))["result"]["result"]
    total = next(row["total_fen"] for row in (await market.sim("ledger"))["orders"] if row["id"] == order)
    assert (told["orderTotalCount"], told["totalPayFee"], told["orderIds"]) == (1, total, [int(order)])
