"""What is really in a parcel, what 1688 says of it, and what its buyer confirms."""

from typing import Any

import pytest

from tests.sandbox.market.conftest import LOGISTICS, TRADE, Market, basket

NUMBERS, GOODS = "orderEntryIds", "logisticsOrderGoods"


async def two_lines(market: Market, *moves: str) -> tuple[str, str, str]:
    """A paid order of 2 and 5 pieces: its number and those of its lines."""
    good = await market.goods("sku")
    both = basket(good, 2)
    second = dict(both["cargoParamList"][0], specId=good["skus"][1]["spec_id"], quantity=5)
    both["cargoParamList"].append(second)
    made = await market.call(TRADE, "alibaba.trade.fastCreateOrder", flow="general", **both)
    order = str(made["result"]["orderId"])
    for move in ("pay", *moves):
        await market.sim(f"orders/{order}/{move}", {})
    first, other = [item["subItemIDString"] for item in (await market.view(order))["productItems"]]
    return order, first, other


async def infos(market: Market, order: str) -> Any:
    name = "alibaba.trade.getLogisticsInfos.buyerView"
    return (await market.call(LOGISTICS, name, orderId=order, webSite="1688"))["result"]


async def held(market: Market, order: str) -> list[list[list[Any]]]:
    """What is really in the parcels of an order."""
    return [each["lines"] for each in (await market.sim("ledger"))["parcels"] if each["order"] == order]


async def confirm(market: Market, order: str, entries: Any) -> Any:
    answer = await market.call(TRADE, "trade.receivegoods.confirm", orderId=order, orderEntryIds=entries)
    assert answer["result"].keys() == {"success", "errorInfo", "errorCode"}
    return answer["result"]


async def released(market: Market, order: str) -> int:
    return next(int(each["released_fen"]) for each in (await market.sim("ledger"))["orders"] if each["id"] == order)


async def test_goods_come_short_or_as_surplus_and_the_ledger_knows(market: Market) -> None:
    await market.sim("market", {"parcel_lines": True})
    order, first, other = await two_lines(market)
    row = await market.sim(f"orders/{order}/ship", {"lines": [[first, 3], [other, 4, 5]]})
    assert (row["status"], row["parcels"][0]["pieces"]) == ("waitbuyerreceive", 7)
    [parcel] = await infos(market, order)
    assert [(str(each["tradeOrderItemId"]), each["quantity"]) for each in parcel[GOODS]] == [(first, 2), (other, 5)]
    assert await held(market, order) == [[[first, 3], [other, 4]]]


async def test_what_is_left_comes_later_in_another_parcel_or_never(market: Market) -> None:
    order, first, other = await two_lines(market)
    row = await market.sim(f"orders/{order}/ship", {"lines": [[first, 2]]})
    assert (row["status"], row["times"]["shipped"]) == ("waitsellersend", None)
    assert [item["logisticsStatus"] for item in (await market.view(order))["productItems"]] == [2, 1]
    assert (await market.sim(f"orders/{order}/trace", {}))["parcels"][0]["steps"]
    row = await market.sim(f"orders/{order}/ship", {"lines": [[other, 0]]})
    assert (row["status"], len(row["parcels"])) == ("waitbuyerreceive", 2)
    await market.sim(f"orders/{order}/ship", {"lines": [[other, 3]]})
    assert await held(market, order) == [[[first, 2]], [], [[other, 3]]]
    told = await infos(market, order)
    assert [each[NUMBERS] for each in told] == [first, "", other]
    assert len({each["logisticsId"] for each in told} | {each["logisticsBillNo"] for each in told}) == 6


async def test_the_rest_of_an_order_is_sent_without_saying_what_it_is(market: Market) -> None:
    order, first, other = await two_lines(market)
    await market.sim(f"orders/{order}/ship", {"lines": [[first, 2]]})
    row = await market.sim(f"orders/{order}/ship", {"parcels": 2})
    assert (row["status"], await held(market, order)) == (
        "waitbuyerreceive",
        [[[first, 2]], [[other, 3]], [[other, 2]]],
    )


async def test_a_shipment_can_lack_its_lines_altogether(market: Market) -> None:
    await market.sim("market", {"parcel_lines": True})
    order, first, other = await two_lines(market)
    await market.sim(f"orders/{order}/ship", {"without_lines": True})
    [parcel] = await infos(market, order)
    [item] = (await market.view(order))["nativeLogistics"]["logisticsItems"]
    assert (parcel[NUMBERS], GOODS in parcel, "subItemIds" in item) == ("", False, False)
    assert await held(market, order) == [[[first, 2], [other, 5]]]


@pytest.mark.parametrize(
    "body",
    [{"lines": []}, {"lines": "all"}, {"lines": [["1", 1]]}, {"lines": [["ENTRY"]]}, {"lines": [["ENTRY", -1]]},
     {"lines": [["ENTRY", True]]}, {"lines": [["ENTRY", 1, 1, 1]]}, {"without_lines": 1}],
)  # fmt: skip
async def test_a_wrong_shipment_ships_nothing(market: Market, body: Any) -> None:
    order, first, _ = await two_lines(market)
    lines = body.get("lines")
    if isinstance(lines, list):
        body = {"lines": [[first if each == "ENTRY" else each for each in line] for line in lines]}
    assert (await market.sim(f"orders/{order}/ship", body, 400))["error"]
    assert await held(market, order) == []


async def test_confirming_releases_the_money_line_by_line_and_ends_the_order(market: Market) -> None:
    order, first, other = await two_lines(market, "ship")
    paid = (await market.sim("ledger"))["orders"][-1]["paid_fen"]
    assert (await confirm(market, order, [int(first)]))["success"] is True
    view = await market.view(order)
    assert (view["baseInfo"]["status"], [item["status"] for item in view["productItems"]]) == (
        "waitbuyerreceive",
        ["success", "waitbuyerreceive"],
    )
    assert 0 < await released(market, order) < paid
    assert (await confirm(market, order, [int(first)]))["success"] is False
    assert (await confirm(market, order, int(other)))["success"] is True
    view = await market.view(order)
    assert (view["baseInfo"]["status"], await released(market, order)) == ("success", paid)
    assert (await confirm(market, order, [int(other)]))["errorInfo"] == "订单状态不支持确认收货"
    assert (await market.sim("ledger"))["writes"]["trade.receivegoods.confirm"] == 4


async def test_confirming_ends_a_refund_that_runs(market: Market) -> None:
    order, first, _ = await two_lines(market, "ship")
    await market.sim(f"orders/{order}/refund", {"stage": "ask", "fen": 100})
    assert (await confirm(market, order, [int(first)]))["success"] is True
    [row] = [each for each in await market.sim("orders") if each["id"] == order]
    assert (row["refund"]["status"], row["refunded_fen"]) == ("refundclose", 0)


@pytest.mark.parametrize("entries", [[], [1], "[true]", "x"])
async def test_what_cannot_be_confirmed_is_refused(market: Market, entries: Any) -> None:
    order, _, _ = await two_lines(market, "ship")
    asked = {"orderId": order, "orderEntryIds": entries}
    answer = (await market.ask(TRADE, "trade.receivegoods.confirm", **asked)).json()
    assert answer.get("error_code") == "gw.ParamInvalid" or answer["result"]["success"] is False
    assert await released(market, order) == 0


async def test_confirming_can_be_refused_and_its_answer_lost(market: Market) -> None:
    order, first, other = await two_lines(market)
    assert (await confirm(market, order, [int(first)]))["success"] is False
    await market.sim(f"orders/{order}/ship", {})
    await market.sim("market", {"refuse_receipt": True})
    assert (await confirm(market, order, [int(first)]))["errorInfo"]
    assert (await confirm(market, "1", [1]))["errorInfo"] == "订单不存在"
    await market.sim("market", {"refuse_receipt": False})
    lost = {"side": "1688", "call": "trade.receivegoods.confirm", "kind": "status", "status": 502, "when": "after"}
    market.faults.plan(lost)
    asked = {"orderId": order, "orderEntryIds": [int(first), int(other)]}
    assert (await market.ask(TRADE, "trade.receivegoods.confirm", **asked)).status_code == 502
    assert (await market.view(order))["baseInfo"]["status"] == "success"
