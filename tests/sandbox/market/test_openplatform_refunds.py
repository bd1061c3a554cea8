"""Refunds as 1688 tells them: of one order and of the account, and of goods that go back."""

import pytest

TRADE = "com.alibaba.trade"


async def refunds(market, order, kind):
    name = "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus"
    return (await market.call(TRADE, name, orderId=order, queryType=kind))["result"]["opOrderRefundModels"]


async def test_a_seller_who_closes_a_paid_order_owes_a_refund(market) -> None:
    order = await market.bought()
    await market.sim(f"orders/{order}/pay", {})
    row = await market.sim(f"orders/{order}/seller_cancel", {})
    assert (row["status"], row["refund"]["status"], row["actions"]) == ("cancel", "waitselleragree", ["refund"])
    assert len(await refunds(market, order, "1")) == 1
    assert await refunds(market, order, "3") == []
    done = await market.sim(f"orders/{order}/refund", {})
    model = (await refunds(market, order, "3"))[0]
    assert done["refunded_fen"] == done["paid_fen"] == model["refundPayment"] + model["refundCarriage"]
    assert (await market.view(order))["tradeTerms"][0]["payStatus"] == "4"
    assert "isOnlyRefund" in model


async def test_a_part_can_be_refunded_and_the_order_goes_on(market) -> None:
    order = await market.bought()
    await market.sim(f"orders/{order}/pay", {})
    await market.sim(f"orders/{order}/refund", {"fen": 150})
    base = (await market.view(order))["baseInfo"]
    assert (base["status"], base["refundStatus"], base["refundPayment"], str(base["refund"])) == (
        "waitsellersend", "refundsuccess", 150, "1.5",
    )  # fmt: skip
    too_much = await market.sim(f"orders/{order}/refund", {"fen": 10**7}, 409)
    assert "can be refunded" in too_much["error"]


async def test_a_whole_refund_before_receipt_closes_the_order(market) -> None:
    order = await market.bought()
    await market.sim(f"orders/{order}/pay", {})
    asked = await market.sim(f"orders/{order}/refund", {"stage": "ask"})
    done = await market.sim(f"orders/{order}/refund", {})
    assert (asked["status"], asked["refund"]["status"]) == ("waitsellersend", "waitselleragree")
    assert (done["status"], done["refund"]["status"]) == ("cancel", "refundsuccess")


async def test_a_refund_after_receipt_leaves_the_order_finished(market) -> None:
    order = await market.bought()
    for move in ("pay", "ship", "receive", "refund"):
        row = await market.sim(f"orders/{order}/{move}", {})
    listed = await market.call(TRADE, "alibaba.trade.refund.buyer.queryOrderRefundList", dipsuteType="2")
    assert row["status"] == "success"
    assert [str(each["orderId"]) for each in listed["result"]["opOrderRefundModels"]] == [order]
    assert "onlyRefund" in listed["result"]["opOrderRefundModels"][0]
    assert await refunds(market, order, "3") == []
    assert (await market.view(order))["baseInfo"]["refundStatusForAs"] == "refundsuccess"


async def test_a_refund_shows_the_parcel_that_the_buyer_sends_back(market) -> None:
    order = await market.bought()
    for move in ("pay", "ship"):
        await market.sim(f"orders/{order}/{move}", {})
    await market.sim(f"orders/{order}/refund", {"stage": "ask", "goods_back": True})
    (asked,) = await refunds(market, order, "1")
    await market.sim(f"orders/{order}/refund", {"stage": "agree"})
    (agreed,) = await refunds(market, order, "1")
    await market.sim(
        f"orders/{order}/refund", {"stage": "send", "company": "中通快递(ZTO)", "bill_no": "78610000000001"}
    )
    (sent,) = await refunds(market, order, "1")
    item = (await market.view(order))["productItems"][0]
    await market.sim(f"orders/{order}/refund", {})
    (done,) = await refunds(market, order, "3")
    seen = [(each["status"], each["goodsStatus"], each["isBuyerSendGoods"]) for each in (asked, agreed, sent, done)]
    assert seen == [
        ("waitselleragree", 2, False), ("waitbuyersend", 2, False), ("waitsellerreceive", 3, True),
        ("refundsuccess", 3, True),
    ]  # fmt: skip
    assert (sent["buyerLogisticsName"], sent["freightBill"]) == ("中通快递(ZTO)", "78610000000001")
    assert ("sellerReceiveAddress" in asked, "sellerReceiveAddress" in agreed, "freightBill" in agreed) == (
        False, True, False,
    )  # fmt: skip
    assert (sent["disputeRequest"], sent["disputeType"], sent["isOnlyRefund"], sent["isRefundGoods"]) == (
        3, 1, False, True,
    )  # fmt: skip
    assert item["refundStatus"] == "WAIT_SELLER_RECEIVE"


async def test_goods_go_back_after_receipt_too_and_never_before_they_were_shipped(market) -> None:
    order, early = await market.bought(), await market.bought()
    for move in ("pay", "ship", "receive"):
        await market.sim(f"orders/{order}/{move}", {})
    for body in ({"stage": "ask", "goods_back": True}, {"stage": "agree"}, {"stage": "send"}):
        row = await market.sim(f"orders/{order}/refund", body)
    listed = await market.call(TRADE, "alibaba.trade.refund.buyer.queryOrderRefundList", dipsuteType="2")
    (model,) = listed["result"]["opOrderRefundModels"]
    assert (row["refund"]["status"], row["actions"]) == ("waitsellerreceive", ["refund"])
    assert (model["freightBill"], model["buyerSendGoods"], model["refundGoods"]) == (
        row["refund"]["bill_no"],
        True,
        True,
    )
    await market.sim(f"orders/{early}/pay", {})
    for body in ({"stage": "ask", "goods_back": True}, {"stage": "agree"}, {"stage": "send"}):
        assert (await market.sim(f"orders/{early}/refund", body, 409))["error"]


@pytest.mark.parametrize(
    ("params", "count"),
    [({"refundStatusSet": ["refundsuccess"]}, 1), ({"refundStatusSet": ["refundclose"]}, 0),
     ({"dipsuteType": "2"}, 0), ({"applyStartTime": "20261124090000000+0800"}, 1),
     ({"modifyEndTime": "20261124090000000+0800"}, 0), ({"currentPageNum": "1"}, 0), ({"orderId": "1"}, 0)],
)  # fmt: skip
async def test_the_refund_list_filters(market, params, count) -> None:
    order = await market.bought()
    await market.sim(f"orders/{order}/pay", {})
    await market.sim(f"orders/{order}/refund", {"fen": 1})
    answer = await market.call(TRADE, "alibaba.trade.refund.buyer.queryOrderRefundList", **params)
    assert len(answer["result"]["opOrderRefundModels"]) == count


async def test_a_refund_query_for_no_order_nests_its_error(market) -> None:
    name = "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus"
    answer = await market.call(TRADE, name, orderId="1", queryType="3")
    assert answer["errorCode"] == "500"
    assert "ORDER_NOT_EXIST" in answer["errorMessage"]


@pytest.mark.parametrize("name", ["OpQueryOrderRefund", "OpQueryOrderRefundOperationList"])
async def test_a_number_that_is_none_that_nobody_has_or_that_is_anothers_is_told_apart(market, name) -> None:
    order = await market.bought()
    await market.sim(f"orders/{order}/pay", {})
    await market.sim(f"orders/{order}/refund", {"stage": "ask"})
    refund = (await market.sim("ledger"))["refunds"][0]["id"]

    async def said(number):
        asked = {"refundId": number, "pageNo": "1", "pageSize": "20"}
        answer = await market.call(TRADE, f"alibaba.trade.refund.{name}", **asked)
        return answer.get("errorCode"), answer.get("errorMessage", "")

    assert await said(refund) == (None, "")
    assert "REFUND_DATA_ERROR" in (await said("TQ1"))[1]
    assert "INVALID_PARAM" in (await said("1"))[1]
    await market.sim("market", {"account": "somebody"})
    code, words = await said(refund)
    assert (code, '"errorCode":"003"' in words) == ("500", True)


async def test_the_time_that_a_refund_has_and_its_steps_are_told_if_they_are_asked_for(market) -> None:
    order = await market.bought()
    await market.sim(f"orders/{order}/pay", {})
    await market.sim(f"orders/{order}/refund", {"stage": "ask"})
    refund = (await market.sim("ledger"))["refunds"][0]["id"]
    name = "alibaba.trade.refund.OpQueryOrderRefund"
    for asked, told in (("false", False), ("true", True)):
        answer = await market.call(TRADE, name, refundId=refund, needTimeOutInfo=asked, needOrderRefundOperation=asked)
        model = answer["result"]["opOrderRefundModelDetail"]
        assert ("gmtTimeOut" in model, "timeOutOperateType" in model, bool(model["refundOperationList"])) == (told,) * 3


async def create(market, order, **more):
    asked = {
        "orderId": order, "orderEntryIds": [int(order)], "disputeRequest": "refund", "applyPayment": "100",
        "applyCarriage": "5", "applyReasonId": "20011", "description": "#1042", "goodsStatus": "refundWaitBuyerReceive",
        **more,
    }  # fmt: skip
    return (await market.call(TRADE, "alibaba.trade.createRefund", **asked))["result"]


async def test_the_platform_rules_over_the_carriage_unless_it_is_told_to_leave_it(market) -> None:
    await market.sim("market", {"refund_carriage": 3})
    for custom, carriage in (("true", 5), ("false", 3), ("", 3)):
        order = await market.bought()
        for move in ("pay", "ship"):
            await market.sim(f"orders/{order}/{move}", {})
        taken = await create(market, order, **({"customRefund": custom} if custom else {}))
        assert (taken["result"]["innerPostFee"], taken["result"]["isVoucher"]) == (carriage, "0")
        (model,) = await refunds(market, order, "1")
        assert (model["applyPayment"], model["applyCarriage"], model["applyReasonId"]) == (100, carriage, 20011)


async def test_a_strangers_order_and_a_wrong_parameter_are_refused_each_in_its_way(market) -> None:
    order = await market.bought()
    for move in ("pay", "ship"):
        await market.sim(f"orders/{order}/{move}", {})
    for wrong in ({"orderEntryIds": "x"}, {"applyPayment": "1.5"}, {"vouchers": "x"}):
        asked = {"orderId": order, "orderEntryIds": [int(order)], "disputeRequest": "refund", "applyPayment": "1",
                 "applyCarriage": "0", "applyReasonId": "20011", "description": "#1", **wrong,
                 "goodsStatus": "refundWaitBuyerReceive"}  # fmt: skip
        answer = (await market.ask(TRADE, "alibaba.trade.createRefund", **asked)).json()
        assert answer["error_code"] == "gw.ParamInvalid"
    await market.sim("market", {"account": "somebody"})
    assert (await create(market, order))["code"] == "5002"
    assert (await market.sim("ledger"))["refunds"] == []
