"""One link for several orders: what it leaves out, how it is refused, and whose orders they are."""

import pytest

TRADE = "com.alibaba.trade"
ALIPAY, CROSS, GROUP = "alibaba.alipay.url.get", "alibaba.crossBorderPay.url.get", "alibaba.trade.grouppay.url.get"
PARAMS = {ALIPAY: "orderIdList", CROSS: "orderIdList", GROUP: "orderIds"}
LISTS = {ALIPAY: "payFailureOrderList", CROSS: "cantPayOrderList"}


async def links(market, name, *orders):
    answer = await market.call(TRADE, name, **{PARAMS[name]: [int(each) for each in orders]})
    return answer.get("results", answer)


def said(answer) -> str:
    return next(str(answer[name]) for name in ("erroMsg", "errorMsg", "errorInfo") if name in answer)


@pytest.mark.parametrize("name", PARAMS)
async def test_an_order_can_be_left_out_of_a_link_and_two_of_the_calls_name_it(market, name) -> None:
    first, second, third = [await market.bought() for _ in range(3)]
    await market.sim("market", {"pay": {"leave_out": [second]}})
    answer = await links(market, name, first, second, third)
    assert f"orderId={first};{third}" in answer["payUrl"]
    assert str(answer["success"]).casefold() == "true"
    assert answer.get(LISTS.get(name, "no list")) == ([int(second)] if name in LISTS else None)
    alone = await links(market, name, second)
    assert (alone.get("payUrl"), str(alone["success"]).casefold()) == (None, "false")


@pytest.mark.parametrize("name", PARAMS)
async def test_there_is_no_link_while_one_in_brackets_is_asked_for(market, name) -> None:
    first, second, third = [await market.bought() for _ in range(3)]
    await market.sim("market", {"pay": {"leave_out": [second, third], "bracketed": True}})
    refused = await links(market, name, first, second, third)
    assert (refused.get("payUrl"), refused.get(LISTS.get(name, "no list"))) == (None, None)
    assert f"[{second}, {third}]" in said(refused)
    assert f"orderId={first}" in (await links(market, name, first))["payUrl"]


@pytest.mark.parametrize("name", PARAMS)
async def test_a_link_can_be_refused_without_a_number(market, name) -> None:
    orders = [await market.bought() for _ in range(2)]
    await market.sim("market", {"pay": {"no_link": True}})
    refused = await links(market, name, *orders)
    assert str(refused["success"]).casefold() == "false"
    assert not [each for each in orders if each in str(refused)]
    await market.sim("market", {"pay": {}})
    assert (await links(market, name, *orders))["payUrl"]


async def test_grouppay_answers_within_results_or_flat(market) -> None:
    order = int(await market.bought())
    within = await market.call(TRADE, GROUP, orderIds=[order])
    await market.sim("market", {"pay": {"form": "flat"}})
    assert await market.call(TRADE, GROUP, orderIds=[order]) == within["results"]
    await market.sim("market", {"pay": {"form": "flat", "no_link": True}})
    refused = await market.call(TRADE, GROUP, orderIds=[order])
    assert (refused["success"], refused["payUrl"]) == (False, None)


async def test_an_order_tells_who_placed_it(market) -> None:
    mug = {"offer_id": (await market.goods("plain"))["offer_id"], "quantity": 1}
    main = (await market.sim("orders", mug))["id"]
    sub = (await market.sim("orders", {**mug, "account": "caigou_demo:li"}))["id"]
    await market.sim("market", {"account": "caigou_demo:wang"})
    ours = await market.bought()
    shown = {
        str(row["baseInfo"]["id"]): (row["baseInfo"]["buyerLoginId"], row["baseInfo"].get("subBuyerLoginId"))
        for row in (await market.listed())["result"]
    }
    assert shown == {
        main: ("caigou_demo", None), sub: ("caigou_demo", "caigou_demo:li"), ours: ("caigou_demo", "caigou_demo:wang"),
    }  # fmt: skip
    assert (await market.view(sub))["baseInfo"]["subBuyerLoginId"] == "caigou_demo:li"
    assert {row["id"]: row["account"] for row in await market.sim("orders")}[sub] == "caigou_demo:li"
    account = await market.call("com.alibaba.account", "alibaba.account.basic")
    assert account["result"]["loginId"] == "caigou_demo:wang"


@pytest.mark.parametrize("name", PARAMS)
async def test_no_link_pays_orders_of_two_accounts(market, name) -> None:
    mug = {"offer_id": (await market.goods("plain"))["offer_id"], "quantity": 1}
    orders = [(await market.sim("orders", {**mug, "account": who}))["id"] for who in ("a", "a:b", "a:b")]
    refused = await links(market, name, *orders)
    assert (refused.get("payUrl"), str(refused["success"]).casefold()) == (None, "false")
    assert (await links(market, name, *orders[1:]))["payUrl"]


async def test_a_wrong_account_is_400(market) -> None:
    mug = {"offer_id": (await market.goods("plain"))["offer_id"], "quantity": 1}
    for wrong in ("", "a:b:c", 5, None):
        assert (await market.sim("orders", {**mug, "account": wrong}, 400))[
            "error"
        ] == "account must be main or main:sub"
    assert await market.sim("orders") == []
