"""What the pretend 1688 can do after an order: refunds of the site, a sub-account, late reads, lies, a clock apart."""

from datetime import datetime, timedelta

import pytest

from bot.sandbox.openplatform.lying import FALSE_REFUND_FEN, KINDS
from tests.sandbox.market.conftest import TRADE

REFUND = "alibaba.trade.refund"
HERE = "refundBuyerReceived"


async def arrived(market, *moves):
    """An order of twelve plain pieces that was paid, shipped and so on, and its line."""
    order = await market.bought(quantity=12)
    for move in ("pay", "ship", *moves):
        row = await market.sim(f"orders/{order}/{move}", {})
    return order, row["lines"][0]


async def truth(market, order):
    """The refunds of an order in the books."""
    return [each for each in (await market.sim("ledger"))["refunds"] if each["order"] == order]


async def by_order(market, order, kind="1"):
    name = f"{REFUND}.OpQueryBatchRefundByOrderIdAndStatus"
    return (await market.call(TRADE, name, orderId=order, queryType=kind))["result"]["opOrderRefundModels"]


async def asks(market, order, line, goods, **more):
    """The app asks back this sum of a line that came."""
    asked = {
        "orderId": order, "orderEntryIds": [int(line["entry"])], "disputeRequest": "refund", "applyPayment": str(goods),
        "applyCarriage": "0", "applyReasonId": "20017", "description": "少件", "goodsStatus": HERE,
    }  # fmt: skip
    return (await market.call(TRADE, "alibaba.trade.createRefund", **asked | more))["result"]


async def test_a_person_asks_on_the_site_for_some_pieces_and_the_books_know_which(market) -> None:
    order, line = await arrived(market)
    asked = {"stage": "ask", "entry": line["entry"], "pieces": 2}
    row = await market.sim(f"orders/{order}/refund", asked)
    (refund,) = await truth(market, order)
    (shown,) = await by_order(market, order)
    assert row["refund"]["asked_fen"] == refund["asked_fen"] == line["amount_fen"] * 2 // 12
    assert (refund["by"], refund["purpose"], refund["meant"]) == ("site", "pieces", {line["entry"]: 2})
    assert "orderEntryCountMap" not in shown


async def test_goods_that_go_back_name_their_pieces_at_1688_too(market) -> None:
    order, line = await arrived(market)
    await market.sim(f"orders/{order}/refund", {"stage": "ask", "pieces": 3, "goods_back": True})
    (refund,) = await truth(market, order)
    answer = await market.call(TRADE, f"{REFUND}.OpQueryOrderRefund", refundId=refund["id"])
    assert answer["result"]["opOrderRefundModelDetail"]["orderEntryCountMap"] == {line["entry"]: 3}


async def test_the_carriage_alone_comes_back_and_is_of_no_pieces(market) -> None:
    good = await market.goods("plain")
    await market.sim(f"goods/{good['offer_id']}", {"freight_fen": 800})
    order, _ = await arrived(market)
    await market.sim(f"orders/{order}/refund", {"purpose": "carriage"})
    (refund,) = await truth(market, order)
    assert (refund["paid_fen"], refund["goods_fen"], refund["purpose"], refund["meant"]) == (800, 0, "carriage", {})
    too_much = await market.sim(f"orders/{order}/refund", {"purpose": "carriage", "fen": 1}, 409)
    assert "only 0 fen" in too_much["error"]


async def test_compensation_is_money_without_pieces_and_paid_later_if_the_seller_likes(market) -> None:
    order, _ = await arrived(market)
    await market.sim(f"orders/{order}/refund", {"stage": "ask", "purpose": "compensation", "fen": 100})
    (asked,) = await truth(market, order)
    await market.sim(f"orders/{order}/refund_answer", {"agree": True})
    (paid,) = await truth(market, order)
    assert (asked["state"], asked["meant"], paid["state"], paid["paid_fen"]) == (
        "waitselleragree", {}, "refundsuccess", 100,
    )  # fmt: skip


@pytest.mark.parametrize("body", [{"purpose": "gift"}, {"pieces": 0}, {"pieces": "2"}])
async def test_a_refund_of_the_site_is_asked_for_in_known_words(market, body) -> None:
    order, _ = await arrived(market)
    assert (await market.sim(f"orders/{order}/refund", body, 400))["error"]


async def test_what_the_app_asks_is_told_apart_from_what_the_site_does(market) -> None:
    order, line = await arrived(market)
    await asks(market, order, line, 100)
    (refund,) = await truth(market, order)
    assert (refund["by"], refund["meant"]) == ("app", None)


async def test_1688_closes_a_refund_and_pays_nothing(market) -> None:
    order, _ = await arrived(market)
    await market.sim(f"orders/{order}/refund", {"stage": "ask"})
    row = await market.sim(f"orders/{order}/refund_answer", {"close": True})
    assert (row["refund"]["status"], row["refunded_fen"]) == ("refundclose", 0)


async def test_a_sub_account_sees_what_runs_or_is_paid_before_the_receipt_and_nothing_after_it(market) -> None:
    await market.sim("market", {"account": "main:sub"})
    order, line = await arrived(market)
    await asks(market, order, line, 100)
    running = await by_order(market, order)
    await market.sim(f"orders/{order}/refund_answer", {"close": True})
    closed = await by_order(market, order) + await by_order(market, order, "3")
    await market.sim(f"orders/{order}/receive", {})
    await asks(market, order, line, 100, goodsStatus="aftersaleBuyerReceived")
    number = (await truth(market, order))[-1]["id"]
    await market.sim(f"orders/{order}/refund_answer", {"agree": True})
    alone = await market.call(TRADE, f"{REFUND}.OpQueryOrderRefund", refundId=number)
    listed = await market.call(TRADE, f"{REFUND}.buyer.queryOrderRefundList", orderId=order)
    view = await market.view(order)
    after = await by_order(market, order) + await by_order(market, order, "3")
    assert (len(running), closed, after, alone["errorCode"], listed["success"]) == (1, [], [], "500", False)
    assert "refundStatusForAs" not in view["baseInfo"]
    assert view["productItems"][0]["refundStatus"] == "REFUND_CLOSED"  # of the one before the receipt


async def test_a_sub_account_may_be_told_of_what_it_names(market) -> None:
    await market.sim("market", {"account": "main:sub", "after_sale_to_sub": "number"})
    order, line = await arrived(market, "receive")
    await asks(market, order, line, 100, goodsStatus="aftersaleBuyerReceived")
    number = (await truth(market, order))[0]["id"]
    alone = await market.call(TRADE, f"{REFUND}.OpQueryOrderRefund", refundId=number)
    base = (await market.view(order))["baseInfo"]
    assert (alone["result"]["opOrderRefundModelDetail"]["refundId"], base["refundStatusForAs"]) == (
        number, "waitselleragree",
    )  # fmt: skip


async def test_for_a_while_no_query_shows_a_new_refund(market) -> None:
    await market.sim("market", {"refund_lag": 60})
    order, line = await arrived(market)
    await asks(market, order, line, 100)
    number = (await truth(market, order))[0]["id"]

    async def shown():
        alone = await market.call(TRADE, f"{REFUND}.OpQueryOrderRefund", refundId=number)
        listed = await market.call(TRADE, f"{REFUND}.buyer.queryOrderRefundList", orderId=order)
        view = await market.view(order)
        return (
            len(await by_order(market, order)), "result" in alone, listed["result"]["totalCount"],
            "refundStatus" in view["baseInfo"], "refundStatus" in view["productItems"][0],
        )  # fmt: skip

    before = await shown()
    market.clock.advance(61)
    assert (before, await shown()) == ((0, False, 0, False, False), (1, True, 1, True, True))


@pytest.mark.parametrize("apart", [300, -300])
async def test_the_books_clock_stands_apart_in_both_directions(market, apart) -> None:
    await market.sim("market", {"clock_apart": apart})
    order, line = await arrived(market)
    await asks(market, order, line, 100)
    (shown,) = await by_order(market, order)
    told = datetime.strptime(shown["gmtApply"][:14] + "+0800", "%Y%m%d%H%M%S%z")
    assert abs(told - market.clock.now() - timedelta(seconds=apart)) < timedelta(seconds=5)
    assert (await market.sim("market"))["clock_apart"] == apart


async def test_the_time_to_pay_ends_by_the_books_clock(market) -> None:
    await market.sim("market", {"clock_apart": 300})
    order = await market.bought()
    market.clock.advance(5 * 86400 - 60)
    early = (await market.sim("orders"))[0]["status"]
    market.clock.advance(120)
    assert (early, (await market.sim("orders"))[0]["status"], order != "") == ("waitbuyerpay", "cancel", True)


async def test_a_limit_ten_times_too_high_is_counted_once_it_was_told(market) -> None:
    order, line = await arrived(market)
    await market.sim("market", {"lies": {"limits": 1}})
    asked = {
        "orderId": int(order),
        "goodsStatus": HERE,
        "refundGoodsCountList": [{"id": int(line["entry"]), "count": 1}],
    }
    false = await market.call(TRADE, "alibaba.trade.getMaxRefundFee", input=asked)
    true = await market.call(TRADE, "alibaba.trade.getMaxRefundFee", input=asked)
    sums = [each["result"]["result"]["maxGoodsFee"] for each in (false, true)]
    assert (sums[0], (await market.sim("market"))["told_lies"]) == (10 * sums[1], {"limits": 1})


async def test_a_lie_that_never_left_is_not_counted(market) -> None:
    order, line = await arrived(market)
    await market.sim("market", {"lies": {"limits": 1}})
    asked = {
        "orderId": int(order),
        "goodsStatus": HERE,
        "refundGoodsCountList": [{"id": int(line["entry"]), "count": 1}],
    }
    fault = {"side": "1688", "call": "alibaba.trade.getMaxRefundFee", "kind": "truncated", "when": "after"}
    market.faults.plan(fault)
    path, form = market.signed(TRADE, "alibaba.trade.getMaxRefundFee", {"input": asked})
    with pytest.raises(Exception, match="cut"):
        await market.http.post(path, data=form)
    assert (await market.sim("market"))["told_lies"] == {}


async def test_a_refund_is_answered_with_anothers_number_done_or_not(market) -> None:
    other, its_line = await arrived(market)
    await asks(market, other, its_line, 100)
    (theirs,) = await truth(market, other)
    done, line = await arrived(market)
    await market.sim("market", {"lies": {"other_number": {"n": 1, "order": done}}})
    told = await asks(market, done, line, 100)
    not_done, line = await arrived(market)
    await market.sim("market", {"lies": {"other_number_not_done": 1}})
    told_again = await asks(market, not_done, line, 100)
    newest_of_others = (await truth(market, done))[0]["id"]
    assert told["result"]["refundId"] == theirs["id"]
    assert (told_again["success"], told_again["result"]["refundId"]) == (True, newest_of_others)
    assert (len(await truth(market, done)), await truth(market, not_done)) == (1, [])
    assert (await market.sim("market"))["told_lies"] == {"other_number": 1, "other_number_not_done": 1}


async def test_the_detail_and_the_lists_say_that_a_fortune_came_back(market) -> None:
    order, line = await arrived(market)
    await asks(market, order, line, 100)
    await market.sim("market", {"lies": {"detail_sum": 1, "list_sum": 2}})
    false, true = await market.view(order), await market.view(order)
    (paid,) = await by_order(market, order)
    listed = await market.call(TRADE, f"{REFUND}.buyer.queryOrderRefundList", orderId=order)
    (told,) = listed["result"]["opOrderRefundModels"]
    assert (false["baseInfo"]["refundPayment"], true["baseInfo"]["refundPayment"]) == (FALSE_REFUND_FEN, 0)
    assert str(false["baseInfo"]["refund"]) == "999999"
    assert [each["refundPayment"] for each in (paid, told)] == [FALSE_REFUND_FEN] * 2
    assert (await market.sim("market"))["told_lies"] == {"detail_sum": 1, "list_sum": 2}


async def test_the_parcels_of_another_order_are_told(market) -> None:
    other, _ = await arrived(market)
    order, _ = await arrived(market)
    await market.sim("market", {"lies": {"other_parcel": 1}})
    name = "alibaba.trade.getLogisticsInfos.buyerView"
    told = [
        (await market.call("com.alibaba.logistics", name, orderId=order, webSite="1688"))["result"][0]["logisticsId"]
        for _ in range(2)
    ]
    parcels = {row["id"]: row["parcels"][0]["logistics_id"] for row in await market.sim("orders")}
    assert told == [parcels[other], parcels[order]]


async def test_a_lie_that_nothing_can_be_made_of_waits_and_the_answer_is_true(market) -> None:
    order, line = await arrived(market)
    await market.sim("market", {"lies": {"other_number": 1, "list_sum": 1}})
    nothing = await by_order(market, order)
    told = await asks(market, order, line, 100)
    (ours,) = await truth(market, order)
    state = await market.sim("market")
    assert (nothing, told["result"]["refundId"], state["told_lies"]) == ([], ours["id"], {})
    assert {*state["lies"]} == {"other_number", "list_sum"}


@pytest.mark.parametrize(
    "body",
    [{"lies": {"limits": -1}}, {"lies": {"nothing": 1}}, {"lies": 3}, {"lies": {"limits": {"n": 1, "of": "1"}}},
     {"refund_lag": -1}, {"clock_apart": "3"}, {"after_sale_to_sub": "all"}],
)  # fmt: skip
async def test_switches_of_other_forms_are_refused(market, body) -> None:
    assert (await market.sim("market", body, 400))["error"]


def test_every_kind_of_lie_has_a_name() -> None:
    assert KINDS == ("limits", "other_number", "detail_sum", "list_sum", "other_parcel", "other_number_not_done")
